"""Well-formed records of ``client.law.records.property``."""

from __future__ import annotations

from client.law.records.property import (
    ItemAssessed,
    ItemChanged,
    ItemIssued,
    ItemListed,
    ItemReceived,
    ItemReported,
    TrainingHeld,
    TrainingPolicy,
)

ITEM = "17" * 16
HASH = "a1" * 32

EXAMPLES: tuple[object, ...] = (
    ItemListed(ITEM, "M2.2a", "VEST", "СЖ-0417", "Үкіметтің қаулысы № 5", ""),
    ItemIssued(ITEM, "", "жаңа"),
    ItemReceived(ITEM, HASH, "бүтін"),
    TrainingHeld("M2.2b", "қолдану тәртібі", "нұсқаушы", 1_767_600_000_000),
    TrainingPolicy(("M2.2e",), "бұйрық № 12"),
    ItemChanged(ITEM, "RETURNED", 1_767_700_000_000, "қорғалатын адам", ""),
    ItemReported(ITEM, "LOST", "автобуста қалып қойды"),
    ItemAssessed(ITEM, "ORDINARY", (), "", "тозу", False),
)
