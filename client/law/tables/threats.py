"""Threats: their kinds, the doors by which a report comes in, what may follow from one (L72 1-1, 4(1), 23(7), 26(2); C.2)."""

from __future__ import annotations

from client.law.records.decisions import THREATS
from client.law.rule import norm
from client.law.titles import N_
from crypto.frozen import dataclass

KINDS = {
    **THREATS,
    "FOLLOWED": N_("being followed"),
    "CONTACT": N_("unwanted contact"),
    "ATTACK": N_("attack"),
    "ORDER_BREACHED": N_("restraining order breached"),
    "ESCAPE": N_("suspect or accused at large"),
    "LOOKUP": N_("somebody asked for closed data"),
    "ALARM": N_("alarm of a device"),
    "UNSAID": N_("threat or unlawful act, not said which"),
}

UNSAID = "UNSAID"

URGENT_KINDS = frozenset({"ATTACK", "ORDER_BREACHED", "ESCAPE", "ALARM"})
"""Taken as urgent whatever the sender marked: an order breached is a threat of high priority (L72-13-1)."""


def pressing(report: object) -> bool:
    """Whether a report of any type that comes in is urgent: it says so, is of such a kind, or bears the sign of duress."""
    kind, duress = getattr(report, "kind", ""), getattr(report, "duress", False)
    return bool(getattr(report, "urgent", False)) or duress or kind in URGENT_KINDS


DOORS = {
    "HOTLINE": N_("hotline"),
    "IN_PERSON": N_("told to an officer"),
    "PAPER": N_("on paper"),
    "ALARM_DEVICE": N_("alarm device"),
    "REFERENCE_SERVICE": N_("reference service"),
    "OTHER_BODY": N_("another body"),
    "OWN_FINDING": N_("found by the body itself"),
}
"""By which a body learns of a threat otherwise than by the person's own report in the channel."""

RATINGS = ("SUFFICIENT", "INSUFFICIENT", "NO_THREAT")
LEVELS = ("NONE", "LOW", "MEDIUM", "HIGH")

INVESTIGATIONS = ("STARTED", "NO_GROUNDS", "FORWARDED")
"""L72 23(7): what the deciding body records of each report."""

ACTS = frozenset(
    {
        "decision", "order", "selection", "instruction", "motion", "measure-started", "review", "task", "task-opened",
        "official-warning", "data-removed", "preventive-measure", "courtroom-removal", "closed-hearing", "court-examination",
        "restraining-order",
    }
)  # fmt: skip
"""Types of record that are an act within competence upon a sufficient report (L72 4(1)): a decision, a motion, a measure, a task.
To investigate is a duty besides (23(7)), and protects nobody by itself."""


@dataclass(frozen=True, slots=True)
class Hotline:
    """``foreign``: of another state, named in leaflets and taken as a door, with no duty of ours behind it."""

    number: str
    title: str
    country: str
    source: str
    foreign: bool


HOTLINES = (
    Hotline("116 16", N_("help line"), "KZ", "S003, SYS-23", False),
    Hotline("0800 0000 189", N_("help line of the IOM"), "KG", "S001, SYS-22", True),
)


@norm("SYS-22", "C.2")
def hotline(number: str) -> Hotline | None:
    """The line of that number, however it is spaced; None where it is no line that we know."""
    digits = "".join(letter for letter in number if letter.isdigit())
    return next((each for each in HOTLINES if each.number.replace(" ", "") == digits), None)


@norm("SYS-22", "C.2")
def for_leaflet() -> tuple[Hotline, ...]:
    """The numbers that the rights leaflet names: those of the country first."""
    return tuple(sorted(HOTLINES, key=lambda each: (each.foreign, each.number)))
