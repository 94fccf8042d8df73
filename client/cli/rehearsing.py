"""``--dry-run``: what an act would write, judged and neither kept nor sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from client.cli.texts import _, language, told_error
from client.cli.verb import Answer
from crypto.errors import Refused

if TYPE_CHECKING:
    from client.app.outcome import Written
    from client.cli.context import Context


async def rehearsed(context: Context, act: Callable[[Context], Awaitable[Answer]]) -> Answer:
    """The answer of a dry run. Raises what the act raises; ``Refused`` (``dry-run``) where it would change something before any
    record of it could be judged."""
    from client.app.rehearsing import ENDS, rehearsal

    ends: Refused | None = None
    with rehearsal(context.office) as office:
        try:
            answer = await act(replace(context, opened=office))
        except Refused as error:
            if error.code != ENDS or not office.passage.would:
                raise
            ends, answer = error, Answer(())
    would = office.passage.would
    lines = [_would(each) for each in would] or [*answer.lines, _("nothing would be written")]
    lines += [told_error(ends)] if ends is not None else []
    data = {"dry_run": True, "would": [{"type": each.type, "circle": each.circle.hex()} for each in would], "whole": ends is None}
    return Answer((*lines, _("a dry run: nothing was kept, and nothing sent")), data)


def _would(written: Written) -> str:
    from client.app.forms import type_named
    from client.app.saying import Term
    from client.words.saying import word

    kind = type_named(written.type)
    return _("would be written: {type}").format(type=word(Term(kind.title), language()) if kind.title else written.type)
