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
    bodies = [await authority.do("body", "--kind", kind, name) for name, kind in KINDS.items()]
    document = story.path("deployment.bin")
    made = await authority.do("deployment", "--name", "story", "--log", story.path("log-key.txt"), "--out", document)
    await server_command("init", "--data", str(story.server.data), "--deployment", document)
    await story.server.start()
    story.tell("Authority", root, *bodies, made)
    first = [role for role in CAST.values() if role.key != LATER]
    answers = await asyncio.gather(*(enrol(story, role) for role in first))
    for role, answer in zip(first, answers, strict=True):
        story.tell(story.party(role.key).name, answer)
    story.check(
        len({answer["certificate"] for answer in answers}) == len(first), f"{len(first)} devices have certificates of five bodies"
    )


async def enrol(story: Story, role: Role) -> Json:
    """The device makes its keys and a request; its body's authority compares the fingerprint and signs; the device installs."""
    party = story.party(role.key)
    request, certificate = story.path("cards", f"{role.key}.request"), story.path("cards", f"{role.key}.json")
    Path(request).parent.mkdir(exist_ok=True)
    asked = await party.do(
        "enrol-request", "--name", role.name, "--deployment", story.path("deployment.bin"),
        "--fingerprint", story.facts["fingerprint"], "--url", story.server.url, "--out", request,
    )  # fmt: skip
    await story.parties["authority"].do(
        "device", "--body", role.body, "--roles", role.roles, "--fingerprint", asked["fingerprint"], "--out", certificate, request
    )
    return await party.do("setup", "--certificate", certificate)
