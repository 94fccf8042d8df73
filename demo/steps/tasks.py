"""Step 4: executing bodies see their task and nothing else; a review comes due; the identity opens to both custodians together."""

from __future__ import annotations

import asyncio
import json

from demo import texts
from demo.parties import Json, visit
from demo.story import CAST, Story


async def run(story: Story) -> None:
    story.screen.title("4. Tasks, a review that comes due, the sealed identity")
    await _tasks(story)
    rings = await _review(story)
    await _identity(story)
    await _review_rings(story, rings)


async def _tasks(story: Story) -> None:
    guard = story.party("guard")
    await _new_data(story)
    for key, measure, text in (("akimat", "M2.5a", texts.TASK_RELOCATION), ("documents", "M2.6", texts.TASK_DOCUMENTS)):
        opened = await guard.do("task-open", "--to", CAST[key].name, "--measure", measure, "--instruction", text)
        story.facts[f"task_{key}"] = opened["task"]
        story.tell(guard.name, opened)
    executors = ("akimat", "documents")
    tasks, records = await story.at_once(executors, "tasks", "--sync"), await story.at_once(executors, "show")
    for key in executors:
        party, seen, shown = story.party(key), tasks[key], records[key]
        story.tell(party.name, seen)
        own = [task["task"] for task in seen["tasks"]] == [story.facts[f"task_{key}"]]
        story.check(own and seen["circles"] == 1, f"{CAST[key].body} sees its task and nothing else")
        story.check(
            texts.PSEUDONYM not in str(shown) and story.facts["file"] not in str(shown), "no pseudonym and no file number in it"
        )
    number = story.facts["task_akimat"][:8]
    done = await story.party("akimat").do("task-report", number, "--state", "DONE", "--note", "дайын")
    story.tell(story.party("akimat").name, done)
    back = await guard.do("tasks", "--sync")
    story.check({"DONE", "NEW"} == {task["state"] for task in back["tasks"]}, "the implementing officer sees it done")


async def _new_data(story: Story) -> None:
    """New personal data are the person's to agree to; before that no authority gets a task to issue documents (19)."""
    guard = story.party("guard")
    words = ("task-open", "--to", CAST["documents"].name, "--measure", "M2.6", "--instruction", texts.TASK_DOCUMENTS)
    early = await guard.refused(*words)
    proposed = await guard.do(
        "act", "data-proposal", "--restricted", "--to-person", "--set", "set=new", "--set", "note=",
        "--set", "fields=" + json.dumps([{"name": "surname", "value": texts.NEW_SURNAME}], ensure_ascii=False),
    )  # fmt: skip
    signed = await visit(
        "person", "act", "data-signed", "--card", story.path("cards", "desk.card"), "--to", "implementing",
        "--set", "proposal=@data-proposal", "--set", "signed=true", "--set", "note=", passphrase=story.facts["passphrase"],
    )  # fmt: skip
    await guard.do("sync")
    story.tell(guard.name, early, proposed)
    story.tell("Person", signed)
    story.check(
        early["error"] == "L72-19.2" and "error" not in signed, "documents are ordered only once the person signed the new data"
    )


async def _review(story: Story) -> asyncio.Task[Json]:
    """The time of the next review is data; here it is four seconds, in which the story goes on."""
    guard, head = story.party("guard"), story.party("head")
    watching = asyncio.create_task(head.do("watch", "--seconds", "60", "--until", "notice", "--containing", "DL-18"))
    reviewed = await guard.do("review", "--measure", "M2.1a", "--note", texts.REVIEW, "--next", "4s")
    story.tell(guard.name, reviewed)
    return watching


async def _review_rings(story: Story, rings: asyncio.Task[Json]) -> None:
    guard, head = story.party("guard"), story.party("head")
    rung = await rings
    story.tell(head.name, {"lines": [], "events": rung["events"][-1:]}, most=6)
    story.check(
        any("DL-18" in (event.get("text") or "") for event in rung["events"]), "the review of a measure comes due and reminds"
    )
    shown = await guard.do("show", "--file", texts.PSEUDONYM)
    line = next((line for line in shown["lines"] if "M2.1a" in line and "REVIEW_DUE" in line), "")
    story.check("in force" in line or "күшінде" in line or "действует" in line, "the measure stays in force")


async def _identity(story: Story) -> None:
    investigator, guard, prosecutor = story.party("investigator"), story.party("guard"), story.party("prosecutor")
    asked = await investigator.do("identity-request", "--reason", texts.REQUEST, "--until", "1h")
    alone = await investigator.refused("identity-open")
    mirrored = await guard.do("identity-request", "--reason", "alone?", "--until", "1h")
    story.facts["mirrored"] = mirrored["request"]
    other = await guard.refused("identity-open", "--request", mirrored["request"])
    story.tell(investigator.name, asked, alone)
    story.tell(guard.name, other)
    both = alone["error"] == other["error"] == "half-missing"
    story.check(both, "neither custodian alone opens the identity")
    supervised = await prosecutor.do("show", "--sync")
    requests = [record for record in supervised["records"] if record["type"] == "identity-request"]
    approvals = [record for record in supervised["records"] if record["type"] == "identity-approval"]
    story.check(len(requests) == 2 and not approvals, "the prosecutor sees the request before anything opens")
    approved = await guard.do("identity-approve", "--request", asked["request"])
    opened = await investigator.do("identity-open", "--request", asked["request"], "--understood")
    story.tell(guard.name, approved)
    story.tell(investigator.name, opened)
    story.check(texts.SURNAME in opened["identity"], "both together open it")
