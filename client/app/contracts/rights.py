"""What measures do to pension, housing, work and other rights, weighed before a contract is offered (L72 23(6))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_person_circle
from client.app.outcome import Next, Outcome
from client.app.saying import Code, Listed, say
from client.app.series import Series
from client.law.records.contract import RightsWeighed, RightWeighed
from client.law.tables.clauses import RIGHTS
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class WeighRights:
    """``measure``: codes; none: all chosen ones that are not weighed yet. ``touched``: each right that is touched, and what keeps
    it whole; the others are not."""

    file: str | None = None
    measure: tuple[str, ...] = ()
    touched: tuple[tuple[str, str], ...] = ()


async def weigh_rights(office: Office, wish: WeighRights) -> Outcome:
    """Each right by itself, for each measure: no measure may harm one. A record for each measure."""
    await office.sync()
    file = file_named(office, wish.file)
    codes, series = wish.measure or unweighed(file), Series(office)
    if not codes:
        raise Usage("no chosen measure waits for its rights to be weighed", "all-weighed")
    await weighed(office, series, file, codes, wish.touched)
    line = say("rights weighed for {codes}", codes=Listed.of(map(Code, codes)))
    step = Next("offer_contract", (("file", file.pseudonym),))
    data = {"file": file.id, "measures": list(codes)}
    return Outcome((line,), series.written, () if unweighed(_now(office, file)) else (step,), data, series.left)


async def weighed(
    office: Office, series: Series, file: CaseFile, codes: tuple[str, ...], touched: tuple[tuple[str, str], ...]
) -> None:
    """The records of it. Raises ``Usage`` for what is no right."""
    kept = dict(touched)
    unknown = sorted(set(kept) - set(RIGHTS))
    if unknown:
        raise Usage("{name} is none of {names}", "no-such-right", name=unknown[0], names=Listed.of(RIGHTS))
    rights = tuple(RightWeighed(right, right in kept, kept.get(right, "")) for right in RIGHTS)
    circle = own_person_circle(office, file)
    for code in codes:
        await series.put(circle, RightsWeighed(file.id, code, rights))


def unweighed(file: CaseFile) -> tuple[str, ...]:
    """Chosen measures whose effect on the person's rights nobody has weighed."""
    law = file.case.file
    return tuple(each.code for each in law.measures.chosen if each.code not in law.contracts.rights)


def _now(office: Office, file: CaseFile) -> CaseFile:
    """The file as it is after what was just written."""
    return CaseFile(office.casework.case(file.id))
