"""Reports: sealed to the circle's intake key: docs/spec/report.md.

HPKE in base mode does not say who sealed: the signature of the entry does, and the header is the seal's info, so a seal
cannot be moved under another author, circle or epoch.
"""

from __future__ import annotations

from crypto.body import ReportBody, parse_report_body
from crypto.entry import Entry, Header
from crypto.errors import Malformed, Usage
from crypto.pad import pad, unpad
from crypto.primitives import hpke_message_key, hpke_open, hpke_open_with_key, hpke_seal
from crypto.types import EntryClass


def seal_report(intake_public: bytes, header: Header, plaintext: bytes) -> bytes:
    """The body of a report for the intake key (1216 bytes) of the header's epoch. Raises ``Usage`` where the plaintext is over the
    ladder or the header is of another class, ``Malformed`` where the key is none."""
    if header.entry_class is not EntryClass.REPORT:
        raise Usage("only a report is sealed to the intake key", "wrong-class")
    return ReportBody(hpke_seal(intake_public, pad(plaintext), header.encode())).encode()


def open_report(intake_seed: bytes, entry: Entry) -> bytes:
    """The plaintext, with I_e (32 bytes) of the header's epoch. Raises ``CannotOpen`` or ``Malformed``."""
    if entry.header.entry_class is not EntryClass.REPORT:
        raise Malformed("the entry is no report", "wrong-class")
    return unpad(hpke_open(intake_seed, parse_report_body(entry.body).sealed, entry.header_bytes))


def report_key(intake_seed: bytes, entry: Entry) -> bytes:
    """What opens this report and no other (44 bytes), for evidence. Raises ``CannotOpen`` or ``Malformed``.

    The cipher does not commit to its key, so whoever sealed the report could prepare a second key for a second text; whoever only
    received it cannot. Both texts would need the same zeros of padding and the same words around what differs."""
    if entry.header.entry_class is not EntryClass.REPORT:
        raise Malformed("the entry is no report", "wrong-class")
    return hpke_message_key(intake_seed, parse_report_body(entry.body).sealed, entry.header_bytes)


def open_report_with_key(key: bytes, entry: Entry) -> bytes:
    """The plaintext, with ``report_key``. Raises ``CannotOpen`` or ``Malformed``."""
    if entry.header.entry_class is not EntryClass.REPORT:
        raise Malformed("the entry is no report", "wrong-class")
    return unpad(hpke_open_with_key(key, parse_report_body(entry.body).sealed))
