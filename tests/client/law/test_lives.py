"""What holds for every life of a file, lawful or not."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.law.act import Entry
from client.law.answer import NotMet
from client.law.consenting import consented
from client.law.file import EMPTY_FILE, File, Sight, file_state
from client.law.file.states import IN_FORCE, FileState
from client.law.finding import Kind
from client.law.fold import findings, fold, fold_all, permitted
from tests.client.law.casebook.cast import PLACES, author
from tests.client.law.lives import CAST, GAPS_MS, lives

ALL = Sight(frozenset(PLACES.values()))
LIVES = settings(
    max_examples=int(os.environ.get("QORGAN_LIVES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ENDING = {"revocation"}
"""The records that can end protection: reasoned rulings, a sentence among them (L72 27(2))."""


def steps(sight: Sight, entries: tuple[Entry, ...]) -> list[tuple[File, Entry, File]]:
    file, found = replace(EMPTY_FILE, sight=sight), []
    for entry in entries:
        after = fold(file, entry)
        found.append((file, entry, after))
        file = after
    return found


@LIVES
@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_delivery_makes_no_difference(entries: tuple[Entry, ...], order: random.Random) -> None:
    shuffled = list(entries)
    order.shuffle(shuffled)
    here, there = steps(ALL, entries)[-1][2], fold_all(ALL, shuffled)
    assert here == there
    now = entries[-1].at + 3_600_000
    assert findings(here, now) == findings(there, now)


@LIVES
@given(lives())
def test_only_a_ruling_that_counts_ends_protection(entries: tuple[Entry, ...]) -> None:
    for before, entry, after in steps(ALL, entries):
        ended = file_state(before) is not FileState.REVOKED and file_state(after) is FileState.REVOKED
        fell = [
            each.code
            for each in before.measures.all()
            if each.state in IN_FORCE and (now := after.measures.of(each.code)) is not None and now.state not in IN_FORCE
        ]
        if ended:
            assert entry.name in ENDING
            assert after.refs[entry.hash].counts
        if fell and entry.name not in ENDING:
            assert all(after.measures.of(code).state in ("WITHDRAWN", "NOT_EXECUTABLE") for code in fell), (entry.name, fell)  # type: ignore[union-attr]


@LIVES
@given(lives())
def test_no_measure_that_needs_consent_is_in_force_without_it(entries: tuple[Entry, ...]) -> None:
    for before, entry, after in steps(ALL, entries):
        for each in after.measures.all():
            was = before.measures.of(each.code)
            if each.state in IN_FORCE and (was is None or was.state not in IN_FORCE):
                assert not isinstance(consented(after, each.code), NotMet), (entry.name, each.code)


@LIVES
@given(lives())
def test_a_record_without_effect_changes_nothing_but_what_is_found(entries: tuple[Entry, ...]) -> None:
    for before, entry, after in steps(ALL, entries):
        ref = after.refs.get(entry.hash)
        if ref is not None and not ref.counts:
            kept = replace(after, index=before.index, at=before.at, refs=before.refs, findings=before.findings)
            assert kept == before
            assert any(each.entry == entry.hash and each.void for each in after.findings)


@LIVES
@given(lives(), st.sampled_from(GAPS_MS))
def test_time_alone_changes_no_state_and_every_question_has_an_answer(entries: tuple[Entry, ...], gap: int) -> None:
    file = fold_all(ALL, entries)
    state = file_state(file)
    for later in (file.at, file.at + gap, file.at + 400 * 86_400_000):
        findings(file, later)
        for name in CAST:
            permitted(file, author(name), later)
        assert file_state(file) is state


@LIVES
@given(lives(), st.sets(st.sampled_from(sorted(PLACES)), min_size=1))
def test_who_reads_more_circles_loses_no_finding(entries: tuple[Entry, ...], names: set[str]) -> None:
    """What is broken for who reads less is broken for who reads all: else it should have been undetermined."""
    less = Sight(frozenset(PLACES[name] for name in names))
    seen = tuple(each for each in entries if each.place in less.places)
    if not seen:
        return
    partial, whole = fold_all(less, seen), fold_all(ALL, entries)
    broken = {each.entry for each in whole.findings if each.kind in (Kind.BROKEN, Kind.MALFORMED)}
    assert {each.entry for each in partial.findings if each.kind in (Kind.BROKEN, Kind.MALFORMED)} <= broken


_PROGRAM = """
from tests.client.law.casebook.cast import PLACES
from tests.client.law.casebook.model import backgrounds
from tests.client.law.lives import _begun
from client.law.file import Sight
from client.law.fold import findings, fold_all
for name in sorted(backgrounds()):
    entries = _begun(name)
    file = fold_all(Sight(frozenset(PLACES.values())), entries)
    for each in findings(file, entries[-1].at + 30 * 86_400_000):
        print(name, each)
"""


def test_findings_do_not_depend_on_the_machine() -> None:
    """Neither on its time zone nor on how its Python orders what has no order."""
    told = set()
    for zone, seed in (("UTC", "1"), ("Asia/Almaty", "2"), ("America/St_Johns", "31337")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True, env=environment)
        assert done.stdout
        told.add(done.stdout)
    assert len(told) == 1
