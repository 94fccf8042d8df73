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
    document = story.path("deployment.bin")
    bodies = [word for name, kind in KINDS.items() for word in ("--body", f"{name}={kind}")]
    words = ("--deployment", "story", "--log", story.path("log-key.txt"), "--out", document)
    root = await authority.do("init", "--name", "Qorgan root of the story", *bodies, *words)
    story.facts["fingerprint"] = root["fingerprint"]
    first = [role for role in CAST.values() if role.key != LATER]
    requests = asyncio.gather(*(request(story, role) for role in first))
    asked, _ = await asyncio.gather(requests, _server(story, document))
    story.tell("Authority", root)
    answers = await enrolled(story, list(zip(first, asked, strict=True)))
    for role, answer in zip(first, answers, strict=True):
        story.tell(story.party(role.key).name, answer)
    story.check(
        len({answer["certificate"] for answer in answers}) == len(first), f"{len(first)} devices have certificates of five bodies"
    )


async def _server(story: Story, document: str) -> None:
    await server_command("init", "--data", str(story.server.data), "--deployment", document)
    await story.server.start()


async def enrol(story: Story, role: Role) -> Json:
    (answer,) = await enrolled(story, [(role, await request(story, role))])
    return answer


async def request(story: Story, role: Role) -> Json:
    """The device makes its keys and a request."""
    Path(story.path("cards")).mkdir(exist_ok=True)
    return await story.party(role.key).do(
        "enrol-request", "--name", role.name, "--deployment", story.path("deployment.bin"),
        "--fingerprint", story.facts["fingerprint"], "--url", story.server.url, "--out", story.path("cards", f"{role.key}.request"),
    )  # fmt: skip


async def enrolled(story: Story, asked: list[tuple[Role, Json]]) -> list[Json]:
    """The authority compares each fingerprint with its officer and signs; the devices install."""
    devices, compared = list[str](), list[str]()
    for role, answer in asked:
        paths = story.path("cards", f"{role.key}.request"), story.path("cards", f"{role.key}.json")
        devices += ["--device", role.body, role.roles, *paths]
        compared += ["--fingerprint", answer["fingerprint"]]
    await story.parties["authority"].do("enrol", *devices, *compared)
    setups = (story.party(role.key).do("setup", "--certificate", story.path("cards", f"{role.key}.json")) for role, _asked in asked)
    return list(await asyncio.gather(*setups))
