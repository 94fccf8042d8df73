"""Errors that only a client meets: the way to the server, and what the server answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crypto.errors import QorganError, Refused


class Offline(QorganError):
    """The server could not be reached, or the connection broke: nothing is lost, try again later."""

    code = "offline"


class Busy(QorganError):
    """The server asks to wait (429, 503, 507): nothing is lost, try again after ``retry_after`` seconds."""

    code = "busy"

    def __init__(self, template: str, /, code: str | None = None, retry_after: float = 1.0, **words: object) -> None:
        super().__init__(template, code, **words)
        self.retry_after = retry_after


class Held(QorganError):
    """This client itself refuses to send (freshness, a log that does not agree, a cloned state). Alarms still go out."""

    code = "held"


class Problem(Refused):
    """The server's problem document (RFC 9457): ``code`` is the last part of its ``type``; ``extra`` its own members."""

    def __init__(self, status: int, code: str, detail: str, extra: Mapping[str, Any]) -> None:
        super().__init__(detail or code, code)
        self.status = status
        self.extra = dict(extra)
