"""The sealed identity passes to the receiving body with the case (A.10 (2)): by the body that gives up the seat, before acceptance.

Each custodian of the receiving body gets this body's half. After the acceptance the receiving body renews the identity, so that the
half which the old body keeps opens nothing that comes later.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from client.app.casefile import file_named
from client.app.identity.vaults import custodians_in, halves_to_pass_on, vault_of
from client.app.reading import own_device
from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg
from client.law.file.transfers import Pending
from client.law.law72.a21_transfer import handover_of
from client.law.records.transfers import IdentityHandedOver
from client.law.words import Circle
from crypto.errors import Refused, Usage
from crypto.types import BodyKind

_KINDS = {"DECIDING": BodyKind.DECIDING, "IMPLEMENTING": BodyKind.IMPLEMENTING}


async def identity_hand_over(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file, own = file_named(office, args.file), own_device(office)
    transfer = _pending(file.case.file.transfers.pending.values(), args.transfer)
    if own.body.kind is not _KINDS[transfer.seat]:
        raise Refused(_("the half is handed over by the body of the seat that changes"), "role")
    circle, vault = vault_of(office, file)
    receivers = [
        each for each in custodians_in(office, circle) if each.body.hash.hex() == transfer.body and each.body.kind is own.body.kind
    ]
    if not receivers:
        raise Usage(_("the receiving body has no custodian in the circle yet: change its policy first"), "no-custodian")
    last, halves = "", [half for each in receivers for half in halves_to_pass_on(office, circle, vault, each, office)]
    for half in halves:
        done = await send(office, circle, half)
        if done is None:
            raise Refused(_("the half must be in the chain first, and the server is not there"), "offline")
        last = done.entry.hash.hex()
    done = await send(office, circle, IdentityHandedOver(transfer.transfer, last))
    line = _("identity handed over to {count} custodians of the receiving body; once it accepts, let it run identity-renew")
    return sent(done, line.format(count=len(receivers)), transfer=transfer.transfer, halves=len(receivers))


async def transfer_hand_over(context: Context, args: argparse.Namespace) -> Answer:
    """All that the receiving body must go on with, as the file has it; the law's rule checks that nothing is left out."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    transfer = _pending(file.case.file.transfers.pending.values(), args.transfer)
    value = handover_of(file.case.file, transfer.transfer)
    done = await send(office, file.circle(Circle.COORDINATION), value)
    counts = len(value.decisions), len(value.measures), len(value.clocks)
    line = _("handed over: {decisions} decisions, {measures} measures, {clocks} clocks that run on; it waits for the acceptance")
    told = line.format(decisions=counts[0], measures=counts[1], clocks=counts[2])
    return sent(done, told, transfer=transfer.transfer, decisions=counts[0], measures=counts[1], clocks=counts[2])


def _pending(pending: Iterable[Pending], name: str | None) -> Pending:
    """The transfer under way that is named, else the only one. Raises ``Usage``."""
    found = [each for each in pending if each.transfer.startswith(name or "")]
    if len(found) != 1:
        raise Usage(_("{count} transfers of this file are under way").format(count=len(found)), "no-such-transfer")
    return found[0]


_TRANSFER = arg("--transfer", metavar="NUMBER", help=N_("first digits of the transfer (else the only one)"))

VERBS = (
    Verb(
        "transfer-hand-over",
        N_("hand the case over: decisions, measures, requests and clocks, as the file has them"),
        "--file Swallow",
        transfer_hand_over,
        (FILE, _TRANSFER),
    ),
    Verb(
        "identity-hand-over",
        N_("give your body's half of the identity to the body that receives the case"),
        "--file Swallow",
        identity_hand_over,
        (FILE, _TRANSFER),
    ),
)
