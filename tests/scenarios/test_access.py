"""Each cell of A.11 with that role's keys and the whole database of the server: what must be closed stays closed."""

from __future__ import annotations

import pytest

from client.law.tables.access import ROLES, TABLE, Access
from tests.scenarios.compartments import OBJECTS, Compartments
from tests.scenarios.real import Real
from tests.scenarios.test_scenarios import real
from tests.server.conftest import server, start

__all__ = ["real", "server", "start"]

CAST = {
    "DEC": ("investigator",), "CRT": ("judge",), "IMP": ("officer",), "IMH": ("official",), "PP": ("person",),
    "PRS": ("prosecutor",), "PRC": ("complaint prosecutor",), "COOP": ("akimat", "documents", "clinic"),
    "FIN": ("finance",), "PSY": ("psychologist",),
}  # fmt: skip
TASKS = {"task of a place": "akimat", "task of new data": "documents", "medical": "clinic"}
OPEN = {Access.WRITE, Access.READ}
CLOSED = {Access.NONE, Access.MASKED, Access.PART}


@pytest.mark.norm("A.11", "refuses", place="crypto/ledger.py")
@pytest.mark.norm("L72-6", "refuses", place="crypto/roster.py")
@pytest.mark.parametrize("decider", ["investigator", "judge"])
async def test_what_the_table_closes_stays_closed_to_every_key_on_the_whole_database(real: Real, decider: str) -> None:
    """A cell that masks, or gives only a part, closes the detail; a task opens to its own addressee alone."""
    here = Compartments(real, decider)
    await here.build()
    wrong = {}
    for role in ROLES:
        if role == "ADM" or ((role == "DEC") != (decider == "investigator") and role in ("DEC", "CRT")):
            continue
        cell = ROLES.index(role)
        for name in CAST[role]:
            opened = here.opened_by(await real.client(name))
            for object in OBJECTS:
                expected = _of_task(object, role, name) if object in TASKS else _expected(object, role, TABLE[object].cells[cell])
                if expected is not None and (object in opened) is not expected:
                    wrong[name, object] = "open" if object in opened else "closed"
    assert wrong == {}


def _of_task(object: str, role: str, name: str) -> bool | None:
    """The official made the task out, and sees the place and the new data anyway; of a treatment they get kind and dates."""
    return None if role == "IMH" else TASKS[object] == name


def _expected(object: str, role: str, access: Access) -> bool | None:
    """Whether the detail must open; None where the table leaves it to the case: what is one's own, or shown in a complaint."""
    if object == "identity":
        return None  # the record opens to the circle; what it holds, to two custodians together
    if (object, role) == ("statement", "IMH"):
        return None  # the statement lies at their own front desk; how the deciding body verified it is told by the decision
    if role == "PP" or (role == "PRC" and object != "complaint"):
        return False if access is Access.NONE else None  # reports do not open again to a forced passphrase; a pack shows the rest
    if access in OPEN or (access is Access.SEALED and role == "IMH"):
        return True
    return False if access in CLOSED else None


@pytest.mark.norm("A.11", "passes")
async def test_the_person_opens_what_was_disclosed_and_nothing_else(real: Real) -> None:
    here = Compartments(real, "investigator")
    await here.build()
    assert here.opened_by(await real.client("person")) == {"ruling", "place", "new data", "contract"}
