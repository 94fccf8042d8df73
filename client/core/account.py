"""Who this client is: deployment, server, key ring and certificates; saved as named values of the store.

A device has a certificate chain (device first, then its body); a person has none, and a ring that the passphrase gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property

from client.core.replica import Identity
from client.core.store import Store
from client.core.transport import Credentials
from crypto.codec import Reader, Writer, decode
from crypto.errors import Forged, Refused, Usage
from crypto.frozen import dataclass
from crypto.primitives import LABEL_LOGIN
from crypto.ring import KeyRing, certificate_hash, person_hash
from crypto.trust import Deployment, Device, Directory
from crypto.types import Holder, LogIndex, Millis


@dataclass(frozen=True)
class Account:
    """``fingerprint``: of the deployment's root, as pinned at enrolment. ``chain``: DER certificates, this device's first; empty
    for a person, and for a device before its authority has answered."""

    deployment: Deployment
    fingerprint: bytes
    url: str
    ring: KeyRing
    person: bool
    chain: tuple[bytes, ...] = ()
    former_reading_seeds: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def holder(self) -> Holder | None:
        """None for a device without a certificate."""
        if self.person:
            return person_hash(self.ring.verify_key)
        return Holder(certificate_hash(self.chain[0])) if self.chain else None

    def directory(self) -> Directory:
        """The directory before any leaf of the log: the pinned root alone. Raises ``Forged`` where the root is another."""
        return Directory.of(self.deployment, self.fingerprint)

    def device(self, at: Millis) -> Device | None:
        """This device as its own certificates describe it. Raises ``Refused`` where they do not hold (any more)."""
        if not self.chain:
            return None
        return self._own_directory.device(certificate_hash(self.chain[0]), LogIndex(len(self.chain)), at)

    @cached_property
    def _own_directory(self) -> Directory:
        directory = self.directory()
        for index, der in enumerate(reversed(self.chain)):
            directory = directory.with_certificate(der, LogIndex(index))
        return directory

    def identity(self, at: Millis) -> Identity:
        """Raises ``Usage`` (``no-certificate``) for a device that has none yet."""
        holder = self.holder
        if holder is None:
            raise Usage("this device has no certificate yet: install it first", "no-certificate")
        try:
            device = self.device(at)
        except Refused as error:
            raise Usage("this device's certificate does not hold: {error}", error.code, error=error) from None
        return Identity(self.ring, holder, device, self.former_reading_seeds)

    def credentials(self) -> Credentials | None:
        """What signs in; None for a device without a certificate."""
        holder = self.holder
        if holder is None:
            return None
        return Credentials(
            holder=holder,
            certificate=None if self.person else bytes(holder),
            verify_key=self.ring.verify_key,
            reading_key_hash=bytes(self.ring.reading_key_hash),
            log_origin=self.deployment.log_origin,
            sign=lambda message: self.ring.sign(LABEL_LOGIN, message),
        )

    def with_chain(self, chain: tuple[bytes, ...], at: Millis) -> Account:
        """With the certificates that the authority issued for this ring's key. Raises ``Usage``."""
        account = replace(self, chain=chain)
        device = account.identity(at).device
        if self.person or device is None or device.verify_key != self.ring.verify_key:
            raise Usage("the certificate is not for this device's key", "other-key")
        return account

    def values(self) -> Mapping[str, bytes]:
        """For ``Store.put``. Holds the ring's seeds."""
        return {
            "deployment": self.deployment.encode(),
            "fingerprint": self.fingerprint,
            "url": self.url.encode(),
            "ring": self.ring.encode(),
            "person": b"1" if self.person else b"0",
            "chain": Writer().vector(self.chain, Writer.opaque).bytes(),
            "former-reading-seeds": Writer().vector(self.former_reading_seeds, Writer.opaque).bytes(),
        }


def new_account(deployment: bytes, fingerprint: bytes | None, url: str, ring: KeyRing, *, person: bool = False) -> Account:
    """Raises ``Forged`` unless the deployment's root is the pinned one and has signed the document."""
    document = Deployment.decode(deployment)
    if fingerprint is not None and document.fingerprint != fingerprint:
        raise Forged("the deployment's root is not the one that was pinned", "other-root")
    account = Account(document, document.fingerprint, url, ring, person)
    document.verify()
    account.directory()
    return account


def load_account(store: Store) -> Account:
    """Raises ``Usage`` for a store in which setting up was not finished."""

    def value(name: str) -> bytes:
        found = store.get(name)
        if found is None:
            raise Usage("the store was not set up to the end: make a new home", "bad-home")
        return found

    return Account(
        Deployment.decode(value("deployment")),
        value("fingerprint"),
        value("url").decode(),
        KeyRing.decode(value("ring")),
        value("person") == b"1",
        decode(value("chain"), _read_list),
        decode(value("former-reading-seeds"), _read_list),
    )


def _read_list(reader: Reader) -> tuple[bytes, ...]:
    return reader.vector(Reader.opaque)
