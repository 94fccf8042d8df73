"""Transfer of the case to another body: notice, handover set, acceptance (L72 21 pt4; A.10)."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.records.basis import Basis
from client.law.tables.bodies import DECIDERS, STAGES
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

SEATS = ("DECIDING", "IMPLEMENTING")


@dataclass(frozen=True, slots=True)
class TransferNotice:
    """A.10 (1): the case passes to ``body``. ``seat``: which of the two bodies changes. ``decider`` and ``stage``: what the
    receiving body is, where it is to decide; COURT brings 2(3) with it. ``transfer``: its own random id."""

    file: str
    transfer: str
    seat: str
    body: str
    decider: str
    stage: str
    reasons: str
    bases: tuple[Basis, ...] = (Basis("L72", "21 pt4"),)

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.transfer, 16, "transfer")
        wants_hex(self.body, 32, "body")
        wants_one_of(self.seat, SEATS, "seat")
        wants_one_of(self.decider, ("", *DECIDERS), "kind of deciding body")
        wants_one_of(self.stage, ("", *STAGES), "stage")
        wants_text(self.reasons, "reasons")


@dataclass(frozen=True, slots=True)
class ClockHandedOver:
    """A clock that runs on: nobody's starts anew (A.10 (4)). ``due_at`` in milliseconds."""

    clock: str
    key: str
    due_at: int

    def __post_init__(self) -> None:
        wants_text(self.clock, "clock", 40)


@dataclass(frozen=True, slots=True)
class Handover:
    """A.10 (2): what the receiving body needs. ``decisions``: their numbers; ``order``: its entry hash or empty; ``measures``:
    those of the seat that are not ended; ``requests`` and ``complaints``: ids of those open; ``evidence``: numbers of the items."""

    transfer: str
    decisions: tuple[str, ...]
    order: str
    measures: tuple[str, ...]
    clocks: tuple[ClockHandedOver, ...]
    requests: tuple[str, ...]
    complaints: tuple[str, ...]
    evidence: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_hex(self.transfer, 16, "transfer")
        if self.order:
            wants_hex(self.order, 32, "order")


@dataclass(frozen=True, slots=True)
class IdentityHandedOver:
    """A.10 (2): the sealed identity is encrypted anew to the receiving body, by the old one or by the authorised official of the
    implementing body. ``identity``: entry hash of the record sealed anew."""

    transfer: str
    identity: str

    def __post_init__(self) -> None:
        wants_hex(self.transfer, 16, "transfer")
        wants_hex(self.identity, 32, "identity")


@dataclass(frozen=True, slots=True)
class TransferAccepted:
    """A.10 (3): from here the receiving body answers for the case. ``novation``: entry hash of the contract's annex that puts a new
    implementing body in the place of the old one (A.10 (6)), else empty."""

    transfer: str
    number: str
    novation: str

    def __post_init__(self) -> None:
        wants_hex(self.transfer, 16, "transfer")
        wants_text(self.number, "number of the acceptance", 80)
        if self.novation:
            wants_hex(self.novation, 32, "novation")


@dataclass(frozen=True, slots=True)
class TransferEnded:
    """The receiving body declines, or the old one withdraws: who answered for the case still does."""

    transfer: str
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.transfer, 16, "transfer")
        wants_text(self.reasons, "reasons")


_WHERE = (Circle.COORDINATION,)

TYPES = (
    record("transfer-notice", TransferNotice, "L72-21.10", _WHERE, DEC, title=N_("TRANSFER of the case")),
    record("handover", Handover, "L72-21.10", _WHERE, DEC, IMP, title=N_("HANDOVER SET")),
    record("identity-handed-over", IdentityHandedOver, "L72-21.10", _WHERE, DEC, IMP, title=N_("IDENTITY HANDED OVER")),
    record("transfer-accepted", TransferAccepted, "L72-21.10", _WHERE, DEC, IMP, title=N_("TRANSFER ACCEPTED")),
    record("transfer-ended", TransferEnded, "L72-21.10", _WHERE, DEC, IMP, title=N_("TRANSFER declined or withdrawn")),
)
