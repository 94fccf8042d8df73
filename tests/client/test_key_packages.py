"""Key packages: each of the stock for one joining, the last resort for several until it is replaced (RFC 9420 section 16.8)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from client.core import tables
from client.core.client import Client
from client.core.duties import STOCK_CHECK_EVERY
from client.core.stock import LIFETIME_SECONDS, make_stock
from crypto.errors import Usage
from crypto.mls import parse_key_package
from crypto.types import Millis
from tests.client.town import Clock, Town, found, holder, note, texts


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stock of three: the server gives one claimer ten of a device at once."""
    monkeypatch.setattr("client.core.stock.STOCK", 3)
    monkeypatch.setattr("client.core.duties.LOW", 2)


def _held(client: Client) -> dict[bytes, int]:
    """The packages whose keys a client has: 0 of the stock, 1 a last resort, 2 a last resort that has served."""
    with client.core.store.begin() as connection:
        rows = connection.execute(select(tables.key_package.c.ref, tables.key_package.c.last_resort)).all()
    return {row[0]: row[1] for row in rows}


async def _claim_all(claimer: Client, device: Client) -> bytes:
    """Takes the whole stock of a device; the last resort's package."""
    for _ in range(5):
        package, last_resort = await claimer.core.transport.claim_key_package(holder(device))
        if last_resort:
            return package
    raise AssertionError("the stock has no end")


async def test_a_package_of_the_stock_is_used_up_by_joining(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    before = _held(dana)
    await found(aliya, [dana], [prosecutor])
    await dana.sync()
    (used,) = set(before) - set(_held(dana))
    assert before[used] == 0


async def test_a_last_resort_that_has_served_is_replaced_and_still_opens_what_is_under_way(town: Town) -> None:
    clock = Clock()
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana", clock=clock)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    first = await _claim_all(aliya, dana)
    ref = parse_key_package(first).ref
    assert _held(dana)[ref] == 1
    circle = await found(aliya, [dana], [prosecutor])
    await dana.sync()
    assert dana.circle(circle).view is not None
    assert _held(dana)[ref] == 2

    clock.ahead = STOCK_CHECK_EVERY + 1000
    await dana.sync()
    second = await _claim_all(aliya, dana)
    assert parse_key_package(second).ref != ref
    assert _held(dana)[parse_key_package(second).ref] == 1

    real, aliya.core.transport.claim_key_package = aliya.core.transport.claim_key_package, _giving(first)  # type: ignore[method-assign, assignment]
    late = await found(aliya, [dana], [prosecutor])
    aliya.core.transport.claim_key_package = real  # type: ignore[method-assign]
    aliya.append(late, note("by the old one"))
    await aliya.sync()
    await dana.sync()
    assert texts(dana, late) == ["by the old one"]


def _giving(package: bytes) -> Callable[[bytes], Awaitable[tuple[bytes, bool]]]:
    async def claim(_: bytes) -> tuple[bytes, bool]:
        return package, True

    return claim


async def test_the_keys_of_packages_that_have_expired_are_forgotten(town: Town) -> None:
    clock = Clock()
    dana = await town.officer(town.server.deciding, "Dana", clock=clock)
    old = set(_held(dana))
    clock.ahead = 1000 * LIFETIME_SECONDS + 1000
    await dana.sync()
    assert old
    assert old.isdisjoint(_held(dana))
    assert sorted(_held(dana).values()) == [0, 0, 0, 1]


async def test_who_adds_a_device_passes_over_its_packages_that_are_out_of_date(town: Town) -> None:
    """The server cannot read how long one is valid, and gives out those of a device that was away first."""
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    dana = town.client(town.server.deciding, "Dana", ("officer",))
    for der in reversed(dana.core.account.chain):
        await dana.core.transport.post_certificate(der)
    core, then = dana.core, Millis(dana.core.clock() - 1000 * LIFETIME_SECONDS - 1000)
    old, _ = make_stock(core.store, dana.identity, held=0, with_last_resort=False, now=then, entropy=core.entropy)
    await core.transport.put_key_packages(old, None)
    with pytest.raises(Usage) as caught:
        await found(aliya, [dana], [prosecutor])
    assert caught.value.code == "no-key-package"
    old, _ = make_stock(core.store, dana.identity, held=0, with_last_resort=False, now=then, entropy=core.entropy)
    await core.transport.put_key_packages(old, None)
    await dana.sync()
    circle = await found(aliya, [dana], [prosecutor])
    await dana.sync()
    assert dana.circle(circle).view is not None
