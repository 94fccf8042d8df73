"""A small world of certificates, and commits in it: the simulated neighbour of the roster tests.

Certificates are in the log from leaf 0; leaf ``REVOKING`` revokes ``court.revoked`` and the like, and the body ``dissolved``, so a
test chooses by ``index`` whether a revocation is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from crypto.commit import CommitBody, Links, ReaderSeal, Refound

from crypto.commit import LINK_SIZE, READER_SEAL_SIZE  # isort: skip
from crypto.entry import Entry, EntryClass, Header, sign_entry
from crypto.policy import Approval, BodyRef, Change, CircleKind, Policy, circle_id, sign_approval
from crypto.primitives import HPKE_PUBLIC_SIZE, ed25519_public, sha256
from crypto.refound import NOTHING_UNDONE, Undone
from crypto.ring import certificate_hash
from crypto.roster import CommitView, check_commit, check_genesis
from crypto.trust import Directory, issue_body, issue_crl, issue_device, issue_root, make_deployment, parse_certificate
from crypto.types import (
    ZERO32,
    BodyKind,
    CertificateHash,
    CircleId,
    Epoch,
    Generation,
    Holder,
    KeyHash,
    LogIndex,
    Millis,
    Position,
    Uid,
)

START = 1_800_000_000_000
DAY = 86_400_000
YEAR = 365 * DAY
NOW = Millis(START + 10 * DAY)
REVOKING = 1000
BEFORE = LogIndex(REVOKING)
"""An index that sees every certificate and no revocation."""
AFTER = LogIndex(REVOKING + 1)

BODIES = {
    "court": BodyKind.DECIDING,
    "police": BodyKind.IMPLEMENTING,
    "guard": BodyKind.IMPLEMENTING,
    "akimat": BodyKind.EXECUTING,
    "prosecution": BodyKind.SUPERVISING,
    "oversight": BodyKind.SUPERVISING,
    "dissolved": BodyKind.EXECUTING,
}
DEVICES = {
    "court.1": "officer",
    "court.2": "officer",
    "court.3": "officer,duty",
    "court.revoked": "officer",
    "court.recovery": "recovery",
    "court.brief": "officer",
    "police.1": "officer",
    "police.2": "officer",
    "police.3": "officer",
    "police.revoked": "officer",
    "police.recovery": "recovery",
    "guard.1": "officer",
    "guard.2": "officer",
    "akimat.1": "officer",
    "akimat.2": "officer",
    "akimat.custodian": "custodian",
    "prosecution.1": "prosecutor",
    "prosecution.2": "prosecutor",
    "prosecution.officer": "officer",
    "prosecution.revoked": "prosecutor",
    "oversight.1": "prosecutor",
    "court.ghost": "officer",
}
UNLOGGED = "court.ghost"
BRIEF_UNTIL = NOW + DAY


def seed(name: str) -> bytes:
    return sha256(b"test seed", name.encode())


@cache
def _root() -> bytes:
    return issue_root(seed("root"), "Test root", START, START + 20 * YEAR)


@cache
def certificate(name: str) -> bytes:
    """The DER of a body ("court"), a device ("court.1"), or a device renewed ("court.1+")."""
    if name in BODIES:
        return issue_body(seed("root"), _root(), ed25519_public(seed(name)), name, BODIES[name], START, START + 10 * YEAR)
    body, _, _ = name.partition(".")
    until = BRIEF_UNTIL if name == "court.brief" else START + YEAR
    renewed = name.endswith("+")
    base = name.removesuffix("+")
    roles = DEVICES[base].split(",")
    first = START + (DAY if renewed else 0)
    return issue_device(seed(body), certificate(body), ed25519_public(seed(base)), base, roles, first, until)


def h(name: str) -> CertificateHash:
    return certificate_hash(certificate(name))


@cache
def directory() -> Directory:
    deployment = make_deployment(seed("root"), "Test", bytes(16), _root(), "log.example/test", ed25519_public(seed("log")))
    grown = Directory.of(deployment)
    logged = [*BODIES, *(name for name in DEVICES if name != UNLOGGED), "court.1+"]
    for index, name in enumerate(logged):
        grown = grown.with_certificate(certificate(name), index)
    for body in BODIES:
        names = [name for name in DEVICES if name == f"{body}.revoked"]
        if names:
            revoked = [(parse_certificate(certificate(name)).serial, NOW) for name in names]
            grown = grown.with_crl(issue_crl(seed(body), certificate(body), 1, START, START + YEAR, revoked), REVOKING)
    dissolved = [(parse_certificate(certificate("dissolved")).serial, NOW)]
    return grown.with_crl(issue_crl(seed("root"), _root(), 1, START, START + YEAR, dissolved), REVOKING)


def refs(*names: str) -> tuple[BodyRef, ...]:
    return tuple(BodyRef(h(name), BODIES[name]) for name in names)


def policy(kind: CircleKind = CircleKind.COORDINATION, bodies: Sequence[str] = ("court", "police", "prosecution")) -> Policy:
    return Policy(kind, refs(*bodies), readers=(h("prosecution.1"),))


@dataclass(frozen=True)
class Made:
    """An entry with its body, as a client would have made it."""

    entry: Entry
    body: CommitBody


def body_of(roster: Sequence[str], policy: Policy) -> CommitBody:
    return CommitBody(
        roster=tuple(h(name) for name in roster),
        policy=policy.encode(),
        nonce=b"",
        approvals=(),
        mls_commit=b"an MLS commit",
        welcome_hash=ZERO32,
        seals=tuple(ReaderSeal(Holder(reader), KeyHash(bytes(32)), bytes(READER_SEAL_SIZE)) for reader in policy.readers),
        ledger_commitment=b"L" * 32,
        intake_commitment=b"I" * 32,
        links=Links(bytes(LINK_SIZE), bytes(LINK_SIZE), bytes(LINK_SIZE)),
        intake_key=bytes(HPKE_PUBLIC_SIZE),
    )


def header(circle: CircleId, author: str | bytes, entry_class: EntryClass = EntryClass.COMMIT, **changes: Any) -> Header:
    base = Header(
        circle,
        Generation(1),
        Epoch(1),
        entry_class,
        Uid(bytes(16)),
        Holder(h(author)) if isinstance(author, str) else Holder(author),
        NOW,
        0,
        ZERO32,
        position=Position(0),
        prev=ZERO32,
    )
    return replace(base, **changes)


def genesis(
    founder: str = "court.1",
    others: Sequence[str] = ("police.1",),
    policy: Policy = policy(),  # noqa: B008 - a frozen value
    **changes: Any,
) -> Made:
    body = replace(body_of((founder, *others), policy), nonce=bytes(32), links=None, welcome_hash=b"w" * 32 if others else ZERO32)
    body = replace(body, **{k: v for k, v in changes.items() if k in CommitBody.__slots__})
    circle = circle_id(h(founder), policy.kind, policy.hash, bytes(32))
    made = replace(header(circle, founder), **{k: v for k, v in changes.items() if k not in CommitBody.__slots__})
    return Made(sign_entry(seed(founder), made, body.encode()), body)


def found(made: Made, index: LogIndex = BEFORE, at: Millis = NOW) -> CommitView:
    return check_genesis(made.entry, made.body, directory(), at=at, index=index)


def commit(
    view: CommitView,
    author: str,
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    policy: Policy | None = None,
    approve: Sequence[str] = (),
    refound: Refound | None = None,
    **changes: Any,
) -> Made:
    """A commit that follows ``view``: correct in all that is not asked for otherwise. ``approve``: names of devices or bodies."""
    new_policy = policy or view.policy
    gone = {h(name) for name in remove}
    roster = (*(device for device in view.roster if device not in gone), *(h(name) for name in add))
    welcome = b"w" * 32 if add or refound else ZERO32
    body = replace(body_of((), new_policy), roster=roster, welcome_hash=welcome, refound=refound)
    body = replace(body, **{k: v for k, v in changes.items() if k in CommitBody.__slots__})
    position = (refound.refused if refound else view.position) + 1
    made = header(
        view.circle,
        author,
        generation=Generation(view.generation + (1 if refound else 0)),
        epoch=Epoch(view.epoch + 1),
        position=Position(position),
        prev=b"p" * 32,
    )
    made = replace(made, **{k: v for k, v in changes.items() if k not in CommitBody.__slots__})
    if approve:
        change = Change(view.circle, made.generation, made.epoch, view.policy, body.roster, new_policy, body.takes_back)
        body = replace(body, approvals=approvals(change, approve))
    return Made(sign_entry(seed(author), made, body.encode()), body)


def approvals(change: Change, approvers: Sequence[str]) -> tuple[Approval, ...]:
    return tuple(sign_approval(seed(name), h(name), change) for name in approvers)


def follow(
    view: CommitView,
    made: Made,
    index: LogIndex = BEFORE,
    at: Millis = NOW,
    refused: Header | None = None,
    undone: Undone = NOTHING_UNDONE,
) -> CommitView:
    return check_commit(view, made.entry, made.body, directory(), at=at, index=index, refused=refused, undone=undone)
