"""What a template knows: the record, where and when and by whom it was written, and the file before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Generic, TypeVar

from client.documents.words import Words
from client.law.file import File
from crypto.frozen import dataclass

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed an entry. ``name``: of the device's certificate, or the pseudonym of a person; ``body``: name of the body, empty
    for persons; ``capacity``: one of OFFICER, OFFICIAL, PERSON, REPRESENTATIVE, APPLICANT, PROSECUTOR;
    ``at``: milliseconds, the log's stamp; ``key``: first 16 hex digits of the certificate's or key's hash. ``by_pen``: on paper, at
    ``at``, and no key stands for it."""

    name: str
    body: str
    capacity: str
    at: int
    key: str
    by_pen: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Another record that a document tells of. ``entry``: its hash (hex). ``signers``: whose signatures stand under it, beside its
    author's."""

    value: object
    entry: str
    author: Signer
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts(Generic[T_co]):
    """``value``: the record. ``entry``: its hash (hex), empty for a draft. ``file``: the fold of all that this holder sees, with
    the record in it. ``words``: the language. ``names``: hex of a body's or
    holder's certificate -> its name. ``keeper``: name of the body in whose circle the record stands, empty
    where several share it. ``signers``: whose signatures stand under it, the author's first; ``related``: earlier records that this
    one refers to, by their type's name, newest last; for a contract also the answers by which it was signed."""

    value: T_co
    entry: str
    author: Signer
    file: File
    words: Words
    names: Mapping[str, str] = field(default_factory=dict)
    keeper: str = ""
    signers: tuple[Signer, ...] = ()
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
