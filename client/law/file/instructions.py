"""Instructions of the deciding body and requests for information, by number and id, with what came back (L72 26-1(1))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.instructions import InformationAnswer, InformationRequest, Instruction, InstructionReport
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Instructions:
    """``given``: number -> when the report is due, None once it is there. ``asked``: id of a request for information -> whether it
    was answered."""

    given: HashTrieMap[str, int | None] = field(default_factory=HashTrieMap)
    asked: HashTrieMap[str, bool] = field(default_factory=HashTrieMap)


EMPTY = Instructions()


def _given(known: Instructions, act: Act[Instruction], _: File) -> Instructions:
    return replace(known, given=known.given.insert(act.value.number, act.value.due_at))


def _reported(known: Instructions, act: Act[InstructionReport], _: File) -> Instructions:
    return replace(known, given=known.given.insert(act.value.number, None))


def _asked(known: Instructions, act: Act[InformationRequest], _: File) -> Instructions:
    return replace(known, asked=known.asked.insert(act.value.request, known.asked.get(act.value.request, False)))


def _answered(known: Instructions, act: Act[InformationAnswer], _: File) -> Instructions:
    return replace(known, asked=known.asked.insert(act.value.request, True))


ON: Mapping[type, Callable[[Instructions, Act[Any], File], Instructions]] = {
    Instruction: _given,
    InstructionReport: _reported,
    InformationRequest: _asked,
    InformationAnswer: _answered,
}
