"""The deployment: what a client pins at enrolment, signed by its root.

    Deployment{ u8 version=1; opaque name<V>; salt[16]; opaque root<V>; opaque log_origin<V>; log_key[32]; signature[64] }

The signature is the root's, with the label "Qorgan 1 deployment", over all before it. See docs/spec/trust.md.
"""

from __future__ import annotations

from crypto.certificate import Certificate, check_name, parse_certificate
from crypto.codec import Reader, Writer, decode
from crypto.errors import Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.note import check_name as check_origin
from crypto.primitives import LABEL_DEPLOYMENT, sha256, sign, verify

VERSION = 1


@dataclass(frozen=True)
class Deployment:
    """``salt`` is that of every person's passphrase; ``log_origin`` and ``log_key`` are those of the log's checkpoints."""

    name: str
    salt: bytes
    root: bytes
    log_origin: str
    log_key: bytes
    signature: bytes

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 of the root's DER: what enrolment cards carry."""
        return sha256(self.root)

    def encode(self) -> bytes:
        return self._signed_part() + self.signature

    @staticmethod
    def decode(data: bytes) -> Deployment:
        """Raises ``Malformed``. Nothing is verified yet."""
        return decode(data, _read)

    def verify(self) -> Certificate:
        """The root, if it is a valid root and signed this. Raises ``Forged`` or ``Malformed``. Pinning is the directory's."""
        root = parse_certificate(self.root)
        if not root.is_root:
            raise Forged("the root of a deployment is not a root", "bad-root")
        root.verify(root)
        verify(root.verify_key, LABEL_DEPLOYMENT, self._signed_part(), self.signature)
        return root

    def _signed_part(self) -> bytes:
        writer = Writer().u8(VERSION).opaque(self.name.encode()).fixed(self.salt, 16).opaque(self.root)
        return writer.opaque(self.log_origin.encode()).fixed(self.log_key, 32).bytes()


def make_deployment(root_seed: bytes, name: str, salt: bytes, root: bytes, log_origin: str, log_key: bytes) -> Deployment:
    """Signs a deployment. Raises ``Usage`` where a name, or the root that the key does not belong to, cannot stand in one."""
    try:
        check_name(name)
        check_origin(log_origin)
        unsigned = Deployment(name, salt, root, log_origin, log_key, bytes(64))
        signed = Deployment(name, salt, root, log_origin, log_key, sign(root_seed, LABEL_DEPLOYMENT, unsigned._signed_part()))
        signed.verify()
    except (Forged, Malformed, ValueError) as error:
        raise Usage("a deployment cannot state this: {error}", error=error) from None
    return signed


def _read(reader: Reader) -> Deployment:
    if reader.u8() != VERSION:
        raise Malformed("a deployment of an unknown version")
    try:
        name, salt = reader.opaque(256).decode(), reader.fixed(16)
        root, origin = reader.opaque(4096), reader.opaque(256).decode()
        check_name(name)
    except (UnicodeDecodeError, Usage):
        raise Malformed("a deployment has a name that cannot be") from None
    check_origin(origin)
    return Deployment(name, salt, root, origin, reader.fixed(32), reader.fixed(64))
