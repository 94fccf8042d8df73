"""Art. 25: what protected persons may know and ask for. Complaints (25(3)) are in ``a23_2_appeals``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.due import DAY
from client.law.file import File
from client.law.records.information import KnowledgeWithheld
from client.law.records.requests import Request, RequestAnswered, RequestRecorded
from client.law.rule import Clock, Effect, On, Started, norm, rule
from client.law.titles import N_
from crypto.frozen import dataclass

# What the person may know (25(1)) ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """One measure as the person is shown it: whose (their own: empty; else the pseudonym), its code, its state; no place, name or
    number of anybody else."""

    whose: str
    code: str
    state: str


@norm("L72-25.1", "25(1)")
def may_know(own: File, linked: Iterable[File] = ()) -> tuple[Known, ...]:
    """The measures applied to the person, their family and close relatives: kind and state. ``linked``: the files of those; one
    that an official withholds with reasons, since that relative may be the danger, is left out (AMB-17)."""
    known = list(_measures(own, ""))
    for file in linked:
        if file.case.pseudonym not in own.information.knowledge_withheld:
            known += _measures(file, file.case.pseudonym)
    return tuple(known)


def _measures(file: File, whose: str) -> Iterator[Known]:
    yield from (Known(whose, code, "APPLIED") for code in sorted(file.case.measures))
    yield from (Known(whose, each.code, str(each.state)) for each in file.measures.all())


@rule("L72-25.1", "25(1)", KnowledgeWithheld)
def withheld_with_reasons(file: File, act: Act[KnowledgeWithheld]) -> Answer:
    """AMB-17: the right to know is the rule; it is switched off for one linked file, by an official, with reasons."""
    if not act.value.withheld or act.value.reasons.strip():
        return MET
    return not_met(
        say("the measures of a relative are withheld without reasons"),
        say("write why that relative may be a source of the danger"),
    )


@rule("L72-25.1", "25(1)", KnowledgeWithheld)
def ones_own_are_never_withheld(file: File, act: Act[KnowledgeWithheld]) -> Answer:
    if not act.value.withheld or act.value.linked != file.case.pseudonym:
        return MET
    return not_met(say("the person's own measures are withheld"), say("withhold nothing of what applies to the person"))


# What the person may ask for (25(2), 25(4)) ------------------------------------------------------------------------------


@rule("L72-25.2", "25(2)", Request, RequestRecorded, effect=Effect.MARK)
def names_what_it_asks(file: File, act: Act[Any]) -> Answer:
    """A request about specific measures says which; to end all names none. Marks: a clumsy request is still one (L72-1-1)."""
    value = act.value
    if value.kind in ("APPLY_SPECIFIC", "NOT_APPLY_SPECIFIC", "LIFT_ONE") and not value.measures:
        return not_met(say("the request names no measure"), say("name the measures that it is about"))
    if value.kind == "LIFT_ALL" and value.measures:
        return not_met(say("a request to end all measures names some"), say("name none, or ask to lift those"))
    return MET


@rule("L72-25.4", "25(4)", Request, RequestRecorded, effect=Effect.MARK)
def threat_or_need(file: File, act: Act[Any]) -> Answer:
    """AMB-18: only a request for more protection can allege a threat; then it is a statement and has 24 hours. To end protection
    while alleging a new threat is two things: the threat is told by itself."""
    value = act.value
    if not value.alleges_threat or value.kind in ("ADD", "APPLY_SPECIFIC"):
        return MET
    return not_met(
        say("a request to end or not to apply measures tells of a threat"), say("report the threat, which is heard at once")
    )


@rule("L72-25.2", "25(2), 27(3)", RequestAnswered)
def lifting_needs_a_ruling(file: File, act: Act[RequestAnswered]) -> Answer:
    """A request to lift is answered by a ruling, either way."""
    found = file.requests.of(act.value.request)
    if found is None or not found.lifts:
        return MET
    return not_met(say("a request to lift is answered without a ruling"), say("issue a ruling on it"))


@rule("L72-25.4", "25(4)", RequestAnswered)
def refused_with_reasons(file: File, act: Act[RequestAnswered]) -> Answer:
    if act.value.outcome == "GRANTED" or act.value.reasons.strip():
        return MET
    return not_met(say("a request is refused without reasons"), say("write the reasons, and how to complain of them"))


@norm("L72-25.4", "25(4), 23(1)")
def states_a_threat(value: Request | RequestRecorded) -> bool:
    """AMB-18: such a request starts the 24 hours of DL-01, as a statement does."""
    return value.alleges_threat and value.kind in ("ADD", "APPLY_SPECIFIC")


def _without_threat(file: File, act: Act[Any]) -> Iterator[Started]:
    value = act.value
    if value.kind in ("ADD", "APPLY_SPECIFIC", "NOT_APPLY_SPECIFIC") and not states_a_threat(value):
        yield Started(value.request, at=value.received_at if isinstance(value, RequestRecorded) else None)


ANSWER = Clock(
    id="L72-25.4",
    article="25(2), 25(4), 26-1(2)(1)",
    start=N_("request of the person"),
    end=N_("answer"),
    owner="IMH",
    limit_s=3 * DAY,
    starts=(On(Request, _without_threat), On(RequestRecorded, _without_threat)),
    ends=(On(RequestAnswered, lambda file, act: (act.value.request,)),),
    tell=("PP", "PRS"),
)
"""Policy: the law gives no time for requests that allege no threat (AMB-18)."""

RULES = (
    withheld_with_reasons,
    ones_own_are_never_withheld,
    names_what_it_asks,
    threat_or_need,
    lifting_needs_a_ruling,
    refused_with_reasons,
)
CLOCKS = (ANSWER,)
