"""Expenses, claims and harm as the records leave them (L72 29, 30; A.12). Amounts in tiyn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.money import ClaimAnswered, ExpenseApproved, ExpenseClaim, ExpensePaid, ExpensePlanned, Harm
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Expense:
    """``state``: PLANNED, APPROVED, PAID, REIMBURSED. ``at``: when it came to that, in milliseconds. ``body``: hex of the body that
    provides security."""

    expense: str
    type: str
    measure: str
    amount: int
    payer: str
    claim: str
    body: str
    at: int
    state: str = "PLANNED"


@dataclass(frozen=True, slots=True)
class Claim:
    """``granted``: None before it is answered; ``paid``: it was paid back."""

    claim: str
    type: str
    amount: int
    made_at: int
    granted: int | None = None
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """All by their ids."""

    expenses: HashTrieMap[str, Expense] = field(default_factory=HashTrieMap)
    claims: HashTrieMap[str, Claim] = field(default_factory=HashTrieMap)
    harms: HashTrieMap[str, Harm] = field(default_factory=HashTrieMap)

    def of(self, expense: str) -> Expense | None:
        return self.expenses.get(expense)

    def all(self) -> tuple[Expense, ...]:
        return tuple(sorted(self.expenses.values(), key=lambda each: (each.at, each.expense)))


EMPTY = Money()


def _planned(money: Money, act: Act[ExpensePlanned], _: File) -> Money:
    value = act.value
    expense = Expense(value.expense, value.type, value.measure, value.amount, value.payer, value.claim, act.author.body, act.at)
    return replace(money, expenses=money.expenses.insert(value.expense, expense))


def _approved(money: Money, act: Act[ExpenseApproved], _: File) -> Money:
    known = money.of(act.value.expense)
    if known is None:
        return money
    return replace(money, expenses=money.expenses.insert(known.expense, replace(known, state="APPROVED", at=act.at)))


def _paid(money: Money, act: Act[ExpensePaid], _: File) -> Money:
    value, known = act.value, money.of(act.value.expense)
    if known is None:
        return money
    expenses = money.expenses.insert(known.expense, replace(known, state=value.state, amount=value.amount, at=value.at))
    claim = money.claims.get(known.claim)
    claims = money.claims if claim is None else money.claims.insert(claim.claim, replace(claim, paid=True))
    return replace(money, expenses=expenses, claims=claims)


def _claimed(money: Money, act: Act[ExpenseClaim], _: File) -> Money:
    value = act.value
    return replace(money, claims=money.claims.insert(value.claim, Claim(value.claim, value.type, value.amount, act.at)))


def _answered(money: Money, act: Act[ClaimAnswered], _: File) -> Money:
    known = money.claims.get(act.value.claim)
    if known is None:
        return money
    return replace(money, claims=money.claims.insert(known.claim, replace(known, granted=act.value.granted)))


def _harmed(money: Money, act: Act[Harm], _: File) -> Money:
    return replace(money, harms=money.harms.insert(act.value.harm, act.value))


ON: Mapping[type, Callable[[Money, Act[Any], File], Money]] = {
    ExpensePlanned: _planned,
    ExpenseApproved: _approved,
    ExpensePaid: _paid,
    ExpenseClaim: _claimed,
    ClaimAnswered: _answered,
    Harm: _harmed,
}
