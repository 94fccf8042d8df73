"""Evidence: one record and one report, checked with the root's fingerprint alone; whatever else it is made to say is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from client.core.replica.letter import Letter
from crypto.chain import CHAIN_START
from crypto.entry import Entry, EntryClass, Header, sign_entry
from crypto.errors import CannotOpen, Forged, Malformed, QorganError, Refused
from crypto.evidence import ClearLeaf, Evidence, Exhibit, verify_evidence
from crypto.ledger import EpochKeys, record_key_for, seal_record
from crypto.log import LeafKind, MerkleTree, clear_leaf, entry_leaf, sign_checkpoint
from crypto.primitives import (
    ed25519_public,
    hpke_message_key,
    hpke_open_with_key,
    hpke_public,
    hpke_seal,
    sha256,
)
from crypto.report import report_key, seal_report
from crypto.ring import certificate_hash, person_hash
from crypto.trust import BodyKind, issue_body, issue_crl, issue_device, issue_root, make_deployment, parse_certificate
from crypto.types import CircleId, Epoch, Generation, Holder, Millis, Position, Uid
from tests.crypto.toolbox import cuts, flips, seeded

START, DAY = 1_800_000_000_000, 86_400_000
ROOT_SEED, BODY_SEED, DEVICE_SEED, LOG_SEED, PERSON_SEED, INTAKE = (bytes([n]) * 32 for n in range(1, 7))
ROOT = issue_root(ROOT_SEED, "Root", START, START + 20 * 365 * DAY)
BODY = issue_body(ROOT_SEED, ROOT, ed25519_public(BODY_SEED), "Court", BodyKind.DECIDING, START, START + 3650 * DAY)
DEVICE = issue_device(BODY_SEED, BODY, ed25519_public(DEVICE_SEED), "Desk", ["officer"], START, START + 365 * DAY)
REVOKED = issue_crl(BODY_SEED, BODY, 1, START, START + DAY, [(parse_certificate(DEVICE).serial, START)])
DEPLOYMENT = make_deployment(ROOT_SEED, "d", bytes(16), ROOT, "log.example", ed25519_public(LOG_SEED))
CIRCLE = CircleId(b"\xc1" * 32)
KEYS = EpochKeys(Generation(1), Epoch(1), b"\x11" * 32, INTAKE, b"\x13" * 32)
AT = Millis(START + 1000)


def header(author: Holder, kind: EntryClass) -> Header:
    place = (Position(0), CHAIN_START) if kind is EntryClass.RECORD else (None, None)
    common = (CIRCLE, Generation(1), Epoch(1), kind, Uid(bytes([kind]) * 16), author, AT, 0, sha256(b""))
    return Header(*common, position=place[0], prev=place[1])


def record(author: Holder | None = None, seed: bytes = DEVICE_SEED) -> tuple[Entry, bytes]:
    head = header(author or certificate_hash(DEVICE), EntryClass.RECORD)
    return sign_entry(seed, head, seal_record(KEYS, head, b"words", seeded())), record_key_for(KEYS, head).value


def report(seed: bytes = PERSON_SEED, key: bytes = ed25519_public(PERSON_SEED), author: bytes = PERSON_SEED) -> tuple[Entry, bytes]:
    head = header(person_hash(ed25519_public(author)), EntryClass.REPORT)
    letter = Letter(key, hpke_public(bytes(32)), b"{}").encode()
    entry = sign_entry(seed, head, seal_report(hpke_public(INTAKE), head, letter))
    return entry, report_key(INTAKE, entry)


def evidence(entries: list[tuple[Entry, bytes]], clear: tuple[tuple[LeafKind, bytes], ...] = (), after: bytes = b"") -> Evidence:
    """Certificates, then ``clear``, then the entries, then the list ``after``: in a log of their own."""
    before = [(LeafKind.CERTIFICATE, BODY), (LeafKind.CERTIFICATE, DEVICE), *clear]
    tree = MerkleTree([clear_leaf(kind, data) for kind, data in before])
    for number, (entry, _key) in enumerate(entries):
        tree.append(entry_leaf(bytes(16), CIRCLE, number, entry.hash, AT))
    late = [(LeafKind.REVOCATION, after)] if after else []
    for kind, data in late:
        tree.append(clear_leaf(kind, data))
    places = [*enumerate(before), *enumerate(late, len(before) + len(entries))]
    return Evidence(
        DEPLOYMENT.encode(),
        sign_checkpoint(LOG_SEED, "log.example", tree.size, tree.root()),
        b"",
        tuple(ClearLeaf(kind, index, data, tree.inclusion_proof(index)) for index, (kind, data) in places),
        tuple(
            Exhibit(CIRCLE, number, index, AT, bytes(16), entry.encode(), tree.inclusion_proof(index), key)
            for number, (entry, key) in enumerate(entries)
            for index in (len(before) + number,)
        ),
    )


@cache
def both() -> Evidence:
    return evidence([record(), report()])


def why(made: Evidence) -> str:
    with pytest.raises((Forged, Refused, Malformed)) as caught:
        verify_evidence(made, sha256(ROOT))
    return caught.value.code


def test_a_record_and_a_report_are_opened_and_their_signers_told() -> None:
    verified = verify_evidence(Evidence.decode(both().encode()), sha256(ROOT))
    first, second = verified.proven
    assert (first.plaintext, first.device.name if first.device else "") == (b"words", "Desk")
    assert second.device is None
    assert second.plaintext == Letter(ed25519_public(PERSON_SEED), hpke_public(bytes(32)), b"{}").encode()


def test_every_flip_and_cut_of_evidence_is_refused_or_says_the_same() -> None:
    """Salts, proofs and stamps are all under the log's signature; only the context is nobody's."""
    whole = both().encode()
    said = verify_evidence(both(), sha256(ROOT)).proven
    for damaged in [*list(flips(whole))[::7], *list(cuts(whole))[::97], whole + b"\0"]:
        try:
            found = verify_evidence(Evidence.decode(damaged), sha256(ROOT)).proven
        except QorganError:
            continue
        assert found == said


def test_another_root_and_another_log_are_refused() -> None:
    with pytest.raises(Forged) as caught:
        verify_evidence(both(), bytes(32))
    assert caught.value.code == "other-root"
    other = sign_checkpoint(BODY_SEED, "log.example", 4, bytes(32))
    assert why(replace(both(), checkpoint=other)) == "unsigned-note"


def test_a_signer_counts_by_the_leaves_before() -> None:
    assert why(evidence([record()], ((LeafKind.REVOCATION, REVOKED),))) == "revoked"
    assert verify_evidence(evidence([record()], after=REVOKED), sha256(ROOT)).proven
    late = replace(both(), leaves=both().leaves[:1])
    assert why(late) == "unknown-certificate"
    assert why(replace(both(), leaves=both().leaves[::-1])) == "reordered"


def test_a_report_that_its_author_did_not_sign_is_refused() -> None:
    assert why(evidence([report(seed=BODY_SEED)])) == "bad-signature"
    assert why(evidence([report(author=BODY_SEED)])) == "letter-key"
    assert why(evidence([report(key=ed25519_public(BODY_SEED))])) == "letter-key"


def test_a_record_of_another_than_its_author_is_refused() -> None:
    assert why(evidence([record(seed=BODY_SEED)])) == "bad-signature"
    assert why(evidence([record(author=person_hash(ed25519_public(PERSON_SEED)), seed=PERSON_SEED)])) == "unknown-certificate"


def test_the_key_of_a_report_opens_no_other() -> None:
    seed = bytes(range(32))
    one, two = hpke_seal(hpke_public(seed), b"one", b"info"), hpke_seal(hpke_public(seed), b"two", b"info")
    key = hpke_message_key(seed, one, b"info")
    assert hpke_open_with_key(key, one) == b"one"
    for wrong in (lambda: hpke_open_with_key(key, two), lambda: hpke_message_key(seed, one, b"other")):
        with pytest.raises(CannotOpen):
            wrong()
    with pytest.raises(CannotOpen):
        hpke_message_key(bytes(32), one, b"info")
    with pytest.raises(CannotOpen):
        hpke_message_key(seed, one[:100], b"info")
