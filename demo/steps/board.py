"""Step 7: what the board shows each party at the end: what waits for them and the act that settles it, nothing of another's."""

from __future__ import annotations

from demo import texts
from demo.parties import Json, visit
from demo.story import CAST, Story

OFFICERS = ("guard", "head", "chief", "successor", "akimat", "documents")
RUNNING = "LATE"


async def run(story: Story) -> None:
    story.screen.title("7. What the board shows each party")
    await story.server.start()
    try:
        boards = await story.at_once((*OFFICERS, "prosecutor"), "board", "--sync")
        card = ("--card", story.path("cards", "desk.card"))
        boards["person"] = await visit("person", "board", *card, passphrase=story.facts["passphrase"])
    finally:
        await story.server.stop()
    for key, board in boards.items():
        story.tell(CAST[key].name if key in CAST else "Person", board, most=16)
    _each_item_has_an_act(story, boards)
    _bodies(story, boards)
    _executors(story, boards)
    _person(story, boards["person"])


def _each_item_has_an_act(story: Story, boards: dict[str, Json]) -> None:
    items = [each for board in boards.values() for each in board["items"]]
    said = all(each["next"] is not None or each["why_not"] for each in items)
    story.check(bool(items) and said, f"each of {len(items)} items names the act that settles it, or who has to")
    reading = [each for each in boards["prosecutor"]["items"] if each["next"] is not None]
    story.check(not reading, "the prosecutor sees what waits at the bodies, and has no act there")


def _bodies(story: Story, boards: dict[str, Json]) -> None:
    """The review of step 4 came due and nobody has written it; the statement of step 5 waits at both desks."""
    for key in ("guard", "head", "prosecutor"):
        first = boards[key]["items"][0]
        story.check(
            first["urgency"] == RUNNING and "DL-18" in first["id"],
            f"first on the board of {CAST[key].name}: the review that is late",
        )
    waiting = ("guard", "head", "chief", "successor")
    acts = {key: [each["next"]["act"] for each in boards[key]["items"] if each["next"]] for key in waiting}
    story.check(
        all("accept_statement" in acts[key] for key in waiting),
        "the new statement waits for both bodies, with the act that takes it",
    )
    story.check("review_measure" not in acts["chief"], "the review is not the deciding body's to write")


def _executors(story: Story, boards: dict[str, Json]) -> None:
    story.check(not boards["akimat"]["items"], f"{CAST['akimat'].body} has done its task: nothing needs it")
    open_tasks = boards["documents"]["items"]
    only = bool(open_tasks) and {each["next"]["act"] for each in open_tasks} == {"report_task"}
    told = str([boards[key] for key in ("akimat", "documents")])
    hidden = texts.PSEUDONYM not in told and story.facts["file"] not in told
    story.check(only and hidden, f"{CAST['documents'].body} sees its tasks, no pseudonym, no file, nothing else")


def _person(story: Story, board: Json) -> None:
    told = str(board)
    acts = {each["next"]["act"] for each in board["items"]}
    story.check(acts == {"newdata_sign"}, "the person sees what was proposed to them, with the act that answers it")
    story.check(texts.PSEUDONYM not in told and story.facts["file"] not in told, "and no file of the officers is named to them")
