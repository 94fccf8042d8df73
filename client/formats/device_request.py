"""A device asks for a certificate: its name and public keys, signed by its own key, which never leaves it.

    struct { u8 version = 2; opaque name<V>; opaque verify_key[32]; opaque reading_key<V>; opaque signature[64]; } DeviceRequest;

The signature, over "Qorgan 1 request" || name<V> || verify_key || reading_key<V>, proves that the sender holds the key. The reading
key is what the deployment's name key is sealed to; version 1 has none. The body's authority compares
the fingerprint with the officer face to face before it signs.
"""

from __future__ import annotations

from dataclasses import dataclass

from crypto.codec import Reader, Writer, decode
from crypto.errors import Malformed
from crypto.primitives import check_reading_key, sha256, sign, verify

LABEL = b"Qorgan 1 request"
VERSION = 2
WITHOUT_READING_KEY = 1
NAME_LIMIT = 200
READING_KEY_SIZE = 1216


@dataclass(frozen=True, slots=True)
class DeviceRequest:
    name: str
    verify_key: bytes
    signature: bytes
    reading_key: bytes = b""

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits, in fours, to read out."""
        digits = sha256(b"Qorgan 1 request", self.verify_key, self.name.encode()).hex()[:16]
        return " ".join(digits[i : i + 4] for i in range(0, 16, 4))

    def encode(self) -> bytes:
        version = VERSION if self.reading_key else WITHOUT_READING_KEY
        signed = _signed(self.name, self.verify_key, self.reading_key)
        return Writer().u8(version).bytes() + signed + self.signature


def make_request(signing_seed: bytes, verify_key: bytes, name: str, reading_key: bytes = b"") -> DeviceRequest:
    return DeviceRequest(name, verify_key, sign(signing_seed, LABEL, _signed(name, verify_key, reading_key)), reading_key)


def parse_request(data: bytes) -> DeviceRequest:
    """Raises ``Malformed``, and ``Forged`` where the sender does not hold the key."""
    request = decode(data, _read)
    verify(request.verify_key, LABEL, _signed(request.name, request.verify_key, request.reading_key), request.signature)
    if request.reading_key:
        check_reading_key(request.reading_key)
    return request


def _signed(name: str, verify_key: bytes, reading_key: bytes) -> bytes:
    signed = Writer().opaque(name.encode()).fixed(verify_key, 32)
    return (signed.opaque(reading_key) if reading_key else signed).bytes()


def _read(reader: Reader) -> DeviceRequest:
    version = reader.u8()
    if version not in {VERSION, WITHOUT_READING_KEY}:
        raise Malformed("a device's request of an unknown version")
    try:
        name = reader.opaque(NAME_LIMIT).decode()
    except UnicodeDecodeError:
        raise Malformed("the name in a device's request is not UTF-8") from None
    verify_key = reader.fixed(32)
    reading_key = reader.opaque(READING_KEY_SIZE) if version == VERSION else b""
    if version == VERSION and len(reading_key) != READING_KEY_SIZE:
        raise Malformed("a device's request has no reading key")
    return DeviceRequest(name, verify_key, reader.fixed(64), reading_key)
