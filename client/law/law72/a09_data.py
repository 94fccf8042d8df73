"""Art. 9: the person's data are kept apart, and pseudonyms stand for the person everywhere else."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterable, Iterator

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.records.direct import CourtExamination
from client.law.records.identity import IdentitySealed, PseudonymGiven, PseudonymRetired
from client.law.records.tasks import Task
from client.law.rule import norm, rule
from client.law.words import Circle
from crypto.frozen import dataclass

# Pseudonyms ---------------------------------------------------------------------------------------------------------------


@rule("L72-9", "9", PseudonymGiven)
def one_pseudonym_one_context(file: File, act: Act[PseudonymGiven]) -> Answer:
    """A pseudonym that serves two contexts links them; one that is another person's links two persons."""
    name = act.value.pseudonym
    if same(name, (*file.access.pseudonyms, *file.persons.links)):
        return not_met(say("the pseudonym is in use already"), say("choose another one for this context"))
    return MET


@rule("L72-9", "9", IdentitySealed)
def sealed_under_the_files_pseudonym(file: File, act: Act[IdentitySealed]) -> Answer:
    if not file.case.pseudonym:
        return undetermined(say("the record that opens the file says its pseudonym"))
    if act.value.pseudonym == file.case.pseudonym:
        return MET
    return not_met(say("the identity is sealed under a pseudonym that is not this file's"), say("seal it under the file's own"))


def same(pseudonym: str, others: Iterable[str]) -> bool:
    """Whether people would take it for one of the others: letters and digits count, case does not."""
    return _bare(pseudonym) in {_bare(each) for each in others}


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@norm("SYS-02", "9")
@norm("L72-9", "9")
def pseudonym_free(pseudonym: str, used: Iterable[str], real: Iterable[str] = ()) -> bool:
    """``used``: every pseudonym that the body ever gave, of closed files too: none is used again. ``real``: names of the person."""
    bare = _bare(pseudonym)
    return bool(bare) and not same(pseudonym, used) and not any(_bare(name) and _bare(name) in bare for name in real)


# Where data of identity may stand -----------------------------------------------------------------------------------------

# fmt: off
IDENTITY_WORDS = frozenset((
    "iin", "surname", "firstname", "first_name", "last_name", "patronymic", "full_name", "birth_date", "birthdate",
    "date_of_birth", "phone", "plate", "passport", "address", "home",
))
# fmt: on
"""Names of fields that hold what the sealed identity is there to hold."""


@norm("L72-9", "9")
def identity_fields(form: type) -> tuple[str, ...]:
    """The fields of a record, also within its parts, that would hold data of identity. Only records whose object is sealed (A.11)
    may have some."""
    return tuple(name for name in _fields(form) if name in IDENTITY_WORDS)


def _fields(form: type) -> Iterator[str]:
    hints = typing.get_type_hints(form)
    for field in dataclasses.fields(form):
        yield field.name
        for part in (hints[field.name], *typing.get_args(hints[field.name])):
            if dataclasses.is_dataclass(part) and isinstance(part, type):
                yield from _fields(part)


# What a text gives away ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that must not stand in an outgoing text. ``kind``: NAME, NUMBER (identity number, phone, plate, document) or PLACE.
    ``whose``: PERSON, RELATIVE or HELPER (S-02)."""

    kind: str
    value: str
    whose: str


@norm("S-02", "9; S001 25(3)")
def leaks(text: str, secrets: Iterable[Secret]) -> tuple[Secret, ...]:
    """Those of ``secrets`` that ``text`` gives away. Numbers are found however they are spaced. Of a name, each part of four
    letters and more is found with other endings too, as Kazakh and Russian have them; shorter parts only as whole words."""
    words = set(re.findall(r"\w+", text.casefold()))
    bare = _bare(text)
    return tuple(each for each in secrets if _stands(each, words, bare))


def _stands(secret: Secret, words: set[str], bare: str) -> bool:
    if secret.kind == "NUMBER":
        number = _bare(secret.value).removeprefix("7").removeprefix("8") if _is_phone(secret.value) else _bare(secret.value)
        return bool(number) and number in bare
    parts = [part for part in re.findall(r"\w+", secret.value.casefold()) if len(part) > 1]
    if secret.kind == "PLACE":
        return bool(parts) and all(_inflected(part, words) for part in parts)
    return any(_inflected(part, words) for part in parts)


def _is_phone(value: str) -> bool:
    return len(_bare(value)) == 11 and _bare(value).isdigit() and _bare(value)[0] in "78"


def _inflected(part: str, words: set[str]) -> bool:
    if len(part) < 4 or part.isdigit():
        return part in words
    stem = part[: max(4, len(part) - 1)]
    return any(word.startswith(stem) for word in words)


@rule("L72-9", "9", PseudonymGiven)
def given_to_a_known_file(file: File, act: Act[PseudonymGiven]) -> Answer:
    """A further pseudonym is of a person who has one; the map of the two is sealed with the identity."""
    if file.case.pseudonym or not file.sees(Circle.COORDINATION):
        return MET
    return not_met(say("the file has no pseudonym yet"), say("open the file under a pseudonym first"))


@rule("L72-9", "9", PseudonymRetired)
def retired_once_and_of_this_file(file: File, act: Act[PseudonymRetired]) -> Answer:
    """The file's own pseudonym stands in every record of it; what is for one context alone can be laid down."""
    name = act.value.pseudonym
    context = file.access.pseudonyms.get(name)
    if context is None:
        if not file.sees(Circle.COORDINATION):
            return undetermined(say("the pseudonyms of this file"))
        return not_met(say("the pseudonym is not of this file"), say("name one that was given for a context"))
    if context == "FILE":
        return not_met(
            say("the file's own pseudonym stands for the person everywhere"), say("retire the pseudonym of a context only")
        )
    if name in file.access.retired:
        return not_met(say("the pseudonym is retired already"), say("give a new one for this context"))
    return MET


@rule("L72-9", "9", Task, CourtExamination)
def no_retired_pseudonym(file: File, act: Act[Task] | Act[CourtExamination]) -> Answer:
    """What was laid down, perhaps because somebody saw through it, leads to the person if it is used again."""
    value = act.value
    named = [fact.value for fact in value.package if fact.name == "pseudonym"] if isinstance(value, Task) else [value.pseudonym]
    if any(same(name, file.access.retired) for name in named if name.strip()):
        return not_met(say("a retired pseudonym stands for the person here"), say("give a new one for this context"))
    return MET


RULES = (
    one_pseudonym_one_context,
    sealed_under_the_files_pseudonym,
    given_to_a_known_file,
    retired_once_and_of_this_file,
    no_retired_pseudonym,
)
