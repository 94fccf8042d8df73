"""Art. 30 and 5(3): social guarantees where life, health or property was harmed because of taking part in the proceedings.

The channel pays nothing of it: it keeps the fact and makes the claim that the Government's procedure asks for (30(2)).
"""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.records.money import Harm
from client.law.rule import norm, rule
from crypto.frozen import dataclass


@rule("L72-5.3", "5(3)", Harm)
def comes_from_the_proceedings(file: File, act: Act[Harm]) -> Answer:
    if act.value.link.strip():
        return MET
    return not_met(
        say("the record does not say how the harm comes from taking part in the proceedings"),
        say("state it: the claim rests on it"),
    )


@rule("L72-30.1", "30(1)", Harm)
def one_regime(file: File, act: Act[Harm]) -> Answer:
    """Who is covered by another law is named with that law, and no others are."""
    if act.value.covered == bool(act.value.other_regime.strip()):
        return MET
    return not_met(
        say("the record does not say by which law the person is covered"), say("name the other law, or say that there is none")
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """What goes out for the claim. ``recourse``: whether the money is to be recovered from the culprit."""

    pseudonym: str
    decision: str
    kind: str
    sufferer: str
    what: str
    happened_at: int
    link: str
    recourse: str


@norm("L72-30.1", "30(1)")
def claim(file: File, harm: str) -> Claim | None:
    """None where no such harm is on record, or another law covers the person."""
    found = file.money.harms.get(harm)
    if found is None or found.covered:
        return None
    return Claim(
        file.case.pseudonym,
        file.case.decision,
        found.kind,
        found.sufferer,
        found.what,
        found.happened_at,
        found.link,
        found.recourse,
    )


RULES = (comes_from_the_proceedings, one_regime)
