"""``Casework``: the files that a client has a part in, and what the law says of a record before it is sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from client.app.casework.deadlines import Addressees, openings, settlements
from client.app.casework.entries import BODIES, entry_of, officer, place_of, shown_hashes
from client.core.drafts import DeadlineDraft
from client.core.values import CircleInfo, ShownEntry
from client.law.act import Act, Author, Entry, Place
from client.law.answer import MET, Answer, NotMet, say
from client.law.catalogue import envelope, parse, type_of
from client.law.file import EMPTY_FILE, File, Sight
from client.law.finding import Finding
from client.law.fold import Permission, apply, draft, findings, fold, permitted, verdicts
from client.law.law72.a28_liability import object_of
from client.law.payload import NotOfTheForm
from client.law.records.files import FileOpened
from client.law.records.tasks import TaskOpened
from client.law.tables.access import SEALED_TO_OFFICIALS
from client.law.words import BodyRole, Circle, Writer
from crypto.errors import Refused, Usage
from crypto.policy import ReporterRole
from crypto.types import CircleId
from frozen import dataclass

if TYPE_CHECKING:
    from client.core.channel import Channel

T = TypeVar("T")
_REPORTERS = {
    ReporterRole.PERSON: Writer.PERSON,
    ReporterRole.REPRESENTATIVE: Writer.REPRESENTATIVE,
    ReporterRole.INVITATION: Writer.INVITATION,
}


class Unlawful(Refused):
    """A record that the law does not allow, refused before it is sealed. ``answers``: each broken rule, why, and what would mend
    it, so that nobody learns one after the other; the error's code is the first rule's id."""

    def __init__(self, *answers: NotMet) -> None:
        super().__init__("; ".join(map(str, answers)), answers[0].rule)
        self.answers = answers

    @property
    def answer(self) -> NotMet:
        return self.answers[0]


@dataclass(frozen=True)
class Case:
    """One file as this client sees it. ``circles``: those of its circles that this client holds, with what each is. A circle that
    belongs to no file (an executing body's task, seen by that body) is a case of its own, named by the circle."""

    id: str
    pseudonym: str
    statement: str
    circles: Mapping[CircleId, Place]
    file: File = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)

    def at(self, kind: Circle, body: BodyRole | None = None) -> tuple[CircleId, ...]:
        """Its circles of that kind, of that body where one is named."""
        return tuple(id for id, place in self.circles.items() if place.kind is kind and (body is None or place.body is body))


@dataclass(frozen=True)
class Prepared:
    """What goes with a record: the deadlines that it opens and settles, and what the law could not decide about it."""

    opens: tuple[DeadlineDraft, ...]
    settles: tuple[bytes, ...]
    answer: Answer


class Casework:
    def __init__(self, channel: Channel, clock: Callable[[], int]) -> None:
        self._channel = channel
        self._clock = clock
        self._folded: dict[str, tuple[Sight, tuple[str, ...], File]] = {}
        self._read: tuple[object, tuple[Case, ...]] = (None, ())

    # --- reading

    def cases(self) -> tuple[Case, ...]:
        """All of them, in the order in which they began; files before circles of no file."""
        infos = self._channel.circles()
        held = (self._channel.checkpoint.size, tuple((info.id, info.head) for info in infos))
        if self._read[0] != held:
            self._read = (held, self._put_together(infos))
        return self._read[1]

    def _put_together(self, infos: Sequence[CircleInfo]) -> tuple[Case, ...]:
        shown = {info.id: (place_of(info), self._channel.entries(info.id)) for info in infos}
        entries = {id: tuple(entry_of(each, place) for each in found) for id, (place, found) in shown.items()}
        grouped = self._files(entries)
        used = {circle for circles, *_names in grouped.values() for circle in circles}
        cases = [self._case(id, *found, shown, entries) for id, found in grouped.items()]
        loose = [circle for circle, (place, _found) in shown.items() if circle not in used and place.kind is not Circle.FRONT_DESK]
        return (*cases, *self._loose(loose, shown, entries))

    def case(self, id: str) -> Case:
        """By its id, or its circle's. Raises ``Usage``."""
        found = next((each for each in self.cases() if each.id == id), None)
        if found is None:
            raise Usage("there is no such file here", "no-such-file")
        return found

    def of_circle(self, circle: CircleId) -> Case | None:
        """The file that a circle belongs to; None for a front desk, which is outside any."""
        return next((each for each in self.cases() if circle in each.circles), None)

    def findings(self, case: Case, now: int) -> tuple[Finding, ...]:
        return findings(case.file, now)

    def permitted(self, case: Case, now: int) -> tuple[Permission, ...]:
        """What this client's holder may do in a file now, and why not."""
        return permitted(case.file, self.author(next(iter(case.circles))), now)

    def author(self, circle: CircleId) -> Author:
        """Who this client writes as in a circle. A person is there as the policy names them."""
        channel = self._channel
        if channel.device is not None:
            return officer(channel.device)
        own, view = channel.identity.holder, channel.circle(circle).view
        roles = [] if view is None else [each.role for each in view.policy.reporters if each.hash == own]
        return Author(_REPORTERS[roles[0]] if roles else Writer.ANYONE, bytes(own).hex())

    # --- before writing

    def allow(self, case: Case, kind: Circle, value: object, *, restricted: bool = False) -> None:
        """Raises ``Unlawful`` where a rule forbids the record in a circle of that kind, which is still to be founded."""
        author = self.author(next(iter(case.circles)))
        now = int(self._clock())
        _lawful(case.file, draft(case.file, value, author, "", Place(kind), now, restricted=restricted))

    def prepare(self, circle: CircleId, value: object, *, restricted: bool = False, of: str = "") -> Prepared:
        """Raises ``Unlawful`` where a rule forbids the record; else what is to go with it. ``of``: id of the file, where the
        circle is new and nothing says yet to which it belongs."""
        case, now = self.case(of) if of else self.of_circle(circle), int(self._clock())
        info, shown = self._channel.circle(circle), shown_hashes(*envelope(value))
        file = EMPTY_FILE if case is None else case.file
        act = draft(
            file, value, self.author(circle), bytes(circle).hex(), place_of(info), now, restricted=restricted, shown_hashes=shown
        )
        sealed_off = _not_sealed_off(act.form, self._roles(info))
        if sealed_off is not None:
            raise Unlawful(sealed_off)
        answer = _lawful(file, act)
        if act.author.writer is not Writer.OFFICER:
            return Prepared((), (), answer)
        after, known = apply(file, act), self._channel.deadlines(circle)
        hashes = {int(each.position): bytes(each.hash).hex() for each in self._channel.entries(circle)}
        opens = openings(after, act.circle, known, hashes, self._addressees(case, info), now)
        return Prepared(opens, settlements(after, known, hashes), answer)

    def _roles(self, info: CircleInfo) -> tuple[frozenset[str], ...]:
        """The roles of each member of a circle."""
        directory, view = self._channel.directory, info.view
        devices = () if view is None else (directory.known(member, self._channel.checkpoint.size) for member in view.roster)
        return tuple(frozenset(device.roles) for device in devices if device is not None)

    def _addressees(self, case: Case | None, info: CircleInfo) -> Addressees:
        """The bodies that take part in this circle, else those of the file's other circles."""
        device = self._channel.device
        if device is None:
            raise Usage("only an officer opens deadlines")
        infos = [info, *(self._channel.circle(id) for id in (() if case is None else case.circles))]
        bodies: dict[BodyRole, tuple[bytes, ...]] = {}
        for each in infos:
            for ref in () if each.view is None else each.view.policy.bodies:
                known = bodies.get(BODIES[ref.kind], ())
                bodies[BODIES[ref.kind]] = tuple(dict.fromkeys((*known, bytes(ref.hash))))
        return Addressees(bodies, bytes(device.body.hash))

    # --- putting files together

    def _files(self, entries: Mapping[CircleId, Sequence[Entry]]) -> dict[str, tuple[list[CircleId], str, str]]:
        """By id of the file: its circles that are held here, its pseudonym, its statement."""
        if self._channel.device is None:
            return {}
        found: dict[str, tuple[list[CircleId], str, str]] = {}
        for circle, items in sorted(entries.items(), key=lambda each: each[1][0].index if each[1] else 0):  # the first one first
            for opened in _values(items, "file-opened", FileOpened):
                circles, *_names = found.setdefault(opened.file, ([], opened.pseudonym, opened.statement))
                circles.append(circle)
                break
        for items in entries.values():
            for task in _values(items, "task-opened", TaskOpened):
                linked = CircleId(bytes.fromhex(task.circle))
                if task.file in found and linked in entries and linked not in found[task.file][0]:
                    found[task.file][0].append(linked)
        return found

    def _loose(
        self,
        circles: Sequence[CircleId],
        shown: Mapping[CircleId, tuple[Place, Sequence[ShownEntry]]],
        entries: Mapping[CircleId, tuple[Entry, ...]],
    ) -> tuple[Case, ...]:
        """A person's circles are one file: their key is made for one file only. Any other circle stands alone."""
        if self._channel.device is None:
            return (self._case("own", list(circles), "", "", shown, entries),) if circles else ()
        return tuple(self._case(bytes(circle).hex(), [circle], "", "", shown, entries) for circle in circles)

    def _case(
        self,
        id: str,
        circles: Sequence[CircleId],
        pseudonym: str,
        statement: str,
        shown: Mapping[CircleId, tuple[Place, Sequence[ShownEntry]]],
        entries: Mapping[CircleId, tuple[Entry, ...]],
    ) -> Case:
        places = {circle: shown[circle][0] for circle in circles}
        desks = {circle: place for circle, (place, _found) in shown.items() if place.kind is Circle.FRONT_DESK}
        found = [entry for circle in circles for entry in entries[circle]]
        if statement:
            found += [entry for circle in desks for entry in entries[circle] if _is_of(entry, statement, id)]
        ordered = tuple(sorted(found, key=lambda each: each.index))
        seen = frozenset((*places.values(), *(desks.values() if statement else ())))
        sight = Sight(seen, whole=self._channel.device is not None)
        return Case(id, pseudonym, statement, places, self._fold(id, sight, ordered), ordered)

    def _fold(self, id: str, sight: Sight, entries: tuple[Entry, ...]) -> File:
        """Goes on from what was folded before, where that is how the entries begin; else from nothing."""
        hashes = tuple(each.hash + str(each.payload is None) for each in entries)
        before = self._folded.get(id)
        file, done = replace(EMPTY_FILE, sight=sight), 0
        if before is not None and before[0] == sight and hashes[: len(before[1])] == before[1]:
            file, done = before[2], len(before[1])
        for entry in entries[done:]:
            file = fold(file, entry)
        self._folded[id] = (sight, hashes, file)
        return file


def _lawful(file: File, act: Act[Any]) -> Answer:
    """Met, or what is missing to decide. Raises ``Unlawful`` with every rule that is broken."""
    answers = [each.answer for each in verdicts(file, act)]
    broken = [each for each in answers if isinstance(each, NotMet)]
    if broken:
        raise Unlawful(*broken)
    return answers[0] if answers else MET


def _values(entries: Sequence[Entry], name: str, form: type[T]) -> list[T]:
    """The well-formed records of one type."""
    found = []
    for entry in entries:
        if entry.name == name and entry.payload is not None:
            try:
                value = parse(entry.name, entry.version, entry.payload)
            except NotOfTheForm:
                continue
            if isinstance(value, form):
                found.append(value)
    return found


def _is_of(entry: Entry, statement: str, file: str) -> bool:
    """Whether an entry of a front desk is of this file: the statement, what answers it, and copies that name the file."""
    payload = entry.payload
    if not isinstance(payload, dict):
        return False
    return payload.get("payload_id") == statement or payload.get("of") == statement or payload.get("file") == file


def _not_sealed_off(form: type, members: Sequence[frozenset[str]]) -> NotMet | None:
    """A.11: the detail of what is masked from the implementing body's officers, and sealed to its authorised officials, goes only
    into a circle where nobody else is a member. Keys, not screens, keep it from the others."""
    name = type_of(form).name
    if object_of(name) not in SEALED_TO_OFFICIALS or not members or all("official" in roles for roles in members):
        return None
    return NotMet(
        "A.11",
        say("{type} would open to officers who may not see it", type=name),
        say("write it in the circle of the person in which only authorised officials are members"),
    )
