"""Well-formed records of ``client.law.records.access`` and of what came to ``identity`` later."""

from __future__ import annotations

from client.law.records.access import (
    LeakIncident,
    LeakPlace,
    LeakResolved,
    Nondisclosure,
    NondisclosureSigned,
    OriginAsked,
    Reveal,
    UseRestriction,
)
from client.law.records.identity import (
    AccessWarned,
    IdentityAdded,
    IdentityClosed,
    IdentityCopied,
    PseudonymGiven,
    PseudonymRetired,
)
from tests.client.law.casebook.cast import digest

ID = "0b" * 16
HASH = "a1" * 32

EXAMPLES: tuple[object, ...] = (
    Nondisclosure(digest("investigator"), "DEC", HASH, "CHANNEL", ""),
    NondisclosureSigned(HASH, "kk"),
    LeakIncident("1e" * 16, "бүркеншік ат сыртқа шықты", "қорғалушының хабары", 1_700_000_000_000, (HASH,), (), "шаралар қаралды"),
    LeakResolved("5a" * 16, "note", (LeakPlace("NAME", "text", 4, 12, True),), "сот қаулысы бойынша"),
    UseRestriction(HASH, "шетелдік орган", "тек осы іс үшін"),
    OriginAsked(HASH, "CONSENTS", "сот"),
    Reveal(ID, "COURT", "аудандық сот", "қаулы 7", "бүркеншік аттың иесі", (HASH,), "келіседі"),
    AccessWarned(ID, HASH),
    IdentityClosed(ID, "SHUT"),
    IdentityAdded(ID, "19" * 16, "00ff"),
    IdentityCopied(ID, HASH, "нотариус", "нотариус үшін"),
    PseudonymGiven(ID, "Аққу", "CLINIC"),
    PseudonymRetired(ID, "Аққу", "REVEALED"),
)
