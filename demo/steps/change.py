"""Step 5: an officer is replaced; an officer with a modified client breaks a circle, which is refounded."""

from __future__ import annotations

from pathlib import Path

from demo import texts
from demo.parties import Json, program
from demo.steps.ceremony import enrol
from demo.story import CAST, Story, passphrase_of


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
    chief, successor = story.party("chief"), story.party("successor")
    set_up = await enrol(story, CAST["successor"])
    added = await chief.do("add-officer", CAST["successor"].name)
    removed = await chief.do("remove-officer", CAST["investigator"].name)
    story.tell(successor.name, set_up)
    story.tell(chief.name, added, removed)
    await successor.do("sync")
    past = await successor.do("show", "--file", texts.PSEUDONYM)
    types = {record["type"] for record in past["records"] if not record["sealed"]}
    story.tell(successor.name, past, most=7)
    story.check({"decision", "order", "threat", "acknowledgement", "file-opened"} <= types, "the new officer reads the whole past")
    written = await successor.do("note", texts.NOTE_AFTER, "--file", texts.PSEUDONYM)
    more = await successor.do("note", texts.NOTE_AFTER, "--file", texts.PSEUDONYM, "--coordination")
    story.tell(successor.name, written, more)
    await story.party("investigator").ask("sync")
    after = await story.party("investigator").do("show")
    story.check(texts.NOTE_AFTER not in str(after), "the removed officer is shown nothing of it")
    database, other = str(story.server.data / "server.db"), story.facts["coordination"]
    spied = await modified(story, "spy", "investigator", story.facts["person_deciding"], "--circle", other, "--database", database)
    opened, of = spied["after"]
    line = f"every old key on the server's own database: {opened} of {of} later entries open, {spied['before'][0]} earlier ones"
    story.tell("(removed officer, modified client)", {"lines": [line]})
    story.check(
        opened == 0 < of and spied["before"][0] > 0 and spied["left"], "with the server's whole database nothing later opens"
    )


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
