"""Credentials (RFC 9420 section 5.3): basic and x509. Whom they name is for the application's ``Validate`` to judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.x509 import InvalidVersion, load_der_x509_certificate

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls.rules import require
from crypto.mls.struct import Struct, get_opaque, put_opaque

BASIC: Final = 1
X509: Final = 2
CREDENTIAL_TYPES: Final = (BASIC, X509)


@dataclass(frozen=True, slots=True)
class BasicCredential(Struct):
    """A bare assertion of an identity."""

    identity: bytes

    @property
    def credential_type(self) -> int:
        return BASIC

    def write(self, writer: Writer) -> None:
        writer.u16(BASIC).opaque(self.identity)

    @classmethod
    def read(cls, reader: Reader) -> BasicCredential:
        credential = read_credential(reader)
        if not isinstance(credential, cls):
            raise Malformed("not a basic credential")
        return credential


@dataclass(frozen=True, slots=True)
class X509Credential(Struct):
    """DER certificates, the end entity's first."""

    chain: tuple[bytes, ...]

    @property
    def credential_type(self) -> int:
        return X509

    def write(self, writer: Writer) -> None:
        writer.u16(X509).vector(self.chain, put_opaque)

    @classmethod
    def read(cls, reader: Reader) -> X509Credential:
        credential = read_credential(reader)
        if not isinstance(credential, cls):
            raise Malformed("not an X.509 credential")
        return credential


Credential = BasicCredential | X509Credential
Validate = Callable[[Credential, bytes], None]


def read_credential(reader: Reader) -> Credential:
    """Raises ``Malformed``, also for a credential type that we do not have: its shape is unknown."""
    kind = reader.u16()
    if kind == BASIC:
        return BasicCredential(reader.opaque())
    if kind == X509:
        return X509Credential(reader.vector(get_opaque))
    raise Malformed(f"credential type {kind} is not one of ours")


def check_certified_key(credential: Credential, signature_key: bytes) -> None:
    """Section 5.3: the end-entity certificate's key MUST be ``signature_key``. Raises ``Malformed`` or ``Refused``."""
    if isinstance(credential, BasicCredential):
        return
    if not credential.chain:
        raise Malformed("an X.509 credential without a certificate")
    try:
        key = load_der_x509_certificate(credential.chain[0]).public_key()
    except (ValueError, TypeError, InvalidVersion, UnsupportedAlgorithm) as error:
        raise Malformed("not a DER certificate with a known key") from error
    require("L11", isinstance(key, Ed25519PublicKey) and key.public_bytes_raw() == signature_key)
