"""What a use case or a view gives back, as a verb answers it: lines for people, data for scripts."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from client.app.asof import AsOf
from client.app.outcome import Next, Outcome, Standing, Written
from client.app.saying import Article, Code, Day, Listed, Moment, Said, Span, Term
from client.cli.texts import _, language
from client.cli.verb import OFFICER, Answer, Argument
from client.words.saying import tell, word
from client.words.views import as_of_line, lines_of
from crypto.errors import Refused

ACTS = {
    "accept_statement": "statement-accept",
    "acknowledge": "acknowledge",
    "admit": "admit",
    "close_contract": "contract-close",
    "take_order": "order-take",
    "select_measures": "select-measures",
    "report_task": "task-report",
    "approve_identity": "identity-approve",
    "approve_policy": "policy-approve",
    "decide": "decide",
    "offer_contract": "contract-offer",
    "review_measure": "review",
    "decide_complaint": "complaint-decide",
    "add_officer": "add-officer",
    "recover": "recover",
    "hear_on_breach": "breach-heard",
    "keep_secret": "secrecy",
    "make_card": "card",
    "open_file": "file-open",
    "order_security": "order",
    "start_measures": "measure-start",
    "take_file": "file-take",
    "weigh_rights": "weigh-rights",
    "write_desk_card": "desk-card",
}
"""The verbs of the acts that come next, where they are called otherwise."""
_OTHERWISE = {("qorgan prosecutor", "approve_policy"): "policy-consent"}


def shown(result: object, program: str = OFFICER) -> Answer:
    """An outcome, or a view of ``client.app``; ``program``: how the commands of what comes next begin. Raises ``Refused``
    (``void``) where a record stands without effect: nothing was done then."""
    if isinstance(result, Outcome):
        return _outcome(result, program)
    return Answer(tuple(shown_lines(result, program)), data_of(result, program))


def shown_lines(result: object, program: str = OFFICER) -> list[str]:
    """What comes next stands as a command where the view has it."""
    return [each if isinstance(each, str) else next_line(each, program) for each in lines_of(result, language())]


def _outcome(result: Outcome, program: str) -> Answer:
    lang = language()
    void = next((each for each in result.written if each.standing is Standing.VOID), None)
    if void is not None:
        raise Refused("the record stands in the chain without effect: {why}", "void", why=void.why)
    done = [tell(each, lang) for each in result.done]
    lines = done if result.stands else [_("waits in the outbox: {what}").format(what=line) for line in done]
    lines += [
        _("it has its effect, and is marked: {why}").format(why=tell(each.why, lang))
        for each in result.written
        if each.standing is Standing.MARKED
    ]
    lines += (tell(each, lang) for each in result.more)
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
    return [
        line for each in steps for line in (*([tell(each.why, language())] if each.why.template else []), next_line(each, program))
    ]


def next_line(step: Next, program: str = OFFICER) -> str:
    return _("  -> next: {verb}").format(verb=command(step, program))


def command(step: Next, program: str = OFFICER) -> str:
    """``qorgan officer acknowledge 3fa1 --note NOTE``: what is known of it, and places for what only its reader knows."""
    from client.cli.main import load
    from client.cli.parser import placeholder

    verbs = load(program.rsplit(maxsplit=1)[-1])
    verb = verbs[_OTHERWISE.get((program, step.act)) or ACTS.get(step.act) or step.act.replace("_", "-")]
    by_name = {each.dest: each for each in verb.arguments}
    words = [program, verb.name]
    for name, value in step.prefilled:
        words += _said(by_name[name], value)
    for name in step.lacks:
        words += [by_name[name].name] if by_name[name].positional else [by_name[name].flags[0], placeholder(by_name[name])]
    return " ".join(words)


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
    """As JSON can carry it: bytes as hex, sentences told in the reader's language, values as objects."""
    match value:
        case Said():
            return tell(value, language())
        case Moment() | Day() | Span():
            return value.millis
        case Term() | Code() | Article() | Listed():
            return word(value, language())
        case AsOf():
            return {"at": value.at, "why": tell(value.why, language()), "line": as_of_line(value, language())}
        case Next():
            return {"act": value.act, "command": command(value, program), "lacks": list(value.lacks)}
        case Written():
            return {"type": value.type, "circle": value.circle.hex(), "uid": value.uid.hex(), "standing": str(value.standing)}
        case bytes():
            return value.hex()
        case Enum():
            return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: data_of(getattr(value, each.name), program) for each in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): data_of(item, program) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [data_of(item, program) for item in value]
    return value
