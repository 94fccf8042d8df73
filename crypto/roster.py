"""Who may be in a circle, who may change it and who may write in it: docs/spec/roster.md (architecture section 5).

Theory of operation. A ``CommitView`` is what one commit leaves behind: roster, policy, place. ``check_genesis`` makes the first,
``check_commit`` the next from the one before, ``check_writer`` holds a record or report against the current one. Each rule is one
small function with its own code in the ``Refused`` it raises; ``docs/spec/roster.md`` lists them. All are pure: an answer depends
on the chain before, on log leaves before ``index``, and on ``at`` (the entry's ``accepted_at``), never on a clock or later news.

What this does not do: look into MLS (that roster and policy are those of the group, and the intake key that of I_e, the caller
checks after), and know the server's rules (the server is blind and lenient; clients are not).
"""

from __future__ import annotations

from crypto.approvals import Consents, check_dropped, consents
from crypto.commit import CommitBody
from crypto.entry import Entry, Header
from crypto.errors import Refused
from crypto.frozen import dataclass
from crypto.policy import Change, CircleKind, Policy, ReporterRole, circle_id
from crypto.refound import NOTHING_UNDONE, Refounding, Undone, check_refound
from crypto.scene import Scene
from crypto.trust import Device, Directory
from crypto.types import (
    ZERO32,
    BodyKind,
    CertificateHash,
    EntryClass,
    Holder,
    LogIndex,
    Millis,
    Position,
)
from crypto.view import CommitView

__all__ = ["CommitView", "Writer", "check_commit", "check_genesis", "check_writer"]

MEMBER_ROLES = frozenset({"officer", "duty", "psychologist", "finance"})
SUPERVISED = frozenset({CircleKind.COORDINATION, CircleKind.PERSON, CircleKind.TASK})
"""Kinds that may not lack their prosecutor."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a record or report: ``role`` is member, person, representative, invitation or anyone (at a front desk);
    ``device`` is None for whoever has no certificate."""

    role: str
    device: Device | None


@dataclass(frozen=True, slots=True)
class _Step:
    """One commit under check: from ``old`` (None at genesis) to ``policy`` and ``body.roster``."""

    header: Header
    body: CommitBody
    policy: Policy
    old: CommitView | None
    scene: Scene

    @property
    def added(self) -> tuple[CertificateHash, ...]:
        before = set(self.old.roster) if self.old else set()
        return tuple(device for device in self.body.roster if device not in before)

    @property
    def removed(self) -> tuple[CertificateHash, ...]:
        after = set(self.body.roster)
        return tuple(device for device in (self.old.roster if self.old else ()) if device not in after)

    @property
    def new_readers(self) -> tuple[Holder, ...]:
        before = set(self.old.policy.readers) if self.old else set()
        return tuple(reader for reader in self.policy.readers if reader not in before)

    def view(self) -> CommitView:
        header = self.header
        position = _position(header)
        return CommitView(
            header.circle, header.generation, header.epoch, self.body.roster, self.policy, position, self.body.intake_key
        )


def _position(header: Header) -> Position:
    if header.position is None:
        raise Refused("the entry is no commit", "wrong-class")
    return header.position


def check_genesis(entry: Entry, body: CommitBody, directory: Directory, *, at: Millis, index: LogIndex) -> CommitView:
    """The view after the commit at position 0. ``entry`` has a verified signature. Raises ``Refused``."""
    step = _Step(entry.header, body, body.parsed_policy(), None, Scene(directory, index, at))
    _genesis_place(step)
    _genesis_id(step)
    step.scene.live(entry.header.author)
    if entry.header.author not in body.roster:
        raise Refused("the founder is not in the roster", "founder")
    _common(step)
    return step.view()


def check_commit(
    previous: CommitView,
    entry: Entry,
    body: CommitBody,
    directory: Directory,
    *,
    at: Millis,
    index: LogIndex,
    refused: Header | None = None,
    undone: Undone = NOTHING_UNDONE,
) -> CommitView:
    """The view after a commit that follows ``previous``: the last good commit's view, with the generation and epoch of the chain's
    last commit, good or not (the server cannot tell them apart, and counts on). ``entry`` has a verified signature. ``refused``
    is the header of the commit that a refound names, None where it names none; ``undone`` what the good commits that it takes
    back had brought. Raises ``Refused`` or, for an approval whose signature fails, ``Forged``."""
    step = _Step(entry.header, body, body.parsed_policy(), previous, Scene(directory, index, at))
    _place(step, previous)
    numbers = (previous.circle, entry.header.generation, entry.header.epoch)
    change = Change(*numbers, previous.policy, body.roster, step.policy, body.takes_back)
    given = consents(body.approvals, change, previous, step.scene, undone.policy if body.refound is not None else None)
    if body.refound is not None:
        check_refound(Refounding(previous, entry.header, body, refused, undone), step.scene, given)
        _links(step, needed=True)
    else:
        author = _author(step, previous)
        _author_stays(step, author)
        _additions(step, previous, author, given)
        _removals(step, author, given)
        _policy_change(step, previous, author, given)
        check_dropped(previous.policy, step.policy, author, step.scene, given)
        _history(step, previous)
    _common(step)
    return step.view()


# Place and identity of a commit


def _genesis_place(step: _Step) -> None:
    header, body = step.header, step.body
    if header.entry_class is not EntryClass.COMMIT or header.position != 0 or header.prev != ZERO32:
        raise Refused("a circle begins with a commit at position 0 with nothing before it", "genesis")
    if header.generation != 1:
        raise Refused("a circle begins with generation 1", "generation")
    if header.epoch != 1:
        raise Refused("a circle begins with epoch 1", "epoch")
    if body.refound is not None or body.approvals:
        raise Refused("a genesis refounds nothing and needs no approval", "genesis")


def _genesis_id(step: _Step) -> None:
    header, body = step.header, step.body
    if len(body.nonce) != 32:
        raise Refused("a genesis has a nonce", "circle-id")
    founder = header.author
    if header.circle != circle_id(founder, step.policy.kind, step.policy.hash, body.nonce):
        raise Refused("the circle id is not that of founder, kind, policy and nonce", "circle-id")


def _place(step: _Step, previous: CommitView) -> None:
    header, body = step.header, step.body
    if header.entry_class is not EntryClass.COMMIT:
        raise Refused("the entry is no commit", "wrong-class")
    if header.circle != previous.circle:
        raise Refused("the commit is of another circle", "circle")
    if _position(header) <= previous.position:
        raise Refused("the commit stands before the one that it follows", "position")
    if header.generation != previous.generation + (1 if body.refound else 0):
        raise Refused("the generation does not follow", "generation")
    if header.epoch != previous.epoch + 1:
        raise Refused("the epoch does not follow", "epoch")
    if body.nonce:
        raise Refused("only a genesis has a nonce", "genesis")
    if step.policy.kind is not previous.policy.kind:
        raise Refused("the kind of a circle does not change", "kind")


def _author(step: _Step, previous: CommitView) -> Device:
    """Rule ``roster``: only a member commits."""
    author = step.header.author
    if author not in previous.roster:
        raise Refused("the author is not in the roster", "roster")
    return step.scene.live(author)


def _author_stays(step: _Step, author: Device) -> None:
    """RFC 9420 section 12.2: a committer does not remove itself. A renewal puts a certificate of the same device (name and body)
    in its place."""
    if author.hash not in step.body.roster and _renewal(step) is None:
        raise Refused("the author is gone from the roster", "author-gone")


def _renewal(step: _Step) -> CertificateHash | None:
    """The author's new certificate, where the commit puts one in place of the old."""
    author = step.scene.known(step.header.author)
    if author is None or author.hash in step.body.roster:
        return None
    for added in step.added:
        device = step.scene.known(added)
        if device and (device.name, device.body.hash) == (author.name, author.body.hash):
            return added
    return None


def _newcomers(step: _Step) -> tuple[CertificateHash, ...]:
    """Who needs a welcome: at genesis and in a refounded group, everybody but the author."""
    if step.old is None or step.body.refound is not None:
        return tuple(device for device in step.body.roster if device != step.header.author)
    renewal = _renewal(step)
    return tuple(device for device in step.added if device != renewal)


# Who may add and remove whom


def _additions(step: _Step, previous: CommitView, author: Device, given: Consents) -> None:
    """Rule ``foreign-add``: a device is added by a member of its own body; a body without a live member comes in (again) with one
    device, by the approvals of a policy change."""
    foreign: list[bytes] = []
    present = {device.body.hash for device in step.scene.living(previous.roster)}
    for added in step.added:
        body = step.scene.live(added).body.hash
        if body == author.body.hash:
            continue
        if body in present or body in foreign:
            raise Refused("a device is added only by a member of its own body", "foreign-add")
        foreign.append(body)
    if foreign:
        _approved(step, previous, author, given)


def _removals(step: _Step, author: Device, given: Consents) -> None:
    """Rule ``removal``: of its own body, or revoked, or with the consent of the device's body."""
    for removed in step.removed:
        device = step.scene.known(removed)
        if device is None or step.scene.revoked(removed) or device.body.hash == author.body.hash:
            continue
        if not given.by_body(device.body.hash):
            raise Refused("a device is removed only by its own body, or revoked", "removal")


# Changes of policy


def _policy_change(step: _Step, previous: CommitView, author: Device, given: Consents) -> None:
    if step.policy != previous.policy:
        _approved(step, previous, author, given)


def _approved(step: _Step, previous: CommitView, author: Device, given: Consents) -> None:
    """Rule ``policy-approval``: a member of each other deciding or implementing body with a live member in the old roster."""
    for device in step.scene.living(previous.roster):
        if device.body.kind not in (BodyKind.DECIDING, BodyKind.IMPLEMENTING) or device.body.hash == author.body.hash:
            continue
        if not given.by_member(device.body.hash):
            raise Refused("a body of the circle has not approved the change", "policy-approval")


def _history(step: _Step, previous: CommitView) -> None:
    """Rule ``history``: newcomers of a circle without history get no link to the past; every other commit has one."""
    newcomers = bool(_newcomers(step) or step.new_readers)
    history = previous.policy.history and step.policy.history
    if step.body.links is not None and newcomers and not history:
        raise Refused("newcomers of this circle get no link to the past", "history")
    _links(step, needed=history or not newcomers)


def _links(step: _Step, *, needed: bool) -> None:
    """Rule ``links``. A link without the restricted secret is made only where the loss of all devices lost it."""
    links = step.body.links
    if links is None and needed:
        raise Refused("the commit lacks the link to the past", "links")
    recovers = step.body.refound is not None and step.old is not None and step.header.author not in step.old.roster
    if links is not None and not links.restricted and not recovers:
        raise Refused("the link to the past lacks the restricted records", "links")


# What holds after every commit


def _common(step: _Step) -> None:
    _bodies(step)
    _members(step)
    _readers(step)
    _prosecutor(step)
    if bool(_newcomers(step)) != (step.body.welcome_hash != ZERO32):
        raise Refused("there is a welcome where nobody is added, or none where somebody is", "welcome")
    if {seal.holder for seal in step.body.seals} != set(step.policy.readers):
        raise Refused("the seals are not one for each reader", "reader-seals")


def _bodies(step: _Step) -> None:
    """Rule ``body``: each body of the policy is certified, as the kind that the policy says."""
    for ref in step.policy.bodies:
        if step.scene.body(ref.hash).kind is not ref.kind:
            raise Refused("the policy gives a body another kind than its certificate", "body")


def _members(step: _Step) -> None:
    """Rules ``body`` and ``role``: members are officers' devices of bodies that the policy lists. New ones are
    certified, in date and not revoked."""
    for added in step.added:
        if not step.scene.live(added).roles & MEMBER_ROLES:
            raise Refused("a member's certificate has no role for members", "role")
    for member in step.body.roster:
        device = step.scene.known(member)
        if device is None or step.policy.body_kind(device.body.hash) is None:
            raise Refused("a member is of a body that the policy does not list", "body")
        if member in step.policy.readers:
            raise Refused("a reader is no member", "reader-member")


def _readers(step: _Step) -> None:
    """Rule ``reader``: a prosecutor of a supervising body or a recovery key, of a body that the policy lists."""
    for reader in step.new_readers:
        step.scene.live(reader)
    for reader in step.policy.readers:
        device = step.scene.known(reader)
        if device is None or step.policy.body_kind(device.body.hash) is None:
            raise Refused("a reader is of a body that the policy does not list", "body")
        supervises = "prosecutor" in device.roles and device.body.kind is BodyKind.SUPERVISING
        if not supervises and "recovery" not in device.roles:
            raise Refused("a reader's certificate is neither a prosecutor's nor a recovery key's", "reader")


def _prosecutor(step: _Step) -> None:
    """Rule ``prosecutor-missing``: some circles always have a reader of a supervising body."""
    if step.policy.kind not in SUPERVISED:
        return
    readers = (step.scene.known(reader) for reader in step.policy.readers)
    if not any(device and device.body.kind is BodyKind.SUPERVISING and "prosecutor" in device.roles for device in readers):
        raise Refused("the circle lacks its prosecutor", "prosecutor-missing")


# Records and reports

_REPORTER_ROLES = {
    ReporterRole.PERSON: "person",
    ReporterRole.REPRESENTATIVE: "representative",
    ReporterRole.INVITATION: "invitation",
}


def check_writer(view: CommitView, header: Header, directory: Directory, *, at: Millis, index: LogIndex) -> Writer:
    """Who wrote this record or report, if they may write it into the circle as ``view`` says it is. That an invitation writes one
    report only, of type enrol, the caller checks on the payload. Raises ``Refused``."""
    if header.circle != view.circle:
        raise Refused("the entry is of another circle", "circle")
    if header.generation != view.generation:
        raise Refused("the entry is of another generation", "generation")
    if header.epoch != view.epoch:
        raise Refused("the entry is of another epoch", "epoch")
    scene, author = Scene(directory, index, at), header.author
    if header.entry_class is EntryClass.COMMIT:
        raise Refused("a commit is no record or report", "wrong-class")
    if author in view.policy.readers:
        raise Refused("a reader writes nothing", "reader-writes")
    if author in view.roster:
        return Writer("member", scene.live(author))
    if header.entry_class is EntryClass.RECORD:
        raise Refused("only a member writes records", "roster")
    reporter = view.policy.reporter(author)
    if reporter is not None:
        return Writer(_REPORTER_ROLES[reporter.role], None)
    if view.policy.kind is not CircleKind.FRONT_DESK:
        raise Refused("the author may not report here", "reporter")
    return Writer("anyone", scene.live(author) if scene.known(author) else None)
