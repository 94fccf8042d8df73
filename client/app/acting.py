"""Any record of the law, written by its form; what the law does not allow is refused before it is sealed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import own_body
from client.app.circle_parts import the_persons
from client.app.findings import case_named
from client.app.forms import fill, type_named
from client.app.outcome import Outcome, outcome
from client.app.saying import Term, say
from client.formats.disk import read_text
from client.law.words import Circle
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class Act:
    """``set``: ``field=value`` each; ``form``: a JSON file with fields. ``place``: kind of circle, ``circle``: first digits of the
    one; where neither is said it is the only one where the record may stand, the own body's first."""

    type: str
    file: str | None = None
    set: tuple[str, ...] = ()
    form: Path | None = None
    place: str | None = None
    circle: str | None = None
    restricted: bool = False
    to_person: bool = False


async def act(office: Office, wish: Act) -> Outcome:
    await office.sync()
    kind, case = type_named(wish.type), case_named(office, wish.file)
    value = fill(kind, wish.set, _fields(wish.form), case, office.entropy, int(office.clock()))
    circle = _circle(office, wish, case, kind.circles)
    to = the_persons(office, circle) if wish.to_person else ()
    done = await office.writing.record(circle, value, restricted=wish.restricted, disclose_to=to)
    return outcome(say("{what} is written", what=Term(kind.title)), written=(done,), type=kind.name)


def _fields(form: Path | None) -> object:
    """Raises ``Usage`` where the file is no JSON object."""
    if form is None:
        return None
    try:
        found = json.loads(read_text(str(form)))
    except ValueError:
        raise Usage("{path}: not JSON", path=str(form)) from None
    if not isinstance(found, dict):
        raise Usage("{path}: the fields are a JSON object", path=str(form))
    return found


def _circle(office: Office, wish: Act, case: Case, kinds: frozenset[Circle]) -> CircleId:
    """Raises ``Usage`` where it is not one."""
    if wish.circle:
        found = [circle for circle in case.circles if bytes(circle).hex().startswith(wish.circle)]
    else:
        own = own_body(office)
        places = {circle: place for circle, place in case.circles.items() if place.kind in ((wish.place,) if wish.place else kinds)}
        found = [circle for circle, place in places.items() if place.body in (own, None) or place.kind is not Circle.PERSON]
        coordination = [circle for circle in found if places[circle].kind is Circle.COORDINATION]
        mine = [circle for circle in found if places[circle].kind is Circle.PERSON]
        found = mine or coordination or found
    if len(found) != 1:
        raise Usage("{count} circles of this file can hold it: say which", "which-circle", count=len(found))
    return found[0]
