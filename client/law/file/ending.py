"""How measures end: the grounds, the ruling, the continuation after the proceedings, the wind-down (L72 27; A.9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Ending:
    """``revoked``: a reasoned ruling or a sentence ended all measures, and nothing else can (27(2))."""

    revoked: bool = False
    proceedings_ended: bool = False
    continued: bool = False


EMPTY = Ending()

ON: Mapping[type, Callable[[Ending, Act[Any], File], Ending]] = {}
