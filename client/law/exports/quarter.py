"""The counts of one quarter for those who keep the statistics of protection (SYS-32): of files of one region, picked by the caller.

What a client can count is what it reads: a body's own files. Small cells are hidden; two people release it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from client.law.exports.counts import Report, count, real, release
from client.law.exports.course import answered, lasting
from client.law.file import File
from client.law.rule import norm
from client.law.statistics.hiding import Line
from client.law.tables.grounds import GROUNDS
from client.law.tables.referrals import KINDS
from client.law.words import PERSONAL_MEASURES

ORIGINS = ("ORAL", "WRITTEN", "OWN_INITIATIVE", "IMP_MOTION", "PARTNER_REPORT")


@norm("SYS-32", "S001; C.3")
def quarter(files: Iterable[File], start: int, end: int, released_by: tuple[str, ...]) -> Report:
    """From ``start`` up to, not including, ``end`` (milliseconds). Raises ``ValueError`` where not two people release it."""
    return release("STATISTICS", _lines(real(files), start, end), released_by)


def _lines(files: tuple[File, ...], start: int, end: int) -> Iterator[Line]:
    def within(at: int | None) -> bool:
        return at is not None and start <= at < end

    received = [each for file in files for each in file.case.received.values() if within(each.deciding_at)]
    decisions = [each for file in files for each in file.case.decisions.values() if within(each.at)]
    rulings = [each for file in files for each in file.ending.standing if within(each.issued_at)]
    complaints = [each for file in files for each in file.complaints.by_id.values() if within(each.at)]
    referrals = [each for file in files for each in file.referrals.all() if within(each.sent_at)]
    yield count("statements", ORIGINS, (each.how for each in received))
    yield count("decisions", ("APPLY", "REFUSE"), (each.outcome for each in decisions))
    yield count("decisions in time", ("LATE", "IN_TIME"), _in_time(files, start, end))
    yield count("measures in force", PERSONAL_MEASURES, (each.code for file in files for each in file.measures.running))
    yield count("endings by ground", GROUNDS, (ground for each in rulings for ground in each.grounds))
    yield count(
        "complaints",
        ("PENDING", "DISMISSED", "DECISION_CANCELLED", "INACTION_FOUND"),
        (each.outcome or "PENDING" for each in complaints),
    )
    yield count("referrals", KINDS, (each.kind for each in referrals))
    yield from lasting(files)
    yield from answered(files, start, end)


def _in_time(files: tuple[File, ...], start: int, end: int) -> Iterator[str]:
    """Of the 24 hours of DL-01: by what ended in that quarter, and what is missed and still open."""
    for file in files:
        done = [each for (clock, _key, _entry), each in file.clocks.done.items() if clock == "DL-01"]
        for each in (*done, *file.clocks.of("DL-01")):
            if each.done_at is not None and start <= each.done_at < end:
                yield "LATE" if each.late(end) else "IN_TIME"
            elif each.done_at is None and start <= each.due_at < end:
                yield "LATE"
