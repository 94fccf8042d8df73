"""What measures cost: types of expenses, who may pay, and the budget lines for reports (L72 29, 30, A.12; S-14, L72-20.2)."""

from __future__ import annotations

from client.law.titles import N_
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ExpenseType:
    """``named``: Art. 29(2) pt2 names it; the others follow from its first part. ``line``: budget line of S-14."""

    code: str
    title: str
    named: bool
    line: str


EXPENSES = {
    each.code: each
    for each in (
        ExpenseType("RELOCATION", N_("change of home"), True, "return and relocation"),
        ExpenseType("EMPLOYMENT", N_("change of work"), True, "vocational"),
        ExpenseType("APPEARANCE", N_("change of appearance"), True, "medical"),
        ExpenseType("GUARD", N_("guard"), False, "physical and data protection"),
        ExpenseType("EQUIPMENT", N_("equipment"), False, "physical and data protection"),
        ExpenseType("SAFE_PLACE", N_("safe place"), False, "shelter"),
        ExpenseType("DOCUMENTS", N_("documents"), False, "documents"),
        ExpenseType("PSYCH", N_("psychological support"), False, "psychological"),
        ExpenseType("STUDY", N_("study"), False, "vocational"),
        ExpenseType("TRANSPORT", N_("transport"), False, "transport"),
        ExpenseType("LEGAL", N_("legal help"), False, "legal"),
        ExpenseType("OTHER", N_("other"), False, "other"),
    )
}
"""A.12, and LEGAL for the line of S-14. The list is policy of the implementing bodies' heads (29(1))."""

LINES = tuple(sorted({each.line for each in EXPENSES.values()}))

OF_MEASURE = {
    "M2.1a": "GUARD", "M2.1b": "GUARD", "M2.1c": "GUARD", "M2.1d": "EQUIPMENT", "M2.1e": "OTHER",
    "M2.2a": "EQUIPMENT", "M2.2b": "EQUIPMENT", "M2.2c": "EQUIPMENT", "M2.2d": "EQUIPMENT", "M2.2e": "EQUIPMENT",
    "M2.3": "SAFE_PLACE", "M2.4": "OTHER", "M2.5a": "RELOCATION", "M2.5b": "EMPLOYMENT", "M2.5c": "STUDY", "M2.5d": "EMPLOYMENT",
    "M2.6": "DOCUMENTS", "M2.7": "APPEARANCE",
}  # fmt: skip
"""The own type of each measure's cost. TRANSPORT, PSYCH, LEGAL and OTHER may serve any measure."""

ANY_MEASURE = frozenset({"TRANSPORT", "PSYCH", "LEGAL", "OTHER"})

PAYERS = ("BUDGET", "PARTNER", "PERSON", "REPRESENTATIVE")
"""Who is named as payer: the body that provides security (BUDGET), another body, or whom the law forbids to charge (29(2))."""
