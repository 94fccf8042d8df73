"""A bad commit halts its circle loudly, and a refound mends it: nothing of the past is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from client.core.replica import (
    Committed,
    Halted,
    Quarantined,
    Received,
    Replica,
    Shown,
    approve,
    rehead,
)
from crypto.commit import Refound, parse_commit_body
from crypto.entry import sign_entry
from crypto.errors import Forged, Refused, Stale, Usage
from crypto.mls import SUITE_X25519_CHACHA, SUITE_XWING
from crypto.types import Position
from tests.client.replica.world import Chain, File, Party, protection_file


def _spoil(chain: Chain, culprit: Party) -> Received:
    """A commit that looks right in clear, and that nobody else can process; the culprit's own client goes on with it."""
    culprit.sync(chain)
    draft = culprit.draft_commit(chain)
    good = parse_commit_body(draft.entry.body).mls_commit
    return culprit.send(chain, culprit.forge(draft, mls_commit=good[:-1] + bytes([good[-1] ^ 1])))


def _refound(chain: Chain, author: Party, others: list[Party], approver: Party, **options: int) -> Received:
    author.sync(chain)
    approver.sync(chain)
    roster = [author.hash, *(party.hash for party in others)]
    approval = approve(approver.replica(chain), approver.identity, roster, refound=True)
    suite = options.get("suite")
    packages = [party.key_package(suite) for party in others]
    draft = author.draft_refound(chain, packages, approvals=[approval], **options)
    return author.send(chain, draft)


def _halted(file: File) -> Chain:
    chain = file.coordination(file.bolat)
    file.aliya.write(chain, {"text": "before"}, restricted=True)
    file.dana.write(chain, {"text": "also before"})
    for party in (file.aliya, file.dana, file.prosecutor, file.bolat):
        party.sync(chain)
    _spoil(chain, file.bolat)
    return chain


def test_a_commit_that_cannot_be_processed_halts_the_circle() -> None:
    file = protection_file()
    chain = _halted(file)
    for party in (file.aliya, file.dana):
        before = party.replica(chain)
        [outcome] = party.sync(chain)
        assert isinstance(outcome, Halted)
        after = party.replica(chain)
        assert after.halt is not None
        assert (after.halt.position, after.halt.author) == (3, file.bolat.holder)
        assert (after.view, after.keys, after.group) == (before.view, before.keys, before.group)
        with pytest.raises(Usage) as caught:
            party.record(chain, {"text": "no"})
        assert caught.value.code == "halted"
        with pytest.raises(Usage):
            party.draft_commit(chain)


def test_what_is_written_beyond_the_halt_counts_for_nobody() -> None:
    file = protection_file()
    chain = _halted(file)
    file.bolat.write(chain, {"text": "in my own epoch"})
    file.bolat.commit(chain)
    file.aliya.sync(chain)
    assert file.aliya.codes(chain)[1:] == ["beyond-halt", "beyond-halt"]
    assert file.aliya.replica(chain).halt is not None
    assert file.aliya.replica(chain).halt.position == 3  # type: ignore[union-attr]


@pytest.mark.parametrize("keep_culprit", [False, True])
def test_a_refound_mends_the_circle_and_loses_nothing(keep_culprit: bool) -> None:
    file = protection_file()
    chain = _halted(file)
    file.bolat.write(chain, {"text": "beyond"})
    for party in (file.aliya, file.dana, file.prosecutor):
        party.sync(chain)
    others = [file.dana, file.bolat] if keep_culprit else [file.dana]
    received = _refound(chain, file.aliya, others, file.dana)
    header = received.entry.header
    assert (header.generation, header.epoch) == (2, 3)
    file.dana.write(chain, {"text": "after"})
    for party in (file.aliya, file.dana, file.prosecutor):
        party.sync(chain)
        replica = party.replica(chain)
        assert replica.halt is None
        assert [o.superseded for o in party.of(chain, Committed)][-1] == range(3, 5)
        assert party.texts(chain)[-1] == "after"
        assert replica.history[-1].epoch == (2, 3)
    assert file.aliya.texts(chain) == ["before", "also before", "after"]
    assert file.prosecutor.texts(chain) == ["also before", "beyond", "after"], "its seal was good: a reader cannot tell"
    file.bolat.sync(chain)
    assert file.bolat.replica(chain).left is not keep_culprit
    if not keep_culprit:
        assert "after" not in file.bolat.texts(chain)
    newcomer = file.world.device(file.deciding, "newcomer")
    file.aliya.commit(chain, add=[newcomer.key_package()])
    newcomer.sync(chain)
    assert [text for text in newcomer.texts(chain) if text != "beyond"] == ["before", "also before", "after"]


def test_who_could_process_the_bad_commit_goes_back_with_the_others() -> None:
    """A commit can be good for some and bad for others. Approvals decide; who had gone on goes back."""
    file = protection_file()
    chain = _halted(file)
    for party in (file.aliya, file.dana):
        party.sync(chain)
    file.bolat.write(chain, {"text": "beyond"})
    file.bolat.sync(chain)
    assert "beyond" in file.bolat.texts(chain)
    _refound(chain, file.aliya, [file.dana, file.bolat], file.dana)
    file.bolat.sync(chain)
    replica = file.bolat.replica(chain)
    assert replica.history[-1].before == (1, 1)
    assert replica.group is not None
    reopened = replica.reopen(chain.received[4], file.bolat.context(chain))
    assert isinstance(reopened, Shown)
    assert reopened.flags == ("beyond-halt",)
    quarantined = file.aliya.replica(chain).reopen(chain.received[4], file.aliya.context(chain))
    assert isinstance(quarantined, Quarantined)
    assert quarantined.code == "beyond-halt"
    file.bolat.write(chain, {"text": "again together"})
    file.aliya.sync(chain)
    assert file.aliya.texts(chain)[-1] == "again together"


def test_a_refound_without_the_other_bodys_approval_does_not_mend() -> None:
    file = protection_file()
    chain = _halted(file)
    for party in (file.aliya, file.dana):
        party.sync(chain)
    with pytest.raises(Refused) as caught:
        file.aliya.draft_refound(chain, [file.dana.key_package()])
    assert caught.value.code == "refound-approval"
    approval = approve(file.dana.replica(chain), file.dana.identity, [file.aliya.hash, file.dana.hash], refound=True)
    draft = file.aliya.draft_refound(chain, [file.dana.key_package()], approvals=[approval])
    chain.append(file.aliya.forge(draft, approvals=()).entry, draft.welcome, lenient=True)
    [outcome] = file.dana.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "refound-approval"
    halt = file.dana.replica(chain).halt
    assert halt is not None
    assert halt.position == 3


def test_a_refound_that_adds_or_drops_an_innocent_member_is_refused() -> None:
    file = protection_file()
    chain = _halted(file)
    for party in (file.aliya, file.dana):
        party.sync(chain)
    newcomer = file.world.device(file.deciding, "newcomer")
    for others in ([file.dana, newcomer], []):
        roster = [file.aliya.hash, *(party.hash for party in others)]
        approval = approve(file.dana.replica(chain), file.dana.identity, roster, refound=True)
        with pytest.raises(Refused) as caught:
            file.aliya.draft_refound(chain, [party.key_package() for party in others], approvals=[approval])
        assert caught.value.code in ("refound-roster", "refound-approval", "approval")


def test_a_refound_changes_the_suite_and_takes_nothing_back() -> None:
    file = protection_file()
    chain = file.coordination()
    file.aliya.write(chain, {"text": "old suite"})
    for party in (file.aliya, file.dana, file.prosecutor):
        party.sync(chain)
    assert file.world.suite == SUITE_X25519_CHACHA
    _refound(chain, file.aliya, [file.dana], file.dana, suite=SUITE_XWING)
    file.dana.write(chain, {"text": "new suite"})
    for party in (file.aliya, file.dana, file.prosecutor):
        party.sync(chain)
        assert party.texts(chain) == ["old suite", "new suite"]
        assert party.codes(chain) == []
    group = file.dana.replica(chain).group
    assert group is not None
    assert group.suite == SUITE_XWING


def test_a_refound_names_the_commit_where_the_first_of_all_halted() -> None:
    """dana could still process what halted aliya, and halted later: both go back to before."""
    file = protection_file()
    chain = _halted(file)
    file.aliya.sync(chain)
    # stands for dana's processing of a commit that was bad for aliya alone
    fork = file.bolat.replica(chain)
    file.dana.replicas[chain.circle] = replace(file.dana.replica(chain), **_as_if_processed(fork))
    file.bolat.write(chain, {"text": "beyond"})
    _spoil(chain, file.bolat)
    file.dana.sync(chain)
    halts = [party.replica(chain).halt for party in (file.aliya, file.dana)]
    assert [halt.position for halt in halts if halt] == [3, 5]
    file.aliya.sync(chain)
    roster = [file.aliya.hash, file.dana.hash]
    approval = approve(file.dana.replica(chain), file.dana.identity, roster, refound=True, refused=Position(3))
    file.aliya.send(chain, file.aliya.draft_refound(chain, [file.dana.key_package()], approvals=[approval]))
    file.dana.write(chain, {"text": "together"})
    file.aliya.sync(chain)
    assert file.aliya.texts(chain)[-1] == "together"
    for party in (file.aliya, file.dana):
        assert party.replica(chain).halt is None
        assert party.replica(chain).history[-1].before == (1, 1)


def _as_if_processed(other: Replica) -> dict[str, Any]:
    return {"head": other.head, "history": other.history, "keys": other.keys, "intake_key": other.intake_key, "uids": other.uids}


@pytest.mark.parametrize("refused", [0, 1, 4])
def test_a_refound_that_names_another_commit_is_not_made(refused: int) -> None:
    file = protection_file()
    chain = _halted(file)
    for party in (file.aliya, file.dana):
        party.sync(chain)
    with pytest.raises(Usage):
        approve(file.dana.replica(chain), file.dana.identity, chain.roster, refound=True, refused=Position(refused))


@pytest.mark.parametrize(("last_good", "refused"), [(0, 0), (0, 2), (0, 4), (3, 3), (3, 4), (1, 3)])
def test_a_refound_that_names_another_commit_does_not_mend(last_good: int, refused: int) -> None:
    file = protection_file()
    chain = _halted(file)
    for party in (file.aliya, file.dana):
        party.sync(chain)
    approval = approve(file.dana.replica(chain), file.dana.identity, [file.aliya.hash, file.dana.hash], refound=True)
    draft = file.aliya.draft_refound(chain, [file.dana.key_package()], approvals=[approval])
    named = file.aliya.forge(draft, refound=Refound(Position(last_good), Position(refused)))
    chain.append(named.entry, draft.welcome, lenient=True)
    [outcome] = file.dana.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "refound"


def test_a_commit_that_lost_its_place_to_a_record_is_only_headed_anew() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    draft = file.aliya.draft_commit(chain)
    file.dana.write(chain, {"text": "faster"})
    with pytest.raises(Stale):
        chain.append(draft.entry, draft.welcome)
    file.aliya.pending[chain.circle] = draft
    file.aliya.sync(chain)
    again = rehead(draft, file.aliya.replica(chain), file.aliya.identity, now=file.world.now, seen=file.world.seen)
    assert again.entry.body == draft.entry.body
    file.aliya.send(chain, again)
    file.dana.write(chain, {"text": "next epoch"})
    file.aliya.sync(chain)
    assert file.aliya.texts(chain) == ["faster", "next epoch"]
    file.dana.commit(chain)
    file.aliya.sync(chain)
    with pytest.raises(Stale) as caught:
        rehead(again, file.aliya.replica(chain), file.aliya.identity, now=file.world.now, seen=file.world.seen)
    assert caught.value.code == "lost-epoch"


def test_a_lost_race_for_an_epoch_leaves_the_loser_able_to_go_on() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    lost = file.aliya.draft_commit(chain)
    file.aliya.replicas[chain.circle] = file.aliya.replica(chain).spent(lost)
    file.dana.commit(chain)
    file.aliya.pending[chain.circle] = lost
    file.aliya.sync(chain)
    file.aliya.commit(chain)
    file.dana.sync(chain)
    assert file.dana.codes(chain) == []
    assert file.dana.replica(chain).history[-1].epoch == (1, 3)


def test_a_device_that_does_not_know_its_own_commit_halts() -> None:
    """Its state was lost, or copied: MLS state is never restored from a backup."""
    file = protection_file()
    chain = file.coordination()
    copy = replace(file.aliya.replica(chain))
    file.aliya.commit(chain)
    step = copy.apply(chain.received[1], file.aliya.context(chain))
    [outcome] = step.outcomes
    assert isinstance(outcome, Halted)
    assert outcome.code == "lost-state"


def test_how_much_a_refound_takes_back_is_what_was_approved() -> None:
    """dana approves a change of suite, which takes nothing back; the author would have it take back a commit."""
    file = protection_file()
    chain = file.coordination()
    file.aliya.commit(chain)
    file.dana.sync(chain)
    roster = [file.aliya.hash, file.dana.hash]
    approval = approve(file.dana.replica(chain), file.dana.identity, roster, refound=True)
    good = file.aliya.draft_refound(chain, [file.dana.key_package()], approvals=[approval])
    with pytest.raises(Forged):
        file.aliya.draft_refound(chain, [file.dana.key_package()], approvals=[approval], refused=Position(1))
    bad = file.aliya.forge(good, refound=Refound(Position(0), Position(1)))
    chain.append(bad.entry, bad.welcome)
    [outcome] = file.dana.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "bad-signature"


@pytest.mark.parametrize("signer", ["nobody", "another member"])
def test_a_commit_that_its_author_did_not_sign_is_refused(signer: str) -> None:
    """All else is right: aliya made it and never sent it, and someone else signs what was found."""
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.dana.sync(chain)
    draft = file.aliya.draft_commit(chain)
    seed = bytes(32) if signer == "nobody" else file.bolat.identity.ring.signing_seed
    chain.append(sign_entry(seed, draft.entry.header, draft.entry.body), lenient=True)
    [outcome] = file.dana.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "bad-signature"
