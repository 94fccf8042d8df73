"""A change of policy that the other body must approve: proposed by a record, approved by a record, then committed.

A prosecutor's office consents to the replacement of its device by a file (``qorgan prosecutor policy-consent``): its key writes no
record. What changes is computed here from both policies, never taken from the proposal's words.
"""

from __future__ import annotations

import argparse
import dataclasses
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import file_named
from client.app.reading import Seen, device_named, of_type, own_device, seen, view_of
from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.formats.disk import read_file, write_new
from client.law.records.policy import PolicyApproval, PolicyProposal
from client.law.words import Circle
from crypto.codec import Writer, decode
from crypto.errors import Malformed, Refused, Stale, Usage
from crypto.policy import Approval, BodyRef, Policy, parse_policy, read_approval, write_approval
from crypto.types import CircleId, Holder

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.values import Proposal
    from crypto.roster import CommitView
    from crypto.trust import Device


async def policy_propose(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    if sum(bool(each) for each in (args.replace_reader, args.add_reader, args.bring_in, args.drop_body)) != 1:
        raise Usage(_("say one change: --replace-reader, --add-reader, --bring-in or --drop-body"))
    circle = circle_named(office, args)
    view = view_of(office, circle)
    wish = _wished(office, view, args)
    proposal = office.channel.propose(circle, add=wish.add, remove=wish.remove, policy=wish.policy)
    value = PolicyProposal(
        context.entropy(16).hex(), view.generation, view.epoch, tuple(each.hex() for each in proposal.roster),
        proposal.policy.hex(), args.reason,
    )  # fmt: skip
    done = await send(office, circle, value)
    lines = changes(office, view, proposal)
    answer = sent(done, _("proposed: {id}").format(id=value.proposal[:8]), proposal=value.proposal, circle=circle)
    return Answer((*answer.lines, *lines), answer.data)


@dataclasses.dataclass(frozen=True)
class _Wish:
    policy: Policy
    add: tuple[bytes, ...] = ()
    remove: tuple[bytes, ...] = ()


def _wished(office: Office, view: CommitView, args: argparse.Namespace) -> _Wish:
    """One change at a time, so that who approves sees one. Raises ``Usage``."""
    if args.replace_reader:
        old, new = _known(office, args.replace_reader[0]), device_named(office, args.replace_reader[1])
        if old not in view.policy.readers:
            raise Usage(_("{name} is no reader of this circle").format(name=args.replace_reader[0]), "no-such-reader")
        readers = tuple(Holder(new.hash) if each == old else each for each in view.policy.readers)
        return _Wish(dataclasses.replace(view.policy, readers=readers, bodies=_bodies(view.policy, _ref(new))))
    if args.add_reader:
        new = device_named(office, args.add_reader)
        if new.hash in view.policy.readers:
            raise Usage(_("{name} reads this circle already").format(name=new.name), "nothing-to-change")
        readers = (*view.policy.readers, Holder(new.hash))
        return _Wish(dataclasses.replace(view.policy, readers=readers, bodies=_bodies(view.policy, _ref(new))))
    if args.bring_in:
        new = device_named(office, args.bring_in)
        if new.hash in view.roster:
            raise Usage(_("{name} is in this circle already").format(name=new.name), "nothing-to-change")
        return _Wish(dataclasses.replace(view.policy, bodies=_bodies(view.policy, _ref(new))), add=(new.hash,))
    return _without(office, view, args.drop_body)


def _ref(device: Device) -> BodyRef:
    return BodyRef(device.body.hash, device.body.kind)


def _without(office: Office, view: CommitView, name: str) -> _Wish:
    """The circle without a body: its members and its readers go with it. Raises ``Usage``."""
    here = {ref.hash for ref in view.policy.bodies}
    found = [each for each in office.channel.directory.bodies() if each.hash in here and name in (each.name, each.hash.hex())]
    if len(found) != 1:
        raise Usage(_("{count} bodies of this circle are called {name}").format(count=len(found), name=name), "no-such-body")
    theirs = {bytes(each.hash) for each in office.channel.directory.devices() if each.body.hash == found[0].hash}
    bodies = tuple(ref for ref in view.policy.bodies if ref.hash != found[0].hash)
    readers = tuple(each for each in view.policy.readers if each not in theirs)
    gone = tuple(bytes(each) for each in view.roster if each in theirs)
    return _Wish(dataclasses.replace(view.policy, bodies=bodies, readers=readers), remove=gone)


def _bodies(policy: Policy, added: BodyRef) -> tuple[BodyRef, ...]:
    return policy.bodies if policy.body_kind(added.hash) else (*policy.bodies, added)


def _known(office: Office, name: str) -> bytes:
    """A device by name, also one that is revoked."""
    found = [bytes(each.hash) for each in office.channel.directory.devices() if name in (each.name, each.hash.hex())]
    if len(found) != 1:
        raise Usage(_("{count} devices are called {name}").format(count=len(found), name=name), "no-such-device")
    return found[0]


def circle_named(office: Office, args: argparse.Namespace) -> CircleId:
    """The circle by its first digits, else the coordination circle of the file. Raises ``Usage``."""
    if not args.circle:
        return file_named(office, args.file).circle(Circle.COORDINATION)
    found = [info.id for info in office.channel.circles() if info.id.hex().startswith(args.circle)]
    if len(found) != 1:
        raise Usage(_("{count} circles have this number").format(count=len(found)), "no-such-circle")
    return found[0]


def changes(office: Office, view: CommitView, proposal: Proposal) -> list[str]:
    """What a proposal brings, in words, for who proposes and who approves."""
    old, new, roster = view.policy, parse_policy(proposal.policy), proposal.roster
    names = {bytes(each.hash): f"{each.name}, {each.body.name}" for each in office.channel.directory.devices()}
    lines = [_("comes in, and reads the past: {name}").format(name=names.get(m, m.hex())) for m in roster if m not in view.roster]
    lines += [_("leaves: {name}").format(name=names.get(m, m.hex())) for m in view.roster if m not in roster]
    lines += [
        _("no longer reads: {name}").format(name=names.get(each, each.hex())) for each in old.readers if each not in new.readers
    ]
    lines += [
        _("reads from now on: {name}").format(name=names.get(each, each.hex())) for each in new.readers if each not in old.readers
    ]
    named = {*new.readers, *roster, *old.readers, *view.roster}
    theirs = {bytes(each.body.hash) for each in office.channel.directory.devices() if each.hash in named}
    changed = set(old.bodies) ^ set(new.bodies)
    bodies = {bytes(each.hash): each.name for each in office.channel.directory.bodies()}
    dropped = [bodies.get(ref.hash, ref.hash.hex()) for ref in old.bodies if ref not in new.bodies]
    lines += [_("takes part no longer: {body}").format(body=each) for each in dropped]
    same_bodies = all(ref.hash in theirs for ref in changed)
    if dataclasses.replace(new, readers=old.readers, bodies=old.bodies) != old or not same_bodies:
        lines.append(_("OTHER RULES OF THE CIRCLE CHANGE TOO: do not approve without asking why"))
    return lines


def proposal_named(office: Office, circle: CircleId, name: str | None) -> tuple[Seen, PolicyProposal, Proposal]:
    """The one proposal of these first digits, else the newest. Raises ``Usage``, and ``Stale`` where another commit came in
    between."""
    found = [pair for pair in of_type(seen(office, circle), PolicyProposal) if pair[1].proposal.startswith(name or "")]
    if not found:
        raise Usage(_("there is no such proposal"), "no-such-proposal")
    if name and len(found) > 1:  # a later one of the same number is not what was looked at
        raise Usage(_("{count} proposals have this number").format(count=len(found)), "no-such-proposal")
    item, value = found[-1]
    view = view_of(office, circle)
    if (value.generation, value.epoch) != (view.generation, view.epoch):
        raise Stale(_("the circle has changed since this was proposed: it must be proposed anew"), "proposal-over")
    return item, value, _proposal(circle, value)


def _proposal(circle: CircleId, value: PolicyProposal) -> Proposal:
    from client.core.values import Proposal

    return Proposal(circle, tuple(bytes.fromhex(each) for each in value.roster), bytes.fromhex(value.policy))


def _pending(office: Office, circle: CircleId, args: argparse.Namespace) -> Answer:
    """What waits for this device's approval, with what it changes and the command that approves it; nothing is approved."""
    view, own = view_of(office, circle), own_device(office).body.hash
    lines, found = [], []
    for item, value in of_type(seen(office, circle), PolicyProposal):
        author = item.entry.author
        stands = (value.generation, value.epoch) == (view.generation, view.epoch)
        if not stands or author is None or author.body.hash == own:
            continue
        try:
            told = changes(office, view, _proposal(circle, value))
        except Malformed:  # one that nobody can approve hides no other
            continue
        text = _("proposal {id} of {name}: {reason}")
        lines.append(text.format(id=value.proposal[:8], name=author.name, reason=value.reason))
        lines += [f"    {line}" for line in told]
        lines.append(_("  -> next: {verb}").format(verb=_command(office, args, value)))
        found.append(value.proposal)
    return say(*(lines or [_("no proposal waits for your approval")]), proposals=found)


def _command(office: Office, args: argparse.Namespace, value: PolicyProposal) -> str:
    out = getattr(args, "out", None)
    reads = "prosecutor" in own_device(office).roles
    words = ["qorgan", "prosecutor", "policy-consent"] if reads else ["qorgan", "officer", "policy-approve"]
    for option, given in (("--file", args.file), ("--circle", args.circle), ("--proposal", value.proposal[:8]), ("--out", out)):
        words += [option, given] if given else []
    return shlex.join(words)


async def policy_approve(context: Context, args: argparse.Namespace) -> Answer:
    """Approves the proposal that is named, and no other: without a name it only shows what waits."""
    office = context.office
    await office.sync()
    circle = circle_named(office, args)
    if not args.proposal:
        return _pending(office, circle, args)
    item, value, proposal = proposal_named(office, circle, args.proposal)
    author = item.entry.author
    if author is None or author.body.hash == own_device(office).body.hash:
        raise Refused(_("a proposal is approved by the other body"), "same-body")
    approval = write_approval(Writer(), office.channel.approve(circle, proposal)).bytes()
    lines = changes(office, view_of(office, circle), proposal)
    head = _("approved: {id} of {name}: {reason}").format(id=value.proposal[:8], name=author.name, reason=value.reason)
    if getattr(args, "out", None):
        write_new(Path(args.out), approval)
        return say(head, *lines, proposal=value.proposal, out=args.out)
    done = await send(office, circle, PolicyApproval(value.proposal, approval.hex()))
    answer = sent(done, head, proposal=value.proposal)
    return Answer((*answer.lines, *lines), answer.data)


async def policy_commit(context: Context, args: argparse.Namespace) -> Answer:
    """The rules are checked by every client; an approval too few is refused here, before anything is sent."""
    office = context.office
    await office.sync()
    circle = circle_named(office, args)
    _item, value, proposal = proposal_named(office, circle, args.proposal)
    approvals = [decode(read_file(path), read_approval) for path in args.approval or ()]
    approvals += _approvals(office, circle, value)
    view, policy = view_of(office, circle), parse_policy(proposal.policy)
    add = [each for each in proposal.roster if each not in view.roster]
    gone = [bytes(each) for each in view.roster if each not in proposal.roster]
    lines = changes(office, view, proposal)
    await office.channel.change(circle, add=add, remove=gone, policy=policy, approvals=approvals)
    return say(_("the policy is changed, with {count} approvals").format(count=len(approvals)), *lines, proposal=value.proposal)


def _approvals(office: Office, circle: CircleId, value: PolicyProposal) -> list[Approval]:
    """One of each approver, and only their own."""
    found: dict[bytes, Approval] = {}
    for item, each in of_type(seen(office, circle), PolicyApproval):
        approval = decode(bytes.fromhex(each.approval), read_approval)
        if each.proposal == value.proposal and item.entry.author_hash == approval.approver:
            found[approval.approver] = approval
    return list(found.values())


CIRCLE = arg("--circle", metavar="NUMBER", help=N_("first digits of the circle (else the file's coordination circle)"))
PROPOSAL = arg("--proposal", metavar="NUMBER", help=N_("first digits of the proposal (else the newest)"))
APPROVED = arg("--proposal", metavar="NUMBER", help=N_("first digits of the proposal (else those that wait are only shown)"))

VERBS = (
    Verb(
        "policy-propose",
        N_("propose to the other body who is to read the circle, or to be in it"),
        '--file Swallow --replace-reader "P. Prosecutor" "Q. Prosecutor" --reason "moved to another post"',
        policy_propose,
        (
            FILE,
            CIRCLE,
            arg("--replace-reader", nargs=2, metavar=("OLD", "NEW"), help=N_("who reads no longer, and who does")),
            arg("--add-reader", metavar="DEVICE", help=N_("a recovery key or a prosecutor who reads too")),
            arg("--bring-in", metavar="DEVICE", help=N_("first device of a body that receives the case")),
            arg("--drop-body", metavar="BODY", help=N_("a body that gave up the case: its devices leave")),
            arg("--reason", required=True, help=N_("why")),
        ),
    ),
    Verb(
        "policy-approve",
        N_("approve what the other body proposes; shows what changes"),
        "--file Swallow --proposal 51ab",
        policy_approve,
        (
            FILE,
            CIRCLE,
            APPROVED,
            arg("--out", metavar="FILE", help=N_("into a file instead of a record: for a body that gave up the case")),
        ),
    ),
    Verb(
        "policy-commit",
        N_("carry out a change of policy that was approved"),
        "--file Swallow --approval prosecutor.approval",
        policy_commit,
        (
            FILE,
            CIRCLE,
            PROPOSAL,
            arg("--approval", action="append", metavar="FILE", help=N_("consent of the prosecutor's office, from its file")),
        ),
    ),
)
