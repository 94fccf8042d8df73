"""Founding a circle whose reports open deadlines: two commits.

The text of a report deadline is sealed under an epoch's keys and bound to the circle's id, and the id is a hash of the first
policy. So the circle is founded without them, and its first change of policy brings them in, before anyone is told of the circle.
"""

from __future__ import annotations

from dataclasses import replace

from client.core.changes import Changes
from client.core.core import Core
from client.core.drafts import DeadlineDraft
from crypto.deadline import Escalation
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.ledger import EpochKeys, seal_report_deadline
from crypto.policy import Policy, ReportDeadline
from crypto.types import CircleId, DeadlineId


@dataclass(frozen=True)
class Plan:
    """``members``: certificate hashes of the others. ``deadlines``: what each report opens, ``after`` in seconds."""

    policy: Policy
    members: tuple[bytes, ...]
    deadlines: tuple[DeadlineDraft, ...]


async def found(core: Core, changes: Changes, plan: Plan) -> CircleId:
    """Runs under the core's ``turn``. Raises ``Usage``, ``Refused``, ``Held``."""
    for draft in plan.deadlines:
        if draft.after is None or draft.at is not None:
            raise Usage("a deadline that reports open runs for a period after the report", "bad-deadline")
    circle = await changes.found(plan.policy, plan.members)
    if plan.deadlines:
        keys = core.replica(circle).current_keys
        if keys is None:
            raise Usage("this device has no keys of the circle's epoch", "no-key")
        sealed = tuple(_sealed(core, circle, keys, draft) for draft in plan.deadlines)
        await changes.change(circle, policy=replace(plan.policy, report_deadlines=sealed))
    return circle


def _sealed(core: Core, circle: CircleId, keys: EpochKeys, draft: DeadlineDraft) -> ReportDeadline:
    steps = tuple(Escalation(step.after_seconds, step.addressees) for step in draft.escalations)
    identity = DeadlineId(draft.id or core.entropy(16))
    template = ReportDeadline(identity, draft.after or 0, draft.notify, steps, b"")
    return seal_report_deadline(keys, circle, template, draft.text.encode(), core.entropy)
