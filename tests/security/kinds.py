"""Two valid entries of each class for one place, their author, and the holder before whom altered ones are put."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from client.core.records import Record
from client.core.replica import approve
from crypto.entry import Entry
from crypto.policy import parse_policy
from crypto.types import Uid
from tests.client.replica.world import Chain, File, Party, protection_file
from tests.crypto.test_mutations import resigned
from tests.security.seat import Seat


@dataclass(frozen=True)
class Kind:
    """One type of entry: two of it by ``author`` for the same place, and the holder before whom they are put."""

    seat: Seat
    author: Party
    entry: Entry
    donor: Entry
    chain: Chain
    file: File

    @property
    def seed(self) -> bytes:
        return self.author.identity.ring.signing_seed

    def signed(self, header: bytes, body: bytes) -> bytes:
        """By the true author."""
        return resigned(self.seed, header, body)


def _record(payload: str, party: Party, chain: Chain) -> Entry:
    return party.record(chain, {"text": payload})


@cache
def record() -> Kind:
    """dana writes; bolat, of the other body, receives. One entry of dana's stands before, for replays of its uid."""
    file = protection_file(1)
    chain = file.coordination(file.bolat)
    file.dana.write(chain, {"text": "before"})
    for party in (file.bolat, file.dana):
        party.sync(chain)
    entry, donor = (_record(text, file.dana, chain) for text in ("one", "another"))
    return Kind(Seat.of(file.bolat, chain), file.dana, entry, donor, chain, file)


@cache
def report() -> Kind:
    """The protected person reports; aliya receives."""
    file = protection_file(2)
    chain = file.person_circle()
    file.person.sync(chain)
    entry, donor = (_report(file, chain, text) for text in ("one", "another"))
    return Kind(Seat.of(file.aliya, chain), file.person, entry, donor, chain, file)


def _report(file: File, chain: Chain, text: str) -> Entry:
    from client.core.replica import author_report

    view, world = file.person.replica(chain).view, file.world
    assert view is not None
    plaintext = Record("threat", 1, {"text": text}).encode()
    return author_report(view, file.person.identity, plaintext, uid=Uid(world.entropy(16)), now=world.now, seen=world.seen)


@cache
def commit() -> Kind:
    """dana changes the policy with aliya's approval; bolat receives. The donor makes another change."""
    file = protection_file(3)
    chain = file.coordination(file.bolat)
    file.bolat.sync(chain)
    file.dana.sync(chain)
    entry, donor = (_policy_commit(file, chain, kinds) for kinds in ((file.executing,), ()))
    return Kind(Seat.of(file.bolat, chain), file.dana, entry, donor, chain, file)


def _policy_commit(file: File, chain: Chain, more: tuple[Any, ...]) -> Entry:
    """Brings in bodies, or a person as reporter."""
    persons = [] if more else [file.person]
    policy = file.world.policy(parse_policy(policy_now(file, chain)).kind, [*file.bodies, *more], [file.prosecutor], persons)
    view = file.aliya.replica(chain).view
    assert view is not None
    approval = approve(file.aliya.replica(chain), file.aliya.identity, view.roster, policy)
    return file.dana.draft_commit(chain, policy=policy, approvals=[approval]).entry


def policy_now(file: File, chain: Chain) -> bytes:
    view = file.dana.replica(chain).view
    assert view is not None
    return view.policy.encode()


KINDS: dict[str, Callable[[], Kind]] = {"record": record, "report": report, "commit": commit}
