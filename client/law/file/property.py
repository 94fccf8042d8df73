"""Issued equipment, weapons, training (L72 15, 26(3), 26(5))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Property:
    """The register of equipment."""


EMPTY = Property()

ON: Mapping[type, Callable[[Property, Act[Any], File], Property]] = {}
