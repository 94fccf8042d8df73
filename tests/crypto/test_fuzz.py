"""Damaged inputs by the thousand: a parser answers with a value that writes the same bytes, or with our errors, and soon."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from crypto.blob import BlobRef
from crypto.card import EnrolmentCard, FrontDeskCard
from crypto.document_seal import parse_seal
from crypto.errors import Forged, Malformed
from crypto.evidence import Evidence
from crypto.log import Checkpoint, open_checkpoint, sign_checkpoint
from crypto.pad import pad, unpad
from crypto.primitives import ed25519_public, hpke_public
from crypto.ring import KeyRing
from crypto.trust import Deployment, ReadingKeyStatement, Statements, parse_certificate, parse_crl
from tests.crypto import test_spec_pages as pages

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number")  # pyca says so before we refuse it

TRUST = {name: bytes.fromhex(value) for name, value in pages.trust().items()}
ENROLMENT, DESK = pages.cards()
STATEMENT = Statements().next(bytes([3]) * 32, bytes(32), hpke_public(pages.SEED), 1)
NOTE = sign_checkpoint(pages.SEED, pages.ORIGIN, 3, bytes.fromhex(pages.log()["root"]))


def read_note(data: bytes) -> bytes:
    """A note may carry signatures of others, so it has more than one spelling; its text has one, and it is signed."""
    opened = open_checkpoint(data.decode("utf-8", "surrogateescape"), pages.ORIGIN, ed25519_public(pages.SEED))
    assert opened == Checkpoint(pages.ORIGIN, 3, bytes.fromhex(pages.log()["root"]))
    return data


def read_card(data: bytes) -> bytes:
    """A card forgives case, spaces and hyphens, and keeps its content."""
    assert EnrolmentCard.decode(data.decode("latin-1")) == ENROLMENT
    return data


def read_desk(data: bytes) -> bytes:
    assert FrontDeskCard.decode(data.decode("latin-1")) == DESK
    return data


PARSERS: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "root": (TRUST["root"], lambda d: parse_certificate(d).der),
    "device": (TRUST["device"], lambda d: parse_certificate(d).der),
    "revocation": (TRUST["revocation"], lambda d: parse_crl(d).der),
    "deployment": (TRUST["deployment"], lambda d: Deployment.decode(d).encode()),
    "statement": (STATEMENT.encode(), lambda d: ReadingKeyStatement.decode(d).encode()),
    "ring": (bytes.fromhex(pages.ring()["encoded"]), lambda d: KeyRing.decode(d).encode()),
    "blob": (bytes.fromhex(pages.blob()["ref"]), lambda d: BlobRef.decode(d).encode()),
    "pad": (pad(b"abc"), lambda d: pad(unpad(d))),
    "seal": (bytes.fromhex(pages.document_seal()["certificate"]), lambda d: parse_seal(d).der),
    "evidence": (bytes.fromhex(pages.evidence()["evidence"]), lambda d: Evidence.decode(d).encode()),
    "note": (NOTE.encode(), read_note),
    "enrolment card": (ENROLMENT.encode().encode(), read_card),
    "front desk card": (DESK.encode().encode(), read_desk),
}


def damaged(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        place, way = rng.randrange(len(out) + 1), rng.randrange(6)
        if way == 0 and place < len(out):
            out[place] ^= 1 << rng.randrange(8)
        elif way == 1 and place < len(out):
            out[place] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
        elif way == 2:
            out[place:place] = rng.randbytes(rng.randrange(1, 5))
        elif way == 3:
            del out[place : place + rng.randrange(1, 9)]
        elif way == 4:
            source = rng.randrange(len(out) + 1)
            out[place:place] = out[source : source + rng.randrange(1, 40)]
        else:
            del out[place:]
    return bytes(out)


def run(name: str, count: int, seed: int) -> None:
    data, read = PARSERS[name]
    assert read(data) == data
    rng, refused, slowest = random.Random(seed), 0, 0.0
    for _ in range(count):
        attempt = damaged(data, rng)
        start = time.perf_counter()
        try:
            assert read(attempt) == attempt
        except (Malformed, Forged):
            refused += 1
        slowest = max(slowest, time.perf_counter() - start)
    assert refused > count // 2
    assert slowest < 1


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_a_damaged_input_is_refused_or_writes_itself(name: str) -> None:
    run(name, 1_000, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PARSERS))
def test_a_damaged_input_is_refused_or_writes_itself_twenty_thousand_times(name: str) -> None:
    run(name, 20_000, seed=2)
