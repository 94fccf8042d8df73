"""Art. 24: what binds and is not carried out, and who obstructs. That a task says that it binds: ``a21_partners``."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.record_type import DEC, IMP, SUP
from client.law.records.instructions import NotExecuted, Obstruction
from client.law.rule import Effect, rule
from client.law.words import Circle


@rule("L72-24.1", "24(1), 28", NotExecuted, effect=Effect.MARK)
def of_something_binding(file: File, act: Act[NotExecuted]) -> Answer:
    """What was not carried out is a decision, an order or a task that is there. The fact stays on record all the same (28)."""
    return _there(file, act.value.of)


@rule("L72-24.2", "24(2)", Obstruction, effect=Effect.MARK)
def of_something_hindered(file: File, act: Act[Obstruction]) -> Answer:
    """Who hinders what: seen by the authorised official of the implementing body and by supervision, and by nobody removed."""
    return _there(file, act.value.of)


_ANYWHERE = (
    *((Circle.FRONT_DESK, body) for body in (DEC, IMP, SUP)),
    *((Circle.PERSON, body) for body in (DEC, IMP)),
    *((kind, None) for kind in (Circle.COORDINATION, Circle.TASK, Circle.COMPLAINT, Circle.SUPPORT)),
)
"""Where a record of the file may stand: who does not read all of these cannot say that there is none of that number."""


def _there(file: File, entry: str) -> Answer:
    if entry in file.refs:
        return MET
    if not all(file.sees(kind, body) for kind, body in _ANYWHERE):
        return undetermined(say("the record that it speaks of"))
    return not_met(say("no record of this file has that number"), say("name the decision or task that it speaks of"))


RULES = (of_something_binding, of_something_hindered)
