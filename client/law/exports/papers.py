"""Papers and messages for bodies outside the channel: what each needs, in words that tell nothing else (C.2).

None of them says what happened to the person, and none passes a place to a country of origin.
"""

from __future__ import annotations

from client.law.answer import Said, say
from client.law.file import File
from client.law.file.states import IN_FORCE
from client.law.law110.known import status
from client.law.law110.months import plus_months
from client.law.records.referrals import ReferralCard
from client.law.records.tasks import Fact
from client.law.records.trafficking import TOPICS
from client.law.rule import norm
from client.law.tables.referrals import KINDS, PAST_THE_ORIGIN, SUBJECTS, telling
from client.law.titles import N_
from client.law.words import SPOKEN_LANGUAGES
from crypto.frozen import dataclass


class TellsTooMuch(ValueError):
    """The paper would tell what happened to the person, or where they are."""


def _neutral(*texts: str) -> None:
    for text in texts:
        if telling(text):
            raise TellsTooMuch("the text tells what happened to the person")


@norm("SYS-21", "S001")
def printable(card: ReferralCard) -> tuple[Said, ...]:
    """The referral as lines to print, for an addressee without this channel: the same that the card in the circle says. Raises
    ``TellsTooMuch``: paper lies about."""
    _neutral(card.seen.subject, card.safety, *(fact.value for fact in card.facts))
    return (
        say("For: {body}", body=SUBJECTS[card.to].title),
        say("Help asked for: {kind}", kind=KINDS[card.kind].title),
        *(say("{name}: {value}", name=fact.name, value=fact.value) for fact in card.facts),
        say("Language: {language}", language=card.language),
        say("How to contact, and what not to say: {safety}", safety=card.safety),
        say("Answer to the sender under number {number}", number=card.referral[:8]),
    )


@norm("SYS-12", "110 17(2)(5)")
def entitlement(pseudonym: str) -> Said:
    """For a health organisation: that the bearer has the guaranteed free volume, and not by what title. Raises ``TellsTooMuch``."""
    _neutral(pseudonym)
    return say("{person} is entitled to the guaranteed volume of free medical care", person=pseudonym)


# Compensation ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FundClaim:
    """For the Victims Compensation Fund. ``harms``: what was suffered, by kind; no place, no provider."""

    pseudonym: str
    decision: str
    harms: tuple[str, ...]


@norm("SYS-11", "110 17(2)(9)")
def fund_claim(file: File, pseudonym: str) -> FundClaim | None:
    """Under another pseudonym than that of the file. None where no victim or no harm is on record."""
    if not file.trafficking.victim or pseudonym == file.case.pseudonym:
        return None
    kinds = tuple(sorted({each.kind for each in file.money.harms.values() if not each.covered}))
    return FundClaim(pseudonym, file.case.decision, kinds) if kinds else None


@norm("S-17", "UNTOC 25(1)-(2)")
def ways_to_redress(file: File) -> tuple[str, ...]:
    """What the person may claim, side by side: social guarantees of Art. 30 of Law 72 where harm came from the proceedings, and the
    compensation fund where they are a victim."""
    harmed = any(not each.covered for each in file.money.harms.values())
    ways = (("L72-30", harmed), ("COMPENSATION_FUND", file.trafficking.victim))
    return tuple(way for way, open_to in ways if open_to)


# Residence, return, asylum --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Petition:
    """The pack of a petition for residence. ``last``: the latest lawful end, in milliseconds. ``identity``: the sealed identity, as
    hex, in the copy for the internal affairs body and in no other."""

    to: str
    pseudonym: str
    services_since: int
    last: int
    identity: str = ""


@norm("SYS-10", "110 9(6); B-AMB-10")
def petition_pack(file: File, pseudonym: str, sealed: str, now: int) -> tuple[Petition, ...]:
    """One copy for the local executive body under the pseudonym, one for the internal affairs body with the sealed identity. Empty
    where services do not run: the stay is to receive them."""
    if file.trafficking.services != "RUNNING":
        return ()
    last = plus_months(now, 6, file.case.zone_minutes)
    since = file.trafficking.services_from
    return (Petition("LEB", pseudonym, since, last), Petition("IA", pseudonym, since, last, sealed))


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """For a mission abroad. ``checked``: what the name on the certificate must be held against."""

    facts: tuple[Fact, ...]
    checked: tuple[str, ...]


@norm("SYS-17", "110 19")
def certificate_request(file: File, facts: tuple[Fact, ...]) -> CertificateRequest:
    """Raises ``TellsTooMuch`` where a fact tells a place or the status."""
    _past_the_origin(facts)
    found = [file.measures.of(code) for code in ("M2.4", "M2.6")]
    checked = tuple(code for code, each in zip(("M2.4", "M2.6"), found, strict=True) if each is not None and each.state in IN_FORCE)
    return CertificateRequest(facts, checked)


def _past_the_origin(facts: tuple[Fact, ...]) -> None:
    for fact in facts:
        if fact.name in PAST_THE_ORIGIN:
            raise TellsTooMuch("the paper tells a place or the status")
        _neutral(fact.value)


@dataclass(frozen=True, slots=True)
class Application:
    """For the migration body. ``not_to``: with whom it must not be shared."""

    kind: str
    pseudonym: str
    language: str
    not_to: tuple[str, ...] = ("country of origin",)


@norm("SYS-19", "110 17(2)(15)")
def asylum_application(file: File, kind: str, pseudonym: str, language: str) -> Application | None:
    """For refugee or stateless status, by a person who has said nothing to the contrary. None for another kind, and for a
    citizen."""
    if kind not in ("ASYLUM", "STATELESS") or file.trafficking.citizenship == "CITIZEN" or status(file) == "NONE":
        return None
    return Application(kind, pseudonym, language)


@norm("SYS-59", "S003")
def at_the_border(application: Application, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """What a registration at the border may be told of it. Raises ``TellsTooMuch`` for a place: what is registered there can reach
    the country of origin."""
    _past_the_origin(facts)
    return (Fact("pseudonym", application.pseudonym), Fact("language", application.language), *facts)


# Leaflets and interface --------------------------------------------------------------------------------------------------------

LEAFLET = {
    "RIGHTS": N_("You have rights whether or not you testify."),
    "DUTIES": N_("Tell what you can about yourself. You may say: not now."),
    "PROTECTION": N_("If you are in danger, ask for protection at any time."),
    "SERVICES": N_("A place to stay, a doctor, a psychologist and an interpreter cost you nothing."),
    "LEGAL_AID": N_("A lawyer advises you free of charge. You decide what the lawyer sees."),
    "COMPENSATION": N_("You may ask for compensation."),
    "TIME_TO_DECIDE": N_("Take your time to decide whether to speak to the police: at least thirty days."),
    "APPEAL_ROUTES": N_("You may complain of any body, to another one."),
}
"""By topic of ``records.trafficking.TOPICS``; translated by the catalogues."""


@norm("SYS-54", "S003")
def leaflet(language: str) -> tuple[str, ...] | None:
    """The sentences of the leaflet, to be put into that language; None where this program has none in it: then an interpreter tells
    it (S-29)."""
    return tuple(LEAFLET[topic] for topic in TOPICS) if language in SPOKEN_LANGUAGES else None


@dataclass(frozen=True, slots=True)
class InternationalNotice:
    """The interface for rapid notice between states (T110 12(2)(3)): described here, and off until there is a treaty and a partner.
    ``reference``: number of the treaty request; ``restriction``: how what it holds may be used (S-20)."""

    partner: str
    treaty: str
    reference: str
    restriction: str
    text: str


@norm("T110-12.2.3", "110 12(2)(3)")
def international_notice(notice: InternationalNotice, enabled: frozenset[str] = frozenset()) -> InternationalNotice | None:
    """None, unless the bodies have enabled that partner: by default nobody is. Raises ``TellsTooMuch``."""
    if notice.partner not in enabled or not notice.treaty.strip() or not notice.restriction.strip():
        return None
    _neutral(notice.text)
    return notice


# Closure --------------------------------------------------------------------------------------------------------------------------


@norm("S-01", "Kyrgyz law 25(2); L72 17")
def closure_deciders(policy: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Who may decide that a victim's data are closed: here the official of the implementing body (L72 17). Elsewhere investigator,
    prosecutor and court do; a policy may let these ask for it, and none of them takes the official's place."""
    may_ask = tuple(each for each in ("INVESTIGATOR", "PROSECUTOR", "COURT") if each in policy)
    return ("OFFICIAL", *may_ask)
