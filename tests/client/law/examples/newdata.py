"""Well-formed records of ``client.law.records.newdata``."""

from __future__ import annotations

from client.law.records.newdata import (
    DataCounter,
    DataLinked,
    DataProposal,
    DataSigned,
    DocumentChecked,
    DocumentState,
    NewDataFate,
    NewField,
)

SET, DOCUMENT = "19" * 16, "1d" * 16
HASH = "a1" * 32
FIELDS = (NewField("surname", "Жаңа"), NewField("birth place", "Қостанай"))

EXAMPLES: tuple[object, ...] = (
    DataProposal(SET, FIELDS, ""),
    DataCounter(HASH, FIELDS, "басқа қала"),
    DataSigned(HASH, True, ""),
    DataLinked(SET, "00ff"),
    DocumentState(DOCUMENT, "PASSPORT", "REQUESTED", "", ""),
    DocumentChecked(DOCUMENT, True, False, ""),
    NewDataFate(True, "", "", "шаралар аяқталды"),
)
