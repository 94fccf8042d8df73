"""How the contract is kept: a demand, a breach, and the person heard on it before anything rests on it (L72 26(1), 27(1))."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_person_circle
from client.app.circle_parts import the_persons
from client.app.outcome import Next, Outcome, outcome
from client.app.reading import Seen, numbered, of_type, the_only
from client.app.saying import Listed, say
from client.app.times import been
from client.law.records.contract import Breach, BreachHeard, Contract, Demand
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.types import CircleId

_CLAUSE = re.compile(r"K\d+")


async def _to_person(office: Office, name: str | None) -> tuple[CaseFile, CircleId, tuple[bytes, ...]]:
    await office.sync()
    file = file_named(office, name)
    circle = own_person_circle(office, file)
    return file, circle, the_persons(office, circle)


@dataclass(frozen=True, slots=True)
class MakeDemand:
    """``basis``: the clause or article that it rests on; ``text``, in ``language``: what is demanded."""

    basis: str
    text: str
    file: str | None = None
    language: str = "kk"


async def make_demand(office: Office, wish: MakeDemand) -> Outcome:
    """L72 26-1(2)(3): shown to the person, whose receipt acknowledges it."""
    file, circle, to = await _to_person(office, wish.file)
    _clause_there(file.records(office), wish.basis)
    value = Demand(file.id, wish.basis, wish.text, wish.language)
    done = await office.writing.record(circle, value, disclose_to=to)
    return outcome(say("demand made; the person's receipt acknowledges it"), written=(done,))


@dataclass(frozen=True, slots=True)
class RecordBreach:
    """``clause`` of the contract, the ``fact``, its ``source``; ``demand``: first digits of the demand that was not met; ``at``:
    when it was, in milliseconds, else now."""

    clause: str
    fact: str
    source: str
    file: str | None = None
    demand: str = ""
    at: int | None = None


async def record_breach(office: Office, wish: RecordBreach) -> Outcome:
    """The facts, and the person is shown them, so that they can explain before anything rests on it. It ends nothing."""
    file, circle, to = await _to_person(office, wish.file)
    _clause_there(file.records(office), wish.clause)
    of = _entry(file.records(office), wish.demand, Demand) if wish.demand else ""
    at = been(wish.at, office.clock())
    value = Breach(office.entropy(16).hex(), file.id, wish.clause, of, wish.fact, at, wish.source)
    done = await office.writing.record(circle, value, disclose_to=to)
    line = say("breach {id} recorded and shown to the person, who is heard first; it ends nothing", id=value.breach[:8])
    step = Next("hear_on_breach", (("breach", value.breach[:8]), ("file", file.pseudonym)), ("asked", "said"))
    return outcome(line, written=(done,), next=(step,), breach=value.breach)


def _clause_there(items: tuple[Seen, ...], basis: str) -> None:
    """Raises ``Usage`` where a clause is named that the newest contract does not have; an article is the officer's to cite."""
    contracts = [value for _item, value in of_type(items, Contract)]
    if _CLAUSE.fullmatch(basis) and contracts and not contracts[-1].clause(basis):
        known = Listed.of(each.id for each in contracts[-1].clauses)
        raise Usage("the contract has no clause {clause}; it has {known}", "no-such-clause", clause=basis, known=known)


def _entry(items: tuple[Seen, ...], digits: str, form: type) -> str:
    """Entry hash of the record of that type. Raises ``Usage``."""
    return the_only([each for each in numbered(items, digits) if isinstance(each.value, form)]).entry.hash.hex()


@dataclass(frozen=True, slots=True)
class HearOnBreach:
    """``breach``: first digits of its number; ``asked``: how the person was asked; ``said``: in their words, empty for nothing."""

    breach: str
    asked: str
    file: str | None = None
    said: str = ""
    present: str = ""
    at: int | None = None


async def hear_on_breach(office: Office, wish: HearOnBreach) -> Outcome:
    """What the person said, or that they would not: without it no breach is a ground (26(1), 27(1))."""
    file, circle, to = await _to_person(office, wish.file)
    found = [
        value
        for item, value in of_type(file.records(office), Breach)
        if value.breach.startswith(wish.breach) or item.entry.hash.hex().startswith(wish.breach)
    ]
    if len(found) != 1:
        raise Usage("{count} records have this number", "no-such-record", count=len(found))
    value = BreachHeard(found[0].breach, wish.said, wish.asked, been(wish.at, office.clock()), wish.present)
    done = await office.writing.record(circle, value, disclose_to=to)
    return outcome(say("the person was heard on breach {id}", id=value.breach[:8]), written=(done,), breach=value.breach)
