"""What the law is made of here: rules on acts, clocks, notices, and other norms, each with its permanent id and its article.

    @rule("L72-15.2", "15 pt2", Selection)
    def weapons(file: File, act: Act[Selection]) -> Answer:
        ...

    RULES = (weapons,)

A module of ``law72`` or ``law110`` holds the norms of one article (or of a few that belong together) and names them in ``RULES``,
``CLOCKS`` and ``NOTICES``; ``book.py`` puts the modules together. A norm that is neither a rule on acts nor a clock nor a notice
(a right to see, a table, an export) is a plain function marked with ``norm``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from client.law.answer import Answer, Met, NotMet
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File

F = TypeVar("F", bound=Callable[..., Any])

Check = Callable[["File", "Act[Any]"], Answer]


class Effect(StrEnum):
    """What becomes of a record that breaks the rule all the same (a modified client): it stays in the chain and is a finding.

    VOID: it changes nothing else. MARK: it has its effect; where voiding it would weaken protection (L72-1-1).
    """

    VOID = "void"
    MARK = "mark"


@dataclass(frozen=True)
class Rule:
    """``general``: asked also before there is a record, with ``act.value`` None: whether the author may do such an act now."""

    id: str
    article: str
    forms: tuple[type, ...]
    effect: Effect
    general: bool
    check: Check

    def __call__(self, file: File, act: Act[Any]) -> Answer:
        answer = self.check(file, act)
        return answer if isinstance(answer, Met) else replace(answer, rule=self.id)

    def broken(self, answer: Answer) -> bool:
        return isinstance(answer, NotMet)


def rule(id: str, article: str, *forms: type, effect: Effect = Effect.VOID, general: bool = False) -> Callable[[Check], Rule]:
    """Makes a ``Rule`` of a function (file before the act, act) -> answer."""
    return lambda check: Rule(id, article, forms, effect, general, check)


@dataclass(frozen=True)
class Norm:
    id: str
    article: str


def norm(id: str, article: str) -> Callable[[F], F]:
    """Marks the function that carries out a norm which is no rule on acts."""

    def mark(function: F) -> F:
        function.__norms__ = (*getattr(function, "__norms__", ()), Norm(id, article))  # type: ignore[attr-defined]
        return function

    return mark


@dataclass(frozen=True, slots=True)
class Started:
    """A clock begins. ``key`` names what it runs for (a request's id, a measure's code; empty where there is one for the file);
    ``at`` (else the act's time) and ``due`` (else what the clock says) in milliseconds."""

    key: str = ""
    at: int | None = None
    due: int | None = None


@dataclass(frozen=True)
class On:
    """What an act of ``form`` does to a clock or a notice: ``what(file before the act, act)``."""

    form: type
    what: Callable[[File, Act[Any]], Iterable[Any]]


EVERY = "*"
"""As a key that ends: all running ones of that clock or notice."""


@dataclass(frozen=True)
class Clock:
    """A.4. ``limit_s``: the law's own figure (``statutory``), else an internal target that a body's profile may change; None where
    each start says when it is due. ``owner``: who must act; ``tell``: who is told on a miss; both in the codes of A.0.1.

    Reminders before the end: ``warnings_s`` after the start, ``before_s`` before it is due.

    Missing a clock changes no legal state: it is marked for good, nothing is granted, refused or ended by it (L72-1-1).
    ``starts`` give ``Started``; ``ends`` give keys.
    """

    id: str
    article: str
    start: str
    end: str
    owner: str
    limit_s: int | None = None
    statutory: bool = False
    warnings_s: tuple[int, ...] = ()
    before_s: tuple[int, ...] = ()
    same_day: bool = False
    starts: tuple[On, ...] = ()
    ends: tuple[On, ...] = ()
    tell: tuple[str, ...] = ()
    urgent_s: int | None = None


@dataclass(frozen=True)
class Notice:
    """A.5. ``owed`` gives keys that are now owed; ``given`` those handed over; ``proven`` those whose receipt or acknowledgement
    is there. ``outside``: served on paper, outside the channel. ``clock``: the clock by which it is owed."""

    id: str
    article: str
    what: str
    sender: str
    receivers: tuple[str, ...]
    proof: str
    clock: str = ""
    outside: bool = False
    owed: tuple[On, ...] = ()
    given: tuple[On, ...] = ()
    proven: tuple[On, ...] = ()
