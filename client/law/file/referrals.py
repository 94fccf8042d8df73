"""Referrals of the person to those who help (T110 18; B.2): where each stands. None drops out of sight: a declined one stays
DECLINED until it is sent elsewhere or closed with reasons.

DRAFT -> CONSENTED -> SENT -> ACCEPTED -> IN_PROGRESS -> DONE, or DECLINED -> REROUTED, or CLOSED.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, HashTrieSet

from client.law.records.referrals import (
    CounselAccess,
    Referral,
    ReferralAnswer,
    ReferralCard,
    ReferralClosed,
    ReferralConsent,
    ReferralConsentOnPaper,
)
from client.law.tables.referrals import ANSWER_MS
from client.law.words import Writer
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


class ReferralState(StrEnum):
    DRAFT = "DRAFT"
    CONSENTED = "CONSENTED"
    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    IN_PROGRESS = "IN_PROGRESS"
    DONE = "DONE"
    DECLINED = "DECLINED"
    REROUTED = "REROUTED"
    CLOSED = "CLOSED"


NEXT = {
    ReferralState.SENT: ("ACCEPTED", "DECLINED"),
    ReferralState.ACCEPTED: ("IN_PROGRESS", "DONE", "DECLINED"),
    ReferralState.IN_PROGRESS: ("DONE", "DECLINED"),
}
"""What the receiving body may answer next."""

WITHDRAWABLE = (ReferralState.DRAFT, ReferralState.CONSENTED)


@dataclass(frozen=True, slots=True)
class Sent:
    """One referral. ``entry``: of its draft, which the person consents to; empty where only the card was read. ``circle``: where
    its card is. ``consented_by``: PP or REP. Times in milliseconds, 0 before."""

    referral: str
    kind: str
    to: str
    state: ReferralState
    entry: str = ""
    addressee: str = ""
    region: str = ""
    purpose: str = ""
    facts: tuple[str, ...] = ()
    circle: str = ""
    consented_by: str = ""
    express: bool = False
    sent_at: int = 0
    answer_by: int = 0
    changed_at: int = 0
    reason: str = ""

    def silent(self, now: int) -> bool:
        """Sent, and no answer by the time it was wanted."""
        return self.state is ReferralState.SENT and now > self.answer_by

    @property
    def open(self) -> bool:
        return self.state in (ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Referrals:
    """``circles``: circle (hex) of each card -> its referral. ``counsel``: (counsel, entry) that the person has opened."""

    by_id: HashTrieMap[str, Sent] = field(default_factory=HashTrieMap)
    circles: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    counsel: HashTrieSet[tuple[str, str]] = field(default_factory=HashTrieSet)

    def of(self, referral: str) -> Sent | None:
        return self.by_id.get(referral)

    def all(self) -> tuple[Sent, ...]:
        return tuple(sorted(self.by_id.values(), key=lambda each: (each.sent_at, each.referral)))

    def open_of(self, *kinds: str) -> tuple[Sent, ...]:
        return tuple(each for each in self.all() if each.kind in kinds and each.open)

    def kept(self, sent: Sent) -> Referrals:
        return replace(self, by_id=self.by_id.insert(sent.referral, sent))


EMPTY = Referrals()


def _drafted(referrals: Referrals, act: Act[Referral], _: File) -> Referrals:
    value = act.value
    facts = tuple(each.name for each in value.facts)
    sent = Sent(
        value.referral, value.kind, value.to, ReferralState.DRAFT, act.hash, value.addressee, value.region, value.purpose, facts,
        changed_at=act.at,
    )  # fmt: skip
    replaced = referrals.of(value.instead_of)
    if replaced is not None:
        referrals = referrals.kept(replace(replaced, state=ReferralState.REROUTED, changed_at=act.at))
    return referrals.kept(sent)


def _consented(referrals: Referrals, act: Act[ReferralConsent], _: File) -> Referrals:
    by = "REP" if act.author.writer is Writer.REPRESENTATIVE else "PP"
    return _answered_by(referrals, act, by)


def _on_paper(referrals: Referrals, act: Act[ReferralConsentOnPaper], _: File) -> Referrals:
    return _answered_by(referrals, act, act.value.by)


def _answered_by(referrals: Referrals, act: Act[Any], by: str) -> Referrals:
    """A no after the sending withdraws nothing that was read; it is for the bodies to act on."""
    value, known = act.value, referrals.of(act.value.referral)
    if known is None or known.entry != value.entry or known.state not in WITHDRAWABLE:
        return referrals
    if value.given:
        return referrals.kept(
            replace(known, state=ReferralState.CONSENTED, consented_by=by, express=value.express, changed_at=act.at)
        )
    return referrals.kept(replace(known, state=ReferralState.DRAFT, consented_by="", express=False, changed_at=act.at))


def _card(referrals: Referrals, act: Act[ReferralCard], file: File) -> Referrals:
    value = act.value
    by = value.answer_by or act.at + 1000 * file.case.targets.get("T110-18.1", ANSWER_MS // 1000)
    known = referrals.of(value.referral) or Sent(value.referral, value.kind, value.to, ReferralState.SENT)
    sent = replace(known, state=ReferralState.SENT, circle=act.circle, sent_at=act.at, answer_by=by, changed_at=act.at)
    return replace(referrals.kept(sent), circles=referrals.circles.insert(act.circle, value.referral))


def _answered(referrals: Referrals, act: Act[ReferralAnswer], _: File) -> Referrals:
    value, known = act.value, referrals.of(act.value.referral)
    if known is None:
        return referrals
    return referrals.kept(replace(known, state=ReferralState(value.state), reason=value.reason, changed_at=act.at))


def _closed(referrals: Referrals, act: Act[ReferralClosed], _: File) -> Referrals:
    known = referrals.of(act.value.referral)
    if known is None:
        return referrals
    return referrals.kept(replace(known, state=ReferralState.CLOSED, reason=act.value.reasons, changed_at=act.at))


def _counsel(referrals: Referrals, act: Act[CounselAccess], _: File) -> Referrals:
    counsel = referrals.counsel
    for entry in act.value.of:
        pair = (act.value.counsel, entry)
        counsel = counsel.insert(pair) if act.value.given else counsel.discard(pair)
    return replace(referrals, counsel=counsel)


ON: Mapping[type, Callable[[Referrals, Act[Any], File], Referrals]] = {
    Referral: _drafted,
    ReferralConsent: _consented,
    ReferralConsentOnPaper: _on_paper,
    ReferralCard: _card,
    ReferralAnswer: _answered,
    ReferralClosed: _closed,
    CounselAccess: _counsel,
}
