"""A.11: who may see what, and to which object of it each type of record belongs.

The cells are carried out by encryption to named keys (a); this table is what the rosters of the circles are held against.
"""

from __future__ import annotations

from enum import StrEnum

from crypto.frozen import dataclass


class Access(StrEnum):
    """WRITE includes reading. MASKED: unsealed with a reason, by two, logged. OWN: of oneself. PART: only that it exists, kind,
    dates, a summary, a status, an amount or an outcome. TASK: what one task carries. IN_COMPLAINT: what the pack shows."""

    WRITE = "W"
    READ = "R"
    SEALED = "R sealed"
    MASKED = "M"
    OWN = "own"
    PART = "part"
    TASK = "task"
    IN_COMPLAINT = "in complaint"
    NONE = "-"


ROLES = ("DEC", "CRT", "IMP", "IMH", "PP", "PRS", "PRC", "COOP", "FIN", "PSY", "ADM")
"""REP sees what PP sees (L72 23(8))."""


@dataclass(frozen=True, slots=True)
class Row:
    """``cells``: in the order of ``ROLES``."""

    object: str
    cells: tuple[Access, ...]


W, R, S, M, OWN, PART, TASK, CASE, NO = (
    Access.WRITE,
    Access.READ,
    Access.SEALED,
    Access.MASKED,
    Access.OWN,
    Access.PART,
    Access.TASK,
    Access.IN_COMPLAINT,
    Access.NONE,
)

# fmt: off
TABLE = {
    row.object: row
    for row in (
        #                        DEC   CRT   IMP   IMH   PP    PRS   PRC   COOP  FIN   PSY   ADM
        Row("statement",        (W,    W,    PART, R,    OWN,  R,    CASE, NO,   NO,   NO,   NO)),
        Row("ruling",           (W,    W,    R,    W,    R,    R,    R,    NO,   NO,   NO,   NO)),
        Row("identity",         (S,    M,    M,    S,    OWN,  M,    M,    NO,   NO,   NO,   NO)),
        Row("place",            (NO,   NO,   R,    R,    OWN,  M,    NO,   TASK, NO,   NO,   NO)),
        Row("new data",         (NO,   NO,   M,    S,    OWN,  M,    NO,   TASK, NO,   NO,   NO)),
        Row("medical",          (NO,   NO,   PART, PART, OWN,  PART, NO,   TASK, NO,   NO,   NO)),
        Row("contract",         (PART, PART, R,    W,    W,    R,    CASE, NO,   NO,   NO,   NO)),
        Row("threat",           (R,    R,    R,    R,    W,    R,    CASE, NO,   NO,   NO,   NO)),
        Row("psychology",       (NO,   NO,   PART, PART, OWN,  PART, NO,   NO,   NO,   W,    NO)),
        Row("equipment",        (NO,   NO,   W,    R,    OWN,  R,    NO,   NO,   PART, NO,   NO)),
        Row("expenses",         (NO,   NO,   W,    R,    OWN,  R,    NO,   NO,   W,    NO,   NO)),
        Row("complaint",        (PART, PART, PART, PART, W,    R,    W,    NO,   NO,   NO,   NO)),
        Row("audit log",        (OWN,  OWN,  OWN,  R,    OWN,  R,    NO,   NO,   NO,   NO,   PART)),
    )
}
# fmt: on
"""The pseudonym map goes with ``identity``. Whether the person sees who opened their data is a policy."""

SEALED_OBJECTS = frozenset({"identity", "place", "new data", "medical", "psychology"})
"""Nothing of these stands in clear words outside its own record (L72 9)."""

SEALED_TO_OFFICIALS = frozenset(
    object
    for object, row in TABLE.items()
    if (row.cells[ROLES.index("IMP")], row.cells[ROLES.index("IMH")]) == (M, S) and object != "identity"
)
"""What the implementing body's officers do not see and its authorised officials do. The identity lies in the vault, for both."""

OF_TYPE = {
    "identity-sealed": "identity",
    "identity-added": "identity",
    "identity-half": "identity",
    "identity-request": "audit log",
    "identity-approval": "audit log",
    "identity-opened": "audit log",
    "identity-closed": "audit log",
    "identity-copied": "audit log",
    "access-warned": "audit log",
    "disclosed": "audit log",
    "leak-incident": "audit log",
    "nondisclosure": "audit log",
    "nondisclosure-signed": "audit log",
    "use-restriction": "audit log",
    "origin-asked": "audit log",
    "reveal": "audit log",
    "pseudonym-given": "identity",
    "pseudonym-retired": "identity",
    "threat": "threat",
    "statement": "statement",
    "contract-signature": "contract",
}
"""By name, where the module of the record does not say it."""

OF_MODULE = {
    "bodies": "ruling",
    "closures": "ruling",
    "complaints": "complaint",
    "consents": "contract",
    "contract": "contract",
    "decisions": "ruling",
    "direct": "ruling",
    "ending": "ruling",
    "instructions": "ruling",
    "measures": "ruling",
    "money": "expenses",
    "newdata": "new data",
    "papers": "audit log",
    "partners": "ruling",
    "persons": "statement",
    "places": "place",
    "property": "equipment",
    "reports": "statement",
    "requests": "ruling",
    "rulings": "ruling",
    "support": "psychology",
    "tasks": "ruling",
    "threats": "threat",
    "transfers": "ruling",
}
"""By module of ``client.law.records``: the object that its types belong to. Others (notes, notices, receipts, policy, enrolment)
carry no object of A.11: they are for those in whose circle they stand."""
