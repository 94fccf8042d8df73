"""What a use case or a view gives back, as a verb answers it: lines for people, data for scripts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from client.cli.texts import _, language, told
from client.cli.verb import OFFICER, PERSON, Answer, Argument
from crypto.errors import Refused

if TYPE_CHECKING:
    from client.app.outcome import Next, Outcome, Written
    from client.cli.verb import Verb


def shown(result: object, program: str = OFFICER) -> Answer:
    """An outcome, or a view of ``client.app``; ``program``: how the commands of what comes next begin. Raises ``Refused``
    (``void``) where a record stands without effect: nothing was done then."""
    from client.app.outcome import Outcome

    if isinstance(result, Outcome):
        return _outcome(result, program)
    return Answer(tuple(shown_lines(result, program)), data_of(result, program))


def shown_lines(result: object, program: str = OFFICER) -> list[str]:
    """What comes next stands as a command where the view has it."""
    from client.words.views import lines_of

    return [each if isinstance(each, str) else next_line(each, program) for each in lines_of(result, language())]


def _outcome(result: Outcome, program: str) -> Answer:
    from client.app.outcome import Standing

    void = next((each for each in result.written if each.standing is Standing.VOID), None)
    if void is not None:
        raise Refused("the record stands in the chain without effect: {why}", "void", why=void.why)
    done = [told(each) for each in result.done]
    lines = done if result.stands else [_("waits in the outbox: {what}").format(what=line) for line in done]
    lines += [
        _("it has its effect, and is marked: {why}").format(why=told(each.why))
        for each in result.written
        if each.standing is Standing.MARKED
    ]
    lines += (told(each) for each in result.more)
    lines += next_lines(result.next if result.stands else (), program)
    return Answer(tuple(lines), {**_main(result), **{key: data_of(value) for key, value in result.data.items()}})


def _main(result: Outcome) -> dict[str, Any]:
    """Where the record stands that the act is about."""
    found: dict[str, Any] = {"next": data_of(result.next)} if result.next and result.stands else {}
    if not result.written:
        return found
    main: Written = result.written[result.main]
    if main.seen is None or not result.stands:
        return {**found, "queued": True}
    entry = main.seen.entry
    return {**found, "entry": entry.hash, "position": entry.position, "accepted_at": main.seen.at}


def next_lines(steps: Iterable[Next], program: str = OFFICER) -> list[str]:
    """What comes next, each with why where that is said."""
    return [line for each in steps for line in (*([told(each.why)] if each.why.template else []), next_line(each, program))]


def next_line(step: Next, program: str = OFFICER) -> str:
    return _("  -> next: {verb}").format(verb=command(step, program))


def command(step: Next, program: str = OFFICER) -> str:
    """``qorgan officer acknowledge 3fa1 --note NOTE``: what is known of it, and places for what only its reader knows. What the
    verb takes no argument for, as a person's verb their file, it knows without being told."""
    from client.cli.parser import placeholder

    program, verb = verb_of(step.act, program)
    by_name = {each.dest: each for each in verb.arguments}
    words = [program, verb.name]
    for name, value in step.prefilled:
        words += _said(by_name[name], value) if name in by_name else []
    for name in filter(by_name.get, step.lacks):
        words += [by_name[name].name] if by_name[name].positional else [by_name[name].flags[0], placeholder(by_name[name])]
    return " ".join(words)


def verb_of(act: str, program: str = OFFICER) -> tuple[str, Verb]:
    """The verb of an act, by the name of its use case or its own, and how its commands begin: what this party has no verb for is
    another's to do. Raises ``KeyError``."""
    owner = next(each for each in (program, OFFICER, PERSON) if act in _acts(each) or each is PERSON)
    return owner, _acts(owner)[act]


@lru_cache
def _acts(program: str) -> dict[str, Verb]:
    from client.cli.main import load
    from client.cli.using import Using

    verbs = [each for each in load(program.rsplit(maxsplit=1)[-1]).values() if not each.hidden]
    by_use_case = {each.run.act: each for each in reversed(verbs) if isinstance(each.run, Using)}
    return {each.name.replace("-", "_"): each for each in verbs} | by_use_case


_NAMED_BY_DIGITS = frozenset({"file", "report", "statement", "proposal", "request", "entry", "task", "circle", "breach", "record"})
"""Arguments that take the beginning of a number: nobody copies all of it."""
_HASH, _NUMBER, _DIGITS = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{32}|[0-9a-f]{64}"), 8


def _said(argument: Argument, value: str) -> list[str]:
    """An argument with its value; one that may be said again has a flag for each."""
    if argument.switch:
        return [argument.flags[0]]
    if argument.dest in _NAMED_BY_DIGITS and _NUMBER.fullmatch(value):
        value = value[:_DIGITS]
    if argument.positional:
        return [shlex.quote(value)]
    if argument.dest == "set":
        return [argument.flags[0], shlex.quote(_field(value))]
    return [word for each in (value.split(",") if argument.many else [value]) for word in (argument.flags[0], shlex.quote(each))]


def _field(pair: str) -> str:
    """``of=@2923b208`` for a field that holds the hash of a record of the file."""
    name, _equals, value = pair.partition("=")
    alone = value[2:-2] if value.startswith('["') and value.endswith('"]') else value
    if not _HASH.fullmatch(alone):
        return pair
    return f"{name if alone == value else name + '.0'}=@{alone[:_DIGITS]}"


def data_of(value: object, program: str = OFFICER) -> Any:
    """As JSON can carry it."""
    from client.words.data import data_of as in_words

    return in_words(value, language(), lambda step: command(step, program))
