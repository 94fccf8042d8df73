"""Whatever is written about tasks and documents, and in whatever order: what the law has settled stays settled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.law.file.partners import TaskState
from client.law.tables.documents import STATES
from tests.client.law.casebook.model import Step, background, case_of
from tests.client.law.casebook.run import Stage

answers = st.lists(
    st.tuples(
        st.sampled_from(["ACCEPTED", "DONE", "REFUSED"]), st.sampled_from(["", "бос пәтер жоқ"]), st.sampled_from(["", "NO_MEANS"])
    ),
    max_size=6,
)
steps = st.lists(st.sampled_from(STATES), max_size=8)


def stage(given: str) -> Stage:
    made = Stage(case_of({"norm": "", "title": "", "then": {}}, "test"))
    for step in background(given):
        made.play(step)
    return made


@settings(max_examples=40, deadline=None)
@given(answers)
def test_a_task_that_is_done_stays_done_and_no_refusal_counts_without_its_reasons(said: list[tuple[str, str, str]]) -> None:
    made, wanted = stage("home asked"), TaskState.SENT
    for state, note, reason in said:
        step = Step("akimat", "task-report", "task", changes={"state": state, "note": note, "reason": reason})
        made.take(made.entry(step))
        lawful = state != "REFUSED" or (note and reason)
        if wanted is not TaskState.DONE and lawful:
            wanted = TaskState(state)
        assert made.file.partners.all()[0].state is wanted


@settings(max_examples=40, deadline=None)
@given(steps)
def test_a_document_moves_one_step_at_a_time(said: list[str]) -> None:
    made, at = stage("new data signed"), -1
    for state in said:
        made.take(made.entry(Step("officer", "document-state", changes={"state": state})))
        at += STATES.index(state) == at + 1
        documents = made.file.newdata.all()
        assert [each.state for each in documents] == ([STATES[at]] if at >= 0 else [])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["propose", "counter", "sign", "refuse"]), max_size=8))
def test_new_data_are_agreed_only_while_the_newest_proposal_is_signed(said: list[str]) -> None:
    made, agreed = stage("new data proposed"), False
    proposal = made.file.newdata.proposal
    for what in said:
        if what == "propose":
            made.take(made.entry(Step("official", "data-proposal", restricted=True)))
            proposal = made.file.newdata.proposal
        elif what == "counter":
            made.take(made.entry(Step("person", "data-counter", changes={"proposal": proposal})))
        else:
            made.take(made.entry(Step("person", "data-signed", changes={"proposal": proposal, "signed": what == "sign"})))
        agreed = what == "sign"
        assert made.file.newdata.agreed is agreed


@pytest.mark.parametrize("state", [each for each in TaskState if each is not TaskState.NO_ANSWER])
def test_only_an_unanswered_task_can_be_silent(state: TaskState) -> None:
    task = replace(stage("home asked").file.partners.all()[0], state=state)
    assert task.at(task.answer_by + 1) is (TaskState.NO_ANSWER if state is TaskState.SENT else state)
