"""Problem documents (RFC 9457): every refusal of the server, with a permanent ``code`` and nothing of what was sent.

Unknown and forbidden answer alike (404 "not-found"), so that nobody learns which circles, blobs or devices exist.
"""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import structlog
from aiohttp import web

from crypto.errors import CannotOpen, Forged, Malformed, QorganError, Refused, Stale, Usage
from server.storage.database import StorageFailed

CONTENT_TYPE: Final = "application/problem+json"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_BY_ERROR: Final[Mapping[type[QorganError], int]] = {
    Malformed: 422,
    Forged: 422,
    Refused: 403,
    Stale: 409,
    Usage: 422,
    CannotOpen: 422,
}
_BY_CODE: Final[Mapping[str, int]] = {"too-large": 413, "revoked": 403}
_HTTP_CODES: Final[Mapping[int, str]] = {400: "bad-request", 404: "not-found", 405: "method", 413: "too-large", 426: "websocket"}


class Problem(Exception):
    """Ends a request with a problem document. ``extra`` are extension members (RFC 9457 section 3.2).

    ``closes``: the connection ends with it, since a body is left unread."""

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        *,
        headers: Mapping[str, str] | None = None,
        closes: bool = False,
        **extra: object,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.title = title
        self.headers = dict(headers or {})
        self.closes = closes
        self.extra = extra

    def response(self) -> web.Response:
        document = {"type": f"urn:qorgan:problem:{self.code}", "title": self.title, "status": self.status, **self.extra}
        answer = web.Response(status=self.status, text=json.dumps(document), content_type=CONTENT_TYPE, headers=self.headers)
        if self.closes:
            answer.force_close()
        return answer


def not_found() -> Problem:
    return Problem(404, "not-found", "There is no such thing, or it is not yours")


def login_needed() -> Problem:
    return Problem(401, "login", "Log in first", headers={"WWW-Authenticate": "Bearer"})


def too_many(retry_after: float) -> Problem:
    return Problem(429, "rate", "Too many requests", headers={"Retry-After": str(max(1, round(retry_after)))})


def malformed(title: str) -> Problem:
    return Problem(422, "malformed", title)


def unavailable(failure: StorageFailed) -> Problem:
    if failure.full:
        return Problem(507, "storage-full", "The server has no room left: nothing was stored")
    return Problem(503, "unavailable", "The server could not store it: nothing was stored", headers={"Retry-After": "1"})


def of_error(error: QorganError) -> Problem:
    """The core's errors: what they say is about form and never has content in it (style rule 13)."""
    status = _BY_CODE.get(error.code) or next((s for kind, s in _BY_ERROR.items() if isinstance(error, kind)), 422)
    return Problem(status, error.code, str(error))


def of_http(error: web.HTTPException) -> Problem:
    """aiohttp's own refusals (no route, wrong method, body too large)."""
    headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
    return Problem(error.status, _HTTP_CODES.get(error.status, "http"), error.reason, headers=headers)


def middleware(log: structlog.typing.FilteringBoundLogger) -> Any:
    """Turns every exception into a problem document. What nobody expected is logged by its place in the code, without its text."""

    @web.middleware
    async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except Problem as problem:
            return problem.response()
        except StorageFailed as failure:
            return unavailable(failure).response()
        except QorganError as error:
            return of_error(error).response()
        except web.HTTPException as error:
            return of_http(error).response()
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as error:
            log.error("unexpected", error=type(error).__name__, at=places(error))
            return Problem(500, "internal", "The server made an error").response()

    return problems


def places(error: BaseException) -> list[str]:
    """Where an exception passed: module and line, no values (an exception's text may hold what somebody sent)."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames][-8:]
