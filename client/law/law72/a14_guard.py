"""Art. 14: equipment at home only where it is needed; numbers and plates that were changed never appear again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.records.contract import Contract
from client.law.records.information import NoticeGiven
from client.law.records.measures import IdentifierChanged
from client.law.records.rulings import Selection
from client.law.records.tasks import Task
from client.law.rule import norm, rule


@rule("L72-14.2", "14", Selection)
def equipment_is_needed(file: File, act: Act[Selection]) -> Answer:
    for each in act.value.measures:
        if each.code == "M2.1d" and not each.need.strip():
            return not_met(say("the ruling does not say why equipment at home is needed"), say("state the need"))
    return MET


@rule("L72-14.3", "14", IdentifierChanged)
def old_number_is_sealed(file: File, act: Act[IdentifierChanged]) -> Answer:
    if act.restricted:
        return MET
    return not_met(
        say("the old number or plate would be read by everybody in the circle"), say("seal the record to those who need it")
    )


@norm("L72-14.3", "14")
def appearing(file: File, texts: Iterable[str]) -> tuple[str, ...]:
    """The old numbers and plates of the file that stand in the texts, however they are written there."""
    plain = [_plain(each) for each in texts]
    return tuple(sorted({old for old in file.measures.watched if any(_plain(old) in each for each in plain)}))


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _texts(value: Any) -> tuple[str, ...]:
    """What goes out in words; the tasks that change a number or plate must name it."""
    if isinstance(value, Task):
        return () if value.kind in ("NUMBER", "PLATE") else (value.instruction, *(fact.value for fact in value.package))
    if isinstance(value, Contract):
        return tuple(clause.text for clause in value.clauses)
    return (value.text,)


@rule("L72-14.3", "14", Task, Contract, NoticeGiven)
def old_number_stays_away(file: File, act: Act[Any]) -> Answer:
    """Held against the numbers that the writer may know: they are sealed, and who has no key to them cannot tell them."""
    if not appearing(file, _texts(act.value)):
        return MET
    return not_met(say("the text holds a number or plate that was changed"), say("take the old number or plate out of the text"))


RULES = (equipment_is_needed, old_number_is_sealed, old_number_stays_away)
