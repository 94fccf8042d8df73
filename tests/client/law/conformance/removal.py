"""Takes one norm of the law away, in this process, and says what its refusing cases make of that.

A rule then answers that it is met, a clock never starts, a notice is never owed, a function that carries out a norm gives nothing.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from client.law.answer import MET
from client.law.book import BOOK
from tests.client.law.casebook.model import all_cases
from tests.client.law.casebook.run import run
from tests.client.law.conformance.norms import Norm, modules

_CACHES = ("starts", "ends", "owed", "given", "proven")


@contextmanager
def without(ids: tuple[str, ...]) -> Iterator[None]:
    """While this lasts the norms do nothing."""
    changed = [*_rules(ids), *_hooks(ids)]
    functions = _functions(ids)
    try:
        for value, name, _before, after in changed:
            object.__setattr__(value, name, after)
        for module, name, _before in functions:
            setattr(module, name, _nothing)
        _forget()
        yield
    finally:
        for value, name, before, _after in changed:
            object.__setattr__(value, name, before)
        for module, name, before in functions:
            setattr(module, name, before)
        _forget()


def _nothing(*_args: object, **_words: object) -> None:
    return None


def _rules(ids: tuple[str, ...]) -> list[tuple[Any, str, Any, Any]]:
    return [(each, "check", each.check, lambda _file, _act: MET) for each in BOOK.rules if each.id in ids]


def _hooks(ids: tuple[str, ...]) -> list[tuple[Any, str, Any, Any]]:
    clocks = [(each, "starts", each.starts, ()) for each in BOOK.clocks if each.id in ids]
    return clocks + [(each, name, getattr(each, name), ()) for each in BOOK.notices if each.id in ids for name in ("owed",)]


def _functions(ids: tuple[str, ...]) -> list[tuple[Any, str, Any]]:
    """Every name in every loaded module of ours that is such a function: also where it was imported."""
    marked = [
        value
        for module in modules()
        for value in vars(module).values()
        if any(norm.id in ids for norm in getattr(value, "__norms__", ()))
    ]
    loaded = [module for name, module in list(sys.modules.items()) if name.split(".")[0] in ("client", "tests")]
    return [
        (module, name, value)
        for module in loaded
        for name, value in list(vars(module).items())
        if any(value is each for each in marked)
    ]


def _forget() -> None:
    """What the book found by form, it finds anew."""
    for name in _CACHES:
        BOOK.__dict__.pop(name, None)


@dataclass(frozen=True)
class Outcome:
    """``red``: refusing cases that failed without the norm; ``green``: those that did not notice."""

    norm: str
    red: tuple[str, ...]
    green: tuple[str, ...]

    @property
    def guarded(self) -> bool:
        return bool(self.red)


def remove(norm: Norm) -> Outcome:
    """Without the norm, its refusing cases."""
    ids = (norm.wanted.id, *norm.wanted.also)
    red: list[str] = []
    green: list[str] = []
    nodes = [each.node for each in norm.proofs if each.proves == "refuses" and each.node]
    if nodes:
        _load(nodes)
    with without(ids):
        for case in (each for each in all_cases() if each.norm in ids and each.proves == "refuses"):
            (red if _fails(case) else green).append(case.id)
        for node in nodes:
            (red if _turns_red(node) else green).append(node)
    return Outcome(norm.wanted.id, tuple(red), tuple(green))


def _fails(case: Any) -> bool:
    try:
        run(case)
    except Exception:
        return True
    return False


def _load(nodes: list[str]) -> None:
    """The test modules must be imported before their names can be replaced."""
    for node in nodes:
        __import__(node.partition("::")[0].removesuffix(".py").replace("/", "."))


def _turns_red(node: str) -> bool:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--import-mode=prepend", node])
    return code == pytest.ExitCode.TESTS_FAILED
