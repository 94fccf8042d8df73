"""Art. 21-1: transfers of service personnel. The footnote that names Art. 21-2 here is a slip (AMB-30)."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.records.rulings import SelectedMeasure, Selection
from client.law.rule import rule
from client.law.tables.measures import TRANSFERS
from client.law.words import Circle, Flag


def _transfers(act: Act[Selection]) -> tuple[SelectedMeasure, ...]:
    return tuple(each for each in act.value.measures if each.code in TRANSFERS)


@rule("L72-21-1.1", "21-1(1)", Selection)
def service_personnel_only(file: File, act: Act[Selection]) -> Answer:
    if not _transfers(act) or file.persons.flags & {Flag.SERVICE, Flag.MILITARY}:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("whether the person serves"))
    return not_met(say("the person is not recorded as serving"), say("record the service, or choose another measure"))


@rule("L72-21-1.2", "21-1(2)", Selection)
def one_of_the_four_ways(file: File, act: Act[Selection]) -> Answer:
    for each in _transfers(act):
        way = TRANSFERS[each.code]
        if each.transfer is None:
            return not_met(
                say("the ruling does not say from where to where the transfer goes"), say("name the kinds of both bodies")
            )
        if each.transfer.source != way.source or each.transfer.target not in way.targets:
            return not_met(
                say(
                    "{measure} does not lead from {old} to {new}",
                    measure=each.code,
                    old=each.transfer.source,
                    new=each.transfer.target,
                ),
                say("choose the transfer that the law has for this service"),
            )
    return MET


@rule("L72-21-1.3", "21-1(3)", Selection)
def equal_or_higher_post(file: File, act: Act[Selection]) -> Answer:
    """Of the protected person. For the conscript who threatens the law says nothing of the post."""
    for each in _transfers(act):
        if each.transfer is None or not TRANSFERS[each.code].protected:
            continue
        if each.transfer.new_grade < each.transfer.old_grade:
            return not_met(say("the new post is lower"), say("offer an equal or higher post"))
        if not each.transfer.only_employment:
            return not_met(say("the new post is not the main or only employment"), say("offer one that is"))
    return MET


RULES = (service_personnel_only, one_of_the_four_ways, equal_or_higher_post)
