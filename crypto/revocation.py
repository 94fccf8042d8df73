"""Revocation lists: X.509 CRLs (RFC 5280 section 5) with Ed25519, numbered, in the same exact way as certificates.

The root revokes bodies, a body revokes its devices; a list names serial numbers of its issuer only (no indirect lists, no
deltas, no reasons). A revocation stands for ever: a later list that leaves a serial out gives nothing back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from crypto.certificate import UNLIKE, Certificate, key_id, parse_certificate, to_date, to_millis
from crypto.errors import Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.primitives import ed25519_public, sha256, verify_raw
from crypto.types import Millis

MAX_DER = 1 << 20
"""Bytes: about 25,000 serial numbers."""


@dataclass(frozen=True)
class RevocationList:
    """A list that keeps to the profile and whose signature is not yet checked. ``revoked`` is (serial, time) by serial."""

    hash: bytes
    issuer: str
    issuer_key_id: bytes
    number: int
    this_update: Millis
    next_update: Millis
    revoked: tuple[tuple[int, Millis], ...]
    der: bytes = field(repr=False)

    def verify(self, issuer: Certificate) -> None:
        """That ``issuer`` (root or body) signed this. Raises ``Forged``."""
        if self.issuer != issuer.name or self.issuer_key_id != key_id(issuer.verify_key) or issuer.roles:
            raise Forged("a revocation list names another issuer", "bad-issuer")
        parsed = x509.load_der_x509_crl(self.der)
        verify_raw(issuer.verify_key, parsed.tbs_certlist_bytes, parsed.signature)


def issue_crl(
    issuer_seed: bytes,
    issuer_der: bytes,
    number: int,
    this_update: int,
    next_update: int,
    revoked: Sequence[tuple[int, int]],
) -> bytes:
    """A revocation list (DER) of a body or the root: ``revoked`` is (serial, milliseconds of its revocation). Raises ``Usage``."""
    issuer = parse_certificate(issuer_der)
    if issuer.roles or issuer.verify_key != ed25519_public(issuer_seed):
        raise Usage("a device issues no revocation list, and the key must be the issuer's")
    if len({serial for serial, _ in revoked}) != len(revoked):
        raise Usage("a serial number is revoked twice in one list")
    try:
        return _build(issuer_seed, issuer.name, key_id(issuer.verify_key), number, this_update, next_update, revoked)
    except (ValueError, OverflowError) as error:
        raise Usage("a revocation list cannot state this: {error}", error=error) from None


def parse_crl(der: bytes) -> RevocationList:
    """Parses and compares with the profile, as ``parse_certificate`` does. Raises ``Malformed``."""
    problem = Malformed("not a revocation list of the profile", "bad-revocation")
    if len(der) > MAX_DER:
        raise problem
    try:
        parsed = x509.load_der_x509_crl(der)
        result = _read(parsed, der)
        numbers = result.number, result.this_update, result.next_update
        again = _build(bytes(32), result.issuer, result.issuer_key_id, *numbers, result.revoked)
    except UNLIKE:
        raise problem from None
    if again[:-64] != der[:-64] or len(parsed.signature) != 64:
        raise problem
    return result


def _read(parsed: x509.CertificateRevocationList, der: bytes) -> RevocationList:
    (issuer,) = parsed.issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
    key = parsed.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    number = parsed.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    if key is None or parsed.next_update_utc is None:
        raise ValueError("a list without an issuer's key or a next update")
    return RevocationList(
        sha256(der),
        str(issuer.value),
        key,
        number,
        Millis(to_millis(parsed.last_update_utc)),
        Millis(to_millis(parsed.next_update_utc)),
        tuple((entry.serial_number, Millis(to_millis(entry.revocation_date_utc))) for entry in parsed),
        der,
    )


def _build(
    seed: bytes, issuer: str, issuer_key: bytes, number: int, this_update: int, next_update: int, revoked: Sequence[tuple[int, int]]
) -> bytes:
    """The one encoding of a list: serial numbers ascending, each once. Raises ``ValueError``."""
    if next_update <= this_update:
        raise ValueError("the next update is not after this one")
    builder = x509.CertificateRevocationListBuilder(
        issuer_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]),
        last_update=to_date(this_update),
        next_update=to_date(next_update),
    )
    builder = builder.add_extension(x509.AuthorityKeyIdentifier(issuer_key, None, None), critical=False)
    builder = builder.add_extension(x509.CRLNumber(number), critical=False)
    for serial, time in sorted(dict(revoked).items()):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(to_date(time)).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(Ed25519PrivateKey.from_private_bytes(seed), None).public_bytes(Encoding.DER)
