"""How a quarter went (C.3): what lasts in the files, what was asked, answered, in what time; the report for supervision (S-13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from client.law.exports.counts import Report, count, real, release
from client.law.file import File
from client.law.file.clocks import Running
from client.law.rule import norm
from client.law.statistics.hiding import Line, median, share
from client.law.tables.expenses import EXPENSES
from client.law.titles import N_
from client.law.words import PERSONAL_MEASURES, SPOKEN_LANGUAGES

LAST_RESORTS = tuple(code for code, each in PERSONAL_MEASURES.items() if each.exceptional)
REQUESTS_TO_LIFT = ("LIFT_ONE", "LIFT_ALL")
STATUTORY = N_("Clocks of the law and internal targets alike; which is which is said in the list of clocks.")


def lasting(files: tuple[File, ...]) -> Iterator[Line]:
    """What stands in the files when one looks."""
    running = [each.code for file in files for each in file.measures.running]
    yield count("last resorts in force", LAST_RESORTS, (code for code in running if code in LAST_RESORTS))
    yield count(
        "contracts", ("NONE", "OFFERED", "SIGNED_PP", "SIGNED_BOTH", "REFUSED", "ENDED"), (_contract(file) for file in files)
    )
    yield count("contracts amended", ("AMENDED", "FIRST"), ("AMENDED" if file.contracts.amendments else "FIRST" for file in files))
    yield count("minors", ("MINOR", "ADULT"), ("MINOR" if file.persons.minor else "ADULT" for file in files))
    yield count("representatives", ("WITH", "WITHOUT"), ("WITH" if file.persons.representatives else "WITHOUT" for file in files))
    yield count("languages", SPOKEN_LANGUAGES, (file.information.language for file in files))
    yield count("data closures", ("SENT", "CLOSED", "REFUSED", "NO_ANSWER", "LIFTED"), _closures(files))
    yield count("expenses by type", EXPENSES, (each.type for file in files for each in file.money.expenses.values()))


def _contract(file: File) -> str:
    return "ENDED" if file.contracts.ended else file.contracts.state


def _closures(files: tuple[File, ...]) -> Iterator[str]:
    return (each.state for file in files for each in file.closures.all())


def answered(files: tuple[File, ...], start: int, end: int) -> Iterator[Line]:
    """What came in that quarter, and how it was met."""

    def within(at: int) -> bool:
        return start <= at < end

    reports = [each for file in files for each in file.threats.by_id.values() if within(each.at)]
    lifts = [
        each
        for file in files
        for each in file.requests.by_id.values()
        if each.kind in REQUESTS_TO_LIFT and within(each.received_at)
    ]
    withdrawn = [each for file in files for each in file.consents.by_measure.values() if each.withdrawn and within(each.at)]
    yield count("threat reports", ("URGENT", "OTHER"), ("URGENT" if each.urgent else "OTHER" for each in reports))
    yield count("requests to lift", ("ANSWERED", "OPEN"), ("ANSWERED" if each.answer else "OPEN" for each in lifts))
    yield count("consents withdrawn", ("WITHDRAWN",), ("WITHDRAWN" for _ in withdrawn))
    yield count("transfers of the case", ("DONE",), ("DONE" for file in files for each in file.transfers.left if within(each.at)))


@norm("S-13", "6; S001 VI.3")
def supervision(files: Iterable[File], start: int, end: int, released_by: tuple[str, ...]) -> Report:
    """For the supervising prosecutor, ready each quarter: each clock kept or missed, refusals, revocations, complaints. Raises
    ``ValueError`` where not two people release it."""
    counted = real(files)
    return release("SUPERVISION", _supervised(counted, start, end), released_by, STATUTORY)


def _supervised(files: tuple[File, ...], start: int, end: int) -> Iterator[Line]:
    for clock in sorted({each.clock for each in _due(files, start, end)}):
        ran = [each for each in _due(files, start, end) if each.clock == clock]
        yield count(f"{clock}", ("KEPT", "MISSED"), ("MISSED" if each.late(end) else "KEPT" for each in ran))
    decisions = [each for file in files for each in file.case.decisions.values() if start <= each.at < end]
    rulings = [each for file in files for each in file.ending.standing if start <= each.issued_at < end]
    complaints = [each for file in files for each in file.complaints.by_id.values() if start <= each.at < end]
    yield count("decisions", ("APPLY", "REFUSE"), (each.outcome for each in decisions))
    yield count("revocations", ("RULED",), ("RULED" for _ in rulings))
    yield count("complaints", ("PENDING", "DECIDED"), ("DECIDED" if each.outcome else "PENDING" for each in complaints))


def _due(files: tuple[File, ...], start: int, end: int) -> list[Running]:
    """The clocks that were due in the quarter, done or not."""
    everyone = [each for file in files for each in (*file.clocks.done.values(), *file.clocks.all_running())]
    return [each for each in everyone if start <= each.due_at < end]


@norm("S-13", "23(1), 27(3); C.3")
def pace(files: Iterable[File], clock: str, start: int, end: int) -> tuple[str, int | None]:
    """Of one clock in a quarter: the share that was kept, and the median of milliseconds taken; hidden where few."""
    due = _due(real(files), start, end)
    ran = [each for each in due if each.clock == clock]
    spans = [each.done_at - each.started_at for each in ran if each.done_at is not None]
    return share(sum(not each.late(end) for each in ran), len(ran)), median(spans)
