"""A protected person who is a victim of trafficking: status, identification, the time to decide, what waits (Law 110-VIII).

Independent of where protection under Law No. 72 stands (B.0): nothing here moves the file, and the file's end moves nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, HashTrieSet

from client.law.records.residence import ServicesChanged
from client.law.records.trafficking import (
    CooperationDecided,
    IdentificationSigned,
    IdentifyMe,
    PersonAsked,
    TraffickingSigns,
    VotLeaflet,
    VotReview,
    VotStatus,
)
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File

VICTIM = ("IDENTIFIED", "CRIMINAL_PROCEDURE")
"""T110 1(7): those who have the rights of 17(2); a potential victim has those of 17(1) and 18(1)."""


@dataclass(frozen=True, slots=True)
class Signature:
    """``body``: hex of the author's body; ``entry``: of the record."""

    participant: str
    way: str
    body: str
    text_hash: str
    entry: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that was asked of the person, or that waits to be."""

    ask: str
    kind: str
    entry: str
    at: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Trafficking:
    """Times in milliseconds, 0 where it has not happened. ``status_entry``: of the newest status. ``cooperates``: YES, NO, or empty
    where the person has not decided. ``services``: NONE, RUNNING, ENDED. ``leaflets``: entry hash -> status that it is about."""

    status: str = "NONE"
    status_entry: str = ""
    identified_at: int = 0
    citizenship: str = "UNKNOWN"
    signatures: HashTrieMap[str, tuple[Signature, ...]] = field(default_factory=HashTrieMap)
    wants_identification: bool = False
    signs: str = ""
    services: str = "NONE"
    services_from: int = 0
    services_until: int = 0
    cooperates: str = ""
    asked: HashTrieMap[str, Asked] = field(default_factory=HashTrieMap)
    leaflets: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    reviewed_at: int = 0
    providers: HashTrieSet[str] = field(default_factory=HashTrieSet)

    @property
    def victim(self) -> bool:
        return self.status in VICTIM

    @property
    def immigrant(self) -> bool:
        """Whose time to decide the law itself gives. Who is not known to be a citizen counts as one (T110 17(2)(12))."""
        return self.citizenship != "CITIZEN"

    def jointly(self, identification: str) -> tuple[Signature, ...]:
        """Who signed that identification, in the order in which they did."""
        return self.signatures.get(identification, ())


EMPTY = Trafficking()


def _status(state: Trafficking, act: Act[VotStatus], _: File) -> Trafficking:
    value = act.value
    identified = value.status in VICTIM
    since = (state.identified_at or act.at) if identified else 0
    return replace(
        state, status=value.status, status_entry=act.hash, identified_at=since, citizenship=value.citizenship
    )  # fmt: skip


def _wanted(state: Trafficking, _act: Act[IdentifyMe], _: File) -> Trafficking:
    return replace(state, wants_identification=True)


def _signed(state: Trafficking, act: Act[IdentificationSigned], _: File) -> Trafficking:
    value = act.value
    new = Signature(value.participant, value.way, act.author.body, value.text_hash, act.hash)
    others = tuple(each for each in state.jointly(value.identification) if each.participant != value.participant)
    return replace(state, signatures=state.signatures.insert(value.identification, (*others, new)))


def _signs(state: Trafficking, act: Act[TraffickingSigns], _: File) -> Trafficking:
    return replace(state, signs=act.value.signs)


def _leaflet(state: Trafficking, act: Act[VotLeaflet], _: File) -> Trafficking:
    return replace(state, leaflets=state.leaflets.insert(act.hash, act.value.of))


def _reviewed(state: Trafficking, act: Act[VotReview], _: File) -> Trafficking:
    return replace(state, reviewed_at=act.at)


def _asked(state: Trafficking, act: Act[PersonAsked], _: File) -> Trafficking:
    value = act.value
    asked = Asked(value.ask, value.kind, act.hash, act.at, value.wait)
    return replace(state, asked=state.asked.insert(value.ask, asked))


def _decided(state: Trafficking, act: Act[CooperationDecided], _: File) -> Trafficking:
    return replace(state, cooperates="YES" if act.value.cooperates else "NO")


def _services(state: Trafficking, act: Act[ServicesChanged], _: File) -> Trafficking:
    """Several providers may help at once: services end with the last of them."""
    value = act.value
    providers = state.providers.insert(value.provider) if value.running else state.providers.discard(value.provider)
    if providers:
        since = state.services_from if state.services == "RUNNING" else act.at
        return replace(state, providers=providers, services="RUNNING", services_from=since)
    return replace(state, providers=providers, services="ENDED", services_until=act.at)


ON: Mapping[type, Callable[[Trafficking, Act[Any], File], Trafficking]] = {
    VotStatus: _status,
    IdentifyMe: _wanted,
    IdentificationSigned: _signed,
    TraffickingSigns: _signs,
    VotLeaflet: _leaflet,
    VotReview: _reviewed,
    PersonAsked: _asked,
    CooperationDecided: _decided,
    ServicesChanged: _services,
}
