"""What an approver is told of a change of policy: nothing comes in unsaid."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

from client.app.circles.changes import changes
from client.app.saying import Said
from client.core.values import Proposal
from crypto.policy import BodyRef, CircleKind, Policy
from crypto.trust import Directory
from crypto.types import BodyKind, CircleId
from crypto.view import CommitView
from tests.client.replica.world import protection_file


def test_a_body_that_comes_in_beside_the_new_reader_is_told_to_the_approver() -> None:
    file = protection_file()
    office = file.world.body("Second office", BodyKind.SUPERVISING)
    second = file.world.device(office, "second", ["prosecutor"])
    directory = file.world.directory
    old = file.world.policy(CircleKind.COORDINATION, file.bodies, [file.prosecutor])
    honest = file.world.policy(CircleKind.COORDINATION, [*file.bodies, office], [second])
    assert len(told(directory, old, honest)) == 2
    for more in (file.executing, file.world.body("Another police", BodyKind.IMPLEMENTING)):
        hidden = replace(honest, bodies=(*honest.bodies, BodyRef(more.hash, more.kind)))
        assert len(told(directory, old, hidden)) == 3
    assert len(told(directory, old, replace(honest, bodies=honest.bodies[1:]))) == 4  # by name, and as a rule that changes
    assert len(told(directory, old, replace(honest, history=False))) == 3


def told(directory: Directory, old: Policy, new: Policy) -> tuple[Said, ...]:
    """What whoever approves is told of a change from one policy to the other, in a circle whose members stay."""
    view = cast(CommitView, SimpleNamespace(policy=old, roster=()))
    return changes(directory, view, Proposal(CircleId(bytes(32)), (), new.encode()))
