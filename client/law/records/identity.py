"""The sealed identity (L72 9, 17; L72-28.2): sealed once, opened by nobody alone, each opening asked for with a reason."""

from __future__ import annotations

from typing import Any

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class IdentitySealed:
    """``vault``: the encoded vault as hex: ciphertext and the halves of both bodies' custodians."""

    file: str
    pseudonym: str
    vault: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.vault, None, "vault")
        wants_text(self.pseudonym, "pseudonym", 80)


@dataclass(frozen=True, slots=True)
class IdentityAdded:
    """L72 19: the agreed set of new data that stands for the person now (``set``: its id), sealed by the authorised official under
    two halves of its own. The deciding body, which may not know new data, holds its half of them and nothing more; old and new come
    together only where both are opened. The newest of a set counts."""

    file: str
    set: str
    vault: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.set, 16, "set")
        wants_hex(self.vault, None, "vault")


@dataclass(frozen=True, slots=True)
class IdentityHalf:
    """A custodian's half of the identity ``vault`` (its id), sealed by a colleague of the same body to a new custodian."""

    vault: str
    holder: str
    half: str

    def __post_init__(self) -> None:
        wants_hex(self.vault, 16, "vault")
        wants_hex(self.holder, 32, "holder")
        wants_hex(self.half, None, "half")


SCOPES = ("OLD", "NEW")


@dataclass(frozen=True, slots=True)
class IdentityRequest:
    """A custodian asks the other body's custodian; the supervising prosecutor sees it before anything opens. ``scope``: OLD, the
    identity; NEW, also the new data that stand for it. ``copy_for``: who is to get a copy on paper; empty: none is made."""

    request: str
    file: str
    reason: str
    asked_at: int
    until: int
    scope: str = "OLD"
    copy_for: str = ""

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_hex(self.file, 16, "file")
        wants_text(self.reason, "reason", 2_000)
        wants_one_of(self.scope, SCOPES, "scope")
        if self.copy_for:
            wants_text(self.copy_for, "copy_for", 200)
        if self.scope != "OLD" and self.copy_for:
            raise NotOfTheForm("no copy shows old and new data together")
        if self.until <= self.asked_at:
            raise NotOfTheForm("the end time must lie after the request")


def _request_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "scope": "OLD", "copy_for": ""}


@dataclass(frozen=True, slots=True)
class IdentityApproval:
    """The other body's half, sealed anew to the requester's reading key and to nobody else."""

    request: str
    request_entry: str
    half: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_hex(self.request_entry, 32, "request_entry")
        wants_hex(self.half, None, "half")


@dataclass(frozen=True, slots=True)
class IdentityOpened:
    """Written before the requester's client shows the identity: the opening itself is in the chain."""

    request: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")


@dataclass(frozen=True, slots=True)
class AccessWarned:
    """L72 28 pt2: the requester was shown the warning and took note of it, before the identity opens. ``text_hash``: SHA-256 (hex)
    of the warning as it was shown."""

    request: str
    text_hash: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_hex(self.text_hash, 32, "text_hash")


CLOSINGS = ("SHUT", "TIME_OVER")


@dataclass(frozen=True, slots=True)
class IdentityClosed:
    """The opening is over: who asked shut it, or its end time passed. From here an honest client opens nothing on this request."""

    request: str
    how: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_one_of(self.how, CLOSINGS, "way of closing")


@dataclass(frozen=True, slots=True)
class IdentityCopied:
    """A.11 rule e: written before a copy of an opened identity is. ``file_hash``: SHA-256 (hex) of the file; ``watermark``: the
    words across each page."""

    request: str
    file_hash: str
    recipient: str
    watermark: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_hex(self.file_hash, 32, "file_hash")
        wants_text(self.recipient, "recipient", 200)
        wants_text(self.watermark, "watermark", 300)


CONTEXTS = ("FILE", "COURT", "CLINIC", "LANDLORD", "EMPLOYER", "EDUCATION", "PAYMENT", "OTHER")


@dataclass(frozen=True, slots=True)
class PseudonymGiven:
    """L72 9: another pseudonym of the same person, for one context, so that nobody can tell two contexts to be one person."""

    file: str
    pseudonym: str
    context: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.pseudonym, "pseudonym", 80)
        wants_one_of(self.context, CONTEXTS, "context")


RETIREMENTS = ("REVEALED", "ENDED", "REPLACED", "OTHER")


@dataclass(frozen=True, slots=True)
class PseudonymRetired:
    """L72 9: a pseudonym of one context stands for the person no longer, and is given to nobody again. ``reason``: it was seen
    through (REVEALED), its context is over (ENDED), another stands in its place (REPLACED), or OTHER."""

    file: str
    pseudonym: str
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.pseudonym, "pseudonym", 80)
        wants_one_of(self.reason, RETIREMENTS, "reason")


TYPES = (
    record("identity-sealed", IdentitySealed, "L72-9", (Circle.COORDINATION,), DEC, title=N_("IDENTITY SEALED")),
    record(
        "identity-added",
        IdentityAdded,
        "L72-19.1",
        (Circle.COORDINATION,),
        IMP,
        roles=("official",),
        title=N_("NEW DATA linked to the identity, sealed"),
    ),
    record(
        "identity-half", IdentityHalf, "L72-9", (Circle.COORDINATION,), DEC, IMP, title=N_("IDENTITY: half for a new custodian")
    ),
    record(
        "identity-request",
        IdentityRequest,
        "L72-28.2",
        (Circle.COORDINATION,),
        DEC,
        IMP,
        title=N_("IDENTITY: request to open"),
        version=2,
        upgrades={1: _request_v1},
    ),
    record(
        "identity-approval", IdentityApproval, "L72-28.2", (Circle.COORDINATION,), DEC, IMP, title=N_("IDENTITY: half released")
    ),
    record("identity-opened", IdentityOpened, "L72-28.2", (Circle.COORDINATION,), DEC, IMP, title=N_("IDENTITY OPENED")),
    record("identity-closed", IdentityClosed, "L72-28.2", (Circle.COORDINATION,), DEC, IMP, title=N_("IDENTITY CLOSED")),
    record("identity-copied", IdentityCopied, "A.11", (Circle.COORDINATION,), DEC, IMP, title=N_("IDENTITY: a copy made")),
    record("access-warned", AccessWarned, "L72-28.2", (Circle.COORDINATION,), DEC, IMP, title=N_("IDENTITY: warning noted")),
    record("pseudonym-given", PseudonymGiven, "L72-9", (Circle.COORDINATION,), DEC, IMP, title=N_("PSEUDONYM for one context")),
    record("pseudonym-retired", PseudonymRetired, "L72-9", (Circle.COORDINATION,), DEC, IMP, title=N_("PSEUDONYM RETIRED")),
)
