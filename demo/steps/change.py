"""Step 5: an officer is replaced; an officer with a modified client breaks a circle, which is refounded."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from pathlib import Path

from demo import texts
from demo.parties import Json, program, visit
from demo.steps.ceremony import enrol
from demo.story import CAST, DECIDING, Story, passphrase_of

OLD_STATE = "investigator-before"


async def run(story: Story) -> None:
    story.screen.title("5. An officer is replaced; a bad commit halts a circle, which is refounded")
    await _replace(story)
    await _bad_commit(story)


async def modified(story: Story, deed: str, key: str, circle: str, *more: str, home: Path | None = None) -> Json:
    """A modified client works on a party's home (or a copy of it); the party's own process has let go of it."""
    await story.party(key).stop()
    words = (deed, "--home", str(home or story.folder / "homes" / key), "--circle", circle, *more)
    return await program("demo.modified", *words, env={"QORGAN_PASSPHRASE": passphrase_of(key)})


async def _replace(story: Story) -> None:
    chief, successor, investigator = story.party("chief"), story.party("successor"), story.party("investigator")
    set_up = await enrol(story, CAST["successor"])
    added = await chief.do("add-officer", CAST["successor"].name)
    await investigator.do("sync")
    await investigator.stop()
    shutil.copytree(investigator.home, story.folder / "homes" / OLD_STATE)  # the thief keeps it as it was before the removal
    removed = await chief.do("remove-officer", CAST["investigator"].name)
    story.facts["removed_at"] = str(_log_size(story))
    story.tell(successor.name, set_up)
    story.tell(chief.name, added, removed)
    await _revoke(story)
    past = await successor.do("show", "--sync", "--file", texts.PSEUDONYM)
    types = {record["type"] for record in past["records"] if not record["sealed"]}
    story.tell(successor.name, past, most=7)
    story.check({"decision", "order", "threat", "acknowledgement", "file-opened"} <= types, "the new officer reads the whole past")
    await _custodian(story, added)
    await _life_goes_on(story)
    await _nothing_later_opens(story)


def _log_size(story: Story) -> int:
    with sqlite3.connect(f"file:{story.server.data / 'server.db'}?mode=ro", uri=True) as database:
        return int(database.execute("SELECT max(log_index) + 1 FROM leaf").fetchone()[0])


async def _revoke(story: Story) -> None:
    """The certificate, too: removal ends what they read, revocation that they sign in."""
    crl, name = story.path("cards", "deciding.crl"), CAST["investigator"].name
    revoked = await story.parties["authority"].do("revoke", "--body", DECIDING, "--out", crl, name)
    published = await story.party("chief").do("publish", "--crl", crl)
    story.tell("Authority", revoked)
    story.tell(story.party("chief").name, published)
    refused = await story.party("investigator").refused("sync")
    story.tell(f"{story.party('investigator').name} (removed)", refused)
    story.check(refused["error"] == "revoked", "the removed officer's certificate is revoked: the server lets them in no more")


async def _custodian(story: Story, added: Json) -> None:
    """The request of step 4 that the implementing custodian made, and that nobody has answered."""
    successor, guard, request = story.party("successor"), story.party("guard"), story.facts["mirrored"]
    story.check(added["halves"] == 1, "a colleague sealed the body's half of the identity to the new custodian")
    await successor.do("secrecy", "--sync", "--accept")
    approved = await successor.do("identity-approve", "--request", request)
    opened = await guard.do("identity-open", "--request", request, "--understood")
    story.tell(successor.name, approved)
    story.tell(guard.name, opened)
    story.check(texts.SURNAME in opened["identity"], "who holds it: with the new custodian's half the identity opens")


async def _life_goes_on(story: Story) -> None:
    """Objects of every kind, in the circles that the removed officer was in and in a new one."""
    successor, guard = story.party("successor"), story.party("guard")
    file = ("--file", texts.PSEUDONYM)
    written = [
        await successor.do("note", texts.NOTE_AFTER, *file),
        await successor.do("note", texts.NOTE_AFTER, *file, "--coordination"),
        await successor.do("note", texts.NOTE_AFTER, *file, "--coordination", "--restricted"),
        await successor.do("identity-request", "--reason", texts.REQUEST, "--until", "1h"),
    ]
    told = (
        "statement",
        "--card",
        story.path("cards", "desk.card"),
        "--text",
        f"@{story.path('statement.txt')}",
        "--language",
        "kk",
    )
    opened, made = await asyncio.gather(
        guard.do("task-open", "--to", CAST["documents"].name, "--measure", "M2.6", "--instruction", texts.TASK_DOCUMENTS),
        visit("person", *told, "--photo", story.path("photo.png")),
    )
    story.facts["later_task"] = opened["circle"]
    story.tell(successor.name, *written)
    story.tell(guard.name, opened)
    story.tell("Another witness", made)


async def _nothing_later_opens(story: Story) -> None:
    shown = await story.party("investigator").do("show")
    story.check(texts.NOTE_AFTER not in str(shown), "the removed officer is shown nothing of it")
    database, home = str(story.server.data / "server.db"), story.folder / "homes" / OLD_STATE
    words = ("--database", database, "--size", story.facts["removed_at"])
    spied = await modified(story, "spy", "investigator", story.facts["later_task"], *words, home=home)
    before, after = spied["before"], spied["after"]
    lines = [f"every old key and state on the server's own database: {kind}: {n} of {of} open" for kind, (n, of) in after.items()]
    story.tell("(removed officer, modified client)", {"lines": [*lines, f"earlier: {_sums(before)}"]}, most=20)
    wanted = {"record", "restricted record", "record of a task", "report", "attachment", "text of a deadline", "commit"}
    story.check(wanted <= set(after), f"tried: {', '.join(sorted(after))}")
    can = all(before[kind][0] > 0 for kind in ("record", "report", "attachment", "text of a deadline", "commit"))
    story.check(can, "what came before the removal opens to the old keys, of every such kind")
    opens, of = (sum(each[i] for each in after.values()) for i in (0, 1))
    story.check(opens == 0 and of >= 10, f"of what came after it, {opens} of {of} open, with the server's whole database")


def _sums(counts: dict[str, list[int]]) -> str:
    return ", ".join(f"{kind} {opened} of {of}" for kind, (opened, of) in counts.items())


async def _bad_commit(story: Story) -> None:
    head, guard, chief, prosecutor = (story.party(key) for key in ("head", "guard", "chief", "prosecutor"))
    before = await guard.do("show", "--sync")
    posted = await modified(story, "bad-commit", "head", story.facts["coordination"])
    line = f"posts a commit that nobody can process, at position {posted['position']}"
    story.tell(f"({head.name}, modified client)", {"lines": [line]})
    synced = await story.at_once(("guard", "chief", "successor"), "sync")
    for key, answer in synced.items():
        story.tell(story.party(key).name, answer)
    story.check(all(answer["halted"] == 1 for answer in synced.values()), "the circle halts loudly at every member of both bodies")
    approval = story.path("cards", "refound.approval")
    approved = await guard.do("approve", "--refound-by", CAST["chief"].name, "--out", approval)
    mended = await chief.do("refound", "--approval", approval)
    story.tell(guard.name, approved)
    story.tell(chief.name, mended)
    again = await guard.do("show", "--sync")
    story.check(len(again["records"]) >= len(before["records"]), "it is refounded: nothing is lost")
    written = await guard.do("note", "Топ қайта құрылды.", "--coordination")
    seen = await chief.do("show", "--sync")
    story.tell(guard.name, written)
    story.check("Топ қайта құрылды." in str(seen), "and both bodies write and read in it again")
    watched = await prosecutor.do("show", "--sync")
    story.check("Топ қайта құрылды." in str(watched), "the prosecutor reads on, too")
