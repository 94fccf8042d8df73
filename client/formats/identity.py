"""The real identity of a protected person as a value, and as the bytes that the vault seals (architecture section 5; L72 9, 19).

    {"form": 1, "names": [{"kind": "OFFICIAL", "surname": ..., "given": ...}], "numbers": [{"kind": "IIN", "value": ...}], ...}

JSON in UTF-8. A field that is left out is empty; a field that the form does not know, a float, a control letter or a text that is
too long is refused. Photographs and biometrics are references to sealed attachments, never the data itself. A vault that was sealed
before there was a form holds plain text: it is read as ``notes``.

What this does not do: hide anything. Whoever holds an ``Identity`` has it in the clear; its repr shows nothing.
"""

from __future__ import annotations

import dataclasses
import json
import re
import typing
import unicodedata
from typing import Any

from client.law.payload import NotOfTheForm, from_payload, plain, to_payload, wants_hex, wants_one_of
from crypto.errors import Malformed
from crypto.frozen import dataclass

FORM = 1

NAME_KINDS = ("OFFICIAL", "OTHER", "FORMER", "MAIDEN", "DIMINUTIVE", "NICKNAME")
NUMBER_KINDS = ("IIN", "PHONE", "PASSPORT", "ID_CARD", "DRIVING", "PLATE", "CARD", "ACCOUNT", "EMAIL", "OTHER")
ADDRESS_KINDS = ("HOME", "FORMER", "REGISTERED", "WORK", "SCHOOL", "OTHER")
RELATIONS = ("SPOUSE", "CHILD", "PARENT", "SIBLING", "GRANDPARENT", "GUARDIAN", "PARTNER", "OTHER")
REFERENCE_KINDS = ("PHOTOGRAPH", "FINGERPRINTS", "FACE", "IRIS", "VOICE", "DNA", "SIGNATURE", "OTHER")

ATTACHED = "attachment:"
"""Begins a reference to a file that lies sealed at the server; its key follows, as hex."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CONTROLS = frozenset({"Cc", "Cs", "Co", "Cn"})


def _wants(text: str, what: str, limit: int = 200, *, empty: bool = False, lines: bool = False) -> None:
    """Text without control letters (line breaks where ``lines``), of at most ``limit`` letters. Never shows what it refuses."""
    if not empty and not text.strip():
        raise NotOfTheForm("the {what} is empty", what=what)
    if len(text) > limit:
        raise NotOfTheForm("the {what} is longer than {limit} letters", what=what, limit=limit)
    allowed = "\n\t" if lines else ""
    if any(unicodedata.category(letter) in _CONTROLS and letter not in allowed for letter in text):
        raise NotOfTheForm("the {what} has a control letter", what=what)


@dataclass(frozen=True, slots=True, repr=False)
class Name:
    """One name of a person; any part but not all may be empty."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    kind: str = "OFFICIAL"

    def __post_init__(self) -> None:
        wants_one_of(self.kind, NAME_KINDS, "kind of name")
        for what, part in (("surname", self.surname), ("given name", self.given), ("patronymic", self.patronymic)):
            _wants(part, what, 80, empty=True)
        if not self.full:
            raise NotOfTheForm("the name is empty")

    @property
    def full(self) -> str:
        """Surname, given name, patronymic, with one space between."""
        return " ".join(part.strip() for part in (self.surname, self.given, self.patronymic) if part.strip())


@dataclass(frozen=True, slots=True, repr=False)
class Number:
    """A number that leads to the person: as it is written, separators and all."""

    kind: str
    value: str

    def __post_init__(self) -> None:
        wants_one_of(self.kind, NUMBER_KINDS, "kind of number")
        _wants(self.value, "number", 80)


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """One line, from the largest place to the smallest or as it is usually written."""

    kind: str
    text: str

    def __post_init__(self) -> None:
        wants_one_of(self.kind, ADDRESS_KINDS, "kind of address")
        _wants(self.text, "address", 300)


@dataclass(frozen=True, slots=True, repr=False)
class Birth:
    """``date``: YYYY-MM-DD, or as much of it as is known; either may be empty."""

    date: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        if self.date and not _DATE.fullmatch(self.date):
            raise NotOfTheForm("the date of birth is YYYY, YYYY-MM or YYYY-MM-DD")
        _wants(self.place, "place of birth", 300, empty=True)


@dataclass(frozen=True, slots=True, repr=False)
class Relative:
    """Somebody by whom the person can be found. ``relation``: what they are to the person."""

    relation: str
    names: tuple[Name, ...]
    numbers: tuple[Number, ...] = ()
    addresses: tuple[Address, ...] = ()

    def __post_init__(self) -> None:
        wants_one_of(self.relation, RELATIONS, "relation")
        if not self.names:
            raise NotOfTheForm("a relative has no name")


@dataclass(frozen=True, slots=True, repr=False)
class Reference:
    """A photograph or biometrics: ``where`` says how to find it (entry and number of a sealed attachment, or the number of a file
    in a register), ``hash`` is the SHA-256 (hex) of the data, or empty."""

    kind: str
    where: str
    hash: str = ""

    def __post_init__(self) -> None:
        wants_one_of(self.kind, REFERENCE_KINDS, "kind of reference")
        _wants(self.where, "reference", 2_000)
        if self.hash:
            wants_hex(self.hash, 32, "hash")


@dataclass(frozen=True, slots=True, repr=False)
class NewData:
    """L72 19: the agreed set (its id, hex) that stands for this person now. Old and new are together here and nowhere else."""

    set: str
    names: tuple[Name, ...] = ()
    birth: Birth = Birth()
    numbers: tuple[Number, ...] = ()
    addresses: tuple[Address, ...] = ()
    notes: str = ""

    def __post_init__(self) -> None:
        wants_hex(self.set, 16, "set")
        _wants(self.notes, "notes", 4_000, empty=True, lines=True)


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """``names``: as in the documents; ``other_names``: former ones, nicknames, diminutives, however people call the person."""

    names: tuple[Name, ...] = ()
    other_names: tuple[Name, ...] = ()
    birth: Birth = Birth()
    numbers: tuple[Number, ...] = ()
    addresses: tuple[Address, ...] = ()
    photographs: tuple[Reference, ...] = ()
    biometrics: tuple[Reference, ...] = ()
    relatives: tuple[Relative, ...] = ()
    new: tuple[NewData, ...] = ()
    notes: str = ""

    def __post_init__(self) -> None:
        _wants(self.notes, "notes", 60_000, empty=True, lines=True)
        if not self.names and not self.notes.strip():
            raise NotOfTheForm("an identity has a name, or notes that say who it is")
        lists = (self.names, self.other_names, self.numbers, self.addresses, self.photographs, self.biometrics)
        if any(len(each) > 100 for each in (*lists, self.relatives, self.new)):
            raise NotOfTheForm("a list of an identity has more than 100 items")


def encode(identity: Identity) -> bytes:
    """One value, one sequence of bytes: fields in the order of their names, without white space."""
    value = {"form": FORM, **to_payload(identity)}
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parse(data: bytes) -> Identity:
    """What ``encode`` made, a form that a person filled in, or plain text. Raises ``Malformed``; the message never has a value."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Malformed("the identity is not UTF-8 text", "identity-form") from None
    try:
        if not text.lstrip().startswith("{"):
            return Identity(notes=text.replace("\r\n", "\n").strip())
        value = json.loads(text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number)
        form = value.pop("form", None)
        if type(form) is not int or form != FORM:
            raise NotOfTheForm('the form says "form": {form}', form=FORM)
        return from_payload(Identity, _filled(Identity, value))
    except NotOfTheForm as error:
        raise Malformed("the identity is not of its form: {error}", "identity-form", error=error) from None
    except (ValueError, RecursionError):
        raise Malformed("the identity is not JSON", "identity-form") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotOfTheForm("a field is there twice")
    return found


def _no_number(_: str) -> Any:
    raise NotOfTheForm("there are no such numbers in it")


def _filled(form: type, value: Any) -> Any:
    """The object with what was left out put in as empty, all the way down."""
    if not isinstance(value, dict):
        return value
    hints, filled = typing.get_type_hints(form), dict(value)
    for each in dataclasses.fields(form):
        hint = hints[each.name]
        arms = typing.get_args(hint)
        if each.name not in filled:
            if each.default is not dataclasses.MISSING:
                filled[each.name] = plain(each.default)
        elif arms and isinstance(filled[each.name], list):
            filled[each.name] = [_filled(arms[0], item) for item in filled[each.name]]
        elif dataclasses.is_dataclass(hint) and isinstance(hint, type):
            filled[each.name] = _filled(hint, filled[each.name])
    return filled
