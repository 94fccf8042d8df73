"""``qorgan officer``: the verbs of an officer, in the order in which a file's life needs them."""

from __future__ import annotations

from client.cli import account, attaching, board, giving_out, lawful, viewing
from client.cli.about import ABOUT
from client.cli.officer import (
    answer,
    circle,
    complaints,
    consenting,
    contract,
    desk,
    file,
    guarding,
    handing,
    identity,
    keeping,
    naming,
    newdata,
    papers,
    person,
    policy,
    recovery,
    secrecy,
    systems,
    task,
)

VERBS = (
    *account.VERBS,
    *board.OFFICER,
    *desk.VERBS,
    *file.VERBS,
    *person.VERBS,
    *contract.VERBS,
    *keeping.VERBS,
    *consenting.VERBS,
    *task.VERBS,
    *secrecy.VERBS,
    *naming.VERBS,
    *identity.VERBS,
    *newdata.VERBS,
    *handing.VERBS,
    *guarding.VERBS,
    *circle.VERBS,
    *policy.VERBS,
    *recovery.VERBS,
    *answer.VERBS,
    *papers.VERBS,
    *complaints.VERBS,
    giving_out.LEAFLET,
    attaching.CLEAN,
    lawful.ACT,
    *lawful.VERBS,
    ABOUT,
    *systems.VERBS,
    *viewing.VERBS,
)
