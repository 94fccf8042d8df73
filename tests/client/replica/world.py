"""A small world around replicas: bodies, devices and persons with real keys, one log, and chains that play the server.

The neighbour is simulated, not mocked: ``Chain.append`` is the server's rule of architecture section 4 (``lenient=True`` switches
it off, as a hostile server would), ``Party.sync`` hands out what the server would hand to that party. All cryptography is real.

    world = World()
    knb = world.body("KNB", BodyKind.DECIDING)
    aliya = world.device(knb, "aliya")
    chain = world.found(aliya, world.policy(CircleKind.FRONT_DESK, [knb]))
    aliya.write(chain, {"text": "..."})
    aliya.sync(chain)
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from client.core.records import Record
from client.core.replica import (
    Authored,
    Blinded,
    Committed,
    Context,
    Halted,
    Identity,
    Mode,
    Outcome,
    Quarantined,
    Received,
    Replica,
    Seen,
    Shown,
    Step,
    author_commit,
    author_genesis,
    author_record,
    author_refound,
    author_report,
    credential_of,
    welcome_refs,
)
from client.core.replica.authoring_commit import Draft, finish
from client.core.replica.groups import commit_data
from client.core.replica.pen import header_for, next_place
from crypto.body import parse_record_body
from crypto.chain import CHAIN_START, chain_hash
from crypto.commit import parse_commit_body
from crypto.entry import Entry, sign_entry, verify_entry
from crypto.errors import Forged, Refused, Stale
from crypto.mls import SUITE_X25519_CHACHA, KeyPackageBundle, new_key_package, parse_key_package
from crypto.policy import Approval, BodyRef, CircleKind, Policy, Reporter, ReporterRole
from crypto.primitives import ed25519_public
from crypto.ring import KeyRing, certificate_hash, person_hash
from crypto.trust import Directory, Statements, issue_body, issue_crl, issue_device, issue_root, make_deployment
from crypto.types import (
    BodyKind,
    CertificateHash,
    ChainHash,
    CircleId,
    EntryClass,
    Epoch,
    Holder,
    LogIndex,
    Millis,
    Position,
    Uid,
)

DAY = 24 * 3600 * 1000
START = Millis(1_790_000_000_000)


class World:
    """One deployment. ``now`` moves by a second with every leaf of the log."""

    def __init__(self, seed: int = 0, suite: int = SUITE_X25519_CHACHA) -> None:
        self.entropy = random.Random(seed).randbytes
        self.suite = suite
        self.now = START
        self.size = 0
        self.chains: dict[CircleId, Chain] = {}
        self.root_seed = self.entropy(32)
        self.root = issue_root(self.root_seed, "Root", START - DAY, START + 3650 * DAY)
        origin = "log.example"
        deployment = make_deployment(self.root_seed, "Test", self.entropy(16), self.root, origin, ed25519_public(self.entropy(32)))
        self.directory = Directory.of(deployment, deployment.fingerprint)
        self.statements = Statements()

    def leaf(self) -> LogIndex:
        """The next index of the log."""
        self.now = Millis(self.now + 1000)
        self.size += 1
        return LogIndex(self.size - 1)

    @property
    def seen(self) -> Seen:
        return Seen(self.size, self.entropy(32))

    def body(self, name: str, kind: BodyKind) -> Authority:
        seed = self.entropy(32)
        der = issue_body(self.root_seed, self.root, ed25519_public(seed), name, kind, START - DAY, START + 3000 * DAY)
        self.directory = self.directory.with_certificate(der, self.leaf())
        return Authority(name, kind, seed, der)

    def device(
        self, body: Authority, name: str, roles: Iterable[str] = ("officer",), *, log: bool = True, state_key: bool = True
    ) -> Party:
        """A device with its certificate in the log (unless ``log`` is False) and its reading key stated."""
        ring = KeyRing.random(self.entropy)
        der = issue_device(body.seed, body.der, ring.verify_key, name, roles, START - DAY, START + 1000 * DAY)
        directory = self.directory.with_certificate(der, self.leaf() if log else self.size)
        if log:
            self.directory = directory
        device = directory.known(certificate_hash(der), 1 << 50)
        if device is None:
            raise AssertionError("a certificate that was just added is known")
        party = Party(self, name, Identity(ring, Holder(device.hash), device))
        if log and state_key:
            self.state_key(party)
        return party

    def person(self, name: str) -> Party:
        ring = KeyRing.random(self.entropy)
        return Party(self, name, Identity(ring, person_hash(ring.verify_key)))

    def state_key(self, party: Party) -> None:
        """A reading-key statement of the party's current ring."""
        ring = party.identity.ring
        statement = self.statements.next(ring.signing_seed, party.holder, ring.reading_key, self.now)
        self.statements = self.statements.with_statement(statement, self.leaf(), self.directory)

    def rotate_reading_key(self, party: Party) -> None:
        identity = party.identity
        ring = KeyRing(identity.ring.signing_seed, self.entropy(32))
        former = (identity.ring.reading_seed, *identity.former_reading_seeds)
        party.identity = replace(identity, ring=ring, former_reading_seeds=former)
        self.state_key(party)

    def revoke(self, body: Authority, *parties: Party) -> None:
        body.revoked.extend(party.serial for party in parties)
        body.crl_number += 1
        revoked = [(serial, self.now) for serial in body.revoked]
        crl = issue_crl(body.seed, body.der, body.crl_number, self.now, self.now + 30 * DAY, revoked)
        self.directory = self.directory.with_crl(crl, self.leaf())

    def policy(
        self,
        kind: CircleKind,
        bodies: Sequence[Authority],
        readers: Sequence[Party] = (),
        persons: Sequence[Party] = (),
        *,
        history: bool = True,
        invitations: Sequence[Party] = (),
    ) -> Policy:
        reporters = [Reporter(p.holder, ReporterRole.PERSON) for p in persons]
        reporters += [Reporter(p.holder, ReporterRole.INVITATION) for p in invitations]
        refs = tuple(BodyRef(body.hash, body.kind) for body in bodies)
        return Policy(kind, refs, tuple(reader.holder for reader in readers), tuple(reporters), history)

    def found(self, founder: Party, policy: Policy, members: Sequence[Party] = ()) -> Chain:
        """A new circle, founded and taken in by its founder."""
        authored = author_genesis(
            founder.identity, policy, [member.key_package() for member in members], directory=self.directory,
            statements=self.statements, entropy=self.entropy, now=self.now, seen=self.seen, suite=self.suite,
        )  # fmt: skip
        chain = Chain(self, authored.circle)
        self.chains[chain.circle] = chain
        founder.pending[chain.circle] = authored
        chain.append(authored.entry, authored.welcome)
        founder.sync(chain)
        return chain


@dataclass
class Authority:
    """A body's offline authority."""

    name: str
    kind: BodyKind
    seed: bytes
    der: bytes
    revoked: list[int] = field(default_factory=list)
    crl_number: int = 0

    @property
    def hash(self) -> CertificateHash:
        return certificate_hash(self.der)


class Chain:
    """The server's side of one circle."""

    def __init__(self, world: World, circle: CircleId) -> None:
        self.world = world
        self.circle = circle
        self.received: list[Received] = []
        self.welcomes: dict[int, bytes] = {}
        self.chain: ChainHash = CHAIN_START
        self.epoch = (1, 0)
        self.roster: tuple[CertificateHash, ...] = ()
        self.policy: Policy | None = None
        self.uids: set[tuple[bytes, bytes]] = set()

    @property
    def next(self) -> Position:
        return Position(len(self.received))

    def append(self, entry: Entry, welcome: bytes | None = None, *, lenient: bool = False, key: bytes | None = None) -> Received:
        """Accepts an entry as the server does; raises ``Stale``, ``Refused`` or ``Forged`` as it would. ``key``: the verify key of
        the session, for a person. ``lenient``: accept whatever comes."""
        if not lenient:
            self._check(entry, key)
        header = entry.header
        received = Received(entry, self.next, self.world.now, self.world.leaf())
        received = replace(received, accepted_at=self.world.now)
        self.received.append(received)
        self.chain = chain_hash(self.chain, received.position, entry.hash)
        self.uids.add((header.author, header.uid))
        if header.entry_class is EntryClass.COMMIT:
            body = parse_commit_body(entry.body)
            self.epoch, self.roster, self.policy = (header.generation, header.epoch), body.roster, body.parsed_policy()
            if welcome is not None:
                self.welcomes[received.position] = welcome
        return received

    def _check(self, entry: Entry, key: bytes | None) -> None:
        header, commit = entry.header, entry.header.entry_class is EntryClass.COMMIT
        device = self.world.directory.known(CertificateHash(header.author), self.world.size)
        if device is not None:
            self.world.directory.device(device.hash, self.world.size, self.world.now)
        verify_entry(entry, device.verify_key if device else key or bytes(32))
        if header.entry_class is not EntryClass.REPORT and (header.position, header.prev) != (self.next, self.chain):
            raise Stale("the head has moved", "stale")
        epoch, generation = self.epoch[1] + commit, self.epoch[0]
        refound = commit and parse_commit_body(entry.body).refound is not None
        if (header.generation, header.epoch) != (generation + refound, epoch):
            raise Stale("the epoch has moved", "stale")
        if (header.author, header.uid) in self.uids:
            raise Refused("a second uid", "duplicate-uid")
        if self.policy is None:
            return
        reports = header.entry_class is EntryClass.REPORT and (
            self.policy.reporter(header.author) is not None or self.policy.kind is CircleKind.FRONT_DESK
        )
        if header.author not in self.roster and not reports:
            raise Refused("the author may not write here", "forbidden")

    def for_party(self, party: Party) -> list[Received]:
        """What the server hands to a party, by its role; a welcome with the commit that adds it."""
        if party.mode(self) is Mode.REPORTER:
            return [received for received in self.received if self._concerns(received, party)]
        return [replace(received, welcome=self.welcomes.get(received.position)) for received in self.received]

    def _concerns(self, received: Received, party: Party) -> bool:
        if received.entry.header.entry_class is EntryClass.RECORD:
            key_hash = party.identity.ring.reading_key_hash
            return any(d.key_hash == key_hash for d in parse_record_body(received.entry.body).disclosures)
        return received.entry.header.entry_class is EntryClass.COMMIT or received.entry.header.author == party.holder


class Party:
    """A holder with its client: keys, key packages, replicas, and all outcomes so far, by circle."""

    def __init__(self, world: World, name: str, identity: Identity) -> None:
        self.world = world
        self.name = name
        self.identity = identity
        self.bundles: list[KeyPackageBundle] = []
        self.replicas: dict[CircleId, Replica] = {}
        self.outcomes: dict[CircleId, list[Outcome]] = {}
        self.pending: dict[CircleId, Authored] = {}
        self.modes: dict[CircleId, Mode] = {}

    def __repr__(self) -> str:
        return self.name

    @property
    def holder(self) -> Holder:
        return self.identity.holder

    @property
    def hash(self) -> CertificateHash:
        return CertificateHash(self.identity.holder)

    @property
    def serial(self) -> int:
        if self.identity.device is None:
            raise AssertionError("a person has no certificate")
        return self.identity.device.serial

    def mode(self, chain: Chain) -> Mode:
        """What the party is in the circle at first sight: a reader of any policy so far, a device, or a person."""
        if chain.circle not in self.modes:
            bodies = [parse_commit_body(r.entry.body) for r in chain.received if r.entry.header.entry_class is EntryClass.COMMIT]
            reads = any(self.holder in body.parsed_policy().readers for body in bodies)
            guest = self.identity.device is None
            self.modes[chain.circle] = Mode.READER if reads else Mode.REPORTER if guest else Mode.MEMBER
        return self.modes[chain.circle]

    def key_package(self, suite: int | None = None, lifetime: tuple[int, int] | None = None) -> bytes:
        """A fresh one, kept until it is used."""
        world, device = self.world, self.identity.device
        if device is None:
            raise AssertionError("a person has no key packages")
        span = lifetime or ((world.now - DAY) // 1000, (world.now + 90 * DAY) // 1000)
        seed = self.identity.ring.signing_seed
        bundle = new_key_package(suite or world.suite, seed, credential_of(device), world.entropy, lifetime=span)
        self.bundles.append(bundle)
        return bundle.key_package

    def context(self, chain: Chain, **changes: Any) -> Context:
        context = Context(self.identity, self.world.directory, self.world.statements, self._bundle, self.pending.get(chain.circle))
        return replace(context, **changes)

    def _bundle(self, welcome: bytes) -> KeyPackageBundle | None:
        return find_bundle(self.bundles, welcome)

    def replica(self, chain: Chain) -> Replica:
        return self.replicas.get(chain.circle) or Replica.empty(chain.circle, self.mode(chain))

    def sync(self, *chains: Chain, **changes: Any) -> list[Outcome]:
        """Takes in what the server has, entry by entry; at first sight as a replay of the whole past. The new outcomes."""
        news: list[Outcome] = []
        for chain in chains:
            replica = self.replica(chain)
            received = [r for r in chain.for_party(self) if r.position > replica.head_position]
            if replica.head is None:
                step = replica.replay(received, self.context(chain, **changes))
                news += self._keep(chain, step)
                continue
            for one in received:
                step = self.replica(chain).apply(one, self.context(chain, **changes))
                news += self._keep(chain, step)
                news += self._reopen(chain, step)
        return news

    def _keep(self, chain: Chain, step: Step) -> list[Outcome]:
        """As a client does: through the store and back, so that every state is one that can be stored."""
        self.replicas[chain.circle] = Replica.decode(step.replica.encode())
        self.outcomes.setdefault(chain.circle, []).extend(step.outcomes)
        for outcome in step.outcomes:
            if isinstance(outcome, Committed | Halted):
                self.pending.pop(chain.circle, None)
        return list(step.outcomes)

    def _reopen(self, chain: Chain, step: Step) -> list[Outcome]:
        """What could not be opened before, and what a reporter was not given until it was disclosed."""
        kept = self.outcomes[chain.circle]
        stale = {o.received.position for o in kept if isinstance(o, Shown) and o.plaintext is None}
        fetched = [r for r in chain.received if r.entry.hash in step.openable and self.mode(chain) is Mode.REPORTER]
        stale |= {received.position for received in fetched}
        found: list[Outcome] = []
        for received in chain.received:
            header = received.entry.header
            opens = (header.generation, header.epoch) in step.gained or received.entry.hash in step.openable
            if received.position in stale and opens:
                found.append(step.replica.reopen(received, self.context(chain)))
        again = {outcome.received.position for outcome in found}
        self.outcomes[chain.circle] = [o for o in kept if not (isinstance(o, Shown) and o.received.position in again)] + found
        return found

    # Writing

    def record(self, chain: Chain, payload: dict[str, Any], *, kind: str = "note", **options: Any) -> Entry:
        """A record for the party's current state, not yet sent."""
        world = self.world
        options.setdefault("uid", Uid(world.entropy(16)))
        plaintext = Record(kind, 1, payload).encode()
        options.setdefault("seen", world.seen)
        return author_record(self.replica(chain), self.identity, plaintext, entropy=world.entropy, now=world.now, **options)

    def write(self, chain: Chain, payload: dict[str, Any], *, kind: str = "note", **options: Any) -> Received:
        """Syncs, writes, sends."""
        self.sync(chain)
        return chain.append(self.record(chain, payload, kind=kind, **options))

    def report(self, chain: Chain, payload: dict[str, Any], *, kind: str = "threat", identity: Identity | None = None) -> Received:
        self.sync(chain)
        view, who = self.replica(chain).view, identity or self.identity
        if view is None:
            raise AssertionError("the circle is not founded")
        entry = author_report(
            view, who, Record(kind, 1, payload).encode(), uid=Uid(self.world.entropy(16)), now=self.world.now, seen=self.world.seen
        )
        return chain.append(entry, key=who.ring.verify_key)

    def draft_commit(self, chain: Chain, **changes: Any) -> Authored:
        world = self.world
        return author_commit(
            self.replica(chain), self.identity, directory=world.directory, statements=world.statements, entropy=world.entropy,
            now=world.now, seen=world.seen, **changes,
        )  # fmt: skip

    def commit(self, chain: Chain, **changes: Any) -> Received:
        """Syncs, commits, sends, and takes it in."""
        self.sync(chain)
        return self.send(chain, self.draft_commit(chain, **changes))

    def send(self, chain: Chain, authored: Authored, *, lenient: bool = False) -> Received:
        self.pending[chain.circle] = authored
        received = chain.append(authored.entry, authored.welcome, lenient=lenient)
        self.sync(chain)
        return received

    def forge(self, authored: Authored, header: dict[str, Any] | None = None, **body: Any) -> Authored:
        """What a modified client makes of its own commit: fields changed, then signed like any other."""
        changed = replace(parse_commit_body(authored.entry.body), **body).encode()
        entry = sign_entry(self.identity.ring.signing_seed, replace(authored.entry.header, **(header or {})), changed)
        return replace(authored, entry=entry)

    def hostile_commit(
        self, chain: Chain, *, policy: Policy | None = None, approvals: Sequence[Approval] = (), **mls: Any
    ) -> Authored:
        """A commit by a client that checks nothing, as MLS lets it be made; ``mls`` goes to ``Group.commit``."""
        world, replica = self.world, self.replica(chain)
        group, view, head = replica.group, replica.view, replica.head
        if group is None or view is None or head is None:
            raise AssertionError("only a member commits")
        epoch = (view.generation, Epoch(view.epoch + 1))
        uid = Uid(world.entropy(16))
        place = next_place(head)
        header = header_for(chain.circle, epoch, EntryClass.COMMIT, uid, self.identity, world.now, world.seen, place)
        mls.setdefault("authenticated_data", commit_data(header))
        result = group.commit(world.entropy, **mls)
        draft = Draft(header, result, policy or view.policy, replica.current_keys, approvals=tuple(approvals))
        return finish(self.identity, draft, world.statements)

    def draft_refound(self, chain: Chain, key_packages: Sequence[bytes], **options: Any) -> Authored:
        world = self.world
        options.setdefault("suite", world.suite)
        return author_refound(
            self.replica(chain), self.identity, key_packages, directory=world.directory, statements=world.statements,
            entropy=world.entropy, now=world.now, seen=world.seen, **options,
        )  # fmt: skip

    # Reading

    def texts(self, chain: Chain) -> list[Any]:
        """The payloads' ``text`` that the party could open so far, by position."""
        from client.core.records import parse

        shown = [o for o in self.outcomes.get(chain.circle, []) if isinstance(o, Shown) and o.plaintext is not None]
        found = {o.received.position: parse(o.plaintext or b"").payload.get("text") for o in shown}
        return [found[position] for position in sorted(found)]

    def of(self, chain: Chain, *kinds: type[Any]) -> list[Any]:
        """Outcomes of these kinds."""
        return [outcome for outcome in self.outcomes.get(chain.circle, []) if isinstance(outcome, kinds)]

    def codes(self, chain: Chain) -> list[str]:
        """Codes of everything that went wrong."""
        return [outcome.code for outcome in self.of(chain, Quarantined, Halted, Blinded)]


def find_bundle(bundles: Iterable[KeyPackageBundle], welcome: bytes) -> KeyPackageBundle | None:
    """The bundle that a welcome is for."""
    refs = welcome_refs(welcome)
    return next((bundle for bundle in bundles if parse_key_package(bundle.key_package).ref in refs), None)


@dataclass
class File:
    """The usual cast: two ruling bodies, an executing one, the prosecutor's office, and a person."""

    world: World
    deciding: Authority
    implementing: Authority
    executing: Authority
    supervising: Authority
    aliya: Party
    bolat: Party
    dana: Party
    erlan: Party
    prosecutor: Party
    person: Party

    @property
    def bodies(self) -> list[Authority]:
        return [self.deciding, self.implementing, self.supervising]

    def coordination(self, *members: Party) -> Chain:
        """aliya (deciding) founds, dana (implementing) and others are in, the prosecutor reads."""
        policy = self.world.policy(CircleKind.COORDINATION, self.bodies, [self.prosecutor])
        return self.world.found(self.aliya, policy, [self.dana, *members])

    def person_circle(self, *members: Party, **options: Any) -> Chain:
        bodies = [self.deciding, self.supervising]
        policy = self.world.policy(CircleKind.PERSON, bodies, [self.prosecutor], [self.person], **options)
        return self.world.found(self.aliya, policy, members)


def protection_file(seed: int = 0, suite: int = SUITE_X25519_CHACHA) -> File:
    world = World(seed, suite)
    deciding = world.body("Deciding", BodyKind.DECIDING)
    implementing = world.body("Implementing", BodyKind.IMPLEMENTING)
    executing = world.body("Executing", BodyKind.EXECUTING)
    supervising = world.body("Supervising", BodyKind.SUPERVISING)
    return File(
        world, deciding, implementing, executing, supervising,
        aliya=world.device(deciding, "aliya"),
        bolat=world.device(deciding, "bolat"),
        dana=world.device(implementing, "dana"),
        erlan=world.device(executing, "erlan"),
        prosecutor=world.device(supervising, "prosecutor", ["prosecutor"]),
        person=world.person("person"),
    )  # fmt: skip


__all__ = ["Authority", "Chain", "File", "Forged", "Party", "World", "find_bundle", "protection_file"]
