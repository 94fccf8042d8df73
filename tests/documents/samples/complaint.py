"""Samples of complaints and their outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts, Signer
from client.law.records.complaints import Complaint, ComplaintOutcome, OutcomeReceived
from client.law.records.rulings import Decision, Order
from tests.documents.samples import AT, DECIDING, FILE, OFFICER, PERSON, Sample, facts, long_text, related, said

BODY, COURT, REFUSAL, ORDER = "e1" * 32, "d3" * 32, "b2" * 32, "b4" * 32
COURT_NAME = "Алматы қаласының Бостандық аудандық соты"
NAMES = {BODY: DECIDING, COURT: COURT_NAME}
JUDGE = Signer("Ерлан Т.", COURT_NAME, "OFFICIAL", AT, "5b" * 8)


def _complaint_of(language: str, **changes: Any) -> Complaint:
    text = said(
        language,
        "Маған неге бас тартылғанын түсінбедім. Қатер шынайы, хабарламаларды көрсеттім.",
        "Я не понимаю, почему мне отказали. Угроза настоящая, сообщения я показал.",
        "I do not understand why I was refused. The threat is real, and I showed the messages.",
    )
    value = Complaint(
        "10" * 16, "REFUSAL", REFUSAL, "INVESTIGATOR", BODY, "", "COURT", COURT, "CHANNEL", text, language, AT - 3_600_000, ()
    )
    return replace(value, **changes)


def _refusal(language: str) -> Decision:
    no = said(language, "Қатер расталмады.", "Угроза не подтвердилась.", "The threat was not borne out.")
    return Decision(FILE, "12-1", "REFUSE", no, ("E1",), no, (), ("COURT", "PROSECUTOR"), no, language)


def _complaint(language: str, **changes: Any) -> Facts[Any]:
    shown = {
        "decision": related(_refusal(language), entry=REFUSAL),
        "order": related(Order(FILE, "12-2", REFUSAL, "12-1"), entry=ORDER, by=OFFICER),
    }
    return facts(_complaint_of(language, **changes), language, PERSON, related=shown, names=NAMES)


def _outcome(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(language, "Тексеру толық емес.", "Проверка неполная.", "The verification was not complete.")
    further = said(language, "Жоғары тұрған сотқа.", "В вышестоящий суд.", "To the higher court.")
    value = replace(ComplaintOutcome("10" * 16, "5-1", "DECISION_CANCELLED", reasons, further), **changes)
    return facts(value, language, JUDGE, related={"complaint": related(_complaint_of(language), by=PERSON)})


def _received(language: str, **changes: Any) -> Facts[Any]:
    value = OutcomeReceived("10" * 16, "REFUSAL", "", COURT_NAME, "5-1", "DECISION_CANCELLED", AT)
    return facts(replace(value, **changes), language)


SAMPLES = (
    Sample(
        "complaint-pack",
        lambda language: _complaint(language),
        lambda language: _complaint(
            language, about="ADMINISTRATIVE", way="PRINTED", text=long_text(language, 5), pack=(REFUSAL, ORDER)
        ),
        {"not read here": lambda language: _complaint(language, pack=("f0" * 32,))},
    ),
    Sample(
        "complaint-outcome",
        lambda language: _outcome(language),
        lambda language: _outcome(language, reasons=long_text(language, 7), outcome="DISMISSED"),
        {
            "complaint": lambda language: replace(_outcome(language), related={}),
            "further": lambda language: _outcome(language, further=" "),
        },
    ),
    Sample(
        "complaint-outcome-body",
        lambda language: _received(language),
        lambda language: _received(language, about="INACTION", outcome="INACTION_FOUND"),
    ),
)
