"""What is folded: an entry as a client verified it, and the act that it records, once its payload is a typed value."""

from __future__ import annotations

from typing import Generic, TypeVar

from client.law.payload import Plain
from client.law.words import BodyRole, Circle, Writer
from crypto.frozen import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, as the certificate or the policy says it. ``holder``: hex of the device's certificate hash or of the person's
    key; ``body``: hex of the body's certificate hash, empty for reporters; ``roles``: those of the device's certificate."""

    writer: Writer
    holder: str
    body: str = ""
    body_role: BodyRole | None = None
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A circle of a file by what it is: ``body`` is the body whose person circle or front desk it is, else None."""

    kind: Circle
    body: BodyRole | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file's circles. ``index``: its place in the log; ``at``: the server's stamp in milliseconds; ``payload`` is
    None where the entry is sealed for this client. ``circle`` and ``hash`` are hex. ``shown_hashes``: SHA-256 (hex) of each text
    that the record shows to be signed, the binding one first; the client computes them, since no primitive is used here."""

    index: int
    at: int
    hash: str
    circle: str
    place: Place
    author: Author
    name: str
    version: int
    payload: Plain | None
    restricted: bool = False
    shown_hashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act(Generic[T]):
    """A typed record by its author at its time; before it is sealed ``hash`` is empty and ``at`` is now. ``value`` is None where
    a rule is asked in general, before there is a record: only rules with ``general`` are asked so."""

    form: type[T]
    value: T
    author: Author
    at: int
    circle: str
    place: Place
    index: int
    hash: str = ""
    restricted: bool = False
    shown_hashes: tuple[str, ...] = ()
