"""A case passes to another body (A.10): what the one that gives up its seat hands over, before the acceptance.

The sealed identity passes with it: each custodian of the receiving body gets this body's half. After the acceptance the receiving
body renews the identity, so that the half which the old body keeps opens nothing that comes later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.casefile import file_named
from client.app.identity.vaults import custodians_in, halves_to_pass_on, vault_of
from client.app.outcome import Outcome, outcome
from client.app.reading import own_device
from client.app.saying import say
from client.law.file.transfers import Pending
from client.law.law72.a21_transfer import handover_of
from client.law.records.transfers import IdentityHandedOver
from client.law.words import Circle
from crypto.errors import Refused, Usage
from crypto.types import BodyKind

if TYPE_CHECKING:
    from client.app.office import Office

_KINDS = {"DECIDING": BodyKind.DECIDING, "IMPLEMENTING": BodyKind.IMPLEMENTING}


@dataclass(frozen=True, slots=True)
class HandOverIdentity:
    """``transfer``: first digits of its number, else the only one that is under way."""

    file: str | None = None
    transfer: str = ""


@dataclass(frozen=True, slots=True)
class HandOverCase:
    """As ``HandOverIdentity``."""

    file: str | None = None
    transfer: str = ""


async def hand_over_identity(office: Office, wish: HandOverIdentity) -> Outcome:
    """This body's half to each custodian of the receiving body. Every half must stand before the file says that they were handed
    over; done again, it hands over anew. Raises ``Refused`` (``offline``) where the server is not there."""
    await office.sync()
    file, own = file_named(office, wish.file), own_device(office)
    transfer = _pending(file.case.file.transfers.pending.values(), wish.transfer)
    if own.body.kind is not _KINDS[transfer.seat]:
        raise Refused("the half is handed over by the body of the seat that changes", "role")
    circle, vault = vault_of(office, file)
    receivers = [
        each for each in custodians_in(office, circle) if each.body.hash.hex() == transfer.body and each.body.kind is own.body.kind
    ]
    if not receivers:
        raise Usage("the receiving body has no custodian in the circle yet: change its policy first", "no-custodian")
    halves = [half for each in receivers for half in halves_to_pass_on(office, circle, vault, each, office)]
    passed = [await office.writing.first(circle, half) for half in halves]
    last = passed[-1].seen
    if last is None:
        raise Refused("it is not in the chain yet", "offline")
    done = await office.writing.record(circle, IdentityHandedOver(transfer.transfer, last.entry.hash.hex()))
    told = say(
        "identity handed over to {count} custodians of the receiving body; once it accepts, it must renew the identity",
        count=len(receivers),
    )
    return outcome(told, written=(done,), transfer=transfer.transfer, halves=len(receivers))


async def hand_over_case(office: Office, wish: HandOverCase) -> Outcome:
    """All that the receiving body must go on with, as the file has it; the law's rule checks that nothing is left out."""
    await office.sync()
    file = file_named(office, wish.file)
    transfer = _pending(file.case.file.transfers.pending.values(), wish.transfer)
    value = handover_of(file.case.file, transfer.transfer)
    done = await office.writing.record(file.circle(Circle.COORDINATION), value)
    told = say(
        "handed over: {decisions} decisions, {measures} measures, {clocks} clocks that run on; it waits for the acceptance",
        decisions=len(value.decisions),
        measures=len(value.measures),
        clocks=len(value.clocks),
    )
    return outcome(
        told,
        written=(done,),
        transfer=transfer.transfer,
        decisions=len(value.decisions),
        measures=len(value.measures),
        clocks=len(value.clocks),
    )


def _pending(pending: Iterable[Pending], name: str) -> Pending:
    """The transfer under way that is named, else the only one. Raises ``Usage``."""
    found = [each for each in pending if each.transfer.startswith(name)]
    if len(found) != 1:
        raise Usage("{count} transfers of this file are under way", "no-such-transfer", count=len(found))
    return found[0]
