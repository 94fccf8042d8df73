"""The HTTP API: each handler parses, asks a service, renders. ``routes`` is the whole of it."""

from __future__ import annotations

from aiohttp import web

from server.handlers import blobs, circles, directory, key_packages, login, meta, stream, tokens


def routes() -> list[web.RouteDef]:
    return [
        web.get("/healthz", meta.healthz),
        web.get("/v1/deployment", meta.deployment),
        web.get("/v1/openapi.json", meta.openapi),
        web.post("/v1/login/challenge", login.challenge),
        web.post("/v1/login", login.login),
        web.post("/v1/session/close", login.close),
        web.post("/v1/certificates", directory.certificate),
        web.post("/v1/revocations", directory.revocation),
        web.post("/v1/statements", directory.statement),
        web.get("/v1/log/checkpoint", directory.checkpoint),
        web.get("/v1/log/inclusion", directory.inclusion),
        web.get("/v1/log/consistency", directory.consistency),
        web.put("/v1/key-packages", key_packages.put),
        web.post("/v1/key-packages/claim", key_packages.claim),
        web.post("/v1/tokens", tokens.take),
        web.post("/v1/circles/{id}/entries", circles.append),
        web.get("/v1/circles/{id}/entries", circles.entries),
        web.get("/v1/circles/{id}/head", circles.head),
        web.get("/v1/circles/{id}/welcome", circles.welcome),
        web.post("/v1/circles/{id}/alarms", circles.alarm),
        web.get("/v1/deadlines", circles.deadlines),
        web.get("/v1/sync", stream.sync),
        web.get("/v1/stream", stream.stream),
        web.put("/v1/blobs/{id}", blobs.announce),
        web.get("/v1/blobs/{id}", blobs.state),
        web.put("/v1/blobs/{id}/chunks/{n}", blobs.put_chunk),
        web.get("/v1/blobs/{id}/chunks/{n}", blobs.get_chunk),
    ]
