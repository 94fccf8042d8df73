"""The leak guard: one page, read by a device that has seen one identity and by one that has seen many.

The first page that a process reads makes the forms of those names that begin as a word of it does, and is told apart.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from client.formats.identity import Address, Identity, Name, Number, Relative
from client.guard.guard import Guard
from client.guard.terms import terms_of

LETTERS, RUNS, SEEN = 3_000, 20, 20
SENTENCES = (
    "Қорғалатын адам бейсенбіде кездесуді сұрайды, көлік сағат 10:40-та шығады. "
    "Срок действия меры истекает 06.07.2026, нужно решение. "
    "Ахметова Айгүлмен шарт жасалды, телефоны 8 701 234 56 78. Следователь Оспанов доложил о проверке по делу № 461. "
)
_FAMILIES = (
    "Ахметов",
    "Сәрсенбаев",
    "Қожахметов",
    "Вишневский",
    "Төлегенов",
    "Кузнецов",
    "Жұмаділов",
    "Шевченко",
    "Есімов",
    "Байжанов",
)


@dataclass(frozen=True)
class Result:
    """Milliseconds."""

    page: float
    first: float
    many: float
    many_first: float


def _identity(number: int) -> Identity:
    surname, given = _FAMILIES[number % len(_FAMILIES)], ("Айгүл", "Серік", "Бақыт", "Олег")[number % 4]
    return Identity(
        names=(Name(surname, given, "Қанатұлы"),),
        numbers=(Number("IIN", f"8403073{number:05}"), Number("PHONE", f"+7 701 234 {number:04}")),
        addresses=(Address("HOME", f"Алматы қ., Абай көшесі, {number + 1}-үй"),),
        relatives=(Relative("CHILD", (Name(surname, "Айым"),)),),
    )


def _measured(seen: int) -> tuple[float, float]:
    """The median of a page, and the first one with the guard made."""
    page = (SENTENCES * (LETTERS // len(SENTENCES) + 1))[:LETTERS]
    began = time.perf_counter()
    guard = Guard(term for number in range(seen) for term in terms_of(_identity(number)))
    guard.check(page)
    first, times = time.perf_counter() - began, []
    for _ in range(RUNS):
        began = time.perf_counter()
        guard.check(page)
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000, first * 1000


def read() -> Result:
    return Result(*_measured(1), *_measured(SEEN))
