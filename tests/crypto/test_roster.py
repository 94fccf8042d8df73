"""Who may be in a circle, change it, and write in it: each rule with what it refuses and what it lets through."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crypto.commit import Links, Refound
from crypto.entry import EntryClass, Header
from crypto.errors import Forged, Refused
from crypto.policy import Change, CircleKind, Policy, Reporter, ReporterRole
from crypto.refound import NOTHING_UNDONE, Undone
from crypto.roster import CommitView, check_writer
from crypto.types import ZERO32, BodyKind, CircleId, Epoch, Generation, Holder, LogIndex, Millis, Position
from tests.crypto.bodies import (
    AFTER,
    BEFORE,
    BRIEF_UNTIL,
    NOW,
    START,
    YEAR,
    Made,
    approvals,
    commit,
    directory,
    follow,
    found,
    genesis,
    h,
    header,
    policy,
    refs,
)
from tests.crypto.toolbox import SPEC


def code(check: Callable[[], object]) -> str:
    """The code of the refusal, or "" where nothing is refused."""
    try:
        check()
    except Refused as refused:
        return refused.code
    return ""


@cache
def circle(*others: str) -> CommitView:
    """A coordination circle of court.1 and the others (by default police.1), supervised by prosecution.1."""
    return found(genesis(others=others or ("police.1",)))


def refusal(view: CommitView, author: str, index: LogIndex = BEFORE, at: Millis = NOW, **asked: Any) -> str:
    return code(lambda: follow(view, commit(view, author, **asked), index, at))


# Genesis


def test_a_genesis_gives_the_first_view() -> None:
    made = genesis()
    view = found(made)
    assert (view.generation, view.epoch, view.position) == (1, 1, 0)
    assert view.roster == (h("court.1"), h("police.1"))
    assert view.policy == policy()
    assert view.intake_key == made.body.intake_key


WRONG_GENESES: dict[str, tuple[Made, str]] = {
    "another position": (genesis(position=Position(1)), "genesis"),
    "something before it": (genesis(prev=b"p" * 32), "genesis"),
    "generation 2": (genesis(generation=Generation(2)), "generation"),
    "epoch 2": (genesis(epoch=Epoch(2)), "epoch"),
    "a refound": (genesis(refound=Refound(Position(0), Position(0))), "genesis"),
    "a record": (genesis(entry_class=EntryClass.RECORD), "genesis"),
    "no nonce": (genesis(nonce=b""), "circle-id"),
    "another nonce": (genesis(nonce=b"n" * 32), "circle-id"),
    "another circle": (genesis(circle=b"c" * 32), "circle-id"),
    "another policy than the id's": (genesis(policy=policy()), "circle-id"),
    "another author than the id's": (genesis(author=h("court.2")), "circle-id"),
    "a founder outside the roster": (genesis(roster=(h("police.1"),)), "founder"),
    "an unknown founder": (genesis("court.ghost"), "unknown-certificate"),
    "an unknown member": (genesis(others=("court.ghost",)), "unknown-certificate"),
    "a member of a body that is not listed": (genesis(others=("akimat.1",)), "body"),
    "a member without a role for members": (genesis(others=("court.recovery",)), "role"),
    "a prosecutor as a member": (genesis(others=("prosecution.2",)), "role"),
    "a member who is also a reader": (
        genesis(others=("prosecution.officer",), policy=replace(policy(), readers=(h("prosecution.1"), h("prosecution.officer")))),
        "reader-member",
    ),
    "an officer as a reader": (genesis(policy=replace(policy(), readers=(h("prosecution.1"), h("court.2")))), "reader"),
    "a reader of a body that is not listed": (
        genesis(policy=replace(policy(), readers=(h("prosecution.1"), h("oversight.1")))),
        "body",
    ),
    "an unknown reader": (genesis(policy=replace(policy(), readers=(Holder(b"r" * 32),))), "unknown-certificate"),
    "an unknown body": (
        genesis(policy=replace(policy(), bodies=(*policy().bodies, replace(refs("guard")[0], hash=h("court.1"))))),
        "unknown-certificate",
    ),
    "a body of another kind": (
        genesis(
            policy=replace(policy(), bodies=(*refs("court", "prosecution"), replace(refs("police")[0], kind=BodyKind.EXECUTING)))
        ),
        "body",
    ),
    "a welcome without anybody to welcome": (genesis(others=(), welcome_hash=b"w" * 32), "welcome"),
    "no welcome": (genesis(welcome_hash=ZERO32), "welcome"),
    "no seal for the reader": (genesis(seals=()), "reader-seals"),
}
WRONG_GENESES["another policy than the id's"] = (
    genesis(policy=policy(), circle=genesis(policy=replace(policy(), history=False)).entry.header.circle),
    "circle-id",
)


@pytest.mark.parametrize(("made", "why"), WRONG_GENESES.values(), ids=WRONG_GENESES.keys())
def test_a_genesis_that_breaks_a_rule_is_refused(made: Made, why: str) -> None:
    assert code(lambda: found(made)) == why


@pytest.mark.parametrize("kind", [CircleKind.COORDINATION, CircleKind.PERSON, CircleKind.TASK])
def test_a_supervised_circle_does_not_begin_without_its_prosecutor(kind: CircleKind) -> None:
    bare = replace(policy(kind), readers=())
    assert code(lambda: found(genesis(policy=bare))) == "prosecutor-missing"
    recovery = replace(policy(kind), readers=(h("court.recovery"),))
    assert code(lambda: found(genesis(policy=recovery))) == "prosecutor-missing"
    assert code(lambda: found(genesis(policy=policy(kind)))) == ""


@pytest.mark.parametrize("kind", [CircleKind.FRONT_DESK, CircleKind.COMPLAINT, CircleKind.SUPPORT])
def test_other_circles_may_be_without_a_reader(kind: CircleKind) -> None:
    assert code(lambda: found(genesis(policy=replace(policy(kind), readers=())))) == ""


def test_a_founder_who_is_revoked_or_out_of_date_is_refused() -> None:
    assert code(lambda: found(genesis("court.revoked"), BEFORE)) == ""
    assert code(lambda: found(genesis("court.revoked"), AFTER)) == "revoked"
    assert code(lambda: found(genesis(), at=Millis(START - 1))) == "not-yet-valid"
    assert code(lambda: found(genesis(), at=Millis(START + 2 * YEAR))) == "expired"


def test_a_certificate_that_a_later_leaf_brings_does_not_count() -> None:
    assert code(lambda: found(genesis(), LogIndex(0))) == "unknown-certificate"


# Place


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"entry_class": EntryClass.RECORD}, "wrong-class"),
        ({"circle": b"c" * 32}, "circle"),
        ({"position": Position(0)}, "position"),
        ({"generation": Generation(2)}, "generation"),
        ({"epoch": Epoch(1)}, "epoch"),
        ({"epoch": Epoch(3)}, "epoch"),
        ({"nonce": bytes(32)}, "genesis"),
        ({"welcome_hash": b"w" * 32}, "welcome"),
        ({"seals": ()}, "reader-seals"),
        ({"links": None}, "links"),
        ({"links": Links(bytes(48), bytes(48), b"")}, "links"),
        ({"author": Holder(b"a" * 32)}, "roster"),
        ({"policy": replace(policy(), kind=CircleKind.PERSON).encode()}, "kind"),
    ],
    ids=str,
)
def test_a_commit_in_a_wrong_place_is_refused(changes: dict[str, Any], why: str) -> None:
    view = circle()
    assert refusal(view, "court.1") == ""
    made = commit(view, "court.1")
    body = replace(made.body, **{k: v for k, v in changes.items() if hasattr(made.body, k)})
    head = replace(made.entry.header, **{k: v for k, v in changes.items() if not hasattr(made.body, k)})
    assert code(lambda: follow(view, Made(replace(made.entry, header=head), body))) == why


def test_a_commit_gives_the_next_view() -> None:
    view = circle()
    after = follow(view, commit(view, "court.1", add=("court.2",)))
    assert (after.generation, after.epoch, after.position) == (1, 2, 1)
    assert after.roster == (h("court.1"), h("police.1"), h("court.2"))


# Who may commit


def test_only_a_member_commits() -> None:
    view = circle()
    assert refusal(view, "court.2") == "roster"
    assert refusal(view, "prosecution.1") == "roster"
    assert refusal(view, "court.2", add=("court.2",)) == "roster"


def test_a_revoked_member_commits_nothing_once_the_revocation_is_in_the_log() -> None:
    view = circle("police.1", "court.revoked")
    assert refusal(view, "court.revoked") == ""
    assert refusal(view, "court.revoked", AFTER) == "revoked"


def test_a_member_whose_certificate_has_expired_commits_nothing() -> None:
    view = circle("police.1", "court.brief")
    assert refusal(view, "court.brief", at=Millis(BRIEF_UNTIL)) == ""
    assert refusal(view, "court.brief", at=Millis(BRIEF_UNTIL + 1000)) == "expired"


def test_a_committer_stays_unless_it_renews() -> None:
    view = circle()
    assert refusal(view, "court.1", remove=("court.1",)) == "author-gone"
    assert refusal(view, "court.1", remove=("court.1",), add=("court.2",)) == "author-gone"
    assert refusal(view, "court.1", remove=("court.1",), add=("court.1+",), welcome_hash=ZERO32) == ""


# Who may add whom


def test_a_device_is_added_by_a_member_of_its_own_body_only() -> None:
    view = circle()
    assert refusal(view, "court.1", add=("court.2", "court.3")) == ""
    assert refusal(view, "police.1", add=("police.2",)) == ""
    assert refusal(view, "police.1", add=("court.2",)) == "foreign-add"
    assert refusal(view, "police.1", add=("court.2",), approve=("court.1",)) == "foreign-add"


def test_a_device_that_is_not_in_the_log_or_revoked_or_expired_is_not_added() -> None:
    view = circle()
    assert refusal(view, "court.1", add=("court.ghost",)) == "unknown-certificate"
    assert refusal(view, "court.1", add=("court.revoked",), index=AFTER) == "revoked"
    assert refusal(view, "court.1", add=("court.brief",), at=Millis(BRIEF_UNTIL + 1000)) == "expired"


def test_a_reader_s_or_custodian_s_certificate_makes_no_member() -> None:
    view = circle()
    assert refusal(view, "court.1", add=("court.recovery",)) == "role"


def with_body(*names: str) -> Policy:
    return policy(bodies=("court", "police", "prosecution", *names))


def test_a_body_comes_in_by_a_policy_change_with_one_device() -> None:
    view = circle()
    assert refusal(view, "court.1", add=("guard.1",), policy=with_body("guard"), approve=("police.1",)) == ""
    assert refusal(view, "court.1", add=("guard.1",), policy=with_body("guard")) == "policy-approval"
    assert refusal(view, "court.1", add=("guard.1",), approve=("police.1",)) == "body"
    both = {"add": ("guard.1", "guard.2"), "policy": with_body("guard"), "approve": ("police.1",)}
    assert refusal(view, "court.1", **both) == "foreign-add"


def test_once_a_body_is_in_only_its_own_member_adds_to_it() -> None:
    view = circle()
    view = follow(view, commit(view, "court.1", add=("akimat.1",), policy=with_body("akimat"), approve=("police.1",)))
    assert refusal(view, "court.1", add=("akimat.2",)) == "foreign-add"
    assert refusal(view, "akimat.1", add=("akimat.2",)) == ""


def test_a_body_without_a_live_member_comes_in_again_by_approval() -> None:
    view = circle("police.revoked", "court.2")
    asked: dict[str, Any] = {"add": ("police.1",), "remove": ("police.revoked",)}
    assert refusal(view, "court.1", BEFORE, **asked) == "foreign-add"
    assert refusal(view, "court.1", AFTER, **asked) == ""
    third = found(genesis(others=("police.revoked", "guard.1"), policy=with_body("guard")))
    assert refusal(third, "court.1", AFTER, **asked) == "policy-approval"
    assert refusal(third, "court.1", AFTER, **asked, approve=("guard.1",)) == ""


# Who may remove whom


def test_a_member_removes_devices_of_its_own_body() -> None:
    view = circle("police.1", "court.2")
    assert refusal(view, "court.1", remove=("court.2",)) == ""
    assert refusal(view, "court.1", remove=("police.1",)) == "removal"
    assert refusal(view, "police.1", remove=("court.2",)) == "removal"


def test_a_device_of_another_body_is_removed_when_it_is_revoked_or_its_body_consents() -> None:
    view = circle("police.1", "police.revoked")
    assert refusal(view, "court.1", BEFORE, remove=("police.revoked",)) == "removal"
    assert refusal(view, "court.1", AFTER, remove=("police.revoked",)) == ""
    assert refusal(view, "court.1", BEFORE, remove=("police.revoked",), approve=("police.1",)) == ""
    assert refusal(view, "court.1", BEFORE, remove=("police.revoked",), approve=("police",)) == ""


# Changes of policy


def test_a_change_of_policy_needs_a_member_of_each_other_ruling_body() -> None:
    view = found(genesis(others=("police.1", "guard.1", "akimat.1"), policy=with_body("guard", "akimat")))
    changed = replace(view.policy, history=False)
    assert refusal(view, "court.1", policy=changed) == "policy-approval"
    assert refusal(view, "court.1", policy=changed, approve=("police.1",)) == "policy-approval"
    assert refusal(view, "court.1", policy=changed, approve=("police.1", "akimat.1")) == "policy-approval"
    assert refusal(view, "court.1", policy=changed, approve=("police.1", "guard.1")) == ""
    assert refusal(view, "akimat.1", policy=changed, approve=("police.1", "guard.1")) == "policy-approval"
    assert refusal(view, "court.1", policy=changed, approve=("police", "guard")) == ""


@pytest.mark.parametrize(
    "part",
    [
        {"history": False},
        {"reporters": (Reporter(Holder(b"r" * 32), ReporterRole.PERSON),)},
        {"readers": (h("prosecution.1"), h("prosecution.2"))},
        {"bodies": refs("court", "police", "prosecution", "akimat")},
        {"bodies": refs("police", "court", "prosecution")},
    ],
    ids=["history", "reporter", "reader", "body", "order"],
)
def test_any_difference_of_policy_is_a_change(part: dict[str, Any]) -> None:
    changed = replace(policy(), **part)
    assert refusal(circle(), "court.1", policy=changed) == "policy-approval"
    assert refusal(circle(), "court.1", policy=changed, approve=("police.1",)) == ""


def test_in_a_circle_of_one_ruling_body_its_member_changes_the_policy_alone() -> None:
    view = found(genesis(others=(), policy=policy(CircleKind.PERSON, ("court", "prosecution"))))
    enrolled = replace(view.policy, reporters=(Reporter(Holder(b"r" * 32), ReporterRole.PERSON),))
    assert refusal(view, "court.1", policy=enrolled) == ""


def test_an_approval_is_for_one_change_only() -> None:
    view, changed = circle(), replace(policy(), history=False)
    right = commit(view, "court.1", policy=changed, approve=("police.1",))
    change = Change(view.circle, Generation(1), Epoch(2), view.policy, view.roster, changed)
    assert right.body.approvals == approvals(change, ("police.1",))
    others = [
        replace(change, circle=CircleId(b"c" * 32)),
        replace(change, generation=Generation(2)),
        replace(change, epoch=Epoch(3)),
        replace(change, old_policy=changed),
        replace(change, new_policy=view.policy),
        replace(change, new_roster=view.roster[::-1]),
        replace(change, new_roster=view.roster[:1]),
    ]
    for other in others:
        body = replace(right.body, approvals=approvals(other, ("police.1",)))
        with pytest.raises(Forged):
            follow(view, Made(right.entry, body))


def test_an_approval_signed_by_another_key_is_refused() -> None:
    view, changed = circle(), replace(policy(), history=False)
    right = commit(view, "court.1", policy=changed, approve=("court.1",))
    body = replace(right.body, approvals=(replace(right.body.approvals[0], approver=h("police.1")),))
    with pytest.raises(Forged):
        follow(view, Made(right.entry, body))


@pytest.mark.parametrize("approver", ["police.2", "akimat.1", "akimat", "prosecution.2"])
def test_who_is_not_of_the_circle_approves_nothing(approver: str) -> None:
    changed = replace(policy(), history=False)
    assert refusal(circle(), "court.1", policy=changed, approve=("police.1", approver)) == "approval"


def test_a_revoked_approver_approves_nothing() -> None:
    view, changed = circle("police.1", "police.revoked"), replace(policy(), history=False)
    assert refusal(view, "court.1", BEFORE, policy=changed, approve=("police.revoked",)) == ""
    assert refusal(view, "court.1", AFTER, policy=changed, approve=("police.revoked",)) == "revoked"


def test_a_new_member_s_approval_does_not_count() -> None:
    asked: dict[str, Any] = {"policy": with_body("guard"), "add": ("guard.1",), "approve": ("police.1", "guard.1")}
    assert refusal(circle(), "court.1", **asked) == "approval"


# Readers


def test_a_prosecutor_is_not_dropped() -> None:
    bare = replace(policy(), readers=())
    assert refusal(circle(), "court.1", policy=bare, approve=("police.1", "prosecution")) == "prosecutor-missing"


def test_a_prosecutor_is_replaced_with_the_signature_of_the_supervising_body() -> None:
    view, changed = circle(), replace(policy(), readers=(h("prosecution.2"),))
    assert refusal(view, "court.1", policy=changed, approve=("police.1",)) == "reader-consent"
    assert refusal(view, "court.1", policy=changed, approve=("police.1", "prosecution")) == ""
    assert refusal(view, "court.1", policy=changed, approve=("police.1", "prosecution.1")) == ""
    assert refusal(view, "court.1", policy=changed, approve=("prosecution",)) == "policy-approval"
    assert refusal(view, "court.1", policy=changed, approve=("police.1", "prosecution.2")) == "approval"


def test_a_revoked_prosecutor_is_replaced_without_more() -> None:
    view = found(genesis(policy=replace(policy(), readers=(h("prosecution.revoked"),))))
    changed = replace(policy(), readers=(h("prosecution.2"),))
    assert refusal(view, "court.1", BEFORE, policy=changed, approve=("police.1",)) == "reader-consent"
    assert refusal(view, "court.1", AFTER, policy=changed, approve=("police.1",)) == ""


def test_a_revoked_or_expired_reader_is_not_brought_in() -> None:
    changed = replace(policy(), readers=(h("prosecution.1"), h("prosecution.revoked")))
    assert refusal(circle(), "court.1", BEFORE, policy=changed, approve=("police.1",)) == ""
    assert refusal(circle(), "court.1", AFTER, policy=changed, approve=("police.1",)) == "revoked"


def test_a_recovery_key_is_dropped_by_its_body_or_with_its_consent() -> None:
    view = found(genesis(policy=replace(policy(), readers=(h("prosecution.1"), h("court.recovery")))))
    assert refusal(view, "court.1", policy=policy(), approve=("police.1",)) == ""
    assert refusal(view, "police.1", policy=policy(), approve=("court.1",)) == ""
    both = replace(with_body("guard"), readers=(h("prosecution.1"), h("court.recovery")))
    mine = found(genesis("police.1", ("guard.1",), policy=both))
    assert refusal(mine, "police.1", policy=with_body("guard"), approve=("guard.1",)) == "reader-consent"
    assert refusal(mine, "police.1", policy=with_body("guard"), approve=("guard.1", "court.recovery")) == ""


# Bodies


def test_a_body_is_dropped_only_with_its_consent() -> None:
    view = found(genesis(others=("police.1", "akimat.1"), policy=with_body("akimat")))
    asked: dict[str, Any] = {"policy": policy(), "remove": ("akimat.1",)}
    assert refusal(view, "court.1", **asked, approve=("police.1",)) == "removal"
    assert refusal(view, "court.1", **asked, approve=("police.1", "akimat.1")) == ""
    empty = found(genesis(policy=with_body("akimat")))
    assert refusal(empty, "court.1", policy=policy(), approve=("police.1",)) == "body-consent"
    assert refusal(empty, "court.1", policy=policy(), approve=("police.1", "akimat")) == ""


def test_a_body_whose_certificate_is_revoked_approves_nothing_and_is_dropped_without_more() -> None:
    view = found(genesis(policy=with_body("dissolved")))
    assert refusal(view, "court.1", BEFORE, policy=policy(), approve=("police.1",)) == "body-consent"
    assert refusal(view, "court.1", BEFORE, policy=policy(), approve=("police.1", "dissolved")) == ""
    assert refusal(view, "court.1", AFTER, policy=policy(), approve=("police.1", "dissolved")) == "revoked"
    assert refusal(view, "court.1", AFTER, policy=policy(), approve=("police.1",)) == ""


def test_a_body_with_members_left_is_not_dropped() -> None:
    view = found(genesis(others=("police.1", "akimat.1"), policy=with_body("akimat")))
    assert refusal(view, "court.1", policy=policy(), approve=("police.1", "akimat.1")) == "body"


def test_one_body_is_not_swapped_for_another_without_its_consent() -> None:
    view = circle()
    swapped = policy(bodies=("court", "guard", "prosecution"))
    asked: dict[str, Any] = {"policy": swapped, "remove": ("police.1",), "add": ("guard.1",)}
    assert refusal(view, "court.1", **asked) == "policy-approval"
    assert refusal(view, "court.1", **asked, approve=("court.1",)) == "policy-approval"
    assert refusal(view, "court.1", **asked, approve=("police.1",)) == ""


# History


def without_history(*others: str) -> CommitView:
    return found(genesis(others=others or ("police.1",), policy=replace(policy(), history=False)))


def test_newcomers_of_a_circle_without_history_get_no_link() -> None:
    view = without_history()
    assert refusal(view, "court.1", add=("court.2",)) == "history"
    assert refusal(view, "court.1", add=("court.2",), links=None) == ""
    reader = replace(view.policy, readers=(h("prosecution.1"), h("court.recovery")))
    assert refusal(view, "court.1", policy=reader, approve=("police.1",)) == "history"
    assert refusal(view, "court.1", policy=reader, approve=("police.1",), links=None) == ""


def test_without_newcomers_there_is_a_link_in_every_circle() -> None:
    assert refusal(without_history(), "court.1") == ""
    assert refusal(without_history(), "court.1", links=None) == "links"


def test_history_is_not_opened_to_a_newcomer_by_changing_the_rule_in_the_same_commit() -> None:
    asked: dict[str, Any] = {"policy": policy(), "approve": ("police.1",), "add": ("court.2",)}
    assert refusal(without_history(), "court.1", **asked) == "history"
    assert refusal(without_history(), "court.1", **asked, links=None) == ""


# Refound

BAD = 5


def refused_header(author: str = "court.2") -> Header:
    return header(circle().circle, author, epoch=Epoch(2), position=Position(BAD))


NAMES_BAD = Refound(Position(0), Position(BAD))
NAMES_NONE = Refound(Position(0), Position(0))


def mend(view: CommitView, author: str, bad: Header | None, index: LogIndex = BEFORE, **asked: Any) -> str:
    asked.setdefault("refound", NAMES_BAD if bad else NAMES_NONE)
    undone = asked.pop("undone", NOTHING_UNDONE)
    return code(lambda: follow(view, commit(view, author, **asked), index, refused=bad, undone=undone))


def test_a_refound_mends_a_circle_without_the_culprit_and_raises_the_generation() -> None:
    view = circle("police.1", "court.2")
    made = commit(view, "court.1", refound=NAMES_BAD, remove=("court.2",), approve=("police.1",))
    after = follow(view, made, refused=refused_header())
    assert (after.generation, after.epoch, after.position) == (2, 2, BAD + 1)
    assert after.roster == (h("court.1"), h("police.1"))
    assert after.policy == view.policy


def test_a_refound_keeps_or_leaves_out_the_culprit_and_nobody_else() -> None:
    view, bad = circle("police.1", "court.2"), refused_header()
    assert mend(view, "court.1", bad, approve=("police.1",)) == ""
    assert mend(view, "court.1", bad, remove=("court.2",), approve=("police.1",)) == ""
    assert mend(view, "court.1", refused_header("court.3"), remove=("court.2",), approve=("police.1",)) == "refound-roster"
    assert mend(view, "court.1", bad, remove=("police.1",)) == "refound-roster"
    assert mend(view, "court.1", bad, add=("court.3",), approve=("police.1",)) == "refound-roster"
    assert mend(view, "court.1", None, remove=("court.2",), approve=("police.1",)) == "refound-roster"
    assert mend(view, "court.2", bad, remove=("court.2",), approve=("police.1",)) == "author-gone"


def test_a_refound_leaves_out_whom_their_body_revoked() -> None:
    view = circle("police.1", "court.revoked")
    bad = refused_header("police.1")
    assert mend(view, "court.1", bad, AFTER, remove=("court.revoked",), approve=("police.1",)) == ""
    assert mend(view, "court.1", bad, BEFORE, remove=("court.revoked",), approve=("police.1",)) == "refound-roster"


def test_a_refound_is_approved_as_a_policy_change() -> None:
    view = circle("police.1", "court.2")
    assert mend(view, "court.1", refused_header()) == "refound-approval"
    assert mend(view, "court.1", refused_header("police.1")) == "refound-approval"


def test_a_refound_leaves_out_the_only_device_of_another_body_with_its_consent_alone() -> None:
    """Else one officer alone could put the other body out, whenever its only device has committed something."""
    view = circle("police.1", "court.2")
    asked: dict[str, Any] = {"remove": ("police.1",)}
    assert mend(view, "court.1", refused_header("police.1"), **asked) == "refound-approval"
    assert mend(view, "court.1", refused_header("police.1"), **asked, approve=("police",)) == ""


def test_a_culprit_has_no_veto_where_a_colleague_approves() -> None:
    view = circle("police.1", "police.2")
    asked: dict[str, Any] = {"remove": ("police.1",)}
    assert mend(view, "court.1", refused_header("police.1"), **asked) == "refound-approval"
    assert mend(view, "court.1", refused_header("police.1"), **asked, approve=("police.2",)) == ""


def test_a_refound_takes_no_reader_back_without_the_consent_that_a_change_of_policy_needs() -> None:
    """oversight.1 came in as a reader, and its body with it; a refound would go back to before."""
    later = replace(policy(), bodies=(*policy().bodies, *refs("oversight")), readers=(h("prosecution.1"), h("oversight.1")))
    asked: dict[str, Any] = {"undone": Undone(policy=later)}
    assert mend(circle(), "court.1", refused_header(), approve=("police.1",)) == ""
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1",)) == "reader-consent"
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1", "prosecution.1")) == "reader-consent"
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1", "oversight.1")) == ""
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1", "oversight")) == ""
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1", "akimat")) == "approval"


def test_a_refound_takes_a_second_prosecutor_back_with_the_word_of_the_first() -> None:
    """As a change of policy would: anybody who may sign for the office."""
    asked: dict[str, Any] = {"undone": Undone(policy=replace(policy(), readers=(h("prosecution.1"), h("prosecution.2"))))}
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1",)) == "reader-consent"
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1", "prosecution.1")) == ""


def test_a_refound_takes_a_revoked_reader_and_ones_own_back_unasked() -> None:
    revoked = Undone(policy=replace(policy(), readers=(h("prosecution.1"), h("prosecution.revoked"))))
    assert mend(circle(), "court.1", refused_header(), BEFORE, undone=revoked, approve=("police.1",)) == "reader-consent"
    assert mend(circle(), "court.1", refused_header(), AFTER, undone=revoked, approve=("police.1",)) == ""
    own = Undone(policy=replace(policy(), readers=(h("prosecution.1"), h("court.recovery"))))
    assert mend(circle(), "court.1", refused_header(), undone=own, approve=("police.1",)) == ""


def test_a_refound_takes_no_body_back_without_its_consent() -> None:
    asked: dict[str, Any] = {"undone": Undone(policy=replace(policy(), bodies=(*policy().bodies, *refs("oversight"))))}
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1",)) == "body-consent"
    assert mend(circle(), "court.1", refused_header(), **asked, approve=("police.1", "oversight")) == ""


def test_a_refound_leaves_the_policy_as_it_is() -> None:
    changed = replace(policy(), history=False)
    assert mend(circle(), "court.1", refused_header(), policy=changed, approve=("police.1",)) == "refound-policy"


@pytest.mark.parametrize(
    "refound",
    [Refound(Position(1), Position(BAD)), Refound(Position(0), Position(BAD - 1)), Refound(Position(0), Position(0))],
    ids=["another last good one", "another refused one", "none"],
)
def test_a_refound_names_the_last_good_commit_and_the_refused_one(refound: Refound) -> None:
    assert mend(circle(), "court.1", refused_header(), approve=("police.1",), refound=refound) == "refound"


def test_a_refound_names_nothing_that_comes_after_it_and_no_record() -> None:
    assert mend(circle(), "court.1", refused_header(), approve=("police.1",), position=Position(BAD)) == "refound"
    record = replace(refused_header(), entry_class=EntryClass.RECORD)
    assert mend(circle(), "court.1", record, approve=("police.1",)) == "refound"


def test_a_refound_grows_generation_and_epoch_by_one_and_links_to_the_past() -> None:
    bad = refused_header()
    assert mend(circle(), "court.1", bad, approve=("police.1",), generation=Generation(1)) == "generation"
    assert mend(circle(), "court.1", bad, approve=("police.1",), generation=Generation(3)) == "generation"
    assert mend(circle(), "court.1", bad, approve=("police.1",), epoch=Epoch(3)) == "epoch"
    assert mend(circle(), "court.1", bad, approve=("police.1",), links=None) == "links"
    assert mend(circle(), "court.1", bad, approve=("police.1",), links=Links(bytes(48), bytes(48), b"")) == "links"
    assert mend(circle(), "court.1", bad, approve=("police.1",), welcome_hash=ZERO32) == "welcome"


def test_a_change_of_suite_refounds_without_a_refused_commit() -> None:
    assert mend(circle(), "court.1", None, approve=("police.1",)) == ""
    assert mend(circle(), "court.1", None) == "refound-approval"


def test_the_loss_of_all_devices_is_mended_by_the_authorities_of_all_ruling_bodies() -> None:
    view = circle()
    asked: dict[str, Any] = {"remove": ("court.1", "police.1"), "add": ("court.2", "police.2")}
    assert mend(view, "court.2", None, **asked, approve=("court", "police")) == ""
    assert mend(view, "court.2", None, **asked, approve=("court", "police"), links=Links(bytes(48), bytes(48), b"")) == ""
    assert mend(view, "court.2", None, **asked) == "refound-approval"
    assert mend(view, "court.2", None, **asked, approve=("court",)) == "refound-approval"
    assert mend(view, "court.2", None, **asked, approve=("court", "prosecution")) == "refound-approval"
    assert mend(view, "court.2", None, **asked, approve=("court.1", "police.1")) == "refound-approval"
    assert mend(view, "court.2", refused_header(), **asked, approve=("court", "police")) == "roster"
    assert mend(view, "court.3", None, **asked, approve=("court", "police")) == "roster"
    assert mend(view, "court.2", None, remove=("court.1",), add=("court.2", "akimat.1"), approve=("court", "police")) == "body"


# Records and reports

PERSON, GUARDIAN, CARD = Holder(b"1" * 32), Holder(b"2" * 32), Holder(b"3" * 32)
REPORTERS = (
    Reporter(PERSON, ReporterRole.PERSON),
    Reporter(GUARDIAN, ReporterRole.REPRESENTATIVE),
    Reporter(CARD, ReporterRole.INVITATION),
)


@cache
def open_circle(kind: CircleKind) -> CommitView:
    members = ("court.2", "court.revoked", "court.brief")
    return found(genesis(others=members, policy=replace(policy(kind), reporters=REPORTERS)))


def writes(view: CommitView, author: str | bytes, entry_class: EntryClass, index: LogIndex = BEFORE, **changes: Any) -> str:
    """The role, or the code of the refusal with a dash before it."""
    at = changes.pop("at", NOW)
    head = replace(header(view.circle, author, entry_class), **changes)
    try:
        return check_writer(view, head, directory(), at=at, index=index).role
    except Refused as refused:
        return f"-{refused.code}"


def test_members_write_records_and_nobody_else_does() -> None:
    view = open_circle(CircleKind.PERSON)
    assert writes(view, "court.2", EntryClass.RECORD) == "member"
    for author in ("court.3", "police.1", "court.ghost", PERSON, GUARDIAN, CARD, b"x" * 32):
        assert writes(view, author, EntryClass.RECORD) == "-roster"


def test_a_reader_writes_nothing_not_even_at_a_front_desk() -> None:
    for kind in CircleKind:
        for entry_class in (EntryClass.RECORD, EntryClass.REPORT):
            assert writes(open_circle(kind), "prosecution.1", entry_class) == "-reader-writes"


def test_reporters_report_by_the_role_that_the_policy_gives_them() -> None:
    view = open_circle(CircleKind.PERSON)
    assert writes(view, PERSON, EntryClass.REPORT) == "person"
    assert writes(view, GUARDIAN, EntryClass.REPORT) == "representative"
    assert writes(view, CARD, EntryClass.REPORT) == "invitation"
    assert writes(view, "court.2", EntryClass.REPORT) == "member"
    assert writes(view, b"x" * 32, EntryClass.REPORT) == "-reporter"
    assert writes(view, "police.1", EntryClass.REPORT) == "-reporter"


def test_anyone_reports_at_a_front_desk_but_a_revoked_device() -> None:
    view = open_circle(CircleKind.FRONT_DESK)
    assert writes(view, b"x" * 32, EntryClass.REPORT) == "anyone"
    assert writes(view, "police.1", EntryClass.REPORT) == "anyone"
    assert writes(view, "police.revoked", EntryClass.REPORT, AFTER) == "-revoked"
    assert writes(view, b"x" * 32, EntryClass.RECORD) == "-roster"


def test_a_revoked_or_expired_member_writes_nothing() -> None:
    view = open_circle(CircleKind.PERSON)
    for entry_class in (EntryClass.RECORD, EntryClass.REPORT):
        assert writes(view, "court.revoked", entry_class, BEFORE) == "member"
        assert writes(view, "court.revoked", entry_class, AFTER) == "-revoked"
        assert writes(view, "court.brief", entry_class, at=Millis(BRIEF_UNTIL + 1000)) == "-expired"


def test_an_entry_of_another_circle_generation_or_epoch_is_refused() -> None:
    view = open_circle(CircleKind.PERSON)
    for entry_class in (EntryClass.RECORD, EntryClass.REPORT):
        assert writes(view, "court.2", entry_class, circle=b"c" * 32) == "-circle"
        assert writes(view, "court.2", entry_class, generation=Generation(2)) == "-generation"
        for epoch in (0, 2):
            assert writes(view, "court.2", entry_class, epoch=Epoch(epoch)) == "-epoch"
    assert writes(view, "court.2", EntryClass.COMMIT) == "-wrong-class"


def test_the_page_lists_every_code_that_a_rule_refuses_with() -> None:
    root = SPEC.parents[1] / "crypto"
    used = {
        found
        for name in ("roster", "refound", "approvals")
        for found in re.findall(r'Refused\([^)]*?, "([a-z-]+)"\)', (root / f"{name}.py").read_text(encoding="utf-8"))
    }
    rows = re.findall(r"^\| (`[^|]+`) \|", (SPEC / "roster.md").read_text(encoding="utf-8"), re.MULTILINE)
    listed = {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)}
    assert used - listed == set()
    assert len(used) > 25


def test_every_code_of_the_page_is_expected_by_a_test() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", (SPEC / "roster.md").read_text(encoding="utf-8"), re.MULTILINE)
    tests = Path(__file__).read_text(encoding="utf-8")
    assert [code for row in rows for code in re.findall(r"`([a-z-]+)`", row) if not re.search(f'"-?{code}"', tests)] == []
