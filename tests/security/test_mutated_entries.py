"""T22, entries at the replica: a thousand altered commits, records and reports of each kind are refused by every client on its own.

The server's check is off: each altered entry is put into the chain as if it had been accepted. *After signing* is what a server or
a network can do. *Before signing* is what a modified client of the true author can do: there the signature holds, and only the
check under test stands. What an author may freely choose (the time, the last checkpoint seen, whom to disclose to) is no damage
when the author signs it, so those fields are left out before signing, and only there.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest

from client.core.records import Record
from client.core.replica import Committed, Shown, approve
from client.core.replica.letter import Letter
from crypto.body import RecordBody
from crypto.commit import CommitBody, Links, ReaderSeal, Refound, parse_commit_body
from crypto.entry import Entry, EntryClass, Header, parse_header, sign_entry
from crypto.errors import Malformed
from crypto.ledger import record_key_for
from crypto.pad import pad
from crypto.policy import Approval, Policy, parse_policy
from crypto.primitives import LABEL_ENTRY, hpke_seal, sha256, sign, xchacha_seal
from crypto.report import seal_report
from crypto.types import CertificateHash, CircleId, Epoch, Generation, Holder, Millis, Position, Uid
from tests.client.replica.world import Chain, File, Party, protection_file
from tests.crypto.test_mutations import damaged, mutants, resigned
from tests.security.seat import COUNT, Accepted, Seat


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
    policy = file.world.policy(parse_policy(_policy(file, chain)).kind, [*file.bodies, *more], [file.prosecutor], persons)
    view = file.aliya.replica(chain).view
    assert view is not None
    approval = approve(file.aliya.replica(chain), file.aliya.identity, view.roster, policy)
    return file.dana.draft_commit(chain, policy=policy, approvals=[approval]).entry


def _policy(file: File, chain: Chain) -> bytes:
    view = file.dana.replica(chain).view
    assert view is not None
    return view.policy.encode()


KINDS: dict[str, Callable[[], Kind]] = {"record": record, "report": report, "commit": commit}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_not_altered_is_taken_in(name: str) -> None:
    """The control: else everything below could be refused for nothing."""
    kind = KINDS[name]()
    for entry in (kind.entry, kind.donor):
        (outcome,) = kind.seat.replica.apply(kind.seat.received(entry), kind.seat.context).outcomes
        assert isinstance(outcome, Shown | Committed)
        if isinstance(outcome, Shown):
            assert outcome.plaintext is not None
            assert outcome.flags == ()
        with pytest.raises(Accepted):
            kind.seat.refusal(entry)


@pytest.mark.parametrize("name", KINDS)
def test_a_thousand_entries_altered_after_signing_are_refused(name: str) -> None:
    kind = KINDS[name]()
    codes = kind.seat.refuse_all(mutants(kind.entry.encode(), kind.donor.encode(), 11))
    assert {"malformed", "bad-signature"} <= codes


@pytest.mark.parametrize("name", KINDS)
def test_a_thousand_parts_of_two_entries_put_together_are_refused(name: str) -> None:
    """Header, body and signature of entries that are each valid: by the same author, by another, of another class."""
    kind = KINDS[name]()
    others = [KINDS[other]() for other in KINDS]
    pool = [kind.entry, kind.donor, *(item.entry for item in others), *(r.entry for item in others for r in item.chain.received)]
    valid = {entry.encode() for entry in pool}
    made = [_assembled(one.header_bytes, two.body, three.signature) for one, two, three in itertools.product(pool, repeat=3)]
    kind.seat.refuse_all([data for data in made if data not in valid], 500)


def _assembled(header: bytes, body: bytes, signature: bytes) -> bytes:
    from crypto.codec import Writer

    return Writer().opaque(header).opaque(body).fixed(signature, 64).bytes()


# Before signing: the header


def _normal(header: Header, index: int) -> Header:
    """Without what an author may freely say: when it was written, and which log was seen (one that was there)."""
    size = 0 if header.seen_size <= index else header.seen_size
    return replace(header, time=Millis(0), seen_root=bytes(32), seen_size=size)


def _free(kind: Kind, header: bytes) -> bool:
    """For records and reports nothing is free: their keys are derived from the header, or bound to it."""
    if kind.entry.header.entry_class is not EntryClass.COMMIT:
        return False
    try:
        parsed = parse_header(header)
    except Malformed:
        return False
    return _normal(parsed, kind.seat.index) == _normal(kind.entry.header, kind.seat.index)


@pytest.mark.parametrize("name", KINDS)
def test_a_thousand_headers_altered_before_signing_are_refused(name: str) -> None:
    kind = KINDS[name]()
    heads = mutants(kind.entry.header_bytes, kind.donor.header_bytes, 12)
    more = mutants(kind.entry.header_bytes, kind.donor.header_bytes, 13)
    signed = (kind.signed(head, kind.entry.body) for head in itertools.chain(heads, more) if not _free(kind, head))
    kind.seat.refuse_all(itertools.islice(signed, COUNT))


def _numbers(randomness: random.Random, truth: int) -> int:
    """Another number: near, far, or with a flipped bit, of those that a header can have."""
    drawn = randomness.choice([truth + 1, truth - 1, truth ^ (1 << randomness.randrange(20)), randomness.randrange(1, 1 << 31)])
    return drawn if drawn > 0 and drawn != truth else truth + 2


FIELDS: dict[str, Callable[[random.Random, Kind], dict[str, Any]]] = {
    "circle": lambda r, k: {
        "circle": CircleId(
            r.choice([r.randbytes(32), record().chain.circle if k.chain is not record().chain else report().chain.circle])
        )
    },
    "generation": lambda r, k: {"generation": Generation(_numbers(r, k.entry.header.generation))},
    "epoch": lambda r, k: {"epoch": Epoch(_numbers(r, k.entry.header.epoch))},
    "author": lambda r, k: {
        "author": Holder(r.choice([r.randbytes(32), k.file.aliya.holder, k.file.prosecutor.holder, k.file.erlan.holder]))
    },
    "uid": lambda r, _: {"uid": Uid(r.randbytes(16))},
    "seen": lambda r, k: {"seen_size": k.seat.index + r.randrange(1, 1 << 40)},
    "position": lambda r, k: {"position": Position(_numbers(r, k.seat.position))},
    "prev": lambda r, _: {"prev": r.randbytes(32)},
}


@pytest.mark.parametrize("name", KINDS)
def test_a_thousand_entries_addressed_wrongly_by_their_author_are_refused(name: str) -> None:
    """The body fits no other header, so every field is tried alone; a report has neither position nor prev."""
    kind, randomness = KINDS[name](), random.Random(14)
    fields = [field for field in FIELDS if name != "report" or field not in {"position", "prev"}]
    made = []
    for number in range(COUNT):
        changes = FIELDS[fields[number % len(fields)]](randomness, kind)
        made.append(sign_entry(kind.seed, replace(kind.entry.header, **changes), kind.entry.body))
    codes = kind.seat.refuse_all(made)
    assert {"wrong-circle", "seen"} | ({"cannot-open"} if name == "report" else {"fork", "bad-signature"}) <= codes


def test_a_thousand_records_sealed_for_a_wrong_place_by_their_author_are_refused() -> None:
    """As above with the body sealed anew under the altered header: now only place, epoch and role can refuse it. (A new uid and an
    honest position are what a next record has, so those are left as they are.)"""
    kind, randomness = record(), random.Random(15)
    keys = kind.author.replica(kind.chain).current_keys
    assert keys is not None
    fields = ["circle", "generation", "epoch", "author", "seen", "position", "prev"]
    made = []
    for number in range(COUNT):
        header = replace(kind.entry.header, **FIELDS[fields[number % len(fields)]](randomness, kind))
        key = record_key_for(replace(keys, generation=header.generation, epoch=header.epoch), header)
        nonce = randomness.randbytes(24)
        sealed = xchacha_seal(key.cipher, nonce, pad(Record("note", 1, {}).encode()), header.encode())
        made.append(sign_entry(kind.seed, header, RecordBody(key.commitment, nonce, sealed).encode()))
    assert {"wrong-circle", "epoch", "generation", "fork", "seen", "bad-signature"} <= kind.seat.refuse_all(made)


def test_a_thousand_reports_sealed_for_a_wrong_place_by_their_author_are_refused() -> None:
    """As above for reports, which the header binds by HPKE's info."""
    kind, randomness = report(), random.Random(24)
    view, ring = kind.seat.replica.view, kind.author.identity.ring
    assert view is not None
    letter = Letter(ring.verify_key, ring.reading_key, Record("threat", 1, {}).encode()).encode()
    fields = ["circle", "generation", "epoch", "author", "seen"]
    made = []
    for number in range(COUNT):
        header = replace(kind.entry.header, **FIELDS[fields[number % len(fields)]](randomness, kind))
        made.append(sign_entry(kind.seed, header, seal_report(view.intake_key, header, letter)))
    assert {"wrong-circle", "epoch", "generation", "seen"} <= kind.seat.refuse_all(made)


def test_a_thousand_records_that_use_a_uid_again_are_refused() -> None:
    kind = record()
    used = next(r.entry.header.uid for r in kind.chain.received if r.entry.header.author == kind.author.holder)
    again = (kind.author.record(kind.chain, {"n": n}, uid=used) for n in range(COUNT))
    assert kind.seat.refuse_all(again) == {"duplicate-uid"}


# Before signing: the body of a record


def test_a_thousand_bodies_of_records_altered_before_signing_are_refused() -> None:
    kind = record()
    bodies = mutants(kind.entry.body, kind.donor.body, 16)
    codes = kind.seat.refuse_all(kind.signed(kind.entry.header_bytes, body) for body in bodies)
    assert {"commitment", "bad-ciphertext", "malformed"} <= codes


def test_a_thousand_plaintexts_of_another_form_are_refused_though_they_are_sealed_rightly() -> None:
    """What is sealed is altered: the padding, the length, the spelling of the record. (Another valid record is the author's to
    write, so the letters of the text are left alone.)"""
    kind = record()
    keys = kind.author.replica(kind.chain).current_keys
    assert keys is not None
    header, randomness = kind.entry.header, random.Random(17)
    key, good = record_key_for(keys, header), Record("note", 1, {"text": "one"}).encode()
    made = []
    for number in range(COUNT):
        nonce, padded = randomness.randbytes(24), _misspelt(good, number, randomness)
        sealed = xchacha_seal(key.cipher, nonce, padded, kind.entry.header_bytes)
        made.append(sign_entry(kind.seed, header, RecordBody(key.commitment, nonce, sealed).encode()))
    assert kind.seat.refuse_all(made) == {"bad-padding", "malformed-record", "malformed"}


def _misspelt(good: bytes, number: int, randomness: random.Random) -> bytes:
    padded, at = pad(good), randomness.randrange(4 + len(good), 1024)
    if number % 4 == 0:
        return padded[:at] + bytes([randomness.randrange(1, 256)]) + padded[at + 1 :]
    if number % 4 == 1:
        return randomness.randrange(1020, 1 << 32).to_bytes(4, "big") + padded[4:]
    if number % 4 == 2:
        return padded[: randomness.randrange(1024)]
    cut = randomness.randrange(len(good))
    return pad(randomness.choice([good[:cut], good + b" ", b"\xff" + good, good.replace(b":", b": ")]))


# Before signing: the body of a report


def test_a_thousand_bodies_of_reports_altered_before_signing_are_refused() -> None:
    kind = report()
    bodies = mutants(kind.entry.body, kind.donor.body, 18)
    codes = kind.seat.refuse_all(kind.signed(kind.entry.header_bytes, body) for body in bodies)
    assert {"cannot-open", "malformed"} <= codes


def test_a_thousand_letters_of_another_form_are_refused_though_they_are_sealed_rightly() -> None:
    """A letter with another verify key than its author's, an impossible reading key, a record that is none, a wrong padding."""
    kind, randomness = report(), random.Random(19)
    view, ring = kind.seat.replica.view, kind.author.identity.ring
    assert view is not None
    header = kind.entry.header
    good = Letter(ring.verify_key, ring.reading_key, Record("threat", 1, {"text": "one"}).encode())
    made = []
    for number in range(COUNT):
        body = _other_letter(good, number, randomness, view.intake_key, kind.entry)
        made.append(sign_entry(kind.seed, header, body))
    assert kind.seat.refuse_all(made) == {"letter-key", "malformed", "unknown-version", "malformed-record", "bad-padding"}


def _other_letter(good: Letter, number: int, randomness: random.Random, intake: bytes, entry: Entry) -> bytes:
    from crypto.body import ReportBody

    encoded = good.encode()
    if number % 5 == 0:
        return seal_report(intake, entry.header, replace(good, verify_key=randomness.randbytes(32)).encode())
    if number % 5 == 1:
        return seal_report(intake, entry.header, encoded[: randomness.randrange(len(encoded))])
    if number % 5 == 2:
        return seal_report(intake, entry.header, bytes([randomness.randrange(2, 256)]) + encoded[1:])
    if number % 5 == 3:
        return seal_report(intake, entry.header, replace(good, record=good.record + randomness.randbytes(3)).encode())
    padded, at = pad(encoded), randomness.randrange(4 + len(encoded), 4096)
    spoilt = padded[:at] + b"\1" + padded[at + 1 :]
    return ReportBody(hpke_seal(intake, spoilt, entry.header_bytes)).encode()


# Before signing: the body of a commit


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
            parse_policy(_policy(kind.file, kind.chain)),
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


def test_damage_is_the_same_in_every_run() -> None:
    data = bytes(range(256))
    assert damaged(data, data[::-1], random.Random(5)) == damaged(data, data[::-1], random.Random(5))
    assert sha256(*mutants(data, data[::-1], 6)) == sha256(*mutants(data, data[::-1], 6))
    assert resigned(b"s" * 32, b"h", b"b")[-64:] == sign(b"s" * 32, LABEL_ENTRY, b"h" + sha256(b"b"))
