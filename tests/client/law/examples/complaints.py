"""Well-formed records of ``client.law.records.complaints``."""

from __future__ import annotations

from client.law.records.complaints import Complaint, ComplaintHold, ComplaintOutcome, ComplaintTaken, OutcomeReceived
from tests.client.law.casebook.cast import author, digest

ID = "0b" * 16
COMPLAINT = "c0" * 16
AT = 1_700_000_000_000

EXAMPLES: tuple[object, ...] = (
    Complaint(
        COMPLAINT, "INACTION", "", "INVESTIGATOR", author("investigator").body, author("investigator").holder, "PROSECUTOR",
        author("complaint prosecutor").body, "CHANNEL", "жауап жоқ", "kk", AT, (),
    ),
    ComplaintTaken(COMPLAINT, AT, ""),
    ComplaintOutcome(COMPLAINT, "5-1", "DISMISSED", "негіз жоқ", "жоғары тұрған прокурор"),
    OutcomeReceived(COMPLAINT, "INACTION", "", "прокуратура", "5-1", "DISMISSED", AT),
    ComplaintHold(ID, COMPLAINT, digest("revocation"), True, ""),
)  # fmt: skip
