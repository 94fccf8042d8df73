"""The bodies of commits, and policies: strict both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.codec import Writer
from crypto.commit import LINK_SIZE, READER_SEAL_SIZE, CommitBody, Links, ReaderSeal, Refound, parse_commit_body
from crypto.deadline import Escalation
from crypto.errors import Forged
from crypto.policy import (
    Approval,
    BodyRef,
    Change,
    CircleKind,
    Policy,
    ReportDeadline,
    Reporter,
    ReporterRole,
    circle_id,
    parse_policy,
    sign_approval,
    verify_approval,
)
from crypto.primitives import HPKE_PUBLIC_SIZE, LABEL_APPROVAL, ed25519_public, sha256, sign
from crypto.types import BodyKind, CertificateHash, CircleId, DeadlineId, EntryHash, Epoch, Generation, Holder, KeyHash, Position
from tests.crypto.toolbox import assert_strict, cuts, example, flips, refuses

DEADLINE = ReportDeadline(DeadlineId(b"d" * 16), 300, (b"n" * 32,), (Escalation(60, (b"e" * 32,)),), b"sealed")
POLICY = Policy(
    CircleKind.PERSON,
    (BodyRef(CertificateHash(b"A" * 32), BodyKind.DECIDING), BodyRef(CertificateHash(b"S" * 32), BodyKind.SUPERVISING)),
    readers=(Holder(b"R" * 32),),
    reporters=(Reporter(Holder(b"P" * 32), ReporterRole.PERSON),),
    report_deadlines=(DEADLINE,),
)
BODY = CommitBody(
    roster=(CertificateHash(b"1" * 32), CertificateHash(b"2" * 32)),
    policy=POLICY.encode(),
    nonce=b"n" * 32,
    approvals=(Approval(CertificateHash(b"2" * 32), bytes(64)),),
    mls_commit=b"mls",
    welcome_hash=b"w" * 32,
    seals=(ReaderSeal(Holder(b"R" * 32), KeyHash(b"k" * 32), bytes(READER_SEAL_SIZE)),),
    ledger_commitment=b"l" * 32,
    intake_commitment=b"i" * 32,
    links=Links(bytes(LINK_SIZE), bytes(LINK_SIZE), bytes(LINK_SIZE)),
    intake_key=bytes(HPKE_PUBLIC_SIZE),
    refound=Refound(Position(3), Position(5)),
)
SEED = bytes(range(32))
CHANGE = Change(CircleId(b"c" * 32), Generation(1), Epoch(2), POLICY, BODY.roster, replace(POLICY, history=False))


def policy_example() -> dict[str, str]:
    small = replace(POLICY, report_deadlines=())
    founder, nonce = CertificateHash(b"F" * 32), b"n" * 32
    change = replace(CHANGE, old_policy=small, new_policy=replace(small, history=False))
    return {
        "policy": small.encode().hex(),
        "policy_hash": small.hash.hex(),
        "founder": founder.hex(),
        "nonce": nonce.hex(),
        "circle_id": circle_id(founder, small.kind, small.hash, nonce).hex(),
        "change": change.encode().hex(),
        "seed": SEED.hex(),
        "approval": sign_approval(SEED, CertificateHash(b"2" * 32), change).signature.hex(),
    }


def commit_example() -> dict[str, str]:
    small = replace(BODY, seals=(), approvals=(), policy=replace(POLICY, report_deadlines=()).encode())
    encoded = small.encode()
    key = encoded.index(small.intake_key)
    return {"before_intake_key": encoded[:key].hex(), "after_intake_key": encoded[key + HPKE_PUBLIC_SIZE :].hex()}


def test_the_examples_of_the_pages_are_what_the_code_makes() -> None:
    assert example("policy") == policy_example()
    assert example("commit") == commit_example()


def test_a_policy_parses_strictly_and_comes_back() -> None:
    assert parse_policy(POLICY.encode()) == POLICY
    assert_strict(POLICY.encode(), parse_policy)


def test_a_commit_body_parses_strictly_and_comes_back() -> None:
    assert parse_commit_body(BODY.encode()) == BODY
    assert BODY.parsed_policy() == POLICY
    small = replace(BODY, seals=(), links=None, nonce=b"", refound=None)
    assert_strict(small.encode(), parse_commit_body)
    data = BODY.encode()
    assert all(refuses(damaged, parse_commit_body) for damaged in cuts(data))
    for damaged in flips(data):
        assert refuses(damaged, parse_commit_body) or parse_commit_body(damaged).encode() == damaged


@pytest.mark.parametrize(
    "wrong",
    [
        replace(POLICY, bodies=()),
        replace(POLICY, bodies=POLICY.bodies[:1] * 2),
        replace(POLICY, readers=POLICY.readers * 2),
        replace(POLICY, reporters=POLICY.reporters * 2),
        replace(POLICY, report_deadlines=(DEADLINE, DEADLINE)),
        replace(POLICY, readers=tuple(Holder(sha256(bytes([i]))) for i in range(65))),
        replace(POLICY, report_deadlines=tuple(replace(DEADLINE, id=DeadlineId(bytes([i]) * 16)) for i in range(9))),
        replace(POLICY, report_deadlines=(replace(DEADLINE, text=bytes(2049)),)),
        replace(POLICY, report_deadlines=(replace(DEADLINE, after_seconds=2**40),)),
    ],
    ids=["no body", "body twice", "reader twice", "reporter twice", "deadline twice", "65 readers", "9 deadlines", "text", "time"],
)
def test_a_policy_that_names_something_twice_or_too_much_is_refused(wrong: Policy) -> None:
    assert refuses(wrong.encode(), parse_policy)


@pytest.mark.parametrize(("at", "value"), [(0, 0), (0, 2), (1, 0), (1, 7)], ids=["version 0", "version 2", "kind 0", "kind 7"])
def test_a_policy_of_an_unknown_version_or_kind_is_refused(at: int, value: int) -> None:
    data = bytearray(POLICY.encode())
    data[at] = value
    assert refuses(bytes(data), parse_policy)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(BODY, roster=()),
        replace(BODY, roster=BODY.roster[:1] * 2),
        replace(BODY, policy=b"no policy"),
        replace(BODY, nonce=b"n" * 31),
        replace(BODY, approvals=BODY.approvals * 2),
        replace(BODY, seals=BODY.seals * 2),
        replace(BODY, seals=(replace(BODY.seals[0], sealed=b"s"),)),
        replace(BODY, links=Links(bytes(LINK_SIZE), b"", bytes(LINK_SIZE))),
        replace(BODY, links=Links(bytes(LINK_SIZE), bytes(LINK_SIZE), bytes(LINK_SIZE - 1))),
        replace(BODY, intake_key=b"k"),
        replace(BODY, refound=Refound(Position(5), Position(3))),
        replace(BODY, refound=Refound(Position(0), Position(1 << 53))),
    ],
    ids=[
        "empty roster",
        "a member twice",
        "no policy",
        "nonce",
        "an approver twice",
        "a reader twice",
        "seal",
        "no intake link",
        "short link",
        "intake key",
        "refused before good",
        "a position over 2^53 - 1",
    ],
)
def test_a_commit_body_with_a_wrong_part_is_refused(wrong: CommitBody) -> None:
    assert refuses(wrong.encode(), parse_commit_body)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_garbage_is_malformed_and_nothing_else(data: bytes) -> None:
    assert refuses(data, parse_policy) or parse_policy(data).encode() == data
    assert refuses(data, parse_commit_body) or parse_commit_body(data).encode() == data


hashes32 = st.binary(min_size=32, max_size=32)
bodies = st.builds(BodyRef, hashes32, st.sampled_from(BodyKind))
reporters = st.builds(Reporter, hashes32, st.sampled_from(ReporterRole))
policies = st.builds(
    Policy,
    st.sampled_from(CircleKind),
    st.lists(bodies, min_size=1, max_size=5, unique_by=lambda body: body.hash).map(tuple),
    st.lists(hashes32, max_size=5, unique=True).map(tuple),
    st.lists(reporters, max_size=5, unique_by=lambda reporter: reporter.hash).map(tuple),
    st.booleans(),
)


@given(policies)
@settings(max_examples=60, deadline=None)
def test_every_policy_that_can_be_made_comes_back(made: Policy) -> None:
    assert parse_policy(made.encode()) == made


def test_policies_that_differ_have_different_hashes_and_circle_ids() -> None:
    variants = [
        POLICY,
        replace(POLICY, kind=CircleKind.TASK),
        replace(POLICY, history=False),
        replace(POLICY, readers=()),
        replace(POLICY, reporters=()),
        replace(POLICY, report_deadlines=()),
        replace(POLICY, bodies=POLICY.bodies[:1]),
    ]
    assert len({p.hash for p in variants}) == len(variants)
    founder, other = CertificateHash(b"F" * 32), CertificateHash(b"G" * 32)
    ids = {circle_id(founder, p.kind, p.hash, bytes(32)) for p in variants}
    ids |= {circle_id(founder, POLICY.kind, POLICY.hash, b"n" * 32), circle_id(other, POLICY.kind, POLICY.hash, bytes(32))}
    assert len(ids) == len(variants) + 2


def test_a_report_opens_a_deadline_whose_id_is_its_own() -> None:
    report = EntryHash(b"h" * 32)
    assert DEADLINE.opened_by(report) == sha256(b"Qorgan 1 report deadline" + DEADLINE.id + report)[:16]
    assert DEADLINE.opened_by(EntryHash(b"i" * 32)) != DEADLINE.opened_by(report)


def test_an_approval_holds_for_its_key_change_and_label_only() -> None:
    approval = sign_approval(SEED, CertificateHash(b"2" * 32), CHANGE)
    key = ed25519_public(SEED)
    verify_approval(approval, key, CHANGE)
    refused = [
        (approval, ed25519_public(bytes(32)), CHANGE),
        (approval, key, replace(CHANGE, epoch=Epoch(3))),
        (replace(approval, signature=sign(SEED, b"Qorgan 1 entry", CHANGE.encode())), key, CHANGE),
        *((replace(approval, signature=damaged), key, CHANGE) for damaged in flips(approval.signature)),
    ]
    for other, other_key, change in refused:
        with pytest.raises(Forged):
            verify_approval(other, other_key, change)
    assert approval.signature == sign(SEED, LABEL_APPROVAL, CHANGE.encode())


def test_what_is_approved_is_the_roster_in_leaf_order() -> None:
    roster = Writer().opaque(b"".join(BODY.roster)).bytes()
    expected = b"c" * 32 + b"\0\0\0\x01" + bytes(7) + b"\x02" + POLICY.hash + sha256(roster) + CHANGE.new_policy.hash
    assert CHANGE.encode() == expected
