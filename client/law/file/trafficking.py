"""A protected person who is a victim of trafficking (Law 110-VIII)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Trafficking:
    """Status, referrals, return."""


EMPTY = Trafficking()

ON: Mapping[type, Callable[[Trafficking, Act[Any], File], Trafficking]] = {}
