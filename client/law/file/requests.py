"""What the person asks for and what became of it (L72 25(2), 25(4), 27(3)-(4))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.ending import LiftRefused, Revocation
from client.law.records.requests import LIFTING, Request, RequestAnswered, RequestRecorded
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Asked:
    """``written``: typed in the client, or on paper; a request made aloud is none that 27(3) counts. ``received_at``: in
    milliseconds. ``answer``: GRANTED, PARTLY, REFUSED, or empty while open."""

    id: str
    kind: str
    measures: tuple[str, ...]
    written: bool
    by: str
    alleges_threat: bool
    received_at: int
    entry: str
    answer: str = ""

    @property
    def lifts(self) -> bool:
        return self.kind in LIFTING


@dataclass(frozen=True, slots=True)
class Requests:
    by_id: HashTrieMap[str, Asked] = field(default_factory=HashTrieMap)

    def of(self, request: str) -> Asked | None:
        return self.by_id.get(request)

    @property
    def open(self) -> tuple[Asked, ...]:
        """Those without an answer, oldest first."""
        return tuple(
            sorted((each for each in self.by_id.values() if not each.answer), key=lambda each: (each.received_at, each.id))
        )


EMPTY = Requests()


def answered(requests: Requests, request: str, answer: str) -> Requests:
    """With the answer; also for rulings on requests to lift, which other modules hold."""
    found = requests.of(request)
    return requests if found is None else Requests(requests.by_id.insert(request, replace(found, answer=answer)))


def _asked(requests: Requests, act: Act[Request], _: File) -> Requests:
    """The same request comes to both bodies: its first arrival counts, and an oral one becomes written."""
    value, known = act.value, requests.of(act.value.request)
    if known is not None and known.written:
        return requests
    asked = Asked(
        value.request, value.kind, value.measures, True, _by(act), value.alleges_threat, act.at, act.hash
    )  # fmt: skip
    return Requests(requests.by_id.insert(asked.id, asked))


def _by(act: Act[Any]) -> str:
    return "REP" if act.author.writer == "representative" else "PP"


def _recorded(requests: Requests, act: Act[RequestRecorded], _: File) -> Requests:
    value, known = act.value, requests.of(act.value.request)
    written = value.way == "PAPER"
    if known is not None and (known.written or not written):
        return requests
    asked = Asked(
        value.request, value.kind, value.measures, written, value.by, value.alleges_threat, value.received_at, act.hash
    )  # fmt: skip
    return Requests(requests.by_id.insert(asked.id, asked))


def _answered(requests: Requests, act: Act[RequestAnswered], _: File) -> Requests:
    return answered(requests, act.value.request, act.value.outcome)


def _ruled(requests: Requests, act: Act[Revocation], _: File) -> Requests:
    """A request to lift is answered by a ruling, either way (27(3))."""
    found = requests.of(act.value.on_request)
    if found is None:
        return requests
    whole = act.value.scope == "ALL" or (bool(found.measures) and set(found.measures) <= set(act.value.measures))
    return answered(requests, found.id, "GRANTED" if whole else "PARTLY")


def _left(requests: Requests, act: Act[LiftRefused], _: File) -> Requests:
    return answered(requests, act.value.on_request, "REFUSED")


ON: Mapping[type, Callable[[Requests, Act[Any], File], Requests]] = {
    Request: _asked,
    RequestRecorded: _recorded,
    RequestAnswered: _answered,
    Revocation: _ruled,
    LiftRefused: _left,
}
