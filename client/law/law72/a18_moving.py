"""Art. 18 pt1: another home, work or place of study, for a time or for good."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.records.rulings import Selection
from client.law.rule import rule

MOVES = ("M2.5a", "M2.5b", "M2.5c")
"""Help to find work (M2.5d) moves nobody."""


@rule("L72-18.1", "18 pt1", Selection)
def for_a_time_or_for_good(file: File, act: Act[Selection]) -> Answer:
    for each in act.value.measures:
        if each.code in MOVES and not each.duration:
            return not_met(
                say("the ruling does not say whether {measure} is temporary or permanent", measure=each.code),
                say("say whether it is temporary or permanent"),
            )
    return MET


RULES = (for_a_time_or_for_good,)
