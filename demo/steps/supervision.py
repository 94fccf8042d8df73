"""Step 6: the prosecutor reads everything and writes nothing, by whichever client and whichever server."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from demo import texts
from demo.parties import Json, Party, Server
from demo.steps.change import modified
from demo.story import CAST, Story, passphrase_of

WITNESSES = ("chief", "successor", "guard")


async def run(story: Story) -> None:
    story.screen.title("6. The prosecutor reads the whole file and its clocks, and cannot write")
    await _read(story)
    await _law(story)
    await _write(story)
    await _check_switched_off(story)


async def _read(story: Story) -> None:
    prosecutor = story.party("prosecutor")
    shown = await prosecutor.do("show", "--sync", "--file", texts.PSEUDONYM)
    clocks = await prosecutor.do("clocks")
    files = await prosecutor.do("files")
    story.tell(prosecutor.name, files, shown, most=9)
    story.tell(prosecutor.name, clocks, most=6)
    types = {record["type"] for record in shown["records"] if not record["sealed"]}
    wanted = {"decision", "order", "selection", "selection-notice", "contract", "contract-signature", "contract-closed", "threat"}
    wanted |= {"acknowledgement", "review", "task", "task-report", "identity-request", "identity-approval", "identity-opened"}
    story.check(wanted <= types, f"{len(shown['records'])} records of every circle of the file, in the order of the log")
    story.check(files["files"][0]["state"] == "ACTIVE", "and the state of the file")
    unlawful = [record for record in shown["records"] if record["unlawful"]]
    story.check(not unlawful and len(clocks["deadlines"]) >= 8, "and every clock")


async def _law(story: Story) -> None:
    """Each party's own client computes what is not as the law has it, and which clocks run; who reads the same finds the same."""
    readers = ("chief", "guard", "prosecutor")
    found = await story.at_once(readers, "findings", "--sync", "--file", texts.PSEUDONYM)
    clocks = await story.at_once(readers, "law-clocks", "--file", texts.PSEUDONYM)
    for key in readers:
        story.tell(story.party(key).name, found[key], clocks[key], most=24)
    broken = [each for answer in found.values() for each in answer["findings"] if each["kind"] in ("broken", "malformed")]
    story.check(not broken, "no record of the file broke the law")
    story.check(all(answer["clocks"] for answer in clocks.values()), "and each sees the clocks of the law that run")


async def _write(story: Story) -> None:
    refused = await story.party("prosecutor").refused("note", "x")
    answers = await modified(story, "write", "prosecutor", story.facts["coordination"])
    lines = [f"a {kind} signed with the prosecutor's key: {answer}" for kind, answer in answers.items()]
    story.tell("(prosecutor's own client)", refused)
    story.tell("(prosecutor's key, modified client)", {"lines": lines})
    story.check(set(answers.values()) == {"403 role"}, "the server refuses to take a record or a report by that key")


async def _check_switched_off(story: Story) -> None:
    """In a copy of everything: the same modified client, and a server that lets everybody write."""
    await asyncio.gather(*(story.party(key).stop() for key in (*WITNESSES, "prosecutor")))
    await story.server.stop()
    copy = story.folder / "copy"
    (copy / "server").mkdir(parents=True)
    shutil.copytree(story.server.data, copy / "server" / "data")
    for key in (*WITNESSES, "prosecutor"):
        shutil.copytree(story.folder / "homes" / key, copy / "homes" / key)
    lenient = Server(copy / "server" / "data", copy / "server" / "server.log", story.server.port, module="demo.lenient")
    await lenient.start()
    try:
        answers = await modified(story, "write", "prosecutor", story.facts["coordination"], home=copy / "homes" / "prosecutor")
        story.check(set(answers.values()) == {"accepted"}, "with the server's check switched off, in a copy, the server takes both")
        seen = await asyncio.gather(*(_witness(key, copy / "homes" / key) for key in WITNESSES))
    finally:
        await lenient.stop()
    for key, answer in zip(WITNESSES, seen, strict=True):
        story.screen.row([f"{CAST[key].name}: {line}" for line in answer["lines"]])
    refused = all(answer["reasons"] == ["reader-writes", "reader-writes"] for answer in seen)
    story.check(refused, "every other client refuses both by itself")
    shutil.rmtree(copy)


async def _witness(key: str, home: Path) -> Json:
    party = Party(CAST[key].name, CAST[key].party, home, passphrase_of(key))
    try:
        return await party.do("sync")
    finally:
        await party.stop()
