"""Pre-shared keys (RFC 9420 section 8.4)."""

from __future__ import annotations

from collections.abc import Sequence

from crypto.codec import Writer
from crypto.mls.proposal import PreSharedKeyID
from crypto.mls.suite import Suite


def psk_secret(suite: Suite, psks: Sequence[tuple[PreSharedKeyID, bytes]]) -> bytes:
    """The chain over (id, key), in the order of the Commit; all zero where there is none."""
    secret = suite.zero
    for index, (identifier, key) in enumerate(psks):
        writer = Writer()
        identifier.write(writer)
        label = writer.u16(index).u16(len(psks)).bytes()
        extracted = suite.extract(suite.zero, key)
        secret = suite.extract(suite.expand_with_label(extracted, b"derived psk", label, suite.nh), secret)
    return secret
