"""The leak guard by hand: words to look for, a file to look through, what this device knows."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from client.app.casefile import file_named
from client.app.door import KINDS, told
from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.texts import N_, _
from client.cli.texts import told as told_in_words
from client.cli.verb import Answer, Verb, arg, say
from client.formats.disk import read_file
from client.law.records.access import LeakPlace
from crypto.errors import Usage

MAX_FILE = 64 << 20


def guard_add(context: Context, args: argparse.Namespace) -> Answer:
    """A name is given as surname, given name, patronymic; one word alone is looked for as a surname is, in any form."""
    from client.guard.terms import Kind, Term

    office, kind = context.office, Kind(args.kind)
    file = file_named(office, args.file)
    words = args.word.split()
    if not words or len(args.word) > 300:
        raise Usage(_("say what to look for, in at most 300 letters"))
    parts = (*words, "", "")[:3] if kind is Kind.NAME else (" ".join(words),)
    if kind is Kind.NAME and len(words) > 3:
        raise Usage(_("a name has at most three words: surname, given name, patronymic"))
    count = office.guarded.keep(file.id, "HAND", (Term(kind, tuple(parts)),))
    return say(
        _("the guard of this device knows {count} names and numbers of {pseudonym}").format(count=count, pseudonym=file.pseudonym)
    )


def guard_forget(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    file = file_named(office, args.file)
    count = office.guarded.forget(file.id)
    return say(
        _("{count} names and numbers of {pseudonym} taken out of this device's guard").format(count=count, pseudonym=file.pseudonym)
    )


def guard_check(context: Context, args: argparse.Namespace) -> Answer:
    """Shows kinds and places; the words stand in the file, for who may read it."""
    from client.guard.reading import text_of

    office = context.office
    text = text_of(read_file(args.file, MAX_FILE))
    if text is None:
        raise Usage(
            _("{name}: there is no text in it that can be read (a picture, a scan, a locked file): look yourself").format(
                name=Path(args.file).name
            ),
            "not-text",
        )
    hits = office.guarded.guard().check(text)
    lines = []
    for hit in hits:
        line = text.count("\n", 0, hit.start) + 1
        begin = text.rfind("\n", 0, hit.start) + 1
        where = _("line {line}").format(line=line)
        lines.append(told_in_words(told(LeakPlace(str(hit.kind), where, hit.start - begin + 1, hit.end - begin, hit.known))))
    known = len(office.guarded.terms())
    end = _("looked for {count} names and numbers that this device knows, and for the forms of numbers: {found} found").format(
        count=known, found=len(hits)
    )
    return say(*lines, end, found=len(hits), kinds=dict(Counter(str(hit.kind) for hit in hits)))


VERBS = (
    Verb(
        "guard-add",
        N_("let this device's leak guard look for one more name or number of a file; it stays on this device"),
        '"Qojahmetov Serik" --file Swallow',
        guard_add,
        (
            arg("word", help=N_("what to look for, as it is written")),
            arg("--kind", choices=sorted(KINDS), default="NAME", help=N_("what it is (NAME)")),
            FILE,
        ),
    ),
    Verb(
        "guard-check",
        N_("look through a text, PDF or office file for what gives a protected person away; nothing is sent"),
        "report.pdf",
        guard_check,
        (arg("file", metavar="FILE", help=N_("the file")),),
    ),
    Verb(
        "guard-forget",
        N_("take what this device's leak guard knows of a file out of it"),
        "--file Swallow",
        guard_forget,
        (FILE,),
    ),
)
