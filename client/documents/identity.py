"""An opened identity in one language: parts with rows, one for each name, number, address, relative; and the paper of a copy."""

from __future__ import annotations

from collections.abc import Iterator

from client.documents.document import Document, Fields, Heading, Notice
from client.documents.words import Words
from client.formats.identity import ATTACHED, Identity, Name, NewData, Reference, Relative
from client.law.records.identity import IdentityRequest
from client.texts import N_

KINDS = {
    "OTHER": N_("other"),
    "FORMER": N_("former"),
    "MAIDEN": N_("before marriage"),
    "DIMINUTIVE": N_("short form"),
    "NICKNAME": N_("nickname"),
    "IIN": N_("individual identification number"),
    "PHONE": N_("telephone"),
    "PASSPORT": N_("passport"),
    "ID_CARD": N_("identity card"),
    "DRIVING": N_("driving licence"),
    "PLATE": N_("number plate"),
    "CARD": N_("bank card"),
    "ACCOUNT": N_("bank account"),
    "EMAIL": N_("e-mail"),
    "HOME": N_("home"),
    "REGISTERED": N_("registered"),
    "WORK": N_("work"),
    "SCHOOL": N_("school"),
    "SPOUSE": N_("spouse"),
    "CHILD": N_("child"),
    "PARENT": N_("father or mother"),
    "SIBLING": N_("brother or sister"),
    "GRANDPARENT": N_("grandfather or grandmother"),
    "GUARDIAN": N_("guardian"),
    "PARTNER": N_("life partner"),
    "PHOTOGRAPH": N_("photograph"),
    "FINGERPRINTS": N_("fingerprints"),
    "FACE": N_("face"),
    "IRIS": N_("iris"),
    "VOICE": N_("voice"),
    "DNA": N_("DNA"),
    "SIGNATURE": N_("signature"),
}

NAMES, OTHER_NAMES, RELATIVES, NEW = N_("names"), N_("other names"), N_("relatives"), N_("new")
BIRTH, NUMBERS, ADDRESSES, NOTES = N_("birth"), N_("numbers"), N_("addresses"), N_("notes")
PHOTOGRAPHS, BIOMETRICS, BESIDE = N_("photographs"), N_("biometrics"), N_("sealed beside it")

TITLE, TO_THE_HOLDER = N_("Copy of a sealed identity"), N_("To whoever holds this paper")
BASIS = N_("Law No. 72, Article 28, point 2; for {recipient}; reason: {reason}")
HELD = N_(
    "This paper shows who a protected person is. Show it to nobody and copy nothing of it. When it has served its purpose, give it "
    "back to the body that gave it to you. Whoever discloses it answers for it under the law."
)

Row = tuple[str, str]
"""Label and value."""
Part = tuple[str, tuple[Row, ...]]
"""Heading (empty for the person's own) and rows."""


def identity_parts(identity: Identity, words: Words) -> Iterator[Part]:
    own = (
        *_named(words, NAMES, identity.names),
        *_named(words, OTHER_NAMES, identity.other_names),
        *_common(words, identity),
        *_references(words, PHOTOGRAPHS, identity.photographs),
        *_references(words, BIOMETRICS, identity.biometrics),
    )
    yield "", own
    for relative in identity.relatives:
        rows = (*_named(words, NAMES, relative.names), *_numbers(words, relative))
        yield f"{words(RELATIVES)}: {_kind(words, relative.relation)}", rows
    for new in identity.new:
        notes = ((words(NOTES), line) for line in new.notes.splitlines())
        yield f"{words(NEW)}: {new.set[:8]}", (*_named(words, NAMES, new.names), *_common(words, new), *notes)
    if identity.notes:
        yield "", tuple((words(NOTES), line) for line in identity.notes.splitlines())


def _kind(words: Words, kind: str) -> str:
    return words(KINDS.get(kind, kind))


def _named(words: Words, label: str, names: tuple[Name, ...]) -> Iterator[Row]:
    for name in names:
        yield words(label), name.full + ("" if name.kind == "OFFICIAL" else f" ({_kind(words, name.kind)})")


def _common(words: Words, value: Identity | NewData) -> Iterator[Row]:
    birth = ", ".join(part for part in (value.birth.date, value.birth.place) if part)
    if birth:
        yield words(BIRTH), birth
    yield from _numbers(words, value)


def _numbers(words: Words, value: Identity | NewData | Relative) -> Iterator[Row]:
    yield from ((words(NUMBERS), f"{each.value} ({_kind(words, each.kind)})") for each in value.numbers)
    yield from ((words(ADDRESSES), f"{each.text} ({_kind(words, each.kind)})") for each in value.addresses)


def _references(words: Words, label: str, references: tuple[Reference, ...]) -> Iterator[Row]:
    for each in references:
        where = words(BESIDE) if each.where.startswith(ATTACHED) else each.where
        yield words(label), f"{where} ({_kind(words, each.kind)})"


def paper(body: str, request: IdentityRequest, identity: Identity, mark: str, words: Words) -> Document:
    """``body``: whose custodian opened it. ``mark``: goes across each page."""
    parts = [(heading, rows) for heading, rows in identity_parts(identity, words) if rows]
    blocks = [block for heading, rows in parts for block in (*((Heading(heading),) if heading else ()), Fields(rows))]
    basis = words(BASIS, recipient=request.copy_for, reason=request.reason)
    held = Notice(words(TO_THE_HOLDER), words(HELD))
    return Document(
        "identity-copy", words.language, words(TITLE), body, request.request[:8], "", basis, (held, *blocks), watermark=mark
    )
