"""Data closed in reference services: by which decision, until when, and what each service answered (L72 17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.closures import (
    ClosureAnswer,
    ClosureDecision,
    ClosureOrder,
    ClosureSent,
    ExceptionAnswered,
    ExceptionDecided,
    ExceptionRequest,
    LookupAttempt,
    ServiceListed,
)
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Decided:
    decision: str
    kind: str
    until: int
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """One service. ``kind`` and ``order``: of the newest order; ``state``: SENT, DONE, REFUSED. ``until``: as its newest order
    has it; ``closed_until``: as the service has confirmed it, 0 before. Times in milliseconds."""

    service: str
    decision: str
    order: str
    kind: str
    until: int
    sent_at: int
    state: str = "SENT"
    note: str = ""
    closed_until: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of another case. ``answer``: as the official decided, None before; ``answered``: it went out."""

    request: str
    answer: bool | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Closures:
    """``decisions``, ``asked``: by id. ``services``: by service. ``orders``: order -> service, once the link says so; ``texts``:
    order -> (kind, until) as its own circle has it; ``answers``: order -> (state, note) where the service answered before the link
    came. ``listed``: services beside the register, with their warnings. ``lookups``: how many attempts."""

    decisions: HashTrieMap[str, Decided] = field(default_factory=HashTrieMap)
    services: HashTrieMap[str, Closure] = field(default_factory=HashTrieMap)
    orders: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    texts: HashTrieMap[str, tuple[str, int]] = field(default_factory=HashTrieMap)
    answers: HashTrieMap[str, tuple[str, str]] = field(default_factory=HashTrieMap)
    listed: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    asked: HashTrieMap[str, Asked] = field(default_factory=HashTrieMap)
    lookups: int = 0

    def of(self, service: str) -> Closure | None:
        return self.services.get(service)

    def of_order(self, order: str) -> Closure | None:
        """Where ``order`` is the newest of its service."""
        found = self.services.get(self.orders.get(order, ""))
        return found if found is not None and found.order == order else None

    def all(self) -> tuple[Closure, ...]:
        return tuple(sorted(self.services.values(), key=lambda each: each.service))

    def knows(self, order: str) -> bool:
        return order in self.orders or order in self.texts


EMPTY = Closures()


def _listed(closures: Closures, act: Act[ServiceListed], _: File) -> Closures:
    return replace(closures, listed=closures.listed.insert(act.value.code, act.value.warning))


def _decided(closures: Closures, act: Act[ClosureDecision], _: File) -> Closures:
    value = act.value
    decided = Decided(value.decision, value.kind, value.until, value.services)
    return replace(closures, decisions=closures.decisions.insert(value.decision, decided))


def _ordered(closures: Closures, act: Act[ClosureOrder], _: File) -> Closures:
    return replace(closures, texts=closures.texts.insert(act.value.order, (act.value.kind, act.value.until)))


def _sent(closures: Closures, act: Act[ClosureSent], _: File) -> Closures:
    value, decided = act.value, closures.decisions.get(act.value.decision)
    if decided is None:
        return closures
    before = closures.of(value.service)
    closed_until = 0 if before is None else before.closed_until
    closure = Closure(value.service, value.decision, value.order, decided.kind, decided.until, act.at, closed_until=closed_until)
    early = closures.answers.get(value.order)
    return replace(
        closures,
        services=closures.services.insert(value.service, closure if early is None else _with_answer(closure, *early)),
        orders=closures.orders.insert(value.order, value.service),
    )


def _with_answer(closure: Closure, state: str, note: str) -> Closure:
    until = closure.closed_until if state != "DONE" else 0 if closure.kind == "LIFT" else closure.until
    return replace(closure, state=state, note=note, closed_until=until)


def _answered(closures: Closures, act: Act[ClosureAnswer], _: File) -> Closures:
    value, known = act.value, closures.of_order(act.value.order)
    if known is not None:
        return replace(closures, services=closures.services.insert(known.service, _with_answer(known, value.state, value.note)))
    if value.order in closures.texts:
        return replace(closures, answers=closures.answers.insert(value.order, (value.state, value.note)))
    return closures


def _looked_up(closures: Closures, act: Act[LookupAttempt], _: File) -> Closures:
    return replace(closures, lookups=closures.lookups + 1)


def _asked(closures: Closures, act: Act[ExceptionRequest], _: File) -> Closures:
    return replace(closures, asked=closures.asked.insert(act.value.request, Asked(act.value.request)))


def _ruled(closures: Closures, act: Act[ExceptionDecided], _: File) -> Closures:
    known = closures.asked.get(act.value.request)
    if known is None:
        return closures
    return replace(closures, asked=closures.asked.insert(known.request, replace(known, answer=act.value.answer)))


def _told(closures: Closures, act: Act[ExceptionAnswered], _: File) -> Closures:
    known = closures.asked.get(act.value.request)
    if known is None:
        return closures
    return replace(closures, asked=closures.asked.insert(known.request, replace(known, answered=True)))


ON: Mapping[type, Callable[[Closures, Act[Any], File], Closures]] = {
    ServiceListed: _listed,
    ClosureDecision: _decided,
    ClosureOrder: _ordered,
    ClosureSent: _sent,
    ClosureAnswer: _answered,
    LookupAttempt: _looked_up,
    ExceptionRequest: _asked,
    ExceptionDecided: _ruled,
    ExceptionAnswered: _told,
}
