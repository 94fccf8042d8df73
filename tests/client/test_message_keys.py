"""No message key of MLS is used twice (RFC 9420 section 9.1): over lost races, refusals, lost lines and kills.

Recorded where the AEAD is called. A reuse guard hides a repeated nonce in all but one of 2^32 cases, and every key of MLS is for
one message only, so what may not come twice is the key itself.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from client.core.client import Client
from client.core.errors import Offline
from client.core.transport import Transport
from crypto.errors import Refused
from crypto.mls.suite import Suite
from crypto.types import CircleId
from tests.client.proxy import Answer, Asked, Proxy
from tests.client.test_outbox import Killed, at_home, crash, lose_the_request, on_append, reopened
from tests.client.town import Town, found, holder, note, texts

KILLS = 20


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """How often each key of the suite's AEAD has sealed."""
    real, keys = Suite.encrypt, Counter[bytes]()

    def encrypt(self: Suite, key: bytes, nonce: bytes, aad: bytes, plaintext: bytes) -> bytes:
        keys[key] += 1
        return real(self, key, nonce, aad, plaintext)

    monkeypatch.setattr(Suite, "encrypt", encrypt)
    return keys


def repeated(used: Counter[bytes]) -> int:
    assert used
    return sum(count > 1 for count in used.values())


def authenticator(client: Client, circle: CircleId) -> bytes:
    group = client.core.replica(circle).group
    assert group is not None
    return group.epoch_authenticator


async def test_the_losers_of_a_race_use_no_key_again(town: Town, used: Counter[bytes]) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    others = [await town.officer(town.server.deciding, f"D{number}") for number in range(3)]
    circle = await found(aliya, others, [prosecutor])
    members = [aliya, *others]
    await asyncio.gather(*(member.sync() for member in others))
    for _ in range(3):
        await asyncio.gather(*(member.change(circle) for member in members))
    await asyncio.gather(*(member.sync() for member in members))
    assert len({authenticator(member, circle) for member in members}) == 1
    assert repeated(used) == 0


async def refuse(asked: Asked, go_on: object) -> Answer | None:
    return 413, b'{"type": "urn:qorgan:too-large", "title": "too large"}'


@pytest.mark.parametrize("trouble", [refuse, lose_the_request])
async def test_a_second_commit_of_one_epoch_uses_another_key(town: Town, used: Counter[bytes], trouble: object) -> None:
    """The first is refused by the server, or could not be sent and waits; the second is the one that is accepted."""
    proxy = Proxy(town.server.url)
    await proxy.start()
    aliya = await town.officer(town.server.deciding, "Aliya", url=proxy.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    dana = await town.officer(town.server.deciding, "Dana")
    circle = await found(aliya, [dana], [prosecutor])
    await dana.sync()
    proxy.hook = on_append(trouble, 4)  # type: ignore[assignment, arg-type]
    with pytest.raises((Refused, Offline)):
        await aliya.change(circle)
    proxy.hook = None
    await aliya.change(circle, remove=(holder(dana),))
    await aliya.sync()
    assert aliya.circle(circle).halt is None
    view = aliya.circle(circle).view
    assert view is not None
    assert holder(dana) not in view.roster
    assert repeated(used) == 0
    await proxy.stop()


async def test_no_key_is_used_again_after_a_kill(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used: Counter[bytes]
) -> None:
    """Killed before and after each send in turn. The next process makes a commit of its own at once, and one more is under way from
    before; the drafts that were acknowledged are all there in the end."""
    client = await at_home(town, tmp_path, town.server.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(client, [], [prosecutor])
    dana = await town.officer(town.server.implementing, "Dana")
    await client.change(circle, add=(holder(dana),))
    real, expected = Transport.append, []
    for kill in range(KILLS):
        expected.append(f"note {kill}")
        client.append(circle, note(expected[-1]))
        await client.sync()

        async def dying(self: Transport, *args: object, sends: bool = bool(kill % 2)) -> object:
            if sends:
                await real(self, *args)  # type: ignore[arg-type]
            raise Killed

        monkeypatch.setattr(Transport, "append", dying)
        with pytest.raises(Killed):
            await client.change(circle)
        crash(client)
        monkeypatch.setattr(Transport, "append", real)
        client = await reopened(tmp_path)
        await client.change(circle)
        await client.sync()
        assert client.circle(circle).halt is None
    await dana.sync()
    assert authenticator(client, circle) == authenticator(dana, circle)
    assert texts(dana, circle) == expected
    assert repeated(used) == 0
    await client.close()


async def test_what_a_commit_spent_is_kept_with_it_or_not_at_all(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill inside the transaction leaves neither; one after it leaves both."""
    client = await at_home(town, tmp_path, town.server.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(client, [], [prosecutor])
    before = client.core.replica(circle).encode()

    async def dying(self: Transport, *args: object) -> object:
        raise Killed

    def failing(*args: object) -> None:
        raise Killed

    monkeypatch.setattr(Transport, "append", dying)
    with monkeypatch.context() as inner:
        inner.setattr("client.core.core.write_replica", failing)
        with pytest.raises(Killed):
            await client.change(circle)
    crash(client)
    client = await reopened(tmp_path)
    assert client.core.replica(circle).encode() == before
    assert client.core.queue.pending(circle, _uids(client)) is None
    with pytest.raises(Killed):
        await client.change(circle)
    spent = client.core.replica(circle).encode()
    crash(client)
    client = await reopened(tmp_path)
    assert client.core.replica(circle).encode() == spent != before
    assert client.core.queue.pending(circle, _uids(client)) is not None
    crash(client)


def _uids(client: Client) -> list[bytes]:
    return [change.sent_as for change in client.core.queue.changes("queued")]
