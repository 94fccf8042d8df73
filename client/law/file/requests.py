"""What the person asks for and complains of, and what became of it (L72 23(2)-(3), 25, 27(5); A.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests and complaints."""


EMPTY = Requests()

ON: Mapping[type, Callable[[Requests, Act[Any], File], Requests]] = {}
