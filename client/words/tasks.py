"""Tasks in words."""

from __future__ import annotations

from client.app.saying import Moment, say
from client.app.tasks import TasksView
from client.words.saying import tell, word
from client.words.views import tells
from client.words.wrapping import wrapped


@tells(TasksView)
def tasks_lines(view: TasksView, lang: str) -> list[str]:
    lines = [
        line
        for each in view.tasks
        for line in wrapped(
            f"{each.task[:8]} {each.measure} {each.state} {word(Moment(each.due_at), lang)} {each.author}: {each.instruction}"
        )
    ]
    return lines or [tell(say("no tasks"), lang)]
