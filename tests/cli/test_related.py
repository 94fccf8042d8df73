"""Which records a record refers to, without a server: by hash, by a shared id, by the number of the same paper."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from client.app.papers.related import related_to
from client.app.reading import Seen
from client.law.records.complaints import Complaint, ComplaintOutcome, ComplaintTaken
from client.law.records.files import Note
from client.law.records.instructions import Instruction, InstructionReport
from client.law.records.rulings import Order, Selection

FILE, ID = "0b" * 16, "10" * 16
ORDER = Order(FILE, "12-2", "a1" * 32, "12-1")
COMPLAINT = Complaint(ID, "REFUSAL", "a1" * 32, "INVESTIGATOR", "", "", "COURT", "", "CHANNEL", "t", "kk", 1, ("a1" * 32,))


def seen(index: int, name: str, value: object, *, hash: bytes | None = None, unlawful: str = "") -> Seen:
    entry: Any = SimpleNamespace(index=index, hash=hash or bytes([index]) * 32)
    return Seen(cast(Any, b"c" * 32), entry, name, value, "", unlawful)


def names(item: Seen, *others: Seen) -> list[str]:
    return sorted(related_to(item, others))


def test_by_hash_and_nothing_that_it_does_not_name() -> None:
    order, other = seen(1, "order", ORDER, hash=b"\xb2" * 32), seen(2, "note", Note("t"))
    assert names(seen(3, "selection", Selection(FILE, "7", "b2" * 32, ())), order, other) == ["order"]


def test_by_an_id_that_both_carry() -> None:
    outcome = seen(5, "complaint-outcome", ComplaintOutcome(ID, "5-1", "DISMISSED", "r", "f"))
    others = (seen(1, "complaint", COMPLAINT), seen(2, "complaint-taken", ComplaintTaken(ID, 1, "")))
    assert names(outcome, *others) == ["complaint", "complaint-taken"]


def test_by_the_number_of_the_same_file_and_of_no_other() -> None:
    report = seen(5, "instruction-report", InstructionReport(FILE, "7", True, "t"))
    own, foreign = Instruction(FILE, "7", "ACT", "t", (), 0), Instruction("0c" * 16, "7", "ACT", "t", (), 0)
    assert names(report, seen(1, "instruction", own)) == ["instruction"]
    assert names(report, seen(1, "instruction", foreign)) == []


def test_a_number_says_nothing_where_the_record_names_another() -> None:
    order, other = seen(1, "order", ORDER, hash=b"\xb2" * 32), seen(2, "order", Order(FILE, "7", "a1" * 32, "12-1"))
    (found,) = related_to(seen(3, "selection", Selection(FILE, "7", "b2" * 32, ())), (order, other))["order"]
    assert found.entry.index == 1


def test_the_file_itself_is_no_reference() -> None:
    assert names(seen(5, "order", ORDER), seen(1, "selection", Selection(FILE, "7", "b2" * 32, ()))) == []


def test_what_came_later_is_not_told_of() -> None:
    """Else a paper would say other words tomorrow than it says today."""
    outcome = seen(5, "complaint-outcome", ComplaintOutcome(ID, "5-1", "DISMISSED", "r", "f"))
    assert names(outcome, seen(6, "complaint", COMPLAINT)) == []


def test_what_the_law_does_not_count_is_not_told_of() -> None:
    outcome = seen(5, "complaint-outcome", ComplaintOutcome(ID, "5-1", "DISMISSED", "r", "f"))
    assert names(outcome, seen(1, "complaint", COMPLAINT, unlawful="L72-23.2")) == []


def test_of_copies_in_several_circles_the_first_is_told_of() -> None:
    report = seen(5, "instruction-report", InstructionReport(FILE, "7", True, "t"))
    copies = [seen(at, "instruction", Instruction(FILE, "7", "ACT", "t", (), 0)) for at in (1, 2)]
    (found,) = related_to(report, copies)["instruction"]
    assert found.entry.index == 1
