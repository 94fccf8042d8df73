"""The pure verification and authoring of one circle: see ``state`` for the theory of operation."""

from client.core.replica.authored import Authored, parse_authored
from client.core.replica.authoring import (
    author_record,
    author_report,
    deadline_text,
    disclose,
    key_of,
    late_seal,
    report_deadline_text,
)
from client.core.replica.authoring_commit import (
    approve,
    author_commit,
    author_genesis,
    author_refound,
    change,
    predicted_roster,
    refound_base,
    rehead,
)
from client.core.replica.groups import credential_of, welcome_refs
from client.core.replica.past import EpochId, Past
from client.core.replica.pen import Seen
from client.core.replica.placing import head_after
from client.core.replica.state import Head, Replica, Step
from client.core.replica.values import (
    Blinded,
    Committed,
    Context,
    Halt,
    Halted,
    Identity,
    Mode,
    Outcome,
    Quarantined,
    Received,
    Shown,
)

__all__ = [
    "Authored",
    "Blinded",
    "Committed",
    "Context",
    "EpochId",
    "Halt",
    "Halted",
    "Head",
    "Identity",
    "Mode",
    "Outcome",
    "Past",
    "Quarantined",
    "Received",
    "Replica",
    "Seen",
    "Shown",
    "Step",
    "approve",
    "author_commit",
    "author_genesis",
    "author_record",
    "author_refound",
    "author_report",
    "change",
    "credential_of",
    "deadline_text",
    "disclose",
    "head_after",
    "key_of",
    "late_seal",
    "parse_authored",
    "predicted_roster",
    "refound_base",
    "rehead",
    "report_deadline_text",
    "welcome_refs",
]
