"""Well-formed records of ``client.law.records.bodies``."""

from __future__ import annotations

from client.law.records.bodies import (
    BodyIsBoth,
    BodyProfile,
    BodyRegistered,
    DutyRoster,
    PartnerTerms,
    SupervisorNamed,
    Target,
)

HASH = "a1" * 32
ID = "0b" * 16
AT = 1_767_585_600_000

EXAMPLES: tuple[object, ...] = (
    BodyRegistered(
        HASH, 1, "Қорғау бөлімі", "INTERNAL_AFFAIRS", True, "бұйрық № 5", "1-бөлім", "", False, "", ("ҚБП", "құпия", "өте құпия")
    ),
    BodyProfile(
        HASH,
        1,
        "бұйрық № 5",
        "келісім № 2",
        (Target("DL-02", 1_800),),
        (PartnerTerms("LEB", 172_800, "бірлескен бұйрық № 7"),),
        2_592_000,
        300,
        ("бастық",),
        "1-бөлім",
        (HASH,),
        True,
        (),
    ),
    BodyIsBoth(ID, HASH, "ереже № 3", "бір орган екі қызметті де атқарады", "бастық"),
    DutyRoster(HASH, AT, AT + 86_400_000, HASH, (HASH,), 900),
    SupervisorNamed(ID, HASH, HASH, "KZ-75"),
)
