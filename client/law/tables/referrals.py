"""Redirection of trafficking victims (T110 18; B.2): who takes part, what may be asked of whom, and the least that each needs.

The procedure itself is an act of the bodies (T110 18(2)): forms and times are policy. What the rows hold is need to know: the
names of facts that a referral of the kind may carry, and no others.
"""

from __future__ import annotations

from client.law.due import DAY_MS
from client.law.titles import N_
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """``receives``: may be sent a victim's data. ``article``: by what it takes part; empty: it takes no part."""

    title: str
    article: str
    receives: bool = True


SUBJECTS = {
    "IA": Subject(N_("internal affairs body"), "1(3), 7(1)(3)"),
    "SOC": Subject(N_("central body of social protection"), "1(3), 7(2)(3)"),
    "STATE": Subject(N_("other state body"), "1(4), 8(1)(3)"),
    "LEB": Subject(N_("local executive body"), "1(4), 9(3)"),
    "SSS": Subject(N_("provider of special social services"), "1(5), 10(3)"),
    "NGO": Subject(N_("non-governmental organisation"), "1(4), 10(3)(3)"),
    "INTERNATIONAL": Subject(N_("accredited international organisation"), "1(4)"),
    "HLT": Subject(N_("health organisation"), "1(4), 10(1)"),
    "EDU": Subject(N_("place of education"), "1(4), 10(2)"),
    "LEGAL": Subject(N_("provider of state-guaranteed legal aid"), "8(1)(3)"),
    "GUARDIANSHIP": Subject(N_("guardianship authority"), "8(1)(3), 23"),
    "MFA": Subject(N_("foreign-policy body"), "8(2)(4), 19"),
    "MIGRATION": Subject(N_("migration body"), "8(1)(3), 20(3)"),
    "FUND": Subject(N_("manager of the Victims Compensation Fund"), "8(1)(3)"),
    "CONSULATE": Subject(N_("consulate of the country of origin"), "17(2)(10)"),
    "PROTECTION": Subject(N_("body that decides on state protection"), "17(2)(7)"),
    "TOURISM": Subject(N_("tourism agency"), "1(4), 10(4)", receives=False),
    "LABOUR": Subject(N_("labour agency"), "1(4), 10(4)", receives=False),
    "OTHER": Subject(N_("anybody else"), "", receives=False),
}
"""T110 1(3)-(5). Tourism and labour agencies may send somebody for help and are sent nothing."""

SUBJECT_OF = {
    "IA": "IA",
    "LEB": "LEB",
    "SOCIAL": "SSS",
    "NGO": "NGO",
    "HLT": "HLT",
    "EDU": "EDU",
    "GUARDIANSHIP": "GUARDIANSHIP",
    "MFA": "MFA",
    "MIGRATION": "MIGRATION",
    "FINANCE": "FUND",
}
"""From the kinds of partners that tasks go to (``tables.partners``)."""

IDENTIFIERS = ("IA", "LEB", "SSS", "NGO")
"""T110 16(2): who identifies a victim together. The internal affairs body is always one of them (B-AMB-2)."""

PAST_THE_ORIGIN = ("location", "contact", "status", "employer", "school")
"""What never goes to the country of origin nor to those who may pass it on: that country may be where the danger is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``rule``: the norm that holds referrals of this kind to whom they go and what they carry."""

    code: str
    title: str
    rule: str
    article: str
    to: tuple[str, ...]
    carries: tuple[str, ...]


_PERSON = ("pseudonym", "contact", "language", "needs")

KINDS = {
    kind.code: kind
    for kind in (
        Kind("MEDICAL", N_("medical care"), "T110-8.2.2", "110 17(2)(5)", ("HLT",), (*_PERSON, "entitlement")),
        Kind("PSYCH", N_("psychological help"), "S-23", "Palermo 6(3)", ("SSS", "NGO", "HLT"), _PERSON),
        Kind(
            "LEGAL_AID",
            N_("legal aid"),
            "T110-17.2.6",
            "110 17(2)(6)",
            ("LEGAL", "NGO", "SSS"),
            ("pseudonym", "contact", "language"),
        ),
        Kind(
            "SOCIAL_SERVICE",
            N_("special social service"),
            "T110-17.2.3",
            "110 17(2)(3)",
            ("SSS", "NGO", "LEB", "EDU"),
            (*_PERSON, "from"),
        ),
        Kind(
            "SOCIAL_AID",
            N_("social aid"),
            "T110-17.2.4",
            "110 17(2)(4)",
            ("LEB", "SOC"),
            ("pseudonym", "contact", "household", "payee"),
        ),
        Kind("SHELTER", N_("shelter"), "SYS-09", "110 18", ("SSS", "NGO", "LEB"), (*_PERSON, "household", "from", "until")),
        Kind(
            "COMPENSATION",
            N_("payment of the compensation fund"),
            "T110-17.2.9",
            "110 17(2)(9)",
            ("FUND",),
            ("pseudonym", "case", "harm", "payee"),
        ),
        Kind(
            "RESIDENCE",
            N_("temporary residence"),
            "T110-17.2.11",
            "110 17(2)(11)",
            ("LEB", "IA"),
            ("pseudonym", "services", "until"),
        ),
        Kind(
            "WORK",
            N_("work"),
            "T110-17.2.14",
            "110 17(2)(14)",
            ("LEB",),
            ("pseudonym", "contact", "trade", "entitlement", "language"),
        ),
        Kind(
            "CONSULAR",
            N_("consulate of the country of origin"),
            "T110-17.2.10",
            "110 17(2)(10)",
            ("CONSULATE", "MFA"),
            ("name", "documents", "wish", "language"),
        ),
        Kind(
            "RETURN",
            N_("help with the return"),
            "T110-10.3.9",
            "110 10(3)(9)",
            ("NGO", "SSS", "MFA", "IA", "INTERNATIONAL"),
            ("pseudonym", "contact", "language", "needs", "name on the certificate", "by"),
        ),
        Kind(
            "ASYLUM",
            N_("refugee status"),
            "T110-17.2.15",
            "110 17(2)(15)",
            ("MIGRATION",),
            ("pseudonym", "contact", "language", "origin"),
        ),
        Kind(
            "STATELESS",
            N_("status of a stateless person"),
            "T110-17.2.15",
            "110 17(2)(15)",
            ("MIGRATION",),
            ("pseudonym", "contact", "language", "origin"),
        ),
        Kind("GUARDIANSHIP", N_("a child's guardianship"), "T110-21.3", "110 21(3)", ("GUARDIANSHIP",), (*_PERSON, "age")),
        Kind(
            "EDUCATION",
            N_("education"),
            "T110-10.2.1",
            "110 10(2)(1)",
            ("EDU", "LEB"),
            ("pseudonym", "new name", "grade", "needs", "language"),
        ),
        Kind(
            "STATE_PROTECTION",
            N_("state protection"),
            "T110-17.2.7",
            "110 17(2)(7)",
            ("PROTECTION",),
            ("pseudonym", "contact", "language", "threat"),
        ),
        Kind("IDENTIFICATION", N_("identification"), "T110-17.1", "110 17(1)", ("IA",), ("pseudonym", "contact", "language")),
        Kind("EXIT_VISA", N_("exit visa"), "T110-17.2.13", "110 17(2)(13)", ("IA",), ("pseudonym", "name", "documents", "by")),
    )
}

BLOCK_RETURN = ("ASYLUM", "STATELESS")
"""T110 17(2)(15), 20(3): while such an application runs nobody is sent back."""

LEGAL_AID = ("INFORMATION", "CONSULTATION", "DEFENCE", "COMPREHENSIVE")
"""S-30: guaranteed information, consultation and defence; comprehensive social legal aid by contract."""

ANSWER_MS = 3 * DAY_MS
"""Policy, not law (T110 18(2)): how long an answer may take where the referral does not say."""

TELLING = (
    "traffick", "victim", "exploit", "prostitut", "slave", "торговл", "трафик", "траффик", "жертв", "потерпевш", "эксплуат",
    "проститу", "рабств", "саудас", "құрбан", "жәбірлен", "жезөкше", "құлдық", "savdosi", "jabrlan", "қурбон", "одам савдо", "құл ",
)  # fmt: skip
"""Parts of words that tell what happened to somebody, in the languages of the channel: they stand in no subject line, name of a
file or text on a telephone (T110 5(8))."""


def telling(text: str) -> str:
    """The first such word in ``text``, else empty."""
    lower = text.casefold()
    return next((each for each in TELLING if each.casefold() in lower), "")
