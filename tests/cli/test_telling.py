"""What an officer reads in the night: what it is, its text, what to type; against the real server over real HTTP."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path

import pytest

from client.app.clocks import AtServer, ClockRow
from client.app.saying import say
from client.cli.context import Context, Output
from client.cli.main import load, parse, run
from client.cli.texts import LANGUAGES, translated
from client.law.book import BOOK
from client.law.catalogue import TYPES
from client.words.citing import citation
from client.words.clocks import clock_line, clock_words
from client.words.records import words
from client.words.saying import span, tell
from crypto.trust import issue_crl
from crypto.types import CircleId
from tests.cli.office import Desk, Office, open_office, opened_file, statement
from tests.cli.test_verbs import enrolled, ordered
from tests.client.conftest import server, start, town
from tests.client.law.examples import EXAMPLES
from tests.client.town import Clock, Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

CLOCK = ClockRow(
    "DL-16", "26-1(3)(1)", True, "", 0, 900_000, None, False, "", "", CircleId(bytes(32)), AtServer.SET, False, "une alerte attend"
)
"""Whose deadline was opened by somebody with another language."""


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


def test_every_type_of_record_has_a_name_for_people() -> None:
    assert [kind.name for kind in TYPES.values() if not kind.title] == []


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_the_text_of_a_record_is_no_dump_of_its_fields(value: object) -> None:
    told = "\n".join(words(value, "en"))
    fields = [field.name for field in dataclasses.fields(value)]  # type: ignore[arg-type]
    assert not any(f"{name}=" in told for name in fields)
    assert "\n\n" not in told


async def test_a_threat_says_its_kind_its_person_its_text_and_the_verb_to_type(office: Office) -> None:
    person = await enrolled(office)
    told = (await person.do("threat", "--card", office.path("desk.card"), "--text", "Есік алдында тұр", "--urgent")).data
    lines = (await office.guard.do("inbox", "--sync")).lines
    at = next(number for number, line in enumerate(lines) if line.startswith("THREAT (urgent) from Swallow, 20"))
    assert list(lines[at + 1 : at + 3]) == [f"    number {told['payload_id'][:8]}", "    Есік алдында тұр"]
    assert "left: acknowledged by a human (DL-16, Law No. 72, Art. 26-1(3)(1)), 20" in lines[at + 3]
    assert f"qorgan officer acknowledge {told['payload_id'][:8]}" in lines[at + 4]
    await office.guard.do("acknowledge", told["payload_id"][:8])
    after = (await office.guard.do("inbox")).lines
    assert not any(f"acknowledge {told['payload_id'][:8]}" in line for line in after)


async def test_clocks_say_what_is_left_what_is_overdue_and_by_which_article(office: Office) -> None:
    await statement(office)
    lines = (await office.investigator.do("deadlines")).lines
    told = " ".join(line.strip() for line in lines)  # it fits 80 columns
    assert "23 h 59 min left: decision to apply or refuse (DL-01, Law No. 72, Art. 23(1)), " in told
    office.investigator.clock.ahead = 25 * 3_600_000
    late = await office.investigator.do("deadlines")
    assert any(line.startswith(("OVERDUE by 1 h 0 min: decision", "OVERDUE by 59 min")) for line in late.lines)
    assert {"circle", "id", "position", "opened_at", "due_at", "notify", "text", "settled_by"} <= set(late.data["deadlines"][0])


async def test_what_rings_names_the_record_and_the_verb(office: Office) -> None:
    await opened_file(office)
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.txt", "Самал"))
    asked = await office.investigator.do("identity-request", "--reason", "summons", "--until", "1h")
    shown = (await office.guard.do("show", "--sync")).lines
    assert f"  -> next: qorgan officer identity-approve --request {asked.data['request'][:8]}" in shown
    assert not any("-> next" in line for line in (await office.prosecutor.do("show", "--sync")).lines)


async def test_a_revocation_list_past_its_next_update_is_told_by_sync_and_verify(server: Server, town: Town) -> None:
    clock, body = Clock(), server.deciding
    desk = Desk("officer", await town.officer(body, "Clerk", ("officer", "duty"), clock=clock))
    assert desk.client is not None
    await town.officer(server.supervising, "Prosecutor", ("prosecutor",))
    await desk.do("sync")
    await desk.do("desk-open")
    await desk.client.publish_revocations(issue_crl(body.seed, body.der, 1, clock(), clock() + 86_400_000, []))
    told = [line for verb in ("sync", "verify") for line in (await desk.do(verb)).lines]
    assert not any(line.startswith("OLD REVOCATION LIST") for line in told)
    clock.ahead = 2 * 86_400_000
    for verb in ("sync", "verify"):
        assert any(line.startswith("OLD REVOCATION LIST: number 1 of ") for line in (await desk.do(verb)).lines)


@pytest.mark.parametrize(
    ("millis", "told"), [(59_999, "59 s"), (125_000, "2 min 5 s"), (7_500_000, "2 h 5 min"), (30 * 86_400_000 + 1, "30 d 0 h")]
)
def test_a_length_of_time_is_told_in_its_two_largest_units(millis: int, told: str) -> None:
    assert span(millis, "en") == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clock_is_told_in_the_readers_language_whatever_words_its_deadline_has(language: str) -> None:
    wanted = {"en": "OVERDUE by 1 min 40 s", "ru": "ПРОСРОЧЕНО на 1 мин 40 с", "kk": "МЕРЗІМІ 1 мин 40 с ӨТТІ"}
    about = translated(BOOK.clock["DL-16"].end, language)
    line = clock_line(CLOCK, 1_000_000, language)
    assert line.startswith(f"{wanted[language]}: {about} (DL-16, {citation('26-1(3)(1)', language)}), 1970-01-01 05:15:00 +0500")
    assert "alerte" not in line


def test_a_clock_without_a_text_or_a_known_name_is_still_told() -> None:
    assert tell(clock_words("", "something else"), "en") == "something else"
    assert clock_words("", None) == say("a clock whose text is sealed for you")


async def test_a_review_that_comes_due_rings_with_its_article_and_the_verb(office: Office) -> None:
    await ordered(office)
    await office.guard.do("measure-start", "--measure", "M2.4")
    await office.guard.do("review", "--measure", "M2.4", "--note", "қауіп бар", "--next", "1s")
    desk = office.guard
    context = Context(None, Output(True, told := io.StringIO()), clock=desk.clock, opened=desk.office)
    verb, arguments = parse("officer", load("officer"), ["watch", "--seconds", "20", "--until", "notice"])
    await run(verb, context, arguments)
    rung = next(event for event in map(json.loads, told.getvalue().splitlines()) if event.get("event") == "notice")
    assert rung["lines"][0].startswith("REMINDER: ")
    assert " M2.4 (DL-18, Law No. 72, Art. 23(4), Art. 27(2)), " in rung["lines"][0]
    assert rung["lines"][-1] == "  -> next: qorgan officer review --measure M2.4 --note NOTE"
    assert {"text", "step", "fired_at", "circle", "deadline"} <= set(rung)
