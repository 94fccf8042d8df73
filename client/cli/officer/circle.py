"""Who is in a circle: colleagues added and removed, a halted circle refounded, changes approved."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import file_named, files
from client.app.reading import device_named, own_device, view_of
from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.officer.identity import reseal
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.formats.disk import read_file, write_new
from client.law.words import Circle
from crypto.codec import Writer, decode
from crypto.errors import Usage
from crypto.policy import read_approval, write_approval
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office


def circles_meant(office: Office, args: argparse.Namespace) -> tuple[CircleId, ...]:
    """One circle by its first digits, the circles of a file, or all that this device is a member of. Raises ``Usage``."""
    if args.circle:
        found = [info.id for info in office.channel.circles() if info.id.hex().startswith(args.circle)]
        if len(found) != 1:
            raise Usage(_("{count} circles have this number").format(count=len(found)), "no-such-circle")
        return tuple(found)
    if args.file:
        return tuple(file_named(office, args.file).case.circles)
    return tuple(info.id for info in office.channel.circles())


def _where(office: Office, circles: Iterable[CircleId], test: Callable[[frozenset[bytes]], bool]) -> list[CircleId]:
    own = own_device(office).hash
    rosters = {circle: frozenset(view_of(office, circle).roster) for circle in circles}
    return [circle for circle, roster in rosters.items() if own in roster and test(roster)]


async def add_officer(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    device = device_named(office, args.device)
    circles = _where(office, circles_meant(office, args), lambda roster: device.hash not in roster)
    if device.body.hash != own_device(office).body.hash:  # it comes in only where its body takes part and has nobody left
        circles = [each for each in circles if view_of(office, each).policy.body_kind(device.body.hash) is not None]
    for circle in circles:
        await office.channel.change(circle, add=(device.hash,))
    line = _("{name} added to {count} circles; the past opens to them").format(name=device.name, count=len(circles))
    meant = set(circles_meant(office, args))
    shared = [file for file in files(office) if file.has(Circle.COORDINATION)]
    known = [file for file in shared if file.circle(Circle.COORDINATION) in meant]
    halves = [text for file in known if (text := await reseal(office, file, device)) is not None]
    return say(line, *halves, circles=circles, certificate=device.hash, halves=len(halves))


async def remove_officer(context: Context, args: argparse.Namespace) -> Answer:
    """Says "removed" only once the epoch has changed: ``change`` returns when the commit is in the chain."""
    office = context.office
    await office.sync()
    device = _known(office, args.device)
    circles = _where(office, circles_meant(office, args), lambda roster: device in roster)
    for circle in circles:
        await office.channel.change(circle, remove=(device,))
    epochs = {circle.hex(): view_of(office, circle).epoch for circle in circles}
    return say(
        _("{name} removed from {count} circles: new keys hold there").format(name=args.device, count=len(circles)), epochs=epochs
    )


def _known(office: Office, name: str) -> bytes:
    """A device by name, also a revoked one."""
    found = [device.hash for device in office.channel.directory.devices() if name in (device.name, device.hash.hex())]
    if len(found) != 1:
        raise Usage(_("{count} devices are called {name}").format(count=len(found), name=name), "no-such-device")
    return bytes(found[0])


async def refound(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    halted = [circle for circle in circles_meant(office, args) if office.channel.circle(circle).halt is not None]
    if not halted:
        raise Usage(_("no circle here is halted"), "not-halted")
    given = [decode(read_file(path), read_approval) for path in args.approval or ()]
    for circle in halted:
        await office.channel.refound(circle, given)
    await office.sync()
    standing = [circle for circle in halted if office.channel.circle(circle).halt is not None]
    if standing:
        raise Usage(_("{count} circles are still halted").format(count=len(standing)), "still-halted")
    generations = {circle.hex(): view_of(office, circle).generation for circle in halted}
    return say(_("{count} circles refounded; nothing of the past is lost").format(count=len(halted)), generations=generations)


async def approve(context: Context, args: argparse.Namespace) -> Answer:
    """A circle of both bodies is refounded by one and approved by the other; a file carries it, since the circle halts."""
    office = context.office
    await office.sync()
    halted = [circle for circle in circles_meant(office, args) if office.channel.circle(circle).halt is not None]
    if len(halted) != 1:
        raise Usage(_("{count} circles here are halted: say which, with --circle").format(count=len(halted)), "not-halted")
    author = device_named(office, args.refound_by)
    approval = office.channel.approve_refound(halted[0], author.hash)
    write_new(Path(args.out), write_approval(Writer(), approval).bytes())
    return say(_("approved: {name} may refound circle {circle}").format(name=author.name, circle=halted[0].hex()[:8]), out=args.out)


_CIRCLE = arg("--circle", metavar="NUMBER", help=N_("first digits of one circle (else those of --file, else all of yours)"))
_DEVICE = arg("device", help=N_("name of the device, as its certificate has it"))

VERBS = (
    Verb(
        "add-officer",
        N_("add a colleague of your body; the past opens to them, and a custodian gets the body's half of sealed identities"),
        '"D. Colleague"',
        add_officer,
        (_DEVICE, FILE, _CIRCLE),
    ),
    Verb(
        "remove-officer",
        N_("remove a colleague: nothing after it opens to them"),
        '"A. Officer"',
        remove_officer,
        (_DEVICE, FILE, _CIRCLE),
    ),
    Verb(
        "refound",
        N_("mend a halted circle: a new group in the same chain"),
        "--file Swallow",
        refound,
        (FILE, _CIRCLE, arg("--approval", action="append", metavar="FILE", help=N_("the other body's approval"))),
    ),
    Verb(
        "approve",
        N_("approve that a colleague of the other body refounds a halted circle"),
        '--refound-by "B. Chief" --out approval.bin',
        approve,
        (
            FILE,
            _CIRCLE,
            arg("--refound-by", required=True, metavar="DEVICE", help=N_("who will refound it")),
            arg("--out", required=True, metavar="FILE", help=N_("file to write")),
        ),
    ),
)
