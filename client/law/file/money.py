"""Expenses and harm (L72 29, 30)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Money:
    """Expense lines and harm events."""


EMPTY = Money()

ON: Mapping[type, Callable[[Money, Act[Any], File], Money]] = {}
