"""T22, commits altered by their author and signed anew: what the body says in clear, MLS and the approvals must fit together.

The signature holds, and all but one part of the commit is right, so what refuses is the check of that part alone. Commits altered
after signing, and their headers, are in ``test_mutated_entries``.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crypto.commit import CommitBody, Links, ReaderSeal, Refound, parse_commit_body
from crypto.entry import sign_entry
from crypto.errors import Malformed
from crypto.policy import Approval, Policy, parse_policy
from crypto.types import CertificateHash, Holder, Millis, Position
from tests.crypto.test_mutations import mutants
from tests.security.kinds import Kind, commit, policy_now
from tests.security.seat import COUNT


def _meaning(body: CommitBody) -> CommitBody:
    """Without what is inside a reader's seal: only that reader can tell, and raises the alarm (``test_mutated_documents``)."""
    return replace(body, seals=tuple(replace(seal, sealed=b"") for seal in body.seals))


def _says_the_same(data: bytes, good: CommitBody) -> bool:
    try:
        return _meaning(parse_commit_body(data)) == _meaning(good)
    except Malformed:
        return False


def test_a_thousand_bodies_of_commits_altered_before_signing_are_refused() -> None:
    kind = commit()
    good = parse_commit_body(kind.entry.body)
    bodies = itertools.chain(*(mutants(kind.entry.body, kind.donor.body, seed) for seed in (20, 21)))
    altered = (body for body in bodies if not _says_the_same(body, good))
    codes = kind.seat.refuse_all(itertools.islice((kind.signed(kind.entry.header_bytes, body) for body in altered), COUNT))
    assert {"malformed", "intake-key", "bad-link"} <= codes


def _flip(data: bytes, randomness: random.Random) -> bytes:
    at = randomness.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << randomness.randrange(8))]) + data[at + 1 :]


def _other_roster(randomness: random.Random, kind: Kind, body: CommitBody) -> tuple[CertificateHash, ...]:
    roster = list(body.roster)
    choice = randomness.randrange(4)
    if choice == 0:
        del roster[randomness.randrange(len(roster))]
    elif choice == 1:
        roster.insert(randomness.randrange(4), randomness.choice([kind.file.erlan.hash, CertificateHash(randomness.randbytes(32))]))
    elif choice == 2:
        roster[randomness.randrange(len(roster))] = CertificateHash(
            randomness.choice([randomness.randbytes(32), kind.file.erlan.hash])
        )
    else:
        roster = roster[1:] + roster[:1]
    return tuple(roster)


def _other_policy(randomness: random.Random, kind: Kind, body: CommitBody) -> bytes:
    policy = body.parsed_policy()
    changed: Policy = randomness.choice(
        [
            replace(policy, history=False),
            replace(policy, readers=()),
            replace(policy, bodies=policy.bodies[: randomness.randrange(1, len(policy.bodies))]),
            parse_commit_body(kind.donor.body).parsed_policy(),
            parse_policy(policy_now(kind.file, kind.chain)),
        ]
    )
    return changed.encode()


def _other_approvals(randomness: random.Random, kind: Kind, body: CommitBody) -> tuple[Approval, ...]:
    (approval,) = body.approvals
    return randomness.choice(
        [
            (),
            (replace(approval, signature=_flip(approval.signature, randomness)),),
            (
                replace(
                    approval,
                    approver=CertificateHash(
                        randomness.choice([kind.file.bolat.hash, kind.file.prosecutor.hash, kind.file.deciding.hash])
                    ),
                ),
            ),
            (approval, Approval(kind.file.erlan.hash, randomness.randbytes(64))),
            parse_commit_body(kind.donor.body).approvals,
        ]
    )


def _other_links(randomness: random.Random, kind: Kind, body: CommitBody) -> Links | None:
    links = body.links
    assert links is not None
    which = randomness.choice(["ledger", "intake", "restricted"])
    return randomness.choice(
        [
            None,
            replace(links, restricted=b""),
            Links(links.intake, links.ledger, links.restricted),
            parse_commit_body(kind.donor.body).links,
            replace(links, **{which: _flip(getattr(links, which), randomness)}),
        ]
    )


def _other_seals(randomness: random.Random, kind: Kind, body: CommitBody) -> tuple[ReaderSeal, ...]:
    (seal,) = body.seals
    return randomness.choice(
        [
            (),
            (replace(seal, holder=Holder(randomness.choice([randomness.randbytes(32), kind.file.erlan.holder]))),),
            (
                replace(
                    seal,
                    key_hash=type(seal.key_hash)(
                        randomness.choice([randomness.randbytes(32), kind.file.erlan.identity.ring.reading_key_hash])
                    ),
                ),
            ),
            (seal, replace(seal, holder=kind.file.erlan.holder)),
        ]
    )


def _other_refound(randomness: random.Random, _: Kind, __: CommitBody) -> Refound:
    good = randomness.randrange(3)
    return Refound(Position(good), Position(good + randomness.randrange(3)))


Part = Callable[[random.Random, Kind, CommitBody], Any]


PARTS: dict[str, tuple[Part, set[str]]] = {
    "roster": (_other_roster, {"roster-tree", "policy-approval", "removal", "foreign-add", "unknown-certificate", "bad-signature"}),
    "policy": (_other_policy, {"bad-signature", "prosecutor-missing", "policy-extension"}),
    "nonce": (lambda r, _, __: r.randbytes(32), {"genesis"}),
    "approvals": (_other_approvals, {"policy-approval", "bad-signature", "approval"}),
    "mls_commit": (lambda r, k, b: _flip(b.mls_commit, r), {"cannot-open", "malformed", "stale", "refused"}),
    "welcome_hash": (lambda r, _, __: r.randbytes(32), {"welcome"}),
    "seals": (_other_seals, {"reader-seals", "reader-key"}),
    "ledger_commitment": (lambda r, _, b: _flip(b.ledger_commitment, r), {"commitment"}),
    "intake_commitment": (lambda r, _, b: _flip(b.intake_commitment, r), {"commitment"}),
    "links": (_other_links, {"links", "bad-link"}),
    "intake_key": (lambda r, _, b: _flip(b.intake_key, r), {"intake-key"}),
    "refound": (_other_refound, {"generation", "refound"}),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_hundred_commits_with_one_part_altered_by_their_author_are_refused_by_the_rule_for_it(part: str) -> None:
    """1,200 in all. Everything else of the commit is right, so what refuses is the check of that part."""
    kind, randomness = commit(), random.Random(22)
    good = parse_commit_body(kind.entry.body)
    change, expected = PARTS[part]
    bodies = [replace(good, **{part: change(randomness, kind, good)}).encode() for _ in range(100)]
    codes = kind.seat.refuse_all([kind.signed(kind.entry.header_bytes, body) for body in bodies], 100)
    assert codes <= expected
    assert codes


def test_commits_put_together_from_two_of_the_same_author_are_refused() -> None:
    """Every mixture of the parts of two valid commits of one epoch. (Both seals are for the same reader, who alone could tell.)"""
    kind = commit()
    one, two = (parse_commit_body(entry.body) for entry in (kind.entry, kind.donor))
    names = ["policy", "approvals", "mls_commit", "ledger_commitment", "intake_commitment", "links", "intake_key"]
    made = []
    for header, taken in itertools.product((kind.entry, kind.donor), itertools.product((False, True), repeat=len(names))):
        body = replace(one, **{name: getattr(two, name) for name, other in zip(names, taken, strict=True) if other})
        if set(taken) != {header is kind.donor}:
            made.append(kind.signed(header.header_bytes, body.encode()))
    kind.seat.refuse_all(made, 2 * 2 ** len(names) - 2)


def test_a_commit_sent_as_its_own_by_a_colleague_is_refused() -> None:
    """aliya signs dana's commit as hers: the MLS message inside says whose it is, and the approval is of no use to her."""
    kind, randomness = commit(), random.Random(23)
    seed = kind.file.aliya.identity.ring.signing_seed
    made = []
    for _ in range(COUNT):
        header = replace(kind.entry.header, author=kind.file.aliya.holder, time=Millis(randomness.randrange(1 << 40)))
        made.append(sign_entry(seed, header, kind.entry.body))
    assert kind.seat.refuse_all(made) == {"policy-approval"}
    plain = kind.file.dana.draft_commit(kind.chain).entry
    stolen = sign_entry(seed, replace(plain.header, author=kind.file.aliya.holder), plain.body)
    assert kind.seat.refusal(stolen) == "mls-sender"
