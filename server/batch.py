"""One batch: what was handed in is held against the rules in order, each on the state that those before it leave, and becomes rows.

It runs inside the transaction. It changes nothing in memory but the tree, which the appender cuts back
if the transaction fails; everything else is kept here until the appender takes it over.
"""

from __future__ import annotations

from asyncio import Future
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection

from crypto.chain import CHAIN_START, chain_hash
from crypto.commit import CommitBody, parse_commit_body
from crypto.deadline import DeadlineMode
from crypto.entropy import Entropy
from crypto.entry import Entry, parse_entry, parse_record_body
from crypto.errors import QorganError, Refused
from crypto.log import LeafKind, clear_leaf, entry_leaf, other_leaf
from crypto.primitives import sha256
from crypto.trust import Directory, ReadingKeyStatement, Statements
from crypto.types import ChainHash, EntryClass, LogIndex, Millis, Position
from server import rules, timers
from server.access import Circle, Grant, Role
from server.limits import Limits
from server.memory import Memory
from server.problems import Problem, login_needed, not_found
from server.sessions import Session
from server.storage import writing


class Accepted(NamedTuple):
    """The answer to an append. ``again``: it was there before."""

    position: int
    accepted_at: int
    log_index: int
    salt: bytes
    chain: bytes
    again: bool


@dataclass(slots=True, eq=False)
class Append:
    """An entry handed in; its author is the session's holder."""

    entry: Entry
    data: bytes
    welcome: bytes
    session: Session
    outcome: Future[Accepted]


@dataclass(slots=True, eq=False)
class Publish:
    """A certificate, revocation list, statement or alarm handed in. ``circle`` and ``author`` are those of an alarm."""

    kind: LeafKind
    data: bytes
    outcome: Future[int]
    circle: bytes | None = None
    author: bytes = b""


class EntryEvent(NamedTuple):
    """An accepted entry, for those who are connected. ``gone``: whom it removed, who still see it."""

    log_index: int
    circle: Circle
    position: int
    entry_class: EntryClass
    author: bytes
    disclosed_to: tuple[bytes, ...]
    gone: tuple[bytes, ...]
    accepted_at: int
    salt: bytes
    data: bytes


class DocumentEvent(NamedTuple):
    log_index: int
    kind: LeafKind
    circle: Circle | None
    accepted_at: int
    salt: bytes
    data: bytes


Event = EntryEvent | DocumentEvent
Name = tuple[bytes, bytes, bytes]


@dataclass
class Batch:
    """See the module."""

    memory: Memory
    connection: Connection
    accepted_at: Millis
    entropy: Entropy
    limits: Limits
    directory: Directory
    statements: Statements
    circles: dict[bytes, Circle] = field(default_factory=dict)
    grants: list[tuple[bytes, bytes, Grant]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    rows: writing.Rows = field(default_factory=writing.Rows)
    uids: dict[Name, writing.Stored] = field(default_factory=dict)
    _published: dict[tuple[int, bytes], int] = field(default_factory=dict)
    _timers: set[tuple[bytes, bytes]] = field(default_factory=set)

    @property
    def index(self) -> LogIndex:
        """Of the next leaf."""
        return LogIndex(self.memory.tree.size)

    # Entries

    def append(self, item: Append) -> Accepted:
        """Accepts one entry, or raises ``Problem`` or ``QorganError`` and leaves the batch as it was."""
        header = item.entry.header
        self._check_author(item.session)
        known = self.uids.get((header.circle, header.author, header.uid))
        if known is not None:
            return _again(known, item.entry)
        circle = self._circle(header.circle)
        if header.entry_class is EntryClass.COMMIT:
            return self._commit(item, circle)
        if circle is None:
            raise not_found()
        rules.check_writer(circle, header, circle.id in item.session.grants)
        rules.check_place(circle, header)
        if header.entry_class is EntryClass.REPORT:
            return self._report(item, circle)
        return self._record(item, circle)

    def _check_author(self, session: Session) -> None:
        if session.closed:
            raise login_needed()
        device = session.device
        if device is None:
            return
        in_date = device.not_before <= self.accepted_at <= device.not_after
        if not in_date or self.directory.is_revoked(device.hash, self.index):
            raise Refused("the author's certificate is revoked or out of date", "revoked")

    def _circle(self, identity: bytes) -> Circle | None:
        return self.circles.get(identity) or self.memory.circles.get(identity)

    def _record(self, item: Append, circle: Circle) -> Accepted:
        header = item.entry.header
        disclosures = parse_record_body(item.entry.body).disclosures
        keys = tuple({disclosure.key_hash for disclosure in disclosures})
        opened = [
            (d.id, timers.due_at(d.mode, d.value, self.accepted_at), timers.Steps(d.notify, d.escalations)) for d in header.opens
        ]
        self._check_timers(circle, [identity for identity, _, _ in opened])
        for identity, due, steps in opened:
            self._open(circle, identity, due, steps)
        index = self.index
        accepted = self._place(item, circle, None, keys, ())
        self.rows.disclosures += [{"key_hash": key, "log_index": index} for key in keys]
        for disclosure in disclosures:
            earlier = None if disclosure.is_own else self._entry_index(circle, disclosure.entry_hash)
            if earlier is not None:
                self.rows.disclosures.append({"key_hash": disclosure.key_hash, "log_index": earlier})
        self.rows.settled += [
            {"b_circle": circle.id, "b_id": identity, "b_at": self.accepted_at, "b_index": index} for identity in header.settles
        ]
        return accepted

    def _entry_index(self, circle: Circle, entry_hash: bytes) -> int | None:
        """Where the entry that a disclosure names stands: whoever may open it is given it too."""
        here = [row.log_index for row in self.rows.entries if (row.circle, row.hash) == (circle.id, entry_hash)]
        return here[0] if here else writing.entry_index(self.connection, circle.id, entry_hash)

    def _report(self, item: Append, circle: Circle) -> Accepted:
        author = item.entry.header.author
        if rules.single_use(circle, author) and self._has_written(circle.id, author):
            raise Problem(403, "invitation-used", "An invitation writes one report only")
        for template in circle.policy.report_deadlines:
            due = timers.due_at(DeadlineMode.AFTER, template.after_seconds, self.accepted_at)
            self._open(circle, template.opened_by(item.entry.hash), due, timers.Steps(template.notify, template.escalations))
        accepted = self._place(item, circle, None, (), ())
        if author not in circle.roles() and circle.id not in item.session.grants:
            self._grant(author, circle.id, Grant(Role.CORRESPONDENT))
        return accepted

    def _has_written(self, circle: bytes, author: bytes) -> bool:
        here = any(row.circle == circle and row.author == author for row in self.rows.entries)
        return here or writing.has_written(self.connection, circle, author)

    def _commit(self, item: Append, circle: Circle | None) -> Accepted:
        header, body = item.entry.header, parse_commit_body(item.entry.body)
        rules.check_welcome(body, item.welcome)
        if circle is None:
            self._check_founder(item, body)
        else:
            self._check_commit(item, circle, body)
        position = Position(0) if circle is None else Position(circle.position + 1)
        before = {} if circle is None else circle.roles()
        after = rules.after_commit(item.entry, body, position, circle.chain if circle else CHAIN_START, self.index)
        gone = tuple(holder for holder in before if holder not in after.roles())
        index = self.index
        accepted = self._place(item, circle, after, (), gone)
        for holder in gone:
            self._grant(holder, header.circle, Grant(before[holder], index))
        for holder, role in after.roles().items():
            if before.get(holder) != role:
                self._grant(holder, header.circle, Grant(role))
        self._welcome(item, after, body, before)
        return accepted

    def _check_founder(self, item: Append, body: CommitBody) -> None:
        header = item.entry.header
        rules.check_genesis(header, body)
        if item.session.device is None:
            raise not_found()
        here = sum(row.position == 0 and row.author == header.author for row in self.rows.entries)
        if here + writing.founded_by(self.connection, header.author) >= self.limits.circles:
            raise Problem(429, "quota", "This device has founded too many circles")

    def _check_commit(self, item: Append, circle: Circle, body: CommitBody) -> None:
        header, good = item.entry.header, None
        if body.refound is not None:
            stored = self._stored_commit(circle, body.refound.last_good)
            good = rules.good_commit(parse_entry(stored)) if stored else None
        if good is None or header.author in circle.roster:
            rules.check_writer(circle, header, circle.id in item.session.grants)
        else:
            rules.check_refounder(good, header, body, self.directory)
        rules.check_place(circle, header)
        rules.check_commit(circle, header, body, good)

    def _stored_commit(self, circle: Circle, position: int) -> bytes | None:
        here = [
            row.data
            for row in self.rows.entries
            if row.circle == circle.id and row.entry_class == EntryClass.COMMIT and row.position <= position
        ]
        return here[-1] if here else writing.commit_at(self.connection, circle.id, position)

    def _welcome(self, item: Append, after: Circle, body: CommitBody, before: dict[bytes, Role]) -> None:
        """Released only now that the commit is accepted; to whom it adds, or to all where a new group starts."""
        if not item.welcome:
            return
        self.rows.welcomes.append({"circle": after.id, "position": after.position, "data": item.welcome})
        for holder in after.roster - {item.entry.header.author}:
            if body.refound is not None or before.get(holder) is not Role.MEMBER:
                self.rows.welcomed.append({"circle": after.id, "holder": holder, "position": after.position})

    def _place(
        self, item: Append, circle: Circle | None, after: Circle | None, keys: tuple[bytes, ...], gone: tuple[bytes, ...]
    ) -> Accepted:
        """Gives an entry its position, leaf and rows. ``after``: the circle as a commit leaves it."""
        entry, header, index, at = item.entry, item.entry.header, self.index, self.accepted_at
        position = Position(0 if circle is None else circle.position + 1)
        chain = chain_hash(CHAIN_START if circle is None else circle.chain, position, entry.hash)
        salt = self.entropy(16)
        self._leaf(LeafKind.ENTRY, entry_leaf(salt, header.circle, position, entry.hash, at))
        moved = _moved(after or circle, position, chain)
        self.circles[header.circle] = moved
        kind = int(header.entry_class)
        self.rows.entries.append(
            writing.EntryRow(
                index, header.circle, position, kind, header.author, header.uid, at, entry.hash, chain, salt, item.data
            )
        )
        self.uids[(header.circle, header.author, header.uid)] = writing.Stored(index, position, at, entry.hash, chain, salt)
        self.events.append(EntryEvent(index, moved, position, header.entry_class, header.author, keys, gone, at, salt, item.data))
        return Accepted(position, at, index, salt, chain, False)

    def finish(self) -> writing.Rows:
        """All rows, those of the circles with the heads that the batch leaves them."""
        founders = {row.circle: row for row in self.rows.entries if row.position == 0}
        for c in self.circles.values():
            first = founders.get(c.id)
            if first is None:
                self.rows.moved.append(writing.MovedRow(c.position, c.chain, c.generation, c.epoch, c.commit_index, c.id))
            else:
                row = (c.id, first.author, c.position, c.chain, c.generation, c.epoch, c.commit_index, first.accepted_at)
                self.rows.founded.append(writing.FoundedRow(*row))
        return self.rows

    def _leaf(self, kind: LeafKind, hashed: bytes) -> None:
        index = self.memory.tree.append(hashed)
        self.rows.leaves.append(writing.LeafRow(index, int(kind), hashed))

    def _grant(self, holder: bytes, circle: bytes, grant: Grant) -> None:
        self.grants.append((holder, circle, grant))
        self.rows.grants.append({"holder": holder, "circle": circle, "role": int(grant.role), "until": grant.until})

    # Deadlines

    def _check_timers(self, circle: Circle, ids: list[bytes]) -> None:
        if not ids:
            return
        here = any((circle.id, identity) in self._timers for identity in ids)
        if here or writing.known_deadlines(self.connection, circle.id, ids):
            raise Problem(422, "deadline", "The circle has had a deadline with this id already")

    def _open(self, circle: Circle, identity: bytes, due: Millis, steps: timers.Steps) -> None:
        self._timers.add((circle.id, identity))
        row = {"circle": circle.id, "id": identity, "opened_index": self.index, "due_at": due, "next_at": due}
        self.rows.deadlines.append(row | {"step": 0, "steps": steps.encode(), "lease_until": 0})

    # Documents

    def publish(self, item: Publish) -> int:
        """The index of a certificate, revocation list, statement or alarm: of the same bytes before, or new."""
        name = (int(item.kind), sha256(item.data))
        known = self._published.get(name)
        if known is None:
            known = writing.document_index(self.connection, *name)
        if known is not None:
            return known
        circle = self._accept(item)
        index, clear = self.index, item.kind in {LeafKind.CERTIFICATE, LeafKind.REVOCATION}
        salt = b"" if clear else self.entropy(16)
        leaf = clear_leaf(item.kind, item.data) if clear else other_leaf(item.kind, salt, item.data, self.accepted_at)
        self._leaf(item.kind, leaf)
        row = {"log_index": index, "kind": name[0], "digest": name[1], "circle": item.circle, "data": item.data}
        self.rows.documents.append(row | {"accepted_at": self.accepted_at, "salt": salt})
        self._published[name] = index
        self.events.append(DocumentEvent(index, item.kind, circle, self.accepted_at, salt, item.data))
        return index

    def _accept(self, item: Publish) -> Circle | None:
        """Holds a document against the directory, which grows. An alarm's circle is returned."""
        if item.kind is LeafKind.CERTIFICATE:
            self.directory = self.directory.with_certificate(item.data, self.index)
        elif item.kind is LeafKind.REVOCATION:
            self.directory = self.directory.with_crl(item.data, self.index)
        elif item.kind is LeafKind.STATEMENT:
            statement = ReadingKeyStatement.decode(item.data)
            self.statements = self.statements.with_statement(statement, self.index, self.directory)
        else:
            circle = self._circle(item.circle or b"")
            if circle is None or item.author not in circle.roster | circle.readers:
                raise not_found()
            return circle
        return None


def _moved(circle: Circle | None, position: Position, chain: ChainHash) -> Circle:
    if circle is None:
        raise not_found()
    return circle.moved(position, chain)


def _again(known: writing.Stored, entry: Entry) -> Accepted:
    if known.hash != entry.hash:
        raise Problem(409, "duplicate-uid", "The author has used this uid for another entry", position=known.position)
    return Accepted(known.position, known.accepted_at, known.log_index, known.salt, known.chain, True)


Outcome = Accepted | int | Problem | QorganError
