"""Art. 7(2): the implementing body chooses personal measures on an order; three of them are last resorts."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.records.rulings import SelectedMeasure, Selection
from client.law.rule import norm, rule
from client.law.tables.measures import PERSONAL_MEASURES, Measure
from client.law.words import Circle, Flag


@rule("L72-7.2a", "7(2), 23(4)", Selection, general=True)
def after_the_order(file: File, act: Act[Selection]) -> Answer:
    """The order is received where it can be read; that a human acknowledged it is another duty (26-1(3)(1))."""
    if file.case.order_entry:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("the order for personal security"))
    return not_met(say("there is no order for personal security"), say("wait for the order of the deciding body, or move for one"))


@rule("L72-7.2a", "7(2)", Selection)
def chooses_one_or_several(file: File, act: Act[Selection]) -> Answer:
    if act.value.measures:
        return MET
    return not_met(say("the ruling chooses no measure"), say("choose one or several measures"))


@rule("L72-7.2b", "7(2) pt2", Selection)
def last_resort(file: File, act: Act[Selection]) -> Answer:
    """Relocation, new documents and a changed appearance only where nothing else secures the person; why not is part of the ruling,
    which the supervising prosecutor reads. Work, study and help to find a job are no last resort (AMB-09)."""
    for each in act.value.measures:
        row = PERSONAL_MEASURES.get(each.code)
        if row is not None and row.exceptional and not _weighed(each):
            return not_met(
                say("{measure} is a last resort, and what was considered before it is missing", measure=each.code),
                say("name each other measure that was tried or considered, and why it cannot secure the person"),
            )
    return MET


def _weighed(chosen: SelectedMeasure) -> bool:
    return bool(chosen.considered) and all(
        each.measure != chosen.code and each.reasons.strip() for each in chosen.considered
    )  # fmt: skip


@rule("SYS-38", "UNTOC 24(3)", Selection)
def abroad_by_agreement(file: File, act: Act[Selection]) -> Answer:
    """To another state a person goes by relocation alone, and only where the states have agreed (L72 1(2))."""
    for each in act.value.measures:
        if each.abroad is None:
            continue
        if each.code != "M2.5a":
            return not_met(say("only a relocation leads to another state"), say("choose relocation, or stay in this state"))
        if not (each.abroad.state.strip() and each.abroad.agreement.strip()):
            return not_met(
                say("relocation to another state without the agreement of the states"), say("name the state and the agreement")
            )
    return MET


@rule("S-15", "UNTOC 24; 1(2)", Selection)
def treaty_has_an_approver(file: File, act: Act[Selection]) -> Answer:
    if all(each.abroad is None or each.abroad.approver.strip() for each in act.value.measures):
        return MET
    return not_met(say("nobody approved that the treaty is relied on"), say("name who approved it"))


@norm("L72-7.2a", "7(2)")
@norm("S-18", "UNTOC 26(4)")
def open_to(file: File) -> tuple[Measure, ...]:
    """The measures that may be chosen for this person now, as far as their own standing goes: in detention those of 21-2, transfers
    of service only for service personnel. Suspects, accused and convicts have the same as everybody (S-18)."""
    flags = file.persons.flags
    service = bool(flags & {Flag.SERVICE, Flag.MILITARY})
    return tuple(
        row
        for row in PERSONAL_MEASURES.values()
        if (row.in_custody if file.persons.in_custody else not row.custody) and (service or not row.service)
    )


RULES = (after_the_order, chooses_one_or_several, last_resort, abroad_by_agreement, treaty_has_an_approver)
