"""The API as an OpenAPI 3.1 document. ``tests/server/test_openapi.py`` holds it against the routes and against real answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

Schema = dict[str, Any]

_OCTETS: Final = "application/octet-stream"
_HASH: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_HEX16: Final = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
_BASE64: Final = {"type": "string", "contentEncoding": "base64"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_BOOL: Final = {"type": "boolean"}
_TEXT: Final = {"type": "string"}


def _object(optional: Sequence[str] = (), **properties: Schema) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _kind(word: str, optional: Sequence[str] = (), **properties: Schema) -> Schema:
    return _object(optional, kind={"const": word}, **properties)


_PROOF: Final = _list(_BASE64)
_CONSISTENCY: Final[Schema] = {
    "type": "object",
    "properties": {"from": _COUNT, "proof": _PROOF},
    "required": ["from", "proof"],
    "additionalProperties": False,
}
_SCHEMAS: Final[dict[str, Schema]] = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457. More members by code: `head` (stale), `position` (duplicate-uid), `work_bits` (work).",
        "properties": {"type": {"type": "string", "pattern": "^urn:qorgan:problem:[a-z-]+$"}, "title": _TEXT, "status": _COUNT},
        "required": ["type", "title", "status"],
    },
    "Head": _object(position=_COUNT, chain=_BASE64, generation=_COUNT, epoch=_COUNT),
    "Accepted": _object(position=_COUNT, accepted_at=_COUNT, index=_COUNT, salt=_BASE64, chain=_BASE64, size=_COUNT),
    "Index": _object(index=_COUNT),
    "Proof": _object(proof=_PROOF),
    "Blob": _object(circle=_HASH, size=_COUNT, chunks=_COUNT, received=_list(_COUNT)),
    "Entry": _kind(
        "entry", circle=_HASH, position=_COUNT, accepted_at=_COUNT, index=_COUNT, salt=_BASE64, entry=_BASE64, proof=_PROOF
    ),
    "Certificate": _kind("certificate", index=_COUNT, data=_BASE64, proof=_PROOF),
    "Revocation": _kind("revocation", index=_COUNT, data=_BASE64, proof=_PROOF),
    "Statement": _kind("statement", index=_COUNT, salt=_BASE64, accepted_at=_COUNT, data=_BASE64, proof=_PROOF),
    "Alarm": _kind("alarm", index=_COUNT, salt=_BASE64, accepted_at=_COUNT, circle=_HASH, data=_BASE64, proof=_PROOF),
    "Notice": _kind("notice", seq=_COUNT, deadline=_HEX16, step=_COUNT, fired_at=_COUNT, circle=_or_null(_HASH)),
    "Item": {"oneOf": [_ref(name) for name in ("Entry", "Certificate", "Revocation", "Statement", "Alarm", "Notice")]},
    "Frame": _object(
        items=_list(_ref("Item")),
        cursor=_or_null({"type": "string", "pattern": "^[0-9]+[.][0-9]+$"}),
        checkpoint=_TEXT,
        consistency=_or_null(_CONSISTENCY),
        more=_BOOL,
    ),
}


def _query(name: str, text: str, required: bool = False) -> Schema:
    schema = _TEXT if name in {"cursor", "circle", "after"} else _COUNT
    return {"name": name, "in": "query", "required": required, "description": text, "schema": schema}


_SIZE: Final = _query("size", "the log size that the caller verified last: the consistency proof starts there")
_LIMIT: Final = _query("limit", "how many leaves at most")
_CURSOR: Final = _query("cursor", "next log index, point, last notice seen")


def _operation(
    summary: str,
    answer: Schema | str,
    *,
    body: Schema | str | None = None,
    query: Sequence[Schema] = (),
    open_to_all: bool = False,
    statuses: Sequence[str] = ("200",),
) -> Schema:
    content = {answer: {"schema": {"type": "string"}}} if isinstance(answer, str) else {"application/json": {"schema": answer}}
    operation: Schema = {
        "summary": summary,
        "parameters": list(query),
        "responses": {status: {"description": "done", "content": content} for status in statuses},
        "security": [] if open_to_all else [{"session": []}],
    }
    problem = {"application/problem+json": {"schema": _ref("Problem")}}
    operation["responses"]["default"] = {"description": "refused", "content": problem}
    if body is not None:
        kind = {body: {"schema": {"type": "string"}}} if isinstance(body, str) else {"application/json": {"schema": body}}
        operation["requestBody"] = {"required": True, "content": kind}
    return operation


def _login() -> dict[str, dict[str, Schema]]:
    nonce = _object(nonce=_BASE64, expires_at=_COUNT, work_bits=_COUNT)
    claim = _object(
        ("certificate", "verify_key", "work", "reading_key"),
        certificate=_HASH,
        verify_key=_BASE64,
        nonce=_BASE64,
        signature=_BASE64,
        work=_BASE64,
        reading_key=_HASH,
    )
    session = _object(token=_TEXT, expires_at=_COUNT, holder=_HASH)
    return {
        "/v1/login/challenge": {"post": _operation("A nonce to sign", nonce, body=_object(), open_to_all=True)},
        "/v1/login": {"post": _operation("A session for who signed the nonce", session, body=claim, open_to_all=True)},
        "/v1/session/close": {"post": _operation("End this session", _object(), body=_object())},
    }


def _directory() -> dict[str, dict[str, Schema]]:
    ends = (_query("from", "a smaller size", required=True), _query("to", "a larger size; the newest if not given"))
    leaf = (_query("index", "of the leaf", required=True), _query("size", "of the tree; the newest if not given"))
    package = _object(key_package=_BASE64, last_resort=_BOOL)
    token = _object(token=_BASE64)
    packages = _object(("last_resort",), key_packages=_list(_BASE64), last_resort=_or_null(_BASE64))
    return {
        "/v1/certificates": {"post": _operation("Publish a certificate (DER)", _ref("Index"), body=_OCTETS, open_to_all=True)},
        "/v1/revocations": {"post": _operation("Publish a revocation list (DER)", _ref("Index"), body=_OCTETS, open_to_all=True)},
        "/v1/statements": {
            "post": _operation("Publish the reading-key statement of oneself or one's recovery key", _ref("Index"), body=_OCTETS)
        },
        "/v1/log/checkpoint": {"get": _operation("The newest checkpoint", _object(checkpoint=_TEXT))},
        "/v1/log/inclusion": {"get": _operation("That a leaf is in the tree", _ref("Proof"), query=leaf)},
        "/v1/log/consistency": {"get": _operation("That a tree continues another", _ref("Proof"), query=ends)},
        "/v1/key-packages": {"put": _operation("Store key packages", _object(available=_COUNT), body=packages)},
        "/v1/key-packages/claim": {"post": _operation("Take a device's key package", package, body=_object(device=_HASH))},
        "/v1/tokens": {
            "post": _operation(
                "Take 32 bytes that nobody has taken; again by the same device is fine", _object(taken_at=_COUNT), body=token
            )
        },
    }


def _circles() -> dict[str, dict[str, Schema]]:
    after = _query("after", "position; -1 for all")
    timer = _object(id=_HEX16, due_at=_or_null(_COUNT), step=_COUNT, settled=_BOOL)
    circle = _query("circle", "its id", required=True)
    return {
        "/v1/circles/{id}/entries": {
            "post": _operation(
                "Append{entry<V>; welcome<V>; work<V>}; 200 where it was there already",
                _ref("Accepted"),
                body=_OCTETS,
                statuses=("200", "201"),
            ),
            "get": _operation("The circle's entries", _ref("Frame"), query=(after, _LIMIT, _SIZE)),
        },
        "/v1/circles/{id}/head": {"get": _operation("The head of the chain", _ref("Head"))},
        "/v1/circles/{id}/welcome": {"get": _operation("One's newest welcome", _object(position=_COUNT, welcome=_BASE64))},
        "/v1/circles/{id}/alarms": {"post": _operation("Raise an alarm", _ref("Index"), body=_OCTETS)},
        "/v1/deadlines": {"get": _operation("A circle's deadlines", _object(deadlines=_list(timer)), query=(circle,))},
        "/v1/sync": {"get": _operation("What is new for the caller", _ref("Frame"), query=(_CURSOR, _SIZE, _LIMIT))},
        "/v1/stream": {
            "get": _operation(
                "A websocket that sends frames (as text) from the cursor on; the answer is 101",
                _ref("Frame"),
                query=(_CURSOR, _SIZE),
                statuses=("101",),
            )
        },
    }


def _blobs() -> dict[str, dict[str, Schema]]:
    announced = _object(circle=_HASH, size=_COUNT, chunks=_COUNT)
    return {
        "/v1/blobs/{id}": {
            "put": _operation("Announce a blob", _ref("Blob"), body=announced),
            "get": _operation("Which chunks are there", _ref("Blob")),
        },
        "/v1/blobs/{id}/chunks/{n}": {
            "put": _operation("Store a chunk; again with the same bytes is fine", _object(), body=_OCTETS),
            "get": _operation("Read a chunk", _OCTETS),
        },
    }


def _meta() -> dict[str, dict[str, Schema]]:
    return {
        "/healthz": {"get": _operation("Whether the server answers", _object(status={"const": "ok"}), open_to_all=True)},
        "/v1/deployment": {"get": _operation("The deployment document", _object(deployment=_BASE64), open_to_all=True)},
        "/v1/openapi.json": {"get": _operation("This document", {"type": "object"}, open_to_all=True)},
    }


def document() -> dict[str, Any]:
    """The whole document. Ids in paths are 64 hex digits, bytes are base64, times are milliseconds since 1970 UTC."""
    paths = {**_meta(), **_login(), **_directory(), **_circles(), **_blobs()}
    for path, operations in paths.items():
        names = [name for name in ("id", "n") if f"{{{name}}}" in path]
        for operation in operations.values():
            schemas = {"id": _HASH, "n": _COUNT}
            operation["parameters"] += [{"name": n, "in": "path", "required": True, "schema": schemas[n]} for n in names]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Qorgan server",
            "version": "1",
            "summary": "Orders, stores, delivers and reminds, and can read nothing.",
        },
        "paths": paths,
        "components": {"schemas": _SCHEMAS, "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}}},
    }
