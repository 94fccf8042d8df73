"""Well-formed records of ``client.law.records.returns``."""

from __future__ import annotations

from client.law.records.returns import (
    NationalityAsked,
    ReturnConsent,
    ReturnConsentOnPaper,
    ReturnDanger,
    ReturnDecided,
    ReturnStep,
)
from client.law.records.tasks import Fact

ID = "0b" * 16
BACK = "4a" * 16

EXAMPLES: tuple[object, ...] = (
    ReturnConsent(True, "үйге қайтқым келеді", "kk"),
    ReturnConsentOnPaper(True, "PP", "00ff"),
    ReturnDanger(ID, True, "THREAT_LEVEL", "туған жерінде күтіп отыр"),
    NationalityAsked(ID, "елшілік", (Fact("name", "А. Б."), Fact("documents", "жоқ"))),
    ReturnDecided(BACK, "OUT", "NGO", "SERVICES", "баланың өзі қалайды"),
    ReturnStep(BACK, "CERTIFICATE_REQUESTED", False, ""),
)
