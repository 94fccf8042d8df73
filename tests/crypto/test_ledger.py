"""What an epoch's keys seal: links, seals for readers, records, texts of deadlines; and disclosures and reports beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.body import parse_record_body, parse_report_body
from crypto.commit import Links
from crypto.disclosure import RecordKey, open_disclosure, seal_disclosure
from crypto.entry import DeadlineMode, DeadlineOpen, Entry, EntryClass, Escalation, Header, sign_entry
from crypto.errors import CannotOpen, Forged, Malformed, QorganError, Usage
from crypto.ledger import (
    EpochKeys,
    check_commitments,
    intake_key,
    open_deadline,
    open_links,
    open_reader_seal,
    open_record,
    open_record_with_key,
    open_report_deadline,
    record_key,
    record_key_for,
    report_deadline_epoch,
    seal_deadline,
    seal_for_reader,
    seal_links,
    seal_record,
    seal_report_deadline,
)
from crypto.pad import MAX_PLAINTEXT
from crypto.policy import ReportDeadline
from crypto.primitives import hkdf, hpke_public, hpke_seal, sha256
from crypto.report import open_report, seal_report
from crypto.ring import reading_key_hash
from crypto.types import ZERO32, CircleId, DeadlineId, EntryHash, Epoch, Generation, Holder, Millis, Position, Uid
from tests.crypto.toolbox import example, flips, seeded

CIRCLE, OTHER_CIRCLE = CircleId(b"\x11" * 32), CircleId(b"\x12" * 32)
SEED = bytes(range(32))
READER_SEED, OTHER_SEED = b"r" * 32, b"o" * 32
READER_KEY = hpke_public(READER_SEED)
READER = Holder(b"\x77" * 32)


def keys(epoch: int, generation: int = 1) -> EpochKeys:
    """Keys of an epoch, as a group would export them."""
    return EpochKeys.from_group(export, CIRCLE, Generation(generation), Epoch(epoch))


def export(label: bytes, context: bytes, length: int) -> bytes:
    return hkdf(label, context, length)


def reader(of: EpochKeys) -> EpochKeys:
    return replace(of, restricted=None)


def header(entry_class: EntryClass = EntryClass.RECORD, epoch: int = 7, **changes: Any) -> Header:
    placed = entry_class is not EntryClass.REPORT
    base = Header(
        CIRCLE,
        Generation(1),
        Epoch(epoch),
        entry_class,
        Uid(b"\x22" * 16),
        Holder(b"\x33" * 32),
        Millis(1_800_000_000_000),
        9,
        b"\x44" * 32,
        position=Position(5) if placed else None,
        prev=b"\x55" * 32 if placed else None,
    )
    return replace(base, **changes)


def record(plaintext: bytes = b"text", restricted: bool = False) -> Entry:
    head = header(restricted=restricted)
    return sign_entry(SEED, head, seal_record(keys(7), head, plaintext, seeded()))


def report(plaintext: bytes = b"text") -> Entry:
    head = header(EntryClass.REPORT)
    return sign_entry(SEED, head, seal_report(intake_key(keys(7).intake_seed), head, plaintext))


def refused(call: Callable[[], object]) -> tuple[type[QorganError], str]:
    with pytest.raises(QorganError) as caught:
        call()
    return type(caught.value), caught.value.code


def ledger_example() -> dict[str, str]:
    new, old = keys(7), keys(6)
    links = seal_links(new, old)
    head = header()
    key = record_key(new.ledger, head.encode())
    body = seal_record(new, head, b"text", seeded())
    return {
        "circle": CIRCLE.hex(),
        "L_7": new.ledger.hex(),
        "I_7": new.intake_seed.hex(),
        "R_7": (new.restricted or b"").hex(),
        "L_6": old.ledger.hex(),
        "I_6": old.intake_seed.hex(),
        "R_6": (old.restricted or b"").hex(),
        "commitment_L_7": new.commitments.ledger.hex(),
        "commitment_I_7": new.commitments.intake.hex(),
        "intake_key_hash": sha256(intake_key(new.intake_seed)).hex(),
        "link_L": links.ledger.hex(),
        "link_I": links.intake.hex(),
        "link_R": links.restricted.hex(),
        "header": head.encode().hex(),
        "K": key.value.hex(),
        "cipher_key": key.cipher.hex(),
        "commitment": key.commitment.hex(),
        "nonce": parse_record_body(body).nonce.hex(),
        "ciphertext_hash": sha256(parse_record_body(body).ciphertext).hex(),
    }


def test_the_example_of_the_page_is_what_the_code_makes() -> None:
    assert example("ledger") == ledger_example()


# Keys


def test_each_epoch_circle_and_label_has_its_own_secret() -> None:
    made = [keys(7), keys(8), keys(7, 2), EpochKeys.from_group(export, OTHER_CIRCLE, Generation(1), Epoch(7))]
    secrets = {secret for k in made for secret in (k.ledger, k.intake_seed, k.restricted)}
    assert len(secrets) == 12


def test_keys_are_not_shown() -> None:
    shown = repr(keys(7)) + repr(record_key(keys(7).ledger, b""))
    for secret in (keys(7).ledger, keys(7).intake_seed, keys(7).restricted, record_key(keys(7).ledger, b"").value):
        assert secret is not None
        assert repr(secret) not in shown
        assert secret.hex() not in shown


def test_a_commit_that_commits_to_other_keys_is_refused() -> None:
    check_commitments(keys(7), keys(7).commitments)
    for other in (
        keys(8).commitments,
        replace(keys(7).commitments, ledger=keys(8).commitments.ledger),
        replace(keys(7).commitments, intake=keys(8).commitments.intake),
    ):
        assert refused(lambda other=other: check_commitments(keys(7), other)) == (Forged, "commitment")


# Links


def test_links_open_the_epoch_before_and_so_the_whole_past() -> None:
    current = keys(9)
    for epoch in (8, 7, 6):
        current = open_links(
            current, seal_links(keys(epoch + 1), keys(epoch)), Generation(1), Epoch(epoch), keys(epoch).commitments
        )
        assert current == keys(epoch)


def test_links_cross_generations() -> None:
    links = seal_links(keys(8, 2), keys(7))
    assert open_links(keys(8, 2), links, Generation(1), Epoch(7), keys(7).commitments) == keys(7)


def test_a_reader_opens_a_link_but_not_its_restricted_part() -> None:
    links = seal_links(keys(8), keys(7))
    assert open_links(reader(keys(8)), links, Generation(1), Epoch(7), keys(7).commitments) == reader(keys(7))


def test_a_link_with_a_flipped_bit_or_for_another_epoch_is_refused() -> None:
    links, commitments = seal_links(keys(8), keys(7)), keys(7).commitments
    damaged = [replace(links, ledger=flipped) for flipped in flips(links.ledger)]
    damaged += [replace(links, intake=flipped) for flipped in flips(links.intake)]
    damaged += [replace(links, restricted=flipped) for flipped in flips(links.restricted)]
    damaged.append(Links(links.intake, links.ledger, links.restricted))
    for bad in damaged:
        assert refused(lambda bad=bad: open_links(keys(8), bad, Generation(1), Epoch(7), commitments)) == (Forged, "bad-link")
    for wrong in (
        lambda: open_links(keys(9), links, Generation(1), Epoch(7), commitments),
        lambda: open_links(keys(8), links, Generation(1), Epoch(6), commitments),
        lambda: open_links(keys(8), links, Generation(2), Epoch(7), commitments),
    ):
        assert refused(wrong) == (Forged, "bad-link")


def test_a_link_to_other_keys_than_their_commit_announced_is_refused() -> None:
    wrong = replace(keys(6), epoch=Epoch(7))
    links = seal_links(keys(8), wrong)
    assert refused(lambda: open_links(keys(8), links, Generation(1), Epoch(7), keys(7).commitments)) == (Forged, "bad-link")


def test_a_reader_makes_no_link_but_a_recovery_key_links_what_it_has() -> None:
    assert refused(lambda: seal_links(reader(keys(8)), keys(7))) == (Usage, "usage")
    links = seal_links(keys(8, 2), reader(keys(7)))
    assert links.restricted == b""
    assert open_links(keys(8, 2), links, Generation(1), Epoch(7), keys(7).commitments) == reader(keys(7))


# Seals for readers


def unseal(seal: object, seed: bytes = READER_SEED, circle: CircleId = CIRCLE, epoch: int = 7, announced: int = 7) -> EpochKeys:
    commitments = keys(announced).commitments
    return open_reader_seal(seal, seed, commitments, circle=circle, generation=Generation(1), epoch=Epoch(epoch))  # type: ignore[arg-type]


def test_a_reader_gets_the_ledger_and_intake_keys_and_no_more() -> None:
    assert unseal(seal_for_reader(keys(7), READER, READER_KEY, CIRCLE)) == reader(keys(7))


def test_a_seal_for_another_reading_key_does_not_open() -> None:
    seal = seal_for_reader(keys(7), READER, READER_KEY, CIRCLE)
    assert refused(lambda: unseal(seal, OTHER_SEED)) == (CannotOpen, "cannot-open")


def test_a_blinded_reader_knows_it() -> None:
    seal = seal_for_reader(keys(7), READER, READER_KEY, CIRCLE)
    blinded = [
        replace(seal, sealed=bytes(len(seal.sealed))),
        replace(seal, holder=Holder(b"h" * 32)),
        replace(seal, sealed=seal.sealed[:-1] + bytes([seal.sealed[-1] ^ 1])),
        seal_for_reader(keys(7), READER, READER_KEY, OTHER_CIRCLE),
        seal_for_reader(replace(keys(8), epoch=Epoch(7)), READER, READER_KEY, CIRCLE),
        seal_for_reader(replace(keys(7), intake_seed=b"i" * 32), READER, READER_KEY, CIRCLE),
        seal_for_reader(replace(keys(7), intake_seed=keys(7).intake_seed + b"x"), READER, READER_KEY, CIRCLE),
        seal_for_reader(replace(keys(7), intake_seed=b""), READER, READER_KEY, CIRCLE),
    ]
    for bad in blinded:
        assert refused(lambda bad=bad: unseal(bad)) == (Forged, "blinded")
    assert refused(lambda: unseal(seal, announced=8)) == (Forged, "blinded")
    assert refused(lambda: unseal(seal, epoch=8, announced=7)) == (Forged, "blinded")


# Records


@given(st.binary(max_size=5000), st.booleans())
@settings(max_examples=30, deadline=None)
def test_a_record_opens_with_the_keys_of_its_epoch(plaintext: bytes, restricted: bool) -> None:
    assert open_record(keys(7), record(plaintext, restricted)) == plaintext


def test_the_record_key_is_that_of_the_page() -> None:
    head = header().encode()
    assert record_key(keys(7).ledger, head).value == hkdf(keys(7).ledger, b"record" + sha256(head))
    assert record_key_for(keys(7), header()).value == record_key(keys(7).ledger, head).value
    restricted = header(restricted=True)
    assert record_key_for(keys(7), restricted).value == record_key(keys(7).restricted or b"", restricted.encode()).value


def test_a_reader_opens_records_but_no_restricted_ones() -> None:
    assert open_record(reader(keys(7)), record(b"for readers")) == b"for readers"
    assert refused(lambda: open_record(reader(keys(7)), record(restricted=True))) == (CannotOpen, "restricted")
    as_if = replace(reader(keys(7)), restricted=keys(7).ledger)
    assert refused(lambda: open_record(as_if, record(restricted=True))) == (Forged, "commitment")


def test_a_record_does_not_open_with_the_keys_of_another_epoch() -> None:
    assert refused(lambda: open_record(keys(8), record())) == (Usage, "wrong-epoch")
    assert refused(lambda: open_record(keys(7, 2), record())) == (Usage, "wrong-epoch")
    pretended = replace(keys(8), epoch=Epoch(7))
    assert refused(lambda: open_record(pretended, record())) == (Forged, "commitment")


def test_a_record_under_another_header_does_not_open() -> None:
    entry = record()
    for changed in (
        header(uid=Uid(b"u" * 16)),
        header(author=Holder(b"a" * 32)),
        header(position=Position(6)),
        header(prev=b"p" * 32),
        header(circle=OTHER_CIRCLE),
        header(time=Millis(1)),
        header(settles=(bytes(16),)),
        header(restricted=True),
    ):
        moved = sign_entry(SEED, changed, entry.body)
        assert refused(lambda moved=moved: open_record(keys(7), moved)) == (Forged, "commitment")


def test_a_record_whose_body_is_altered_does_not_open() -> None:
    entry = record()
    body = parse_record_body(entry.body)
    for nonce in flips(body.nonce):
        moved = sign_entry(SEED, entry.header, replace(body, nonce=nonce).encode())
        assert refused(lambda moved=moved: open_record(keys(7), moved)) == (Forged, "bad-ciphertext")
    for commitment in flips(body.commitment):
        moved = sign_entry(SEED, entry.header, replace(body, commitment=commitment).encode())
        assert refused(lambda moved=moved: open_record(keys(7), moved)) == (Forged, "commitment")
    for ciphertext in list(flips(body.ciphertext))[::20]:
        moved = sign_entry(SEED, entry.header, replace(body, ciphertext=ciphertext).encode())
        assert refused(lambda moved=moved: open_record(keys(7), moved)) == (Forged, "bad-ciphertext")


def test_a_record_has_one_of_five_sizes_and_one_over_the_ladder_is_not_made() -> None:
    sizes = {len(record(bytes(size)).body) for size in (0, 1, 1020, 1021, 4092, 5_000, 20_000, 65_532, 65_533, MAX_PLAINTEXT)}
    assert len(sizes) == 5
    assert refused(lambda: record(bytes(MAX_PLAINTEXT + 1)))[0] is Usage


def test_no_record_is_sealed_under_the_keys_of_another_epoch_or_as_another_class() -> None:
    assert refused(lambda: seal_record(keys(8), header(), b"", seeded())) == (Usage, "wrong-epoch")
    assert refused(lambda: seal_record(keys(7), header(EntryClass.COMMIT), b"", seeded()))[0] is Usage
    assert refused(lambda: open_record_with_key(RecordKey(bytes(32)), report())) == (Malformed, "wrong-class")


# Disclosures


def disclosure_example() -> dict[str, str]:
    made = seal_disclosure(RecordKey(b"K" * 32), READER_KEY, CIRCLE, EntryHash(b"e" * 32))
    return {
        "circle": CIRCLE.hex(),
        "entry_hash": made.entry_hash.hex(),
        "reading_seed": READER_SEED.hex(),
        "key_hash": made.key_hash.hex(),
        "info": (CIRCLE + made.entry_hash + made.key_hash).hex(),
    }


def test_the_example_of_the_disclosure_page_is_what_the_code_makes() -> None:
    values = example("disclosure")
    assert values == disclosure_example()
    sealed = hpke_seal(READER_KEY, b"K" * 32, bytes.fromhex(values["info"]))
    made = replace(seal_disclosure(RecordKey(b"K" * 32), READER_KEY, CIRCLE, EntryHash(b"e" * 32)), sealed=sealed)
    assert open_disclosure(made, READER_SEED, CIRCLE).value == b"K" * 32


def test_a_disclosure_opens_its_record_and_no_other() -> None:
    entry = record(b"disclosed")
    made = seal_disclosure(record_key_for(keys(7), entry.header), READER_KEY, CIRCLE, entry.hash)
    key = open_disclosure(made, READER_SEED, CIRCLE)
    assert open_record_with_key(key, entry) == b"disclosed"
    head = header(uid=Uid(b"2" * 16))
    other = sign_entry(SEED, head, seal_record(keys(7), head, b"another", seeded()))
    assert refused(lambda: open_record_with_key(key, other)) == (Forged, "commitment")


def test_a_record_discloses_itself() -> None:
    head = header(restricted=True)
    made = seal_disclosure(record_key_for(keys(7), head), READER_KEY, CIRCLE, EntryHash(ZERO32))
    entry = sign_entry(SEED, head, seal_record(keys(7), head, b"for you", seeded(), [made]))
    (carried,) = parse_record_body(entry.body).disclosures
    assert carried.is_own
    assert open_record_with_key(open_disclosure(carried, READER_SEED, CIRCLE), entry) == b"for you"


def test_a_disclosure_for_another_key_circle_or_record_does_not_open() -> None:
    made = seal_disclosure(RecordKey(b"K" * 32), READER_KEY, CIRCLE, EntryHash(b"e" * 32))
    assert refused(lambda: open_disclosure(made, OTHER_SEED, CIRCLE)) == (CannotOpen, "cannot-open")
    assert refused(lambda: open_disclosure(made, READER_SEED, OTHER_CIRCLE)) == (Forged, "bad-disclosure")
    moved = replace(made, entry_hash=EntryHash(b"f" * 32))
    assert refused(lambda: open_disclosure(moved, READER_SEED, CIRCLE)) == (Forged, "bad-disclosure")
    for sealed in list(flips(made.sealed))[::30]:
        damaged = replace(made, sealed=sealed)
        assert refused(lambda damaged=damaged: open_disclosure(damaged, READER_SEED, CIRCLE)) == (Forged, "bad-disclosure")


# Reports


def report_example() -> dict[str, str]:
    head = header(EntryClass.REPORT)
    return {
        "I_7": keys(7).intake_seed.hex(),
        "intake_key_hash": reading_key_hash(intake_key(keys(7).intake_seed)).hex(),
        "info": head.encode().hex(),
    }


def test_the_example_of_the_report_page_is_what_the_code_makes() -> None:
    values = example("report")
    assert values == report_example()
    padded = (4).to_bytes(4, "big") + b"text" + bytes(1016)
    sealed = hpke_seal(intake_key(keys(7).intake_seed), padded, bytes.fromhex(values["info"]))
    body = replace(parse_report_body(report().body), sealed=sealed).encode()
    assert open_report(keys(7).intake_seed, sign_entry(SEED, header(EntryClass.REPORT), body)) == b"text"


@given(st.binary(max_size=5000))
@settings(max_examples=20, deadline=None)
def test_a_report_opens_with_the_intake_seed_of_its_epoch(plaintext: bytes) -> None:
    assert open_report(keys(7).intake_seed, report(plaintext)) == plaintext


def test_a_report_does_not_open_with_another_seed_or_under_another_header() -> None:
    entry = report()
    assert refused(lambda: open_report(keys(8).intake_seed, entry))[0] is CannotOpen
    for changed in (
        header(EntryClass.REPORT, author=Holder(b"a" * 32)),
        header(EntryClass.REPORT, uid=Uid(b"u" * 16)),
        header(EntryClass.REPORT, circle=OTHER_CIRCLE),
        header(EntryClass.REPORT, epoch=8),
        header(EntryClass.REPORT, time=Millis(1)),
    ):
        moved = sign_entry(SEED, changed, entry.body)
        assert refused(lambda moved=moved: open_report(keys(7).intake_seed, moved))[0] is CannotOpen


def test_a_report_whose_body_is_altered_does_not_open() -> None:
    entry = report()
    for body in list(flips(entry.body))[::40]:
        moved = sign_entry(SEED, entry.header, body)
        assert refused(lambda moved=moved: open_report(keys(7).intake_seed, moved))[0] in {CannotOpen, Malformed}


def test_only_a_report_is_sealed_to_the_intake_key() -> None:
    assert refused(lambda: seal_report(READER_KEY, header(), b"")) == (Usage, "wrong-class")
    assert refused(lambda: open_report(READER_SEED, record())) == (Malformed, "wrong-class")
    assert refused(lambda: seal_report(b"short", header(EntryClass.REPORT), b""))[0] is Malformed


# Texts of deadlines

DEADLINE = DeadlineOpen(b"d" * 16, DeadlineMode.AFTER, 86_400, (b"n" * 32,), (Escalation(300, (b"e" * 32,)),), b"")
TEMPLATE = ReportDeadline(DeadlineId(b"t" * 16), 300, (b"n" * 32,), (Escalation(60, (b"e" * 32,)),), b"")


def test_the_text_of_a_deadline_opens_for_holders_of_the_ledger_key() -> None:
    sealed = seal_deadline(keys(7).ledger, CIRCLE, DEADLINE, b"decide", seeded())
    assert replace(sealed, text=b"") == DEADLINE
    assert open_deadline(keys(7).ledger, CIRCLE, sealed) == b"decide"
    assert header(opens=(sealed,)).encode()


def test_the_text_of_a_deadline_is_bound_to_circle_id_times_and_addressees() -> None:
    sealed = seal_deadline(keys(7).ledger, CIRCLE, DEADLINE, b"decide", seeded())
    moved = [
        replace(sealed, id=b"x" * 16),
        replace(sealed, mode=DeadlineMode.AT),
        replace(sealed, value=1),
        replace(sealed, notify=()),
        replace(sealed, escalations=()),
        *(replace(sealed, text=text) for text in list(flips(sealed.text))[::20]),
        replace(sealed, text=b""),
    ]
    for bad in moved:
        assert refused(lambda bad=bad: open_deadline(keys(7).ledger, CIRCLE, bad))[0] is Forged
    assert refused(lambda: open_deadline(keys(8).ledger, CIRCLE, sealed))[0] is Forged
    assert refused(lambda: open_deadline(keys(7).ledger, OTHER_CIRCLE, sealed))[0] is Forged


def test_texts_of_deadlines_have_one_size() -> None:
    sizes = {len(seal_deadline(keys(7).ledger, CIRCLE, DEADLINE, bytes(size), seeded()).text) for size in (0, 500, 1020)}
    assert sizes == {24 + 1024 + 16}
    assert refused(lambda: seal_deadline(keys(7).ledger, CIRCLE, DEADLINE, bytes(1021), seeded())) == (Usage, "too-large")


def test_the_text_of_a_report_s_deadline_says_whose_keys_open_it() -> None:
    sealed = seal_report_deadline(keys(6), CIRCLE, TEMPLATE, b"acknowledge", seeded())
    assert report_deadline_epoch(sealed) == (1, 6)
    assert open_report_deadline(keys(6), CIRCLE, sealed) == b"acknowledge"
    assert refused(lambda: open_report_deadline(keys(7), CIRCLE, sealed))[0] is CannotOpen
    assert refused(lambda: open_report_deadline(keys(6), OTHER_CIRCLE, sealed))[0] is Forged
    assert refused(lambda: open_report_deadline(keys(6), CIRCLE, replace(sealed, after_seconds=1)))[0] is Forged
    assert refused(lambda: open_report_deadline(keys(6), CIRCLE, TEMPLATE))[0] is Malformed
