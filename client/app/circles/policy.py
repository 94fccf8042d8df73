"""A change of policy that the other body must approve: proposed by a record, approved by a record, then committed.

A prosecutor's office consents to the replacement of its device by a file: its key writes no record.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.circles.changes import changes
from client.app.circles.meant import circle_meant, known_device
from client.app.outcome import Next, Outcome, outcome
from client.app.reading import Seen, device_named, of_type, own_device, seen, view_of
from client.app.saying import Said, say
from client.formats.disk import nothing_there, read_file, write_new
from client.law.records.policy import PolicyApproval, PolicyProposal
from crypto.codec import Writer, decode
from crypto.errors import Malformed, Refused, Stale, Usage
from crypto.frozen import dataclass
from crypto.policy import Approval, BodyRef, Policy, parse_policy, read_approval, write_approval
from crypto.types import CircleId, Holder

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.values import Proposal
    from crypto.roster import CommitView
    from crypto.trust import Device


@dataclass(frozen=True, slots=True)
class ProposePolicy:
    """One change: ``replace_reader`` (who reads no longer, and who does), ``add_reader``, ``bring_in`` (the first device of a body
    that receives the case) or ``drop_body`` (one that gave it up). Of the circle with these first digits, else of the file's
    coordination circle."""

    reason: str
    file: str | None = None
    circle: str | None = None
    replace_reader: tuple[str, str] | None = None
    add_reader: str | None = None
    bring_in: str | None = None
    drop_body: str | None = None


async def propose_policy(office: Office, wish: ProposePolicy) -> Outcome:
    await office.sync()
    if sum(bool(each) for each in (wish.replace_reader, wish.add_reader, wish.bring_in, wish.drop_body)) != 1:
        raise Usage("say one change: who reads in whose place, who reads too, who comes in, or which body leaves")
    circle = circle_meant(office, wish.circle, wish.file)
    view = view_of(office, circle)
    change = _change(office, view, wish)
    proposal = office.channel.propose(circle, add=change.add, remove=change.remove, policy=change.policy)
    roster = tuple(each.hex() for each in proposal.roster)
    value = PolicyProposal(office.entropy(16).hex(), view.generation, view.epoch, roster, proposal.policy.hex(), wish.reason)
    lines = changes(office.channel.directory, view, proposal)
    done = await office.writing.record(circle, value)
    return outcome(
        say("proposed: {id}", id=value.proposal[:8]), *lines, written=(done,), proposal=value.proposal, circle=circle
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Change:
    policy: Policy
    add: tuple[bytes, ...] = ()
    remove: tuple[bytes, ...] = ()


def _change(office: Office, view: CommitView, wish: ProposePolicy) -> _Change:
    """One at a time, so that who approves sees one. Raises ``Usage``."""
    if wish.replace_reader:
        old, new = known_device(office, wish.replace_reader[0]), device_named(office, wish.replace_reader[1])
        if old not in view.policy.readers:
            raise Usage("{name} is no reader of this circle", "no-such-reader", name=wish.replace_reader[0])
        readers = tuple(Holder(new.hash) if each == old else each for each in view.policy.readers)
        return _Change(dataclasses.replace(view.policy, readers=readers, bodies=_bodies(view.policy, new)))
    if wish.add_reader:
        new = device_named(office, wish.add_reader)
        if new.hash in view.policy.readers:
            raise Usage("{name} reads this circle already", "nothing-to-change", name=new.name)
        readers = (*view.policy.readers, Holder(new.hash))
        return _Change(dataclasses.replace(view.policy, readers=readers, bodies=_bodies(view.policy, new)))
    if wish.bring_in:
        new = device_named(office, wish.bring_in)
        if new.hash in view.roster:
            raise Usage("{name} is in this circle already", "nothing-to-change", name=new.name)
        return _Change(dataclasses.replace(view.policy, bodies=_bodies(view.policy, new)), add=(new.hash,))
    return _without(office, view, wish.drop_body or "")


def _without(office: Office, view: CommitView, name: str) -> _Change:
    """The circle without a body: its members and its readers go with it. Raises ``Usage``."""
    here = {ref.hash for ref in view.policy.bodies}
    found = [each for each in office.channel.directory.bodies() if each.hash in here and name in (each.name, each.hash.hex())]
    if len(found) != 1:
        raise Usage("{count} bodies of this circle are called {name}", "no-such-body", count=len(found), name=name)
    theirs = {bytes(each.hash) for each in office.channel.directory.devices() if each.body.hash == found[0].hash}
    bodies = tuple(ref for ref in view.policy.bodies if ref.hash != found[0].hash)
    readers = tuple(each for each in view.policy.readers if each not in theirs)
    gone = tuple(bytes(each) for each in view.roster if each in theirs)
    return _Change(dataclasses.replace(view.policy, bodies=bodies, readers=readers), remove=gone)


def _bodies(policy: Policy, added: Device) -> tuple[BodyRef, ...]:
    known = policy.body_kind(added.body.hash)
    return policy.bodies if known else (*policy.bodies, BodyRef(added.body.hash, added.body.kind))


def _proposal_named(office: Office, circle: CircleId, name: str | None) -> tuple[Seen, PolicyProposal, Proposal]:
    """The one proposal of these first digits, else the newest. Raises ``Usage``, and ``Stale`` where another commit came in
    between."""
    found = [pair for pair in of_type(seen(office, circle), PolicyProposal) if pair[1].proposal.startswith(name or "")]
    if not found:
        raise Usage("there is no such proposal", "no-such-proposal")
    if name and len(found) > 1:  # a later one of the same number is not what was looked at
        raise Usage("{count} proposals have this number", "no-such-proposal", count=len(found))
    item, value = found[-1]
    view = view_of(office, circle)
    if (value.generation, value.epoch) != (view.generation, view.epoch):
        raise Stale("the circle has changed since this was proposed: it must be proposed anew", "proposal-over")
    return item, value, _proposal(circle, value)


def _proposal(circle: CircleId, value: PolicyProposal) -> Proposal:
    from client.core.values import Proposal

    return Proposal(circle, tuple(bytes.fromhex(each) for each in value.roster), bytes.fromhex(value.policy))


@dataclass(frozen=True, slots=True)
class ApprovePolicy:
    """Approve what the other body proposes. Without ``proposal`` those that wait are only shown. ``out``: into a file instead of a
    record, for a prosecutor, and for a body that gave up the case."""

    file: str | None = None
    circle: str | None = None
    proposal: str | None = None
    out: Path | None = None


async def approve_policy(office: Office, wish: ApprovePolicy) -> Outcome:
    """The proposal that is named, and no other. Raises ``Refused`` (``same-body``) for the own body's."""
    await office.sync()
    circle = circle_meant(office, wish.circle, wish.file)
    if not wish.proposal:
        return _pending(office, circle, wish)
    item, value, proposal = _proposal_named(office, circle, wish.proposal)
    author = item.entry.author
    if author is None or author.body.hash == own_device(office).body.hash:
        raise Refused("a proposal is approved by the other body", "same-body")
    lines = changes(office.channel.directory, view_of(office, circle), proposal)
    head = say("approved: {id} of {name}: {reason}", id=value.proposal[:8], name=author.name, reason=value.reason)
    if wish.out is not None:
        nothing_there(wish.out)
    approval = write_approval(Writer(), office.channel.approve(circle, proposal)).bytes()
    if wish.out is not None:
        write_new(wish.out, approval)
        return outcome(head, *lines, proposal=value.proposal, out=str(wish.out))
    done = await office.writing.record(circle, PolicyApproval(value.proposal, approval.hex()))
    return outcome(head, *lines, written=(done,), proposal=value.proposal)


def _pending(office: Office, circle: CircleId, wish: ApprovePolicy) -> Outcome:
    """What waits for this device's approval, with what it changes and the act that approves it; nothing is approved."""
    view, own = view_of(office, circle), own_device(office).body.hash
    lines: list[Said] = []
    steps: list[Next] = []
    found: list[str] = []
    for item, value in of_type(seen(office, circle), PolicyProposal):
        author = item.entry.author
        stands = (value.generation, value.epoch) == (view.generation, view.epoch)
        if not stands or author is None or author.body.hash == own:
            continue
        try:
            told = changes(office.channel.directory, view, _proposal(circle, value))
        except Malformed:  # one that nobody can approve hides no other
            continue
        lines.append(say("proposal {id} of {name}: {reason}", id=value.proposal[:8], name=author.name, reason=value.reason))
        lines += [Said("    {change}", (("change", each),)) for each in told]
        number = value.proposal[:8]
        given = (("file", wish.file), ("circle", wish.circle), ("proposal", number), ("out", wish.out))
        steps.append(Next("approve_policy", tuple((name, str(each)) for name, each in given if each)))
        found.append(value.proposal)
    return Outcome(tuple(lines) or (say("no proposal waits for your approval"),), next=tuple(steps), data={"proposals": found})


@dataclass(frozen=True, slots=True)
class CommitPolicy:
    """Carry out an approved change. ``proposal``: its first digits, else the newest. ``approval``: a prosecutor's consent, from
    its file."""

    file: str | None = None
    circle: str | None = None
    proposal: str | None = None
    approval: tuple[Path, ...] = ()


async def commit_policy(office: Office, wish: CommitPolicy) -> Outcome:
    """The rules are checked by every client; an approval too few is refused here, before anything is sent."""
    await office.sync()
    circle = circle_meant(office, wish.circle, wish.file)
    _item, value, proposal = _proposal_named(office, circle, wish.proposal)
    approvals = [decode(read_file(str(path)), read_approval) for path in wish.approval]
    approvals += _approvals(office, circle, value)
    view, policy = view_of(office, circle), parse_policy(proposal.policy)
    add = [each for each in proposal.roster if each not in view.roster]
    gone = [bytes(each) for each in view.roster if each not in proposal.roster]
    lines = changes(office.channel.directory, view, proposal)
    await office.channel.change(circle, add=add, remove=gone, policy=policy, approvals=approvals)
    return outcome(say("the policy is changed, with {count} approvals", count=len(approvals)), *lines, proposal=value.proposal)


def _approvals(office: Office, circle: CircleId, value: PolicyProposal) -> list[Approval]:
    """One of each approver, and only their own."""
    found: dict[bytes, Approval] = {}
    for item, each in of_type(seen(office, circle), PolicyApproval):
        approval = decode(bytes.fromhex(each.approval), read_approval)
        if each.proposal == value.proposal and item.entry.author_hash == approval.approver:
            found[approval.approver] = approval
    return list(found.values())
