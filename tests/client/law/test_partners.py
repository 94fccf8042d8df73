"""What tasks of partners leave behind: silence and refusals; and tasks of version 1."""

from __future__ import annotations

import pytest

from client.law.catalogue import parse
from client.law.law72.a21_partners import refusals, silence
from client.law.records.tasks import Task, TaskOpened, TaskReport
from client.law.tables.partners import PARTNERS, REQUIRED, TASK_KINDS, TASK_MEASURES
from client.law.words import PERSONAL_MEASURES
from tests.client.law.casebook.cast import millis
from tests.client.law.casebook.past import after

ID, CIRCLE = "0b" * 16, "a1" * 32
DONE = {"by": "akimat", "write": "task-report", "in": "task"}
REFUSED = {**DONE, "with": {"state": "REFUSED", "note": "бос пәтер жоқ", "reason": "NO_MEANS"}}


@pytest.mark.norm("L72-21.9", "refuses")
def test_silence_goes_to_the_official_and_then_to_the_prosecutor() -> None:
    task = after("home asked").partners.all()[0]
    assert silence(task, millis("3d1h")) == "OFFICIAL"
    assert silence(task, millis("7d")) == "PROSECUTOR"


@pytest.mark.norm("L72-21.9", "passes")
def test_an_answer_ends_the_silence() -> None:
    assert silence(after("home asked", DONE).partners.all()[0], millis("7d")) == ""
    assert silence(after("home asked").partners.all()[0], millis("3d")) == ""


def test_who_does_not_read_the_circle_of_a_task_calls_nobody_silent() -> None:
    opened = {"by": "officer", "write": "task-opened", "in": "coordination", "with": {"body": ""}}
    task = after("move chosen", opened).partners.all()[0]
    assert (task.addressee, silence(task, millis("90d"))) == ("LEB", "")


@pytest.mark.norm("L72-18.2", "refuses")
def test_a_refusal_of_help_is_among_what_the_prosecutor_sees() -> None:
    assert [(each.kind, each.note) for each in refusals(after("home asked", REFUSED))] == [("HOUSING", "бос пәтер жоқ")]


@pytest.mark.norm("L72-18.2", "passes")
def test_help_that_was_given_is_not() -> None:
    assert refusals(after("home asked", DONE)) == ()


def test_a_task_of_version_1_is_still_read() -> None:
    old = {"task": ID, "measure": "M2.6", "instruction": "құжат", "basis": "L72 19, 21, 24", "due_at": 5}
    task = parse("task", 1, old)
    assert task == Task(ID, "M2.6", "құжат", "L72 19, 21, 24", 5)
    assert isinstance(task, Task)
    assert (task.partner, task.kind, task.binding) == ("DOC", "OTHER", True)
    assert parse("task-report", 1, {"task": ID, "state": "DONE", "note": ""}) == TaskReport(ID, "DONE", "")
    opened = {"file": ID, "task": ID, "circle": CIRCLE, "measure": "M2.6", "body": "орталық"}
    assert parse("task-opened", 1, opened) == TaskOpened(ID, ID, CIRCLE, "M2.6", "орталық")


def test_each_kind_of_task_has_addressees_and_measures_that_exist() -> None:
    for kind in TASK_KINDS.values():
        assert set(kind.addressees) <= set(PARTNERS)
        assert set(kind.measures) <= set(TASK_MEASURES)


def test_every_partner_that_the_law_names_can_be_given_a_task_of_its_measure() -> None:
    assert {code for code, each in PERSONAL_MEASURES.items() if each.partner} == set(REQUIRED)
    for measure, partner in REQUIRED.items():
        kinds = [each.code for each in TASK_KINDS.values() if measure in each.measures and partner in each.addressees]
        assert [each for each in kinds if each != "OTHER"], measure


def test_only_the_authority_that_issues_documents_is_shown_old_and_new_data() -> None:
    for kind in TASK_KINDS.values():
        identities = {each for each in kind.carries if each in ("old identity", "new identity")}
        assert len(identities) < 2 or kind.addressees == ("DOC",)
