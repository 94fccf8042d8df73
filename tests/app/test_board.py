"""The board: everything that needs its holder, nothing that does not, each thing with the act that settles it."""

from __future__ import annotations

import asyncio
import dataclasses
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from client.app.board.acts import acts
from client.app.board.board import Boards, board, boards_of, fresh_board, of_case
from client.app.board.changes import Watcher
from client.app.board.holder import Holder
from client.app.board.items import Item, Kind, Urgency, by_urgency
from client.app.board.running import clocks
from client.app.board.settles import KEYS, VERBS, about_of, ends, next_of, norms, settled, to_of, way_to, written_by
from client.app.casework.casework import Case
from client.app.casework.entries import officer
from client.app.outcome import Next
from client.app.saying import say
from client.cli.showing import verb_of
from client.core.replica import Halt
from client.law.act import Author
from client.law.book import BOOK
from client.law.catalogue import TYPES, typed
from client.law.file import File
from client.law.records.files import Acknowledgement
from client.law.records.reports import Statement, Threat
from client.law.words import BodyRole, Writer
from tests.app.held import INVESTIGATOR, OFFICIAL, PROSECUTOR, START, FakeChannel, casework, digest
from tests.app.lives import DECIDING, Life, id_of
from tests.client.law.casebook.cast import author
from tests.client.law.casebook.model import all_cases
from tests.client.law.casebook.run import Stage

HOUR = 3_600_000


def office(channel: FakeChannel, now: int = START) -> Any:
    kept = casework(channel)
    from client.app.reading import Reading

    incidents = SimpleNamespace(closed={})
    return SimpleNamespace(
        channel=channel, casework=kept, reading=Reading(kept), gate=incidents, clock=lambda: now, catch_up=kept.catch_up
    )


def begun(device: Any = OFFICIAL) -> tuple[FakeChannel, Life]:
    channel = FakeChannel(device=device)
    life = Life(channel)
    life.begin()
    return channel, life


def now_of(channel: FakeChannel) -> int:
    return START + channel.index * HOUR // 4


# Every norm has its act ---------------------------------------------------------------------------------------------------

WRITERS = (
    *(
        Author(
            Writer.OFFICER,
            "a" * 64,
            "b" * 64,
            role,
            frozenset({"officer", "official", "duty", "custodian", "chief", "psychologist"}),
        )
        for role in BodyRole
    ),
    *(Author(writer, "a" * 64) for writer in (Writer.PERSON, Writer.REPRESENTATIVE, Writer.ANYONE)),
)


@pytest.mark.parametrize("norm", sorted(norms()))
def test_each_clock_and_notice_has_an_act_that_settles_it_or_says_why_not(norm: str) -> None:
    types = norms()[norm]
    ways = [next_of(type, "file", "key") for type in types]
    assert ways or str(written_by(types)), norm
    for way, type in zip(ways, types, strict=True):
        assert way.act in ("act", *(each.act for each in VERBS.values()))
        assert type in TYPES


@pytest.mark.parametrize("norm", sorted(norms()))
def test_whoever_answers_for_a_clock_has_the_act_or_is_told_whose_it_is(norm: str) -> None:
    """For each writer that there is, in a file of which they read everything: an act, or a reason."""
    for who in WRITERS:
        found = settled(norms()[norm], cast(Case, _Everywhere()), Holder(who), "key", "e" * 64)
        assert (found.next is None) is bool(found.why_not.template), (norm, who.writer)


class _Everywhere:
    """A file of which all circles are read."""

    id = "f" * 32

    def __init__(self) -> None:
        self.circles = {each: each for each in Stage(next(iter(all_cases())))._sight}


def test_each_rule_is_mended_by_writing_its_record_once_more() -> None:
    """Of the types on which a rule stands each has a use case, or goes by its form."""
    for rule in BOOK.rules:
        for form in rule.forms:
            type = next(each.name for each in TYPES.values() if each.form is form)
            assert next_of(type, "file").act


def test_an_act_of_the_board_is_a_verb_and_its_fields_are_arguments_of_it() -> None:
    programs = [f"qorgan {party}" for party in ("officer", "person", "prosecutor")]
    for way in (*VERBS.values(), way_to("note")):
        verbs = [verb_of(way.act, program)[1] for program in programs]
        wanted = {*([way.key] if way.key and way.act != "act" else []), *way.lacks}
        assert any(wanted <= {each.dest for each in verb.arguments} for verb in verbs), way


def test_a_field_that_is_filled_is_a_field_of_the_record() -> None:
    for type, field in KEYS.items():
        assert field in {each.name for each in dataclasses.fields(TYPES[type].form)}, type


def test_what_the_board_fills_in_is_what_ended_the_clock_in_the_casebook() -> None:
    """The cases of the law end clocks and prove notices by records: the board would have filled in the same."""
    wrong: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for case in all_cases():
        stage = Stage(case)
        for step in (*case.past, *((case.when,) if case.when else ())):
            entry = stage.entry(step)
            value, before = typed(entry.name, entry.version, entry.payload), stage.file
            stage.take(entry)
            for norm, key, since in _settled_by(before, stage.file):
                for field, word in _filled(norm, entry.name, key, since):
                    same = word in _plain(getattr(value, field, None))
                    (right if same else wrong)[(norm, entry.name)] += 1
    assert sum(right.values()) > 100
    assert set(wrong) <= ELSEWHERE, {each: wrong[each] for each in set(wrong) - ELSEWHERE}


ELSEWHERE = {
    ("DL-20", "stay-started"),  # a new stay ends the one before
    ("DL-06", "selection-notice"),  # the deciding body learns of the ruling by it; who rules is the implementing body
}
"""Where the record that ends a clock names something new."""


def _settled_by(before: File, after: File) -> set[tuple[str, str, str]]:
    ran = {(each.clock, each.key, each.entry) for each in before.clocks.all_running()}
    run = {(each.clock, each.key) for each in after.clocks.all_running()}
    owed = {(each.notice, each.key, each.entry) for each in before.notices.all_open() if each.given_at is None}
    now = {(each.notice, each.key) for each in after.notices.all_open() if each.given_at is None}
    return {each for each in ran if each[:2] not in run} | {each for each in owed if each[:2] not in now}


def _filled(norm: str, type: str, key: str, entry: str) -> list[tuple[str, str]]:
    if type not in norms()[norm]:
        return []
    known = {"notice": norm, "to": to_of(key)} if norm in BOOK.notice else {}
    found = settled((type,), cast(Case, _Everywhere()), Holder(_writer_of(type)), key, entry, **known)
    return [
        cast(tuple[str, str], tuple(word.split("=", 1)))
        for field, word in ([] if found.next is None else found.next.prefilled)
        if field == "set"
    ]


def _writer_of(type: str) -> Author:
    kind = TYPES[type]
    return next(each for each in WRITERS if each.body_role in kind.bodies or each.writer in kind.writers)


def _plain(value: object) -> tuple[str, ...]:
    """What would do: of a list, each of its words."""
    return tuple(f'["{each}"]' for each in value) if isinstance(value, tuple) else (str(value),)


# What is on it ------------------------------------------------------------------------------------------------------------


def test_a_threat_that_nobody_has_acknowledged_stands_first_with_its_act() -> None:
    channel, life = begun()
    threat = id_of("threat")
    channel.put(life.person, Threat(threat, "a call in the night", "kk", START, True), "person")
    shown = board(office(channel), now_of(channel))
    assert (shown.items[0].kind, shown.items[0].urgency) == (Kind.THREAT, Urgency.NOW)
    assert shown.items[0].next == Next("acknowledge", (("report", threat),))
    channel.put(life.person, Acknowledgement(threat, "patrol sent"), OFFICIAL)
    assert Kind.THREAT not in {each.kind for each in board(office(channel), now_of(channel)).items}


def test_a_sender_under_force_is_not_called_back_and_the_board_says_so() -> None:
    channel, life = begun()
    value = Threat(id_of("threat"), "all is well", "kk", START, False, duress=True)
    channel.put(life.person, value, "person")
    item = board(office(channel), now_of(channel)).items[0]
    assert item.urgency is Urgency.NOW
    assert "do not call back" in str(item.what)


def test_a_statement_of_no_file_waits_until_somebody_has_taken_it_in_hand() -> None:
    channel, life = begun(INVESTIGATOR)
    other = id_of("another statement")
    channel.put(life.desk, Statement(other, "x", "kk", START, True, ("D",), ()), "anyone")
    seen = office(channel)
    item = board(seen, now_of(channel)).items[0]
    assert (item.kind, item.urgency, item.next) == (Kind.STATEMENT, Urgency.NOW, Next("accept_statement", (("report", other),)))
    from client.law.records.files import Acceptance

    channel.put(life.desk, Acceptance(other, START, "DL-01", "here", "kk"), INVESTIGATOR)
    assert item.id not in {each.id for each in board(seen, now_of(channel)).items}


def test_a_clock_stands_with_its_owner_alone() -> None:
    """The contract is the implementing body's to have signed; the decision was the deciding body's."""
    names = {}
    for device in (INVESTIGATOR, OFFICIAL):
        channel, _life = begun(device)
        seen = office(channel)
        case = next(each for each in seen.casework.cases() if each.pseudonym)
        names[device.name] = {each.id.split()[2] for each in clocks(case, Holder(officer(device)), now_of(channel))}
    assert "DL-08" in names["Official"]
    assert "DL-08" not in names["Investigator"]
    assert names["Official"].isdisjoint(names["Investigator"] - {"DL-16", "DL-17"})


def test_an_overdue_clock_is_late_and_the_prosecutor_sees_whose_it_is() -> None:
    channel, _life = begun(PROSECUTOR)
    later = now_of(channel) + 30 * 24 * HOUR
    shown = board(office(channel), later)
    late = [each for each in shown.items if each.kind is Kind.CLOCK]
    assert late
    assert all(each.urgency is Urgency.LATE and each.next is None for each in late)
    assert all("supervision writes no record" in str(each.why_not) for each in late)


def test_a_halted_circle_stands_on_the_board_of_its_members_with_the_refound() -> None:
    channel, life = begun()
    channel.held[life.person].halt = Halt("bad-commit", "cannot be processed", 3, digest("x"), digest("y"))  # type: ignore[arg-type]
    channel.touch()
    item = board(office(channel), now_of(channel)).items[0]
    assert item.kind is Kind.HALTED
    assert item.next == Next("refound", (("file", life.file),))


def test_a_record_of_ones_own_without_effect_is_told_with_what_would_mend_it() -> None:
    channel, _life = begun()
    found = [each for each in board(office(channel), now_of(channel)).items if each.kind is Kind.FINDING]
    assert any("another order" in str(each.what) for each in found)
    assert all(each.next is not None and each.next.why.template for each in found)
    others, _life = begun(INVESTIGATOR)
    assert not [each for each in board(office(others), now_of(others)).items if each.kind is Kind.FINDING]


def test_each_item_has_its_act_or_says_why_there_is_none() -> None:
    """In every situation of the casebook, for everybody who has a part in it."""
    looked = 0
    for case in all_cases():
        stage = Stage(case)
        for step in case.past:
            stage.take(stage.entry(step))
        places = {bytes([number]) * 32: place for number, place in enumerate(sorted(stage._sight, key=str))}
        for who in ("investigator", "official", "executor", "prosecutor", "person"):
            holder = Holder(_as(who))
            seen = Case("f" * 32, "Swallow", "", cast(Any, places), stage.file, ())
            for item in of_case(seen, holder, stage.now + 90 * 24 * HOUR):
                looked += 1
                assert (item.next is None) == bool(item.why_not.template), (case.id, who, item)
    assert looked > 500


def _as(who: str) -> Author:
    names = {
        "investigator": BodyRole.DECIDING,
        "official": BodyRole.IMPLEMENTING,
        "executor": BodyRole.EXECUTING,
        "prosecutor": BodyRole.SUPERVISING,
    }
    if who not in names:
        return author("person")
    return next(each for each in WRITERS if each.body_role is names[who])


def test_what_is_an_exercise_stands_behind_what_is_real() -> None:
    real = Item("a", Kind.CLOCK, Urgency.OPEN, say("x"), 5)
    played = Item("b", Kind.THREAT, Urgency.NOW, say("x"), 1, exercise=True)
    assert by_urgency((played, real)) == (real, played)
    sooner = replace(real, id="c", due_at=10)
    assert by_urgency((real, sooner)) == (sooner, real)


# What it costs, and who is told -------------------------------------------------------------------------------------------


def test_a_record_more_looks_at_its_own_file_alone() -> None:
    channel = FakeChannel()
    lives = [Life(channel, str(number)) for number in range(12)]
    for life in lives:
        life.begin()
    seen, now = office(channel), now_of(channel)
    first = board(seen, now)
    kept: Boards = boards_of(seen)
    before = kept.looked
    lives[3].more()
    assert board(seen, now + 1).items != first.items
    assert kept.looked - before == 1
    board(seen, now + 2)
    assert kept.looked - before == 1


def test_a_time_that_passes_moves_the_board_though_nothing_comes_in() -> None:
    channel, _life = begun()
    seen, now = office(channel), now_of(channel)
    assert not any(each.urgency is Urgency.LATE for each in board(seen, now).items)
    assert any(each.urgency is Urgency.LATE for each in board(seen, now + 40 * 24 * HOUR).items)


def test_who_watches_is_told_which_file_moved_and_what_came_and_went() -> None:
    channel, life = begun()
    Life(channel, "b").begin()
    seen, watcher, threat = office(channel), Watcher(), id_of("threat")
    watcher.look(seen, now_of(channel))
    channel.put(life.person, Threat(threat, "a call", "kk", START, True), "person")
    change = watcher.look(seen, now_of(channel))
    assert change.files == (life.file,)
    assert Kind.THREAT in {each.kind for each in change.new}
    channel.put(life.person, Acknowledgement(threat, "patrol sent"), OFFICIAL)
    assert Kind.THREAT in {each.kind for each in watcher.look(seen, now_of(channel)).gone}
    assert watcher.look(seen, now_of(channel)).files == ()


def test_the_acts_of_a_file_begin_with_what_settles_something_and_reach_all_the_rest() -> None:
    channel, life = begun()
    channel.put(life.person, Threat(id_of("threat"), "a call", "kk", START, True), "person")
    seen = office(channel)
    case = next(each for each in seen.casework.cases() if each.pseudonym)
    found = acts(seen, case, now_of(channel))
    assert found[0].next.act == "acknowledge"
    settling = [each.settles is not None for each in found]
    assert settling == sorted(settling, reverse=True)
    assert len(found) > 20
    assert {each.type for each in found} >= {"note", "threat-assessment"}


def test_the_key_of_a_norm_is_told_from_whom_it_is_for() -> None:
    assert (about_of("ab12:PP"), to_of("ab12:PP")) == ("ab12", "PP")
    assert (about_of("ab12 deciding"), to_of("ab12 deciding")) == ("ab12", "")
    assert ends(BOOK.clock["DL-16"])[0] == "acceptance"
    assert DECIDING


async def test_a_minute_that_passes_is_told_file_by_file_and_others_have_their_turn() -> None:
    channel = FakeChannel()
    for number in range(20):
        Life(channel, str(number)).begin()
    seen, now = office(channel), now_of(channel)
    await fresh_board(seen, now)
    kept, turns, done = boards_of(seen), 0, asyncio.Event()

    async def heartbeat() -> None:
        nonlocal turns
        while not done.is_set():
            before = kept.looked
            await asyncio.sleep(0)
            assert kept.looked - before <= 1, "one file at most between two beats"
            turns += 1

    beating = asyncio.ensure_future(heartbeat())
    await fresh_board(seen, now + 24 * HOUR)
    done.set()
    await beating
    assert turns >= 20
