"""Key packages, commits and welcomes of MLS, each with what receives it in a client."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from client.core.replica import Blinded, Committed, Halted, Received
from client.core.replica.groups import validator
from crypto.errors import Malformed
from crypto.mls import SUITE_X25519_CHACHA, Group, parse_key_package
from crypto.primitives import sha256
from crypto.types import (
    LogIndex,
)
from tests.client.replica.world import Chain, Party, find_bundle, protection_file
from tests.crypto.toolbox import seeded
from tests.security.documents import Document, scene


@cache
def key_package() -> Document:
    """As aliya would add erlan's device: valid by RFC 9420, of a certificate in the log, in date."""
    file, _ = scene()
    made = [file.erlan.key_package() for _ in range(2)]
    validate = validator(file.world.directory, LogIndex(file.world.size))

    def accept(data: bytes) -> object:
        info = parse_key_package(data, now=file.world.now // 1000, max_lifetime=120 * 24 * 3600)
        if info.suite != SUITE_X25519_CHACHA:
            raise Malformed("a key package of another suite than the circle's", "other-suite")
        return validate(info.credential, info.signature_key)

    return Document(made[0], made[1], accept)


@cache
def mls_commit() -> tuple[Document, Group, Group]:
    """dana's commit as bolat's group processes it."""
    file, chain = scene()
    giver, taker = file.dana.replica(chain).group, file.bolat.replica(chain).group
    assert giver is not None
    assert taker is not None
    made = [giver.commit(seeded(number), authenticated_data=b"data") for number in (1, 2)]

    def accept(data: bytes) -> object:
        return taker.process(data, validate=validator(file.world.directory, LogIndex(file.world.size)))

    return Document(made[0].message, made[1].message, accept, lambda: sha256(taker.encode())), giver, taker


@dataclass(frozen=True)
class Joining:
    """``file``'s newcomer before the commit that adds it: its replica, that commit, its welcome."""

    newcomer: Party
    chain: Chain
    received: Received
    welcome: bytes
    donor: bytes
    author: Party

    def state_after(self, welcome: bytes | None, received: Received | None = None) -> bytes:
        """What the newcomer's client keeps. Raises ``QorganError`` with the code of the blindness, if it is not let in."""
        replica = self.newcomer.replica(self.chain)
        step = replica.apply(
            replace(received or self.received, welcome=welcome), self.newcomer.context(self.chain, bundles=self._bundle)
        )
        kept = step.replica.encode()
        if isinstance(step.outcomes[0], Halted):
            raise AssertionError("a welcome halts nobody")
        assert isinstance(step.outcomes[0], Committed)
        blinded = [outcome for outcome in step.outcomes if isinstance(outcome, Blinded)]
        if blinded:
            assert kept == self.outside if received is None else step.replica.group is None
            assert not step.replica.keys
            raise Malformed(blinded[0].reason, blinded[0].code)
        return kept

    @property
    def outside(self) -> bytes:
        """The state of a newcomer to whom no welcome came."""
        replica = self.newcomer.replica(self.chain)
        return replica.apply(self.received, self.newcomer.context(self.chain)).replica.encode()

    def _bundle(self, welcome: bytes) -> object:
        try:
            return find_bundle(self.newcomer.bundles, welcome)
        except Malformed:
            return None


@cache
def joining() -> Joining:
    """bolat's circle with aliya and dana adds a newcomer, who has seen the chain but holds no key of it."""
    file = protection_file(8)
    chain = file.coordination(file.bolat)
    newcomer = file.world.device(file.deciding, "newcomer")
    newcomer.sync(chain)
    drafts = []
    for _ in range(2):
        drafts.append(file.aliya.draft_commit(chain, add=[newcomer.key_package()]))
    welcomes = [draft.welcome for draft in drafts]
    assert welcomes[0] is not None
    assert welcomes[1] is not None
    received = Received(drafts[0].entry, chain.next, file.world.now, file.world.leaf())
    return Joining(newcomer, chain, received, welcomes[0], welcomes[1], file.aliya)


def welcome() -> Document:
    case = joining()
    return Document(case.welcome, case.donor, case.state_after, lambda: sha256(case.newcomer.replica(case.chain).encode()))
