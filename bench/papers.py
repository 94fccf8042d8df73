"""Papers: one document as a PDF, and those of a whole file, from record to bytes; pure functions in this process.

The first one in a process also loads the compiler's fonts, and is told apart.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, replace

from client.documents.facts import Facts, Signer
from client.documents.html import html
from client.documents.registry import templates
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.law.file import EMPTY_FILE
from client.law.records.contract import Clause, Contract, Rendition
from client.law.records.rulings import Decision
from client.law.tables.clauses import CLAUSES
from client.texts import LANGUAGES, translated

AT = 1_795_600_000_000
RUNS, OF_A_FILE = 20, 40
FILE, HASH = "0b" * 16, "a1" * 32
CASE = replace(EMPTY_FILE, case=replace(EMPTY_FILE.case, pseudonym="Қарлығаш"))
OFFICER = Signer("А. С.", "Полиция департаменті", "OFFICER", AT, "9f" * 8)
SENTENCE = "Куәгерге айғағы үшін қоқан-лоққы жасалды; бұл түсіндірмемен және қоңыраулар тізімімен расталады. "


@dataclass(frozen=True, slots=True)
class Result:
    """Milliseconds of the first in this process and of one later: a PDF, and a page. ``contract``: of one in two languages;
    ``file``: seconds for ``OF_A_FILE`` documents."""

    first: float
    warm: float
    page: float
    contract: float
    file: float


def _decision(number: int, language: str) -> Facts[Decision]:
    """Some two pages, no two the same."""
    value = Decision(
        FILE,
        f"12-{number}",
        "APPLY",
        SENTENCE * 30,
        ("E-14",),
        SENTENCE * 5,
        ("M1.8",),
        ("COURT", "PROSECUTOR"),
        SENTENCE * 3,
        "kk",
    )
    return Facts(value, HASH, OFFICER, CASE, Words(language), signers=(OFFICER,))


def _contract() -> Facts[Contract]:
    """All clauses, in Kazakh and Russian side by side."""
    kk, ru = (
        tuple(Clause(row.id, translated(row.text, each).replace("{", "«").replace("}", "»")) for row in CLAUSES.values())
        for each in ("kk", "ru")
    )
    value = Contract(FILE, 1, "kk", HASH, ("M2.1a",), kk, HASH, renditions=(Rendition("ru", ru, (), HASH),))
    return Facts(value, HASH, OFFICER, CASE, Words("ru"), signers=(OFFICER,))


def _set(facts: Facts[Decision] | Facts[Contract], form: str) -> float:
    """Milliseconds from the record to the PDF."""
    start = time.perf_counter()
    pdf(templates()[form].make(facts), AT)
    return 1000 * (time.perf_counter() - start)


def made() -> Result:
    first = _set(_decision(0, "kk"), "decision-applied")
    warm = [_set(_decision(number, "kk"), "decision-applied") for number in range(1, RUNS + 1)]
    start = time.perf_counter()
    html(templates()["decision-applied"].make(_decision(0, "kk")))
    page = 1000 * (time.perf_counter() - start)
    contract = [_set(_contract(), "contract") for _ in range(RUNS // 4)]
    start = time.perf_counter()
    for number in range(OF_A_FILE):
        _set(_decision(100 + number, LANGUAGES[number % len(LANGUAGES)]), "decision-applied")
    file = time.perf_counter() - start
    return Result(first, statistics.median(warm), page, statistics.median(contract), file)
