"""Art. 29: the measures cost the person nothing; the body that provides security pays."""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY
from client.law.file import File
from client.law.file.money import Expense
from client.law.law72.chosen import sees_person
from client.law.records.money import ClaimAnswered, ExpenseApproved, ExpenseClaim, ExpensePaid, ExpensePlanned
from client.law.rule import Clock, On, Started, norm, rule
from client.law.statistics.hiding import LEAST
from client.law.tables.expenses import ANY_MEASURE, EXPENSES, OF_MEASURE
from client.law.tables.services import labels_in
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass


@rule("L72-29.2a", "29(2) pt1", ExpensePlanned)
def never_the_person(file: File, act: Act[ExpensePlanned]) -> Answer:
    if act.value.payer not in ("PERSON", "REPRESENTATIVE"):
        return MET
    return not_met(
        say("the cost of a measure would fall on the person"), say("let the budget pay; what the person advanced is paid back")
    )


@rule("L72-29.2b", "29(2) pt2", ExpensePlanned)
def paid_by_the_body(file: File, act: Act[ExpensePlanned]) -> Answer:
    """Change of home, work and appearance is paid by the body that provides security; no partner is sent the bill."""
    if not EXPENSES[act.value.type].named or act.value.payer != "PARTNER":
        return MET
    return not_met(
        say("{type} is paid by the body that provides security", type=EXPENSES[act.value.type].title),
        say("let the budget of this body pay"),
    )


@rule("L72-20.2", "20, 29(2)", ExpensePlanned)
def of_its_measure(file: File, act: Act[ExpensePlanned]) -> Answer:
    """What a measure costs stands under its own type, so that the reports of 29(2) pt2 are whole."""
    value = act.value
    own = OF_MEASURE.get(value.measure, value.type)
    if value.type in ANY_MEASURE or value.type == own:
        return MET
    return not_met(
        say("an expense of {measure} is not of this type", measure=value.measure),
        say("record it as: {type}", type=EXPENSES[own].title),
    )


@rule("L72-29.2a", "29(2) pt1", ExpensePlanned)
def pays_a_claim_back(file: File, act: Act[ExpensePlanned]) -> Answer:
    claim = act.value.claim
    if not claim or claim in file.money.claims:
        return MET
    if not sees_person(file):
        return undetermined(say("the claim of the person"))
    return not_met(say("no such claim is in the file"), say("name the claim that is paid back"))


def _expense(file: File, expense: str) -> Answer | Expense:
    found = file.money.of(expense)
    if found is not None:
        return found
    if not (sees_person(file) and file.sees(Circle.TASK)):
        return undetermined(say("the expense"))
    return not_met(say("no such expense was planned"), say("plan it first"))


@rule("A.12", "29", ExpenseApproved, ExpensePaid)
def in_its_order(file: File, act: Act[ExpenseApproved | ExpensePaid]) -> Answer:
    """Planned, approved, paid or reimbursed. What pays a claim back is reimbursed, all else is paid."""
    found, value = _expense(file, act.value.expense), act.value
    if not isinstance(found, Expense):
        return found
    wanted = "PLANNED" if isinstance(value, ExpenseApproved) else "APPROVED"
    if found.state != wanted:
        return not_met(
            say("the expense stands at {state}", state=found.state), say("plan, approve and pay each once, in this order")
        )
    if isinstance(value, ExpensePaid) and value.amount > found.amount:
        return not_met(say("more is paid than was approved"), say("have the higher amount approved"))
    if isinstance(value, ExpensePaid) and (value.state == "REIMBURSED") != bool(found.claim):
        return not_met(say("reimbursed is what pays a claim back, and nothing else"), say("record it as paid, or name the claim"))
    return MET


@rule("L72-29.1", "29(1)", ExpenseApproved)
def by_agreed_rules(file: File, act: Act[ExpenseApproved]) -> Answer:
    if act.value.rules.strip():
        return MET
    return not_met(say("the approval names no financing rules"), say("name the rules that were agreed with the budget body"))


@rule("L72-29.2b", "29(2), 9, 28", ExpensePaid)
def tells_nothing(file: File, act: Act[ExpensePaid]) -> Answer:
    """The paying document goes through a bank: it must not link the money to protection."""
    purpose, pseudonym = act.value.purpose.casefold(), file.case.pseudonym.casefold()
    if not labels_in(purpose) and not (pseudonym and pseudonym in purpose):
        return MET
    return not_met(say("the paying document links the payment to protection"), say("word the purpose so that it tells nothing"))


@rule("L72-29.2a", "29(2) pt1", ClaimAnswered)
def answers_with_reasons(file: File, act: Act[ClaimAnswered]) -> Answer:
    found = file.money.claims.get(act.value.claim)
    if found is None:
        return undetermined(say("the claim of the person")) if not sees_person(file) else _no_claim()
    if act.value.granted >= found.amount or act.value.reasons.strip():
        return MET
    return not_met(say("less is granted than was claimed, without reasons"), say("grant it, or give the reasons"))


def _no_claim() -> Answer:
    return not_met(say("no such claim is in the file"), say("answer the claim that was made"))


def _claim_made(file: File, act: Act[ExpenseClaim]) -> Iterable[Started]:
    yield Started(act.value.claim)


def _claim_answered(file: File, act: Act[ClaimAnswered]) -> Iterable[str]:
    yield act.value.claim


CLOCKS = (
    Clock(
        id="A.12",
        article="29(2)",
        start=N_("the person claims an advance back"),
        end=N_("claim answered"),
        owner="IMP",
        limit_s=10 * DAY,
        starts=(On(ExpenseClaim, _claim_made),),
        ends=(On(ClaimAnswered, _claim_answered),),
        tell=("IMH",),
    ),
)


@dataclass(frozen=True, slots=True)
class Total:
    """One line of the finance report. ``count`` and ``amount`` are None where so few cases could point at a person."""

    type: str
    body: str
    year: int
    quarter: int
    count: int | None
    amount: int | None


@dataclass(frozen=True, slots=True)
class Spent:
    """An expense of some file of the body, with the quarter in which it was paid."""

    expense: Expense
    year: int
    quarter: int


Cell = tuple[str, str, int, int]


def _cells(spent: Iterable[Spent]) -> dict[Cell, list[int]]:
    cells: dict[Cell, list[int]] = {}
    for each in spent:
        if each.expense.state in ("PAID", "REIMBURSED"):
            key = (each.expense.type, each.expense.body, each.year, each.quarter)
            cells.setdefault(key, []).append(each.expense.amount)
    return cells


@norm("A.12", "29")
def totals(spent: Iterable[Spent]) -> tuple[Total, ...]:
    """Of what was paid, per type, body and quarter."""
    return tuple(
        Total(*key, len(amounts), sum(amounts)) if len(amounts) >= LEAST else Total(*key, None, None)
        for key, amounts in sorted(_cells(spent).items())
    )


@norm("S-14", "29")
def by_line(spent: Iterable[Spent]) -> dict[str, int | None]:
    """The same by budget line. None where few cases could point at a person, also by the difference to ``totals``."""
    found: dict[str, list[list[int]]] = {}
    for (type, *_rest), amounts in _cells(spent).items():
        found.setdefault(EXPENSES[type].line, []).append(amounts)
    return {line: None if _gives_away(cells) else sum(map(sum, cells)) for line, cells in sorted(found.items())}


def _gives_away(cells: list[list[int]]) -> bool:
    small = [each for each in cells if len(each) < LEAST]
    return bool(small) and (len(small) == 1 or sum(map(len, small)) < LEAST)


RULES = (
    never_the_person,
    paid_by_the_body,
    of_its_measure,
    pays_a_claim_back,
    in_its_order,
    by_agreed_rules,
    tells_nothing,
    answers_with_reasons,
)
