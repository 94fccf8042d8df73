"""What a use case gives back, as the answer of a verb: lines in the reader's language, and data for scripts."""

from __future__ import annotations

import shlex

from client.app.outcome import Next, Outcome, Standing, Written
from client.cli.texts import _, language, told
from client.cli.verb import Answer
from client.words.views import tell_view
from crypto.errors import Refused

VERBS = {"approve_policy": "policy-approve", "add_officer": "add-officer", "recover": "recover"}
IN_PLACE = {"device"}
"""Arguments that are found by their place."""


def shown(result: object, program: str = "qorgan officer") -> Answer:
    """An outcome or a view. Raises ``Refused`` (``void``) where a record stands without effect: nothing was done then."""
    if not isinstance(result, Outcome):
        from client.cli.verb import plain

        return Answer(tuple(tell_view(result, language())), plain(result))
    for each in result.written:
        if each.standing is Standing.VOID:
            raise Refused("the record stands in the chain without effect: {why}", "void", why=each.why)
    done = tuple(map(told, result.done))
    if done and not result.stands:
        done = (_("waits in the outbox: {what}").format(what=done[0]), *done[1:])
    steps = (_("  -> next: {verb}").format(verb=command(each, program)) for each in result.next)
    return Answer((*done, *map(told, result.more), *steps), {**_record(result.written, result.main), **result.data})


def command(step: Next, program: str) -> str:
    """The act as a command; what only the person can say stands in capitals."""
    verb = VERBS[step.act]
    if program == "qorgan prosecutor" and verb == "policy-approve":
        verb = "policy-consent"
    words = [word for name, value in step.prefilled for word in ([value] if name in IN_PLACE else [_flag(name), value])]
    lacks = [word for name in step.lacks for word in (_flag(name), "FILE")]
    return shlex.join([*program.split(), verb, *words, *lacks])


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _record(written: tuple[Written, ...], main: int) -> dict[str, object]:
    """Of the record that the act is about."""
    if not written:
        return {}
    item = written[main].seen
    if item is None or not all(each.stands for each in written):
        return {"queued": True}
    return {"entry": item.entry.hash, "position": item.entry.position, "accepted_at": item.at}
