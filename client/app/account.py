"""This device: its key ring and request, its certificate, what it sends and fetches, what it publishes for its body."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.outcome import Outcome, outcome
from client.app.saying import NOTHING, Listed, Said, say
from client.formats.device_request import make_request
from client.formats.disk import nothing_there, read_file, write_new
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Clock, Office
    from client.core.values import SyncReport, Waiting
    from crypto.entropy import Entropy


@dataclass(frozen=True)
class NewHome:
    """Where a device's store is to be made. ``passphrase``: that somebody chooses for it."""

    folder: Path
    clock: Clock
    entropy: Entropy
    passphrase: Callable[[], str]


@dataclass(frozen=True, slots=True)
class MakeRequest:
    """Make this device's key ring, and the request for its certificate. ``fingerprint``: of the root, from a source that is
    trusted; ``deployment``: the document; ``url``: of the server."""

    name: str
    deployment: Path
    fingerprint: str
    url: str
    out: Path


async def make_device_request(home: NewHome, wish: MakeRequest) -> Outcome:
    """The key ring is made here, goes into the encrypted store, and never leaves it."""
    from client.core.client import Client
    from crypto.ring import KeyRing

    nothing_there(wish.out)
    ring = KeyRing.random(home.entropy)
    request = make_request(ring.signing_seed, ring.verify_key, wish.name, ring.reading_key)
    client = await Client.create(
        home.folder,
        home.passphrase(),
        read_file(str(wish.deployment)),
        _fingerprint(wish.fingerprint),
        wish.url,
        ring=ring,
        chain=None,
        entropy=home.entropy,
        clock=home.clock,
    )
    await client.close()
    write_new(wish.out, request.encode())
    return outcome(
        say("request of {name} in {path}: take it to your body's authority", name=wish.name, path=wish.out),
        say("read out this fingerprint there: {fingerprint}", fingerprint=request.fingerprint),
        fingerprint=request.fingerprint,
    )


def _fingerprint(text: str) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != 32:
        raise Usage("the root's fingerprint has 64 hex digits")
    return value


@dataclass(frozen=True, slots=True)
class SetUp:
    """Install the certificate that the authority made."""

    certificate: Path


async def set_up(office: Office, wish: SetUp) -> Outcome:
    """Puts certificates, reading key and key packages at the server."""
    data = read_file(str(wish.certificate))
    office.channel.install(_chain(data))
    if names := _sealed_names(data):
        office.naming.install(names)
    await office.sync()
    device = office.channel.device
    if device is None:
        raise Usage("the certificate is not for this device")
    line = say(
        "{name} of {body} is set up; roles {roles}",
        name=device.name,
        body=device.body.name,
        roles=Listed.of(sorted(device.roles)),
    )
    return outcome(line, certificate=device.hash)


def _chain(data: bytes) -> tuple[bytes, ...]:
    """Raises ``Usage`` where the file is not what an authority writes."""
    try:
        return tuple(bytes.fromhex(each) for each in json.loads(data)["chain"])
    except (ValueError, KeyError, TypeError):
        raise Usage("not a certificate file of qorgan authority device") from None


def _sealed_names(data: bytes) -> bytes:
    """The sealed name key in a certificate file, or nothing where it has none. Raises ``Usage``."""
    try:
        return bytes.fromhex(json.loads(data).get("names", ""))
    except (ValueError, AttributeError, TypeError):
        raise Usage("not a certificate file of qorgan authority device") from None


@dataclass(frozen=True, slots=True)
class Sync:
    """Send what waits, fetch and verify what is new."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """What is not sent: the ``type`` of the record, ``change`` for one of who is in a circle. ``why``: with what would mend it,
    where the law holds it up. ``refused``: for good; else it goes out as soon as it can."""

    type: str
    circle: str
    why: Said
    refused: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What was quarantined, or which circle has halted."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class LateList:
    """A revocation list that its ``issuer`` should have replaced by ``next_update`` (milliseconds)."""

    issuer: str
    number: int
    next_update: int


@dataclass(frozen=True, slots=True)
class SyncView:
    """Counts first: ``shown`` that are new, ``quarantined``, ``halted``, ``flushed`` (sent), ``size`` of the verified log.
    ``stopped``: the code of why this client sends nothing but alarms (``stopped_by`` says it), empty where it sends. ``waiting``:
    what is not sent all the same. ``late``: lists that their bodies should have replaced."""

    shown: int
    quarantined: int
    halted: int
    flushed: int
    size: int
    reasons: tuple[str, ...]
    stopped: str
    stopped_by: Said
    waiting: tuple[WaitingRow, ...]
    faults: tuple[Fault, ...]
    halts: tuple[Fault, ...]
    late: tuple[LateList, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing keeps this client from sending, and nothing waits."""
        return not self.stopped and not self.waiting


async def sync(office: Office, wish: Sync) -> SyncView:
    """Nothing counts as well while something waits: it is named, with what it waits for."""
    before = {each.uid for each in office.channel.unsent()}
    report = await office.sync()
    stopped, after = office.channel.stopped(), office.channel.unsent(before)
    held = dict(report.held)
    by = NOTHING if stopped is None else Said(stopped.template, tuple(stopped.words.items()))
    waiting = tuple(WaitingRow(each.type, each.circle.hex(), _why(office, each, held) or by, bool(each.refused)) for each in after)
    faults, halts = _faults(report)
    return SyncView(
        len(report.shown),
        len(report.quarantined),
        len(report.halted),
        len(report.flushed),
        office.channel.checkpoint.size,
        tuple(each.code for each in (*faults, *halts)),
        "" if stopped is None else stopped.code,
        by,
        waiting,
        faults,
        halts,
        late_lists(office),
    )


def _why(office: Office, each: Waiting, held: Mapping[bytes, str]) -> Said | None:
    """As far as it is known of this one."""
    if each.refused:
        return Said(each.refused)
    broken = office.gate.closed.get(each.uid)
    if broken is not None:
        return say(
            "{rule}: {because}; what would mend it: {remedy}", rule=broken.rule, because=broken.because, remedy=broken.remedy
        )
    return Said(held[each.uid]) if each.uid in held else None


def _faults(report: SyncReport) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    quarantined = tuple(Fault(each.code, each.reason) for each in report.quarantined)
    return quarantined, tuple(Fault(each.code, each.reason) for each in report.halted)


def late_lists(office: Office) -> tuple[LateList, ...]:
    """Whose revocation list is past its next update by this clock: nothing is refused for it, but somebody should ask the body."""
    return tuple(LateList(each.issuer, each.number, int(each.next_update)) for each in office.channel.overdue_lists())


@dataclass(frozen=True, slots=True)
class PublishList:
    """Put a body's newest revocation list into the log, from where every client takes it. ``crl``: file of its authority."""

    crl: Path


async def publish_list(office: Office, wish: PublishList) -> Outcome:
    await office.channel.publish_revocations(read_file(str(wish.crl)))
    await office.sync()
    return outcome(say("revocation list published"))


@dataclass(frozen=True, slots=True)
class RotateReadingKey:
    """Make and announce a new reading key."""


async def rotate_reading_key(office: Office, wish: RotateReadingKey) -> Outcome:
    """Reading keys do not heal: a stolen one opens all that was sealed to it, so a new one is made each quarter."""
    number = await office.channel.rotate_reading_key()
    return outcome(
        say("reading key number {number} is announced; the next commits seal to it", number=number), number=number
    )  # fmt: skip
