"""The door: nothing that an officer writes leaves this client before its leak guard has read it.

A hit stops what is sent (``leak``); with ``--leak-reason`` it goes, and the file keeps that it did: kinds and places of the hits
and the reason, never the words. It stands in the file's coordination circle, not beside a task, whose readers need not be told
that what they read is a name.

What passes unread: what is sealed already (the vault's records, halves and shares are ciphertext, and hold the identity because
that is what they are for), hashes and numbers of records; of the set of new personal data the form of numbers, its very content.
Persons are not guarded: what they tell is theirs.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from client.app.saying import Listed, Said, Term, label_of, say
from client.law.records.access import LeakPlace, LeakResolved
from client.law.records.files import Admission
from client.law.records.newdata import DataProposal
from client.law.words import Circle
from client.texts import N_
from crypto.errors import Refused

if TYPE_CHECKING:
    from client.app.office import Office
    from client.app.reading import Seen
    from client.guard.hits import Hit
    from crypto.types import CircleId

DOCUMENT, FILE, FILE_NAME = N_("the document"), N_("the file"), N_("the name of the file")
"""Where a text stands that is in no field of a record: in one language in the chain, in the reader's where it is shown."""

KINDS = {
    "NAME": N_("name"),
    "RELATIVE": N_("relative"),
    "BIRTH": N_("date of birth"),
    "ADDRESS": N_("address"),
    "IIN": N_("individual number (IIN)"),
    "PHONE": N_("telephone number"),
    "ID_CARD": N_("number of an identity card"),
    "PASSPORT": N_("number of a passport"),
    "DRIVING": N_("number of a driving licence"),
    "PLATE": N_("number plate"),
    "CARD": N_("number of a bank card"),
    "ACCOUNT": N_("bank account"),
    "EMAIL": N_("address of mail"),
    "OTHER": N_("number or word that leads to the person"),
}
"""The kinds of ``client.guard.terms`` as people read them."""

_SEALED = re.compile(r"(?=.*[a-f])(?:[0-9a-f]{2}){8,}|(?:[0-9a-f]{2}){16,}")
"""Hex, at least a hash's beginning. Sixteen figures alone may be the number of a bank card."""
_WHOLE = re.compile(r"(?:[0-9a-f]{32}){1,2}")
"""A random number of ours, or a hash."""
_SHOWN = 5


def read_by_guard(office: Office, texts: Iterable[tuple[str, str]], *, numbers: bool = True, named: str = "") -> None:
    """``texts``: where each stands, and the text. ``numbers``: with the general detectors. ``named``: a pseudonym
    that these texts are the first to have. What is found goes with the next record.
    Raises ``Refused`` (``leak``) without a reason, (``leak-reason``) where the reason itself gives the person away."""
    from client.guard.allowed import without_pseudonyms

    guard, passage = office.guarded.guard(), office.passage
    found: list[LeakPlace] = []
    for where, text in texts:
        if hits := guard.check(text) if numbers else guard.known(text):
            found += (_place(where, hit) for hit in without_pseudonyms(hits, text, (*_pseudonyms(office), *named.splitlines())))
    if not found:
        return
    if not passage.reason:
        raise _refusal(found)
    if guard.check(passage.reason):
        raise Refused("the reason itself may give the protected person away: say it without names and numbers", "leak-reason")
    passage.found += (each for each in found if each not in passage.found)  # a verb may ask before it begins


def _pseudonyms(office: Office) -> Iterator[str]:
    """Of every file that this client holds, for whatever context."""
    for case in office.casework.cases():
        yield from {case.pseudonym, *case.file.access.pseudonyms} - {""}


def _place(where: str, hit: Hit) -> LeakPlace:
    return LeakPlace(str(hit.kind), where, hit.start + 1, hit.end, hit.known)


def _refusal(found: list[LeakPlace]) -> Refused:
    places: list[object] = [told(each) for each in found[:_SHOWN]]
    if more := len(found) - len(places):
        places.append(say("and {count} more", count=more))
    return Refused(
        'this may give the protected person away: {places}. If it must be sent all the same, say --leak-reason "why"',
        "leak",
        places=Listed.of(places, "; "),
    )


def told(place: LeakPlace) -> Said:
    """A hit in words: its kind and where, never the words."""
    where = Listed.of((Term(label_of(part)) for part in place.where.split(".")), " ")
    kind = Term(KINDS[place.kind])
    if place.known:
        return say("{kind} in {where}, letters {start} to {end}", kind=kind, where=where, start=place.start, end=place.end)
    return say("by its form {kind}, in {where}, letters {start} to {end}", kind=kind, where=where, start=place.start, end=place.end)


def guarded_texts(value: object) -> Iterator[tuple[str, str]]:
    """The texts of a record that people read, each with the path of its field; not what is sealed, and no hash."""
    texts = ((path, text) for path, text in _texts(value, "") if path not in drawn_of(value))
    yield from ((path, text) for path, text in texts if text and not _SEALED.fullmatch(text))


def drawn_of(value: object) -> tuple[str, ...]:
    """Fields that hold figures drawn by chance, of which some look like somebody's number: one admission in some hundred would be
    refused for its short code."""
    return ("short_code",) if isinstance(value, Admission) else ()


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every one, with the path of its field."""
    if isinstance(value, str):
        yield path, value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from _texts(getattr(value, each.name), f"{path}.{each.name}" if path else each.name)
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value, 1):
            yield from _texts(item, f"{path}.{number}")


def without_hashes(text: str, item: Seen, signed: Iterable[Seen] = ()) -> str:
    """A text of a document, its letters in their places, less the numbers by which it names its record, what that refers to and
    the keys that signed it: beginnings of random hex, of which some look like a number plate. ``signed``: by whom beside its
    author."""
    known = {bytes(item.entry.hash).hex(), *(text for _path, text in _texts(item.value, "") if _WHOLE.fullmatch(text))}
    known |= {bytes(each.entry.author_hash).hex() for each in (item, *signed)}
    for size in (16, 8):  # the longer first: of no number half is left over by another
        for each in known:
            text = text.replace(each[:size], "·" * size)
    return text


def checked(office: Office, value: object) -> None:
    """A record, before anything of it is kept."""
    read_by_guard(
        office, guarded_texts(value), numbers=not isinstance(value, DataProposal), named=str(getattr(value, "pseudonym", ""))
    )


def resolved(office: Office, circle: CircleId, of: str, uid: bytes, name: str) -> tuple[CircleId, LeakResolved] | None:
    """What the file keeps of the hits that go with the entry ``uid`` (a record of type ``name``), and in which circle; None where
    there are none."""
    passage = office.passage
    if not passage.found:
        return None
    value = LeakResolved(uid.hex(), name, tuple(passage.found), passage.reason)
    passage.found = []
    case = office.casework.case(of) if of else office.casework.of_circle(circle)
    coordination = case.at(Circle.COORDINATION) if case is not None else ()
    return (*coordination, circle)[0], value
