"""The short code that the person's device and the officer's show, for the two to compare."""

from __future__ import annotations

from client.law.records.reports import Enrol
from crypto.words import short_code


def enrolment_code(fingerprint: bytes, invitation: bytes, enrol: Enrol) -> str:
    """Over the root (``fingerprint``), the invitation's holder hash and both new keys."""
    return short_code(fingerprint, invitation, bytes.fromhex(enrol.verify_key), bytes.fromhex(enrol.reading_key_hash))
