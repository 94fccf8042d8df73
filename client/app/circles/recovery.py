"""When a body has lost every device: its recovery key reads, a new device goes on (architecture section 5).

The lost devices are revoked first, so that everybody sees that nobody is left. What then stands still is begun anew by the new
device, which the authorities of the bodies approve offline; where the other body still sits in a circle it lets the device in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, files
from client.app.identity.vaults import half_of, halves_to_pass_on, is_sealed, vault_of
from client.app.outcome import Next, Outcome, Written, outcome
from client.app.reading import own_device
from client.app.saying import Said, say
from client.formats.disk import nothing_there, write_new
from client.formats.recovery import RecoveryRequest, read_approvals, read_half, read_key
from client.law.words import Circle
from crypto.errors import CannotOpen, Refused
from crypto.frozen import dataclass
from crypto.policy import Approval
from crypto.recovery import joined
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.channel import Channel
    from client.core.recovering import Standing


@dataclass(frozen=True, slots=True)
class PublishRecoveryKey:
    """Make the body's recovery key known. ``key``: file from its authority."""

    key: Path


async def publish_recovery_key(office: Office, wish: PublishRecoveryKey) -> Outcome:
    from client.core.recovering import publish_recovery_key as publish

    key = read_key(str(wish.key))
    await publish(office.channel, key.chain, key.statement)
    return outcome(say("the recovery key is known to all: new files of your body are sealed to it too"))


@dataclass(frozen=True, slots=True)
class Recover:
    """Go on with this device after the loss of all others. ``request``: file to write for the authorities, where circles have
    nobody left; ``approval``: their answers."""

    key: Path
    half_one: Path
    half_two: Path
    request: Path | None = None
    approval: tuple[Path, ...] = ()


async def recover(office: Office, wish: Recover) -> Outcome:
    """Run it as often as it says that something is left to do: each time it goes as far as it can."""
    from client.app.office import build_office
    from client.core.recovering import recovered, standing

    if wish.request is not None:
        nothing_there(wish.request)
    ring, key = joined(read_half(str(wish.half_one)), read_half(str(wish.half_two))), read_key(str(wish.key))
    approvals = _by_circle(wish.approval)
    await office.sync()
    own = own_device(office)
    async with recovered(office.channel, ring, key.chain) as channel:
        reader = build_office(channel, clock=office.clock, entropy=office.entropy)
        if own_device(reader).body.hash != own.body.hash:
            raise Refused("the recovery key is another body's", "other-body")
        found = standing(channel, own)
        begun = await _begin_anew(office, channel, found, approvals)
        left = [each.circle for each in found if not each.inside and not each.living and each.circle not in begun]
        if wish.request is not None and left:
            _ask_authorities(office, channel, left, wish.request)
        await office.sync()
        halves = await _resealed(office, reader)
    stand = [name for name, written in halves if all(each.stands for each in written)]
    lines = [say("circle {circle} is begun anew; its past opens to you", circle=each.hex()[:8]) for each in begun]
    lines += _what_is_left(found, left, wish.request)
    lines.append(say("put the halves back to their two keepers, and destroy every copy made for this"))
    return Outcome(
        tuple(say("your body's half of the identity of {pseudonym} is sealed to you", pseudonym=name) for name, _written in halves),
        tuple(each for _name, written in halves for each in written),
        _steps(found, left, wish, own.name),
        {"begun": begun, "left": left, "halves": stand, "device": own.hash.hex()[:16], "circles": len(found)},
        tuple(lines),
    )


async def _begin_anew(
    office: Office, channel: Channel, found: Sequence[Standing], approvals: dict[CircleId, list[Approval]]
) -> list[CircleId]:
    """The circles that have nobody left and that every authority has signed for."""
    from client.core.recovering import refound_from

    alone = [each for each in found if not each.inside and not each.living]
    signed = {circle: {one.approver for one in given} for circle, given in approvals.items()}
    begun = [each.circle for each in alone if each.approving <= signed.get(each.circle, set()) and each.circle in signed]
    for circle in begun:
        await refound_from(office.channel, channel, circle, approvals[circle])
    return begun


def _ask_authorities(office: Office, channel: Channel, left: Sequence[CircleId], path: Path) -> None:
    from client.core.recovering import refound_change

    own = own_device(office)
    changes = tuple(refound_change(channel, circle, own.hash) for circle in left)
    write_new(path, RecoveryRequest(own.hash, own.name, changes).encode())


def _by_circle(paths: Iterable[Path]) -> dict[CircleId, list[Approval]]:
    found: dict[CircleId, list[Approval]] = {}
    for path in paths:
        for circle, approval in read_approvals(str(path)).items():
            found.setdefault(circle, []).append(approval)
    return found


def _what_is_left(found: Iterable[Standing], left: Sequence[CircleId], request: Path | None) -> Iterator[Said]:
    for each in found:
        if not each.inside and each.living:
            device = each.living[0]
            yield say(
                "circle {circle}: {name} of {body} lets you in",
                circle=each.circle.hex()[:8],
                name=device.name,
                body=device.body.name,
            )
    if left:
        yield say(
            "{count} circles have nobody left: they are begun anew once the authorities of the bodies have signed", count=len(left)
        )
    if left and request is not None:
        yield say("take {path} to each authority to be signed, and do this again with what they give you", path=request)


def _steps(found: Iterable[Standing], left: Sequence[CircleId], wish: Recover, name: str) -> tuple[Next, ...]:
    """What colleagues of the other body do, and what this device does then."""
    others = (each for each in found if not each.inside and each.living)
    steps = [Next("add_officer", (("device", name), ("circle", each.circle.hex()[:8]))) for each in others]
    if left:
        known = (("key", str(wish.key)), ("half_one", str(wish.half_one)), ("half_two", str(wish.half_two)))
        steps.append(Next("recover", known, ("approval",) if wish.request is not None else ("request",)))
    return tuple(steps)


async def _resealed(office: Office, reader: Office) -> list[tuple[str, tuple[Written, ...]]]:
    """The body's halves that are sealed to the recovery key, sealed to this device: by pseudonym."""
    if "custodian" not in own_device(office).roles:
        return []
    known = [file for file in files(office) if file.has(Circle.COORDINATION)]
    return [(file.pseudonym, done) for file in known if (done := await _reseal(office, reader, file))]


async def _reseal(office: Office, reader: Office, file: CaseFile) -> tuple[Written, ...]:
    """Nothing where nothing is sealed, this device has the half already, or the key has none."""
    circle, device = file.circle(Circle.COORDINATION), own_device(office)
    if not is_sealed(office, circle):
        return ()
    _circle, vault = vault_of(office, file)
    try:
        half_of(office, circle, vault, office)
    except CannotOpen:
        pass
    else:
        return ()
    try:
        halves = tuple(halves_to_pass_on(office, circle, vault, device, reader))
    except CannotOpen:
        return ()
    return tuple([await office.writing.record(circle, half) for half in halves])
