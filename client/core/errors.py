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


PROBLEMS: Mapping[str, str] = {
    "author": "the server takes this only from its author",
    "blob": "the server has another file under this name: send it again",
    "chunk": "the server has another part of this file in this place: send the file again",
    "circle": "the entry is of another circle than the one it was sent to",
    "circle-id": "the circle's id is not that of its founder, kind, policy and nonce",
    "deadline": "the circle has had a deadline of this id already",
    "duplicate-uid": "the server has another entry of this author under this id",
    "encoding": "the server takes no compressed bodies",
    "internal": "the server made an error; nothing is lost, try again later",
    "invitation-used": "the invitation was used already: it sends one report only",
    "login": "the server let nobody sign in with this key",
    "method": "the server does not know this request: it is of another version",
    "not-found": "the server has no such thing, or it is not for you",
    "position": "a circle begins with position 0, generation 1 and epoch 1",
    "quota": "you have sent or kept at the server as much as you may; try again later",
    "rate": "too many requests in a short time; try again a little later",
    "role": "who may write what in this circle does not let you write this here",
    "revoked": "the author's certificate is revoked or out of date",
    "storage-full": "the server has no room left; nothing was stored, try again later",
    "taken": "the server has this token already",
    "too-large": "this is larger than the server takes",
    "too-slow": "it took too long to send; try again",
    "unavailable": "the server can store nothing at the moment; nothing is lost, try again later",
    "websocket": "the server's stream was asked for in a wrong way: it is of another version",
    "work": "the server wants a proof of work, and it is missing or too small",
}
"""What each code of a problem document says, as a template of the catalogues. The server's own words stand in English."""


def problem_template(code: str) -> str:
    """For a code that is not ours, the server's words are shown (``detail``)."""
    return PROBLEMS.get(code, "the server refuses: {detail}")


class Problem(Refused):
    """The server's problem document (RFC 9457): ``code`` is the last part of its ``type``; ``detail`` the server's own words;
    ``extra`` its own members."""

    def __init__(self, status: int, code: str, detail: str, extra: Mapping[str, Any]) -> None:
        super().__init__(problem_template(code), code, detail=detail or code)
        self.status = status
        self.detail = detail
        self.extra = dict(extra)
