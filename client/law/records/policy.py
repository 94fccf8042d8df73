"""A change of a circle's policy goes from one body to the other as a record, and their approval comes back as one."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_text
from client.law.record_type import DEC, EVERYWHERE, IMP, record
from client.law.titles import N_
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PolicyProposal:
    """``policy`` (encoded) and ``roster`` (certificate hashes) as the next commit would bring them. Approvals hold for that commit
    alone, so any other commit in between, which moves on from ``generation`` and ``epoch``, ends the proposal."""

    proposal: str
    generation: int
    epoch: int
    roster: tuple[str, ...]
    policy: str
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.proposal, 16, "proposal")
        wants_hex(self.policy, None, "policy")
        for member in self.roster:
            wants_hex(member, 32, "roster")
        wants_text(self.reason, "reason", 2_000)


@dataclass(frozen=True, slots=True)
class PolicyApproval:
    """``approval``: the encoded signature of a member of the other body over exactly what is proposed."""

    proposal: str
    approval: str

    def __post_init__(self) -> None:
        wants_hex(self.proposal, 16, "proposal")
        wants_hex(self.approval, 96, "approval")


TYPES = (
    record(
        "policy-proposal", PolicyProposal, "architecture 5", EVERYWHERE, DEC, IMP, title=N_("PROPOSAL to change the circle's rules")
    ),
    record("policy-approval", PolicyApproval, "architecture 5", EVERYWHERE, DEC, IMP, title=N_("PROPOSAL APPROVED")),
)
