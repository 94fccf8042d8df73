"""Step 1: the offline ceremony; five bodies, devices enrolled."""

from __future__ import annotations

import asyncio
from pathlib import Path

from demo.parties import Json, Party, server_command
from demo.story import CAST, KINDS, Role, Story

LATER = "successor"


async def run(story: Story) -> None:
    story.screen.title("1. Ceremony: a root, five bodies, their devices")
    story.screen.heads()
    authority = Party("Authority", "authority", story.folder / "ceremony", "story-of-the-ceremony")
    story.parties["authority"] = authority
    root = await authority.do("init", "--name", "Qorgan root of the story")
    story.facts["fingerprint"] = root["fingerprint"]
    document = story.path("deployment.bin")
    made = await authority.do("deployment", "--name", "story", "--log", story.path("log-key.txt"), "--out", document)
    first = [role for role in CAST.values() if role.key != LATER]
    requests = asyncio.gather(*(request(story, role) for role in first))
    bodies, asked, _ = await asyncio.gather(_bodies(authority), requests, _server(story, document))
    story.tell("Authority", root, *bodies, made)
    answers = await asyncio.gather(*(certified(story, role, each) for role, each in zip(first, asked, strict=True)))
    for role, answer in zip(first, answers, strict=True):
        story.tell(story.party(role.key).name, answer)
    story.check(
        len({answer["certificate"] for answer in answers}) == len(first), f"{len(first)} devices have certificates of five bodies"
    )


async def _bodies(authority: Party) -> list[Json]:
    return [await authority.do("body", "--kind", kind, name) for name, kind in KINDS.items()]


async def _server(story: Story, document: str) -> None:
    await server_command("init", "--data", str(story.server.data), "--deployment", document)
    await story.server.start()


async def enrol(story: Story, role: Role) -> Json:
    return await certified(story, role, await request(story, role))


async def request(story: Story, role: Role) -> Json:
    """The device makes its keys and a request."""
    Path(story.path("cards")).mkdir(exist_ok=True)
    return await story.party(role.key).do(
        "enrol-request", "--name", role.name, "--deployment", story.path("deployment.bin"),
        "--fingerprint", story.facts["fingerprint"], "--url", story.server.url, "--out", story.path("cards", f"{role.key}.request"),
    )  # fmt: skip


async def certified(story: Story, role: Role, asked: Json) -> Json:
    """Its body's authority compares the fingerprint and signs; the device installs."""
    paths = story.path("cards", f"{role.key}.request"), story.path("cards", f"{role.key}.json")
    words = ("--body", role.body, "--roles", role.roles, "--fingerprint", asked["fingerprint"])
    await story.parties["authority"].do("device", *words, "--out", paths[1], paths[0])
    return await story.party(role.key).do("setup", "--certificate", paths[1])
