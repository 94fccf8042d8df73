"""A case: a norm, what has happened, what somebody now does, and what the law answers.

    - norm: L72-2.1
      title: The officer who ordered protection does not choose the measures
      given: ordered                      # one or several backgrounds (cases/backgrounds/*.yaml), in order
      and:                                # further steps
        - {by: officer, write: acknowledgement, in: coordination, at: 1h, as: seen, with: {of: "@order/16"}}
      when: {by: investigator, write: selection, in: person@implementing}
      then: refused

A step: ``by`` (cast.py), ``write`` (type of record; its example is what is written), ``with`` (what is changed in the example:
fields, or fields within fields as ``measures.0.code``), ``in`` (place; else the type's only place, or the writer's own), ``at``
(time after the start of the case, as 1d2h; else one minute after the step before), ``as`` (a name, for references), ``restricted``,
``void`` (it breaks the law, on purpose; every other step of the past must be lawful).
Values: ``@name`` is the entry hash of the step of that name (or of the newest of that type), ``@name/16`` its first 16 bytes;
``at:1d2h`` a time in milliseconds; ``holder:NAME`` and ``body:NAME`` the key and body of one of the cast; ``hash:TEXT`` and
``id:TEXT`` made-up hashes of 32 and 16 bytes. A contract has the hash of its text, unless the case gives another one; it is also
``@text of the contract``. ``renditions: [{language: ru}]`` are the same clauses again, which ``renditions.0.clauses.5.text`` then
changes; their hashes are ``@text in ru``.

``then``: ``allowed``, ``refused`` (by the case's own norm), ``undetermined``, or several things:

      then:
        answer: allowed
        state: ACTIVE
        measures: {M2.1a: IN_FORCE}
        clocks: {DL-01: running}          # running, none, missed; or {due: 1d}
        notices: {NT-07: owed}            # owed, given, none
        findings: [DL-01]                 # ids of norms with a finding at that time
        no findings: [DL-01]
        at: 25h                           # when one looks; else right after the last step

A case of a clock or a notice needs no ``when``. It proves that the norm ``refuses`` where the answer is refused or a finding of the
norm is expected, else that it ``passes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).resolve().parents[1] / "cases"

STEP_KEYS = {"by", "write", "in", "at", "as", "with", "restricted", "void"}
CASE_KEYS = {"norm", "title", "given", "and", "when", "then", "sight", "proves"}


@dataclass(frozen=True)
class Step:
    by: str
    write: str
    place: str | None = None
    at: str | None = None
    name: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    restricted: bool = False
    void: bool = False


@dataclass(frozen=True)
class Case:
    """``void`` on a step of the past: it broke a rule, on purpose; every other step of the past must be lawful."""

    norm: str
    title: str
    source: str
    past: tuple[Step, ...]
    when: Step | None
    then: Mapping[str, Any]
    sight: tuple[str, ...] | None
    proves: str

    @property
    def id(self) -> str:
        return f"{self.source}::{self.norm} {self.title}"


def _step(raw: Mapping[str, Any]) -> Step:
    unknown = set(raw) - STEP_KEYS
    if unknown:
        raise ValueError(f"a step has no {sorted(unknown)[0]!r}: {raw}")
    return Step(
        raw["by"], raw["write"], raw.get("in"), None if raw.get("at") is None else str(raw["at"]), raw.get("as", ""),
        raw.get("with", {}), raw.get("restricted", False), raw.get("void", False),
    )  # fmt: skip


@cache
def backgrounds() -> dict[str, list[dict[str, Any]]]:
    """By name: the steps, or {given: other background} where one builds on another."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((CASES / "backgrounds").glob("*.yaml")):
        for name, steps in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            if name in found:
                raise ValueError(f"two backgrounds are called {name!r}")
            found[name] = steps
    return found


def background(name: str) -> Iterator[Step]:
    for raw in backgrounds()[name]:
        if set(raw) == {"given"}:
            yield from background(raw["given"])
        else:
            yield _step(raw)


def case_of(raw: Mapping[str, Any], source: str) -> Case:
    unknown = set(raw) - CASE_KEYS
    if unknown:
        raise ValueError(f"{source}: a case has no {sorted(unknown)[0]!r}")
    given = raw.get("given", [])
    names = [given] if isinstance(given, str) else given
    past = [step for name in names for step in background(name)] + [_step(each) for each in raw.get("and", [])]
    then = raw["then"] if isinstance(raw["then"], dict) else {"answer": raw["then"]}
    when = None if raw.get("when") is None else _step(raw["when"])
    refuses = then.get("answer") == "refused" or raw["norm"] in then.get("findings", [])
    proves = raw.get("proves") or ("refuses" if refuses else "passes")
    sight = None if raw.get("sight") is None else tuple(raw["sight"])
    return Case(raw["norm"], raw["title"], source, tuple(past), when, then, sight, proves)


@cache
def all_cases() -> tuple[Case, ...]:
    return tuple(
        case_of(raw, path.stem)
        for path in sorted(CASES.glob("*.yaml"))
        for raw in yaml.safe_load(path.read_text(encoding="utf-8")) or []
    )
