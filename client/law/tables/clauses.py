"""The clauses of the contract of L72 23(6), one row each (A.7): when each is wanted, on what norm it rests, and its wording.

The wordings are paraphrases of ours, to be settled by lawyers; a screen translates them into the document's language and fills the
places. What a clause may not say is ``tables.wording``.
"""

from __future__ import annotations

from collections.abc import Mapping

from client.law.titles import N_
from crypto.frozen import dataclass

RIGHTS = ("PENSION", "HOUSING", "SENIORITY", "STUDY", "SOCIAL", "OTHERS")
"""L72 23(6) second sentence, weighed for each measure: pension record, title to housing, work and seniority, place of study,
social benefits, rights of other people."""


@dataclass(frozen=True, slots=True)
class Row:
    """``measures``: beginnings of codes; the clause is wanted where the contract has such a measure. ``where``: REPRESENTED
    (23(8)), FAMILY (others are named). Neither: in every contract. ``annex``: wording of the annex that goes with it."""

    id: str
    article: str
    text: str
    measures: tuple[str, ...] = ()
    where: str = ""
    annex: str = ""

    @property
    def mandatory(self) -> bool:
        """Also K04 where no measure needs consent: it then says so."""
        return not self.measures and not self.where

    def called_for(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the measures because of which the clause is wanted."""
        return tuple(code for code in codes if self.measures and code.startswith(self.measures))


_ROWS = (
    Row(
        "K01", "23(6), 9, 17",
        N_("Parties: the implementing body and the protected person, called {pseudonym} here. The real identity is sealed apart."),
    ),
    Row("K02", "23(1), 23(4)", N_("Grounds: decision and order {decision}, ruling {ruling} that chooses the measures.")),
    Row("K03", "23(4), 7(2)", N_("Measures, method and term: {measures}")),
    Row(
        "K04", "14, 16, 18, 19, 20, 21-1(4)",
        N_(
            "Consent is given for each measure separately and may be withdrawn at any time by a message in this channel. "
            "Asked for: {consents}"
        ),
    ),
    Row("K05", "25(1)", N_("The person may know the measures applied to themselves, their family and close relatives.")),
    Row(
        "K06", "25(2), 25(4), 27(3), 27(4)",
        N_("The person may ask for measures, decline them, or ask to end them; a written request is answered within three days."),
    ),
    Row(
        "K07", "23(2)-(3), 25(3), 27(5)",
        N_("Every decision, act or inaction may be appealed to the higher authority, the prosecutor's office or the court."),
    ),
    Row("K08", "26(1)", N_("The person keeps the conditions of the measures and lawful demands.")),
    Row(
        "K09", "26(2)",
        N_("The person reports every threat at once, through this channel or by any other way; no late report is punished."),
    ),
    Row(
        "K10", "26(3), 15",
        N_(
            "Issued property stays the body's. The person keeps it with care and returns it, and answers under the law for "
            "selling it, giving it away or damaging it wilfully; loss without fault and ordinary wear are no breach."
        ),
        measures=("M2.2",),
        annex=N_("Inventory: {inventory}"),
    ),
    Row("K11", "26(4), 28 pt2", N_("Both sides keep the measures secret.")),
    Row(
        "K12", "26(5)",
        N_("Where it is required, the person is trained in the use of what was issued."),
        measures=("M2.2b", "M2.2d", "M2.2e"),
    ),
    Row("K13", "26-1(3)", N_("The body reacts at once, carries out all measures, informs the person and explains.")),
    Row(
        "K14", "26-1(2)(1), 26-1(2)(3)",
        N_("The body may choose, change and add measures; where a measure needs consent, a change needs it anew."),
    ),
    Row("K15", "23(7)", N_("Psychological support is offered; taking it is voluntary.")),
    Row(
        "K16", "16 pt2",
        N_("The conditions of the stay in a safe place are those that both sides agreed on; nobody is put out of it by a date."),
        measures=("M2.3",),
        annex=N_("Stay: {stay}"),
    ),
    Row(
        "K17", "17",
        N_("Data are closed in reference services; the closing is prolonged before it ends while the measure is in force."),
        measures=("M2.4",),
        annex=N_("Services and dates: {services}"),
    ),
    Row(
        "K18", "18",
        N_(
            "The body and the local executive body arrange the change of home, work or place of study and help to find a home, "
            "work or a place of study."
        ),
        measures=("M2.5",),
        annex=N_("What changes, for how long, who does what: {moves}"),
    ),
    Row(
        "K19", "19",
        N_(
            "New personal data are chosen with the person, who signs the final set. The old documents are kept sealed. After the "
            "end the person keeps the new documents until a competent body decides otherwise."
        ),
        measures=("M2.6",),
        annex=N_("Documents and custody of the old ones: {documents}"),
    ),
    Row(
        "K20", "20",
        N_(
            "Change of appearance: by a health organisation, after the risks were explained, with a consent of its own that may "
            "be withdrawn."
        ),
        measures=("M2.7",),
        annex=N_("Health organisation, what is done, risks explained: {appearance}"),
    ),
    Row("K21", "29(2)", N_("The person bears no cost; expenses are paid or paid back by the body.")),
    Row(
        "K22", "23(6)",
        N_("The measures harm no right to pension, housing or work, nor other rights of the person or of others."),
    ),
    Row("K23", "23(6), 26(3), 28", N_("Each side answers under the law for breaking this contract.")),
    Row(
        "K24", "27",
        N_(
            "The measures end only by a reasoned ruling on one of the four grounds of Article 27; no date ends them by itself. "
            "Refusing this contract or breaking it can be such a ground; the ruling is told and can be appealed."
        ),
    ),
    Row("K25", "26(3)-(4), 27(5)", N_("After the end: issued property is returned, secrecy remains, appeals go on.")),
    Row(
        "K26", "23(8)",
        N_("The lawful representative signs for the person and has the same rights, for that person alone."),
        where="REPRESENTED",
    ),
    Row(
        "K27", "3(19), 25(1)",
        N_(
            "Members of the family who are protected too: {family}. Each adult gives their own consent and signs their own "
            "contract."
        ),
        where="FAMILY",
    ),
    Row("K28", "30, 5(3)", N_("If harm is done, the social guarantees of Article 30 apply.")),
    Row(
        "K29", "21-1",
        N_(
            "Transfer in the service: {transfer}. The post is equal or higher, the main or only employment; the consent is "
            "written."
        ),
        measures=("M3.1", "M3.3", "M3.4"),
    ),
    Row("K30", "26-1(3)(4)", N_("The contract was explained in a language that the person chose: {language}.")),
)  # fmt: skip

CLAUSES: Mapping[str, Row] = {row.id: row for row in _ROWS}

MANDATORY = tuple(row.id for row in _ROWS if row.mandatory)
"""Clauses without an "if" in A.7, which every contract has."""
