"""The law put together: every rule, clock and notice of the modules of ``law72`` and ``law110``, found by the form of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import ModuleType
from typing import TypeVar

from client.law import law72, law110
from client.law.rule import Clock, Notice, On, Rule
from crypto.frozen import dataclass

T = TypeVar("T", Clock, Notice)
Hooks = Mapping[type, tuple[tuple[T, On], ...]]


@dataclass(frozen=True)
class Book:
    rules: tuple[Rule, ...]
    clocks: tuple[Clock, ...]
    notices: tuple[Notice, ...]

    @classmethod
    def of(cls, modules: Iterable[ModuleType]) -> Book:
        """From what each module names in ``RULES``, ``CLOCKS`` and ``NOTICES``."""
        found = tuple(modules)
        rules, clocks, notices = (
            tuple(each for module in found for each in getattr(module, name, ())) for name in ("RULES", "CLOCKS", "NOTICES")
        )
        return cls(rules, clocks, notices)

    def without(self, id: str) -> Book:
        """The same less one norm: the tests see what is lost with it."""
        kept = [tuple(each for each in part if each.id != id) for part in (self.rules, self.clocks, self.notices)]
        return Book(*kept)  # type: ignore[arg-type]

    @cached_property
    def rules_on(self) -> Mapping[type, tuple[Rule, ...]]:
        found: dict[type, tuple[Rule, ...]] = {}
        for each in self.rules:
            for form in each.forms:
                found[form] = (*found.get(form, ()), each)
        return found

    @cached_property
    def clock(self) -> Mapping[str, Clock]:
        return {each.id: each for each in self.clocks}

    @cached_property
    def notice(self) -> Mapping[str, Notice]:
        return {each.id: each for each in self.notices}

    @cached_property
    def starts(self) -> Hooks[Clock]:
        return _by_form(self.clocks, lambda clock: clock.starts)

    @cached_property
    def ends(self) -> Hooks[Clock]:
        return _by_form(self.clocks, lambda clock: clock.ends)

    @cached_property
    def owed(self) -> Hooks[Notice]:
        return _by_form(self.notices, lambda notice: notice.owed)

    @cached_property
    def given(self) -> Hooks[Notice]:
        return _by_form(self.notices, lambda notice: notice.given)

    @cached_property
    def proven(self) -> Hooks[Notice]:
        return _by_form(self.notices, lambda notice: notice.proven)


def _by_form(norms: tuple[T, ...], hooks: Callable[[T], tuple[On, ...]]) -> Hooks[T]:
    found: dict[type, list[tuple[T, On]]] = {}
    for each in norms:
        for hook in hooks(each):
            found.setdefault(hook.form, []).append((each, hook))
    return {form: tuple(pairs) for form, pairs in found.items()}


BOOK = Book.of((*law72.MODULES, *law110.MODULES))
