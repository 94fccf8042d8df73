"""Money: planned, approved and paid expenses, advances of the person, harm and the claim for it (L72 5(3), 29, 30; A.12).

The finance office has a circle of its own with each expense: amounts against a pseudonym. Amounts in tiyn (1/100 tenge).
"""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, PERSONAL, record, report
from client.law.tables.expenses import EXPENSES, PAYERS
from client.law.titles import N_
from client.law.words import PERSONAL_MEASURES, Circle
from crypto.frozen import dataclass

PAID = ("PAID", "REIMBURSED")
HARMS = ("DEATH", "HEALTH", "PROPERTY")
SUFFERERS = ("PERSON", "FAMILY", "CLOSE_RELATIVE")
RECOURSE = ("NOT_KNOWN", "AGAINST_CULPRIT", "NONE")


@dataclass(frozen=True, slots=True)
class ExpensePlanned:
    """``payee``: pseudonym or code of who gets the money; ``claim``: the person's claim that it pays back, or empty."""

    expense: str
    type: str
    measure: str
    amount: int
    payer: str
    payee: str
    claim: str

    def __post_init__(self) -> None:
        wants_hex(self.expense, 16, "expense")
        wants_one_of(self.type, EXPENSES, "type of expense")
        wants_one_of(self.measure, ("", *PERSONAL_MEASURES), "measure")
        wants_one_of(self.payer, PAYERS, "payer")
        wants_text(self.payee, "payee", 80)
        if self.claim:
            wants_hex(self.claim, 16, "claim")


@dataclass(frozen=True, slots=True)
class ExpenseApproved:
    """``rules``: the financing rules that cover it, which the heads of the bodies agreed with the budget body (29(1))."""

    expense: str
    number: str
    rules: str

    def __post_init__(self) -> None:
        wants_hex(self.expense, 16, "expense")
        wants_text(self.number, "number of the approval", 80)


@dataclass(frozen=True, slots=True)
class ExpensePaid:
    """``purpose``: what the paying document says, which must tell nothing. ``at`` in milliseconds."""

    expense: str
    state: str
    amount: int
    purpose: str
    at: int

    def __post_init__(self) -> None:
        wants_hex(self.expense, 16, "expense")
        wants_one_of(self.state, PAID, "state")
        wants_text(self.purpose, "purpose of the payment", 300)


@dataclass(frozen=True, slots=True)
class ExpenseClaim:
    """The person paid what the budget owes: it is paid back (29(2)). ``receipt``: what shows it, in words or a file's hash."""

    claim: str
    type: str
    amount: int
    paid_at: int
    receipt: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.claim, 16, "claim")
        wants_one_of(self.type, EXPENSES, "type of expense")


@dataclass(frozen=True, slots=True)
class ClaimAnswered:
    """Granted in full or in part (``granted`` in tiyn), or not at all, with reasons for what is not."""

    claim: str
    granted: int
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.claim, 16, "claim")


@dataclass(frozen=True, slots=True)
class Harm:
    """L72 5(3), 30(1): life, health or property was harmed. ``link``: how that comes from taking part in the proceedings.
    ``other_regime``: the other law by which the person is covered, else empty; then there is no claim under Art. 30."""

    harm: str
    kind: str
    sufferer: str
    what: str
    happened_at: int
    link: str
    covered: bool
    other_regime: str
    recourse: str

    def __post_init__(self) -> None:
        wants_hex(self.harm, 16, "harm")
        wants_one_of(self.kind, HARMS, "kind of harm")
        wants_one_of(self.sufferer, SUFFERERS, "who suffered it")
        wants_text(self.what, "what happened")
        wants_one_of(self.recourse, RECOURSE, "recourse")


BOOKS, HERE = (Circle.TASK, Circle.PERSON), (Circle.PERSON,)

TYPES = (
    record("expense-planned", ExpensePlanned, "L72-29.2a", BOOKS, IMP, title=N_("EXPENSE planned")),
    record("expense-approved", ExpenseApproved, "L72-29.1", BOOKS, IMP, roles=("official",), title=N_("EXPENSE approved")),
    record("expense-paid", ExpensePaid, "L72-29.2b", BOOKS, IMP, roles=("finance",), title=N_("EXPENSE paid")),
    report("expense-claim", ExpenseClaim, "L72-29.2a", HERE, *PERSONAL, title=N_("EXPENSE: the person wants it back")),
    record("claim-answered", ClaimAnswered, "L72-29.2a", HERE, IMP, title=N_("EXPENSE: answer to the person")),
    record("harm", Harm, "L72-30.1", (Circle.PERSON, Circle.COORDINATION), DEC, IMP, title=N_("HARM suffered")),
)
