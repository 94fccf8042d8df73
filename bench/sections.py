"""The sections of the benchmark: each starts what it needs and returns rows of the table."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable
from dataclasses import fields

from bench import appends, board, clients, guard, law, papers, starting
from bench.stage import Spent, Stage, run, stage
from bench.table import Row

SENDERS = 32
RUNS = 3
RUN_SECONDS = 6.0


def _median(results: list[appends.Result]) -> appends.Result:
    """Of several runs, each figure's median."""
    values = {field.name: statistics.median(getattr(result, field.name) for result in results) for field in fields(appends.Result)}
    return appends.Result(**{**values, "entries": sum(result.entries for result in results)})


def _cost(result: appends.Result) -> str:
    return f"server {result.cpu:.2f} ms, generator {result.generator:.2f} ms"


def appended() -> list[Row]:
    """32 senders in 32 circles; what the server's time went into."""
    with stage() as here:
        after_start = here.memory_mib()
        results = run(appends.run(here, SENDERS, RUN_SECONDS, 0, RUNS))
        after_load = here.memory_mib()
        total = here.cpu_seconds()
        here.stop()
        spent = here.spent()
    result = _median(results)
    return [
        Row(f"appends, {SENDERS} senders in {SENDERS} circles", f"{result.rate:.0f} /s", "2000 /s", result.rate >= 2000),
        Row("  from request to acknowledgement", f"median {result.median:.1f} ms, p99 {result.p99:.1f} ms"),
        Row("  CPU an entry", _cost(result)),
        *_shares(spent, total),
        Row(
            "memory of the server",
            f"{after_start:.0f} MiB after the start, {after_load:.0f} MiB after {result.entries} more entries",
        ),
    ]


def _shares(spent: Spent, total: float) -> list[Row]:
    """``total``: CPU seconds of the server, its start included."""
    return [
        Row("  of the server's CPU: signature checks", f"{100 * spent.verify / total:.0f} %"),
        Row("  of the server's CPU: database", f"{100 * spent.database / total:.0f} %"),
        Row("  entries a transaction", f"{spent.entries / max(1, spent.batches):.1f}"),
    ]


def delivered() -> list[Row]:
    """The same with four other members of each circle connected."""
    with stage() as here:
        result = _median(run(appends.run(here, SENDERS, RUN_SECONDS, 4, RUNS)))
    return [
        Row("appends, each delivered to four others", f"{result.rate:.0f} /s", "1000 /s", result.rate >= 1000),
        Row("  deliveries", f"{result.deliveries:.0f} /s", "4000 /s", result.deliveries >= 4000),
        Row("  from request to acknowledgement", f"median {result.median:.1f} ms, p99 {result.p99:.1f} ms"),
        Row("  CPU an entry, its deliveries included", _cost(result)),
    ]


def alone() -> list[Row]:
    with stage() as here:
        result = _median(run(appends.run(here, 1, 4, 0, RUNS)))
    return [Row("one sender alone", f"{result.rate:.0f} /s, median {result.median:.1f} ms, p99 {result.p99:.1f} ms")]


def contended() -> list[Row]:
    with stage() as here:
        result = asyncio.run(clients.contention(here, 8, 8))
    tries = result.tries
    figure = f"{tries[0]} / {statistics.median(tries):.0f} / {tries[-1]} tries a record, {result.rate:.0f} records/s, all converged"
    return [Row("8 clients write in one circle: least / median / most", figure)]


def shown() -> list[Row]:
    rows = []
    with stage() as here:
        for rate, seconds in ((10, 15), (50, 15)):
            spans = asyncio.run(clients.shown(here, rate, seconds))
            p99 = spans[int(len(spans) * 0.99)]
            figure = f"median {statistics.median(spans):.0f} ms, p99 {p99:.0f} ms"
            rows.append(Row(f"append to shown by another client, {rate} /s", figure, "p99 under 100 ms", p99 < 100))
    return rows


def committed() -> list[Row]:
    rows = []
    with stage() as here:
        for members in (5, 20):
            spans = asyncio.run(clients.commits(here, members, 9))
            figure = f"median {statistics.median(spans):.0f} ms, most {spans[-1]:.0f} ms"
            rows.append(Row(f"commit in a circle of {members}, call to acknowledgement (suite 84)", figure))
    return rows


def joined() -> list[Row]:
    with stage() as here:
        result = asyncio.run(clients.newcomer(here, 1000, 5))
    return [
        Row(f"a new member's first sync over {result.entries} entries", f"{result.sync:.1f} s"),
        Row("unlock of that client's store", f"median {result.unlock:.0f} ms"),
    ]


def started() -> list[Row]:
    def again(here: Stage) -> float:
        here.stop()
        return here.start()

    with stage() as here:
        spans = sorted(again(here) for _ in range(5))
    return [Row("start of the server to its first answer", f"median {statistics.median(spans):.2f} s")]


def the_law() -> list[Row]:
    """A file of ten thousand records, and what one more costs; pure functions in this process, no server."""
    result = law.folded()
    costs = list(result.more.values())
    same = max(costs) <= 1.5 * min(costs)
    return [
        Row(f"fold a file of {result.records} records", f"{result.seconds:.2f} s", "2 s", result.seconds <= 2),
        Row(
            f"  one more record, after {', '.join(map(str, result.more))}",
            " / ".join(f"{cost:.0f}" for cost in costs) + " us",
            "the same however long",
            same,
        ),
        Row("  what is not as the law has it; what an officer may do now", f"{result.findings:.1f} ms; {result.permitted:.1f} ms"),
    ]


def the_board() -> list[Row]:
    """Fifty files of four hundred records each; the entries come from memory, as a store gives them."""
    result = board.looked()
    return [
        Row(
            f"board over {board.FILES} files, {board.RECORDS} records, after one more",
            f"{result.more:.1f} ms; without news {result.again:.1f} ms",
            "50 ms",
            result.more <= 50,
        ),
        Row("  the first of a client that was just opened", f"{result.first / 1000:.1f} s"),
        Row("  meanwhile the event loop waits at most", f"{result.longest:.0f} ms", "8 ms", result.longest <= 8),
        Row("  a minute later, when all files are looked at again", f"{result.rest:.0f} ms"),
    ]


def commands() -> list[Row]:
    with stage() as here:
        result = starting.timed(run(starting.prepared(here)))
    return [
        Row("qorgan --help, from Enter to its end", f"{1000 * result.help:.0f} ms", "100 ms", result.help <= 0.1),
        Row("qorgan officer files --offline", f"{1000 * result.files:.0f} ms", "600 ms", result.files <= 0.6),
        Row("qorgan officer board --offline", f"{1000 * result.board:.0f} ms", "600 ms", result.board <= 0.6),
    ]


def documents() -> list[Row]:
    result = papers.made()
    one = f"median {result.warm:.0f} ms; the first in a process {result.first:.0f} ms"
    file = f"{result.file:.2f} s"
    return [
        Row("a decision of two pages as PDF/A, record to bytes", one, "100 ms", result.warm <= 100),
        Row(f"  {papers.OF_A_FILE} documents of a file, in three languages", file, "3 s", result.file <= 3),
        Row(
            "  a contract of all clauses in two languages; a decision as a page", f"{result.contract:.0f} ms; {result.page:.1f} ms"
        ),
    ]


def guarded() -> list[Row]:
    result = guard.read()
    return [
        Row(
            "leak guard, a page of 3,000 letters",
            f"{result.page:.0f} ms; the first {result.first:.0f} ms",
            "50 ms",
            result.page <= 50,
        ),
        Row(f"  by a device that has seen {guard.SEEN} identities", f"{result.many:.0f} ms; the first {result.many_first:.0f} ms"),
    ]


SECTIONS: dict[str, Callable[[], list[Row]]] = {
    "appends": appended,
    "deliveries": delivered,
    "alone": alone,
    "contention": contended,
    "shown": shown,
    "commits": committed,
    "newcomer": joined,
    "start": started,
    "law": the_law,
    "board": the_board,
    "commands": commands,
    "documents": documents,
    "guard": guarded,
}
