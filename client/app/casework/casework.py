"""``Casework``: the files that a client has a part in, and what the law says of a record before it is sealed."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from client.app.casework.deadlines import Addressees, openings, settlements
from client.app.casework.entries import BODIES, officer, place_of, shown_hashes
from client.app.casework.filing import Composed, Filing
from client.app.casework.folding import Folding
from client.app.casework.pages import Pages
from client.core.drafts import DeadlineDraft
from client.core.values import CircleInfo
from client.law.act import Act, Author, Entry, Place
from client.law.answer import MET, Answer, NotMet, say
from client.law.catalogue import envelope, type_of
from client.law.file import EMPTY_FILE, File
from client.law.finding import Finding
from client.law.fold import Permission, apply, draft, findings, permitted, verdicts
from client.law.law72.a28_liability import object_of
from client.law.tables.access import SEALED_TO_OFFICIALS
from client.law.words import BodyRole, Circle, Writer
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass
from crypto.policy import ReporterRole
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.core.channel import Channel

SLICE = 8
"""So many entries are read or folded before others have their turn: some hundreds of microseconds each at most."""
MANY = 500
SETTLE = 32
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
    entries: Sequence[Entry] = field(repr=False)

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
    """Everything follows from what the channel has verified, and is kept up with it: what is asked takes in first what is new."""

    def __init__(self, channel: Channel, clock: Callable[[], int]) -> None:
        self._channel = channel
        self._clock = clock
        self.decoded = 0
        self.folded = 0
        """How many entries were decoded and folded since this began: what one more record costs."""
        self._begin()

    def _begin(self) -> None:
        """From nothing: at first, and when a device gets its first certificate."""
        self._held: object = None
        self._version: object = None
        self._pages: dict[CircleId, Pages] = {}
        self._filing = Filing(person=self._channel.device is None)
        self._composed: dict[str, Composed] = {}
        self._anew: set[CircleId] = set()
        self._unset: list[str] = []
        self._folding: dict[str, Folding] = {}
        self._of: dict[CircleId, list[str]] = {}
        self._cases: dict[str, Case] = {}

    # --- taking in what is new

    async def catch_up(self) -> None:
        """In slices, so that a long file holds up nothing else. What was read stays: the collector need not look at it again and
        again, since one of its full passes over a long file holds up everything for a tenth of a second."""
        more, slices = True, 0
        while more:
            more, slices = self._step(SLICE), slices + 1
            if slices % SETTLE == 1:
                gc.collect(1)
                gc.freeze()
            await asyncio.sleep(0)

    def _catch_up(self) -> None:
        while self._step(MANY):
            pass

    def _step(self, limit: int) -> bool:
        """Takes in some of what is new; whether there is more."""
        version = self._channel.version
        if version is self._version:
            return False
        infos = self._channel.circles()
        held = tuple((info.id, info.head, len(self._channel.rewritten(info.id))) for info in infos)
        if held == self._held:
            self._version = version
            return False
        if (self._channel.device is None) is not self._filing.person:
            self._begin()
        left = limit
        for info in infos:
            left -= self._read(info, left)
            if left <= 0:
                return True
        if self._filing.stale:
            self._compose()
        while self._unset:
            left -= self._set(self._unset.pop())
            if left <= 0:
                return True
        for id, folding in self._folding.items():
            if folding.behind:
                count = folding.step(left)
                self.folded += count
                left -= count
            if left <= 0:
                return True
            self._show(id, folding)
        self._held, self._version = held, version
        return False

    def _read(self, info: CircleInfo, limit: int) -> int:
        """How many entries of a circle were decoded."""
        pages = self._pages.get(info.id)
        fresh = pages is None
        if pages is None:
            pages = self._pages[info.id] = Pages(info)
        elif not pages.behind(self._channel, info):
            return 0
        turned = pages.turn(self._channel, info, limit)
        self._filing.note(pages, turned.new, anew=turned.anew or fresh)
        self.decoded += turned.decoded
        if turned.anew:
            self._anew.add(info.id)
        else:
            for id, reads in self._filing.shared(pages, turned.new, self._of.get(info.id, ())):
                self._folding[id].add(reads)
        return turned.decoded

    def _compose(self) -> None:
        """Puts the files together anew. What is as it was stays as it is."""
        was, before, anew, unset = self._composed, self._folding, self._anew, set(self._unset)
        self._composed, self._folding, self._of, self._anew, self._unset = {}, {}, {}, set(), []
        for each in self._filing.composed(self._pages):
            folding = before.get(each.id)
            if folding is None or folding.sight != each.sight:
                folding = Folding(each.sight)
            self._composed[each.id], self._folding[each.id] = each, folding
            for circle in each.circles:
                self._of.setdefault(circle, []).append(each.id)
            same = was.get(each.id) == each and each.id not in unset
            if not same or anew & {*each.circles, *self._filing.desks(each)}:
                self._unset.append(each.id)
        self._cases = {id: case for id, case in self._cases.items() if was.get(id) == self._composed.get(id)}

    def _set(self, id: str) -> int:
        """Gives a file all its entries; what that costs, in entries."""
        each = self._composed[id]
        reads = [read for circle in each.circles for read in self._pages[circle].reads]
        self._folding[id].set((*reads, *self._filing.at_desks(each)))
        return 1 + len(reads) // 64

    def _show(self, id: str, folding: Folding) -> None:
        case = self._cases.get(id)
        if case is None or case.file is not folding.file:
            each = self._composed[id]
            places = {circle: self._pages[circle].place for circle in each.circles}
            self._cases[id] = Case(id, each.pseudonym, each.statement, places, folding.file, folding.entries)

    # --- reading

    def cases(self) -> tuple[Case, ...]:
        """All of them, in the order in which they began; files before circles of no file."""
        self._catch_up()
        return tuple(self._cases[id] for id in self._composed)

    def pages(self, circle: CircleId) -> Pages:
        """What is held of a circle. Raises ``Usage`` (``no-circle``)."""
        self._catch_up()
        if circle not in self._pages:
            raise Usage("nothing of this circle is known yet", "no-circle")
        return self._pages[circle]

    def folding(self, circle: CircleId) -> Folding | None:
        """Of the file that a circle belongs to."""
        self._catch_up()
        ids = self._of.get(circle)
        return self._folding[ids[0]] if ids else None

    def case(self, id: str) -> Case:
        """By its id, or its circle's. Raises ``Usage``."""
        self._catch_up()
        if id not in self._cases:
            raise Usage("there is no such file here", "no-such-file")
        return self._cases[id]

    def of_circle(self, circle: CircleId) -> Case | None:
        """The file that a circle belongs to; None for a front desk, which is outside any."""
        self._catch_up()
        ids = self._of.get(circle)
        return self._cases[ids[0]] if ids else None

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
        hashes = self.pages(circle).hashes
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


def _lawful(file: File, act: Act[Any]) -> Answer:
    """Met, or what is missing to decide. Raises ``Unlawful`` with every rule that is broken."""
    answers = [each.answer for each in verdicts(file, act)]
    broken = [each for each in answers if isinstance(each, NotMet)]
    if broken:
        raise Unlawful(*broken)
    return answers[0] if answers else MET


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
