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

from client.cli.casefile import file_named
from client.cli.context import Context, read_file, write_new
from client.cli.officer.file import FILE
from client.cli.reading import Seen, device_named, of_type, own_device, seen, view_of
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.law.records.policy import PolicyApproval, PolicyProposal
from client.law.words import Circle
from crypto.codec import Writer, decode
from crypto.errors import Malformed, Refused, Stale, Usage
from crypto.policy import Approval, BodyRef, Policy, parse_policy, read_approval, write_approval
from crypto.types import CircleId, Holder

if TYPE_CHECKING:
    from client.core.client import Client
    from client.core.values import Proposal


async def policy_propose(context: Context, args: argparse.Namespace) -> Answer:
    client = context.client
    await client.sync()
    circle = circle_named(client, args)
    old, new = _known(client, args.replace_reader[0]), device_named(client, args.replace_reader[1])
    view = view_of(client, circle)
    if old not in view.policy.readers:
        raise Usage(_("{name} is no reader of this circle").format(name=args.replace_reader[0]), "no-such-reader")
    readers = tuple(Holder(new.hash) if each == old else each for each in view.policy.readers)
    policy = dataclasses.replace(view.policy, readers=readers, bodies=_bodies(view.policy, BodyRef(new.body.hash, new.body.kind)))
    proposal = client.propose(circle, policy=policy)
    value = PolicyProposal(
        context.entropy(16).hex(), view.generation, view.epoch, tuple(each.hex() for each in proposal.roster),
        proposal.policy.hex(), args.reason,
    )  # fmt: skip
    done = await send(client, circle, value)
    lines = changes(client, view.policy, policy)
    answer = sent(done, _("proposed: {id}").format(id=value.proposal[:8]), proposal=value.proposal, circle=circle)
    return Answer((*answer.lines, *lines), answer.data)


def _bodies(policy: Policy, added: BodyRef) -> tuple[BodyRef, ...]:
    return policy.bodies if policy.body_kind(added.hash) else (*policy.bodies, added)


def _known(client: Client, name: str) -> bytes:
    """A device by name, also one that is revoked."""
    found = [bytes(each.hash) for each in client.directory.devices() if name in (each.name, each.hash.hex())]
    if len(found) != 1:
        raise Usage(_("{count} devices are called {name}").format(count=len(found), name=name), "no-such-device")
    return found[0]


def circle_named(client: Client, args: argparse.Namespace) -> CircleId:
    """The circle by its first digits, else the coordination circle of the file. Raises ``Usage``."""
    if not args.circle:
        return file_named(client, args.file).circle(Circle.COORDINATION)
    found = [info.id for info in client.circles() if info.id.hex().startswith(args.circle)]
    if len(found) != 1:
        raise Usage(_("{count} circles have this number").format(count=len(found)), "no-such-circle")
    return found[0]


def changes(client: Client, old: Policy, new: Policy) -> list[str]:
    """What ``new`` brings, in words, for who proposes and who approves."""
    names = {bytes(each.hash): f"{each.name}, {each.body.name}" for each in client.directory.devices()}
    lines = [
        _("no longer reads: {name}").format(name=names.get(each, each.hex())) for each in old.readers if each not in new.readers
    ]
    lines += [
        _("reads from now on: {name}").format(name=names.get(each, each.hex())) for each in new.readers if each not in old.readers
    ]
    theirs = {bytes(each.body.hash) for each in client.directory.devices() if each.hash in new.readers}
    changed = set(old.bodies) ^ set(new.bodies)
    same_bodies = all(ref in new.bodies and ref.hash in theirs for ref in changed)
    if dataclasses.replace(new, readers=old.readers, bodies=old.bodies) != old or not same_bodies:
        lines.append(_("OTHER RULES OF THE CIRCLE CHANGE TOO: do not approve without asking why"))
    return lines


def proposal_named(client: Client, circle: CircleId, name: str | None) -> tuple[Seen, PolicyProposal, Proposal]:
    """The one proposal of these first digits, else the newest. Raises ``Usage``, and ``Stale`` where another commit came in
    between."""
    from client.core.values import Proposal

    found = [pair for pair in of_type(seen(client, circle), PolicyProposal) if pair[1].proposal.startswith(name or "")]
    if not found:
        raise Usage(_("there is no such proposal"), "no-such-proposal")
    if name and len(found) > 1:  # a later one of the same number is not what was looked at
        raise Usage(_("{count} proposals have this number").format(count=len(found)), "no-such-proposal")
    item, value = found[-1]
    view = view_of(client, circle)
    if (value.generation, value.epoch) != (view.generation, view.epoch):
        raise Stale(_("the circle has changed since this was proposed: it must be proposed anew"), "proposal-over")
    roster = tuple(bytes.fromhex(each) for each in value.roster)
    return item, value, Proposal(circle, roster, bytes.fromhex(value.policy))


def _pending(client: Client, circle: CircleId, args: argparse.Namespace) -> Answer:
    """What waits for this device's approval, with what it changes and the command that approves it; nothing is approved."""
    view, own = view_of(client, circle), own_device(client).body.hash
    lines, found = [], []
    for item, value in of_type(seen(client, circle), PolicyProposal):
        author = item.entry.author
        stands = (value.generation, value.epoch) == (view.generation, view.epoch)
        if not stands or author is None or author.body.hash == own:
            continue
        try:
            new = parse_policy(bytes.fromhex(value.policy))
        except Malformed:  # one that nobody can approve hides no other
            continue
        text = _("proposal {id} of {name}: {reason}")
        lines.append(text.format(id=value.proposal[:8], name=author.name, reason=value.reason))
        lines += [f"    {line}" for line in changes(client, view.policy, new)]
        lines.append(_("  -> next: {verb}").format(verb=_command(args, value)))
        found.append(value.proposal)
    return say(*(lines or [_("no proposal waits for your approval")]), proposals=found)


def _command(args: argparse.Namespace, value: PolicyProposal) -> str:
    out = getattr(args, "out", None)
    words = ["qorgan", "prosecutor", "policy-consent"] if out else ["qorgan", "officer", "policy-approve"]
    for option, given in (("--file", args.file), ("--circle", args.circle), ("--proposal", value.proposal[:8]), ("--out", out)):
        words += [option, given] if given else []
    return shlex.join(words)


async def policy_approve(context: Context, args: argparse.Namespace) -> Answer:
    """Approves the proposal that is named, and no other: without a name it only shows what waits."""
    client = context.client
    await client.sync()
    circle = circle_named(client, args)
    if not args.proposal:
        return _pending(client, circle, args)
    item, value, proposal = proposal_named(client, circle, args.proposal)
    author = item.entry.author
    if author is None or author.body.hash == own_device(client).body.hash:
        raise Refused(_("a proposal is approved by the other body"), "same-body")
    if set(proposal.roster) != set(view_of(client, circle).roster):
        raise Refused(_("this proposal changes members too"), "roster")
    approval = write_approval(Writer(), client.approve(circle, proposal)).bytes()
    lines = changes(client, view_of(client, circle).policy, parse_policy(proposal.policy))
    head = _("approved: {id} of {name}: {reason}").format(id=value.proposal[:8], name=author.name, reason=value.reason)
    if getattr(args, "out", None):
        write_new(Path(args.out), approval)
        return say(head, *lines, proposal=value.proposal, out=args.out)
    done = await send(client, circle, PolicyApproval(value.proposal, approval.hex()))
    answer = sent(done, head, proposal=value.proposal)
    return Answer((*answer.lines, *lines), answer.data)


async def policy_commit(context: Context, args: argparse.Namespace) -> Answer:
    """The rules are checked by every client; an approval too few is refused here, before anything is sent."""
    client = context.client
    await client.sync()
    circle = circle_named(client, args)
    _item, value, proposal = proposal_named(client, circle, args.proposal)
    approvals = [decode(read_file(path), read_approval) for path in args.approval or ()]
    approvals += _approvals(client, circle, value)
    before, policy = view_of(client, circle).policy, parse_policy(proposal.policy)
    await client.change(circle, policy=policy, approvals=approvals)
    lines = changes(client, before, policy)
    return say(_("the policy is changed, with {count} approvals").format(count=len(approvals)), *lines, proposal=value.proposal)


def _approvals(client: Client, circle: CircleId, value: PolicyProposal) -> list[Approval]:
    """One of each approver, and only their own."""
    found: dict[bytes, Approval] = {}
    for item, each in of_type(seen(client, circle), PolicyApproval):
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
        N_("propose to the other body that another prosecutor reads the circle"),
        '--file Swallow --replace-reader "P. Prosecutor" "Q. Prosecutor" --reason "moved to another post"',
        policy_propose,
        (
            FILE,
            CIRCLE,
            arg("--replace-reader", nargs=2, required=True, metavar=("OLD", "NEW"), help=N_("who reads no longer, and who does")),
            arg("--reason", required=True, help=N_("why")),
        ),
    ),
    Verb(
        "policy-approve",
        N_("approve what the other body proposes; shows what changes"),
        "--file Swallow --proposal 51ab",
        policy_approve,
        (FILE, CIRCLE, APPROVED),
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
