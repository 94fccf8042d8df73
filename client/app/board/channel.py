"""What stops the channel, or waits in it: halted circles, stopped sending, held drafts, late revocation lists, proposals that want
this device's approval, statements at the front desk that nobody has taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from client.app.board.holder import Holder
from client.app.board.items import Item, Kind, Urgency
from client.app.board.settles import WRITERS
from client.app.outcome import Next
from client.app.reading import Seen
from client.app.saying import NOTHING, Listed, Moment, Term, say
from client.law.records.files import Acceptance, Acknowledgement
from client.law.records.policy import PolicyApproval, PolicyProposal
from client.law.records.reports import Statement
from client.law.words import BodyRole
from crypto.policy import CircleKind
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office


def halted(office: Office, holder: Holder, now: int) -> Iterator[Item]:
    """A circle that stands still takes nothing but the refound that mends it."""
    for info in office.channel.circles():
        if info.halt is None:
            continue
        case = office.casework.of_circle(info.id)
        circle, file = bytes(info.id).hex(), "" if case is None else case.id
        named = (("file", file),) if case is not None and case.pseudonym else (("circle", circle),)
        writes = holder.role in (BodyRole.DECIDING, BodyRole.IMPLEMENTING)
        yield Item(
            id=f"halted {circle} {info.halt.position}",
            kind=Kind.HALTED,
            urgency=Urgency.NOW,
            what=say("a circle stands still: {reason}", reason=info.halt.reason),
            since=0,
            file=file,
            pseudonym="" if case is None else case.pseudonym,
            circle=circle,
            next=Next("refound", named) if writes else None,
            why_not=NOTHING if writes else say("its members mend it together"),
        )


def stopped(office: Office, holder: Holder, now: int) -> Iterator[Item]:
    """An incident by which this client sends nothing but alarms."""
    for number, each in enumerate(office.channel.incidents()):
        if each.stops:
            yield Item(
                id=f"stopped {number} {each.code}",
                kind=Kind.STOPPED,
                urgency=Urgency.NOW,
                what=say("sending has stopped: {reason}", reason=each.reason),
                since=int(each.at),
                why_not=say(
                    "ask your authority, on another way than this server: show them what happened; nothing is lost meanwhile"
                ),
            )


def held(office: Office, holder: Holder, now: int) -> Iterator[Item]:
    """What was written and is not in the chain; what is no longer lawful says why."""
    for draft in office.channel.waiting():
        broken = office.gate.closed.get(draft.uid)
        case = office.casework.of_circle(draft.circle)
        yield Item(
            id=f"waiting {draft.uid.hex()}",
            kind=Kind.WAITING,
            urgency=Urgency.SOON if broken is not None else Urgency.OPEN,
            what=say("it waits and is no longer lawful: {because}", because=broken.because)
            if broken is not None
            else say("what you wrote waits in the outbox"),
            since=now,
            file="" if case is None else case.id,
            pseudonym="" if case is None else case.pseudonym,
            circle=bytes(draft.circle).hex(),
            next=None if broken is not None else Next("sync"),
            why_not=NOTHING if broken is None else broken.remedy,
        )


def late_lists(office: Office, holder: Holder, now: int) -> Iterator[Item]:
    """The newest list of who is revoked may be late, or withheld from this client."""
    own = "" if office.channel.device is None else office.channel.device.body.name
    for each in office.channel.overdue_lists():
        mine = each.issuer == own
        yield Item(
            id=f"list {each.issuer} {each.number}",
            kind=Kind.LIST,
            urgency=Urgency.SOON,
            what=say(
                "the revocation list of {issuer} is over since {time}", issuer=each.issuer, time=Moment(int(each.next_update))
            ),
            since=int(each.next_update),
            due_at=int(each.next_update),
            next=Next("publish", (), ("crl",)) if mine else None,
            why_not=NOTHING if mine else say("{who} issues the next; ask there why none has come", who=each.issuer),
        )


class Scan:
    """The records of some circles, each looked at once; from the beginning where earlier ones have changed."""

    forms: tuple[type, ...] = ()

    def __init__(self) -> None:
        self._at: dict[CircleId, tuple[int, object]] = {}
        self._begin()

    def _begin(self) -> None:
        """Nothing was seen."""
        raise NotImplementedError

    def _take(self, item: Seen) -> None:
        raise NotImplementedError

    def scan(self, office: Office, circles: Sequence[CircleId]) -> None:
        editions = {circle: office.reading.edition(circle) for circle in circles}
        if any(self._at.get(circle, (0, edition))[1] != edition for circle, edition in editions.items()):
            self._at = {}
            self._begin()
        for circle in circles:
            count, items = office.reading.behind(circle, self._at.get(circle, (0, None))[0], *self.forms)
            for each in items:
                self._take(each)
            self._at[circle] = (count, editions[circle])


class Waiting(Scan):
    """Statements at the front desks that nobody has taken in hand and no file has."""

    forms = (Statement, Acceptance, Acknowledgement)

    def _begin(self) -> None:
        self._open: dict[str, Seen] = {}
        self._done: set[str] = set()

    def items(self, office: Office, holder: Holder, now: int) -> Iterator[Item]:
        filed = {case.statement for case in office.casework.cases()}
        self.scan(office, [info.id for info in office.channel.circles() if info.kind is CircleKind.FRONT_DESK])
        for id, item in self._open.items():
            if id not in self._done and id not in filed:
                yield self._item(id, item, holder)

    def _take(self, item: Seen) -> None:
        match item.value:
            case Statement(payload_id=id):
                self._open.setdefault(id, item)
            case Acceptance(payload_id=id) | Acknowledgement(of=id):
                self._done.add(id)

    def _item(self, id: str, item: Seen, holder: Holder) -> Item:
        urgent = isinstance(item.value, Statement) and item.value.urgent
        return Item(
            id=f"desk {id}",
            kind=Kind.STATEMENT,
            urgency=Urgency.NOW if urgent else Urgency.SOON,
            what=say("a statement came in and nobody has taken it in hand: {id}", id=id[:8]),
            since=item.at,
            circle=bytes(item.circle).hex(),
            article="26-1(3)(1)",
            next=Next("accept_statement", (("report", id),)) if not holder.supervises else None,
            why_not=say("for {who} to take in hand", who=Listed.of((Term(WRITERS["deciding"]),))) if holder.supervises else NOTHING,
        )


class Proposals(Scan):
    """Changes of a circle's rules that want the approval of this body."""

    forms = (PolicyProposal, PolicyApproval)

    def _begin(self) -> None:
        self._open: dict[str, tuple[Seen, PolicyProposal]] = {}
        self._approved: dict[str, set[str]] = {}

    def items(self, office: Office, holder: Holder, now: int) -> Iterator[Item]:
        infos = {info.id: info for info in office.channel.circles()}
        self.scan(office, list(infos))
        for id, (item, proposal) in self._open.items():
            view = infos[item.circle].view if item.circle in infos else None
            stands_at = None if view is None else (int(view.generation), int(view.epoch))
            device = item.entry.author
            own = device is not None and bytes(device.body.hash).hex() == holder.author.body
            done = holder.author.body in self._approved.get(id, ())
            if stands_at == (proposal.generation, proposal.epoch) and not own and not done:
                yield self._item(office, item, proposal, holder)

    def _take(self, item: Seen) -> None:
        match item.value:
            case PolicyProposal(proposal=id):
                self._open[id] = (item, item.value)
            case PolicyApproval(proposal=id) if item.entry.author is not None:
                self._approved.setdefault(id, set()).add(bytes(item.entry.author.body.hash).hex())

    def _item(self, office: Office, item: Seen, proposal: PolicyProposal, holder: Holder) -> Item:
        case = office.casework.of_circle(item.circle)
        return Item(
            id=f"proposal {proposal.proposal}",
            kind=Kind.APPROVAL,
            urgency=Urgency.SOON,
            what=say("asked of you: approve a change of a circle's rules ({reason})", reason=proposal.reason),
            since=item.at,
            file="" if case is None else case.id,
            pseudonym="" if case is None else case.pseudonym,
            circle=bytes(item.circle).hex(),
            next=Next("approve_policy", (("circle", bytes(item.circle).hex()), ("proposal", proposal.proposal))),
        )
