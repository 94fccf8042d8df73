"""Well-formed records of ``client.law.records.papers``."""

from __future__ import annotations

from client.law.records.papers import DocumentIssued, EvidenceGiven, ExportMade

EXAMPLES: tuple[object, ...] = (
    DocumentIssued(
        "order", "a1" * 32, "kk", "PDF", "0123-4567-89AB-CDEF-GHJK-MNPQ", "b2" * 32, "сот", "іске тігу", "сотқа көшірме"
    ),
    EvidenceGiven(("a1" * 32,), "b2" * 32, "сот", "шарттың түпнұсқалығын растау"),
    ExportMade("CHAINS", "", "b2" * 32, "прокурор", "тексеру", "Берген Б. Офицер, прокурорға"),
)
