"""Whatever the law lets the person or their representative write, by its form: a consent, a request, a complaint, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.forms import fill, type_named
from client.app.outcome import Outcome
from client.app.person.coming import circles_for, own_case
from client.app.person.sending import to_each
from client.app.saying import Term, say
from client.law.words import BodyRole
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office

BOTH = (BodyRole.DECIDING, BodyRole.IMPLEMENTING)


@dataclass(frozen=True, slots=True)
class ActAsPerson:
    """``set``: ``field=value`` each. ``to``: deciding, implementing or both."""

    type: str
    set: tuple[str, ...] = ()
    to: str = "both"


async def act_as_person(office: Office, wish: ActAsPerson) -> Outcome:
    kind, case = type_named(wish.type), own_case(office)
    value = fill(kind, wish.set, None, case, office.entropy, int(office.clock()))
    circles = circles_for(office, kind.circles, tuple(map(str, BOTH)) if wish.to == "both" else (wish.to,))
    sent = await to_each(office, [(circle, value) for circle in circles])
    line = say("{what} is sent to {count} bodies", what=Term(kind.title), count=len(sent.has))
    return sent.outcome(line, type=kind.name, bodies=len(sent.has))
