"""How a person comes in, on the board: a card that the other body has not let in yet, an enrolment whose code nobody compared.

Until the deciding body lists the invitation in its own circle, the person's device is refused there: nobody else would notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from client.app.board.channel import Scan
from client.app.board.holder import Holder
from client.app.board.items import Item, Kind, Urgency
from client.app.outcome import Next
from client.app.reading import Seen
from client.app.saying import NOTHING, Said, say
from client.law.records.files import Acknowledgement, Admission, Invitation
from client.law.records.reports import Enrol
from client.law.words import BodyRole, Circle
from crypto.policy import ReporterRole

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office
    from crypto.policy import Reporter

RULING = (BodyRole.DECIDING, BodyRole.IMPLEMENTING)


class Joining(Scan):
    """Only of files: an officer of a deciding or implementing body acts on them."""

    forms = (Invitation, Enrol, Admission, Acknowledgement)

    def _begin(self) -> None:
        self._invited: dict[str, tuple[Seen, Invitation]] = {}
        self._enrolled: list[Seen] = []
        self._admitted: set[str] = set()
        self._seen: set[str] = set()

    def _take(self, item: Seen) -> None:
        match item.value:
            case Invitation(file=file):
                self._invited[file] = (item, item.value)
            case Enrol():
                self._enrolled.append(item)
            case Admission(file=file):
                self._admitted.add(file)
            case Acknowledgement(of=id):
                self._seen.add(id)

    def items(self, office: Office, holder: Holder, now: int) -> Iterator[Item]:
        self.scan(office, [info.id for info in office.channel.circles()])
        if holder.supervises or holder.role not in RULING:
            return
        for file, (item, invitation) in self._invited.items():
            case = office.casework.of_circle(item.circle)
            if case is not None and holder.role is BodyRole.DECIDING and self._is_shut(office, case, invitation):
                yield _item(
                    case, item, f"invite {file}", say("a card was made for the person: let it count in your circle too"),
                    Next("invite", (("file", case.id),)),
                )  # fmt: skip
        for item in self._enrolled:
            case = office.casework.of_circle(item.circle)
            if case is None or item.entry.hash.hex()[:32] in self._seen:
                continue
            yield self._to_admit(case, item, holder)

    def _to_admit(self, case: Case, item: Seen, holder: Holder) -> Item:
        what = say("somebody enrolled with the card: compare the code that they read out")
        if holder.role is BodyRole.IMPLEMENTING:
            return _item(case, item, f"admit {item.entry.hash.hex()}", what, Next("admit", (("file", case.id),), ("code",)))
        if case.id in self._admitted:
            what = say("the implementing body admitted the person: admit the same key")
            return _item(case, item, f"admit {item.entry.hash.hex()}", what, Next("admit", (("file", case.id),)))
        return _item(case, item, f"admit {item.entry.hash.hex()}", what, None, say("the implementing body compares it first"))

    def _is_shut(self, office: Office, case: Case, invitation: Invitation) -> bool:
        """Whether the deciding body's circle with the person knows neither this card nor the person yet."""
        return all(
            not any(_lets_in(each, invitation) for each in view.policy.reporters)
            for circle in case.at(Circle.PERSON, BodyRole.DECIDING)
            if (view := office.channel.circle(circle).view) is not None
        ) and bool(case.at(Circle.PERSON, BodyRole.DECIDING))


def _lets_in(reporter: Reporter, invitation: Invitation) -> bool:
    return reporter.role is ReporterRole.PERSON or reporter.hash.hex() == invitation.invitation


def _item(case: Case, item: Seen, id: str, what: Said, next: Next | None, why_not: Said = NOTHING) -> Item:
    return Item(
        id=id,
        kind=Kind.DUTY,
        urgency=Urgency.SOON,
        what=what,
        since=item.at,
        file=case.id,
        pseudonym=case.pseudonym,
        circle=bytes(item.circle).hex(),
        article="25(1)",
        next=next,
        why_not=why_not,
    )
