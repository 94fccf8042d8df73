"""Art. 2: one body decides, another implements."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.records.rulings import Selection
from client.law.rule import rule


@rule("L72-2.1", "2(1)", Selection)
def two_officers(file: File, act: Act[Selection]) -> Answer:
    """Who ordered that personal security be ensured does not choose the measures."""
    if act.author.holder != file.case.order_author:
        return MET
    return not_met(
        say("the same officer signed the order and the choice of measures"), say("let another officer choose the measures")
    )


RULES = (two_officers,)
