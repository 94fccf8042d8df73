"""What in a file is not as the law has it: broken rules, missed clocks, notices owed. Every client that reads the same circles
computes the same; a modified client hides nothing from the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.casefile import file_named
from client.app.saying import Said
from client.law.finding import Finding, Kind

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class FindingRow:
    rule: str
    kind: Kind
    article: str
    entry: str
    since: int
    because: Said
    remedy: Said
    void: bool
    key: str


@dataclass(frozen=True, slots=True)
class FindingsView:
    """``all``: also those that the circles which this client reads do not decide are told."""

    findings: tuple[FindingRow, ...]
    all: bool
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeFindings(Look):
    file: str | None = None
    all: bool = False


async def see_findings(office: Office, wish: SeeFindings) -> FindingsView:
    as_of = await looked(office, wish)
    found = office.casework.findings(case_named(office, wish.file), int(office.clock()))
    return FindingsView(tuple(map(row_of, found)), wish.all, as_of)


def row_of(finding: Finding) -> FindingRow:
    return FindingRow(
        finding.rule,
        finding.kind,
        finding.article,
        finding.entry,
        finding.since,
        finding.because,
        finding.remedy,
        finding.void,
        finding.key,
    )


def case_named(office: Office, name: str | None) -> Case:
    """The file that is named; for who has part in no file (an executing body), the only circle. Raises ``Usage``."""
    cases = office.casework.cases()
    if name is None and len(cases) == 1:
        return cases[0]
    return file_named(office, name).case
