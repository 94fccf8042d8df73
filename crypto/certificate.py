"""Certificates: root -> body -> device, X.509 (RFC 5280) with Ed25519 (RFC 8410), in one exact profile.

A certificate is accepted only if it is, byte for byte, what ``issue_root``, ``issue_body`` or ``issue_device`` write for the
names, dates, keys and roles that it states: whatever another encoder might add (a further extension, another name form, other
flags, a second spelling of a number) is refused by comparison and needs no rule of its own. Signatures are checked by
libsodium's rules.

Serial numbers are 0x01 and 15 bytes of a hash over all that a certificate states, so issuing twice gives the same bytes. Ed25519
resists collisions without help, so they need not be unpredictable (RFC 5280 section 4.1.2.2 asks for uniqueness only).

Not done: OCSP, name constraints, distribution points: certificates and revocation lists reach everybody through the log.
See docs/spec/trust.md.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import field
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

from crypto.errors import Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.primitives import ed25519_public, sha256, verify_raw
from crypto.types import BodyKind, CertificateHash, Millis

OID_BODY_KIND: Final = ObjectIdentifier("2.25.300399288135299206458903637477061715868")
OID_DEVICE_ROLES: Final = ObjectIdentifier("2.25.156623224082260382309557851684000591145")
ROLES: Final = frozenset({"officer", "official", "custodian", "duty", "psychologist", "finance", "prosecutor", "recovery"})
MAX_DER: Final = 4096
"""Bytes: our largest certificate is under 700."""

UNLIKE: Final = (
    ValueError,
    TypeError,
    LookupError,
    OverflowError,
    UnsupportedAlgorithm,
    x509.ExtensionNotFound,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    Usage,
)
"""What pyca, or writing again what was read, raises for bytes that are not of the profile."""


@dataclass(frozen=True)
class Certificate:
    """A certificate that keeps to the profile and whose issuer's signature is not yet checked.

    A root has neither ``kind`` nor ``roles``, a body has its ``kind``, a device its ``roles``. Dates are whole seconds, both
    inclusive (RFC 5280 section 4.1.2.5).
    """

    hash: CertificateHash
    name: str
    issuer: str
    issuer_key_id: bytes
    verify_key: bytes
    serial: int
    not_before: Millis
    not_after: Millis
    kind: BodyKind | None
    roles: frozenset[str]
    der: bytes = field(repr=False)

    @property
    def is_root(self) -> bool:
        return self.kind is None and not self.roles

    def verify(self, issuer: Certificate) -> None:
        """That ``issuer`` signed this. Raises ``Forged``. Dates, roles and revocation are the directory's to check."""
        if self.issuer != issuer.name or self.issuer_key_id != key_id(issuer.verify_key):
            raise Forged("a certificate names another issuer", "bad-issuer")
        parsed = x509.load_der_x509_certificate(self.der)
        verify_raw(issuer.verify_key, parsed.tbs_certificate_bytes, parsed.signature)


def key_id(verify_key: bytes) -> bytes:
    """The key identifier of RFC 7093 section 2, method 1, over the raw key: the first 20 bytes of its SHA-256."""
    return sha256(verify_key)[:20]


def issue_root(seed: bytes, name: str, not_before: int, not_after: int) -> bytes:
    """The deployment's self-signed root (DER). Times are milliseconds, cut to seconds. Raises ``Usage``."""
    key = ed25519_public(seed)
    return _issue(seed, name, key, _Fields(name, key, None, frozenset(), not_before, not_after))


def issue_body(
    root_seed: bytes, root_der: bytes, body_verify_key: bytes, name: str, kind: int, not_before: int, not_after: int
) -> bytes:
    """A body's certificate (DER), under the root. Raises ``Usage``."""
    root = _issuer(root_seed, root_der)
    if not root.is_root:
        raise Usage("only the root certifies bodies")
    return _issue(
        root_seed, root.name, root.verify_key, _Fields(name, body_verify_key, BodyKind(kind), frozenset(), not_before, not_after)
    )


def issue_device(
    body_seed: bytes,
    body_der: bytes,
    device_verify_key: bytes,
    name: str,
    roles: Iterable[str],
    not_before: int,
    not_after: int,
) -> bytes:
    """A device's certificate (DER), under its body. Raises ``Usage``: no role, an unknown role, or not a body's certificate."""
    body = _issuer(body_seed, body_der)
    asked = frozenset(roles)
    if body.kind is None:
        raise Usage("only a body certifies devices")
    if not asked or asked - ROLES:
        raise Usage("the roles of a device are some of {roles}", roles=", ".join(sorted(ROLES)))
    return _issue(body_seed, body.name, body.verify_key, _Fields(name, device_verify_key, None, asked, not_before, not_after))


def parse_certificate(der: bytes) -> Certificate:
    """Parses and compares with the profile. Raises ``Malformed``. The signature is checked by ``Certificate.verify``."""
    if len(der) > MAX_DER:
        raise Malformed("a certificate is too large", "bad-certificate")
    try:
        parsed = x509.load_der_x509_certificate(der)
        fields, issuer, issuer_key = _read(parsed)
        serial = parsed.serial_number
        # The last 64 bytes are the signature; a throw-away key signs the comparison, so all before them must be equal.
        same = _build(bytes(32), issuer, issuer_key, serial, fields)[:-64] == der[:-64]
    except Malformed:
        raise
    except UNLIKE:
        raise Malformed("not a certificate of the profile", "bad-certificate") from None
    if not same or len(parsed.signature) != 64:
        raise Malformed("not a certificate of the profile", "bad-certificate")
    return Certificate(
        CertificateHash(sha256(der)),
        fields.name,
        issuer,
        issuer_key,
        fields.key,
        serial,
        Millis(fields.not_before),
        Millis(fields.not_after),
        fields.kind,
        fields.roles,
        der,
    )


@dataclass(frozen=True)
class _Fields:
    """What a certificate states of its subject."""

    name: str
    key: bytes
    kind: BodyKind | None
    roles: frozenset[str]
    not_before: int
    not_after: int

    @property
    def extension(self) -> x509.UnrecognizedExtension | None:
        if self.kind is not None:
            return x509.UnrecognizedExtension(OID_BODY_KIND, _utf8(self.kind.name.lower()))
        if self.roles:
            return x509.UnrecognizedExtension(OID_DEVICE_ROLES, _utf8(",".join(sorted(self.roles))))
        return None


def _issue(seed: bytes, issuer: str, issuer_public: bytes, fields: _Fields) -> bytes:
    try:
        stated = _build(bytes(32), issuer, key_id(issuer_public), 1, fields)[:-64]
        serial = int.from_bytes(b"\x01" + sha256(b"Qorgan 1 serial", stated)[:15], "big")
        return _build(seed, issuer, key_id(issuer_public), serial, fields)
    except (ValueError, OverflowError, OSError) as error:
        raise Usage("a certificate cannot state this: {error}", error=error) from None


def _issuer(seed: bytes, der: bytes) -> Certificate:
    issuer = parse_certificate(der)
    if issuer.verify_key != ed25519_public(seed):
        raise Usage("the signing key is not that of the issuer's certificate")
    return issuer


def _build(seed: bytes, issuer: str, issuer_key: bytes, serial: int, fields: _Fields) -> bytes:
    """The one encoding of a certificate. Raises ``ValueError`` or ``Usage``."""
    check_name(fields.name)
    if fields.not_after < fields.not_before:
        raise ValueError("it would end before it starts")
    builder = x509.CertificateBuilder(
        issuer_name=_name(issuer),
        subject_name=_name(fields.name),
        public_key=Ed25519PublicKey.from_public_bytes(fields.key),
        serial_number=serial,
        not_valid_before=to_date(fields.not_before),
        not_valid_after=to_date(fields.not_after),
    )
    own = fields.extension
    issues = not fields.roles
    depth = (0 if fields.kind else 1) if issues else None
    builder = builder.add_extension(x509.BasicConstraints(ca=issues, path_length=depth), critical=True)
    builder = builder.add_extension(_key_usage(issues), critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier(key_id(fields.key)), critical=False)
    builder = builder.add_extension(x509.AuthorityKeyIdentifier(issuer_key, None, None), critical=False)
    if own is not None:
        builder = builder.add_extension(own, critical=False)
    return builder.sign(Ed25519PrivateKey.from_private_bytes(seed), None).public_bytes(Encoding.DER)


def _read(parsed: x509.Certificate) -> tuple[_Fields, str, bytes]:
    """What it states, its issuer's name and key identifier. Anything may raise; the caller compares the bytes afterwards."""
    key = parsed.public_key()
    if not isinstance(key, Ed25519PublicKey):
        raise Malformed("a certificate whose key is not Ed25519", "bad-certificate")
    kind, roles = None, frozenset[str]()
    for extension in parsed.extensions:
        if extension.oid == OID_BODY_KIND and isinstance(extension.value, x509.UnrecognizedExtension):
            kind = BodyKind[extension.value.value[2:].decode().upper()]
        if extension.oid == OID_DEVICE_ROLES and isinstance(extension.value, x509.UnrecognizedExtension):
            roles = frozenset(extension.value.value[2:].decode().split(","))
    if roles - ROLES or (kind and roles):
        raise Malformed("a certificate with an unknown role, or with both a kind and roles", "bad-certificate")
    issuer_key = parsed.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    fields = _Fields(
        _common_name(parsed.subject),
        key.public_bytes_raw(),
        kind,
        roles,
        to_millis(parsed.not_valid_before_utc),
        to_millis(parsed.not_valid_after_utc),
    )
    if issuer_key is None:
        raise Malformed("a certificate without its issuer's key identifier", "bad-certificate")
    return fields, _common_name(parsed.issuer), issuer_key


def check_name(name: str) -> None:
    """1 to 64 characters (RFC 5280, ub-common-name) in NFC, no control or format characters, no outer spaces. Raises ``Usage``."""
    bad = any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for c in name)
    if bad or not 1 <= len(name) <= 64 or name != name.strip() or unicodedata.normalize("NFC", name) != name:
        raise Usage("a name has 1 to 64 characters in normal form, without control characters or outer spaces", "bad-name")


def to_date(millis: int) -> datetime.datetime:
    """Cut to the second. Raises ``OverflowError`` or ``ValueError`` outside the years 1970-9999."""
    if millis < 0:
        raise ValueError("a time before 1970")
    return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(seconds=millis // 1000)


def to_millis(date: datetime.datetime) -> int:
    return int(date.timestamp()) * 1000


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _common_name(name: x509.Name) -> str:
    (attribute,) = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(attribute.value)


def _utf8(text: str) -> bytes:
    """DER UTF8String of fewer than 128 bytes."""
    encoded = text.encode()
    return bytes([0x0C, len(encoded)]) + encoded


def _key_usage(issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )
