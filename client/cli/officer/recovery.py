"""When a body has lost every device: its recovery key reads, a new device goes on (architecture section 5).

The lost devices are revoked first, so that everybody sees that nobody is left. What then stands still is begun anew by the new
device, which the authorities of the bodies approve offline; where the other body still sits in a circle it lets the device in.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, files
from client.app.reading import of_type, own_device, seen
from client.cli.context import Context
from client.cli.officer.identity import vault_of
from client.cli.officer.vaults import half_of, halves_to_pass_on
from client.cli.sending import send
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.formats.disk import nothing_there, write_new
from client.formats.recovery import RecoveryRequest, read_approvals, read_half, read_key
from client.law.records.identity import IdentitySealed
from client.law.words import Circle
from crypto.errors import CannotOpen, Refused
from crypto.policy import Approval
from crypto.recovery import joined
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.recovering import Standing


async def recovery_publish(context: Context, args: argparse.Namespace) -> Answer:
    from client.core.recovering import publish_recovery_key

    key = read_key(args.key)
    await publish_recovery_key(context.office.channel, key.chain, key.statement)
    return say(_("the recovery key is known to all: new files of your body are sealed to it too"))


async def recover(context: Context, args: argparse.Namespace) -> Answer:
    """Run it as often as it says that something is left to do: each time it goes as far as it can."""
    from client.app.office import build_office
    from client.core.recovering import recovered, refound_change, refound_from, standing

    office = context.office
    if args.request:
        nothing_there(Path(args.request))
    ring, key = joined(read_half(args.half_one), read_half(args.half_two)), read_key(args.key)
    approvals = _by_circle(args.approval or ())
    await office.sync()
    own, lines = own_device(office), list[str]()
    async with recovered(office.channel, ring, key.chain) as channel:
        reader = build_office(channel, clock=office.clock, entropy=office.entropy)
        if own_device(reader).body.hash != own.body.hash:
            raise Refused(_("the recovery key is another body's"), "other-body")
        found = standing(channel, own)
        alone = [each for each in found if not each.inside and not each.living]
        signed = {circle: {one.approver for one in given} for circle, given in approvals.items()}
        begun = [each.circle for each in alone if each.approving <= signed.get(each.circle, set()) and each.circle in signed]
        for circle in begun:
            await refound_from(office.channel, channel, circle, approvals[circle])
        left = [each.circle for each in alone if each.circle not in begun]
        if args.request and left:
            changes = tuple(refound_change(channel, circle, own.hash) for circle in left)
            write_new(Path(args.request), RecoveryRequest(own.hash, own.name, changes).encode())
        lines += [_("circle {circle} is begun anew; its past opens to you").format(circle=each.hex()[:8]) for each in begun]
        lines += list(_what_is_left(found, left, args.request, own.name))
        await office.sync()
        halves = await _reseal(office, reader)
    lines += [_("your body's half of the identity of {pseudonym} is sealed to you").format(pseudonym=each) for each in halves]
    lines.append(_("put the halves back to their two keepers, and destroy every copy made for this"))
    data = {"begun": begun, "left": left, "halves": halves, "device": own.hash.hex()[:16], "circles": len(found)}
    return say(*lines, **data)


def _by_circle(paths: Iterable[str]) -> dict[CircleId, list[Approval]]:
    found: dict[CircleId, list[Approval]] = {}
    for path in paths:
        for circle, approval in read_approvals(path).items():
            found.setdefault(circle, []).append(approval)
    return found


def _what_is_left(found: Iterable[Standing], left: list[CircleId], request: str | None, name: str) -> Iterable[str]:
    for each in found:
        if not each.inside and each.living:
            device = each.living[0]
            yield _("circle {circle}: {name} of {body} lets you in: qorgan officer add-officer {device} --circle {circle}").format(
                circle=each.circle.hex()[:8], name=device.name, body=device.body.name, device=f'"{name}"'
            )
    if left:
        yield _("{count} circles have nobody left: they are begun anew once the authorities of the bodies have signed").format(
            count=len(left)
        )
        yield (
            _("take {path} to each authority (recovery-approve), and come back with --approval").format(path=request)
            if request
            else _("write the request for the authorities with --request FILE")
        )


async def _reseal(office: Office, reader: Office) -> list[str]:
    """The body's halves that are sealed to the recovery key, sealed to this device: pseudonyms."""
    device, done = own_device(office), list[str]()
    if "custodian" not in device.roles:
        return done
    for file in files(office):
        if file.has(Circle.COORDINATION) and await _resealed(office, reader, file):
            done.append(file.pseudonym)
    return done


async def _resealed(office: Office, reader: Office, file: CaseFile) -> bool:
    """False where nothing is sealed, this device has the half already, or the key has none."""
    circle, device = file.circle(Circle.COORDINATION), own_device(office)
    if not any(True for _pair in of_type(seen(office, circle), IdentitySealed)):
        return False
    _circle, vault = vault_of(office, file)
    try:
        half_of(office, circle, vault, office)
    except CannotOpen:
        pass
    else:
        return False
    try:
        halves = tuple(halves_to_pass_on(office, circle, vault, device, reader))
    except CannotOpen:
        return False
    return all([await send(office, circle, half) is not None for half in halves])


_KEY = arg("--key", required=True, metavar="FILE", help=N_("file from qorgan authority recovery-key"))

VERBS = (
    Verb(
        "recovery-publish",
        N_("make your body's recovery key known, so that files are sealed to it too"),
        "--key recovery.json",
        recovery_publish,
        (_KEY,),
    ),
    Verb(
        "recover",
        N_("after the loss of all devices: read with both halves of the recovery key, and go on with this new one"),
        "--key recovery.json --half-one one.txt --half-two two.txt --request request.json",
        recover,
        (
            _KEY,
            arg("--half-one", required=True, metavar="FILE", help=N_("one half of the recovery key")),
            arg("--half-two", required=True, metavar="FILE", help=N_("the other half")),
            arg("--request", metavar="FILE", help=N_("file to write for the authorities, where circles have nobody left")),
            arg("--approval", action="append", metavar="FILE", help=N_("file from qorgan authority recovery-approve")),
        ),
    ),
)
