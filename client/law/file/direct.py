"""The measures that the deciding body and the court impose themselves (L72 7(1), 8-13-1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Direct:
    """Measures M1.1 to M1.7."""


EMPTY = Direct()

ON: Mapping[type, Callable[[Direct, Act[Any], File], Direct]] = {}
