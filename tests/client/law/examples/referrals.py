"""Well-formed records of ``client.law.records.referrals``."""

from __future__ import annotations

from client.law.records.referrals import (
    CounselAccess,
    CounselShown,
    Neutral,
    Referral,
    ReferralAnswer,
    ReferralCard,
    ReferralClosed,
    ReferralConsent,
    ReferralConsentOnPaper,
    ReferralIn,
)
from client.law.records.tasks import Fact

REFERRAL = "5a" * 16
HASH = "a1" * 32
AT = 1_700_000_000_000
SEEN = Neutral("Хат", "құжат-1", "Жаңа хабар бар")
FACTS = (Fact("pseudonym", "Аққу"), Fact("language", "uz"))
SAFETY = "тек өзіне қоңырау шалу; ешкімге айтпау"

EXAMPLES: tuple[object, ...] = (
    Referral(
        REFERRAL, "R-1", "IA", "HLT", "HLT-2", "Алматы", "MEDICAL", FACTS, SAFETY, SEEN, "ем", "бірлескен бұйрық 4", "uz", 0, "",
        "", "M-4", "дәрігерге барғысы келеді",
    ),
    ReferralConsent(REFERRAL, HASH, True, False),
    ReferralConsentOnPaper(REFERRAL, HASH, True, False, "PP", "00ff"),
    ReferralCard(REFERRAL, "HLT", "MEDICAL", FACTS, SAFETY, SEEN, "uz", 0),
    ReferralAnswer(REFERRAL, "ACCEPTED", ""),
    ReferralClosed(REFERRAL, "адамның өзі бас тартты"),
    CounselAccess("адвокат М.", True, (HASH,)),
    CounselShown("адвокат М.", (HASH,)),
    ReferralIn("5c" * 16, "NGO", "STATE_PROTECTION", "Аққу", "қорқытып жатыр", SAFETY, False, True, "kk", AT),
)  # fmt: skip
