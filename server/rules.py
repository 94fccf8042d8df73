"""The append rule (architecture section 4), as checks over values. The signature has been verified before.

The server is blind and lenient: it looks at the clear roster and policy only, and at none of the rules by which members judge a
commit (``crypto.roster``). So a bad commit is accepted here and halts the circle at its members; and a refound, which mends it, is
allowed to whoever was in the roster before, whatever the bad commit did to it.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from crypto.chain import CHAIN_START
from crypto.commit import CommitBody, parse_commit_body
from crypto.entry import Entry, Header
from crypto.policy import Change, ReporterRole, circle_id, verify_approval
from crypto.primitives import sha256
from crypto.trust import Directory
from crypto.types import ZERO32, BodyKind, CertificateHash, ChainHash, EntryClass, LogIndex, Position
from server.access import Circle
from server.problems import Problem, malformed, not_found

_RULING = frozenset({BodyKind.DECIDING, BodyKind.IMPLEMENTING})


@dataclass(frozen=True, slots=True)
class Good:
    """The commit that a refound goes back to."""

    header: Header
    body: CommitBody


def stale(circle: Circle) -> Problem:
    """Made for another head than the present one, which the problem carries."""
    head = {
        "position": circle.position,
        "chain": b64encode(circle.chain).decode(),
        "generation": circle.generation,
        "epoch": circle.epoch,
    }
    return Problem(409, "stale", "The circle has moved on", head=head)


def role_missing() -> Problem:
    return Problem(403, "role", "Roster and policy do not let the author write this class here")


def check_writer(circle: Circle, header: Header, knows: bool) -> None:
    """Whether roster and policy let the author write this class. ``knows``: whether the author has any grant here: who has none is
    told nothing about the circle."""
    if header.author in circle.roster:
        return
    reports = header.entry_class is EntryClass.REPORT and header.author not in circle.readers
    if reports and (circle.front_desk or header.author in circle.reporters):
        return
    raise role_missing() if knows or circle.front_desk else not_found()


def needs_work(circle: Circle, author: bytes) -> bool:
    """Whether a report must carry proof of work: at a front desk, from whoever it does not know by name."""
    return circle.front_desk and author not in circle.roster and author not in circle.reporters


def single_use(circle: Circle, author: bytes) -> bool:
    """An invitation writes one report only."""
    return circle.reporters.get(author) == ReporterRole.INVITATION and author not in circle.roster


def check_place(circle: Circle, header: Header) -> None:
    """Of a record, or of a commit's position: right after the head. Of a record or report: the head's generation and epoch."""
    if header.entry_class is not EntryClass.REPORT and (header.position, header.prev) != (circle.position + 1, circle.chain):
        raise stale(circle)
    if header.entry_class is not EntryClass.COMMIT and (header.generation, header.epoch) != (circle.generation, circle.epoch):
        raise stale(circle)


def check_commit(circle: Circle, header: Header, body: CommitBody, good: Good | None) -> None:
    """Generation and epoch of a commit are the new ones. ``good`` is given for a refound, which counts from it or from the head."""
    allowed: set[tuple[int, int]] = {(circle.generation, circle.epoch + 1)}
    if body.refound is not None:
        allowed = {(circle.generation + 1, circle.epoch + 1)}
        if good is not None:
            allowed.add((good.header.generation + 1, good.header.epoch + 1))
    if (header.generation, header.epoch) not in allowed:
        raise stale(circle)
    if body.nonce or body.parsed_policy().kind is not circle.policy.kind:
        raise malformed("A circle keeps its kind, and only a genesis has a nonce")


def check_refounder(good: Good, header: Header, body: CommitBody, directory: Directory) -> None:
    """A refound's author was in the last good roster; or the authorities of all deciding and implementing bodies signed for it."""
    if header.author in good.body.roster:
        return
    policy = good.body.parsed_policy()
    change = Change(header.circle, header.generation, header.epoch, policy, body.roster, body.parsed_policy(), body.takes_back)
    approvals = {approval.approver: approval for approval in body.approvals}
    ruling = [ref.hash for ref in policy.bodies if ref.kind in _RULING]
    if not ruling or header.author not in body.roster or any(ref not in approvals for ref in ruling):
        raise role_missing()
    for ref in ruling:
        verify_approval(approvals[ref], directory.body(ref).verify_key, change)


def check_genesis(header: Header, body: CommitBody) -> None:
    """A circle begins with a commit at position 0, in generation 1 and epoch 1, by a founder whom its id names."""
    if header.entry_class is not EntryClass.COMMIT:
        raise not_found()
    policy = body.parsed_policy()
    if (header.position, header.prev, header.generation, header.epoch) != (0, CHAIN_START, 1, 1) or body.refound is not None:
        raise Problem(422, "position", "A circle begins with position 0, generation 1 and epoch 1")
    founder = CertificateHash(header.author)
    if len(body.nonce) != 32 or header.circle != circle_id(founder, policy.kind, policy.hash, body.nonce):
        raise Problem(422, "circle-id", "The circle's id is not that of its founder, kind, policy and nonce")
    if header.author not in body.roster:
        raise role_missing()


def check_welcome(body: CommitBody, welcome: bytes) -> None:
    expected = sha256(welcome) if welcome else ZERO32
    if body.welcome_hash != expected:
        raise malformed("The welcome is not the one that the commit names")


def after_commit(entry: Entry, body: CommitBody, position: Position, chain: ChainHash, index: LogIndex) -> Circle:
    """The circle as this commit leaves it."""
    header, policy = entry.header, body.parsed_policy()
    return Circle(
        id=header.circle,
        position=position,
        chain=chain,
        generation=header.generation,
        epoch=header.epoch,
        commit_index=index,
        policy=policy,
        roster=frozenset(body.roster),
        readers=frozenset(policy.readers),
        reporters={reporter.hash: int(reporter.role) for reporter in policy.reporters},
    )


def good_commit(entry: Entry) -> Good:
    return Good(entry.header, parse_commit_body(entry.body))
