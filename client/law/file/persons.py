"""Who is protected: codes of Art. 3, flags that change who must consent, representatives (L72 3, 23(8); A.1, A.13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, List

from client.law.records.files import FileOpened
from client.law.records.persons import (
    PersonCode,
    PersonFlagged,
    PersonLinked,
    Representative,
    RepresentativeSought,
    TreatyExtension,
)
from client.law.words import Flag
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Link:
    """The person because of whom a relative is protected."""

    code: str
    primary: str
    primary_file: str
    primary_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Represents:
    """A lawful representative as they stand. ``state``: VERIFIED, CONFLICT, ENDED; ``holder``: their key, empty until there is
    one; ``entry``: hash of the record that says so."""

    id: str
    kind: str
    state: str
    holder: str
    entry: str
    at: int


@dataclass(frozen=True, slots=True)
class Persons:
    """``codes``: the person's own codes now, the primary one first. ``history``: every code ever recorded, with when, newest first.
    ``flags``: of ``words.Flag``. ``of_age_at``: in milliseconds, when a minor comes of age, as far as it is known. ``of_age``:
    entry hash of the record by which a minor has come of age, else empty. ``treaty``: entry hash of the decision that lets PX24
    be chosen. ``sought``: entry hash of the newest record that somebody else was asked to represent."""

    codes: tuple[str, ...] = ()
    history: List[tuple[int, tuple[str, ...]]] = field(default_factory=List)
    flags: frozenset[str] = frozenset()
    of_age_at: int | None = None
    of_age: str = ""
    links: HashTrieMap[str, Link] = field(default_factory=HashTrieMap)
    representatives_by_id: HashTrieMap[str, Represents] = field(default_factory=HashTrieMap)
    treaty: str = ""
    sought: str = ""

    @property
    def minor(self) -> bool:
        """Known or presumed to be one (L72 16, 19, 20; T110 21(2))."""
        return bool(self.flags & {Flag.MINOR, Flag.MINOR_PRESUMED})

    @property
    def represented(self) -> bool:
        """Measures need the lawful representative (L72 23(8))."""
        return self.minor or Flag.INCAPABLE in self.flags

    @property
    def in_custody(self) -> bool:
        return Flag.CUSTODY in self.flags

    @property
    def representatives(self) -> tuple[Represents, ...]:
        """Those who are verified and not in conflict (AMB-28), in the order of their ids."""
        standing = (each for each in self.representatives_by_id.values() if each.state == "VERIFIED")
        return tuple(sorted(standing, key=lambda each: each.id))

    @property
    def representative_ready(self) -> bool:
        """Somebody may consent and sign for a person who needs to be represented."""
        return self.represented and bool(self.representatives)

    @property
    def in_conflict(self) -> bool:
        return any(each.state == "CONFLICT" for each in self.representatives_by_id.values())

    @property
    def primary_codes(self) -> tuple[str, ...]:
        """The codes of those because of whom a relative is protected."""
        return tuple(sorted({code for link in self.links.values() for code in link.primary_codes}))


EMPTY = Persons()


def _with_codes(persons: Persons, at: int, codes: tuple[str, ...]) -> Persons:
    if persons.codes == codes:
        return persons
    return replace(persons, codes=codes, history=persons.history.push_front((at, codes)))


def _opened(persons: Persons, act: Act[FileOpened], _: File) -> Persons:
    """Each circle of a file has its own: what was recorded of the person since then is newer than a circle opened late."""
    return persons if persons.codes else _with_codes(persons, act.at, act.value.person_codes)


def _coded(persons: Persons, act: Act[PersonCode], _: File) -> Persons:
    return _with_codes(persons, act.at, act.value.codes)


def _linked(persons: Persons, act: Act[PersonLinked], _: File) -> Persons:
    value = act.value
    link = Link(value.code, value.primary, value.primary_file, value.primary_codes)
    return replace(persons, links=persons.links.insert(value.primary, link))


def _flagged(persons: Persons, act: Act[PersonFlagged], _: File) -> Persons:
    value = act.value
    flags = persons.flags | {value.flag} if value.on else persons.flags - {value.flag}
    persons = replace(persons, flags=flags)
    if value.flag != Flag.MINOR:
        return persons
    return replace(persons, of_age_at=value.until if value.on else None, of_age="" if value.on else act.hash)


def _extended(persons: Persons, act: Act[TreatyExtension], _: File) -> Persons:
    return replace(persons, treaty=act.hash)


def _represents(persons: Persons, act: Act[Representative], _: File) -> Persons:
    value = act.value
    known = persons.representatives_by_id.get(value.representative)
    holder = value.holder or (known.holder if known is not None else "")
    found = Represents(value.representative, value.kind, value.state, holder, act.hash, act.at)
    return replace(persons, representatives_by_id=persons.representatives_by_id.insert(found.id, found))


def _sought(persons: Persons, act: Act[RepresentativeSought], _: File) -> Persons:
    return replace(persons, sought=act.hash)


ON: Mapping[type, Callable[[Persons, Act[Any], File], Persons]] = {
    FileOpened: _opened,
    PersonCode: _coded,
    PersonLinked: _linked,
    PersonFlagged: _flagged,
    TreatyExtension: _extended,
    Representative: _represents,
    RepresentativeSought: _sought,
}
