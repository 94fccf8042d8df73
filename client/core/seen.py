"""Which checkpoints others say they have seen, of one frame: what ``Core.compare_views`` holds against this client's log."""

from __future__ import annotations

from typing import NamedTuple

from client.core.replica import Committed, Shown
from client.core.staging import Staged


class SeenBy(NamedTuple):
    """``certified``: by a device of the directory, who answers for it; a stranger at a front desk may write anything."""

    size: int
    root: bytes
    certified: bool


def seen_by(staged: Staged) -> dict[bytes, SeenBy]:
    """An author's newest valid entry stands for their older ones. Any other entry stands for itself alone: a server could make one
    up in an author's name that has seen what this client has, and so cover what the author has seen in another view."""
    sure = {
        outcome.received.entry.hash
        for outcome in staged.outcomes
        if isinstance(outcome, Shown | Committed) and "unverified" not in outcome.flags
    }
    found: dict[bytes, SeenBy] = {}
    for parsed in staged.entries:
        entry, header = parsed.entry, parsed.entry.header
        certified = staged.state.directory.known(header.author, parsed.item.index) is not None
        found[header.author if entry.hash in sure else entry.hash] = SeenBy(header.seen_size, header.seen_root, certified)
    return found
