"""Who acts in the cases, where, and when: names for keys, bodies, circles and times."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

from client.law.act import Author, Place
from client.law.words import BodyRole, Circle, Writer

DEC, IMP, EXE, SUP = BodyRole.DECIDING, BodyRole.IMPLEMENTING, BodyRole.EXECUTING, BodyRole.SUPERVISING

T0 = int(datetime(2026, 1, 5, 4, 0, tzinfo=UTC).timestamp() * 1000)
"""Monday 5 January 2026, 09:00 in Kazakhstan: time 0 of every case."""

OFFICERS = {
    "investigator": (DEC, "police department", {"officer", "custodian", "duty"}),
    "chief": (DEC, "police department", {"officer", "duty"}),
    "other investigator": (DEC, "other department", {"officer", "duty"}),
    "judge": (DEC, "district court", {"officer"}),
    "higher judge": (DEC, "regional court", {"officer"}),
    "operative": (DEC, "operational service", {"officer"}),
    "officer": (IMP, "protection unit", {"officer", "custodian", "duty"}),
    "official": (IMP, "protection unit", {"officer", "official"}),
    "investigator as official": (IMP, "protection unit", {"officer", "official"}),
    "commander": (IMP, "military unit", {"officer", "official"}),
    "psychologist": (IMP, "protection unit", {"psychologist"}),
    "finance": (IMP, "protection unit", {"finance"}),
    "akimat": (EXE, "akimat", {"officer"}),
    "documents": (EXE, "document service", {"officer"}),
    "clinic": (EXE, "clinic", {"officer"}),
    "prison": (EXE, "prison", {"officer"}),
    "register": (EXE, "address bureau", {"officer"}),
    "employer": (EXE, "employer", {"officer"}),
    "guardianship": (EXE, "guardianship authority", {"officer"}),
    "social": (EXE, "social service", {"officer"}),
    "prosecutor": (SUP, "prosecutor's office", {"prosecutor"}),
    "complaint prosecutor": (SUP, "prosecutor's office", {"officer"}),
    "supervising prosecutor who decides": (SUP, "prosecutor's office", {"prosecutor", "officer"}),
    "higher prosecutor": (SUP, "higher prosecutor's office", {"officer"}),
}
KEYS = {"investigator as official": "investigator"}
"""Cast members who use the key of another: a body may legally be both."""
REPORTERS = {
    "person": Writer.PERSON,
    "representative": Writer.REPRESENTATIVE,
    "invitation": Writer.INVITATION,
    "anyone": Writer.ANYONE,
}
PLACES = {
    "front desk@deciding": Place(Circle.FRONT_DESK, DEC),
    "front desk@implementing": Place(Circle.FRONT_DESK, IMP),
    "front desk@supervising": Place(Circle.FRONT_DESK, SUP),
    "coordination": Place(Circle.COORDINATION),
    "person@deciding": Place(Circle.PERSON, DEC),
    "person@implementing": Place(Circle.PERSON, IMP),
    "task": Place(Circle.TASK),
    "complaint": Place(Circle.COMPLAINT),
    "support": Place(Circle.SUPPORT),
}
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def digest(name: str) -> str:
    """A stand-in for a hash of 32 bytes, in hex."""
    return hashlib.sha256(name.encode()).hexdigest()


def author(name: str) -> Author:
    if name in REPORTERS:
        return Author(REPORTERS[name], digest(name))
    role, body, roles = OFFICERS[name]
    return Author(Writer.OFFICER, digest(KEYS.get(name, name)), digest(body), role, frozenset(roles))


def place(name: str) -> Place:
    """``task:2`` is another circle of the same kind as ``task``."""
    return PLACES[name.partition(":")[0]]


def millis(text: str) -> int:
    """``1d2h``, ``90m`` after time 0, in milliseconds since 1970."""
    parts = re.findall(r"(\d+)([smhd])", text)
    if "".join(number + unit for number, unit in parts) != text or not parts:
        raise ValueError(f"a time after the start is written like 1d2h, not {text!r}")
    return T0 + 1000 * sum(int(number) * _UNITS[unit] for number, unit in parts)
