"""Words of a command line to the arguments of a verb: Click takes the words apart, our own table says what they mean.

Click splits words and knows flags; what it finds wrong it raises as values, of which our sentences are made, in the language of the
reader. What an argument may be is asked here, so that all that is missing is told at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from client.cli.texts import N_
from client.cli.verb import Argument, Verb, arg
from client.cli.words_in import Nowhere, Source, asked, fetched, missing
from crypto.errors import Usage

HELP = ("-h", "--help")
LEAK_REASON = arg("--leak-reason", metavar="WHY", help=N_("send although the leak guard stops it; the file keeps that and why"))
DRY_RUN = arg(
    "--dry-run",
    action="store_true",
    help=N_("judge by law, competence and leak guard what would be written; keep and send nothing"),
)
COMMON = (
    arg("--home", metavar="FOLDER", help=N_("folder of this party (else QORGAN_HOME)")),
    arg("--json", action="store_true", help=N_("answer in JSON, one object a line")),
)
"""Arguments that every verb takes."""


if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NOWHERE = Nowhere()


class HelpWanted(Exception):
    """Somebody asked for help: the text is for them, and nothing runs."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def program_of(party: str, verb: str) -> str:
    """How a verb is called. A party of one verb is called by its own name."""
    return f"qorgan {party}" if party == verb else f"qorgan {party} {verb}"


def arguments_of(party: str, verb: Verb) -> tuple[Argument, ...]:
    """The verb's own arguments, and those that it shares with others."""
    shared = (LEAK_REASON, DRY_RUN, *COMMON) if party == "officer" and verb.client else COMMON
    return (*verb.arguments, *shared)


def verb_named(party: str, verbs: dict[str, Verb], name: str) -> Verb:
    """Raises ``Usage``, with the names that are like it."""
    if name in verbs:
        return verbs[name]
    from client.app.saying import Plain

    near = get_close_matches(name, verbs)
    if near:
        raise Usage(N_("unknown verb {verb}; did you mean {near}?"), verb=Plain(name), near=Plain(", ".join(near)))
    raise Usage(N_("unknown verb {verb}; qorgan {party} --help lists them"), verb=Plain(name), party=Plain(party))


def parse(party: str, verbs: dict[str, Verb], words: Sequence[str], source: Source = NOWHERE) -> tuple[Verb, argparse.Namespace]:
    """The verb and its arguments; ``source``: where words come from that do not stand here. Raises ``Usage``; ``HelpWanted`` where
    it is asked for."""
    verb = verb_named(party, verbs, words[0])
    if any(word in HELP for word in words[1:]):
        from client.cli.helping import help_of

        raise HelpWanted(help_of(party, verb))
    found = namespace(program_of(party, verb.name), arguments_of(party, verb), words[1:], source)
    found.program = f"qorgan {party}"
    return verb, found


def namespace(program: str, arguments: Sequence[Argument], words: Sequence[str], source: Source = NOWHERE) -> argparse.Namespace:
    """The values of ``arguments`` as ``words`` have them. Raises ``Usage``."""
    found = asked(arguments, split(program, arguments, words), source)
    lacking = missing(arguments, found)
    if lacking:
        raise Usage(N_("{program} still needs: {names}"), program=program, names=", ".join(each.name for each in lacking))
    found = fetched(program, arguments, found, source)
    return argparse.Namespace(**{each.dest: value_of(program, each, found[each.dest]) for each in arguments})


def split(program: str, arguments: Sequence[Argument], words: Sequence[str]) -> dict[str, Any]:
    """The words of each argument, by ``dest``: None where nothing is said. Raises ``Usage``."""
    command = command_of(program, arguments)
    try:
        context = command.make_context(program, list(words))
    except click.NoSuchOption as error:
        raise _no_option(program, error) from None
    except click.BadOptionUsage as error:
        raise _option(program, arguments, error.option_name) from None
    except click.UsageError as error:
        raise Usage(N_("{program}: {reason}"), program=program, reason=error.format_message()) from None
    if context.args:
        raise Usage(N_("{program} takes no {words} in this place"), program=program, words=" ".join(context.args))
    return context.params


Completing = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]
"""What may stand in a place where a word is begun."""


def command_of(
    program: str, arguments: Sequence[Argument], completing: Callable[[Argument], Completing] | None = None
) -> click.Command:
    """``arguments`` as Click has them: every value is text, and none is required, since both are ours to say. ``completing``: for
    a shell that completes."""
    return click.Command(
        program,
        params=[_parameter(each, completing(each) if completing else None) for each in arguments],
        add_help_option=False,
        context_settings={"allow_extra_args": True, "color": False},
    )


def _parameter(argument: Argument, completing: Completing | None) -> click.Parameter:
    if argument.positional:
        return click.Argument([argument.dest], required=False, type=click.STRING, metavar=argument.name, shell_complete=completing)
    declared = [argument.dest, *argument.flags]
    if argument.switch:
        return click.Option(declared, is_flag=True)
    return click.Option(declared, type=click.STRING, multiple=argument.many, nargs=argument.places, shell_complete=completing)


def _no_option(program: str, error: click.NoSuchOption) -> Usage:
    if error.possibilities:
        near = ", ".join(error.possibilities)
        return Usage(N_("{program} has no {option}; did you mean {near}?"), program=program, option=error.option_name, near=near)
    return Usage(N_("{program} has no {option}; --help lists what it has"), program=program, option=error.option_name)


def _option(program: str, arguments: Sequence[Argument], flag: str) -> Usage:
    argument = next((each for each in arguments if flag in each.flags), None)
    if argument is not None and argument.switch:
        return Usage(N_("{program}: {option} takes no value"), program=program, option=flag)
    if argument is not None and argument.places > 1:
        return Usage(N_("{program}: {option} needs {count} values"), program=program, option=flag, count=argument.places)
    return Usage(N_("{program}: {option} needs a value"), program=program, option=flag)


def value_of(program: str, argument: Argument, said: Any) -> Any:
    """What ``said`` means; the default where nothing is said. Raises ``Usage``."""
    if argument.switch:
        return bool(said)
    if said in (None, ()):
        default = argument.default
        return argument.parse(default) if argument.parse and isinstance(default, str) else default
    if argument.many:
        return [_one(program, argument, each) for each in said]
    if argument.places > 1:
        return [_one(program, argument, each) for each in said]
    return _one(program, argument, said)


def _one(program: str, argument: Argument, word: str) -> Any:
    try:
        value = argument.parse(word) if argument.parse else word
    except ValueError:
        raise Usage(N_("{program}: {option} is a number, not {text}"), program=program, option=argument.name, text=word) from None
    allowed = argument.allowed()
    if allowed and value not in allowed:
        choices = ", ".join(map(str, allowed))
        raise Usage(
            N_("{program}: {option} is one of {choices}, not {text}"),
            program=program,
            option=argument.name,
            choices=choices,
            text=word,
        )
    return value


def spelled(argument: Argument) -> str:
    """As the help shows what is to be said: ``--to DEVICE``, ``--format pdf|html``."""
    if argument.switch:
        return ", ".join(argument.flags)
    return argument.name if argument.positional else f"{', '.join(argument.flags)} {placeholder(argument)}"


LONGEST = 24
"""Longer lists of choices stand in the text beside the flag."""


def placeholder(argument: Argument) -> str:
    if isinstance(argument.metavar, tuple):
        return " ".join(argument.metavar)
    choices = "|".join(map(str, argument.allowed()))
    if argument.metavar or not choices:
        return argument.metavar or argument.dest.upper()
    return choices if len(choices) <= LONGEST else argument.dest.upper()


def choices_told(argument: Argument) -> Iterator[str]:
    """The choices, where the placeholder does not show them."""
    choices = argument.allowed()
    if choices and "|".join(map(str, choices)) != placeholder(argument):
        yield ", ".join(map(str, choices))
