"""T28, on the clients' side: whatever a reader's modified client writes, in 30 kinds, through a server that checks nothing, every
honest client refuses, shows none of it, and keeps roster, policy and keys as they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from client.core.records import Record
from client.core.replica import Committed, Shown, approve
from client.core.replica.groups import credential_of
from client.core.replica.late import reader_seal_record
from client.core.replica.letter import Letter
from client.core.replica.pen import header_for, next_place
from crypto.commit import CommitBody, Refound, parse_commit_body
from crypto.deadline import DeadlineMode, DeadlineOpen
from crypto.disclosure import seal_disclosure
from crypto.entry import Entry, Header, parse_entry, sign_entry
from crypto.errors import Forged
from crypto.ledger import EpochKeys, record_key_for, seal_deadline, seal_record
from crypto.mls import Group
from crypto.policy import Approval, Reporter, ReporterRole
from crypto.report import seal_report
from crypto.ring import KeyRing, person_hash
from crypto.types import ZERO32, CircleId, EntryClass, EntryHash, Epoch, Generation, Holder, Position, Uid
from tests.client.replica.world import Chain, File, Party, protection_file


@dataclass
class Desk:
    """The modified client of the prosecutor: its key ring, the reader's keys of the epoch, and all that the server has."""

    file: File
    chain: Chain

    @property
    def reader(self) -> Party:
        return self.file.prosecutor

    @property
    def seed(self) -> bytes:
        return self.reader.identity.ring.signing_seed

    @property
    def keys(self) -> EpochKeys:
        keys = self.reader.replica(self.chain).current_keys
        assert keys is not None
        # the reader puts its own secret where it has none
        return replace(keys, restricted=keys.ledger)

    def header(self, kind: EntryClass, **changes: Any) -> Header:
        replica, world = self.reader.replica(self.chain), self.file.world
        assert replica.head is not None
        place = None if kind is EntryClass.REPORT else next_place(replica.head)
        epoch = (Generation(1), Epoch(2 if kind is EntryClass.COMMIT else 1))
        made = header_for(
            self.chain.circle, epoch, kind, Uid(world.entropy(16)), self.reader.identity, world.now, world.seen, place
        )
        return replace(made, **changes)

    def record(self, payload: dict[str, Any] | None = None, kind: str = "note", seed: bytes | None = None, **changes: Any) -> Entry:
        header = self.header(EntryClass.RECORD, **changes)
        keys = replace(self.keys, generation=header.generation, epoch=header.epoch)
        body = seal_record(keys, header, Record(kind, 1, payload or {"text": "INTRUDER"}).encode(), self.file.world.entropy)
        return sign_entry(seed or self.seed, header, body)

    def report(self, ring: KeyRing | None = None, letter_ring: KeyRing | None = None, **changes: Any) -> Entry:
        ring = ring or self.reader.identity.ring
        writes = letter_ring or ring
        header = self.header(EntryClass.REPORT, **changes)
        letter = Letter(writes.verify_key, writes.reading_key, Record("threat", 1, {"text": "INTRUDER"}).encode())
        view = self.reader.replica(self.chain).view
        assert view is not None
        return sign_entry(ring.signing_seed, header, seal_report(view.intake_key, header, letter.encode()))

    def commit(self, header: dict[str, Any] | None = None, seed: bytes | None = None, **changes: Any) -> Entry:
        """The last commit's clear part with changes, and an MLS commit of a group of the reader's own."""
        device = self.reader.identity.device
        assert device is not None
        last = parse_commit_body(self.chain.received[0].entry.body)
        entropy, world = self.file.world.entropy, self.file.world
        now = world.now // 1000
        group = Group.create(
            self.chain.circle, world.suite, self.seed, credential_of(device), entropy, lifetime=(now - 60, now + 60)
        )
        values: dict[str, Any] = {
            "nonce": b"",
            "mls_commit": group.commit(entropy).message,
            "welcome_hash": ZERO32,
            "links": parse_commit_body(self.file.aliya.draft_commit(self.chain).entry.body).links,
        }
        body: CommitBody = replace(last, **{**values, **changes})
        return sign_entry(seed or self.seed, self.header(EntryClass.COMMIT, **(header or {})), body.encode())


Kind = Callable[[Desk], Entry]
DEADLINE = DeadlineOpen(bytes(16), DeadlineMode.AFTER, 60, (), (), b"")


def _policy(desk: Desk, **changes: Any) -> bytes:
    return replace(desk.reader.replica(desk.chain).history[-1].policy, **changes).encode()


def _opened(desk: Desk) -> tuple[DeadlineOpen, ...]:
    return (seal_deadline(desk.keys.ledger, desk.chain.circle, DEADLINE, b"INTRUDER", desk.file.world.entropy),)


def _disclosed(desk: Desk) -> Entry:
    entry = desk.record()
    key = record_key_for(desk.keys, entry.header)
    reading_key = desk.file.person.identity.ring.reading_key
    disclosure = seal_disclosure(key, reading_key, desk.chain.circle, EntryHash(ZERO32))
    body = seal_record(
        desk.keys, entry.header, Record("note", 1, {"text": "INTRUDER"}).encode(), desk.file.world.entropy, [disclosure]
    )
    return sign_entry(desk.seed, entry.header, body)


def _late_seal(desk: Desk) -> Entry:
    record = reader_seal_record(desk.keys, desk.reader.holder, desk.reader.identity.ring.reading_key, desk.chain.circle)
    return desk.record(dict(record.payload), record.type)


def _copied_signature(desk: Desk) -> Entry:
    entry = desk.record(author=desk.file.aliya.holder)
    return parse_entry(entry.encode()[:-64] + desk.chain.received[1].entry.signature)


def _copied_body(desk: Desk) -> Entry:
    return sign_entry(desk.seed, desk.header(EntryClass.RECORD), desk.chain.received[1].entry.body)


def _external_commit(desk: Desk) -> Entry:
    """With a group info that a colluding member gave."""
    group = desk.file.aliya.replica(desk.chain).group
    device = desk.reader.identity.device
    assert group is not None
    assert device is not None
    _, message = Group.external_join(group.group_info(), desk.seed, credential_of(device), desk.file.world.entropy, validate=None)
    return desk.commit(mls_commit=message, roster=(*desk.chain.roster, desk.reader.hash))


def _refound(desk: Desk, approved: bool) -> Entry:
    approvals: tuple[Approval, ...] = ()
    if approved:
        roster = desk.chain.roster
        approvals = (approve(desk.reader.replica(desk.chain), desk.reader.identity, roster, refound=True),)
    header = {"generation": Generation(2)}
    return desk.commit(header, refound=Refound(Position(0), Position(0)), approvals=approvals)


def _new_reporter(desk: Desk) -> bytes:
    me = person_hash(desk.reader.identity.ring.verify_key)
    return _policy(desk, reporters=(Reporter(me, ReporterRole.PERSON),))


KINDS: dict[str, Kind] = {
    "a record": lambda d: d.record(),
    "a restricted record": lambda d: d.record(restricted=True),
    "a decision": lambda d: d.record({"measure": "none"}, "decision"),
    "a record that opens a deadline": lambda d: d.record(opens=_opened(d)),
    "a record that settles a deadline": lambda d: d.record(settles=(bytes(16),)),
    "a record that discloses": _disclosed,
    "a record that gives seals": _late_seal,
    "a record as an officer": lambda d: d.record(author=d.file.aliya.holder),
    "a record with an officer's signature": _copied_signature,
    "an officer's body under its own header": _copied_body,
    "a record as its body": lambda d: d.record(author=Holder(d.file.supervising.hash)),
    "a record as a person": lambda d: d.record(author=person_hash(d.reader.identity.ring.verify_key)),
    "a record as nobody": lambda d: d.record(author=Holder(bytes(32))),
    "a record of the next epoch": lambda d: d.record(epoch=Epoch(2)),
    "a record of the next generation": lambda d: d.record(generation=Generation(2)),
    "a record from the future": lambda d: d.record(seen_size=1 << 40),
    "a report": lambda d: d.report(),
    "a report as a person of its own": lambda d: d.report(author=person_hash(d.reader.identity.ring.verify_key)),
    "a report as the person": lambda d: d.report(author=d.file.person.holder),
    "a report as the person, with the person's key in it": lambda d: d.report(
        letter_ring=d.file.person.identity.ring, author=d.file.person.holder
    ),
    "a report with a fresh key": lambda d: d.report(
        ring := KeyRing(bytes(31) + b"\1", bytes(31) + b"\2"), author=person_hash(ring.verify_key)
    ),
    "a report as an officer": lambda d: d.report(author=d.file.aliya.holder),
    "a commit": lambda d: d.commit(),
    "a commit as an officer": lambda d: d.commit({"author": d.file.aliya.holder}),
    "a commit that adds itself": lambda d: d.commit(roster=(*d.chain.roster, d.reader.hash)),
    "a commit that removes an officer": lambda d: d.commit(roster=d.chain.roster[:1]),
    "a commit that leaves out all readers": lambda d: d.commit(policy=_policy(d, readers=()), seals=()),
    "a commit that makes it a reporter": lambda d: d.commit(policy=_new_reporter(d)),
    "an officer's MLS commit in its own entry": lambda d: d.commit(
        mls_commit=parse_commit_body(d.file.aliya.draft_commit(d.chain).entry.body).mls_commit
    ),
    "a second genesis": lambda d: d.commit(nonce=bytes(32)),
    "an external commit": _external_commit,
    "a refound": lambda d: _refound(d, False),
    "a refound with its own approval": lambda d: _refound(d, True),
    "an entry of another circle": lambda d: d.record(circle=CircleId(bytes(32))),
}


def test_there_are_thirty_kinds() -> None:
    assert len(KINDS) >= 30


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_a_reader_writes_is_refused_by_every_client(kind: str) -> None:
    file = protection_file()
    chain = file.person_circle(file.bolat)
    file.aliya.write(chain, {"text": "true"}, disclose_to=[file.person.identity.ring.reading_key])
    honest = [file.aliya, file.bolat, file.person, file.prosecutor]
    for party in honest:
        party.sync(chain)
    before = {party.name: _state(party, chain) for party in honest}
    entry = KINDS[kind](Desk(file, chain))
    received = chain.append(entry, lenient=True)
    for party in honest:
        replica, context = party.replica(chain), party.context(chain)
        if kind == "an entry of another circle" or (kind == "a record of the next epoch" and party is file.person):
            # what an honest server would never place is the server's fault: loud, and no state at all
            with pytest.raises(Forged):
                replica.apply(received, context)
            continue
        step = replica.apply(received, context)
        assert [o for o in step.outcomes if isinstance(o, Shown | Committed)] == []
        assert step.outcomes
        party.replicas[chain.circle] = step.replica
        assert _state(party, chain) == before[party.name]
        assert party.texts(chain) == ["true"]


def _state(party: Party, chain: Chain) -> object:
    replica = party.replica(chain)
    group = None if replica.group is None else replica.group.encode()
    return replica.view, dict(replica.keys), group, replica.history, replica.uids, replica.disclosed, replica.left


def test_the_same_through_an_officers_hand_would_be_shown() -> None:
    """The control: the refusals above come from the author, not from how the entries are made."""
    file = protection_file()
    chain = file.person_circle(file.bolat)
    file.aliya.write(chain, {"text": "true"})
    for party in (file.aliya, file.bolat, file.prosecutor):
        party.sync(chain)
    desk = Desk(file, chain)
    entry = desk.record(seed=file.aliya.identity.ring.signing_seed, author=file.aliya.holder)
    received = chain.append(entry, lenient=True)
    [outcome] = file.bolat.replica(chain).apply(received, file.bolat.context(chain)).outcomes
    assert isinstance(outcome, Shown)
