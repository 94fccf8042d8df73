"""The directory of those who help (T110 1(5); S-28; SYS-27, 30, 58): imported as a file, and searched for who fits.

The file is text, one line an organisation, fields parted by semicolons, the names of the fields in its first line. It names
organisations and no people.
"""

from __future__ import annotations

from client.law.payload import NotOfTheForm
from client.law.rule import norm
from client.law.tables.referrals import SUBJECTS
from crypto.frozen import dataclass

FIELDS = ("code", "kind", "name", "region", "neighbours", "languages", "capacity", "children", "memorandum")


class BadDirectory(NotOfTheForm):
    """The file is not a directory: whoever made it must mend it."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """``neighbours``: regions that it serves where they have none of their own. ``capacity``: places free, as last told;
    ``children``: takes children, apart from adults. ``memorandum``: reference, empty where there is none (SYS-53)."""

    code: str
    kind: str
    name: str
    region: str
    neighbours: tuple[str, ...]
    languages: tuple[str, ...]
    capacity: int
    children: bool
    memorandum: str


@norm("SYS-30", "S001")
def directory(text: str) -> tuple[Organisation, ...]:
    """The organisations of a directory file, by code. Raises ``BadDirectory``: nothing is imported of a file with an error."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or tuple(cell.strip() for cell in lines[0].split(";")) != FIELDS:
        raise BadDirectory("the first line names the fields: {fields}", fields=";".join(FIELDS))
    found = [_organisation(number, line) for number, line in enumerate(lines[1:], start=2)]
    codes = [each.code for each in found]
    if len(set(codes)) != len(codes):
        raise BadDirectory("a code stands twice")
    return tuple(sorted(found, key=lambda each: each.code))


def _organisation(number: int, line: str) -> Organisation:
    cells = [cell.strip() for cell in line.split(";")]
    if len(cells) != len(FIELDS):
        raise BadDirectory("line {number}: {count} fields are wanted", number=number, count=len(FIELDS))
    code, kind, name, region, neighbours, languages, capacity, children, memorandum = cells
    if not code or not name or not region:
        raise BadDirectory("line {number}: code, name and region are wanted", number=number)
    if kind not in SUBJECTS or not SUBJECTS[kind].receives:
        raise BadDirectory("line {number}: {kind} is no kind of body that helps", number=number, kind=kind)
    if not (capacity.isascii() and capacity.isdigit()):
        raise BadDirectory("line {number}: the capacity is a number", number=number)
    if children not in ("yes", "no"):
        raise BadDirectory("line {number}: children is yes or no", number=number)
    return Organisation(
        code, kind, name, region, _words(neighbours), _words(languages), int(capacity), children == "yes", memorandum
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


@norm("T110-1.5", "110 1(5)")
def fits(organisation: Organisation, kind: str, language: str) -> bool:
    """A body of that kind with a place free, which speaks the person's language."""
    return organisation.kind == kind and organisation.capacity > 0 and language in organisation.languages


@norm("SYS-58", "S003")
def takes(organisation: Organisation, *, child: bool) -> bool:
    """A child goes only where children are taken, apart from adults; and where there is a place."""
    return organisation.capacity > 0 and (organisation.children or not child)


@norm("SYS-27", "S002")
def who_helps(
    found: tuple[Organisation, ...], kind: str, region: str, language: str, *, child: bool = False, past: tuple[str, ...] = ()
) -> tuple[Organisation, ...]:
    """Who could, best first: in the region, then in neighbouring ones where the region has none. ``past``: codes of those who have
    declined. An organisation without a memorandum is sent no data (SYS-53), and so is none of them."""
    able = [
        each
        for each in found
        if fits(each, kind, language)
        and takes(each, child=child)
        and each.code not in past
        and (each.memorandum or kind not in ("NGO", "INTERNATIONAL"))
    ]
    here = [each for each in able if each.region == region]
    return tuple(here or [each for each in able if region in each.neighbours])
