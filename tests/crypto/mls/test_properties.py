"""Random lives of a group of up to eight members: all who are in it agree after each step, who was removed learns nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crypto.errors import QorganError
from crypto.mls import (
    SUITE_X25519_AES,
    SUITE_X25519_CHACHA,
    SUITE_XWING,
    ApplicationMessage,
    BasicCredential,
    CommitProcessed,
    Group,
    LeafIndex,
    ProposalCached,
)
from tests.crypto.mls.world import device, founder, seeded

MOST = 8
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("commit", "add", "remove", "swap", "update", "renew", "message", "late", "store")),
        st.integers(0, 1 << 16),
        st.booleans(),
    ),
    min_size=1,
    max_size=10,
)


class Life:
    """All members' states, and those of members removed; every step is checked by ``agree``."""

    def __init__(self, suite: int) -> None:
        self.suite = suite
        self.members: list[Group] = [founder(suite=suite)]
        self.gone: list[Group] = []
        self.count = 0

    def entropy(self) -> Callable[[int], bytes]:
        self.count += 1
        return seeded(self.count.to_bytes(4, "big"))

    def step(self, kind: str, choice: int, public: bool) -> None:
        by = choice % len(self.members)
        other = (choice // 8) % len(self.members)
        if kind in ("message", "late"):
            self.talk(by, late=kind == "late")
        elif kind == "store":
            self.members[by] = Group.decode(self.members[by].encode())
        elif kind == "update" and other != by:
            self.update_by_reference(other, by, public)
        elif kind == "renew":
            seed = self.entropy()(32)
            name = BasicCredential(b"renewed" + bytes([self.count]))
            self.commit(by, public, new_credential=name, new_signing_seed=seed)
        else:
            adds = kind in ("add", "swap") and len(self.members) < MOST
            removes = [other] if kind in ("remove", "swap") and other != by else []
            self.commit(by, public, adds=1 + choice % 2 if adds else 0, removes=removes)
        self.agree()

    def commit(self, by: int, public: bool, adds: int = 0, removes: list[int] | None = None, **changes: object) -> None:
        removed = removes or []
        new = [device(b"d%d-%d" % (self.count, index), self.suite) for index in range(adds)]
        leaves = [LeafIndex(self.members[index].own_leaf) for index in removed]
        before = [group.encode() for group in self.members]
        result = self.members[by].commit(
            self.entropy(),
            add=[item.bundle.key_package for item in new],
            remove=leaves,
            public=public,
            cached=True,
            **changes,  # type: ignore[arg-type]
        )
        after = [result.group]
        for index, group in enumerate(self.members):
            if index == by:
                continue
            processed = group.process(result.message, validate=None)
            assert isinstance(processed, CommitProcessed)
            assert processed.self_removed == (index in removed)
            if index in removed:
                self.gone += [group, processed.group]
            else:
                after.append(processed.group)
        for group in self.gone[:-2] if removed else self.gone:
            with pytest.raises(QorganError):
                group.process(result.message, validate=None)
        assert [group.encode() for group in self.members] == before, "the old states are as they were"
        self.members = after + [item.join(result.welcome) for item in new]

    def update_by_reference(self, proposer: int, committer: int, public: bool) -> None:
        self.members[proposer], message = self.members[proposer].propose_update(self.entropy(), public=public)
        for index, group in enumerate(self.members):
            if index != proposer:
                cached = group.process(message, validate=None)
                assert isinstance(cached, ProposalCached)
                self.members[index] = cached.group
        leaf = self.members[proposer].own_leaf
        self.commit(committer, public)
        assert all(any(member.leaf == leaf for member in group.members()) for group in self.members)

    def talk(self, by: int, late: bool) -> None:
        """Three messages, opened in another order; with ``late`` after a commit."""
        messages = []
        for number in range(3):
            self.members[by], message = self.members[by].encrypt(bytes([number]), self.entropy())
            messages.append(message)
        speaker = self.members[by].own_leaf
        if late:
            self.commit(by, public=False)
        for index, group in enumerate(self.members):
            if group.own_leaf == speaker:
                continue
            for number in (2, 0, 1):
                opened = group.process(messages[number], validate=None)
                assert isinstance(opened, ApplicationMessage)
                assert (opened.plaintext, opened.sender) == (bytes([number]), speaker)
                group = opened.group
                with pytest.raises(QorganError):
                    group.process(messages[number], validate=None)
            self.members[index] = group
        for group in self.gone:
            with pytest.raises(QorganError):
                group.process(messages[0], validate=None)

    def agree(self) -> None:
        views = {
            (group.epoch, group.epoch_authenticator, group.export("p", b"", 32), group.tree_hash, group.members())
            for group in self.members
        }
        assert len(views) == 1
        assert sorted(group.own_leaf for group in self.members) == [member.leaf for member in self.members[0].members()]


@pytest.mark.parametrize("suite", [SUITE_XWING, SUITE_X25519_CHACHA, SUITE_X25519_AES])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_all_members_agree_whatever_they_do(suite: int, steps: list[tuple[str, int, bool]]) -> None:
    life = Life(suite)
    for start in range(3):
        life.step("add", start, public=False)
    for kind, choice, public in steps:
        life.step(kind, choice, public)
