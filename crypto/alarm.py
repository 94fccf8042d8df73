"""Alarms: a signed statement about an entry by a member or reader: docs/spec/alarm.md. It is logged and changes no state.

The server reads who alarms about which entry and of what kind, and never why: the reason is sealed to the circle's intake key,
which members and readers open, and which also a blinded reader, who has no other key of the epoch, can seal to.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

from crypto.codec import Reader, Writer, decode
from crypto.deadline import number
from crypto.errors import CannotOpen, Malformed, Usage
from crypto.frozen import dataclass
from crypto.pad import LADDER, pad, unpad
from crypto.primitives import HPKE_ENC_SIZE, LABEL_ALARM, TAG_SIZE, hpke_open, hpke_seal, sign, verify
from crypto.types import CircleId, EntryHash, Epoch, Generation, Holder, Millis, Uid

VERSION = 1
MAX_ALARM = 8192
_SEALED_SIZE = 12 + HPKE_ENC_SIZE + LADDER[0] + TAG_SIZE


class AlarmKind(IntEnum):
    """What is wrong, or asked."""

    CANNOT_PROCESS = 1
    BLINDED = 2
    DISCLOSURE_REQUEST = 3
    CLONE = 4
    LOG = 5


@dataclass(frozen=True, slots=True)
class Alarm:
    """``entry_hash``: the entry it is about, or zero. ``reason``: empty or sealed. ``author``: certificate hash. ``time`` in ms."""

    circle: CircleId
    entry_hash: EntryHash
    kind: AlarmKind
    author: Holder
    time: Millis
    uid: Uid
    reason: bytes = b""
    signature: bytes = b""

    def _unsigned(self) -> bytes:
        writer = Writer().u8(VERSION).fixed(self.circle, 32).fixed(self.entry_hash, 32).u8(self.kind).opaque(self.reason)
        return writer.fixed(self.author, 32).u64(self.time).fixed(self.uid, 16).bytes()

    def encode(self) -> bytes:
        """Raises ``ValueError`` where it is not signed."""
        return Writer().raw(self._unsigned()).fixed(self.signature, 64).bytes()

    def sign(self, seed: bytes) -> Alarm:
        """Signed with the author's signing seed (32 bytes)."""
        return replace(self, signature=sign(seed, LABEL_ALARM, self._unsigned()))

    def verify(self, verify_key: bytes) -> None:
        """Raises ``Forged``. That the key is the author's is the caller's to know."""
        verify(verify_key, LABEL_ALARM, self._unsigned(), self.signature)

    def seal_reason(self, intake_public: bytes, generation: Generation, epoch: Epoch, text: bytes) -> Alarm:
        """With the reason (at most 1020 bytes, else ``Usage``) sealed to the intake key of an epoch; to be signed after."""
        padded = pad(text)
        if len(padded) > LADDER[0]:
            raise Usage("the reason of an alarm has at most {limit} bytes", "too-large", limit=LADDER[0] - 4)
        when = generation.to_bytes(4, "big") + epoch.to_bytes(8, "big")
        return replace(self, reason=when + hpke_seal(intake_public, padded, self._reason_info(when)), signature=b"")

    @property
    def reason_epoch(self) -> tuple[Generation, Epoch] | None:
        """Whose intake seed opens the reason; None where there is no reason."""
        if not self.reason:
            return None
        return Generation(int.from_bytes(self.reason[:4], "big")), Epoch(int.from_bytes(self.reason[4:12], "big"))

    def open_reason(self, intake_seed: bytes) -> bytes:
        """Raises ``CannotOpen`` (also where there is none) or ``Malformed``."""
        if not self.reason:
            raise CannotOpen("the alarm gives no reason")
        return unpad(hpke_open(intake_seed, self.reason[12:], self._reason_info(self.reason[:12])))

    def _reason_info(self, when: bytes) -> bytes:
        return b"Qorgan 1 alarm reason" + when + replace(self, reason=b"")._unsigned()


def parse_alarm(data: bytes) -> Alarm:
    """Raises ``Malformed``."""
    if len(data) > MAX_ALARM:
        raise Malformed("an alarm is over its limit", "too-large")
    return decode(data, _read_alarm)


def _read_alarm(reader: Reader) -> Alarm:
    if reader.u8() != VERSION:
        raise Malformed("unknown alarm version", "unknown-version")
    circle, entry_hash, kind = CircleId(reader.fixed(32)), EntryHash(reader.fixed(32)), reader.u8()
    reason = reader.opaque()
    if kind not in {int(known) for known in AlarmKind}:
        raise Malformed("unknown kind of alarm")
    if len(reason) not in {0, _SEALED_SIZE}:
        raise Malformed("the reason of an alarm is not sealed")
    author, time, uid = Holder(reader.fixed(32)), Millis(number(reader)), Uid(reader.fixed(16))
    return Alarm(circle, entry_hash, AlarmKind(kind), author, time, uid, reason, reader.fixed(64))
