"""Step 2: a witness's statement reaches both front desks, from someone without an account; the 24 hours run."""

from __future__ import annotations

import asyncio
import filecmp
import sqlite3
from pathlib import Path

from demo import texts
from demo.parties import visit
from demo.photo import same_points, tells_where, write_photo
from demo.story import Story

DAY_MS = 24 * 3600 * 1000


async def run(story: Story) -> None:
    story.screen.title("2. A statement without an account, with a photograph, to both bodies")
    await _open_desks(story)
    Path(story.path("statement.txt")).write_text(texts.STATEMENT, encoding="utf-8")
    photo = Path(story.path("photo.png"))
    story.facts["photo"] = write_photo(photo).hex()
    made = await visit(
        "person",
        "statement",
        "--card",
        story.path("cards", "desk.card"),
        "--text",
        f"@{story.path('statement.txt')}",
        "--photo",
        str(photo),
        "--language",
        "kk",
    )
    story.check("error" not in made, "the server took the statement from someone without an account")
    story.facts.update(statement=made["payload_id"], receipt=made["receipt"])
    story.tell("Witness", made)
    await _arrived(story, photo)
    story.check(_day_clocks(story) == 1, "one deadline of 24 hours runs on the server, which does not know what for")
    accepted = await asyncio.gather(
        *(story.party(key).do("statement-accept", story.facts["statement"][:8]) for key in ("investigator", "guard"))
    )
    for key, answer in zip(("investigator", "guard"), accepted, strict=True):
        story.tell(story.party(key).name, answer)
    answers = await visit("person", "read", "--card", story.path("cards", "desk.card"), "--receipt", passphrase=made["receipt"])
    story.tell("Witness", answers)
    story.check(len(answers["records"]) == 2, "with the receipt words the witness reads one answer of each body")


async def _open_desks(story: Story) -> None:
    head = ("--head", "Болат, бөлім басшысы"), ("--head", "Ерлан, қорғау басшысы")
    opened = await asyncio.gather(
        story.party("investigator").do("desk-open", *head[0]), story.party("guard").do("desk-open", *head[1])
    )
    other = story.path("cards", "implementing.card")
    await story.party("guard").do("desk-card", "--out", other)
    card = await story.party("investigator").do("desk-card", "--other", other, "--out", story.path("cards", "desk.card"))
    story.tell(story.party("guard").name, opened[1])
    story.tell(story.party("investigator").name, opened[0], card)


async def _arrived(story: Story, photo: Path) -> None:
    seen = {}
    for key in ("investigator", "guard"):
        answer = await story.party(key).do("inbox", "--sync", "--photo-to", story.path("homes", key, "photos"))
        seen[key] = answer
        story.tell(story.party(key).name, answer)
    numbers = {key: answer["reports"][0]["payload_id"] for key, answer in seen.items()}
    story.check(set(numbers.values()) == {story.facts["statement"]}, "both bodies hold the statement, under one number")
    story.check(all(answer["reports"][0]["text"] == texts.STATEMENT for answer in seen.values()), "the Kazakh text is whole")
    await _photographs(story, photo)


async def _photographs(story: Story, photo: Path) -> None:
    """Both bodies see the same picture; where it was taken stands only in the original, which is asked for by name."""
    copies = [path for key in ("investigator", "guard") for path in Path(story.path("homes", key, "photos")).iterdir()]
    same = len(copies) == 2 and all(same_points(path, photo) for path in copies)
    story.check(same, f"the photograph of {photo.stat().st_size:,} bytes came whole to both")
    bare = tells_where(photo) and not any(map(tells_where, copies))
    story.check(bare, "where it was taken was taken out of it before it was sent")
    folder = story.path("homes", "investigator", "originals")
    await story.party("investigator").do("inbox", "--photo-to", folder, "--originals")
    originals = [filecmp.cmp(path, photo, shallow=False) for path in Path(folder).iterdir()]
    story.check(originals == [True], "the original is sealed beside it, every byte as it was")


def _day_clocks(story: Story) -> int:
    with sqlite3.connect(f"file:{story.server.data / 'server.db'}?mode=ro", uri=True) as database:
        query = "SELECT count(*) FROM deadline JOIN entry ON entry.log_index = opened_index WHERE due_at - accepted_at = ?"
        return int(database.execute(query, (DAY_MS,)).fetchone()[0])
