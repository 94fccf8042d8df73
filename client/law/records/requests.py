"""What the person asks for (L72 25(2), 25(4), 27(3)-(4)), and the answer."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, PERSONAL, record, report
from client.law.titles import N_
from client.law.words import MEASURES, SPOKEN_LANGUAGES, Circle
from crypto.frozen import dataclass

REQUESTS = ("APPLY_SPECIFIC", "NOT_APPLY_SPECIFIC", "LIFT_ONE", "LIFT_ALL", "ADD", "REPEAL")
LIFTING = ("LIFT_ONE", "LIFT_ALL", "REPEAL")
"""These are decided by a ruling within three days (L72 27(3), 27(4))."""


def _wants_request(request: str, kind: str, measures: tuple[str, ...], text: str, language: str) -> None:
    wants_hex(request, 16, "request")
    wants_one_of(kind, REQUESTS, "kind of request")
    for measure in measures:
        wants_one_of(measure, MEASURES, "measure of Art. 7")
    wants_text(text, "text of the request")
    wants_one_of(language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class Request:
    """Typed and signed in the client: a written request. ``request``: its random id, the same in each circle it is sent to.
    ``alleges_threat``: of ADD, that there is a new threat: then it is a statement (AMB-18)."""

    request: str
    kind: str
    measures: tuple[str, ...]
    text: str
    language: str
    made_at: int
    alleges_threat: bool

    def __post_init__(self) -> None:
        _wants_request(self.request, self.kind, self.measures, self.text, self.language)


@dataclass(frozen=True, slots=True)
class RequestRecorded:
    """An officer records what was asked otherwise. ``way``: PAPER (written: ``scan`` is the encoded reference of the sealed scan,
    as hex) or ORAL. ``by``: PP or REP. ``received_at``: when the body had it. ``help``: how the person was helped to put it in
    writing (L72-27.3a)."""

    request: str
    kind: str
    measures: tuple[str, ...]
    text: str
    language: str
    received_at: int
    alleges_threat: bool
    by: str
    way: str
    scan: str
    help: str

    def __post_init__(self) -> None:
        _wants_request(self.request, self.kind, self.measures, self.text, self.language)
        wants_one_of(self.by, ("PP", "REP"), "by")
        wants_one_of(self.way, ("PAPER", "ORAL"), "way")
        wants_hex(self.scan, None, "scan")


@dataclass(frozen=True, slots=True)
class RequestAnswered:
    """The answer to a request that is not to lift: those are answered by a ruling. ``act``: entry hash of the decision or ruling
    that follows from it, empty where none does."""

    request: str
    outcome: str
    reasons: str
    act: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_one_of(self.outcome, ("GRANTED", "PARTLY", "REFUSED"), "outcome")
        wants_hex(self.act, 32 if self.act else None, "act")


TYPES = (
    report("request", Request, "L72-25.2", (Circle.PERSON,), *PERSONAL, title=N_("REQUEST of the person")),
    record("request-recorded", RequestRecorded, "L72-25.2", (Circle.PERSON,), DEC, IMP, title=N_("REQUEST made on paper or aloud")),
    record("request-answered", RequestAnswered, "L72-25.2", (Circle.PERSON,), DEC, IMP, title=N_("REQUEST answered")),
)
