"""Help: the parties, the verbs of one by subject, one verb. 80 columns at most, in the reader's language."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

import click

from client.cli.parser import HELP, arguments_of, choices_told, program_of, spelled
from client.cli.texts import N_, _
from client.cli.verb import Argument, Verb

WIDTH = 79
"""Of 80 columns, so that no terminal breaks a full line once more."""


def help_of(party: str, verb: Verb) -> str:
    """What a verb does, what it takes, and an example."""
    arguments = arguments_of(party, verb)
    program, out = program_of(party, verb.name), click.HelpFormatter(width=WIDTH)
    out.write_usage(program, " ".join(_in_usage(verb.arguments)) + f" [{_('options')}]", prefix=_("usage:") + " ")
    out.write_paragraph()
    out.write_text(_(verb.summary))
    _section(out, _("needed"), [each for each in arguments if each.required])
    _section(out, _("options"), [each for each in arguments if not each.required])
    if any(each.words for each in verb.arguments):
        out.write_paragraph()
        out.write_text(_("A text may stand elsewhere: - is standard input, @FILE a file; @@ begins a text that begins with @."))
    out.write_paragraph()
    out.write_text(_("Example:"))
    out.write("\n".join(wrapped_command(shlex.split(f"{program} {verb.example}"))) + "\n")
    return out.getvalue().rstrip("\n")


def _in_usage(arguments: Sequence[Argument]) -> Iterator[str]:
    """What must be said, options first, so that the line can be copied."""
    yield from (spelled(each) + ("..." if each.many else "") for each in arguments if each.required)
    yield from (f"[{spelled(each)}]" for each in arguments if each.positional and not each.required)


def _section(out: click.HelpFormatter, heading: str, arguments: Sequence[Argument]) -> None:
    rows = [(spelled(each), _told(each)) for each in arguments]
    if heading == _("options"):
        rows.append((", ".join(HELP), _("this text")))
    if rows:
        with out.section(heading):
            out.write_dl(rows, col_max=28)


def _told(argument: Argument) -> str:
    parts = [_(argument.help)] if argument.help else []
    parts += choices_told(argument)
    if argument.many:
        parts.append(_("may be said again"))
    return "; ".join(parts) or "-"


def wrapped_command(words: Sequence[str], width: int = WIDTH) -> list[str]:
    """A command over lines that a shell reads as one; a word is never broken."""
    lines, line = [], " "
    for word in map(_quoted, words):
        if len(line) + 1 + len(word) > width - 2 and line.strip():
            lines.append(line + " \\")
            line = "     "
        line += f" {word}"
    return [*lines, line]


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word and '"' not in word else shlex.quote(word) if set(word) & set("\"'$`\\") else word


def parties(rows: Sequence[tuple[str, str]], codes: Sequence[tuple[str, str]]) -> str:
    """What ``qorgan`` alone says."""
    out = click.HelpFormatter(width=WIDTH)
    out.write_usage("qorgan", _("PARTY VERB [options]"), prefix=_("usage:") + " ")
    with out.section(_("parties")):
        out.write_dl(rows, col_max=22)
    with out.section(_("exit codes")):
        out.write_dl(codes, col_max=22)
    out.write_paragraph()
    out.write_text(_("qorgan PARTY --help lists the verbs of a party"))
    out.write_text(_("qorgan completion bash|zsh|fish prints what the shell loads to complete words"))
    return out.getvalue().rstrip("\n")


def listing(party: str, about: str, subjects: Sequence[tuple[str, Sequence[Verb]]], session: str | None) -> str:
    """The verbs of a party under their subjects."""
    out = click.HelpFormatter(width=WIDTH)
    out.write_usage(f"qorgan {party}", _("VERB [options]"), prefix=_("usage:") + " ")
    out.write_paragraph()
    out.write_text(about)
    for heading, verbs in subjects:
        with out.section(heading):
            out.write_dl([(verb.name, _(verb.summary)) for verb in verbs], col_max=22)
    if session is not None:
        with out.section(_("for programs")):
            out.write_dl([(session, _(SESSION_SUMMARY))], col_max=22)
    out.write_paragraph()
    out.write_text(_("qorgan {party} VERB --help teaches one verb").format(party=party))
    return out.getvalue().rstrip("\n")


SESSION_SUMMARY = N_("reads verbs from standard input, one a line, with the store opened once; answers in JSON lines")
