"""What a change of policy brings, computed from both policies and never taken from the proposal's words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from client.app.saying import Said, say
from crypto.policy import parse_policy

if TYPE_CHECKING:
    from client.core.values import Proposal
    from crypto.policy import Policy
    from crypto.roster import CommitView
    from crypto.trust import Directory


def changes(directory: Directory, view: CommitView, proposal: Proposal) -> tuple[Said, ...]:
    """For who proposes and who approves. Raises ``Malformed`` for a proposal that nobody can approve."""
    old, new, roster = view.policy, parse_policy(proposal.policy), proposal.roster
    names = {bytes(each.hash): f"{each.name}, {each.body.name}" for each in directory.devices()}
    lines = [say("comes in, and reads the past: {name}", name=names.get(m, m.hex())) for m in roster if m not in view.roster]
    lines += [say("leaves: {name}", name=names.get(m, m.hex())) for m in view.roster if m not in roster]
    lines += [say("no longer reads: {name}", name=names.get(m, m.hex())) for m in old.readers if m not in new.readers]
    lines += [say("reads from now on: {name}", name=names.get(m, m.hex())) for m in new.readers if m not in old.readers]
    bodies = {bytes(each.hash): each.name for each in directory.bodies()}
    dropped = [bodies.get(ref.hash, ref.hash.hex()) for ref in old.bodies if ref not in new.bodies]
    lines += [say("takes part no longer: {body}", body=each) for each in dropped]
    if _changes_more(directory, view, new, roster):
        lines.append(say("OTHER RULES OF THE CIRCLE CHANGE TOO: do not approve without asking why"))
    return tuple(lines)


def _changes_more(directory: Directory, view: CommitView, new: Policy, roster: tuple[bytes, ...]) -> bool:
    """Than who is in the circle, who reads it, and the bodies of those."""
    old = view.policy
    named = {*new.readers, *roster, *old.readers, *view.roster}
    theirs = {bytes(each.body.hash) for each in directory.devices() if each.hash in named}
    same_bodies = all(ref.hash in theirs for ref in set(old.bodies) ^ set(new.bodies))
    return dataclasses.replace(new, readers=old.readers, bodies=old.bodies) != old or not same_bodies
