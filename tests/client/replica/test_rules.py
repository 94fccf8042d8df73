"""Who changes a circle: policies and their approvals, officers who come and go, circles without history, revocations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from client.core.replica import Blinded, Committed, Halted, Quarantined, Seen, Shown, approve, predicted_roster
from crypto.deadline import DeadlineMode, DeadlineOpen
from crypto.errors import Forged, Refused, Usage
from crypto.policy import BodyRef, CircleKind
from crypto.types import Millis
from tests.client.replica.world import protection_file


def test_a_policy_change_needs_the_approval_of_the_other_body() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    policy = replace(file.aliya.replica(chain).history[-1].policy, history=False)
    with pytest.raises(Refused) as caught:
        file.aliya.draft_commit(chain, policy=policy)
    assert caught.value.code == "policy-approval"
    roster = predicted_roster(file.aliya.replica(chain))
    approval = approve(file.dana.replica(chain), file.dana.identity, roster, policy)
    file.aliya.commit(chain, policy=policy, approvals=[approval])
    for party in (file.aliya, file.dana, file.prosecutor):
        party.sync(chain)
        assert [o.policy_changed for o in party.of(chain, Committed)] == [True, True]
        assert party.replica(chain).history[-1].policy == policy
        assert party.codes(chain) == []


def test_an_approval_is_void_once_another_commit_is_accepted() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    policy = replace(file.aliya.replica(chain).history[-1].policy, history=False)
    roster = predicted_roster(file.aliya.replica(chain))
    approval = approve(file.dana.replica(chain), file.dana.identity, roster, policy)
    file.aliya.commit(chain)
    with pytest.raises(Forged):
        file.aliya.draft_commit(chain, policy=policy, approvals=[approval])


def test_members_refuse_a_policy_change_without_approval() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    policy = replace(file.aliya.replica(chain).history[-1].policy, history=False)
    roster = predicted_roster(file.aliya.replica(chain))
    approval = approve(file.dana.replica(chain), file.dana.identity, roster, policy)
    draft = file.aliya.draft_commit(chain, policy=policy, approvals=[approval])
    file.aliya.send(chain, file.aliya.forge(draft, approvals=()))
    assert file.aliya.codes(chain) == ["policy-approval"], "also the author's own client halts"
    [outcome] = file.dana.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "policy-approval"


def test_a_policy_in_clear_that_is_not_the_groups_is_refused() -> None:
    """The roster's rules are content; only MLS knows that the group context says otherwise."""
    file = protection_file()
    policy = file.world.policy(CircleKind.FRONT_DESK, [file.deciding])
    chain = file.world.found(file.aliya, policy, [file.bolat])
    file.bolat.sync(chain)
    draft = file.aliya.draft_commit(chain)
    other = replace(policy, history=False)
    file.aliya.send(chain, file.aliya.forge(draft, policy=other.encode()))
    [outcome] = file.bolat.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "policy-extension"


def test_a_roster_in_clear_that_is_not_the_trees_is_refused() -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.dana.sync(chain)
    draft = file.aliya.draft_commit(chain)
    shuffled = tuple(reversed(file.aliya.replica(chain).history[-1].roster))
    file.aliya.send(chain, file.aliya.forge(draft, roster=shuffled))
    [outcome] = file.dana.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "roster-tree"


@pytest.mark.parametrize(
    ("field", "code"), [("ledger_commitment", "commitment"), ("intake_commitment", "commitment"), ("intake_key", "intake-key")]
)
def test_commitments_and_intake_key_of_another_epoch_are_refused(field: str, code: str) -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    draft = file.aliya.draft_commit(chain)
    other = file.aliya.draft_commit(chain)
    from crypto.commit import parse_commit_body

    value = getattr(parse_commit_body(other.entry.body), field)
    file.aliya.send(chain, file.aliya.forge(draft, **{field: value}))
    [outcome] = file.dana.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == code


def test_an_executing_body_comes_in_by_a_policy_change_with_its_first_device() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    old = file.aliya.replica(chain).history[-1].policy
    policy = replace(old, bodies=(*old.bodies, BodyRef(file.executing.hash, file.executing.kind)))
    roster = predicted_roster(file.aliya.replica(chain), add=[file.erlan.hash])
    approval = approve(file.dana.replica(chain), file.dana.identity, roster, policy)
    file.aliya.commit(chain, add=[file.erlan.key_package()], policy=policy, approvals=[approval])
    file.erlan.write(chain, {"text": "we can house them"})
    file.dana.sync(chain)
    assert file.dana.texts(chain) == ["we can house them"]
    second = file.world.device(file.executing, "second")
    with pytest.raises(Refused) as caught:
        file.aliya.draft_commit(chain, add=[second.key_package()])
    assert caught.value.code == "foreign-add"
    file.erlan.commit(chain, add=[second.key_package()])
    second.sync(chain)
    assert second.texts(chain) == ["we can house them"]


def test_a_circle_without_history_gives_newcomers_no_past() -> None:
    file = protection_file()
    policy = file.world.policy(
        CircleKind.TASK, [file.implementing, file.executing, file.supervising], [file.prosecutor], history=False
    )
    chain = file.world.found(file.dana, policy, [file.erlan])
    file.dana.write(chain, {"text": "the least that you need"})
    second = file.world.device(file.executing, "second")
    file.erlan.commit(chain, add=[second.key_package()])
    file.erlan.write(chain, {"text": "with you in"})
    file.erlan.commit(chain)
    file.dana.write(chain, {"text": "later"})
    second.sync(chain)
    assert second.texts(chain) == ["with you in", "later"]
    assert [s.sealed_reason for s in second.of(chain, Shown) if s.plaintext is None] == ["no-key"]
    for party in (file.dana, file.erlan, file.prosecutor):
        party.sync(chain)
        assert party.texts(chain) == ["the least that you need", "with you in", "later"]
        assert party.codes(chain) == []


def test_members_refuse_a_commit_that_leaks_the_past_of_a_circle_without_history() -> None:
    file = protection_file()
    policy = file.world.policy(CircleKind.TASK, [file.implementing, file.supervising], [file.prosecutor], history=False)
    second = file.world.device(file.implementing, "second")
    chain = file.world.found(file.dana, policy, [second])
    second.sync(chain)
    from crypto.commit import parse_commit_body

    third = file.world.device(file.implementing, "third")
    links = parse_commit_body(file.dana.draft_commit(chain).entry.body).links
    draft = file.dana.draft_commit(chain, add=[third.key_package()])
    file.dana.send(chain, file.dana.forge(draft, links=links))
    [outcome] = second.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "history"


def test_a_newcomer_whose_welcome_is_withheld_is_blinded_and_the_others_go_on() -> None:
    file = protection_file()
    chain = file.coordination()
    file.aliya.commit(chain, add=[file.bolat.key_package()])
    welcome = chain.welcomes.pop(1)
    file.bolat.sync(chain)
    [blinded] = file.bolat.of(chain, Blinded)
    assert blinded.code == "no-welcome"
    with pytest.raises(Usage):
        file.bolat.record(chain, {"text": "no"})
    chain.welcomes[1] = welcome
    file.bolat.replicas.clear()
    file.bolat.sync(chain)
    file.bolat.write(chain, {"text": "in at last"})
    file.dana.sync(chain)
    assert file.dana.texts(chain) == ["in at last"]


def test_a_revocation_learnt_later_undoes_nothing_and_ends_what_follows() -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.bolat.write(chain, {"text": "before"})
    file.bolat.sync(chain)
    file.dana.sync(chain)
    file.world.revoke(file.deciding, file.bolat)
    entry = file.bolat.record(chain, {"text": "after"})
    chain.append(entry, lenient=True)
    file.aliya.sync(chain)
    assert file.aliya.texts(chain) == ["before"]
    assert file.aliya.codes(chain) == ["revoked"]
    file.dana.commit(chain, remove=[file.bolat.hash])
    late = file.world.device(file.deciding, "late")
    file.aliya.commit(chain, add=[late.key_package()])
    late.sync(chain)
    assert late.texts(chain) == ["before"], "judged by what stood in the log before it"


def test_a_member_of_another_body_is_not_removed() -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.dana.sync(chain)
    with pytest.raises(Refused) as caught:
        file.dana.draft_commit(chain, remove=[file.bolat.hash])
    assert caught.value.code == "removal"


def test_a_removed_officer_comes_back_and_reads_what_was_between() -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.bolat.sync(chain)
    file.aliya.commit(chain, remove=[file.bolat.hash])
    file.bolat.sync(chain)
    file.aliya.write(chain, {"text": "between"})
    file.bolat.sync(chain)
    assert file.bolat.texts(chain) == []
    file.aliya.commit(chain, add=[file.bolat.key_package()])
    file.bolat.sync(chain)
    assert file.bolat.texts(chain) == ["between"]
    assert not file.bolat.replica(chain).left
    file.bolat.write(chain, {"text": "back"})
    file.dana.sync(chain)
    assert file.dana.texts(chain) == ["between", "back"]


def test_an_entry_far_off_the_receivers_clock_is_flagged_when_live_only() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    received = file.aliya.write(chain, {"text": "now"})
    replica = file.dana.replica(chain)
    for now, flags in ((received.accepted_at + 121_000, ("time",)), (received.accepted_at + 119_000, ()), (None, ())):
        live = None if now is None else Millis(now)
        [outcome] = replica.apply(received, file.dana.context(chain, now=live)).outcomes
        assert isinstance(outcome, Shown)
        assert outcome.flags == flags


def test_an_entry_made_with_this_devices_key_by_another_client_is_flagged() -> None:
    file = protection_file()
    chain = file.coordination()
    received = file.aliya.write(chain, {"text": "by my double"})
    replica = file.aliya.replica(chain)
    for known, flags in ((False, ("clone",)), (True, ())):
        [outcome] = replica.apply(received, file.aliya.context(chain, known_uid=lambda _uid, known=known: known)).outcomes
        assert isinstance(outcome, Shown)
        assert outcome.flags == flags


def test_a_deadlines_text_is_for_holders_of_the_circle() -> None:
    from client.core.replica import deadline_text

    file = protection_file()
    chain = file.coordination()
    deadline = DeadlineOpen(bytes(16), DeadlineMode.AFTER, 3600, (file.dana.holder,), (), b"")
    received = file.aliya.write(chain, {"text": "decide"}, opens=[(deadline, b"CANARY 24 hours")])
    assert b"CANARY" not in received.entry.encode()
    [opened] = received.entry.header.opens
    for party in (file.dana, file.prosecutor):
        party.sync(chain)
        assert deadline_text(party.replica(chain), received.entry.header, opened) == b"CANARY 24 hours"
    outsider = file.erlan.replica(chain)
    assert deadline_text(outsider, received.entry.header, opened) is None
    file.dana.write(chain, {"text": "done"}, settles=[opened.id])
    file.aliya.sync(chain)
    assert file.aliya.texts(chain) == ["decide", "done"]


def test_who_claims_to_have_seen_a_log_that_was_not_there_is_refused() -> None:
    """Of a record and of a commit: the claim is signed, so it is the author's."""
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    future = Seen(file.world.size + 2, bytes(32))
    chain.append(file.aliya.record(chain, {"text": "seen"}, seen=future))
    [quarantined] = file.dana.sync(chain)
    assert isinstance(quarantined, Quarantined)
    assert quarantined.code == "seen"
    file.aliya.sync(chain)
    draft = file.aliya.draft_commit(chain)
    chain.append(file.aliya.forge(draft, {"seen_size": file.world.size + 1}).entry)
    [halted] = file.dana.sync(chain)
    assert isinstance(halted, Halted)
    assert halted.code == "seen"


def test_a_uid_used_twice_by_its_author_counts_once() -> None:
    """For a record after a record, and for a commit after one."""
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    first = file.aliya.write(chain, {"text": "once"})
    file.aliya.sync(chain)
    uid = first.entry.header.uid
    chain.append(file.aliya.record(chain, {"text": "twice"}, uid=uid), lenient=True)
    assert [outcome.code for outcome in file.dana.sync(chain) if isinstance(outcome, Quarantined)] == ["duplicate-uid"]
    assert file.dana.texts(chain) == ["once"]
    file.aliya.sync(chain)
    commit = file.aliya.forge(file.aliya.draft_commit(chain), {"uid": uid})
    chain.append(commit.entry, lenient=True)
    [halted] = file.dana.sync(chain)
    assert isinstance(halted, Halted)
    assert halted.code == "duplicate-uid"
