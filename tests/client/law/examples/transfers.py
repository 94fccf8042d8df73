"""Well-formed records of ``client.law.records.transfers``."""

from __future__ import annotations

from client.law.records.transfers import (
    ClockHandedOver,
    Handover,
    IdentityHandedOver,
    TransferAccepted,
    TransferEnded,
    TransferNotice,
)

HASH = "a1" * 32
ID = "0b" * 16

EXAMPLES: tuple[object, ...] = (
    TransferNotice(ID, ID, "DECIDING", HASH, "INVESTIGATOR", "INVESTIGATION", "тергеу орны өзгерді"),
    Handover(ID, ("12-1",), "", (), (ClockHandedOver("DL-03", "12-1 PP", 1_767_589_260_000),), (), (), ()),
    IdentityHandedOver(ID, HASH),
    TransferAccepted(ID, "31-1", ""),
    TransferEnded(ID, "тергеу орны өзгермейді"),
)
