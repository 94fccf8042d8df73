"""The certificates as an entry sees them: only log leaves before its index, and its ``accepted_at`` for dates (architecture
section 4, "validity is deterministic")."""

from __future__ import annotations

from collections.abc import Iterable

from crypto.errors import Refused
from crypto.frozen import dataclass
from crypto.trust import Body, Device, Directory
from crypto.types import CertificateHash, LogIndex, Millis


@dataclass(frozen=True, slots=True)
class Scene:
    """``directory`` seen from log index ``index`` at time ``at``."""

    directory: Directory
    index: LogIndex
    at: Millis

    def live(self, certificate: CertificateHash) -> Device:
        """The device, if it is certified, in date and not revoked. Raises ``Refused`` ("unknown-certificate", "revoked", "expired",
        "not-yet-valid")."""
        return self.directory.device(certificate, self.index, self.at)

    def living(self, certificates: Iterable[CertificateHash]) -> tuple[Device, ...]:
        """Those of the devices that are live."""
        found = []
        for certificate in certificates:
            try:
                found.append(self.live(certificate))
            except Refused:
                continue
        return tuple(found)

    def known(self, certificate: CertificateHash) -> Device | None:
        """The device, whatever became of it since: its name, body and roles do not change."""
        return self.directory.known(certificate, self.index)

    def revoked(self, certificate: CertificateHash) -> bool:
        return self.directory.is_revoked(certificate, self.index)

    def body(self, certificate: CertificateHash) -> Body:
        """Raises ``Refused`` ("unknown-certificate")."""
        return self.directory.body(certificate, self.index)
