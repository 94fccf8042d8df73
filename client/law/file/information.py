"""What the bodies told the person and others, and who had access to what (L72 25(1), 26-1(3), 28; A.5, A.11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Information:
    """Notices given, leaflets, non-disclosure acknowledgements, incidents."""


EMPTY = Information()

ON: Mapping[type, Callable[[Information, Act[Any], File], Information]] = {}
