"""Bodies, supervision, transfer, queue, alarm: norms that are no rules on acts."""

from __future__ import annotations

from typing import Any

import pytest

from client.law.act import Place
from client.law.book import BOOK
from client.law.file import EMPTY_FILE, File
from client.law.law72 import a02_bodies, a06_supervision, a21_transfer, a22_grounds, a23_1_decision, a26_1_deciding, exercises
from client.law.record_type import DEC, IMP, SUP
from client.law.tables.bodies import CLOCK_BODIES, STATUTORY_CLOCKS
from client.law.words import BodyRole, Circle
from tests.client.law.casebook.cast import author, digest, millis
from tests.client.law.casebook.past import after

OLD, NEW = author("investigator").body, author("other investigator").body
REGISTERED: dict[str, Any] = {"by": "officer", "write": "body-registered", "in": "coordination"}
EXERCISE: dict[str, Any] = {
    "by": "investigator",
    "write": "file-opened",
    "in": "coordination",
    "with": {"circle": "coordination", "exercise": True},
}


def registered(name: str, version: int = 1, **more: object) -> dict[str, Any]:
    return {**REGISTERED, "with": {"body": f"hash:{name}", "version": version, **more}}


def test_the_statutory_clocks_are_those_of_the_book() -> None:
    """Also those of clocks that somebody adds to the law later."""
    assert {clock.id for clock in BOOK.clocks if clock.statutory and clock.id.startswith("DL-")} <= STATUTORY_CLOCKS
    owners = {clock.id: clock.owner for clock in BOOK.clocks}
    assert {id: owners[id] for id in CLOCK_BODIES if id in owners and not owners[id].startswith((CLOCK_BODIES[id], "IM"))} == {}


# S-12, SYS-39, SYS-40, S-11, SYS-04


@pytest.mark.norm("S-12", "passes")
def test_a_merged_body_is_answered_for_by_its_successor_of_today() -> None:
    file = after(
        "opened",
        registered("first", successor=digest("second"), handed_over=True),
        registered("second", successor=digest("third"), handed_over=True),
    )
    assert a02_bodies.accountable(file, digest("first")) == digest("third")
    assert a02_bodies.accountable(file, digest("unknown")) == digest("unknown")


@pytest.mark.norm("S-12", "refuses")
def test_bodies_that_name_each_other_do_not_hide_who_answers() -> None:
    file = after(
        "opened",
        registered("first", successor=digest("second"), handed_over=True),
        registered("second", successor=digest("first"), handed_over=True),
    )
    assert a02_bodies.accountable(file, digest("first")) == digest("second")


@pytest.mark.norm("SYS-39", "passes")
def test_a_class_of_ours_has_the_words_of_their_papers() -> None:
    file = after("opened", registered("first"))
    assert a02_bodies.secrecy_of(file, digest("first"), "SEALED") == "өте құпия"


@pytest.mark.norm("SYS-39", "refuses")
def test_no_class_is_made_up_where_the_register_has_none() -> None:
    file = after("opened", registered("first", secrecy=[]))
    assert [a02_bodies.secrecy_of(file, digest(each), "SEALED") for each in ("first", "unknown")] == ["", ""]


@pytest.mark.norm("S-11", "passes")
def test_what_both_bodies_read_is_internal() -> None:
    assert a02_bodies.classed(Place(Circle.COORDINATION), False) == "INTERNAL"
    assert a02_bodies.classed(Place(Circle.PERSON, IMP), False) == "RESTRICTED"


@pytest.mark.norm("S-11", "refuses")
def test_a_restricted_record_or_a_task_is_never_less_than_sealed() -> None:
    assert a02_bodies.classed(Place(Circle.COORDINATION), True) == "SEALED"
    assert a02_bodies.classed(Place(Circle.TASK), False) == "SEALED"


@pytest.mark.norm("SYS-40", "passes")
def test_a_body_with_rules_lacks_nothing_that_monitoring_asks() -> None:
    profile = {"by": "investigator", "write": "body-profile", "in": "coordination", "with": {"body": "body:investigator"}}
    assert a02_bodies.lacking(after("opened", profile), OLD) == ()


@pytest.mark.norm("SYS-40", "refuses")
def test_a_body_without_money_or_people_is_seen() -> None:
    bare = {"body": "body:investigator", "officers": [], "budget_line": False, "unit": " "}
    profile = {"by": "investigator", "write": "body-profile", "in": "coordination", "with": bare}
    assert a02_bodies.lacking(after("opened", profile), OLD) == ("budget line", "officers", "unit")
    assert a02_bodies.lacking(EMPTY_FILE, OLD) == ("act", "budget line", "officers", "unit")


@pytest.mark.norm("SYS-04", "passes")
def test_the_joint_rules_say_how_soon_a_partner_replies() -> None:
    terms = {"body": "body:officer", "targets": []}
    file = after("opened", {"by": "officer", "write": "body-profile", "in": "coordination", "with": terms})
    assert a02_bodies.reply_s(file, "LEB", 1) == 172_800


@pytest.mark.norm("SYS-04", "refuses")
def test_what_the_joint_rules_do_not_say_is_not_made_up() -> None:
    assert a02_bodies.reply_s(EMPTY_FILE, "LEB", 1) == 1


# 6: supervision


@pytest.mark.norm("L72-6", "passes")
@pytest.mark.parametrize("office", ["*", "KZ-75", "KZ-75-2"])
def test_an_office_supervises_its_territory_and_its_parts(office: str) -> None:
    assert a06_supervision.covers(office, "KZ-75-2")


@pytest.mark.norm("L72-6", "refuses")
@pytest.mark.parametrize("office", ["KZ-7", "KZ-75-2-1", "KZ-10"])
def test_an_office_does_not_supervise_another_territory(office: str) -> None:
    assert a06_supervision.covers(office, "KZ-75-2") is False


def _opened_to_supervision() -> File:
    steps = (
        {"by": "investigator", "write": "nondisclosure", "in": "coordination", "with": {"holder": "holder:investigator"}},
        {"by": "investigator", "write": "disclosed", "in": "coordination", "with": {"entry": "@file-opened"}},
        {"by": "investigator", "write": "disclosed", "in": "coordination", "with": {"entry": "@file-opened", "reason": "арыз"}},
    )
    return after("opened", *steps)


@pytest.mark.norm("L72-6", "passes")
@pytest.mark.parametrize(("viewer", "official"), [(SUP, False), (IMP, True)])
def test_supervision_and_the_official_see_who_opened_what(viewer: BodyRole, official: bool) -> None:
    assert [each.reason for each in a06_supervision.openings(_opened_to_supervision(), viewer, official)] == ["сұрау", "арыз"]


@pytest.mark.norm("L72-6", "refuses")
@pytest.mark.parametrize(("viewer", "official"), [(DEC, True), (IMP, False), (None, False)])
def test_others_do_not_read_the_log_of_openings(viewer: BodyRole | None, official: bool) -> None:
    assert a06_supervision.openings(_opened_to_supervision(), viewer, official) == ()


# 21 pt4: transfer


@pytest.mark.norm("L72-21.10", "passes")
def test_the_receiver_answers_from_its_acceptance() -> None:
    assert a21_transfer.responsible(after("handed over"), "DECIDING") == OLD
    assert a21_transfer.responsible(after("transferred"), "DECIDING") == NEW


@pytest.mark.norm("L72-21.10", "refuses")
def test_the_old_body_keeps_its_past_and_loses_what_is_new() -> None:
    file = after("transferred")
    accepted = file.index
    assert a21_transfer.reads(file, OLD, DEC, accepted)
    assert a21_transfer.reads(file, OLD, DEC, accepted + 1) is False
    assert a21_transfer.reads(file, NEW, DEC, accepted + 1)


def test_a_court_that_takes_the_case_decides_as_a_court_and_knows_who_investigated() -> None:
    case = after("at court").case
    assert (case.decider, case.stage, case.body, case.pretrial) == ("COURT", "TRIAL", author("judge").body, OLD)


def test_a_courts_order_that_names_nobody_is_the_investigating_bodys() -> None:
    order = {"by": "judge", "write": "order", "in": "coordination", "void": True, "with": {"decision_number": "1-77"}}
    assert after("court order due", order).case.implementer == OLD


def test_a_new_implementing_body_takes_the_seat_by_its_acceptance() -> None:
    coming = author("commander").body
    steps: tuple[dict[str, Any], ...] = (
        {"by": "officer", "write": "acknowledgement", "in": "coordination", "at": "30m", "with": {"of": "@order/16"}},
        {
            "by": "investigator",
            "write": "transfer-notice",
            "in": "coordination",
            "with": {"seat": "IMPLEMENTING", "body": "body:commander"},
        },
        {
            "by": "officer",
            "write": "handover",
            "in": "coordination",
            "with": {"order": "@order", "clocks": [{"clock": "DL-06", "key": "", "due_at": "at:1443m"}]},
        },
        {"by": "official", "write": "identity-handed-over", "in": "coordination"},
        {"by": "commander", "write": "transfer-accepted", "in": "coordination"},
    )
    file = after("ordered", *steps)
    assert a21_transfer.responsible(file, "IMPLEMENTING") == coming
    assert a21_transfer.responsible(file, "DECIDING") == OLD
    assert not a21_transfer.reads(file, author("officer").body, IMP, file.index + 1)


# 22, 23(1)


@pytest.mark.norm("L72-22.1", "passes")
def test_a_statement_that_both_have_is_nothing_to_forward() -> None:
    assert a22_grounds.to_forward(after("stated")) == ()


@pytest.mark.norm("L72-22.1", "refuses")
def test_a_statement_that_only_the_implementing_body_has_must_be_forwarded() -> None:
    only = {"by": "anyone", "write": "statement", "in": "front desk@implementing"}
    assert a22_grounds.to_forward(after([], only)) == ("0b" * 16,)


def test_both_times_of_receipt_are_kept() -> None:
    steps = (
        {"by": "anyone", "write": "statement", "in": "front desk@implementing", "at": "1h"},
        {"by": "officer", "write": "statement-forwarded", "in": "coordination", "at": "2h", "with": {"received_at": "at:1h"}},
    )
    received = after([], *steps).case.received["0b" * 16]
    assert (received.implementing_at, received.deciding_at) == (millis("1h"), millis("2h"))


@pytest.mark.norm("L72-23.1a", "passes")
def test_a_decision_to_apply_makes_a_protected_person() -> None:
    assert a23_1_decision.label(after("decided")) == "PP"


@pytest.mark.norm("L72-23.1a", "refuses")
def test_nothing_else_does() -> None:
    refusal = {"by": "investigator", "write": "decision", "in": "person@deciding", "with": {"outcome": "REFUSE", "measures": []}}
    assert [a23_1_decision.label(each) for each in (after("opened"), after("opened", refusal))] == ["APP", "APP"]


def _file(id: str, at: str, urgent: bool) -> File:
    return after(
        [],
        {
            "by": "anyone",
            "write": "statement",
            "in": "front desk@deciding",
            "at": at,
            "with": {"payload_id": f"id:{id}", "urgent": urgent},
        },
    )


@pytest.mark.norm("L72-23.1c", "passes")
def test_what_is_urgent_goes_before_what_is_older() -> None:
    old, urgent = _file("old", "1h", False), _file("urgent", "2h", True)
    assert a23_1_decision.in_queue((old, urgent)) == (urgent, old)


@pytest.mark.norm("L72-23.1c", "refuses")
def test_what_is_decided_waits_no_more_and_an_exercise_goes_last() -> None:
    urgent = {"by": "anyone", "write": "statement", "in": "front desk@deciding", "at": "0m", "with": {"urgent": True}}
    exercise, real = after([], urgent, EXERCISE), _file("real", "9h", False)
    assert a23_1_decision.in_queue((after("decided"), exercise, real)) == (real, exercise)


# 26-1(3)(1)


def _roster(*more: dict[str, Any]) -> File:
    who = {"body": "body:investigator", "duty": "holder:investigator", "chain": ["holder:chief", "hash:head"], "step_s": 600}
    return after("opened", {"by": "chief", "write": "duty-roster", "in": "coordination", "at": "5m", "with": who}, *more)


def _alarmed(file: File, at: str) -> tuple[str, ...]:
    running = next(each for each in file.clocks.of("DL-16") if each.key.endswith("deciding"))
    return a26_1_deciding.to_alarm(file, running, millis(at))


@pytest.mark.norm("L72-26-1.3.1", "refuses")
def test_a_report_that_nobody_acknowledges_goes_up_the_chain() -> None:
    duty, chief, head = author("investigator").holder, author("chief").holder, digest("head")
    file = _roster()
    assert _alarmed(file, "30m") == (duty,)
    assert _alarmed(file, "61m") == (duty, chief)
    assert _alarmed(file, "71m") == (duty, chief, head)
    assert _alarmed(file, "9h") == (duty, chief, head)


@pytest.mark.norm("L72-26-1.3.1", "passes")
def test_once_a_human_acknowledged_it_nobody_is_alarmed() -> None:
    seen = {"by": "investigator", "write": "acceptance", "in": "front desk@deciding", "at": "10m", "with": {"received_at": "at:0m"}}
    done = [each for (id, _key, _entry), each in _roster(seen).clocks.done.items() if id == "DL-16"]
    assert [a26_1_deciding.to_alarm(_roster(seen), each, millis("9h")) for each in done] == [()]


def test_where_nobody_is_on_duty_the_whole_body_is_to_be_told() -> None:
    assert _alarmed(after("opened"), "9h") == ()


INSTRUCTION: dict[str, Any] = {"by": "investigator", "write": "instruction", "in": "coordination", "with": {"due_at": "at:1d"}}


@pytest.mark.norm("L72-26-1.1.2", "refuses")
def test_an_instruction_without_a_report_shows_once_it_is_late() -> None:
    file = after("ordered", INSTRUCTION)
    assert a26_1_deciding.unreported(file, millis("1d")) == ()
    assert a26_1_deciding.unreported(file, millis("25h")) == ("И-1",)


@pytest.mark.norm("L72-26-1.1.2", "passes")
def test_an_instruction_that_was_reported_on_is_done() -> None:
    report = {"by": "officer", "write": "instruction-report", "in": "coordination"}
    assert a26_1_deciding.unreported(after("ordered", INSTRUCTION, report), millis("9d")) == ()


# SYS-60


@pytest.mark.norm("SYS-60", "refuses")
def test_an_exercise_says_so_and_counts_nowhere() -> None:
    file = after([], EXERCISE)
    assert str(exercises.banner(file)) == "EXERCISE: this person does not exist"
    assert exercises.counts(file) is False


@pytest.mark.norm("SYS-60", "passes")
def test_a_real_file_counts() -> None:
    assert exercises.banner(after("opened")) is None
    assert exercises.counts(after("opened"))
