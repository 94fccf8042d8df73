"""Who may know and who came to know: secrecy, sealed identity, leaks, use restrictions, reveals (L72 9, 28; A.11, S-16, S-20)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, List

from client.law.records.access import LeakIncident, Nondisclosure, NondisclosureSigned, OriginAsked, Reveal, UseRestriction
from client.law.records.files import Disclosed, FileOpened
from client.law.records.identity import (
    AccessWarned,
    IdentityApproval,
    IdentityClosed,
    IdentityOpened,
    IdentityRequest,
    IdentitySealed,
    PseudonymGiven,
    PseudonymRetired,
)
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Opening:
    """A request to open the identity. ``by`` and ``body``: hex of key and body of who asked; ``copy_for``: who is to get a copy, or
    empty; ``approved``: entry hash of the other body's approval; ``warned``, ``opened_at``, ``closed_at``: what followed.
    Times in milliseconds."""

    request: str
    by: str
    body: str
    reason: str
    asked_at: int
    until: int
    copy_for: str = ""
    approved: str = ""
    warned: bool = False
    opened_at: int | None = None
    closed_at: int | None = None


@dataclass(frozen=True, slots=True)
class Accessed:
    """Something sealed was opened: for the access report (L72 28 pt2). ``what``: a type of record; ``of``: what was opened."""

    what: str
    of: str
    by: str
    reason: str
    at: int


@dataclass(frozen=True, slots=True)
class Access:
    """``secrecy``: entry hash of the acknowledgement of non-disclosure, by key. ``openings``: by request. ``accessed`` and
    ``incidents``: newest first. ``restricted``: entry hash of the tag, by that of the object; ``origin``: what its origin answered.
    ``pseudonyms``: context by pseudonym; ``retired``: why, by pseudonym. ``sealed``: entry hash of the sealed identity."""

    secrecy: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    openings: HashTrieMap[str, Opening] = field(default_factory=HashTrieMap)
    accessed: List[Accessed] = field(default_factory=List)
    incidents: List[str] = field(default_factory=List)
    restricted: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    origin: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    pseudonyms: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    retired: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    sealed: str = ""

    def may_disclose(self, entry: str) -> bool:
        """Not restricted, or its origin consents (S-20)."""
        return entry not in self.restricted or self.origin.get(entry) == "CONSENTS"


EMPTY = Access()


def _acknowledged(access: Access, act: Act[Nondisclosure], _: File) -> Access:
    return replace(access, secrecy=access.secrecy.insert(act.value.holder, act.hash))


def _signed(access: Access, act: Act[NondisclosureSigned], _: File) -> Access:
    return replace(access, secrecy=access.secrecy.insert(act.author.holder, act.hash))


def _sealed(access: Access, act: Act[IdentitySealed], _: File) -> Access:
    return replace(access, sealed=act.hash, pseudonyms=access.pseudonyms.insert(act.value.pseudonym, "FILE"))


def _opened_file(access: Access, act: Act[FileOpened], _: File) -> Access:
    return replace(access, pseudonyms=access.pseudonyms.insert(act.value.pseudonym, "FILE"))


def _named(access: Access, act: Act[PseudonymGiven], _: File) -> Access:
    return replace(access, pseudonyms=access.pseudonyms.insert(act.value.pseudonym, act.value.context))


def _retired(access: Access, act: Act[PseudonymRetired], _: File) -> Access:
    return replace(access, retired=access.retired.insert(act.value.pseudonym, act.value.reason))


def _requested(access: Access, act: Act[IdentityRequest], _: File) -> Access:
    value = act.value
    opening = Opening(value.request, act.author.holder, act.author.body, value.reason, value.asked_at, value.until, value.copy_for)
    return replace(access, openings=access.openings.insert(value.request, opening))


def _moved(access: Access, request: str, **change: Any) -> Access:
    known = access.openings.get(request)
    return access if known is None else replace(access, openings=access.openings.insert(request, replace(known, **change)))


def _approved(access: Access, act: Act[IdentityApproval], _: File) -> Access:
    return _moved(access, act.value.request, approved=act.hash)


def _warned(access: Access, act: Act[AccessWarned], _: File) -> Access:
    return _moved(access, act.value.request, warned=True)


def _opened(access: Access, act: Act[IdentityOpened], _: File) -> Access:
    known = access.openings.get(act.value.request)
    reason = known.reason if known is not None else ""
    access = _moved(access, act.value.request, opened_at=act.at)
    return _seen(access, Accessed("identity", act.value.request, act.author.holder, reason, act.at))


def _closed(access: Access, act: Act[IdentityClosed], _: File) -> Access:
    return _moved(access, act.value.request, closed_at=act.at)


def _disclosed(access: Access, act: Act[Disclosed], _: File) -> Access:
    return _seen(access, Accessed("disclosed", act.value.entry, act.author.holder, act.value.reason, act.at))


def _revealed(access: Access, act: Act[Reveal], _: File) -> Access:
    value = act.value
    return _seen(access, Accessed("reveal", act.hash, act.author.holder, value.court_act, act.at))


def _seen(access: Access, what: Accessed) -> Access:
    return replace(access, accessed=access.accessed.push_front(what))


def _leaked(access: Access, act: Act[LeakIncident], _: File) -> Access:
    return replace(access, incidents=access.incidents.push_front(act.hash))


def _restricted(access: Access, act: Act[UseRestriction], _: File) -> Access:
    return replace(access, restricted=access.restricted.insert(act.value.of, act.hash))


def _origin(access: Access, act: Act[OriginAsked], _: File) -> Access:
    return replace(access, origin=access.origin.insert(act.value.of, act.value.answer))


ON: Mapping[type, Callable[[Access, Act[Any], File], Access]] = {
    Nondisclosure: _acknowledged,
    NondisclosureSigned: _signed,
    IdentitySealed: _sealed,
    FileOpened: _opened_file,
    PseudonymGiven: _named,
    PseudonymRetired: _retired,
    IdentityRequest: _requested,
    IdentityApproval: _approved,
    AccessWarned: _warned,
    IdentityOpened: _opened,
    IdentityClosed: _closed,
    Disclosed: _disclosed,
    Reveal: _revealed,
    LeakIncident: _leaked,
    UseRestriction: _restricted,
    OriginAsked: _origin,
}
