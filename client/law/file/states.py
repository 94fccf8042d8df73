"""The names of where a file and a measure stand (A.0.2)."""

from __future__ import annotations

from enum import StrEnum


class FileState(StrEnum):
    UNKNOWN = "UNKNOWN"
    STATEMENT_IN = "STATEMENT_IN"
    VERIFYING = "VERIFYING"
    DECIDED_REFUSE = "DECIDED_REFUSE"
    DECIDED_APPLY = "DECIDED_APPLY"
    ORDERED = "ORDERED"
    ORDER_ACK = "ORDER_ACK"
    SELECTED = "SELECTED"
    ACTIVE_UNCONTRACTED = "ACTIVE_UNCONTRACTED"
    ACTIVE = "ACTIVE"
    CONTINUATION_PENDING = "CONTINUATION_PENDING"
    ACTIVE_POST = "ACTIVE_POST"
    REVOKED = "REVOKED"


class MeasureState(StrEnum):
    """A review that has come due changes nothing but the name; the measure stays in force (AMB-22)."""

    CONSENT_PENDING = "CONSENT_PENDING"
    AUTHORISED = "AUTHORISED"
    IN_FORCE = "IN_FORCE"
    REVIEW_DUE = "REVIEW_DUE"
    WITHDRAWN = "WITHDRAWN"
    NOT_EXECUTABLE = "NOT_EXECUTABLE"
    ENDED_BY_RULING = "ENDED_BY_RULING"


IN_FORCE = (MeasureState.IN_FORCE, MeasureState.REVIEW_DUE)
"""Only a ruling ends a measure (L72 27(2)): one whose review is due is in force."""
