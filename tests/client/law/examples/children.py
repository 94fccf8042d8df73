"""Well-formed records of ``client.law.records.children``."""

from __future__ import annotations

from client.law.records.children import (
    NEEDS,
    AgeEstablished,
    ChildConsent,
    ChildPlaced,
    InterestsWeighed,
    InterrogationHeld,
    Need,
    NeedsChecked,
    ParentsSuspected,
    RepresentativeOnReturn,
    ResponsibilityAssumed,
    Unaccompanied,
)

ID = "0b" * 16

EXAMPLES: tuple[object, ...] = (
    Unaccompanied(ID, "вокзалдан жалғыз табылды"),
    AgeEstablished(ID, "сараптама 3", True, None),
    ParentsSuspected(ID, True, "әкесі сатқан болуы мүмкін"),
    ChildConsent(ID, "RETURN", True, "қорғаншылық органының өкілі", "GUARDIANSHIP", "хаттама 2"),
    RepresentativeOnReturn(ID, True, "REPRESENTATIVE", "келісім 4"),
    ResponsibilityAssumed(ID, "AUTHORITY", "міндеттеме 9"),
    InterestsWeighed(ID, False, "ол жақта қарайтын ешкім жоқ"),
    ChildPlaced(ID, "C-7", True, "жоспар 11", "осында қалғысы келеді"),
    InterrogationHeld(ID, "INVESTIGATION", "мұғалім", "", ""),
    NeedsChecked(ID, tuple(Need(topic, "керек емес") for topic in NEEDS)),
)
