"""A person comes in on a borrowed device: as a stranger, with an invitation, or back with their passphrase."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from client.app.office import guest_office
from client.app.saying import Said, say
from client.law.words import Circle
from crypto.card import EnrolmentCard, FrontDeskCard
from crypto.errors import QorganError, Refused, Usage
from crypto.frozen import dataclass
from crypto.policy import CircleKind
from crypto.ring import KeyRing
from crypto.types import BodyKind, CircleId

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Clock, Listener, Office
    from client.core.values import CircleInfo
    from crypto.entropy import Entropy


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What a borrowed device lends: its clock, its randomness, and who is told while an act runs."""

    clock: Clock
    entropy: Entropy
    listener: Listener | None = None

    def office(self, card: FrontDeskCard | EnrolmentCard, ring: KeyRing) -> AbstractAsyncContextManager[Office]:
        """A client in memory that believes what the card pins; gone when it is left."""
        return guest_office(card, ring, clock=self.clock, entropy=self.entropy, listener=self.listener)


@asynccontextmanager
async def come_back(device: Borrowed, card: FrontDeskCard, passphrase: str, *, receipt: bool = False) -> AsyncIterator[Office]:
    """The person, from the passphrase and the public card. ``receipt``: the words are those of a statement, so that the desks are
    looked at too."""
    async with device.office(card, KeyRing.from_passphrase(passphrase, card.salt)) as office:
        if receipt:
            await _look_at_desks(office, card)
        await office.sync()
        yield office


async def _look_at_desks(office: Office, card: FrontDeskCard) -> None:
    """Each by itself: that one cannot be reached is told, and the others are read. Raises what the first said where none can."""
    lacks: list[tuple[str, QorganError]] = []
    for name, circle in zip(card.names, card.circles, strict=True):
        try:
            await office.channel.follow(CircleId(circle))
        except QorganError as error:
            lacks.append((name, error))
    if lacks and len(lacks) == len(card.circles):
        raise lacks[0][1]
    for name, each in lacks:
        why = Said(each.template, tuple(each.words.items()))
        office.listener.event("not-reached", (say("NOT read: {name}: {why}", name=name, why=why),), {"desk": name})


def own_case(office: Office) -> Case:
    """The one file of the person. Raises ``Refused`` (``not-enrolled``)."""
    cases = office.casework.cases()
    if not cases:
        raise not_enrolled()
    return cases[0]


def not_enrolled() -> Refused:
    return Refused("no body has admitted this passphrase: use statement with the front desk card", "not-enrolled")


def main_circles(office: Office) -> list[CircleId]:
    """The person's circle of each body: the one whose policy lets a report ring, where new data have a second one (A.11)."""
    found: dict[frozenset[bytes], CircleInfo] = {}
    for info in office.channel.circles():
        if info.kind is not CircleKind.PERSON or info.view is None:
            continue
        bodies = frozenset(bytes(ref.hash) for ref in info.view.policy.bodies if ref.kind is not BodyKind.SUPERVISING)
        if bodies not in found or info.view.policy.report_deadlines:
            found[bodies] = info
    return [info.id for info in found.values()]


def circles_for(office: Office, kinds: frozenset[Circle], bodies: Sequence[str]) -> list[CircleId]:
    """Those of the person's circles in which a record of these kinds stands, of these kinds of body; one for each body. Raises
    ``Usage`` where there is none."""
    places = {circle: place for circle, place in own_case(office).circles.items() if place.kind in kinds}
    main = {circle for circle, place in places.items() if place.kind is not Circle.PERSON} | set(main_circles(office))
    found = [circle for circle, place in places.items() if circle in main and str(place.body) in bodies]
    if not found:
        raise Usage("no circle of yours can hold it", "which-circle")
    return found
