"""What a holder may write in a file now, and for the rest why not and what would make it lawful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, known, looked
from client.app.findings import case_named
from client.app.saying import Code, Said, Term, say
from client.law.answer import Answer, Met, NotMet
from client.law.catalogue import TYPES

if TYPE_CHECKING:
    from client.app.office import Office
    from client.law.act import Place
    from client.law.fold import Permission


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """``why``: the rule that is broken and what would mend it, or what is missing to decide; nothing where ``may``."""

    type: str
    title: Term
    place: str
    may: bool
    why: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PermissionsView:
    """``yes_only``: only what may be written is told."""

    permitted: tuple[PermissionRow, ...]
    yes_only: bool
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class SeePermissions(Look):
    file: str | None = None
    yes_only: bool = False


async def see_permissions(office: Office, wish: SeePermissions) -> PermissionsView:
    as_of = await looked(office, wish)
    found = office.casework.permitted(case_named(office, wish.file), int(office.clock()))
    return PermissionsView(rows_of(found), wish.yes_only, as_of)


def own_permissions(office: Office) -> PermissionsView:
    """Of a person who came back, as far as what was disclosed to them tells."""
    now = int(office.clock())
    found = [each for case in office.casework.cases() for each in office.casework.permitted(case, now)]
    return PermissionsView(rows_of(found), False, known(office))


def rows_of(found: Iterable[Permission]) -> tuple[PermissionRow, ...]:
    return tuple(
        PermissionRow(
            each.name, Term(TYPES[each.name].title), place_name(each.place), isinstance(each.answer, Met), why_not(each.answer)
        )
        for each in found
    )


def why_not(answer: Answer) -> tuple[Said, ...]:
    """Rule, reason and remedy; nothing for what is met."""
    if isinstance(answer, Met):
        return ()
    if isinstance(answer, NotMet):
        because = Said("{rule}: {because}", (("rule", Code(answer.rule)), ("because", answer.because)))
        return (because, say("what would mend it: {remedy}", remedy=answer.remedy))
    return (say("{rule}: cannot be decided here, for want of: {missing}", rule=Code(answer.rule), missing=answer.missing),)


def place_name(place: Place) -> str:
    """A circle's kind, and whose it is where each body has its own."""
    return f"{place.kind}/{place.body}" if place.body else str(place.kind)
