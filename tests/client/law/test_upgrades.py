"""What was written before stays readable: payloads of older versions become today's records."""

from __future__ import annotations

from client.law.catalogue import parse
from client.law.records.basis import Basis
from client.law.records.files import FileOpened
from client.law.records.reports import Threat
from client.law.records.rulings import Decision, Order

ID, HASH = "0b" * 16, "a1" * 32


def test_a_decision_of_version_1_tells_no_stage_and_rests_on_article_23() -> None:
    old = {
        "file": ID,
        "number": "12-1",
        "outcome": "APPLY",
        "reasons": "негіз",
        "evidence": ["statement"],
        "verification": "тексерілді",
        "measures": ["M1.8"],
        "appeal": ["court"],
        "rights": "құқықтар",
        "language": "kk",
    }
    found = parse("decision", 1, old)
    assert isinstance(found, Decision)
    assert (found.stage, found.decider, found.bases, found.answers) == ("", "", (Basis("L72", "23(1)"),), ())


def test_an_order_of_version_1_names_no_implementer() -> None:
    found = parse("order", 1, {"file": ID, "number": "12-2", "decision": HASH, "decision_number": "12-1"})
    assert isinstance(found, Order)
    assert (found.implementer, found.others) == (None, ())


def test_a_file_opened_by_version_1_is_no_exercise() -> None:
    old = {
        "file": ID,
        "pseudonym": "Қарлығаш",
        "circle": "person",
        "body": "deciding",
        "origin": "WRITTEN",
        "person_codes": ["P12a"],
        "statement": ID,
        "others": [HASH],
    }
    found = parse("file-opened", 1, old)
    assert isinstance(found, FileOpened)
    assert (found.stage, found.decider, found.pretrial, found.territory, found.exercise) == ("", "", "", "", False)


def test_a_threat_of_version_1_says_neither_its_kind_nor_duress() -> None:
    found = parse("threat", 1, {"payload_id": ID, "text": "тұр", "language": "kk", "made_at": 5, "urgent": True})
    assert isinstance(found, Threat)
    assert (found.kind, found.happened_at, found.duress, found.silent) == ("UNSAID", None, False, False)
