"""Tasks of cooperating bodies (L72 18, 21, 24)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Partners:
    """Tasks by their id."""


EMPTY = Partners()

ON: Mapping[type, Callable[[Partners, Act[Any], File], Partners]] = {}
