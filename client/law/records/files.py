"""A file and its life: accepted statement, opening, acknowledgements, invitation and admission of the person, disclosure."""

from __future__ import annotations

from typing import Any

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EVERYWHERE, EXE, IMP, record
from client.law.tables.bodies import DECIDERS, STAGES
from client.law.titles import N_
from client.law.words import LANGUAGES, PERSON_CODES, Circle
from crypto.frozen import dataclass

ORIGINS = ("ORAL", "WRITTEN", "OWN_INITIATIVE", "IMP_MOTION", "PARTNER_REPORT")
"""L72-22.1: how a file begins. ORAL: a minute with the time of hearing. IMP_MOTION: 26-1(2)(4). PARTNER_REPORT: from a reference
service or another body that helps. All of them start the same 24 hours."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A body tells the writer of a statement that a human has it and since when its clock runs (DL-01, DL-16).

    ``received_at`` is the server's stamp of the statement's entry in milliseconds: the conservative receipt time (AMB-14).
    """

    payload_id: str
    received_at: int
    clock: str
    text: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_text(self.text, "text of the reply")
        wants_one_of(self.language, LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class FileOpened:
    """First record of each circle of a file: which file it belongs to. The pseudonym stands for the person everywhere.

    ``statement`` is the id of what gave rise to it: of the statement, the minute of an oral one, the data received; ``others`` are
    the file's other circles known to the writer (hex ids). ``territory``: code of the territory, by which supervision is shared out
    (L72 6). ``exercise``: a fictitious person, for training (SYS-60). ``stage`` and ``decider`` are empty where a record of version
    1 did not say; ``pretrial``: hex of the body that investigated, where a court opens the file (2(3)).
    """

    file: str
    pseudonym: str
    circle: str
    body: str
    origin: str
    person_codes: tuple[str, ...]
    statement: str
    others: tuple[str, ...]
    stage: str = "INVESTIGATION"
    decider: str = "INVESTIGATOR"
    pretrial: str = ""
    territory: str = ""
    exercise: bool = False

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.pseudonym, "pseudonym", 80)
        wants_one_of(self.circle, tuple(Circle), "circle")
        wants_one_of(self.origin, ORIGINS, "origin")
        wants_hex(self.statement, 16, "statement")
        wants_one_of(self.stage, ("", *STAGES), "stage")
        wants_one_of(self.decider, ("", *DECIDERS), "kind of deciding body")
        if self.pretrial:
            wants_hex(self.pretrial, 32, "pretrial")
        if not self.person_codes:
            raise NotOfTheForm("a file cannot be opened without a code of Art. 3 (A.1 check 1)")
        for code in self.person_codes:
            wants_one_of(code, PERSON_CODES, "person code")


def _opened_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "stage": "", "decider": "", "pretrial": "", "territory": "", "exercise": False}


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """L72-26-1.3.1: a human has seen it. ``of``: a report's payload id, or the first 16 bytes of its entry hash if it has none."""

    of: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.of, 16, "of")


@dataclass(frozen=True, slots=True)
class Invitation:
    """Coordination: the implementing body made an enrolment card; the deciding body lists the same key in its own circle."""

    file: str
    invitation: str
    circle: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.invitation, 32, "invitation")
        wants_hex(self.circle, 32, "circle")


@dataclass(frozen=True, slots=True)
class Admission:
    """Coordination: the short code was compared and the person's key is the person's; the other body admits the same key."""

    file: str
    person: str
    short_code: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.person, 32, "person")


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A restricted record is opened to a reader who asked with a reason by an alarm; the key travels beside this record."""

    entry: str
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.entry, 32, "entry")
        wants_text(self.reason, "reason", 2_000)


@dataclass(frozen=True, slots=True)
class Note:
    """Free words of an officer to the circle, where no other type fits."""

    text: str

    def __post_init__(self) -> None:
        wants_text(self.text, "text")


TYPES = (
    record("acceptance", Acceptance, "L72-26-1.3.1", (Circle.FRONT_DESK,), DEC, IMP, title=N_("STATEMENT TAKEN IN HAND")),
    record(
        "file-opened",
        FileOpened,
        "L72-23.1a",
        (Circle.COORDINATION, Circle.PERSON),
        DEC,
        IMP,
        title=N_("FILE OPENED"),
        version=2,
        upgrades={1: _opened_v1},
    ),
    record("acknowledgement", Acknowledgement, "L72-26-1.3.1", EVERYWHERE, DEC, IMP, EXE, title=N_("ACKNOWLEDGED")),
    record("invitation", Invitation, "architecture 5", (Circle.COORDINATION,), IMP, title=N_("ENROLMENT CARD MADE")),
    record("admission", Admission, "architecture 5", (Circle.COORDINATION,), IMP, title=N_("PERSON ADMITTED")),
    record("disclosed", Disclosed, "L72-6", EVERYWHERE, DEC, IMP, title=N_("RECORD DISCLOSED")),
    record("note", Note, "L72-26-1.3.3", EVERYWHERE, DEC, IMP, EXE, title=N_("NOTE")),
)
