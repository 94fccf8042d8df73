"""What is written goes out once: offline, contended, with lost answers, and over a kill at any step."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from client.core.client import Client
from client.core.errors import Offline
from client.core.transport import Transport
from crypto.errors import Refused, Usage
from crypto.policy import Policy
from crypto.ring import KeyRing
from crypto.types import CircleId
from tests.client.proxy import Answer, Asked, Proxy
from tests.client.town import Clock, Town, found, holder, note, texts

PASSPHRASE = "a passphrase of the test"


class Killed(BaseException):
    """The process ends here: nothing after it runs."""


async def at_home(town: Town, home: Path, url: str) -> Client:
    """A device whose store is on disk."""
    ring, realm = KeyRing.random(os.urandom), town.server.realm
    client = await Client.create(
        home,
        PASSPHRASE,
        realm.deployment.encode(),
        realm.deployment.fingerprint,
        url,
        ring=ring,
        chain=town.chain(town.server.implementing, ring, "Home", ("officer",)),
        entropy=os.urandom,
        clock=Clock(),
    )
    await client.sync()
    return client


def crash(client: Client) -> None:
    """What a kill leaves: the files as they are; the lock goes with the process."""
    client.core.store.close()
    assert client._lock is not None
    client._lock.release()


async def test_a_record_written_offline_goes_out_later_once(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    url, aliya.core.transport._base = aliya.core.transport._base, "http://127.0.0.1:9"
    uids = [aliya.append(circle, note(f"offline {number}")) for number in range(3)]
    with pytest.raises(Offline):
        await aliya.sync()
    assert [aliya.status(uid) for uid in uids] == ["queued"] * 3
    aliya.core.transport._base = url
    assert (await aliya.sync()).flushed == tuple(uids)
    assert (await aliya.sync()).flushed == ()
    await prosecutor.sync()
    assert texts(prosecutor, circle) == ["offline 0", "offline 1", "offline 2"]


async def test_eight_writers_at_once_all_converge(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    others = [await town.officer(town.server.deciding, f"D{number}") for number in range(7)]
    circle = await found(aliya, others, [prosecutor])
    writers = [aliya, *others]
    await asyncio.gather(*(writer.sync() for writer in others))
    for round_ in range(2):
        for number, writer in enumerate(writers):
            writer.append(circle, note(f"{round_}.{number}"))
        reports = await asyncio.gather(*(writer.sync() for writer in writers))
        assert all(len(report.flushed) == 1 for report in reports)
    await asyncio.gather(*(client.sync() for client in [*writers, prosecutor]))
    expected = {f"{round_}.{number}" for round_ in range(2) for number in range(8)}
    assert set(texts(prosecutor, circle)) == expected
    assert all(texts(writer, circle) == texts(prosecutor, circle) for writer in writers)


async def test_eight_commits_at_once_all_converge(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    others = [await town.officer(town.server.deciding, f"D{number}") for number in range(7)]
    circle = await found(aliya, others, [prosecutor])
    members = [aliya, *others]
    await asyncio.gather(*(member.sync() for member in others))
    await asyncio.gather(*(member.change(circle) for member in members))
    await asyncio.gather(*(client.sync() for client in [*members, prosecutor]))
    epochs = {client.circle(circle).view.epoch for client in [*members, prosecutor]}  # type: ignore[union-attr]
    assert epochs == {9}
    authenticators = {member.core.replica(circle).group.epoch_authenticator for member in members}  # type: ignore[union-attr]
    assert len(authenticators) == 1


def on_append(do: Callable[[Asked, Callable[[], Awaitable[Answer]]], Awaitable[Answer | None]], times: int) -> object:
    """A hook for the first ``times`` appends."""
    left = times

    async def hook(asked: Asked, go_on: Callable[[], Awaitable[Answer]]) -> Answer | None:
        nonlocal left
        if asked.method == "POST" and asked.path.endswith("/entries") and left:
            left -= 1
            return await do(asked, go_on)
        return await go_on()

    return hook


async def lose_the_answer(asked: Asked, go_on: Callable[[], Awaitable[Answer]]) -> Answer | None:
    await go_on()
    return None


async def lose_the_request(asked: Asked, go_on: Callable[[], Awaitable[Answer]]) -> Answer | None:
    return None


@pytest.fixture
async def behind(town: Town) -> object:
    proxy = Proxy(town.server.url)
    await proxy.start()
    yield proxy
    await proxy.stop()


@pytest.mark.parametrize("trouble", [lose_the_answer, lose_the_request])
@pytest.mark.parametrize("times", [1, 6])
async def test_a_lost_answer_or_request_doubles_and_loses_nothing(town: Town, behind: Proxy, trouble: object, times: int) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya", url=behind.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    behind.hook = on_append(trouble, times)  # type: ignore[assignment, arg-type]
    uid = aliya.append(circle, note("once"))
    for _ in range(3):
        try:
            await aliya.sync()
        except Offline:
            continue
    assert aliya.status(uid) == "sent"
    await prosecutor.sync()
    assert texts(prosecutor, circle) == ["once"]


@pytest.mark.parametrize("trouble", [lose_the_answer, lose_the_request])
async def test_a_commit_whose_answer_is_lost_is_activated_once(town: Town, behind: Proxy, trouble: object) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya", url=behind.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    dana = await town.officer(town.server.deciding, "Dana")
    behind.hook = on_append(trouble, 6)  # type: ignore[assignment, arg-type]
    with pytest.raises(Offline):
        await aliya.change(circle, add=(holder(dana),))
    behind.hook = None
    await aliya.sync()
    view = aliya.circle(circle).view
    assert view is not None
    assert (view.epoch, len(view.roster)) == (2, 2)
    aliya.append(circle, note("in the new epoch"))
    await aliya.sync()
    await dana.sync()
    assert texts(dana, circle) == ["in the new epoch"]


async def test_a_kill_between_persisting_and_sending_loses_and_doubles_nothing(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both sides of the send, for a record and for a commit: eight kills."""
    client = await at_home(town, tmp_path, town.server.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(client, [], [prosecutor])
    real, expected, epoch = Transport.append, [], 1

    def dying(before: bool) -> Callable[..., Awaitable[object]]:
        async def append(self: Transport, *args: object) -> object:
            if not before:
                await real(self, *args)  # type: ignore[arg-type]
            raise Killed

        return append

    for kill in range(4):
        expected.append(f"note {kill}")
        client.append(circle, note(expected[-1]))
        monkeypatch.setattr(Transport, "append", dying(before=kill % 2 == 0))
        with pytest.raises(Killed):
            await client.sync()
        crash(client)
        monkeypatch.setattr(Transport, "append", real)
        client, epoch = await reopened(tmp_path), epoch + 1
        await client.sync()
        monkeypatch.setattr(Transport, "append", dying(before=kill % 2 == 0))
        with pytest.raises(Killed):
            await client.change(circle)
        crash(client)
        monkeypatch.setattr(Transport, "append", real)
        client = await reopened(tmp_path)
        await client.sync()
        assert texts(client, circle) == expected
        view = client.circle(circle).view
        assert view is not None
        assert view.epoch == epoch
    await prosecutor.sync()
    assert texts(prosecutor, circle) == expected
    await client.close()


async def reopened(home: Path) -> Client:
    return await Client.open(home, PASSPHRASE, entropy=os.urandom, clock=Clock()).__aenter__()


async def test_a_change_that_the_rules_refuse_is_told_and_forgotten(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    bolat = await town.officer(town.server.implementing, "Bolat")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [bolat], [prosecutor])
    before = aliya.circle(circle)
    view = before.view
    assert view is not None
    with pytest.raises(Refused):
        await aliya.change(circle, remove=(holder(bolat),))
    dropped = Policy(view.policy.kind, view.policy.bodies, (), (), True)
    with pytest.raises(Refused):
        await aliya.change(circle, policy=dropped)
    report = await aliya.sync()
    assert aliya.circle(circle) == before
    assert report.held == ()


async def test_another_body_approves_a_change_of_policy(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    bolat = await town.officer(town.server.implementing, "Bolat")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    second = await town.officer(town.server.supervising, "Q", ("prosecutor",))
    circle = await found(aliya, [bolat], [prosecutor])
    await bolat.sync()
    await aliya.sync()
    view = aliya.circle(circle).view
    assert view is not None
    policy = Policy(view.policy.kind, view.policy.bodies, (*view.policy.readers, second.identity.holder))
    approval = bolat.approve(circle, aliya.propose(circle, policy=policy))
    aliya.append(circle, note("before the second prosecutor"))
    await aliya.sync()
    await aliya.change(circle, policy=policy, approvals=(approval,))
    await second.sync()
    assert texts(second, circle) == ["before the second prosecutor"]


async def test_a_draft_for_an_unknown_circle_waits_and_one_too_large_is_refused(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    stranger = aliya.append(CircleId(bytes(32)), note("nowhere"))
    large = aliya.append(circle, note("x" * 300_000))
    await aliya.sync()
    assert aliya.status(stranger) == "queued"
    assert aliya.status(large).startswith("refused: too-large")


async def test_a_wrong_passphrase_a_second_client_and_a_missing_home_are_told(town: Town, tmp_path: Path) -> None:
    client = await at_home(town, tmp_path / "home", town.server.url)
    with pytest.raises(Usage) as caught:
        await reopened(tmp_path / "home")
    assert caught.value.code == "home-in-use"
    await client.close()
    with pytest.raises(Usage) as caught:
        async with Client.open(tmp_path / "home", "another", entropy=os.urandom, clock=Clock()):
            pass
    assert caught.value.code == "wrong-passphrase"
    with pytest.raises(Usage) as caught:
        await reopened(tmp_path / "nowhere")
    assert caught.value.code == "no-home"
    client = await reopened(tmp_path / "home")
    assert client.device is not None
    await client.close()
