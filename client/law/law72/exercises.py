"""SYS-60: files of fictitious persons, in which officers learn. Shown as such everywhere, and part of no figure.

Art. 26-1(3) asks of officers that they act at once and rightly; nobody learns that on a person's life.
"""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, Said, not_met, say
from client.law.file import File
from client.law.records.files import FileOpened
from client.law.records.tasks import Task
from client.law.rule import norm, rule


@rule("SYS-60", "SYS-60", FileOpened)
def one_kind(file: File, act: Act[FileOpened]) -> Answer:
    """A file is an exercise in all its circles or in none: a real danger taken for an exercise is one that nobody looks at."""
    if not file.case.opened or act.value.exercise == file.case.exercise:
        return MET
    if file.case.exercise:
        return not_met(say("this file is an exercise"), say("open this circle as an exercise too"))
    return not_met(say("this file is of a real person"), say("open a file of its own for the exercise"))


@rule("SYS-60", "SYS-60", Task)
def nobody_outside(file: File, act: Act[Task]) -> Answer:
    """Those outside cannot tell that a task is made up, and would carry it out."""
    if not file.case.exercise:
        return MET
    return not_met(say("this file is an exercise; nobody outside is given a task"), say("do this step on paper"))


@norm("SYS-60", "SYS-60")
def banner(file: File) -> Said | None:
    """What stands over each screen, print and message of an exercise; None for a file of a real person."""
    return say("EXERCISE: this person does not exist") if file.case.exercise else None


@norm("SYS-60", "SYS-60; C.3")
def counts(file: File) -> bool:
    """Whether a file counts in statistics."""
    return not file.case.exercise


RULES = (one_kind, nobody_outside)
