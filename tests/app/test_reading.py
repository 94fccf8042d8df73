"""What was verified is decoded and folded once, and whatever comes, comes to the same as from nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from client.app.casework.casework import SLICE, Casework
from client.app.casework.grown import Grown
from client.app.reading import Reading
from client.core.values import ShownEntry
from client.law.fold import fold_all
from client.law.records.files import Note
from client.law.records.rulings import Selection
from client.law.records.tasks import TaskOpened
from crypto.policy import CircleKind
from crypto.types import CircleId
from tests.app.held import INVESTIGATOR, OFFICIAL, FakeChannel, Held, casework, digest, reading
from tests.app.lives import DECIDING, IMPLEMENTING, Life, id_of, measure


def same(grown: Casework, shown: Reading, channel: FakeChannel) -> None:
    """What was kept up is what is made from nothing, by the same code and by the law's own ``fold_all``."""
    fresh = casework(channel)
    assert [(each.id, each.pseudonym, each.statement, each.circles) for each in grown.cases()] == [
        (each.id, each.pseudonym, each.statement, each.circles) for each in fresh.cases()
    ]
    for one, other in zip(grown.cases(), fresh.cases(), strict=True):
        assert list(one.entries) == list(other.entries)
        assert one.file == other.file == fold_all(one.file.sight, one.entries)
    anew = Reading(fresh)
    for circle in channel.held:
        assert [_told(each) for each in shown.of(circle)] == [_told(each) for each in anew.of(circle)]
        assert [each.entry for each in shown.of(circle)] == list(channel.entries(circle))
    assert [_told(each) for each in shown.all(channel.held)] == [_told(each) for each in anew.all(channel.held)]


def _told(seen: object) -> object:
    return replace(seen, value=str(seen.value))  # type: ignore[type-var, attr-defined]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *[
                    "more",
                    "more",
                    "hidden",
                    "late",
                    "sealed",
                    "opened",
                    "gone",
                    "note",
                    "malformed",
                    "unknown",
                    "task",
                    "taskcircle",
                ],
                *["policy", "copy", "answer", "second", "read", "slice"],
            ]
        ),
        st.integers(0, 1000),
    ),
    min_size=3,
    max_size=60,
)


class World:
    def __init__(self) -> None:
        self.channel = FakeChannel()
        self.life = Life(self.channel)
        self.life.begin()
        self.kept = casework(self.channel)
        self.shown = Reading(self.kept)
        self.sealed: list[ShownEntry] = []
        self.hidden: list[tuple[CircleId, Held]] = []

    def do(self, step: str, number: int) -> None:
        getattr(self, f"do_{step}")(number)

    def do_more(self, number: int) -> None:
        self.life.more()

    def do_sealed(self, number: int) -> None:
        entry = self.channel.put(self.life.person, Note(f"sealed {number}"), OFFICIAL, sealed=True)
        self.sealed.append(entry)

    def do_opened(self, number: int) -> None:
        """A key comes late."""
        if self.sealed:
            self.channel.rewrite(self.sealed.pop(number % len(self.sealed)))

    def do_gone(self, number: int) -> None:
        """A refound takes back what stood at the end of a circle."""
        held = self.channel.held[(self.life.person, self.life.coordination, self.life.desk)[number % 3]]
        for at in sorted(held.shown)[-(number % 4) :] if number % 4 else ():
            self.channel.rewrite(held.shown[at], gone=True)

    def do_hidden(self, number: int) -> None:
        """A circle of the file of which this holder is not, yet."""
        circle = self.channel.found(f"hidden {self.channel.index}", CircleKind.PERSON, DECIDING)
        self.channel.put(circle, self.life.opened("person"), INVESTIGATOR)
        self.channel.put(circle, Note("from before"), INVESTIGATOR)
        self.hidden.append((circle, self.channel.held.pop(circle)))
        self.channel.touch()

    def do_late(self, number: int) -> None:
        """It is joined, with a past that stands before what was folded."""
        if self.hidden:
            circle, held = self.hidden.pop(number % len(self.hidden))
            self.channel.held[circle] = held
            self.channel.touch()

    def do_note(self, number: int) -> None:
        circle = list(self.channel.held)[number % len(self.channel.held)]
        self.channel.put(circle, Note(f"note {number}"), INVESTIGATOR if number % 2 else OFFICIAL)

    def do_malformed(self, number: int) -> None:
        self.channel.put(self.life.person, ("note", 1, {"text": number}), OFFICIAL)

    def do_unknown(self, number: int) -> None:
        self.channel.put(self.life.person, ("not-of-this-program", 1, {"of": self.life.statement}), OFFICIAL)

    def do_task(self, number: int) -> None:
        """Names the circle of a task, which may be held by then or later."""
        circle = digest(f"circle task {number % 3}").hex()
        value = TaskOpened(self.life.file, id_of(f"task {number % 3}"), circle, "M2.2c", "")
        self.channel.put(self.life.person, value, OFFICIAL)

    def do_taskcircle(self, number: int) -> None:
        if CircleId(digest(f"circle task {number % 3}")) not in self.channel.held:
            circle = self.channel.found(f"task {number % 3}", CircleKind.TASK, IMPLEMENTING)
            self.channel.put(circle, Note("of the task"), OFFICIAL)

    def do_policy(self, number: int) -> None:
        """A circle is of another body by a commit."""
        held = self.channel.held[self.life.person]
        kind = (DECIDING, IMPLEMENTING)[number % 2]
        held.bodies = (replace(held.bodies[0], kind=kind),)
        held.head += 1
        self.channel.touch()

    def do_copy(self, number: int) -> None:
        self.channel.put(self.life.desk, ("not-of-this-program", 1, {"file": self.life.file, "of": number}), INVESTIGATOR)

    def do_answer(self, number: int) -> None:
        self.channel.put(self.life.desk, ("not-of-this-program", 1, {"of": self.life.statement}), INVESTIGATOR)

    def do_second(self, number: int) -> None:
        name = f"b{number % 2}"
        if CircleId(digest(f"circle {name} person")) not in self.channel.held:
            Life(self.channel, name).begin()

    def do_read(self, number: int) -> None:
        same(self.kept, self.shown, self.channel)

    def do_slice(self, number: int) -> None:
        self.kept._step(1 + number % 5)


@settings(max_examples=150, deadline=None)
@given(STEPS)
@example([("more", 0), ("read", 0), ("gone", 137)])
def test_what_is_kept_up_is_what_is_made_from_nothing(steps: list[tuple[str, int]]) -> None:
    world = World()
    for step, number in steps:
        world.do(step, number)
    same(world.kept, world.shown, world.channel)


def grown_to(count: int) -> tuple[FakeChannel, Life, Casework, Reading]:
    channel = FakeChannel()
    life = Life(channel)
    life.begin()
    for _ in range(count):
        life.more()
    kept = casework(channel)
    shown = Reading(kept)
    kept.cases()
    shown.all(channel.held)
    return channel, life, kept, shown


@pytest.mark.parametrize("count", [20, 2000])
def test_a_record_more_costs_the_same_in_a_short_file_and_in_a_long_one(count: int) -> None:
    channel, life, kept, shown = grown_to(count)
    before = (channel.read, kept.decoded, kept.folded)
    life.more()
    kept.cases()
    shown.all(channel.held)
    assert (channel.read - before[0], kept.decoded - before[1], kept.folded - before[2]) == (1, 1, 1)


def test_what_nothing_was_added_to_is_not_looked_at_again() -> None:
    channel, _life, kept, shown = grown_to(50)
    before = (channel.read, kept.decoded, kept.folded, kept.cases(), shown.all(channel.held))
    assert (channel.read, kept.decoded, kept.folded, kept.cases(), shown.all(channel.held)) == before
    assert kept.cases()[0] is before[3][0]


def test_a_key_that_comes_late_folds_again_from_near_its_record_alone() -> None:
    channel, life, kept, _shown = grown_to(1000)
    hidden = channel.put(life.person, Note("hidden"), OFFICIAL, sealed=True)
    assert sum(kept.cases()[0].file.sealed.values()) == 1
    folded = kept.folded
    channel.rewrite(hidden)
    assert sum(kept.cases()[0].file.sealed.values()) == 0
    assert kept.folded - folded <= 33


async def test_a_long_file_is_taken_in_by_slices_and_others_have_their_turn() -> None:
    channel = FakeChannel()
    life = Life(channel)
    life.begin()
    for _ in range(1000):
        life.more()
    kept, turns, done = casework(channel), 0, asyncio.Event()

    async def heartbeat() -> None:
        nonlocal turns
        while not done.is_set():
            before = kept.decoded + kept.folded
            await asyncio.sleep(0)
            assert kept.decoded + kept.folded - before <= 2 * SLICE, "one slice at most between two beats"
            turns += 1

    beating = asyncio.ensure_future(heartbeat())
    await kept.catch_up()
    done.set()
    await beating
    assert turns >= 2 * 1000 // SLICE
    assert len(kept.cases()[0].entries) == 1007


def test_an_unlawful_record_is_told_from_the_lawful_ones_as_it_comes() -> None:
    channel, life, _kept, shown = grown_to(3)
    chosen = [each for each in shown.of(life.person) if each.name == "selection"]
    assert [each.unlawful is None for each in chosen] == [True, False]
    assert str(chosen[1].unlawful) == "the ruling names another order than that of the file (L72-23.4)"
    channel.put(life.person, Selection(life.file, "9", digest("no order either").hex(), (measure("M2.3"),)), OFFICIAL)
    assert shown.of(life.person)[-1].unlawful is not None


def test_a_member_who_names_a_front_desk_as_a_circle_of_a_file_stops_nobody() -> None:
    channel, life, kept, _shown = grown_to(3)
    channel.put(life.desk, life.opened("front-desk"), OFFICIAL)
    assert kept.cases()
    assert reading(channel).of(life.desk)


def test_a_list_seen_as_it_was_does_not_grow() -> None:
    items = [1, 2, 3]
    view = Grown(items)
    items.append(4)
    assert list(view) == [1, 2, 3]
    assert view[-1] == 3
    assert view[1:] == (2, 3)
    with pytest.raises(IndexError):
        view[3]
