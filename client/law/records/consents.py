"""Yes and no to one measure (L72 14, 16, 18-20, 21-1(4), 25(2); A.8): said in the client, or minuted by an officer.

One record for one measure: guarding somebody's home and putting a camera into it are two questions (L72 14). Whose yes is wanted,
and in which form, is ``tables.consents``. A consent is bound to the text that was read, by its hash, and to its language.
"""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import IMP, PERSONAL, record, report
from client.law.titles import N_
from client.law.words import PERSONAL_MEASURES, SPOKEN_LANGUAGES, Circle
from crypto.frozen import dataclass

WORDS = ("CONSENT", "APPLICATION", "REFUSAL", "WITHDRAWAL")
"""What is said. An application of the person's own stands in for consent where the law says so (18, 19, 20)."""

FORMS = ("WRITTEN", "RECORDED")
"""WRITTEN: a document that was signed, on paper or by a qualified signature. RECORDED: anything else that is kept: a tick in the
client, a minute of what was said."""

CAPACITIES = ("SELF", "PARENTAL", "REPRESENTATIVE")
"""For whom the giver speaks: for themselves, as a parent (16, 19, 20), as another lawful representative (23(8))."""

WAYS = ("PAPER", "ORAL")


@dataclass(frozen=True, slots=True)
class MeasureConsent:
    """Said in the client by the person or the representative, and signed with their key. ``text_hash``: SHA-256 (hex) of the words
    about the measure as they were shown, in ``language``. ``opinion``: of a representative's word for a minor: what the child
    thinks of it. ``reasons``: of a refusal or withdrawal, if any were given."""

    measure: str
    word: str
    form: str
    capacity: str
    text_hash: str
    language: str
    opinion: str = ""
    reasons: str = ""

    def __post_init__(self) -> None:
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")
        wants_one_of(self.word, WORDS, "what is said")
        wants_one_of(self.form, FORMS, "form of the consent")
        wants_one_of(self.capacity, CAPACITIES, "capacity")
        wants_hex(self.text_hash, 32, "text_hash")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")

    @property
    def given(self) -> bool:
        return says_yes(self.word)

    @property
    def written(self) -> bool:
        return self.form == "WRITTEN"


@dataclass(frozen=True, slots=True)
class MinutedConsent:
    """An officer puts down what was said otherwise. ``giver``: PP or REP; ``representative``: their id in this file, empty for the
    person. ``way``: PAPER (signed; ``scan`` is the encoded reference of the sealed scan, as hex) or ORAL. ``given_at``: when, in
    milliseconds. ``interpreter``: who put it into ``language``, empty where nobody had to."""

    file: str
    measure: str
    word: str
    giver: str
    representative: str
    capacity: str
    way: str
    scan: str
    text_hash: str
    language: str
    given_at: int
    opinion: str = ""
    reasons: str = ""
    interpreter: str = ""

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")
        wants_one_of(self.word, WORDS, "what is said")
        wants_one_of(self.giver, ("PP", "REP"), "giver")
        wants_hex(self.representative, 16 if self.giver == "REP" else 0, "representative")
        wants_one_of(self.capacity, CAPACITIES, "capacity")
        wants_one_of(self.way, WAYS, "way")
        wants_hex(self.scan, None, "scan")
        wants_hex(self.text_hash, 32, "text_hash")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")
        if self.way == "PAPER":
            wants_text(self.scan, "scan of the signed paper")

    @property
    def given(self) -> bool:
        return says_yes(self.word)

    @property
    def written(self) -> bool:
        return self.way == "PAPER"


def says_yes(word: str) -> bool:
    return word in ("CONSENT", "APPLICATION")


TYPES = (
    report("consent", MeasureConsent, "L72-14.1", (Circle.PERSON,), *PERSONAL, title=N_("CONSENT to a measure")),
    record("consent-minuted", MinutedConsent, "L72-14.1", (Circle.PERSON,), IMP, title=N_("CONSENT minuted by an officer")),
)
