"""Safe places: the stay that the person and the body agree on, its beginning, its end (L72 16; S-05, S-06, SYS-26).

No address stands here: a place has a code, and the address is known to the officers who were assigned (A.11).
"""

from __future__ import annotations

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import IMP, PERSONAL, record, report
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

ASKED_BY = ("", "PERSON", "REPRESENTATIVE", "IMPLEMENTING", "DECIDING")
WAYS_OUT = ("PERSON_LEFT", "MOVED", "RULING")


@dataclass(frozen=True, slots=True)
class StayAgreement:
    """Annex to the contract (K16), which the official signs by writing it and the person by ``stay-signed``.

    ``stay`` stays the same where a stay is prolonged; ``asked_by`` and ``reason`` then say who asked and why (S-05). ``separate``:
    children are kept apart from adults who are strangers. Times in milliseconds.
    """

    stay: str
    place: str
    starts_at: int
    until: int
    rules: str
    visitors: tuple[str, ...]
    separate: bool
    asked_by: str
    reason: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.stay, 16, "stay")
        wants_text(self.place, "code of the place", 200)
        wants_text(self.rules, "rules of the stay")
        wants_one_of(self.asked_by, ASKED_BY, "who asked")
        if self.until <= self.starts_at:
            raise NotOfTheForm("the stay ends before it starts")


@dataclass(frozen=True, slots=True)
class StaySigned:
    """The person's yes or no to the agreement of this entry hash."""

    agreement: str
    signed: bool
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.agreement, 32, "agreement")


@dataclass(frozen=True, slots=True)
class StayStarted:
    """The person is in the place. ``urgent``: why it could not wait for the signature (AMB-16), else empty."""

    stay: str
    at: int
    urgent: str

    def __post_init__(self) -> None:
        wants_hex(self.stay, 16, "stay")


@dataclass(frozen=True, slots=True)
class StayEnded:
    """The person left, moved to ``place`` (a code), or a ruling (its entry hash) ended the measure. That time has passed is no way
    out: nobody is put out by this program (DL-20)."""

    stay: str
    way: str
    place: str
    ruling: str

    def __post_init__(self) -> None:
        wants_hex(self.stay, 16, "stay")
        wants_one_of(self.way, WAYS_OUT, "way out")
        if self.ruling:
            wants_hex(self.ruling, 32, "ruling")


HERE = (Circle.PERSON,)

TYPES = (
    record("stay-agreement", StayAgreement, "L72-16.2", HERE, IMP, roles=("official",), title=N_("SAFE PLACE: terms of the stay")),
    report("stay-signed", StaySigned, "L72-16.2", HERE, *PERSONAL, title=N_("SAFE PLACE: the person's answer")),
    record("stay-started", StayStarted, "L72-16.2", HERE, IMP, title=N_("SAFE PLACE: the stay begins")),
    record("stay-ended", StayEnded, "L72-16.2", HERE, IMP, title=N_("SAFE PLACE: the stay ends")),
)
