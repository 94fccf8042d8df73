"""Structured logs: JSON lines with an event, a level and a time; never content, keys, tokens, addresses or a whole id.

A key that is not on the list of what may be logged is dropped, and a value that is neither a number nor a short word is cut, so
that a careless line in the future leaks nothing either.
"""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path
from typing import Any, Final, TextIO

import structlog

from server.problems import places

ALLOWED: Final = frozenset(
    {
        "event", "level", "timestamp", "error", "at", "reason", "items", "fired", "due", "port", "leaves", "circles", "seconds",
        "entries", "batches", "refused", "verify_ms", "rules_ms", "database_ms", "sessions", "sockets", "queue", "fatal",
    }
)  # fmt: skip
_LONGEST = 80


def logger(path: Path | None) -> structlog.typing.FilteringBoundLogger:
    """Writes to ``path`` (appending) or to standard error."""
    out: TextIO = sys.stderr if path is None else path.open("a", encoding="utf-8", buffering=1)
    return to(out)


def to(out: TextIO | io.StringIO) -> structlog.typing.FilteringBoundLogger:
    bound: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(out),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _permitted,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(20),
        cache_logger_on_first_use=True,
    )
    return bound


def quiet(log: structlog.typing.FilteringBoundLogger) -> None:
    """What libraries log (aiohttp names the peer's address, APScheduler prints values) is reduced to whose it is and where."""
    logging.basicConfig(handlers=[_Library(log)], level=logging.WARNING, force=True)


class _Library(logging.Handler):
    def __init__(self, log: structlog.typing.FilteringBoundLogger) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        at = [] if error is None else places(error)
        self._log.warning("library", reason=record.name, error=type(error).__name__, at=at)


def _permitted(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {key: _short(value) for key, value in event.items() if key in ALLOWED}


def _short(value: Any) -> Any:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, list):
        return [str(part)[:_LONGEST] for part in value[:8]]
    return str(value)[:_LONGEST]
