"""The document seal: a body's P-256 certificate for the signatures of its PDF documents, which common readers can check.

An X.509 certificate (RFC 5280) under the body's own, signed with the body's Ed25519 key like those of its devices, for a key of
ECDSA
on P-256 (RFC 5480) and for documents alone (RFC 9336). As with ``crypto.certificate`` there is one exact profile: what is not, byte
for byte, what ``issue_seal`` writes is refused. It is no leaf of the log: it comes inside the documents, and the body's revocation
list names its serial number as it names those of devices. See docs/spec/document-seal.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

from crypto.certificate import UNLIKE, check_name, key_id, parse_certificate, to_date, to_millis
from crypto.codec import Reader, Writer, decode
from crypto.entropy import Entropy
from crypto.errors import Forged, Malformed, Refused, Usage
from crypto.primitives import ed25519_public, sha256, verify_raw
from crypto.trust import Body, Directory
from crypto.types import Millis

OID_DOCUMENT_SIGNING: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256's base point (FIPS 186-5, SP 800-186 section 3.2.1.3)."""
MAX_DER: Final = 2048

IsRevoked = Callable[[bytes, int], bool]
"""Key identifier of an issuer and a serial number -> whether a revocation of it counts here."""


@dataclass(frozen=True)
class SealKey:
    """What an official holds: the private number (32 bytes), the seal's certificate and that of its body (both DER)."""

    private: bytes = field(repr=False)
    certificate: bytes
    body: bytes

    def encode(self) -> bytes:
        return Writer().u8(1).fixed(self.private, 32).opaque(self.certificate).opaque(self.body).bytes()

    @staticmethod
    def decode(data: bytes) -> SealKey:
        """Raises ``Malformed``, also where the certificate is for another key."""
        return decode(data, _read_key)

    def sign(self, message: bytes) -> bytes:
        """ECDSA with SHA-256 (FIPS 186-5), DER, with the nonce of RFC 6979: the same signature each time."""
        return _private(self.private).sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


@dataclass(frozen=True)
class SealCertificate:
    """A certificate of the profile, the body's signature on it not yet checked. ``name``: of the seal; ``body``: of its body;
    ``public``: SubjectPublicKeyInfo (DER). Dates are whole seconds, both inclusive."""

    name: str
    body: str
    body_key_id: bytes
    public: bytes
    serial: int
    not_before: Millis
    not_after: Millis
    der: bytes = field(repr=False)

    def holds(self, message: bytes, signature: bytes) -> None:
        """That the seal's key signed ``message`` (ECDSA with SHA-256). Raises ``Forged``."""
        try:
            _public(self.public).verify(signature, message, ec.ECDSA(hashes.SHA256()))
        except Exception:
            raise Forged("the signature of the seal does not hold", "bad-signature") from None


def new_private(entropy: Entropy) -> bytes:
    """A private number by extra random bits (FIPS 186-5 A.2.1): 32 bytes."""
    return (int.from_bytes(entropy(48), "big") % (ORDER - 1) + 1).to_bytes(32, "big")


def issue_seal(body_seed: bytes, body_der: bytes, private: bytes, name: str, not_before: int, not_after: int) -> bytes:
    """The seal's certificate (DER), under its body. Times are milliseconds, cut to seconds. Raises ``Usage``."""
    body = parse_certificate(body_der)
    if body.kind is None or body.verify_key != ed25519_public(body_seed):
        raise Usage("only a body certifies a seal, with its own key")
    public = _private(private).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    fields = (name, body.name, key_id(body.verify_key), public)
    try:
        stated = _build(bytes(32), *fields, 1, not_before, not_after)[:-64]
        serial = int.from_bytes(b"\x01" + sha256(b"Qorgan 1 serial", stated)[:15], "big")
        return _build(body_seed, *fields, serial, not_before, not_after)
    except (ValueError, OverflowError) as error:
        raise Usage(f"a seal cannot state this: {error}") from None


def parse_seal(der: bytes) -> SealCertificate:
    """Parses and compares with the profile. Raises ``Malformed`` ("bad-seal")."""
    problem = Malformed("not a document seal of the profile", "bad-seal")
    if len(der) > MAX_DER:
        raise problem
    try:
        parsed = x509.load_der_x509_certificate(der)
        (name,) = parsed.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        (body,) = parsed.issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
        issuer = parsed.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
        if issuer is None:
            raise ValueError("no key identifier of the issuer")
        public = parsed.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        dates = to_millis(parsed.not_valid_before_utc), to_millis(parsed.not_valid_after_utc)
        again = _build(bytes(32), str(name.value), str(body.value), issuer, public, parsed.serial_number, *dates)
    except UNLIKE:
        raise problem from None
    if again[:-64] != der[:-64] or len(parsed.signature) != 64:
        raise problem
    return SealCertificate(
        str(name.value), str(body.value), issuer, public, parsed.serial_number, Millis(dates[0]), Millis(dates[1]), der
    )


def body_of_seal(seal: SealCertificate, body_der: bytes, directory: Directory, at: int, is_revoked: IsRevoked) -> Body:
    """The body whose seal it is, if it is that of ``body_der`` (which came with the seal) and signed the seal's certificate, which
    is in date at ``at`` (milliseconds) and, like the body's own, not revoked. Raises ``Forged`` or ``Refused`` ("unknown-seal",
    "revoked", "not-yet-valid", "expired", "dates")."""
    found = [each for each in directory.bodies() if each.der == body_der and key_id(each.verify_key) == seal.body_key_id]
    if not found:
        raise Refused("the seal is of a body that nobody here knows", "unknown-seal")
    (body,) = found
    parsed = x509.load_der_x509_certificate(seal.der)
    verify_raw(body.verify_key, parsed.tbs_certificate_bytes, parsed.signature)
    if not body.not_before <= seal.not_before <= seal.not_after <= body.not_after:
        raise Refused("the seal is longer valid than its body", "dates")
    if is_revoked(seal.body_key_id, seal.serial) or is_revoked(key_id(directory.root.verify_key), body.serial):
        raise Refused("the seal has been revoked", "revoked")
    if not seal.not_before <= at <= seal.not_after:
        early = at < seal.not_before
        raise Refused("the seal was not valid yet" if early else "the seal had expired", "not-yet-valid" if early else "expired")
    return body


def _build(
    seed: bytes, name: str, body: str, body_key_id: bytes, public: bytes, serial: int, not_before: int, not_after: int
) -> bytes:
    """The one encoding. Raises ``ValueError`` or ``Usage``."""
    check_name(name)
    if not_after < not_before:
        raise ValueError("it would end before it starts")
    subject = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, body), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    builder = x509.CertificateBuilder(
        issuer_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, body)]),
        subject_name=x509.Name(subject),
        public_key=_public(public),
        serial_number=serial,
        not_valid_before=to_date(not_before),
        not_valid_after=to_date(not_after),
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_USAGE, critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([OID_DOCUMENT_SIGNING]), critical=False)
    builder = builder.add_extension(x509.SubjectKeyIdentifier(sha256(public)[:20]), critical=False)
    builder = builder.add_extension(x509.AuthorityKeyIdentifier(body_key_id, None, None), critical=False)
    return builder.sign(Ed25519PrivateKey.from_private_bytes(seed), None).public_bytes(Encoding.DER)


_USAGE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def _private(number: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(number, "big"), ec.SECP256R1())


def _public(der: bytes) -> ec.EllipticCurvePublicKey:
    """Raises ``ValueError`` for a key of another kind."""
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    key = load_der_public_key(der)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("a seal's key is on P-256")
    return key


def _read_key(reader: Reader) -> SealKey:
    if reader.u8() != 1:
        raise Malformed("a seal's key of an unknown version")
    key = SealKey(reader.fixed(32), reader.opaque(MAX_DER), reader.opaque(4096))
    try:
        own = _private(key.private).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except ValueError:
        raise Malformed("a seal's key is no number of P-256") from None
    if parse_seal(key.certificate).public != own:
        raise Malformed("the seal's certificate is for another key")
    parse_certificate(key.body)
    return key
