"""Different things have different types (style rule 11): ids, places, counters and times of the whole project."""

from __future__ import annotations

from enum import IntEnum
from typing import NewType

CircleId = NewType("CircleId", bytes)
"""32 bytes."""
EntryHash = NewType("EntryHash", bytes)
"""32 bytes."""
ChainHash = NewType("ChainHash", bytes)
"""32 bytes: the chain up to and including one position."""
Holder = NewType("Holder", bytes)
"""32 bytes: the hash of a device's certificate, or the ``person_hash`` of a person's verify key."""
CertificateHash = Holder
"""32 bytes: SHA-256 of the DER certificate. One type with ``Holder``: where a format names a holder, either may stand."""
KeyHash = NewType("KeyHash", bytes)
"""32 bytes: the ``reading_key_hash`` of a reading key."""
Uid = NewType("Uid", bytes)
"""16 random bytes, kept through every retry of one entry."""
DeadlineId = NewType("DeadlineId", bytes)
"""16 bytes."""
BlobId = NewType("BlobId", bytes)
"""32 bytes."""

Position = NewType("Position", int)
"""The place of an entry in its circle's chain, from 0."""
Epoch = NewType("Epoch", int)
"""The epoch of a circle's MLS group, as the chain counts it: from 1 at genesis, growing over generations."""
Generation = NewType("Generation", int)
"""The number of a circle's MLS group: a refound commit starts the next."""
LogIndex = NewType("LogIndex", int)
"""The place of a leaf in the log, from 0."""
Millis = NewType("Millis", int)
"""Milliseconds since 1970-01-01 UTC."""

ZERO16 = bytes(16)
ZERO32 = bytes(32)


class EntryClass(IntEnum):
    """The class of an entry, as its header says it."""

    COMMIT = 1
    RECORD = 2
    REPORT = 3


class BodyKind(IntEnum):
    """What a body does in a file: in its certificate (``crypto.trust``) and in policies."""

    DECIDING = 1
    IMPLEMENTING = 2
    EXECUTING = 3
    SUPERVISING = 4
