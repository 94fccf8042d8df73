"""A server or a way to it that withholds, reorders, forks or flips bits: a named error, nothing changed, nothing sent."""

from __future__ import annotations

import base64
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from client.core.client import Client
from client.core.errors import Held
from client.core.frames import AlarmItem, Frame
from client.core.replica import author_record
from client.core.staging import Judge, stage_frame
from client.core.stock import Bundles
from crypto.alarm import Alarm, AlarmKind
from crypto.errors import Forged, Malformed, QorganError
from crypto.log import Checkpoint, MerkleTree, sign_checkpoint
from crypto.types import CircleId, EntryHash, LogIndex, Millis, Uid
from server import key as log_key
from tests.client.proxy import Proxy, frames
from tests.client.town import Clock, Town, found, note, texts
from tests.server.world import ORIGIN


@pytest.fixture
async def proxy(town: Town) -> AsyncIterator[Proxy]:
    made = Proxy(town.server.url)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def pair(town: Town, proxy: Proxy) -> tuple[Client, Client, CircleId]:
    """Aliya writes straight to the server; Bolat sits behind the proxy, and has not yet seen her last three notes."""
    aliya = await town.officer(town.server.deciding, "Aliya")
    bolat = await town.officer(town.server.implementing, "Bolat", url=proxy.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [bolat], [prosecutor])
    await bolat.sync()
    for number in range(3):
        aliya.append(circle, note(f"note {number}"))
    await aliya.sync()
    return aliya, bolat, circle


def entries(frame: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in frame["items"] if item["kind"] == "entry"]


def withhold_one(frame: dict[str, Any]) -> None:
    if len(entries(frame)) > 1:
        frame["items"].remove(entries(frame)[0])


def withhold_the_newest_and_say_it_is_all(frame: dict[str, Any]) -> None:
    last = entries(frame)[-1]
    frame["items"].remove(last)
    frame["cursor"] = f"{last['index']}.0"


def swap_two(frame: dict[str, Any]) -> None:
    first, second = entries(frame)[:2]
    first["entry"], second["entry"] = second["entry"], first["entry"]


def deliver_in_another_order(frame: dict[str, Any]) -> None:
    frame["items"].reverse()


def deliver_twice(frame: dict[str, Any]) -> None:
    frame["items"].append(frame["items"][-1])


def move_to_another_position(frame: dict[str, Any]) -> None:
    for item in entries(frame):
        item["position"] += 1


def move_to_another_circle(frame: dict[str, Any]) -> None:
    for item in entries(frame):
        item["circle"] = "ab" * 32


def antedate(frame: dict[str, Any]) -> None:
    for item in entries(frame):
        item["accepted_at"] -= 3600_000


def send_the_cursor_back(frame: dict[str, Any]) -> None:
    frame["cursor"] = "0.0"


def drop_the_proof_of_growth(frame: dict[str, Any]) -> None:
    frame["consistency"] = {"from": frame["consistency"]["from"], "proof": []}


def promise_more_for_ever(frame: dict[str, Any]) -> None:
    frame["items"], frame["more"], frame["cursor"] = [], True, f"{frame['consistency']['from']}.0"


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (withhold_one, {"gap"}),
        (withhold_the_newest_and_say_it_is_all, {"withheld"}),
        (swap_two, {"mis-addressed", "not-in-log"}),
        (deliver_in_another_order, {"reordered"}),
        (deliver_twice, {"reordered"}),
        (move_to_another_position, {"mis-addressed"}),
        (move_to_another_circle, {"mis-addressed"}),
        (antedate, {"not-in-log"}),
        (send_the_cursor_back, {"bad-cursor"}),
        (drop_the_proof_of_growth, {"inconsistent-log"}),
        (promise_more_for_ever, {"bad-cursor"}),
    ],
)
async def test_each_kind_of_tampering_has_its_name_changes_nothing_and_sends_nothing(
    pair: tuple[Client, Client, CircleId], proxy: Proxy, change: Callable[[dict[str, Any]], None], codes: set[str]
) -> None:
    _, bolat, circle = pair
    uid = bolat.append(circle, note("waits"))
    before, posted = bolat.core.store.digest(), len([a for a in proxy.asked if a.path.endswith("/entries")])
    proxy.hook = frames(change)
    with pytest.raises(QorganError) as caught:
        await bolat.sync()
    assert caught.value.code in codes
    assert bolat.core.store.digest() == before
    assert bolat.status(uid) == "queued"
    assert len([a for a in proxy.asked if a.path.endswith("/entries")]) == posted
    proxy.hook = None
    await bolat.sync()
    assert texts(bolat, circle) == ["note 0", "note 1", "note 2", "waits"]


async def test_wrong_doing_of_the_server_is_told_to_the_circle_by_an_alarm(
    pair: tuple[Client, Client, CircleId], proxy: Proxy
) -> None:
    aliya, bolat, circle = pair
    proxy.hook = frames(withhold_one)
    with pytest.raises(Forged):
        await bolat.sync()
    await aliya.sync()
    (alarm,) = aliya.alarms(circle)
    assert (alarm.kind.name, alarm.reason, alarm.author) == ("LOG", "gap", bolat.identity.holder)


async def test_flipped_bits_are_refused_and_change_nothing(pair: tuple[Client, Client, CircleId], proxy: Proxy) -> None:
    _, bolat, circle = pair
    before, rng, refused = bolat.core.store.digest(), random.Random(22), 0

    def flip(frame: dict[str, Any]) -> None:
        item = rng.choice(entries(frame))
        name = rng.choice(["entry", "salt"])
        data = bytearray(base64.b64decode(item[name]))
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        item[name] = base64.b64encode(data).decode()

    proxy.hook = frames(flip)
    for _ in range(60):
        with pytest.raises((Forged, Malformed)):
            await bolat.sync()
        refused += 1
        assert bolat.core.store.digest() == before
    assert refused == 60
    proxy.hook = None
    await bolat.sync()
    assert texts(bolat, circle) == ["note 0", "note 1", "note 2"]


async def test_a_forked_log_convicts_the_server_and_stops_all_sending(
    town: Town, pair: tuple[Client, Client, CircleId], proxy: Proxy
) -> None:
    aliya, bolat, circle = pair
    await bolat.sync()
    seed = log_key.read(town.server.folder).seed
    size = bolat.checkpoint.size
    other = MerkleTree([bytes([n]) * 32 for n in range(size)])
    note_of_fork = sign_checkpoint(seed, town.server.realm.deployment.log_origin, size, other.root())
    assert Checkpoint(bolat.checkpoint.origin, size, other.root()).text() in note_of_fork

    def fork(frame: dict[str, Any]) -> None:
        frame["checkpoint"], frame["consistency"], frame["items"] = note_of_fork, None, []

    proxy.hook = frames(fork)
    with pytest.raises(Forged) as caught:
        await bolat.sync()
    assert caught.value.code == "fork"
    proxy.hook = None
    uid = bolat.append(circle, note("stays here"))
    report = await bolat.sync()
    assert report.flushed == ()
    assert report.held[0][0] == uid
    assert bolat.status(uid) == "queued"
    with pytest.raises(Held):
        await bolat.change(circle)
    await aliya.sync()
    assert [alarm.reason for alarm in aliya.alarms(circle)] == ["fork"]
    (incident,) = [incident for incident in bolat.incidents() if incident.stops]
    first, _, second = incident.evidence.decode().rpartition(ORIGIN + "\n")
    assert bolat.checkpoint.open(first[:-1]).root != bolat.checkpoint.open(ORIGIN + "\n" + second).root


async def test_an_older_log_is_named_a_rollback(pair: tuple[Client, Client, CircleId], proxy: Proxy) -> None:
    _, bolat, _ = pair
    old: list[dict[str, Any]] = []

    def remember(frame: dict[str, Any]) -> None:
        old.append(dict(frame))

    proxy.hook = frames(remember)
    await bolat.sync()
    aliya, _, circle = pair
    aliya.append(circle, note("more"))
    await aliya.sync()
    await bolat.sync()
    before = bolat.core.store.digest()
    proxy.hook = frames(lambda _: {**old[0], "items": [], "consistency": None})
    with pytest.raises(Forged) as caught:
        await bolat.sync()
    assert caught.value.code == "rollback"
    assert bolat.core.store.digest() == before


async def test_an_acknowledged_entry_that_is_not_delivered_is_named_withheld(
    pair: tuple[Client, Client, CircleId], proxy: Proxy
) -> None:
    _, bolat, circle = pair
    await bolat.sync()
    bolat.append(circle, note("mine"))

    def withhold(frame: dict[str, Any]) -> None:
        frame["items"] = [item for item in frame["items"] if item["kind"] != "entry"]

    proxy.hook = frames(withhold)
    with pytest.raises(Forged) as caught:
        await bolat.sync()
    assert caught.value.code == "withheld"
    proxy.hook = None
    await bolat.sync()
    assert texts(bolat, circle)[-1] == "mine"


async def test_without_a_fresh_checkpoint_nothing_but_alarms_is_sent(town: Town) -> None:
    clock = Clock()
    aliya = await town.officer(town.server.deciding, "Aliya", clock=clock)
    core = aliya.core
    core.check_may_send()
    clock.ahead += 16 * 60 * 1000
    with pytest.raises(Held) as caught:
        core.check_may_send()
    assert caught.value.code == "not-fresh"
    await aliya.sync()
    core.check_may_send()


async def test_two_views_of_the_log_collide_at_an_entry_that_both_see(town: Town, pair: tuple[Client, Client, CircleId]) -> None:
    aliya, bolat, circle = pair
    await bolat.sync()
    honest = aliya.core.state
    aliya.core.state = replace(honest, log=replace(honest.log, root=bytes(32), recent=()))
    aliya.append(circle, note("made in another view"))
    with pytest.raises(Forged):
        await aliya.sync()
    entry = author_record(
        aliya.core.replica(circle),
        aliya.identity,
        note("made in another view").encode(),
        uid=aliya.core.new_uid(),
        entropy=town.entropy,
        now=aliya.core.clock(),
        seen=aliya.core.seen,
    )
    aliya.core.state = honest
    await aliya.core.transport.append(circle, entry.encode())
    await bolat.sync()
    assert "seen-differs" in [incident.code for incident in bolat.incidents()]
    assert texts(bolat, circle)[-1] == "made in another view"


async def test_an_alarm_that_no_certified_device_signed_is_left_out(town: Town, pair: tuple[Client, Client, CircleId]) -> None:
    aliya, bolat, circle = pair
    await bolat.sync()
    core = bolat.core
    alarm = Alarm(circle, EntryHash(bytes(32)), AlarmKind.LOG, aliya.identity.holder, Millis(1), Uid(bytes(16)))
    index = core.state.cursor.index
    for seed, kept in ((aliya.identity.ring.signing_seed, True), (bytes(32), False)):
        item = AlarmItem(LogIndex(index), (), bytes(16), Millis(1), alarm.sign(seed).encode())
        frame = Frame((item,), (), None, core.state.log.note, None, False)
        known = core._known(Bundles(core.store))
        staged = stage_frame(core.state, frame, core.state.log, (), Judge(bolat.identity, known, core.clock(), True))
        assert (staged.alarms == (item,)) is kept
        assert [code for _, code in staged.leaves] == ([] if kept else ["bad-signature"])
