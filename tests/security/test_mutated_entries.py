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
from dataclasses import replace
from typing import Any

import pytest

from client.core.records import Record
from client.core.replica import Committed, Shown
from client.core.replica.letter import Letter
from crypto.body import RecordBody
from crypto.entry import Entry, EntryClass, Header, parse_header, sign_entry
from crypto.errors import Malformed
from crypto.ledger import record_key_for
from crypto.pad import pad
from crypto.primitives import LABEL_ENTRY, hpke_seal, sha256, sign, xchacha_seal
from crypto.report import seal_report
from crypto.types import CircleId, Epoch, Generation, Holder, Millis, Position, Uid
from tests.crypto.test_mutations import damaged, mutants, resigned
from tests.security.kinds import KINDS, Kind, record, report
from tests.security.seat import COUNT, Accepted


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


def test_damage_is_the_same_in_every_run() -> None:
    data = bytes(range(256))
    assert damaged(data, data[::-1], random.Random(5)) == damaged(data, data[::-1], random.Random(5))
    assert sha256(*mutants(data, data[::-1], 6)) == sha256(*mutants(data, data[::-1], 6))
    assert resigned(b"s" * 32, b"h", b"b")[-64:] == sign(b"s" * 32, LABEL_ENTRY, b"h" + sha256(b"b"))
