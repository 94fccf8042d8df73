"""The case on its way to another body, and who had it before (L72 21 pt4; A.10).

Until the receiving body accepts, the old one answers for everything and every clock runs on. AMB-27: it takes the deciding
seat and its own measures; the personal ones stay with the implementing body.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, List

from client.law.records.transfers import Handover, IdentityHandedOver, TransferAccepted, TransferEnded, TransferNotice
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Pending:
    """A transfer that nobody has accepted yet. ``entry`` of the notice; ``handed_over``: of the handover set; ``identity``: of the
    record that says that the identity is encrypted to the receiving body; both empty before."""

    transfer: str
    seat: str
    body: str
    decider: str
    stage: str
    entry: str
    at: int
    giver: str
    handed_over: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Seated:
    """A body gave up its seat at ``at``, with the record of that entry and log index: what came later is not for it."""

    seat: str
    body: str
    at: int
    entry: str
    index: int


@dataclass(frozen=True, slots=True)
class Transfers:
    """``pending``: by id. ``left``: those who gave up a seat, newest first. ``seats``: seat -> the body that took it last."""

    pending: HashTrieMap[str, Pending] = field(default_factory=HashTrieMap)
    left: List[Seated] = field(default_factory=List)
    seats: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    gone: HashTrieMap[tuple[str, str], Seated] = field(default_factory=HashTrieMap)

    def open_for(self, seat: str) -> Pending | None:
        return next((each for each in self.pending.values() if each.seat == seat), None)

    def has_left(self, seat: str, body: str) -> Seated | None:
        """Where that body sat there and does not any more."""
        return None if self.seats.get(seat) == body else self.gone.get((seat, body))


EMPTY = Transfers()


def _noticed(transfers: Transfers, act: Act[TransferNotice], file: File) -> Transfers:
    """A new implementing body is named by the deciding one (A.10 (6)): who gives up the seat need not be who says so."""
    value = act.value
    giver = file.case.implementer if value.seat == "IMPLEMENTING" else act.author.body
    found = Pending(value.transfer, value.seat, value.body, value.decider, value.stage, act.hash, act.at, giver)
    return replace(transfers, pending=transfers.pending.insert(value.transfer, found))


def _handed_over(transfers: Transfers, act: Act[Handover], _: File) -> Transfers:
    return _changed(transfers, act.value.transfer, handed_over=act.hash)


def _identity(transfers: Transfers, act: Act[IdentityHandedOver], _: File) -> Transfers:
    return _changed(transfers, act.value.transfer, identity=act.hash)


def _changed(transfers: Transfers, transfer: str, **what: str) -> Transfers:
    found = transfers.pending.get(transfer)
    if found is None:
        return transfers
    return replace(transfers, pending=transfers.pending.insert(transfer, replace(found, **what)))  # type: ignore[arg-type]


def _accepted(transfers: Transfers, act: Act[TransferAccepted], _: File) -> Transfers:
    found = transfers.pending.get(act.value.transfer)
    if found is None:
        return transfers
    left = Seated(found.seat, found.giver, act.at, act.hash, act.index)
    return Transfers(
        transfers.pending.discard(found.transfer),
        transfers.left.push_front(left),
        transfers.seats.insert(found.seat, found.body),
        transfers.gone.insert((found.seat, found.giver), left),
    )


def _ended(transfers: Transfers, act: Act[TransferEnded], _: File) -> Transfers:
    return replace(transfers, pending=transfers.pending.discard(act.value.transfer))


ON: Mapping[type, Callable[[Transfers, Act[Any], File], Transfers]] = {
    TransferNotice: _noticed,
    Handover: _handed_over,
    IdentityHandedOver: _identity,
    TransferAccepted: _accepted,
    TransferEnded: _ended,
}
