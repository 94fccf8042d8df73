"""Well-formed records of ``client.law.records.persons``."""

from __future__ import annotations

from client.law.records.persons import (
    PersonCode,
    PersonFlagged,
    PersonLinked,
    Representative,
    RepresentativeSought,
    TreatyExtension,
)
from tests.client.law.casebook.cast import digest

ID = "0b" * 16

EXAMPLES: tuple[object, ...] = (
    PersonFlagged(ID, "MINOR", True, "туу туралы куәлік, тізім 4", "он бес жаста", None),
    PersonCode(ID, ("P13", "P12a"), "қаулы 12", "күдікті деп танылды"),
    PersonLinked(ID, "P19a", "Сұңқар", "0c" * 16, ("P12a",), "зайыбы"),
    TreatyExtension(ID, "UNTOC", "24(1)", "шешім 3-1", "басқарма басшысы"),
    Representative(ID, "0d" * 16, "PARENT", "VERIFIED", digest("representative"), "туу туралы куәлік, тізім 4", ""),
    RepresentativeSought(ID, "GUARDIANSHIP", "0e" * 16, "өкілі жоқ"),
)
