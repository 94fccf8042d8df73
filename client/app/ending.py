"""How measures end: by a ruling on grounds of Article 27, and by nothing else (27(2))."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_body, own_person_circle
from client.app.decisions import appeal_in
from client.app.enrolment import persons_if_any
from client.app.forms import reference
from client.app.outcome import Outcome
from client.app.reading import Seen, of_type
from client.app.saying import say
from client.app.series import Series
from client.law.records.basis import l72
from client.law.records.ending import Evidence, GroundNamed, Motion, Revocation, WindDown
from client.law.words import BodyRole, Circle
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office

TEXTUAL = ("CONSENT_WITHDRAWN", "OTHER")
"""Kinds of evidence that are told in words; the others name a record."""


@dataclass(frozen=True, slots=True)
class GroundWish:
    """``ground``: G1 to G4; ``kind`` of evidence; ``evidence``: the record by its first digits or type, or the facts in words."""

    ground: str
    kind: str
    evidence: str


@dataclass(frozen=True, slots=True)
class WindDownWish:
    """``within``: milliseconds until ``what`` is wound up; None and ``reasons`` where it is left as it is."""

    what: str
    within: int | None
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class EndMeasures:
    """``measure``: only these end, none named: all. ``ground``: a ground that is named twice has both pieces of evidence;
    ``on_motion``: the motion that it decides, whose grounds are taken over; ``proportion``: of G3, why ending is in proportion to
    the breach. ``effect``: from when, in milliseconds, else at once. ``signatory``: empty for the usual one of this body."""

    number: str
    reasons: str
    file: str | None = None
    ground: tuple[GroundWish, ...] = ()
    on_motion: str = ""
    proportion: str = ""
    measure: tuple[str, ...] = ()
    signatory: str = ""
    effect: int | None = None
    wind_down: tuple[WindDownWish, ...] = ()
    language: str = "kk"


async def end_measures(office: Office, wish: EndMeasures) -> Outcome:
    """The ruling goes to the person, and its copy to the other body."""
    await office.sync()
    file = file_named(office, wish.file)
    circle, now = own_person_circle(office, file), office.clock()
    motion = _motion(file.records(office), wish.on_motion) if wish.on_motion else None
    usual = "OFFICIAL" if own_body(office) is BodyRole.IMPLEMENTING else "INVESTIGATOR"
    value = Revocation(
        file=file.id,
        number=wish.number,
        act="RULING",
        signatory=wish.signatory or usual,
        issued_at=now,
        effect_at=now if wish.effect is None else wish.effect,
        scope="LISTED" if wish.measure else "ALL",
        measures=wish.measure,
        grounds=(*(motion.grounds if motion else ()), *grounds_of(file, wish.ground, wish.proportion)),
        reasons=wish.reasons,
        bases=l72("27(1)", "27(2)"),
        on_request="",
        on_motion=motion.motion if motion else "",
        wind_down=wound(wish.wind_down, now),
        appeal=appeal_in(wish.language),
        language=wish.language,
    )
    series = Series(office)
    ruling = await series.put(circle, value, same=_of_number(wish.number), disclose_to=persons_if_any(office, circle))
    if ruling is not None and ruling.seen is not None and isinstance(ruling.seen.value, Revocation):
        await series.put(file.circle(Circle.COORDINATION), ruling.seen.value)
    line = say("ruling {number}: measures end; the person may complain", number=wish.number)
    return Outcome((line,), series.written, (), MappingProxyType({"number": wish.number}), series.left)


def _of_number(number: str) -> Callable[[Revocation], bool]:
    """The same ruling, whenever it was begun."""
    return lambda each: each.number == number


def _motion(items: tuple[Seen, ...], digits: str) -> Motion:
    """Raises ``Usage``."""
    found = {
        value.motion: value
        for item, value in of_type(items, Motion)
        if value.motion.startswith(digits) or item.entry.hash.hex().startswith(digits)
    }
    if len(found) != 1:
        raise Usage("{count} records have this number", "no-such-record", count=len(found))
    return next(iter(found.values()))


def grounds_of(file: CaseFile, grounds: Iterable[GroundWish], proportion: str) -> tuple[GroundNamed, ...]:
    """As the ruling names them. Raises ``Usage`` where a record of evidence is not there."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for each in grounds:
        evidence = (
            Evidence(each.kind, "", each.evidence)
            if each.kind in TEXTUAL
            else Evidence(each.kind, reference(each.evidence, file.case), "")
        )
        found[each.ground] = (*found.get(each.ground, ()), evidence)
    return tuple(GroundNamed(each, evidence, proportion if each == "G3" else "") for each, evidence in found.items())


def wound(wishes: Iterable[WindDownWish], now: int) -> tuple[WindDown, ...]:
    """What is wound up and until when, or why it is left."""
    return tuple(
        WindDown(each.what, each.within is not None, 0 if each.within is None else now + each.within, each.reasons)
        for each in wishes
    )
