"""Well-formed records of ``client.law.records.money``."""

from __future__ import annotations

from client.law.records.money import ClaimAnswered, ExpenseApproved, ExpenseClaim, ExpensePaid, ExpensePlanned, Harm

EXPENSE, CLAIM, HARM = "29" * 16, "2c" * 16, "30" * 16

EXAMPLES: tuple[object, ...] = (
    ExpensePlanned(EXPENSE, "OTHER", "", 250_000_00, "BUDGET", "Түйме", ""),
    ExpenseApproved(EXPENSE, "29-1", "қаржыландыру ережесі № 3"),
    ExpensePaid(EXPENSE, "PAID", 250_000_00, "қызмет ақысы", 1_767_800_000_000),
    ExpenseClaim(CLAIM, "TRANSPORT", 12_000_00, 1_767_700_000_000, "чек", "такси"),
    ClaimAnswered(CLAIM, 12_000_00, ""),
    Harm(HARM, "PROPERTY", "PERSON", "көлігі өртелді", 1_767_700_000_000, "куәлік бергені үшін", False, "", "AGAINST_CULPRIT"),
)
