"""Safe places, closed data, new personal data (L72 16, 17, 19)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Places:
    """Stays, closures, data sets."""


EMPTY = Places()

ON: Mapping[type, Callable[[Places, Act[Any], File], Places]] = {}
