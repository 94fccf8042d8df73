"""What a type of record is: its form, where it stands, who may write it, and how older versions of it are read.

Each module of ``records`` ends with its ``TYPES``; ``catalogue.py`` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from client.law.words import BodyRole, Circle, Writer
from crypto.frozen import dataclass

DEC, IMP, EXE, SUP = BodyRole.DECIDING, BodyRole.IMPLEMENTING, BodyRole.EXECUTING, BodyRole.SUPERVISING

PERSONAL = (Writer.PERSON, Writer.REPRESENTATIVE)

EVERYWHERE = tuple(Circle)

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RecordType:
    """``rule``: the norm that it carries out. ``bodies``: kinds of body whose officers write it (empty: reports only); ``roles``:
    one of these stands in their certificate (empty: any); ``writers``: who else writes it, as a report. ``title``: what people
    call it. ``upgrades``: by version, what makes a payload of that version one of the next."""

    name: str
    form: type
    rule: str
    circles: frozenset[Circle]
    bodies: frozenset[BodyRole] = frozenset()
    roles: frozenset[str] = frozenset()
    writers: frozenset[Writer] = frozenset()
    title: str = ""
    version: int = 1
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)


def record(
    name: str,
    form: type,
    rule: str,
    circles: tuple[Circle, ...],
    *bodies: BodyRole,
    title: str,
    roles: tuple[str, ...] = (),
    writers: tuple[Writer, ...] = (),
    version: int = 1,
    upgrades: Mapping[int, Upgrade] | None = None,
) -> RecordType:
    """A type that officers of ``bodies`` write, and ``writers`` as a report."""
    return RecordType(
        name,
        form,
        rule,
        frozenset(circles),
        frozenset(bodies),
        frozenset(roles),
        frozenset(writers),
        title=title,
        version=version,
        upgrades=upgrades or {},
    )


def report(
    name: str,
    form: type,
    rule: str,
    circles: tuple[Circle, ...],
    *writers: Writer,
    title: str,
    version: int = 1,
    upgrades: Mapping[int, Upgrade] | None = None,
) -> RecordType:
    """A type that reporters write: persons, representatives, anyone at a front desk."""
    return RecordType(
        name, form, rule, frozenset(circles), writers=frozenset(writers), title=title, version=version, upgrades=upgrades or {}
    )
