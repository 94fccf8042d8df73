"""Well-formed records of ``client.law.records.trafficking``."""

from __future__ import annotations

from client.law.records.trafficking import (
    TOPICS,
    CooperationDecided,
    IdentificationSigned,
    IdentifyMe,
    PersonAsked,
    TraffickingSigns,
    TraffickingTold,
    VotInformation,
    VotLeaflet,
    VotReview,
    VotStatus,
)

ID = "0b" * 16
HASH = "a1" * 32
AT = 1_700_000_000_000

EXAMPLES: tuple[object, ...] = (
    VotStatus(ID, "POTENTIAL", "FOREIGNER", "", "", ""),
    IdentifyMe("1d" * 16, "мені тексеріңіздерші", "uz", AT),
    IdentificationSigned("1a" * 16, "IA", "CHANNEL", HASH, ""),
    TraffickingSigns(ID, "YES", "құжаттарын алып қойған"),
    VotLeaflet(HASH, TOPICS, "құқықтар мен көмек", "kk", ""),
    VotReview(ID, "CONTINUES", "RAISED", "бұрынғы жұмыс беруші іздеп жүр"),
    PersonAsked("2a" * 16, "STATEMENT", "болған жайды айтып беріңіз", False, ""),
    CooperationDecided(True, "айтуға дайынмын", "kk"),
    VotInformation("NOT_NOW", "", "kk"),
    TraffickingTold("2b" * 16, "NGO", "PSEUDONYM", False, False, "көмекке бір адам келді", "ru"),
)
