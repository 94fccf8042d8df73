"""Reading requests within bounds: bodies with a deadline, JSON of bounded depth, parameters of one form."""

from __future__ import annotations

import asyncio
import json
import re
from base64 import b64decode
from typing import Any, cast

from aiohttp import StreamReader, web

from crypto.types import CircleId
from server.limits import Limits
from server.problems import Problem, malformed, not_found

_HEX32 = re.compile("[0-9a-f]{64}", re.ASCII)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_COUNT = re.compile("0|[1-9][0-9]{0,15}", re.ASCII)


async def body(request: web.Request, limit: int, seconds: float) -> bytes:
    """The whole body: at most ``limit`` bytes, and all of it within ``seconds``, however it is dripped."""
    if "Content-Encoding" in request.headers:
        raise Problem(415, "encoding", "A body is sent as it is, without an encoding")
    declared = request.content_length
    if declared is not None and declared > limit:
        raise _too_large(limit)
    content = request.content
    if content.is_eof():  # It came whole with its head, as small ones do: nothing to wait for.
        data = content.read_nowait()
        if len(data) > limit:
            raise _too_large(limit)
        return data
    try:
        async with asyncio.timeout(seconds):
            return await _dripped(content, limit)
    except TimeoutError:
        raise Problem(408, "too-slow", "The body took too long", closes=True) from None


async def _dripped(content: StreamReader, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while not content.at_eof():
        part = await content.readany()
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _too_large(limit: int) -> Problem:
    return Problem(413, "too-large", f"At most {limit} bytes are accepted here", closes=True)


async def json_object(request: web.Request, limits: Limits) -> dict[str, Any]:
    """An object of JSON: bounded in size and depth, without a name twice."""
    data = await body(request, limits.json, limits.body_seconds)
    if _depth(data) > limits.json_depth:
        raise malformed("The JSON is nested too deeply")
    try:
        value = json.loads(data, object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise malformed("The body is not JSON of the form") from None
    if not isinstance(value, dict):
        raise malformed("The body is not a JSON object")
    return cast("dict[str, Any]", value)


def _depth(data: bytes) -> int:
    """An upper bound: brackets in texts count too, and no text of ours has any."""
    depth = deepest = 0
    for byte in data.translate(None, _NO_BRACKETS):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name stands twice")
    return value


def _no_constant(_name: str) -> None:
    raise ValueError("no number")


def octets(value: object, *, size: int | None = None, limit: int = 65536) -> bytes:
    """Standard base64, in its one spelling, of ``size`` bytes if given."""
    if not isinstance(value, str) or len(value) > limit * 4 // 3 + 4:
        raise malformed("A field of base64 is missing or too long")
    try:
        data = b64decode(value, validate=True)
    except ValueError:
        raise malformed("A field is not base64") from None
    if size is not None and len(data) != size:
        raise malformed(f"A field has not {size} bytes")
    return data


def hash_of(value: object) -> bytes:
    """32 bytes in lower-case hex."""
    if not isinstance(value, str) or not _HEX32.fullmatch(value):
        raise malformed("A field is not a hash in lower-case hex")
    return bytes.fromhex(value)


def count(value: object, most: int) -> int:
    """A whole number of JSON, from 0 to ``most``."""
    if type(value) is not int or not 0 <= value <= most:
        raise malformed("A field is not a number of its range")
    return value


def identity(request: web.Request) -> bytes:
    """The 32-byte id in the path. What is none is not found."""
    text = request.match_info["id"]
    if not _HEX32.fullmatch(text):
        raise not_found()
    return bytes.fromhex(text)


def circle(request: web.Request) -> CircleId:
    return CircleId(identity(request))


def number(request: web.Request, name: str, default: int | None, most: int) -> int:
    """A number of the query."""
    text = request.query.get(name)
    if text is None and default is not None:
        return default
    if text is None or not _COUNT.fullmatch(text) or int(text) > most:
        raise malformed(f"The parameter {name} is not a number of its range")
    return int(text)
