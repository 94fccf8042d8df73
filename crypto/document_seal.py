"""The document seal: a P-256 certificate by which common PDF readers check that a paper is a body's: docs/spec/document-seal.md.

PDF readers know neither Ed25519 nor the log. So the certificate signs itself, as they expect of a root, and an extension that they
skip carries the statement of the body's authority that the key is the body's. Whoever knows the body from the log checks that
statement: nothing new stands in the log. The body revokes a seal by its serial number, in the list that names its devices.

As in ``crypto.certificate``, what is accepted is byte for byte what ``issue_seal`` writes, the signature apart.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

from crypto.certificate import UNLIKE, check_name, key_id, parse_certificate, to_date, to_millis
from crypto.codec import Reader, Writer, decode
from crypto.errors import Forged, Malformed, Refused, Usage
from crypto.frozen import dataclass
from crypto.primitives import (
    LABEL_DOCUMENT_SEAL,
    ed25519_public,
    p256_key,
    p256_verify,
    sha256,
    sign,
    verify,
)
from crypto.trust import Body, Directory
from crypto.types import CertificateHash, Millis

OID_DOCUMENT_SEAL: Final = ObjectIdentifier("2.25.274374438905318068873800076992742149431")
MAX_DER: Final = 2048
_STATEMENT_SIZE: Final = 96


@dataclass(frozen=True)
class SealCertificate:
    """One that keeps to the profile and signs itself; whether its body stands behind it: ``verify``. ``body``: hash of the body's
    certificate; ``point``: the public key, 65 bytes; ``statement``: the authority's signature."""

    hash: bytes
    name: str
    body: CertificateHash
    point: bytes
    serial: int
    not_before: Millis
    not_after: Millis
    statement: bytes
    der: bytes = field(repr=False)

    def verify(self, body: Body) -> None:
        """That ``body`` stated that this is its seal. Raises ``Forged``, ``Refused`` ("dates"). Revocation is the caller's."""
        if body.hash != self.body:
            raise Forged("a document seal names another body", "bad-issuer")
        stated = _stated(self.body, self.name, self.point, self.serial, self.not_before, self.not_after)
        verify(body.verify_key, LABEL_DOCUMENT_SEAL, stated, self.statement)
        if not body.not_before <= self.not_before <= self.not_after <= body.not_after:
            raise Refused("a document seal is longer valid than its body", "dates")


@dataclass(frozen=True)
class SealKey:
    """What an official holds, in a key file: the seed of the P-256 key (32 bytes) and the seal's certificate (DER)."""

    seed: bytes = field(repr=False)
    certificate: bytes

    def encode(self) -> bytes:
        return Writer().u8(1).fixed(self.seed, 32).opaque(self.certificate).bytes()

    @staticmethod
    def decode(data: bytes) -> SealKey:
        """Raises ``Malformed``, also where the certificate is for another key; ``Forged``."""
        return decode(data, _read_key)


def check_seal(seal: SealCertificate, directory: Directory, before: int, at: int) -> Body:
    """The body whose seal it is, in force at an entry: known and not revoked by a leaf before ``before``, valid at ``at`` (ms).
    Raises ``Forged``, ``Refused`` ("unknown-certificate", "revoked", "not-yet-valid", "expired", "dates")."""
    body = directory.body(seal.body, before)
    seal.verify(body)
    if directory.is_revoked(body.hash, before) or directory.revokes(key_id(body.verify_key), seal.serial, before):
        raise Refused("the document seal has been revoked", "revoked")
    if at < seal.not_before:
        raise Refused("the document seal is not valid yet", "not-yet-valid")
    if at > seal.not_after:
        raise Refused("the document seal has expired", "expired")
    return body


def issue_seal(body_seed: bytes, body_der: bytes, seal_seed: bytes, name: str, not_before: int, not_after: int) -> bytes:
    """The certificate (DER) of a body for the seal key of ``seal_seed``. Times: milliseconds, cut to seconds. Raises ``Usage``."""
    body = parse_certificate(body_der)
    if body.kind is None or body.verify_key != ed25519_public(body_seed):
        raise Usage("only a body has a document seal, and the key must be the body's")
    start, end = Millis(not_before // 1000 * 1000), Millis(not_after // 1000 * 1000)
    if not body.not_before <= start <= end <= body.not_after:
        raise Usage("a document seal is not longer valid than its body", "dates")
    check_name(name)
    key = p256_key(seal_seed)
    point = _point(key.public_key())
    serial = _serial(body.hash, name, point, start, end)
    statement = sign(body_seed, LABEL_DOCUMENT_SEAL, _stated(body.hash, name, point, serial, start, end))
    try:
        return _build(key, key.public_key(), body.hash, name, serial, start, end, statement)
    except (ValueError, OverflowError) as error:
        raise Usage("a document seal cannot state this: {error}", error=error) from None


def parse_seal(der: bytes) -> SealCertificate:
    """Parses, compares with the profile and checks that it signs itself. Raises ``Malformed``, ``Forged``."""
    problem = Malformed("not the certificate of a document seal", "bad-certificate")
    if len(der) > MAX_DER:
        raise problem
    try:
        parsed = x509.load_der_x509_certificate(der)
        seal, key = _read(parsed, der)
        parts = seal.body, seal.name, seal.serial, seal.not_before, seal.not_after, seal.statement
        same = x509.load_der_x509_certificate(_build(_THROW_AWAY, key, *parts))
        whole = _outer(parsed.tbs_certificate_bytes, parsed.signature) == der
    except (*UNLIKE, Malformed):
        raise problem from None
    if same.tbs_certificate_bytes != parsed.tbs_certificate_bytes or not whole:
        raise problem
    p256_verify(seal.point, parsed.tbs_certificate_bytes, parsed.signature)
    return seal


def _read_key(reader: Reader) -> SealKey:
    if reader.u8() != 1:
        raise Malformed("a seal's key of an unknown version", "unknown-version")
    key = SealKey(reader.fixed(32), reader.opaque(MAX_DER))
    if parse_seal(key.certificate).point != _point(p256_key(key.seed).public_key()):
        raise Malformed("the seal's certificate is for another key", "other-key")
    return key


_THROW_AWAY = p256_key(bytes(32))


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _serial(body: bytes, name: str, point: bytes, not_before: int, not_after: int) -> int:
    """0x02, so that it is none of a device, then 15 bytes of a hash over what is stated."""
    return int.from_bytes(b"\x02" + sha256(b"Qorgan 1 serial", _stated(body, name, point, 0, not_before, not_after))[:15], "big")


def _stated(body: bytes, name: str, point: bytes, serial: int, not_before: int, not_after: int) -> bytes:
    """What the authority signs, after the label."""
    writer = Writer().fixed(body, 32).opaque(name.encode()).fixed(point, 65).fixed(serial.to_bytes(16, "big"), 16)
    return writer.u64(not_before).u64(not_after).bytes()


def _build(
    signer: ec.EllipticCurvePrivateKey,
    key: ec.EllipticCurvePublicKey,
    body: bytes,
    name: str,
    serial: int,
    not_before: int,
    not_after: int,
    statement: bytes,
) -> bytes:
    check_name(name)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    point = _point(key)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)  # digital signature and commitment
    builder = x509.CertificateBuilder(subject, subject, key, serial, to_date(not_before), to_date(not_after))
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier(sha256(point)[:20]), critical=False)
    own = x509.UnrecognizedExtension(OID_DOCUMENT_SEAL, Writer().fixed(body, 32).fixed(statement, 64).bytes())
    builder = builder.add_extension(own, critical=False)
    return builder.sign(signer, hashes.SHA256(), ecdsa_deterministic=True).public_bytes(Encoding.DER)


def _read(parsed: x509.Certificate, der: bytes) -> tuple[SealCertificate, ec.EllipticCurvePublicKey]:
    """Anything may raise; the caller compares the bytes afterwards."""
    key = parsed.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise Malformed("a document seal whose key is not of P-256", "bad-certificate")
    (attribute,) = parsed.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    extension = parsed.extensions.get_extension_for_oid(OID_DOCUMENT_SEAL).value
    if not isinstance(extension, x509.UnrecognizedExtension) or len(extension.value) != _STATEMENT_SIZE:
        raise Malformed("a document seal without the statement of a body", "bad-certificate")
    body, statement = decode(extension.value, _read_statement)
    seal = SealCertificate(
        sha256(der),
        str(attribute.value),
        CertificateHash(body),
        _point(key),
        parsed.serial_number,
        Millis(to_millis(parsed.not_valid_before_utc)),
        Millis(to_millis(parsed.not_valid_after_utc)),
        statement,
        der,
    )
    return seal, key


def _read_statement(reader: Reader) -> tuple[bytes, bytes]:
    return reader.fixed(32), reader.fixed(64)


def _outer(tbs: bytes, signature: bytes) -> bytes:
    """The certificate around its signed part: SEQUENCE { tbs, ecdsa-with-SHA256, BIT STRING }."""
    algorithm = bytes.fromhex("300a06082a8648ce3d040302")
    return _der(0x30, tbs + algorithm + _der(0x03, b"\0" + signature))


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content
