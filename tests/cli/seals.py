"""Document seals of a town's bodies, as key files."""

from __future__ import annotations

import os
from pathlib import Path

from client.formats.key_file import seal_file
from crypto.certificate import parse_certificate
from crypto.document_seal import SealKey, issue_seal, parse_seal
from crypto.trust import issue_crl
from tests.client.town import Clock
from tests.server.world import YEAR, BodyParty

PASSPHRASE = "of the seal"
DAY = 86_400_000


def key_of_seal(body: BodyParty, path: Path, seed: bytes = b"\x05" * 32, name: str = "Құжаттар мөрі") -> tuple[str, int]:
    """Writes the key file; its path, and the serial number of the seal."""
    start = parse_certificate(body.der).not_before
    der = issue_seal(body.seed, body.der, seed, name, start, start + YEAR)
    seal_file(path, SealKey(seed, der).encode(), PASSPHRASE, os.urandom)
    return str(path), parse_seal(der).serial


def revoking(body: BodyParty, serial: int, number: int = 1, back: int = 0) -> bytes:
    """``back``: by how many milliseconds the revocation is dated back."""
    now = Clock()()
    return issue_crl(body.seed, body.der, number, now, now + 30 * DAY, [(serial, now - back)])
