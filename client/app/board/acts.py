"""What a holder may do in a file now, what settles something on the board first: of two hundred types the few that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.board.board import board
from client.app.board.items import Item
from client.app.board.settles import next_of
from client.app.outcome import Next
from client.law.answer import Met
from client.law.catalogue import TYPES
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class Act:
    """``settles``: what on the board it settles; None for what may be written besides. ``type``: of the record, where one is
    named."""

    next: Next
    settles: Item | None = None
    type: str = ""


def acts(office: Office, case: Case, now: int) -> tuple[Act, ...]:
    """Those that settle something of this file, the most urgent first; then all else that the law permits now."""
    items = [each for each in board(office, now).of_file(case.id) if each.next is not None]
    first = {(each.next.act, each.next.prefilled): Act(each.next, each) for each in reversed(items) if each.next is not None}
    permitted = dict.fromkeys(each.name for each in office.casework.permitted(case, now) if isinstance(each.answer, Met))
    person = office.channel.device is None
    rest = (Act(next_of(name, case.id, person=person), None, name) for name in permitted if name in TYPES)
    return (*reversed(first.values()), *(each for each in rest if (each.next.act, each.next.prefilled) not in first))
