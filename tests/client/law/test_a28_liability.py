"""Art. 28 and A.11 where they are no rules on acts: who answers, who may see what, who opened what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from client.law.act import Place
from client.law.answer import Met, NotMet
from client.law.book import BOOK
from client.law.catalogue import TYPES, may_write
from client.law.law72.a23_8_representatives import offered_anew, receivers
from client.law.law72.a26_1_informing import leaflet_contacts, plan
from client.law.law72.a28_liability import (
    access_report,
    may_see,
    not_to_be_published,
    object_of,
    read_by_supervision,
    responsibility,
    without_secrecy,
)
from client.law.tables.access import ROLES, SEALED_OBJECTS, TABLE, Access
from client.law.tables.routes import MEANT
from client.law.tables.sources import address
from client.law.words import Circle
from tests.client.law.casebook.cast import author, millis
from tests.client.law.casebook.model import Step
from tests.client.law.casebook.scene import scene


@pytest.mark.norm("L72-28.1", "passes")
def test_what_was_late_is_answered_for_by_who_had_to_act() -> None:
    file = scene("complained", steps="- {by: complaint prosecutor, write: complaint-outcome, at: 2d}").file
    found = {each.clock: each for each in responsibility(file, millis("3d"), BOOK.clock)}
    assert (found["DL-04"].owner, found["DL-04"].done_at) == ("PRC", millis("2d"))


@pytest.mark.norm("L72-28.1", "refuses")
@pytest.mark.parametrize("name", sorted(TYPES))
def test_no_record_takes_the_mark_of_a_delay_away(name: str) -> None:
    """Whatever is written later, by anybody, anywhere."""
    stage = scene("complained", steps="- {by: complaint prosecutor, write: complaint-outcome, at: 2d}")
    for who in ("investigator", "official", "person", "complaint prosecutor", "akimat"):
        for where in ("coordination", "person@deciding", "person@implementing", "complaint", "task"):
            stage.take(stage.entry(Step(who, name, where)))
    assert "DL-04" in {each.clock for each in responsibility(stage.file, millis("3d"), BOOK.clock) if each.done_at == millis("2d")}


@pytest.mark.norm("A.11", "passes")
def test_the_table_has_a_cell_for_every_role_and_object() -> None:
    assert all(len(row.cells) == len(ROLES) for row in TABLE.values())
    assert may_see("REP", "threat") is Access.WRITE
    assert may_see("DEC", "identity") is Access.SEALED
    assert may_see("COOP", "place") is Access.TASK
    assert may_see("PRC", "complaint") is Access.WRITE


@pytest.mark.norm("A.11", "refuses")
@pytest.mark.parametrize("what", sorted(TABLE))
def test_who_keeps_the_machines_sees_no_content(what: str) -> None:
    assert may_see("ADM", what) in (Access.NONE, Access.PART)


@pytest.mark.norm("A.11", "refuses")
def test_the_deciding_body_sees_no_address_no_new_name_and_no_notes_of_the_psychologist() -> None:
    assert {may_see("DEC", what) for what in ("place", "new data", "medical", "psychology")} == {Access.NONE}
    assert {may_see("FIN", what) for what in SEALED_OBJECTS} == {Access.NONE}


@pytest.mark.norm("A.11", "passes")
@pytest.mark.parametrize("name", sorted(TYPES))
def test_each_type_of_record_belongs_to_an_object_or_to_none(name: str) -> None:
    found = object_of(name)
    assert found is None or found in TABLE


@pytest.mark.norm("A.11", "refuses")
def test_who_never_acknowledged_secrecy_is_listed() -> None:
    file = scene("opened", steps="- {by: investigator, write: nondisclosure, in: coordination}").file
    assert author("investigator").holder not in without_secrecy(file)
    assert author("anyone").holder in without_secrecy(file)


@pytest.mark.norm("L72-28.2", "passes")
def test_the_access_report_tells_every_opening_with_who_when_and_why() -> None:
    file = scene(
        "identity released",
        steps="""
        - {by: officer, write: access-warned}
        - {by: officer, write: identity-opened, at: 2h}
        - {by: investigator, write: disclosed, in: coordination, at: 3h, with: {entry: "@file-opened"}}
        """,
    ).file
    assert [(each.what, each.by, each.at) for each in access_report(file)] == [
        ("identity", author("officer").holder, millis("2h")),
        ("disclosed", author("investigator").holder, millis("3h")),
    ]
    assert all(each.reason for each in access_report(file))


@pytest.mark.norm("L72-28.2", "refuses")
def test_an_unlawful_opening_stands_in_the_report_too() -> None:
    file = scene("opened", steps="- {by: officer, write: identity-opened, void: true}").file
    assert [each.what for each in access_report(file)] == ["identity"]


@pytest.mark.norm("SYS-05", "passes")
def test_supervision_reads_rulings_contracts_threats_and_the_log() -> None:
    assert {"ruling", "contract", "threat", "complaint", "audit log", "equipment", "expenses"} <= set(read_by_supervision())


@pytest.mark.norm("SYS-05", "refuses")
def test_supervision_reads_no_sealed_object_by_itself() -> None:
    assert not SEALED_OBJECTS & set(read_by_supervision())
    assert "ruling" in read_by_supervision()


@pytest.mark.norm("L72-6", "refuses")
@pytest.mark.parametrize("name", sorted(TYPES))
def test_ac_33_the_supervising_prosecutor_writes_no_record_in_any_circle(name: str) -> None:
    """The law's part of AC-33; that server and peers reject it too is shown elsewhere."""
    for kind in Circle:
        assert isinstance(may_write(name, Place(kind), author("prosecutor")), NotMet)


@pytest.mark.norm("L72-6", "passes")
def test_who_decides_complaints_writes_the_outcome_and_nothing_else() -> None:
    who = author("complaint prosecutor")
    allowed = {name for name in TYPES for kind in Circle if may_write(name, Place(kind), who) == Met()}
    assert allowed == {"complaint-taken", "complaint-outcome"}


@pytest.mark.norm("L72-26-1.3.2", "passes")
def test_the_plan_shows_each_measure_and_how_far_it_is() -> None:
    file = scene("ordered", steps='- {by: official, write: selection, in: person@implementing, with: {order: "@order"}}').file
    assert [(each.code, each.open_tasks) for each in plan(file)] == [("M2.1a", ())]


@pytest.mark.norm("L72-26-1.3.2", "refuses")
def test_a_measure_that_waits_is_not_carried_out() -> None:
    file = scene("ordered", steps='- {by: official, write: selection, in: person@implementing, with: {order: "@order"}}').file
    assert [each.done for each in plan(file)] == [file.measures.any_in_force]


@pytest.mark.norm("L72-23.8b", "passes")
def test_what_is_for_the_person_is_for_the_representative_too() -> None:
    assert receivers(scene("represented").file) == ("PP", "REP")
    assert receivers(scene("minor").file) == ("PP",)


@pytest.mark.norm("A.13", "refuses")
def test_who_has_come_of_age_is_offered_anew_what_only_the_representative_agreed_to() -> None:
    file = scene(
        "ordered",
        "represented",
        steps="""
        - {by: official, write: selection, in: person@implementing, with: {order: "@order"}}
        - {by: officer, write: rights-weighed}
        - {by: official, write: contract, in: person@implementing, with: {selection: "@selection"}}
        - by: representative
          write: contract-signature
          in: person@implementing
          with: {contract: "@contract", consents.0.contract: "@contract", capacity: PARENTAL}
        - {by: investigator, write: person-flagged, in: coordination, with: {"on": false, reason: он сегізге толды}}
        """,
    ).file
    assert offered_anew(file) == ("M2.1a", "contract")


@pytest.mark.norm("A.13", "passes")
def test_a_minor_is_offered_nothing_anew() -> None:
    assert offered_anew(scene("ordered", "represented").file) == ()


@pytest.mark.norm("SYS-20", "passes")
def test_a_leaflet_names_the_commissioners() -> None:
    assert leaflet_contacts() == (
        "Commissioner for Human Rights",
        "Commissioner for Children's Rights",
        "Commissioner for the rights of vulnerable groups",
    )


@pytest.mark.norm("SYS-20", "refuses")
def test_a_leaflet_names_no_other_office_as_one() -> None:
    assert leaflet_contacts(["CHILDREN", "HOTLINE"]) == ("Commissioner for Children's Rights",)


@pytest.mark.norm("SYS-55", "passes")
def test_the_law_is_found_on_the_public_platform() -> None:
    assert address("L72", "kk") == "https://adilet.zan.kz/kaz/docs/Z000000072_"
    assert address("L72", "en") == "https://adilet.zan.kz/rus/docs/Z000000072_"


@pytest.mark.norm("SYS-55", "refuses")
def test_an_act_that_the_list_does_not_have_is_not_made_up() -> None:
    assert address("BODY", "kk") == ""


@pytest.mark.norm("SYS-56", "passes")
def test_a_closed_hearing_is_not_to_be_published() -> None:
    file = scene("decided").file
    assert not_to_be_published(replace(file, case=replace(file.case, measures=("M1.5", "M1.6a", "M1.8")))) == ("M1.5", "M1.6a")


@pytest.mark.norm("SYS-56", "refuses")
def test_an_open_hearing_has_no_such_note() -> None:
    assert not_to_be_published(scene("decided").file) == ()


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("7(2)", "selection"),
        ("16", "stay-agreement"),
        ("17", "closure-decision"),
        ("22", "evidence-item"),
        ("23(1)", "decision"),
        ("23(4)", "selection"),
        ("23(5)", "selection-notice"),
        ("23(6)", "contract"),
        ("25", "request-answered"),
        ("26-1(1)", "instruction"),
        ("26-1(2)", "motion"),
        ("26-1(3)", "rights-explained"),
        ("27(2)", "revocation"),
    ],
)
def test_the_bodies_that_do_it_are_those_that_the_law_means(article: str, name: str) -> None:
    """AMB-29: the law's "security authority" is one body here, the other there."""
    assert set(MEANT[article]) == set(TYPES[name].bodies)
