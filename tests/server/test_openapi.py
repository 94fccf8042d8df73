"""The OpenAPI document against the routes and against what the server really answers."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import Any

import pytest

from crypto.alarm import Alarm, AlarmKind
from crypto.ring import KeyRing
from crypto.trust import Statements
from crypto.types import ZERO32, EntryHash, Uid
from server.app import now
from server.handlers import routes
from server.openapi import document
from tests.server.conftest import Server
from tests.server.world import Caller, CircleKind, Party, b64, found, made_policy, noise, send


def conforms(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """A validator for the part of JSON Schema that the document uses; it refuses a keyword that it does not know."""
    unknown = set(schema) - {
        "$ref", "type", "pattern", "contentEncoding", "minimum", "properties", "required", "additionalProperties", "items",
        "anyOf", "oneOf", "const", "description",
    }  # fmt: skip
    assert not unknown, unknown
    if "$ref" in schema:
        return conforms(value, whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], whole)
    if "anyOf" in schema:
        return any(conforms(value, part, whole) for part in schema["anyOf"])
    if "oneOf" in schema:
        return sum(conforms(value, part, whole) for part in schema["oneOf"]) == 1
    if "const" in schema:
        return bool(value == schema["const"])
    return _typed(value, schema, whole)


def _typed(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    kinds = {"string": str, "boolean": bool, "integer": int, "object": dict, "array": list, "null": type(None)}
    if not isinstance(value, kinds[schema["type"]]) or (schema["type"] == "integer" and isinstance(value, bool)):
        return False
    if isinstance(value, str):
        if "contentEncoding" in schema:
            b64decode(value, validate=True)
        return re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, list):
        return all(conforms(part, schema["items"], whole) for part in value)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        extra = schema.get("additionalProperties", True) is False and set(value) - set(known)
        missing = set(schema.get("required", ())) - set(value)
        return not extra and not missing and all(conforms(value[name], known[name], whole) for name in value if name in known)
    return not isinstance(value, int) or value >= schema.get("minimum", value)


def checked(method: str, path: str, status: int, answer: Any) -> Any:
    """``answer``, after it was held against the document."""
    whole = document()
    responses = whole["paths"][path][method.lower()]["responses"]
    content = responses.get(str(status), responses["default"])["content"]
    schema = next(iter(content.values()))["schema"]
    if isinstance(answer, bytes):
        assert list(content) == ["application/octet-stream"]
    else:
        assert conforms(answer, schema, whole), (path, answer)
    return answer


def test_every_route_is_documented_and_every_documented_path_is_routed() -> None:
    routed = {(route.method.lower(), route.path) for route in routes()}
    documented = {(method, path) for path, operations in document()["paths"].items() for method in operations}
    assert routed == documented


def test_every_reference_of_the_document_resolves() -> None:
    whole = document()
    names = re.findall(r"#/components/schemas/(\w+)", repr(whole))
    assert names
    assert set(names) <= set(whole["components"]["schemas"])


async def ask(caller: Caller, method: str, path: str, places: dict[str, str] | None = None, query: str = "", **parts: Any) -> Any:
    real = path
    for name, value in (places or {}).items():
        real = real.replace(f"{{{name}}}", value)
    status, answer = await caller.call(method, real + query, **parts)
    return status, checked(method, path, status, answer)


async def test_the_answers_of_the_main_flows_are_as_documented(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    for path in ("/healthz", "/v1/deployment", "/v1/openapi.json", "/v1/log/checkpoint", "/v1/sync"):
        assert (await ask(alice, "GET", path))[0] == 200
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    entry = chain.record(alice.party)
    answer = await send(alice, chain, entry)
    checked("POST", "/v1/circles/{id}/entries", 201, answer)
    here = {"id": chain.id.hex()}
    for path in ("entries", "head"):
        assert (await ask(alice, "GET", "/v1/circles/{id}/" + path, here))[0] == 200
    assert (await ask(alice, "GET", "/v1/circles/{id}/welcome", here))[0] == 404
    assert (await ask(alice, "GET", "/v1/deadlines", query=f"?circle={chain.id.hex()}"))[0] == 200
    assert (await ask(alice, "GET", "/v1/log/inclusion", query="?index=0"))[0] == 200
    assert (await ask(alice, "GET", "/v1/log/consistency", query="?from=1"))[0] == 200
    alarm = Alarm(chain.id, EntryHash(entry.hash), AlarmKind.LOG, alice.holder, now(), Uid(noise(16))).sign(alice.party.seed)
    assert (await ask(alice, "POST", "/v1/circles/{id}/alarms", here, data=alarm.encode()))[0] == 200
    statement = Statements().next(alice.party.seed, alice.holder, KeyRing.random(noise).reading_key, now())
    assert (await ask(alice, "POST", "/v1/statements", data=statement.encode()))[0] == 200
    crl = server.implementing.crl(1, (server.implementing.device("gone"),))
    assert (await ask(alice, "POST", "/v1/revocations", data=crl))[0] == 200
    status, frame = await ask(alice, "GET", "/v1/sync", query="?cursor=0.0&size=1")
    assert status == 200
    assert {item["kind"] for item in frame["items"]} == {"certificate", "revocation", "statement", "alarm", "entry"}
    assert (await ask(alice, "POST", "/v1/session/close", json={}))[0] == 200
    assert (await ask(alice, "GET", "/v1/sync"))[0] == 401


async def test_the_answers_about_key_packages_and_blobs_are_as_documented(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    packages = {"key_packages": [b64(noise(300))], "last_resort": None}
    assert (await ask(alice, "PUT", "/v1/key-packages", json=packages))[0] == 200
    claim = {"device": alice.holder.hex()}
    assert (await ask(alice, "POST", "/v1/key-packages/claim", json=claim))[0] == 200
    assert (await ask(alice, "POST", "/v1/key-packages/claim", json=claim))[0] == 404
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    blob = {"id": noise(32).hex()}
    announced = {"circle": chain.id.hex(), "size": 10, "chunks": 1}
    assert (await ask(alice, "PUT", "/v1/blobs/{id}", blob, json=announced))[0] == 200
    assert (await ask(alice, "PUT", "/v1/blobs/{id}/chunks/{n}", blob | {"n": "0"}, data=noise(10)))[0] == 200
    assert (await ask(alice, "GET", "/v1/blobs/{id}", blob))[0] == 200
    assert (await ask(alice, "GET", "/v1/blobs/{id}/chunks/{n}", blob | {"n": "0"}))[0] == 200


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_what_aiohttp_refuses_by_itself_is_a_problem_document_too(server: Server, method: str) -> None:
    nobody = server.caller(Party(ZERO32))
    for path, expected in (("/v1/nothing", 404), ("/v1/login", 405)):
        status, answer = await nobody.call(method, path)
        assert status == expected
        assert answer["type"].startswith("urn:qorgan:problem:")
        assert answer["status"] == expected
