"""Well-formed records of ``client.law.records.consents``."""

from __future__ import annotations

from client.law.records.consents import MeasureConsent, MinutedConsent
from tests.client.law.casebook.cast import T0

ID = "0b" * 16
TEXT = "7e" * 32

EXAMPLES: tuple[object, ...] = (
    MeasureConsent("M2.1a", "CONSENT", "RECORDED", "SELF", TEXT, "kk", "", ""),
    MinutedConsent(ID, "M2.1a", "CONSENT", "PP", "", "SELF", "PAPER", "00ff", TEXT, "kk", T0, "", "", ""),
)
