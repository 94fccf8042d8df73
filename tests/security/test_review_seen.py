"""Two views of one log collide at an entry that both groups share: what a server or a stranger could do about that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from client.core.frames import EntryItem
from client.core.replica import Received, Seen
from client.core.seen import SeenBy, seen_by
from client.core.staging import Parsed, Staged
from client.core.state import State
from crypto.entry import sign_entry
from crypto.errors import Forged
from crypto.policy import CircleKind
from crypto.types import Uid
from tests.client.replica.world import Chain, File, Party, protection_file
from tests.client.town import Town, found
from tests.server.conftest import Server


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    made = Town(server)
    yield made
    await made.close()


def _staged(file: File, chain: Chain, reader: Party) -> Staged:
    """What one frame with everything that ``reader`` has not seen yet comes to."""
    start = reader.replica(chain).head_position + 1
    outcomes = reader.sync(chain)
    state = cast(State, SimpleNamespace(directory=file.world.directory))
    return Staged(state, entries=tuple(_parsed(one) for one in chain.received[start:]), outcomes=tuple(outcomes))


def _parsed(one: Received) -> Parsed:
    header = one.entry.header
    item = EntryItem(one.index, (), header.circle, one.position, one.accepted_at, bytes(16), one.entry.encode())
    return Parsed(item, one.entry, one.index + 1)


def test_a_made_up_entry_does_not_cover_what_its_author_saw_in_another_view() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    other_view = Seen(file.world.size, b"f" * 32)
    file.aliya.write(chain, {"text": "made in another view"}, seen=other_view)
    file.aliya.sync(chain)
    shown_here = Seen(file.world.size, b"h" * 32)
    made_up = file.aliya.record(chain, {"text": "-"}, seen=shown_here, uid=Uid(bytes(16)))
    chain.append(sign_entry(bytes(32), made_up.header, made_up.body), lenient=True)
    seen = set(seen_by(_staged(file, chain, file.dana)).values())
    assert seen == {SeenBy(*other_view, True), SeenBy(*shown_here, True)}
    assert file.dana.codes(chain) == ["bad-signature"]


def test_an_authors_newest_valid_entry_stands_for_the_older_ones() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    for root in (b"1" * 32, b"2" * 32):
        file.aliya.write(chain, {"text": "-"}, seen=Seen(1, root))
    assert seen_by(_staged(file, chain, file.dana)) == {file.aliya.holder: SeenBy(1, b"2" * 32, True)}


def test_what_a_stranger_says_is_known_to_be_a_strangers() -> None:
    file = protection_file()
    stranger = file.world.person("stranger")
    policy = replace(file.world.policy(CircleKind.FRONT_DESK, [file.deciding, file.supervising]), readers=(file.prosecutor.holder,))
    chain = file.world.found(file.aliya, policy)
    stranger.report(chain, {"text": "help"})
    assert [seen.certified for seen in seen_by(_staged(file, chain, file.aliya)).values()] == [False]


@pytest.mark.parametrize("tell", [True, False])
async def test_what_a_stranger_says_is_noted_and_alarms_nobody(town: Town, tell: bool) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    await found(aliya, [], [prosecutor])
    aliya.core.note_incident(Forged("an author saw another log", "seen-differs"), tell=tell)
    assert [incident.code for incident in aliya.incidents()] == ["seen-differs"]
    assert bool(aliya.core.alarms.waiting()) is tell
