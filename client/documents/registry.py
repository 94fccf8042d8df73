"""Which documents there are: the templates by id, and by the type of record that they are made from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from client.documents.document import Document
from client.documents.facts import Facts
from crypto.frozen import dataclass

MODULES = (
    "contract", "course", "decision", "statement", "selection", "warning", "closing", "task", "ending", "notices", "between",
    "complaint", "intake", "request",
    "stay", "property", "transfer", "newdata", "secrecy", "consent", "receipt",
)  # fmt: skip
"""Modules of ``templates/``; each has ``TEMPLATES``."""

Make = Callable[[Facts[Any]], Document]


@dataclass(frozen=True, slots=True)
class Template:
    """``id``: of the form. ``record``: name of the type of record that it is made from. ``title``: English message id.
    ``article``: that it rests on. ``where``: predicate on the record, for a type that makes several forms (a decision applies or
    refuses)."""

    id: str
    record: str
    title: str
    article: str
    make: Make
    where: Callable[[Any], bool] = lambda _value: True


@cache
def templates() -> dict[str, Template]:
    """All of them by id."""
    found = [each for module in MODULES for each in import_module(f"client.documents.templates.{module}").TEMPLATES]
    return {each.id: each for each in found}


def for_record(name: str, value: object) -> tuple[Template, ...]:
    """The forms that can be made from a record of that type."""
    return tuple(each for each in templates().values() if each.record == name and each.where(value))
