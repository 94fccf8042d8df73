"""Threat reports, their assessment, and the investigation of the threat (L72 4(1), 23(7), 26(2))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Threats:
    """Reports of threats."""


EMPTY = Threats()

ON: Mapping[type, Callable[[Threats, Act[Any], File], Threats]] = {}
