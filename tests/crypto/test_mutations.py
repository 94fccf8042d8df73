"""T22, first form: 1,000 mutated envelopes of each type are refused, damaged after signing and before.

Damage after signing is what a server or a network can do: the signature alone must refuse it. Damage before signing is what a
modified client of the true author can do: there the check under test (key commitment, seal, approval, roster) stands alone.
Nothing but the core's own errors comes out, and the state that was checked against is as it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from crypto.alarm import Alarm, AlarmKind, parse_alarm
from crypto.codec import Writer
from crypto.commit import parse_commit_body
from crypto.entry import Entry, EntryClass, Header, parse_entry, sign_entry, verify_entry
from crypto.errors import Forged, QorganError
from crypto.ledger import EpochKeys, intake_key, open_record, seal_record
from crypto.policy import CircleKind, Reporter, ReporterRole
from crypto.primitives import LABEL_ALARM, LABEL_ENTRY, ed25519_public, hkdf, sha256, sign
from crypto.report import open_report, seal_report
from crypto.ring import person_hash
from crypto.roster import check_commit, check_writer
from crypto.types import EntryHash, Epoch, Generation, Position, Uid
from tests.crypto.bodies import BEFORE, NOW, commit, directory, found, genesis, h, header, policy, seed
from tests.crypto.toolbox import seeded

COUNT = 1000
PERSON_SEED = b"p" * 32
PERSON_KEY = ed25519_public(PERSON_SEED)
PERSON_POLICY = replace(policy(CircleKind.PERSON), reporters=(Reporter(person_hash(PERSON_KEY), ReporterRole.PERSON),))
VIEW = found(genesis(policy=PERSON_POLICY))
KEYS = EpochKeys.from_group(lambda label, context, length: hkdf(label, context, length), VIEW.circle, Generation(1), Epoch(1))
PREV = b"p" * 32
MEMBER_SEED = seed("court.1")


def damaged(data: bytes, donor: bytes, randomness: random.Random) -> bytes:
    """One piece of damage: a flipped bit, a cut, a splice with another of its type, bytes doubled, zeroed, swapped or left out."""
    a, b = sorted(randomness.randrange(len(data) + 1) for _ in range(2))
    at = randomness.randrange(len(data))
    kind = randomness.randrange(8)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + donor[at:]
    if kind == 2:
        return data[:b] + data[a:]
    if kind == 3:
        return data[:a] + bytes(b - a) + data[b:]
    if kind == 4:
        return data[b:] + data[a:b] + data[:a]
    if kind == 5:
        return data[:a] + data[b:]
    return data[:at] + bytes([data[at] ^ (1 << randomness.randrange(8))]) + data[at + 1 :]


def mutants(data: bytes, donor: bytes, number: int) -> Iterator[bytes]:
    randomness = random.Random(number)
    made = 0
    while made < COUNT:
        mutant = damaged(data, donor, randomness)
        if mutant not in (data, donor):
            made += 1
            yield mutant


def record(uid: bytes = b"u" * 16) -> Entry:
    head = replace(header(VIEW.circle, "court.1", EntryClass.RECORD), uid=Uid(uid), position=Position(1), prev=PREV)
    return sign_entry(MEMBER_SEED, head, seal_record(KEYS, head, b"text", seeded(uid[0])))


def report(uid: bytes = b"u" * 16) -> Entry:
    head = header(VIEW.circle, person_hash(PERSON_KEY), EntryClass.REPORT)
    head = replace(head, uid=Uid(uid), position=None, prev=None)
    return sign_entry(PERSON_SEED, head, seal_report(intake_key(KEYS.intake_seed), head, b"text"))


def policy_commit(uid: bytes = b"u" * 16) -> Entry:
    made = commit(VIEW, "court.1", policy=replace(PERSON_POLICY, reporters=()), approve=("police.1",), uid=Uid(uid))
    return made.entry


def alarm(uid: bytes = b"u" * 16) -> Alarm:
    plain = Alarm(VIEW.circle, EntryHash(b"e" * 32), AlarmKind.DISCLOSURE_REQUEST, h("court.1"), NOW, Uid(uid))
    return plain.seal_reason(intake_key(KEYS.intake_seed), Generation(1), Epoch(1), b"because").sign(MEMBER_SEED)


def accept_record(data: bytes) -> object:
    entry = parse_entry(data)
    writer = check_writer(VIEW, entry.header, directory(), at=NOW, index=BEFORE)
    if writer.device is None:
        raise Forged("not a member's")
    verify_entry(entry, writer.device.verify_key)
    return open_record(KEYS, entry)


def accept_report(data: bytes) -> object:
    entry = parse_entry(data)
    check_writer(VIEW, entry.header, directory(), at=NOW, index=BEFORE)
    if person_hash(PERSON_KEY) != entry.header.author:
        raise Forged("another's")
    verify_entry(entry, PERSON_KEY)
    return open_report(KEYS.intake_seed, entry)


def accept_commit(data: bytes) -> object:
    entry = parse_entry(data)
    verify_entry(entry, directory().device(entry.header.author, BEFORE, NOW).verify_key)
    return check_commit(VIEW, entry, parse_commit_body(entry.body), directory(), at=NOW, index=BEFORE)


def accept_alarm(data: bytes) -> object:
    parsed = parse_alarm(data)
    parsed.verify(directory().device(parsed.author, BEFORE, NOW).verify_key)
    return parsed.open_reason(KEYS.intake_seed)


@dataclass(frozen=True)
class Envelope:
    """A type under test: one of it, another of it, and what receives it."""

    data: bytes
    donor: bytes
    accept: Callable[[bytes], object]


ENVELOPES = {
    "record": Envelope(record().encode(), record(b"v" * 16).encode(), accept_record),
    "report": Envelope(report().encode(), report(b"v" * 16).encode(), accept_report),
    "commit": Envelope(policy_commit().encode(), policy_commit(b"v" * 16).encode(), accept_commit),
    "alarm": Envelope(alarm().encode(), alarm(b"v" * 16).encode(), accept_alarm),
}


def assert_all_refused(data: Iterator[bytes], accept: Callable[[bytes], object]) -> None:
    before = sha256(repr((VIEW, VIEW.intake_key, KEYS.commitments, directory().devices())).encode())
    accepted = []
    for mutant in data:
        try:
            accept(mutant)
        except QorganError:
            continue
        accepted.append(mutant.hex())
    assert accepted == []
    assert sha256(repr((VIEW, VIEW.intake_key, KEYS.commitments, directory().devices())).encode()) == before


@pytest.mark.parametrize("name", ENVELOPES)
def test_what_is_not_damaged_is_accepted(name: str) -> None:
    assert ENVELOPES[name].accept(ENVELOPES[name].data)
    assert ENVELOPES[name].accept(ENVELOPES[name].donor)


@pytest.mark.parametrize("name", ENVELOPES)
def test_a_thousand_envelopes_damaged_after_signing_are_refused(name: str) -> None:
    envelope = ENVELOPES[name]
    assert_all_refused(mutants(envelope.data, envelope.donor, 1), envelope.accept)


@pytest.mark.parametrize("name", ["record", "report", "commit"])
def test_a_thousand_envelopes_that_their_author_did_not_sign_are_refused(name: str) -> None:
    """Damage outside the signature, signed anew by another key that also belongs to the circle."""
    envelope = ENVELOPES[name]
    entry, donor = parse_entry(envelope.data), parse_entry(envelope.donor)
    bodies = mutants(entry.body, donor.body, 2)
    assert_all_refused((resigned(seed("police.1"), entry.header_bytes, body) for body in bodies), envelope.accept)


def resigned(signing_seed: bytes, head: bytes, body: bytes) -> bytes:
    signature = sign(signing_seed, LABEL_ENTRY, head + sha256(body))
    return Writer().opaque(head).opaque(body).fixed(signature, 64).bytes()


@pytest.mark.parametrize(("name", "signing_seed"), [("record", MEMBER_SEED), ("report", PERSON_SEED)], ids=["record", "report"])
def test_a_thousand_headers_damaged_before_signing_are_refused(name: str, signing_seed: bytes) -> None:
    envelope = ENVELOPES[name]
    entry, donor = parse_entry(envelope.data), parse_entry(envelope.donor)
    heads = mutants(entry.header_bytes, donor.header_bytes, 3)
    assert_all_refused((resigned(signing_seed, head, entry.body) for head in heads), envelope.accept)


@pytest.mark.parametrize(("name", "signing_seed"), [("record", MEMBER_SEED), ("report", PERSON_SEED)], ids=["record", "report"])
def test_a_thousand_bodies_damaged_before_signing_are_refused(name: str, signing_seed: bytes) -> None:
    envelope = ENVELOPES[name]
    entry, donor = parse_entry(envelope.data), parse_entry(envelope.donor)
    bodies = mutants(entry.body, donor.body, 4)
    assert_all_refused((resigned(signing_seed, entry.header_bytes, body) for body in bodies), envelope.accept)


def test_a_thousand_rosters_policies_and_approvals_damaged_before_signing_are_refused() -> None:
    """What stands before the MLS commit in the body; the rest of it is held against the MLS group, not here."""
    entry = parse_entry(ENVELOPES["commit"].data)
    clear = entry.body.index(b"an MLS commit") - 1
    other = commit(VIEW, "court.1", policy=replace(PERSON_POLICY, history=False), approve=("police.1",)).body.encode()
    bodies = (mutant + entry.body[clear:] for mutant in mutants(entry.body[:clear], other[:clear], 5))
    assert_all_refused((resigned(MEMBER_SEED, entry.header_bytes, body) for body in bodies), accept_commit)


def test_a_thousand_alarms_damaged_before_signing_are_refused() -> None:
    data, donor = alarm().encode()[:-64], alarm(b"v" * 16).encode()[:-64]
    signed = (mutant + sign(MEMBER_SEED, LABEL_ALARM, mutant) for mutant in mutants(data, donor, 6))
    assert_all_refused(signed, accept_alarm)


WRONG_PLACES: dict[str, Callable[[Header], Header]] = {
    "another circle": lambda head: replace(head, circle=found(genesis()).circle),
    "another epoch": lambda head: replace(head, epoch=Epoch(2)),
    "another generation": lambda head: replace(head, generation=Generation(2)),
    "another author": lambda head: replace(head, author=h("police.1")),
    "a reader as author": lambda head: replace(head, author=h("prosecution.1")),
}


@pytest.mark.parametrize("name", ["record", "report"])
@pytest.mark.parametrize("wrong", WRONG_PLACES.values(), ids=WRONG_PLACES.keys())
def test_an_envelope_addressed_wrongly_before_signing_is_refused(name: str, wrong: Callable[[Header], Header]) -> None:
    entry = parse_entry(ENVELOPES[name].data)
    signing_seed = MEMBER_SEED if name == "record" else PERSON_SEED
    moved = sign_entry(signing_seed, wrong(entry.header), entry.body).encode()
    assert_all_refused(iter([moved]), ENVELOPES[name].accept)


@pytest.mark.parametrize("one", ENVELOPES)
@pytest.mark.parametrize("other", ENVELOPES)
def test_an_envelope_of_one_type_is_none_of_another(one: str, other: str) -> None:
    if one != other:
        assert_all_refused(iter([ENVELOPES[one].data]), ENVELOPES[other].accept)
