"""The door of each norm: the use cases or views, called by a verb that a person can type, through which it is carried out.

A rule, a clock or a notice is asked whenever a record of its form is written (``client.app.writing``): its doors are the verbs that
write such a record, else ``act``, which writes any. A norm that is a plain function has the verbs that lead to it, function by
function (``calls``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from client.cli.main import PARTIES, load
from client.law.book import BOOK
from client.law.catalogue import TYPES
from client.law.rule import Clock, Notice
from tests.client.law.conformance.calls import made, modules, reached, reached_by_name, registered
from tests.client.law.conformance.norms import modules as law_modules

EVERY = "every record"

EXCEPTIONS = Path(__file__).with_name("doorless.toml")
"""Norms that no person needs to call, each with a reason that a lawyer would accept."""


@dataclass(frozen=True)
class Verb:
    """``qorgan party name`` and the functions that it starts with."""

    party: str
    name: str
    starts: tuple[str, ...]

    @property
    def shown(self) -> str:
        return f"{self.party} {self.name}"


@cache
def verbs() -> tuple[Verb, ...]:
    return tuple(
        Verb(party, verb.name, _starts(verb.run)) for party in PARTIES if party != "server" for verb in load(party).values()
    )


def _starts(run: object) -> tuple[str, ...]:
    """A use case by its name, or a function of the command line."""
    named = getattr(run, "where", None)
    if isinstance(named, str):
        return (named,)
    return (f"{run.__module__}:{run.__qualname__}",)  # type: ignore[attr-defined]


@cache
def reach() -> dict[str, frozenset[str]]:
    """By verb: all functions to which it leads."""
    return {verb.shown: reached(start for start in verb.starts if start.partition(":")[0] in modules()) for verb in verbs()}


@cache
def functions() -> dict[str, tuple[str, ...]]:
    """By ``module:function``: the ids of the norms that are plain functions."""
    found: dict[str, tuple[str, ...]] = {}
    for module in law_modules():
        for value in vars(module).values():
            norms = getattr(value, "__norms__", ()) if getattr(value, "__module__", "") == module.__name__ else ()
            if norms:
                found[f"{module.__name__}:{value.__name__}"] = tuple(each.id for each in norms)
    return found


def doors_of_function(function: str) -> tuple[str, ...]:
    """The verbs that lead to it; ``every record``, where a rule, a clock or a notice of the law does."""
    found = tuple(sorted(verb for verb, functions_ in reach().items() if function in functions_))
    return found or ((EVERY,) if function in registered() else ())


@cache
def writers() -> dict[type, tuple[str, ...]]:
    """By form of a record: the verbs whose use cases make a value of it."""
    found: dict[type, list[str]] = {}
    forms = {f"{kind.form.__module__}:{kind.form.__name__}": kind.form for kind in TYPES.values()}
    for verb in verbs():
        starts = [start for start in verb.starts if start.partition(":")[0] in modules()]
        own = {made_ for each in reached_by_name(starts) if each.startswith(("client.app.", "client.cli.")) for made_ in made(each)}
        for target in own & set(forms):
            found.setdefault(forms[target], []).append(verb.shown)
    return {form: tuple(sorted(each)) for form, each in found.items()}


def doors() -> dict[str, tuple[str, ...]]:
    """By id of the norm: its doors."""
    found: dict[str, list[str]] = {}
    for function, ids in functions().items():
        for id in ids:
            found.setdefault(id, []).extend(doors_of_function(function))
    for id, form in _forms():
        found.setdefault(id, []).extend(writers().get(form, ()) or (f"officer act {_name(form)}",))
    return {id: tuple(dict.fromkeys(each)) for id, each in found.items()}


def _forms() -> Iterator[tuple[str, type]]:
    for rule in BOOK.rules:
        yield from ((rule.id, form) for form in rule.forms)
    norm: Clock | Notice
    for norm in (*BOOK.clocks, *BOOK.notices):
        hooks = (*norm.starts, *norm.ends) if isinstance(norm, Clock) else (*norm.owed, *norm.given, *norm.proven)
        yield from ((norm.id, on.form) for on in hooks)


@cache
def _names() -> dict[type, str]:
    return {kind.form: kind.name for kind in TYPES.values()}


def _name(form: type) -> str:
    return _names().get(form, form.__name__)


@cache
def exceptions() -> dict[str, str]:
    """By ``module:function``: why nobody needs to call it."""
    raw = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    return {f"client.law.{where}": why for where, why in raw.items()}


def excused(places: Iterable[str]) -> str:
    """Why nobody needs to call what is at these places (``module: function``), else a dash."""
    found = [exceptions().get("client.law." + place.replace(": ", ":"), "") for place in places]
    return next((f"none: {why}" for why in found if why), "-")


def without_a_door() -> tuple[str, ...]:
    """Functions that carry a norm, that no verb leads to, and that are not excepted."""
    return tuple(sorted(each for each in functions() if not doors_of_function(each) and each not in exceptions()))


if __name__ == "__main__":
    missing = without_a_door()
    print(*missing, sep="\n")
    print(f"{len(functions()) - len(missing)} of {len(functions())} functions that carry a norm have a door or a reason")
