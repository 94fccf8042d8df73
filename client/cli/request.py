"""A device asks for a certificate: its name and public keys, signed by its own key, which never leaves it.

    struct { u8 version = 1; opaque name<V>; opaque verify_key[32]; opaque signature[64]; } DeviceRequest;

The signature, over "Qorgan 1 request" || name<V> || verify_key, proves that the sender holds the key. The body's authority compares
the fingerprint with the officer face to face before it signs.
"""

from __future__ import annotations

from dataclasses import dataclass

from crypto.codec import Reader, Writer, decode
from crypto.errors import Malformed
from crypto.primitives import sha256, sign, verify

LABEL = b"Qorgan 1 request"
VERSION = 1
NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class DeviceRequest:
    name: str
    verify_key: bytes
    signature: bytes

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits, in fours, to read out."""
        digits = sha256(b"Qorgan 1 request", self.verify_key, self.name.encode()).hex()[:16]
        return " ".join(digits[i : i + 4] for i in range(0, 16, 4))

    def encode(self) -> bytes:
        writer = Writer().u8(VERSION).opaque(self.name.encode())
        return writer.fixed(self.verify_key, 32).fixed(self.signature, 64).bytes()


def make_request(signing_seed: bytes, verify_key: bytes, name: str) -> DeviceRequest:
    return DeviceRequest(name, verify_key, sign(signing_seed, LABEL, _signed(name, verify_key)))


def parse_request(data: bytes) -> DeviceRequest:
    """Raises ``Malformed``, and ``Forged`` where the sender does not hold the key."""
    request = decode(data, _read)
    verify(request.verify_key, LABEL, _signed(request.name, request.verify_key), request.signature)
    return request


def _signed(name: str, verify_key: bytes) -> bytes:
    return Writer().opaque(name.encode()).fixed(verify_key, 32).bytes()


def _read(reader: Reader) -> DeviceRequest:
    if reader.u8() != VERSION:
        raise Malformed("a device's request of an unknown version")
    try:
        name = reader.opaque(NAME_LIMIT).decode()
    except UnicodeDecodeError:
        raise Malformed("the name in a device's request is not UTF-8") from None
    return DeviceRequest(name, reader.fixed(32), reader.fixed(64))
