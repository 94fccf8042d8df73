"""Step 3: the file, the sealed identity, the decision, the order; the person enrols, reads, signs, and reports a new threat."""

from __future__ import annotations

import asyncio
from pathlib import Path

from demo import texts
from demo.parties import Json, visit
from demo.steps import papers
from demo.story import CAST, IMPLEMENTING, Story

SHORT = ("--acknowledge-within", "3s", "--escalate-after", "3s")  # data of this story's policy; the law's figures stand in step 2


async def run(story: Story) -> None:
    story.screen.title("3. Decision, order, measures; the person enrols, signs, and reports a threat")
    await _open_file(story)
    await _decide(story)
    await _choose(story)
    await _enrol(story)
    await _contract(story)
    await papers.run(story)
    await _threat(story)


async def _open_file(story: Story) -> None:
    investigator = story.party("investigator")
    opened = await investigator.do(
        "file-open", "--statement", story.facts["statement"][:8], "--pseudonym", texts.PSEUDONYM,
        "--partner", CAST["guard"].name, "--partner", CAST["head"].name, "--head", CAST["chief"].name, *SHORT,
    )  # fmt: skip
    story.facts.update(file=opened["file"], coordination=opened["coordination"], person_deciding=opened["person"])
    sworn = await story.at_once(("investigator", "chief", "guard", "head"), "secrecy", "--sync", "--accept")
    story.tell(story.party("guard").name, sworn["guard"], most=4)
    story.check(all(answer["acknowledged"] for answer in sworn.values()), "everybody takes note of secrecy first (A.11)")
    identity = Path(story.path("identity.txt"))
    identity.write_text(texts.IDENTITY, encoding="utf-8")
    sealed = await investigator.do("seal-identity", "--identity-file", str(identity))
    identity.unlink()
    story.tell(investigator.name, opened, sealed)
    await _slips(story)
    given = await investigator.do("pseudonym-give", "--context", "COURT", "--sex", "w", "--decade", "1990", "--father-name")
    story.tell(investigator.name, given)


async def _slips(story: Story) -> None:
    """Who has seen the identity is guarded from writing it down; nobody else's device knows what to look for."""
    investigator = story.party("investigator")
    stopped = [await investigator.refused("note", slip) for slip in texts.SLIPS]
    story.tell(investigator.name, stopped[0])
    caught = all(each["error"] == "leak" for each in stopped)
    story.check(caught, "the real name, number or address in a note, in whatever writing, is stopped before it is sealed")
    sent = await investigator.ask("note", texts.HARMLESS)
    story.check("error" not in sent, "the same note with the pseudonym goes")


async def _decide(story: Story) -> None:
    investigator = story.party("investigator")
    decision = (
        "decide",
        "--outcome",
        "APPLY",
        "--number",
        "12-1",
        "--reasons",
        texts.REASONS,
        "--verification",
        texts.VERIFICATION,
    )
    unheard = await investigator.refused(*decision, "--evidence", "E1")
    story.check(unheard["error"] == "L72-22.2", "a decision on evidence that nobody recorded is refused before it is sealed (22)")
    recorded = await investigator.do(
        "act", "evidence-item", *_fields(number="E1", kind="DOCUMENT", text=texts.EVIDENCE, of="", where="")
    )
    decided = await investigator.do(*decision, "--evidence", "statement", "--evidence", "E1", "--order", "12-2")
    story.tell(investigator.name, unheard, recorded, decided)
    read = ("person", "read", "--card", story.path("cards", "desk.card"), "--receipt")
    copy, clocks = await asyncio.gather(visit(*read, passphrase=story.facts["receipt"]), investigator.do("deadlines"))
    story.tell("Witness", copy)
    story.check(any(record["type"] == "decision" for record in copy["records"]), "the witness has a copy of the decision (23(1))")
    day = [each for each in clocks["deadlines"] if (each["text"] or "").startswith("DL-01 (")]
    story.check(bool(day) and all(each["settled_by"] is not None for each in day), "the 24-hour clock is settled by the decision")


def _fields(**values: str) -> tuple[str, ...]:
    return tuple(word for name, value in values.items() for word in ("--set", f"{name}={value}"))


async def _choose(story: Story) -> None:
    guard = story.party("guard")
    took = await guard.do("file-take", "--head", CAST["head"].name, *SHORT)
    story.facts["person_implementing"] = took["person"]
    taken = await guard.do("order-take")
    chosen = await guard.do(
        "select-measures", "--number", "7",
        "--measure", f"M2.1a|{texts.METHOD_GUARD}|1-бөлім|30d",
        "--measure", f"M2.3|{texts.METHOD_SHELTER}|1-бөлім|30d",
        "--measure", f"M2.5a|қоныс аудару|1-бөлім|60d|duration=TEMPORARY|{texts.CONSIDERED_RELOCATION}",
        "--measure", f"M2.6|құжаттарды ауыстыру|1-бөлім|60d|{texts.CONSIDERED_DOCUMENTS}",
    )  # fmt: skip
    story.tell(guard.name, took, taken, chosen)
    notice = await story.party("investigator").do("show", "--sync")
    told = [record["payload"] for record in notice["records"] if record["type"] == "selection-notice"]
    kept = len(told) == 1 and "method" not in str(told)
    story.check(kept, "the deciding officer learns kinds and dates of the measures, not the place (23(5))")


async def _enrol(story: Story) -> None:
    card = story.path("cards", "person.card")
    made = await story.party("guard").do("card", "--out", card)
    listed = await story.party("investigator").do("invite")
    story.tell(story.party("guard").name, made, listed)
    enrolled = await visit("person", "enrol", "--card", card, "--language", "kk")
    story.check("error" not in enrolled, "the person enrols from another process with nothing but the card")
    story.facts["passphrase"] = enrolled["passphrase"]
    story.tell("Person", enrolled)
    wrong = await story.party("guard").refused("admit", "--code", "000000 000000")
    admitted = await story.party("guard").do("admit", "--code", enrolled["code"])
    same = await story.party("investigator").do("admit")
    story.tell(story.party("guard").name, wrong, admitted)
    story.tell(story.party("investigator").name, same)
    story.check(
        admitted["person"] == same["person"], "both bodies admitted the key whose short code was compared, a wrong code was refused"
    )


async def _card_is_used_up(story: Story) -> None:
    again = await visit("person", "enrol", "--card", story.path("cards", "person.card"))
    story.check("error" in again, "the card serves once")


def _person(story: Story, *words: str) -> tuple[tuple[str, ...], str]:
    return ("person", words[0], "--card", story.path("cards", "desk.card"), *words[1:]), story.facts["passphrase"]


async def _visit(story: Story, *words: str) -> Json:
    command, passphrase = _person(story, *words)
    return await visit(*command, passphrase=passphrase)


async def _contract(story: Story) -> None:
    guard = story.party("guard")
    own = [f"{clause}={text}" for clause, text in texts.OWN_WORDS.items()]
    own += [f"{language}:{name}={text}" for language, beside in texts.WORDS_BESIDE.items() for name, text in beside.items()]
    words = tuple(word for each in own for word in ("--words", each))
    offer = (
        "contract-offer",
        "--language",
        "kk",
        "--beside",
        ",".join(texts.WORDS_BESIDE),
        "--touched",
        f"HOUSING={texts.HOUSING}",
        *words,
    )
    offered, _ = await asyncio.gather(guard.do(*offer), _card_is_used_up(story))
    early = await guard.refused("measure-start", "--measure", "M2.1a")
    story.tell(guard.name, offered, early)
    story.check(early["error"].startswith(("L72-14", "A.8")), "no guard before the person has said yes (14)")
    read = await _visit(story, "read")
    story.tell("Person", read, most=9)
    types = {record["type"] for record in read["records"]}
    story.check({"decision", "contract"} <= types, "the person reads the decision and the contract by disclosure")
    story.check(not {"selection", "file-opened", "identity-sealed"} & types, "and nothing else of the officers' records")
    signed = await _visit(story, "sign", "--consent", "all")
    story.tell("Person", signed)
    closed = await guard.do("contract-close")
    started = await guard.do("measure-start", "--measure", "M2.1a")
    files = await guard.do("files")
    story.tell(guard.name, closed, started, files)
    story.check(files["files"][0]["state"] == "ACTIVE", f"the contract is signed by the person and by {IMPLEMENTING} (23(6))")


async def _threat(story: Story) -> None:
    """Watchers first: both bodies ring; then nobody acknowledges, and the heads are told."""
    await story.at_once(("investigator", "guard", "chief", "head"), "sync")
    first = {key: asyncio.create_task(_watch(story, key, "DL-16")) for key in ("investigator", "guard")}
    heads = {key: asyncio.create_task(_watch(story, key, "escalation")) for key in ("chief", "head")}
    await asyncio.sleep(1.0)
    reported = await _visit(story, "threat", "--text", texts.THREAT, "--urgent")
    story.check("error" not in reported, "the person reports a threat from yet another process with nothing but the passphrase")
    story.tell("Person", reported)
    for key, task in (first | heads).items():
        answer = await task
        story.tell(story.party(key).name, answer, most=12)
        if key in first:
            threats = [event for event in answer["events"] if event.get("type") == "threat"]
            story.check(bool(threats) and threats[0]["payload"]["text"] == texts.THREAT, f"it rings at {CAST[key].body}")
        told = [event for event in answer["events"] if event["event"] == "notice" and event["step"] == (1 if key in heads else 0)]
        rule = "it escalates to" if key in heads else "nobody acknowledged: a reminder to"
        story.check(bool(told), f"{rule} {CAST[key].name}")
    number = reported["payload_id"][:8]
    done = await asyncio.gather(*(story.party(key).do("acknowledge", number, "--note", texts.ACKNOWLEDGEMENT) for key in first))
    for key, answer in zip(first, done, strict=True):
        story.tell(story.party(key).name, answer)


async def _watch(story: Story, key: str, containing: str) -> Json:
    return await story.party(key).do("watch", "--seconds", "60", "--until", "notice", "--containing", containing)
