"""Step 8: everything of the server is searched for the story's texts; the chains are verified offline; the folder is kept."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from demo import texts
from demo.canary import Canary, encodings, plant, search
from demo.parties import server_command
from demo.story import Story

VERIFIERS = ("chief", "guard", "prosecutor", "akimat")


async def run(story: Story) -> None:
    story.screen.title("8. Searching the server's database, logs and backup; verifying offline")
    backup = story.folder / "server" / "backup.db"
    await server_command("backup", "--data", str(story.server.data), "--to", str(backup))
    thief = story.folder / "thief"
    shutil.copytree(story.folder / "server", thief)
    _search(story, thief)
    shutil.rmtree(thief)
    await _verify(story)


def canaries(story: Story) -> list[Canary]:
    """The texts, the photograph, and the words that open everything."""
    found = [Canary(name, text.encode()) for name, text in texts.CANARIES.items()]
    found.append(Canary("photograph", bytes.fromhex(story.facts["photo"])))
    found += [Canary(name, story.facts[name].encode()) for name in ("receipt", "passphrase")]
    found += [Canary(f"{name} (words)", story.facts[name].replace(" ", "").encode()) for name in ("receipt", "passphrase")]
    return [*found, Canary("file number", bytes.fromhex(story.facts["file"]))]


def _search(story: Story, thief: Path) -> None:
    wanted = canaries(story)
    files = [path for path in thief.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    target, planted = (
        next(path for path in files if path.name == "server.log"),
        Canary("planted", "жоспарланған құпия сөз".encode()),
    )
    before = target.read_bytes()
    names = plant(target, planted)
    hits = {hit.encoding for hit in search(files, [planted])}
    missing = sorted(set(names) - hits)
    story.check(not missing, f"a planted text is found in each of {len(names)} encodings {missing or ''}")
    target.write_bytes(before)
    forms = sum(1 for canary in wanted for _ in encodings(canary))
    found = search(files, wanted)
    for hit in found:
        story.screen.line(f"  FOUND {hit.canary} as {hit.encoding} in {hit.file}")
    what = f"{len(wanted)} texts in {forms} forms, and inside zlib streams, in {len(files)} files ({size:,} bytes)"
    story.check(not found, f"{what}: none is there")


async def _verify(story: Story) -> None:
    """No server runs any more."""
    answers = await asyncio.gather(*(story.party(key).do("verify", "--export", story.path("chains", key)) for key in VERIFIERS))
    for key, answer in zip(VERIFIERS, answers, strict=True):
        story.screen.row([f"{story.party(key).name}: {line}" for line in answer["lines"]])
    entries = sum(answer["entries"] for answer in answers)
    story.check(entries > 60, f"with the server gone, {entries} entries verify: chains, devices' signatures, places in the log")
    await asyncio.gather(*(story.party(key).stop() for key in VERIFIERS))
