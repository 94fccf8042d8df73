"""Psychological support: what was offered, whether it is taken, what took place (L72 23(7)). What was said is not known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieSet

from client.law.records.support import SupportAnswer, SupportHeld, SupportOffered
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Support:
    """``offered``: occasions; ``accepted``: the person's newest answer, None before any; ``held``: how many meetings."""

    offered: HashTrieSet[str] = field(default_factory=HashTrieSet)
    accepted: bool | None = None
    held: int = 0


EMPTY = Support()


def _offered(support: Support, act: Act[SupportOffered], _: File) -> Support:
    return replace(support, offered=support.offered.insert(act.value.occasion))


def _answered(support: Support, act: Act[SupportAnswer], _: File) -> Support:
    return replace(support, accepted=act.value.accepted)


def _held(support: Support, act: Act[SupportHeld], _: File) -> Support:
    return replace(support, held=support.held + 1)


ON: Mapping[type, Callable[[Support, Act[Any], File], Support]] = {
    SupportOffered: _offered,
    SupportAnswer: _answered,
    SupportHeld: _held,
}
