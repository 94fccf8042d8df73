"""The norms that the software must carry out (``client/law/ids.toml``), where the code does, and by which cases that is shown."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import client.law
from client.law.book import BOOK
from client.law.rule import Clock, Notice
from tests.client.law.casebook.model import all_cases

ROOT = Path(__file__).resolve().parents[4]
IDS = ROOT / "client" / "law" / "ids.toml"
PROVES = ("passes", "refuses")


@dataclass(frozen=True)
class Wanted:
    """``severity``: core, supporting, IN, EDGE. ``also``: other ids that the requirements name in the same breath."""

    id: str
    citation: str
    severity: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proof:
    """``source``: ``cases/a02_bodies.yaml: title`` or ``tests/...py::test``; ``place``: of a norm outside ``client/law``."""

    norm: str
    proves: str
    source: str
    node: str = ""
    place: str = ""


@dataclass
class Norm:
    """One wanted norm with its places and proofs."""

    wanted: Wanted
    places: list[str] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)

    def missing(self) -> tuple[str, ...]:
        lacks = [proves for proves in PROVES if not any(each.proves == proves for each in self.proofs)]
        return (*(() if self.places else ("place",)), *lacks)


@cache
def wanted() -> dict[str, Wanted]:
    raw = tomllib.loads(IDS.read_text(encoding="utf-8"))
    return {id: Wanted(id, each["citation"], each["severity"], tuple(each.get("also", ()))) for id, each in raw.items()}


@cache
def modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(client.law.__path__, "client.law.")
    return tuple(importlib.import_module(each.name) for each in found)


def _name(module: ModuleType) -> str:
    return module.__name__.removeprefix("client.law.")


@cache
def places() -> dict[str, tuple[str, ...]]:
    """By id: ``module: function`` of each rule, clock, notice and marked function."""
    found: dict[str, list[str]] = {}
    for each in BOOK.rules:
        found.setdefault(each.id, []).append(f"{each.check.__module__.removeprefix('client.law.')}: {each.check.__name__}")
    for module in modules():
        for name in ("CLOCKS", "NOTICES"):
            for norm in (each for each in getattr(module, name, ()) if isinstance(each, Clock | Notice)):
                found.setdefault(norm.id, []).append(f"{_name(module)}: {name}")
        for value in vars(module).values():
            for norm in getattr(value, "__norms__", ()) if getattr(value, "__module__", "") == module.__name__ else ():
                found.setdefault(norm.id, []).append(f"{_name(module)}: {value.__name__}")
    return {id: tuple(dict.fromkeys(each)) for id, each in found.items()}


@cache
def proofs() -> tuple[Proof, ...]:
    cases = [Proof(each.norm, each.proves, f"cases/{each.source}.yaml: {each.title}") for each in all_cases()]
    return (*cases, *_marked())


def _marked() -> Iterator[Proof]:
    """Tests marked ``@pytest.mark.norm(id, proves, place="...")``."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.norm(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                where = f"{path.relative_to(ROOT).as_posix()}::{node.name}"
                for decorator in node.decorator_list:
                    yield from _proof(decorator, where)


def _proof(decorator: ast.expr, where: str) -> Iterator[Proof]:
    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.norm":
        id, proves = (_text(each) for each in decorator.args)
        place = "".join(_text(each.value) for each in decorator.keywords if each.arg == "place")
        yield Proof(id, proves, where, where, place)


def _text(node: ast.expr) -> Any:
    return ast.literal_eval(node)


@cache
def norms() -> dict[str, Norm]:
    """Every wanted norm with what was found of it, its other ids included."""
    found = {}
    for each in wanted().values():
        ids = (each.id, *each.also)
        mine = [proof for proof in proofs() if proof.norm in ids]
        where = [place for id in ids for place in places().get(id, ())] + [proof.place for proof in mine if proof.place]
        found[each.id] = Norm(each, list(dict.fromkeys(where)), mine)
    return found


def strangers() -> set[str]:
    """Ids in code or cases that are none of the wanted ones: misspelt, or of no severity that asks for them."""
    known = {id for each in wanted().values() for id in (each.id, *each.also)}
    used = {proof.norm for proof in proofs()} | set(places())
    return used - known
