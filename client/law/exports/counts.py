"""Counts about victims, for the public, the commissions and the assessment of risks (T110 7(1)(8), 11, 14; S-34; SYS-14, 15, 28).

Numbers only, by region and quarter, with small cells hidden (``statistics.hiding``). No name, pseudonym, place below the region, or
ethnicity is counted or known here; no identity goes to a database of offences (SYS-28: L72 9, 17).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from client.law.file import File
from client.law.law110.known import status
from client.law.rule import norm
from client.law.statistics.hiding import Line, Shown, shown
from client.law.tables.referrals import KINDS
from client.law.titles import N_
from crypto.frozen import dataclass

AUTHORISED = ("IA", "SOC")

SPLITS = ("citizenship", "minor")
"""By what counts may be split to see whether all are treated alike. Ethnicity is recorded nowhere."""

NOT_LOADED = N_("Persons under state protection are not loaded into this database; the figures are counts without identities.")
"""Goes with every count for a database of offences (SYS-28)."""


@norm("T110-1.3", "110 1(3)")
def authorised(kind: str) -> bool:
    """The two authorised bodies of Law 110-VIII: internal affairs, and the central body of social protection."""
    return kind in AUTHORISED


def count(name: str, kinds: Iterable[str], found: Iterable[str]) -> Line:
    """Every kind has its cell, also where there was none: a cell that is missing would tell that it is zero."""
    counted = Counter(found)
    return Line(name, tuple((kind, counted[kind]) for kind in kinds))


def _referrals(files: Iterable[File]) -> tuple[Line, ...]:
    everyone = [each for file in files for each in file.referrals.all() if each.sent_at]
    kinds = sorted(KINDS)
    outcomes = ("SENT", "ACCEPTED", "IN_PROGRESS", "DONE", "DECLINED", "REROUTED", "CLOSED")
    return (
        count("referrals by kind", kinds, (each.kind for each in everyone)),
        count("referrals by outcome", outcomes, (str(each.state) for each in everyone)),
    )


def _results(files: tuple[File, ...]) -> tuple[Line, ...]:
    permits = [permit.state for file in files for permit in file.residence.permits.values()]
    return (
        count("victims by status", ("POTENTIAL", "IDENTIFIED", "CRIMINAL_PROCEDURE"), map(status, files)),
        *_referrals(files),
        count("residence permits", ("ASKED", "PETITIONED", "REFUSED", "GRANTED", "CLOSED"), permits),
    )


def real(files: Iterable[File]) -> tuple[File, ...]:
    """Files of exercises count nowhere (SYS-60)."""
    return tuple(each for each in files if not each.case.exercise)


@dataclass(frozen=True, slots=True)
class Report:
    """``released_by``: the two who let it out, each by their key. ``note``: what goes with it."""

    audience: str
    lines: tuple[Shown, ...]
    released_by: tuple[str, str]
    note: str = ""


def release(audience: str, lines: Iterable[Line], released_by: tuple[str, ...], note: str = "") -> Report:
    """Raises ``ValueError`` where not two different people let it out."""
    if len(set(released_by)) != 2 or len(released_by) != 2:
        raise ValueError("two different people release a report")
    return Report(audience, tuple(shown(line) for line in lines), (released_by[0], released_by[1]), note)


@norm("T110-7.1.8", "110 7(1)(8), 7(2)(8), 8(1)(5)")
def public_results(publisher: str, files: Iterable[File], released_by: tuple[str, ...]) -> Report:
    """What the public is told of results. Raises ``ValueError`` where ``publisher`` is not to tell it."""
    if not (authorised(publisher) or publisher == "STATE"):
        raise ValueError("results are published by the authorised and other state bodies")
    return release("PUBLIC", _results(real(files)), released_by)


@norm("SYS-14", "110 11")
def commission_report(files: Iterable[File], released_by: tuple[str, ...]) -> Report:
    """Interdepartmental and regional commissions advise: they receive aggregates and nothing else."""
    return release("COMMISSION", _results(real(files)), released_by)


@norm("T110-14", "110 14")
def patterns(files: Iterable[File]) -> tuple[Line, ...]:
    """For the assessment of risks: what recurs, of how many, never of whom. It leaves the bodies only as ``risk_report``."""
    victims = [file for file in real(files) if status(file) != "NONE"]
    found = [name for file in victims for name, true in _pattern(file) if true]
    names = ("minor", "unaccompanied", "parents suspected", "danger of a return", "in custody", "services running")
    return (count("patterns", names, found),)


def _pattern(file: File) -> tuple[tuple[str, bool], ...]:
    return (
        ("minor", file.persons.minor),
        ("unaccompanied", file.children.unaccompanied),
        ("parents suspected", file.children.parents_suspected),
        ("danger of a return", file.returns.danger),
        ("in custody", file.persons.in_custody),
        ("services running", file.trafficking.services == "RUNNING"),
    )


@norm("SYS-15", "110 14")
def risk_report(kind: str, files: Iterable[File], released_by: tuple[str, ...]) -> Report:
    """Raises ``ValueError`` for a body that assesses no risks: the authorised bodies do (14(1)). Patterns overlap, so each is a
    line of its own and no total is drawn."""
    if not authorised(kind):
        raise ValueError("risks are assessed by the authorised bodies")
    lines = (Line(name, (("files", count),)) for line in patterns(files) for name, count in line.cells)
    return release("RISK", lines, released_by)


@norm("T110-5.7", "110 5(7)")
def equal_treatment(files: Iterable[File], split: str) -> tuple[Shown, ...]:
    """How referrals ended, by group. Raises ``ValueError`` for a split that is none of ``SPLITS``, above all by ethnicity."""
    if split not in SPLITS:
        raise ValueError("counts are not split by that")
    groups: dict[str, list[File]] = {}
    for file in real(files):
        group = file.trafficking.citizenship if split == "citizenship" else "child" if file.persons.minor else "adult"
        groups.setdefault(group, []).append(file)
    return tuple(
        shown(Line(f"{group}: {line.name}", line.cells)) for group in sorted(groups) for line in _referrals(groups[group])[1:]
    )


@norm("SYS-28", "S001; L72 9, 17")
def offences(counts: tuple[tuple[str, int], ...], released_by: tuple[str, ...]) -> Report:
    """For a database of offences: counts, with the written statement that protected persons are not loaded. There is no other
    export to it."""
    return release("OFFENCES", (Line("offences", counts),), released_by, NOT_LOADED)


PUBLIC_LEVELS = ("country", "region")


@norm("S-34", "S003 2, 11")
def may_publish(level: str, cells: tuple[int, ...], *, prisoners: bool) -> bool:
    """Whether a table may be published at that level: never below the region; of prisoners, among whom one alone stands out at
    once, only where no cell is small, hidden or not."""
    if level not in PUBLIC_LEVELS:
        return False
    return not prisoners or all(count >= 5 for count in cells)
