"""After the loss of all devices of a body: its recovery key, put together again from two halves, reads what its circles hold; a new
device goes on from there.

    recovered        a client of the recovery key, in memory, beside the new device's; gone when the block ends
    standing         for each circle that the key reads: who can take the new device in, or that it must be begun anew
    refound_change   what the authorities sign for a circle that must
    refound_from     the new device begins it anew, alone, with the keys of the past

What this does not do: bring back restricted records, whose keys no reader has; and let a recovery key write anything.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from client.core.account import new_account
from client.core.changes import Changes
from client.core.channel import Channel
from client.core.client import Client, assemble
from client.core.replica import change
from client.core.state import first_state
from client.core.store import Store
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.policy import Approval, Change
from crypto.ring import KeyRing
from crypto.trust import Device
from crypto.types import BodyKind, CertificateHash, CircleId, Uid

_RULING = (BodyKind.DECIDING, BodyKind.IMPLEMENTING)


@asynccontextmanager
async def recovered(other: Channel, ring: KeyRing, chain: tuple[bytes, ...]) -> AsyncIterator[Client]:
    """Synced. ``chain``: the recovery key's certificates, its own first. Raises ``Usage`` ("other-key") where they are another
    key's."""
    core = other._core
    account = new_account(core.account.deployment.encode(), core.account.fingerprint, core.account.url, ring)
    account = account.with_chain(chain, core.clock())
    client = Client(assemble(Store.in_memory(), account, first_state(account), core.entropy, core.clock), None)
    try:
        await client.sync()
        yield client
    finally:
        await client.close()


async def publish_recovery_key(channel: Channel, chain: tuple[bytes, ...], statement: bytes) -> None:
    """Put its certificates, and the reading-key statement that it signed when it was made, into the log."""
    async with channel.connected():
        for der in reversed(chain):
            await channel._core.transport.post_certificate(der)
        await channel._core.transport.post_statement(statement)
    await channel.sync()


@dataclass(frozen=True)
class Standing:
    """A circle that a recovery key reads. ``inside``: the new device is a member; ``living``: members in force, whose bodies can
    take it in (its own body's first); ``approving``: bodies whose authorities must sign where nobody is left."""

    circle: CircleId
    inside: bool
    living: tuple[Device, ...]
    approving: frozenset[bytes]


def standing(key: Channel, device: Device) -> tuple[Standing, ...]:
    """``device``: the new one. The newest circles last."""
    found, directory, size = [], key.directory, key.checkpoint.size
    for info in key.circles():
        if info.view is None or key.identity.holder not in info.view.policy.readers:
            continue
        members = [directory.known(each, size) for each in info.view.roster]
        living = [each for each in members if each is not None and not directory.is_revoked(each.hash)]
        own = sorted(living, key=lambda each: each.body.hash != device.body.hash)
        approving = frozenset(bytes(ref.hash) for ref in info.view.policy.bodies if ref.kind in _RULING)
        found.append(Standing(info.id, device.hash in info.view.roster, tuple(own), approving))
    return tuple(found)


def refound_change(key: Channel, circle: CircleId, author: bytes) -> Change:
    """What the authorities of the deciding and implementing bodies sign so that ``author`` may begin the circle anew, alone."""
    return change(key._core.replica(circle), [CertificateHash(author)], refound=True)


async def refound_from(channel: Channel, key: Channel, circle: CircleId, approvals: Sequence[Approval]) -> Uid:
    """Raises ``Refused`` where the approvals are too few, or the circle has moved on since they were given."""
    replica = key._core.replica(circle)
    if replica.current_keys is None:
        raise Usage("the recovery key has no keys of this circle", "no-key")
    async with channel.connected():
        return await Changes(channel._core).refound_from(replica, approvals)
