"""Whom to believe: the directory of all certificates and revocations, grown leaf by leaf from the log, under one pinned root.

The directory is a value. Server and clients build the same one from the same leaves; what holds at an entry depends only on
leaves with a smaller index (``before``) and on the entry's ``accepted_at`` (``at``), never on a clock or on later news.

Rules, each with its code: a certificate is of the exact profile ("bad-certificate"), signed by its issuer ("bad-issuer",
"bad-signature"; "unknown-issuer" where no leaf before is the issuer), its dates lie within its issuer's ("dates"), its key is no
other body's key or device ("key-reuse"), and only a supervising body has prosecutors ("role"). A revocation list's number is
greater than its issuer's last ("crl-number").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import NamedTuple

from crypto.certificate import (
    OID_BODY_KIND,
    OID_DEVICE_ROLES,
    ROLES,
    Certificate,
    issue_body,
    issue_device,
    issue_root,
    key_id,
    parse_certificate,
)
from crypto.deployment import Deployment, make_deployment
from crypto.errors import Forged, Refused
from crypto.frozen import dataclass
from crypto.revocation import RevocationList, issue_crl, parse_crl
from crypto.statement import ReadingKeyStatement, Statements
from crypto.types import BodyKind, CertificateHash, LogIndex, Millis

__all__ = [
    "OID_BODY_KIND",
    "OID_DEVICE_ROLES",
    "ROLES",
    "Body",
    "BodyKind",
    "Certificate",
    "Deployment",
    "Device",
    "Directory",
    "ReadingKeyStatement",
    "RevocationList",
    "Statements",
    "issue_body",
    "issue_crl",
    "issue_device",
    "issue_root",
    "make_deployment",
    "parse_certificate",
    "parse_crl",
]


@dataclass(frozen=True)
class Body:
    """An organisation with its own certificate authority. ``hash`` is that of its certificate."""

    hash: CertificateHash
    name: str
    kind: BodyKind
    verify_key: bytes
    serial: int
    not_before: Millis
    not_after: Millis
    der: bytes = field(repr=False)


@dataclass(frozen=True)
class Device:
    """A device of a person of a body. ``hash`` is that of its certificate: how entries name their author."""

    hash: CertificateHash
    body: Body
    name: str
    roles: frozenset[str]
    verify_key: bytes
    serial: int
    not_before: Millis
    not_after: Millis
    der: bytes = field(repr=False)


class _Logged(NamedTuple):
    leaf: LogIndex
    certificate: Certificate


def _empty() -> Mapping[bytes, _Logged]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Directory:
    """See the module. Make it with ``Directory.of``."""

    deployment: Deployment
    root: Certificate
    _bodies: Mapping[bytes, _Logged] = field(default_factory=_empty, repr=False)
    _devices: Mapping[bytes, _Logged] = field(default_factory=_empty, repr=False)
    _keys: Mapping[bytes, bytes] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """Verify key -> key of its issuer: whose key it is."""
    _by_key_id: Mapping[bytes, bytes] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """Key identifier of a body -> hash of its certificate."""
    _revoked: Mapping[tuple[bytes, int], LogIndex] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """(key identifier of the issuer, serial) -> the first leaf that revoked it."""
    _lists: Mapping[bytes, RevocationList] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """Key identifier of the issuer -> its newest list."""

    @staticmethod
    def of(deployment: Deployment, root_fingerprint: bytes | None = None) -> Directory:
        """The directory of a deployment without bodies. Raises ``Forged`` ("other-root" where the fingerprint is another).

        Only the server and the tools that make a deployment pass no fingerprint; a client always pins.
        """
        root = deployment.verify()
        if root_fingerprint is not None and deployment.fingerprint != root_fingerprint:
            raise Forged("the deployment has another root than the pinned one", "other-root")
        return Directory(deployment, root, _keys=MappingProxyType({root.verify_key: root.verify_key}))

    def with_certificate(self, der: bytes, index: int) -> Directory:
        """Accepts the certificate leaf at ``index``. One that is known already (a leaf read twice) changes nothing.

        Raises ``Malformed``, ``Forged`` or ``Refused``; see the module for the codes.
        """
        certificate = parse_certificate(der)
        if certificate.hash in self._bodies or certificate.hash in self._devices or certificate.hash == self.root.hash:
            return self
        issuer = self._issuer_of(certificate)
        certificate.verify(issuer)
        if not issuer.not_before <= certificate.not_before <= certificate.not_after <= issuer.not_after:
            raise Refused("a certificate is longer valid than its issuer", "dates")
        if "prosecutor" in certificate.roles and issuer.kind is not BodyKind.SUPERVISING:
            raise Refused("only a supervising body has prosecutors", "role")
        self._check_key(certificate, issuer)
        logged = _Logged(LogIndex(index), certificate)
        keys = MappingProxyType({**self._keys, certificate.verify_key: issuer.verify_key})
        if certificate.kind is None:
            return replace(self, _devices=MappingProxyType({**self._devices, certificate.hash: logged}), _keys=keys)
        bodies = MappingProxyType({**self._bodies, certificate.hash: logged})
        by_key = MappingProxyType({**self._by_key_id, key_id(certificate.verify_key): certificate.hash})
        return replace(self, _bodies=bodies, _keys=keys, _by_key_id=by_key)

    def with_crl(self, der: bytes, index: int) -> Directory:
        """Accepts the revocation leaf at ``index``. The issuer's newest list again changes nothing.

        Raises ``Malformed``, ``Forged`` or ``Refused`` ("unknown-issuer", "crl-number").
        """
        crl = parse_crl(der)
        last = self._lists.get(crl.issuer_key_id)
        if last is not None and last.hash == crl.hash:
            return self
        crl.verify(self._authority(crl.issuer_key_id))
        if last is not None and crl.number <= last.number:
            raise Refused("a revocation list has no greater number than the last", "crl-number")
        new = {(crl.issuer_key_id, serial): LogIndex(index) for serial, _ in crl.revoked}
        return replace(
            self,
            _revoked=MappingProxyType({**new, **self._revoked}),
            _lists=MappingProxyType({**self._lists, crl.issuer_key_id: crl}),
        )

    def body(self, hash: bytes, before: int | None = None) -> Body:
        """The body of that certificate. Raises ``Refused`` ("unknown-certificate"). Whether it is revoked: ``is_revoked``."""
        return _body(self._find(self._bodies, hash, before))

    def device(self, hash: bytes, before: int, at: int) -> Device:
        """The device of that certificate, if it is in a leaf before ``before``, not revoked by one, and valid at ``at``.

        Raises ``Refused``: "unknown-certificate", "revoked", "not-yet-valid" or "expired".
        """
        device = self.certified(hash, before)
        if at < device.not_before:
            raise Refused("a certificate is not valid yet", "not-yet-valid")
        if at > device.not_after:
            raise Refused("a certificate has expired", "expired")
        return device

    def certified(self, hash: bytes, before: int) -> Device:
        """As ``device``, without looking at dates."""
        found = self._find(self._devices, hash, before)
        if self.is_revoked(hash, before):
            raise Refused("a certificate has been revoked", "revoked")
        return self._device(found)

    def known(self, hash: bytes, before: int) -> Device | None:
        """The device of that certificate if a leaf before ``before`` brought it, whatever became of it since; else None."""
        found = self._devices.get(hash)
        return self._device(found.certificate) if found is not None and found.leaf < before else None

    def is_revoked(self, hash: bytes, before: int | None = None) -> bool:
        """Whether a leaf before ``before`` (by default: any) revokes the certificate or its body's. False for an unknown one."""
        found = self._devices.get(hash) or self._bodies.get(hash)
        if found is None:
            return False
        certificate = found.certificate
        at = self._revoked.get((certificate.issuer_key_id, certificate.serial))
        if at is not None and (before is None or at < before):
            return True
        body = self._by_key_id.get(certificate.issuer_key_id)
        return body is not None and self.is_revoked(body, before)

    def revokes(self, issuer_key_id: bytes, serial: int, before: int | None = None) -> bool:
        """Whether a leaf before ``before`` (by default: any) revokes that serial number of an issuer, named by its key
        identifier."""
        at = self._revoked.get((issuer_key_id, serial))
        return at is not None and (before is None or at < before)

    def devices(self) -> tuple[Device, ...]:
        """All devices, revoked and expired ones too, in the order of the log."""
        return tuple(self._device(logged.certificate) for logged in self._devices.values())

    def bodies(self) -> tuple[Body, ...]:
        """All bodies, in the order of the log."""
        return tuple(_body(logged.certificate) for logged in self._bodies.values())

    def index_of(self, hash: bytes) -> LogIndex | None:
        """The leaf that brought a certificate."""
        found = self._devices.get(hash) or self._bodies.get(hash)
        return found.leaf if found else None

    def newest_crl(self, issuer_verify_key: bytes) -> RevocationList | None:
        """The newest revocation list of a body or the root: its number and its next update."""
        return self._lists.get(key_id(issuer_verify_key))

    def _device(self, c: Certificate) -> Device:
        body = self.body(self._by_key_id[c.issuer_key_id])
        return Device(c.hash, body, c.name, c.roles, c.verify_key, c.serial, c.not_before, c.not_after, c.der)

    @staticmethod
    def _find(known: Mapping[bytes, _Logged], hash: bytes, before: int | None) -> Certificate:
        found = known.get(hash)
        if found is None or (before is not None and found.leaf >= before):
            raise Refused("a certificate is not in the log", "unknown-certificate")
        return found.certificate

    def _issuer_of(self, certificate: Certificate) -> Certificate:
        if certificate.is_root:
            raise Refused("a second root", "second-root")
        if certificate.kind is not None:
            return self.root
        issuer = self._authority(certificate.issuer_key_id)
        if issuer.is_root:
            raise Refused("the root certifies bodies, not devices", "unknown-issuer")
        return issuer

    def _authority(self, identifier: bytes) -> Certificate:
        if identifier == key_id(self.root.verify_key):
            return self.root
        body = self._by_key_id.get(identifier)
        if body is None:
            raise Refused("an issuer is not in the log", "unknown-issuer")
        return self._bodies[body].certificate

    def _check_key(self, certificate: Certificate, issuer: Certificate) -> None:
        """A device's key may be certified anew by its own body (a renewal). A body's key, and the root's, have one certificate."""
        owner = self._keys.get(certificate.verify_key)
        if owner is None:
            return
        authority = certificate.kind is not None or key_id(certificate.verify_key) in self._by_key_id
        if authority or owner != issuer.verify_key or certificate.verify_key == self.root.verify_key:
            raise Refused("a key is certified already, as another's", "key-reuse")


def _body(c: Certificate) -> Body:
    if c.kind is None:
        raise Refused("not the certificate of a body", "unknown-certificate")
    return Body(c.hash, c.name, c.kind, c.verify_key, c.serial, c.not_before, c.not_after, c.der)
