"""The leak guard by hand: words to look for, a file to look through, what this device knows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import file_named
from client.app.outcome import Outcome, outcome
from client.app.saying import say
from client.formats.disk import read_file
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office

MAX_FILE = 64 << 20
MOST_LETTERS, MOST_WORDS = 300, 3


@dataclass(frozen=True, slots=True)
class GuardWord:
    """Let this device's guard look for one more name or number of a file. ``kind``: of ``client.app.door.KINDS``."""

    word: str
    kind: str = "NAME"
    file: str | None = None


async def guard_word(office: Office, wish: GuardWord) -> Outcome:
    """It stays on this device. A name is given as surname, given name, patronymic; one word alone is looked for as a surname is, in
    any form."""
    from client.guard.terms import Kind, Term

    kind, file, words = Kind(wish.kind), file_named(office, wish.file), wish.word.split()
    if not words or len(wish.word) > MOST_LETTERS:
        raise Usage("say what to look for, in at most 300 letters")
    if kind is Kind.NAME and len(words) > MOST_WORDS:
        raise Usage("a name has at most three words: surname, given name, patronymic")
    parts = (*words, "", "")[:MOST_WORDS] if kind is Kind.NAME else (" ".join(words),)
    count = office.guarded.keep(file.id, "HAND", (Term(kind, tuple(parts)),))
    return outcome(
        say("the guard of this device knows {count} names and numbers of {pseudonym}", count=count, pseudonym=file.pseudonym)
    )


@dataclass(frozen=True, slots=True)
class ForgetGuarded:
    """Take what this device's guard knows of a file out of it."""

    file: str | None = None


async def forget_guarded(office: Office, wish: ForgetGuarded) -> Outcome:
    file = file_named(office, wish.file)
    count = office.guarded.forget(file.id)
    return outcome(
        say("{count} names and numbers of {pseudonym} taken out of this device's guard", count=count, pseudonym=file.pseudonym)
    )


@dataclass(frozen=True, slots=True)
class CheckFile:
    """Look through a text, PDF or office file for what gives a protected person away."""

    file: Path


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Which kind of thing stands where, never the words. ``line``, ``start`` and ``end`` (letters of the line) count from 1.
    ``known``: it is of somebody whom this device knows; else it has the form of a number."""

    kind: str
    line: int
    start: int
    end: int
    known: bool


@dataclass(frozen=True, slots=True)
class CheckedView:
    """``places``: the hits; the words stand in the file, for who may read it. ``known``: how many names and numbers this device
    looked for."""

    places: tuple[FoundPlace, ...]
    found: int
    kinds: dict[str, int]
    known: int


async def check_file(office: Office, wish: CheckFile) -> CheckedView:
    """Nothing is sent. Raises ``Usage`` (``not-text``) for a file in which nothing can be read."""
    from client.guard.reading import text_of

    text = text_of(read_file(str(wish.file), MAX_FILE))
    if text is None:
        raise Usage(
            "{name}: there is no text in it that can be read (a picture, a scan, a locked file): look yourself",
            "not-text",
            name=wish.file.name,
        )
    places = []
    for hit in office.guarded.guard().check(text):
        number, begin = text.count("\n", 0, hit.start) + 1, text.rfind("\n", 0, hit.start) + 1
        places.append(FoundPlace(str(hit.kind), number, hit.start - begin + 1, hit.end - begin, hit.known))
    kinds = dict(Counter(each.kind for each in places))
    return CheckedView(tuple(places), len(places), kinds, len(office.guarded.terms()))
