"""What the bodies told the person and others, and who had access to what (L72 25(1), 26-1(3), 28; A.5, A.11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.information import NoticeGiven

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that was given: of which record, to whom."""

    notice: str
    of: str
    to: str


@dataclass(frozen=True, slots=True)
class Information:
    """``told``: what each ``notice-given`` told, by the first 16 bytes of its entry hash: so a receipt or an acknowledgement of it
    finds what it proves."""

    told: HashTrieMap[str, Told] = field(default_factory=HashTrieMap)


EMPTY = Information()


def _told(information: Information, act: Act[NoticeGiven], _: File) -> Information:
    value = act.value
    return replace(information, told=information.told.insert(act.hash[:32], Told(value.notice, value.of, value.to)))


ON: Mapping[type, Callable[[Information, Act[Any], File], Information]] = {NoticeGiven: _told}
