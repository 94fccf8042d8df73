"""Commits: stage, persist, act.

    made          by the replica's authoring, for the head of now
    persisted     with the next group state, before anything is sent
    sent          accepted: pulled, seen, activated by ``Replica.apply``; 409: headed anew where only ``prev`` changed, made anew
                  where another commit was faster
    after a kill  ``resume`` looks in the chain first, and only then sends what was kept

The intent of a change stays until it is done, so a commit that lost is made again for the same end, with the same key packages.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Sequence
from typing import Final

from client.core.core import Core
from client.core.errors import Busy, Problem
from client.core.queue import PendingChange
from client.core.replica import Authored, Past, Replica, author_commit, author_genesis, author_refound, refound_base, rehead
from client.core.transport import StaleHead
from crypto.errors import QorganError, Refused, Stale, Usage
from crypto.frozen import dataclass
from crypto.ledger import EpochKeys
from crypto.mls import parse_key_package
from crypto.policy import Approval, Policy, parse_policy
from crypto.ring import certificate_hash
from crypto.types import CertificateHash, CircleId, Uid

TRIES: Final = 20
CLAIMS: Final = 8
"""How many key packages of a device are tried, where those that the server gives are out of date."""


@dataclass(frozen=True)
class Intent:
    """What a change is for. ``packages``: key packages of the devices to add, in the order of ``add``."""

    add: tuple[bytes, ...] = ()
    packages: tuple[bytes, ...] = ()
    remove: tuple[bytes, ...] = ()
    policy: bytes | None = None
    approvals: tuple[Approval, ...] = ()

    def encode(self) -> bytes:
        value = {
            "add": [one.hex() for one in self.add],
            "packages": [one.hex() for one in self.packages],
            "remove": [one.hex() for one in self.remove],
            "policy": None if self.policy is None else self.policy.hex(),
            "approvals": [[approval.approver.hex(), approval.signature.hex()] for approval in self.approvals],
        }
        return json.dumps(value).encode()

    @classmethod
    def decode(cls, data: bytes) -> Intent:
        raw = json.loads(data)
        return cls(
            tuple(bytes.fromhex(one) for one in raw["add"]),
            tuple(bytes.fromhex(one) for one in raw["packages"]),
            tuple(bytes.fromhex(one) for one in raw["remove"]),
            None if raw["policy"] is None else bytes.fromhex(raw["policy"]),
            tuple(Approval(CertificateHash(bytes.fromhex(a)), bytes.fromhex(s)) for a, s in raw["approvals"]),
        )


class Changes:
    """Makes and sends commits. Every method runs under the core's ``turn``."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._jitter = random.Random()

    async def found(self, policy: Policy, members: Sequence[bytes]) -> CircleId:
        """A new circle of this device and ``members`` (certificate hashes)."""
        core = self._core
        core.check_may_send()
        others = tuple(member for member in members if member != core.identity.holder)
        intent = Intent(others, await self._claim(others), (), policy.encode())
        state = core.state
        authored = author_genesis(
            core.identity,
            policy,
            intent.packages,
            directory=state.directory,
            statements=state.statements,
            entropy=core.entropy,
            now=core.clock(),
            seen=core.seen,
        )
        uid = authored.entry.header.uid
        core.queue.add_change(uid, authored.circle, "genesis", intent.encode(), authored)
        await self._drive(uid)
        return authored.circle

    async def change(
        self,
        circle: CircleId,
        add: Sequence[bytes] = (),
        remove: Sequence[bytes] = (),
        policy: Policy | None = None,
        approvals: Sequence[Approval] = (),
    ) -> Uid:
        """Add and remove devices (certificate hashes), change the policy; with nothing to change it renews the keys."""
        self._core.check_may_send()
        packages = await self._claim(add)
        encoded = None if policy is None else policy.encode()
        intent = Intent(tuple(add), packages, tuple(remove), encoded, tuple(approvals))
        return await self._start(circle, "commit", intent)

    async def refound(self, circle: CircleId, approvals: Sequence[Approval] = ()) -> Uid:
        """Mend a halted circle (or renew a whole one): everyone of the last good roster but the refused commit's author."""
        core = self._core
        core.check_may_send()
        _, (_, *others) = self.refound_roster(core.replica(circle), core.identity.holder)
        return await self._start(circle, "refound", Intent(tuple(others), await self._claim(others), approvals=tuple(approvals)))

    async def refound_from(self, replica: Replica, approvals: Sequence[Approval]) -> Uid:
        """A circle all of whose devices were lost, begun anew by this one alone. ``replica``: as a recovery key reads it. Raises
        ``Stale`` where the chain went on meanwhile."""
        core = self._core
        core.check_may_send()
        base, _refused = refound_base(replica)
        authored = self._refounded(replica, (), approvals, replica.keys[base.epoch])
        uid = authored.entry.header.uid
        core.queue.add_change(uid, replica.circle, "recover", Intent().encode(), authored)
        await self._drive(uid)
        return uid

    def refound_roster(self, replica: Replica, author: bytes) -> tuple[Past, tuple[bytes, ...]]:
        """The last good commit, and the roster of a refound by ``author``: that device, then the others in their order."""
        base, refused = refound_base(replica)
        left_out = {author, None if refused is None else refused.author}
        directory, size = self._core.state.directory, self._core.state.log.size
        return base, (author, *(m for m in base.roster if m not in left_out and not directory.is_revoked(m, size)))

    async def resume(self) -> None:
        """Go on with what a crash or a lost connection left; who calls has pulled before."""
        for change in self._core.queue.changes("queued"):
            try:
                await self._drive(change.uid)
            except (Busy, Refused, Usage):
                continue

    async def _start(self, circle: CircleId, kind: str, intent: Intent) -> Uid:
        uid = self._core.new_uid()
        self._core.queue.add_change(uid, circle, kind, intent.encode(), None)
        await self._drive(uid)
        return uid

    async def _claim(self, devices: Sequence[bytes]) -> tuple[bytes, ...]:
        """A key package of each device."""
        return tuple([await self._claim_one(device) for device in devices])

    async def _claim_one(self, device: bytes) -> bytes:
        """Checked to be of that device: the server gives keys out, it does not vouch for them. Nor can it tell how long they are
        valid (RFC 9420 section 7.2): those of a device that was away for long are passed over. Raises ``Usage``, ``Refused``."""
        for _ in range(CLAIMS):
            try:
                package, last_resort = await self._core.transport.claim_key_package(device)
            except Problem as problem:
                raise Usage(
                    "device {device} has no key package at the server", "no-key-package", device=device.hex()[:8]
                ) from problem
            info = parse_key_package(package)
            chain = getattr(info.credential, "chain", ())
            if not chain or certificate_hash(chain[0]) != device:
                raise Refused("the server gave the key package of another device", "ghost")
            if info.lifetime[0] <= self._core.clock() // 1000 <= info.lifetime[1]:
                return package
            if last_resort:
                break
        raise Usage(
            "device {device} was away too long: its key packages are out of date", "no-key-package", device=device.hex()[:8]
        )

    async def _drive(self, uid: Uid) -> None:
        """Send a change until it is in the chain. Raises ``Refused`` or ``Usage`` where it cannot be (and forgets it)."""
        core = self._core
        for attempt in range(TRIES):
            change = core.queue.find_change(uid)
            if change is None or change.state != "queued":
                break
            authored = self._ready(change)
            if authored is None:
                break
            await self._send_once(uid, authored, attempt)
        else:
            raise Busy("too many others change this circle at once", "contended")
        done = core.queue.find_change(uid)
        if done is not None and done.state == "refused":
            code, _, reason = (done.reason or "refused").partition(": ")
            raise Refused("the change was refused: {reason}", code, reason=reason or code)

    async def _send_once(self, uid: Uid, authored: Authored, attempt: int) -> None:
        core = self._core
        try:
            ack = await core.transport.append(authored.circle, authored.entry.encode(), authored.welcome or b"")
            core.queue.set_change(uid, "acked", acked_index=ack.index)
        except StaleHead:
            change = core.queue.find_change(uid)
            if change is not None and change.kind == "recover":  # made from another client's view of the chain, as are the keys
                core.queue.set_change(uid, "refused", "stale: the circle has moved on: begin again")
                return
            await asyncio.sleep(self._jitter.uniform(0.0, 0.02 * 2 ** min(attempt, 5)))
        except Problem as problem:
            if problem.code != "duplicate-uid":
                core.queue.set_change(uid, "refused", f"{problem.code}: {problem}")
                return
        await core.pull()

    def _ready(self, change: PendingChange) -> Authored | None:
        """The commit for the head of now, persisted; None where nothing is left to do."""
        authored = change.authored
        if change.kind in {"genesis", "recover"}:
            return authored
        replica = self._core.replica(change.circle)
        try:
            if authored is not None:
                authored = self._reheaded(authored, replica)
            if authored is None:
                authored = self._make(change, replica)
        except QorganError as error:
            self._core.queue.set_change(change.uid, "refused", f"{error.code}: {error}")
            raise
        if authored is None:
            self._core.queue.set_change(change.uid, "sent", "it was done by another")
            return None
        self._core.keep_commit(change.uid, authored)
        return authored

    def _reheaded(self, authored: Authored, replica: Replica) -> Authored | None:
        """None where the commit has lost its epoch."""
        if authored.entry.header.position == replica.head_position + 1 and authored.entry.header.prev == replica.head_chain:
            return authored
        try:
            return rehead(authored, replica, self._core.identity, now=self._core.clock(), seen=self._core.seen)
        except (Stale, Usage):
            return None

    def _refounded(
        self, replica: Replica, packages: Sequence[bytes], approvals: Sequence[Approval], keys: EpochKeys | None = None
    ) -> Authored:
        core, state = self._core, self._core.state
        return author_refound(
            replica,
            core.identity,
            packages,
            directory=state.directory,
            statements=state.statements,
            entropy=core.entropy,
            now=core.clock(),
            seen=core.seen,
            approvals=approvals,
            keys=keys,
        )

    def _make(self, change: PendingChange, replica: Replica) -> Authored | None:
        intent, core, state = Intent.decode(change.intent), self._core, self._core.state
        if change.kind == "refound":
            if replica.halt is None and replica.group is not None and change.authored is not None:
                return None
            return self._refounded(replica, intent.packages, intent.approvals)
        view = replica.view
        roster = () if view is None else view.roster
        add = [package for device, package in zip(intent.add, intent.packages, strict=True) if device not in roster]
        remove = [CertificateHash(device) for device in intent.remove if device in roster]
        policy = None if intent.policy is None else parse_policy(intent.policy)
        wanted = bool(intent.add or intent.remove or policy is not None)
        if wanted and not add and not remove and (policy is None or (view is not None and policy == view.policy)):
            return None
        return author_commit(
            replica,
            core.identity,
            directory=state.directory,
            statements=state.statements,
            entropy=core.entropy,
            now=core.clock(),
            seen=core.seen,
            add=add,
            remove=remove,
            policy=policy,
            approvals=intent.approvals,
        )
