"""One frame judged: from a state and a verified frame to the next state and what follows from it. No I/O but reading the store.

    checkpoint and consistency   logview.accept              Forged: nothing changes
    each item's inclusion        logview.check_leaf          Forged: nothing changes
    certificate, list, statement Directory, Statements       refused ones are noted and left out
    entry                        Replica.apply or .replay    Forged gap/fork: nothing changes

``Joining`` is what had to be fetched first, where an entry brings this holder into a circle: its whole past, and the welcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from client.core.frames import (
    AlarmItem,
    CertificateItem,
    Cursor,
    EntryItem,
    Frame,
    Leaf,
    Notice,
    RevocationItem,
    StatementItem,
)
from client.core.logview import LogView
from client.core.replica import Authored, Committed, Context, Identity, Mode, Outcome, Quarantined, Received, Replica, Shown, Step
from client.core.state import State
from crypto.alarm import parse_alarm
from crypto.commit import CommitBody, parse_commit_body
from crypto.entry import Entry, EntryClass, parse_entry
from crypto.errors import Forged, Malformed, QorganError
from crypto.frozen import dataclass
from crypto.mls import KeyPackageBundle
from crypto.trust import Directory, ReadingKeyStatement, Statements
from crypto.types import CircleId, Millis


@dataclass(frozen=True)
class Known:
    """What staging may ask the store: entries held, own uids, key packages, pending commits."""

    entry_hash: Callable[[CircleId, int], bytes | None]
    sealed: Callable[[CircleId, Step], Sequence[Received]]
    uid: Callable[[bytes], bool]
    bundles: Callable[[bytes], KeyPackageBundle | None]
    pending: Callable[[CircleId, Sequence[bytes]], Authored | None]


@dataclass(frozen=True)
class Parsed:
    """An entry item with its entry; its proof is for the checkpoint of ``size`` leaves."""

    item: EntryItem
    entry: Entry
    size: int

    def received(self, welcome: bytes | None = None) -> Received:
        return Received(self.entry, self.item.position, self.item.accepted_at, self.item.index, welcome)


@dataclass(frozen=True)
class Joining:
    """How this holder is brought into a circle, and the entries that it lacks before those of the frame."""

    mode: Mode
    past: tuple[Parsed, ...]


@dataclass(frozen=True)
class Staged:
    """The next state and its rows. ``reopened``: outcomes of entries that were held sealed before; ``notes``: sizes and signed
    checkpoints that the proofs of ``entries`` are for."""

    state: State
    leaves: tuple[tuple[Leaf, str | None], ...] = ()
    alarms: tuple[AlarmItem, ...] = ()
    entries: tuple[Parsed, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    reopened: tuple[Outcome, ...] = ()
    notices: tuple[Notice, ...] = ()
    touched: frozenset[CircleId] = frozenset()
    notes: tuple[tuple[int, str], ...] = ()

    @property
    def obliges(self) -> bool:
        """Whether this may oblige the client to send something: an alarm, a revocation, a commit, a halt."""
        if self.alarms or self.leaves:
            return True
        return any(not isinstance(outcome, Shown | Quarantined) for outcome in self.outcomes)

    @property
    def refetchable(self) -> bool:
        """Whether a client that forgot this would come to the same by fetching it again: nothing but records and reports that show,
        of authors who are who they say. A commit is not, whose message key or key package is used up with it."""
        return not self.obliges and all(isinstance(one, Shown) and "clone" not in one.flags for one in self.outcomes)


@dataclass(frozen=True)
class Judge:
    """Who judges, by which clock (``live``: the frame brings what has just been accepted), with what was fetched before.
    ``welcomes`` by circle and position. ``later``: circles of which this frame's entries are of no use yet."""

    identity: Identity
    known: Known
    now: Millis
    live: bool
    joining: Mapping[CircleId, Joining] = field(default_factory=dict)
    welcomes: Mapping[tuple[CircleId, int], bytes] = field(default_factory=dict)
    later: frozenset[CircleId] = frozenset()
    notes: tuple[tuple[int, str], ...] = ()

    def context(self, state: State, circle: CircleId, found: Sequence[Parsed]) -> Context:
        """``found``: the entries to be judged."""
        headers = [parsed.entry.header for parsed in found]
        commits = [header for header in headers if header.entry_class is EntryClass.COMMIT]
        return Context(
            identity=self.identity,
            directory=state.directory,
            statements=state.statements,
            bundles=self.known.bundles,
            pending=self.known.pending(circle, [header.uid for header in commits if header.author == self.identity.holder]),
            now=self.now if self.live else None,
            known_uid=self.known.uid if self.identity.device is not None else None,
        )


def check_frame(state: State, frame: Frame, log: LogView) -> tuple[Parsed, ...]:
    """The frame's entries, once every item is shown to be in ``log`` and the cursor to move only forward.

    Raises ``Malformed`` and ``Forged``; for an honest server neither ever happens.
    """
    if frame.cursor is not None:
        _check_cursor(state.cursor, frame, log)
    parsed: list[Parsed] = []
    for item in frame.items:
        entry = _parse(item) if isinstance(item, EntryItem) else None
        log.check_leaf(item, entry)
        if isinstance(item, EntryItem) and entry is not None:
            parsed.append(Parsed(item, entry, log.size))
    return tuple(parsed)


def _parse(item: EntryItem) -> Entry:
    entry = parse_entry(item.entry)
    header = entry.header
    if header.circle != item.circle or header.position not in {None, item.position}:
        raise Forged("an entry was delivered for another circle or place than its author signed", "mis-addressed")
    return entry


def _check_cursor(cursor: Cursor, frame: Frame, log: LogView) -> None:
    new = frame.cursor
    if new is None or new.index > log.size or new.index < cursor.index or new.notice < cursor.notice:
        raise Forged("the server's cursor goes back, or beyond its log", "bad-cursor")
    if any(not cursor.index <= item.index < new.index for item in frame.items):
        raise Forged("the server delivers items outside its own cursor", "reordered")
    if any(not cursor.notice < notice.seq <= new.notice for notice in frame.notices):
        raise Forged("the server delivers a notice again, or out of order", "reordered")
    if not frame.more and new.index != log.size:
        raise Forged("the server says that all is delivered, and its log is larger", "withheld")


def stage_frame(state: State, frame: Frame, log: LogView, entries: Sequence[Parsed], judge: Judge) -> Staged:
    """``log`` and ``entries`` are what ``accept`` and ``check_frame`` gave. Raises ``Forged`` with nothing changed."""
    leaves, directory, statements = _stage_leaves(state, frame)
    refused = {item.index for item, code in leaves if code is not None}
    cursor = state.cursor if frame.cursor is None else frame.cursor
    staged = Staged(
        State(directory, statements, log, cursor, state.replicas),
        leaves=leaves,
        alarms=tuple(item for item in frame.items if isinstance(item, AlarmItem) and item.index not in refused),
        notices=frame.notices,
        notes=((log.size, log.note), *judge.notes),
    )
    by_circle: dict[CircleId, list[Parsed]] = {}
    for parsed in entries:
        by_circle.setdefault(parsed.item.circle, []).append(parsed)
    for circle, found in by_circle.items():
        if circle not in judge.later:
            staged = _stage_circle(staged, circle, found, judge)
    return staged


def _stage_leaves(state: State, frame: Frame) -> tuple[tuple[tuple[Leaf, str | None], ...], Directory, Statements]:
    """A leaf that fails its own rules is kept with the reason, and counts for nothing: the log is not the judge of it."""
    directory, statements = state.directory, state.statements
    leaves: list[tuple[Leaf, str | None]] = []
    for item in frame.items:
        refused: str | None = None
        try:
            if isinstance(item, CertificateItem):
                directory = directory.with_certificate(item.data, item.index)
            elif isinstance(item, RevocationItem):
                directory = directory.with_crl(item.data, item.index)
            elif isinstance(item, StatementItem):
                statements = statements.with_statement(ReadingKeyStatement.decode(item.data), item.index, directory)
            elif isinstance(item, AlarmItem):
                _check_alarm(item, directory)
        except QorganError as error:
            refused = error.code
        if refused is not None or not isinstance(item, EntryItem | AlarmItem):
            leaves.append((item, refused))
    return tuple(leaves), directory, statements


def _check_alarm(item: AlarmItem, directory: Directory) -> None:
    """The server cannot make an alarm: it is signed by a device whose certificate stands in the log before it."""
    alarm = parse_alarm(item.data)
    alarm.verify(directory.certified(alarm.author, item.index).verify_key)


def _stage_circle(staged: Staged, circle: CircleId, found: Sequence[Parsed], judge: Judge) -> Staged:
    state, context = staged.state, judge.context(staged.state, circle, found)
    joining, replica = judge.joining.get(circle), state.replicas.get(circle)
    if replica is None:
        replica = Replica.empty(circle, first_mode(judge.identity, found) if joining is None else joining.mode)
    if joining is not None:
        added = [*joining.past, *found]
        steps = [replica.replay([_received(parsed, judge) for parsed in added], context)]
        replica = steps[-1].replica
    else:
        added, steps = [], []
        for parsed in found:
            if _is_held(replica, parsed, judge.known, added):
                continue
            step = replica.apply(_received(parsed, judge), context)
            replica = step.replica
            steps.append(step)
            added.append(parsed)
    if not added:
        return staged
    outcomes = tuple(outcome for step in steps for outcome in step.outcomes)
    reopened = tuple(_reopen(replica, steps, context, judge.known))
    return replace(
        staged,
        state=replace(state, replicas={**state.replicas, circle: replica}),
        entries=(*staged.entries, *added),
        outcomes=(*staged.outcomes, *outcomes),
        reopened=(*staged.reopened, *reopened),
        touched=staged.touched | {circle},
    )


def _received(parsed: Parsed, judge: Judge) -> Received:
    return parsed.received(judge.welcomes.get((parsed.item.circle, parsed.item.position)))


def _is_held(replica: Replica, parsed: Parsed, known: Known, added: Sequence[Parsed]) -> bool:
    """Whether this very entry is held already. Raises ``Forged`` (``fork``) where another one is, at its position."""
    if parsed.item.position > replica.head_position:
        return False
    held = next((bytes(p.entry.hash) for p in added if p.item.position == parsed.item.position), None)
    held = held or known.entry_hash(parsed.item.circle, parsed.item.position)
    if held is None and replica.mode is Mode.REPORTER:
        raise Forged("the server delivers an entry after later ones of its circle", "reordered")
    if held != parsed.entry.hash:
        raise Forged("the server shows another entry at a position that was shown before", "fork")
    return True


def _reopen(replica: Replica, steps: Sequence[Step], context: Context, known: Known) -> Iterable[Outcome]:
    """What is held sealed, in the store or earlier in this very frame, and opens by what a step brought."""
    fresh: list[Received] = []
    for step in steps:
        if step.gained or step.openable:
            for received in (*known.sealed(replica.circle, step), *(each for each in fresh if _opens_by(step, each))):
                yield replica.reopen(received, context)
        fresh += [each.received for each in step.outcomes if isinstance(each, Shown) and each.plaintext is None]


def _opens_by(step: Step, received: Received) -> bool:
    header = received.entry.header
    return (header.generation, header.epoch) in step.gained or received.entry.hash in step.openable


def rewritten_by(before: State, staged: Staged) -> Iterator[tuple[CircleId, int]]:
    """Circles and positions that were held ``before`` and are judged otherwise now."""
    for outcome in (*staged.outcomes, *staged.reopened):
        circle, position = outcome.received.entry.header.circle, outcome.received.position
        held = before.replicas.get(circle)
        head = -1 if held is None else held.head_position
        if position <= head:
            yield circle, position
        if isinstance(outcome, Committed):
            yield from ((circle, each) for each in outcome.superseded if each <= head)


def commit_of(entry: Entry) -> CommitBody | None:
    """The parsed body of a commit; None for other classes and where it does not parse (the replica says so)."""
    if entry.header.entry_class is not EntryClass.COMMIT:
        return None
    try:
        return parse_commit_body(entry.body)
    except Malformed:
        return None


def mode_in(identity: Identity, body: CommitBody) -> Mode:
    """How this holder takes part by the clear roster and policy of a commit."""
    if identity.device is not None and identity.holder in body.roster:
        return Mode.MEMBER
    try:
        readers = body.parsed_policy().readers
    except Malformed:
        return Mode.REPORTER
    return Mode.READER if identity.device is not None and identity.holder in readers else Mode.REPORTER


def first_mode(identity: Identity, found: Sequence[Parsed]) -> Mode:
    body = commit_of(found[0].entry)
    return Mode.REPORTER if body is None else mode_in(identity, body)
