"""Bad commits, blinded readers, revoked members, copied homes: what a client does by itself."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from client.core.client import Client
from client.core.drafts import DeadlineDraft
from client.core.errors import Held
from client.core.replica import Authored, author_commit
from client.core.replica.pen import signed
from crypto.alarm import AlarmKind
from crypto.commit import CommitBody, parse_commit_body
from crypto.errors import Refused, Usage
from crypto.policy import CircleKind
from crypto.trust import issue_crl, parse_certificate
from crypto.types import CircleId
from tests.client.test_outbox import PASSPHRASE, at_home, reopened
from tests.client.town import Clock, Town, found, holder, note, texts


async def modified(client: Client, circle: CircleId, body: object) -> Authored:
    """What a client with changed code makes: a commit whose body was altered before signing."""
    core = client.core
    authored = author_commit(
        core.replica(circle),
        core.identity,
        directory=core.state.directory,
        statements=core.state.statements,
        entropy=core.entropy,
        now=core.clock(),
        seen=core.seen,
    )
    parsed: CommitBody = parse_commit_body(authored.entry.body)
    entry = signed(core.identity, authored.entry.header, body(parsed).encode())  # type: ignore[operator]
    await core.transport.append(circle, entry.encode(), authored.welcome or b"")
    return replace(authored, entry=entry)


def garble(body: CommitBody) -> CommitBody:
    return replace(body, mls_commit=body.mls_commit[:-1] + bytes([body.mls_commit[-1] ^ 1]))


async def test_a_commit_that_others_cannot_process_halts_alarms_and_is_mended_with_nothing_lost(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    bolat = await town.officer(town.server.implementing, "Bolat")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana, bolat], [prosecutor])
    bolat.append(circle, note("before"))
    await bolat.sync()
    await dana.sync()
    await modified(dana, circle, garble)
    report = await bolat.sync()
    assert [halted.circle for halted in report.halted] == [circle]
    await aliya.sync()
    assert aliya.circle(circle).halt is not None
    waiting = aliya.append(circle, note("written while halted"))
    report = await aliya.sync()
    assert report.held[0][0] == waiting
    kinds = {(alarm.kind, alarm.author) for alarm in aliya.alarms(circle)}
    assert {(AlarmKind.CANNOT_PROCESS, holder(c)) for c in (aliya, bolat)} <= kinds
    with pytest.raises(Refused):
        await aliya.refound(circle)
    await aliya.refound(circle, approvals=(bolat.approve_refound(circle, holder(aliya)),))
    await aliya.sync()
    assert aliya.status(waiting) == "sent"
    await bolat.sync()
    await prosecutor.sync()
    for client in (aliya, bolat, prosecutor):
        assert client.circle(circle).halt is None
        assert texts(client, circle) == ["before", "written while halted"]
    view = bolat.circle(circle).view
    assert view is not None
    assert view.generation == 2
    assert holder(dana) not in view.roster
    await dana.sync()
    assert "written while halted" not in texts(dana, circle)


async def test_what_a_refound_takes_back_counts_no_more_for_who_had_gone_on(town: Town) -> None:
    """A reader cannot tell that a commit is bad for its members: it reads on, and goes back with them."""
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    bolat = await town.officer(town.server.implementing, "Bolat")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana, bolat], [prosecutor])
    aliya.append(circle, note("before"), opens=(DeadlineDraft("call", after=3600, notify=(holder(bolat),)),))
    await aliya.sync()
    await dana.sync()
    made = await modified(dana, circle, garble)
    dana.core.queue.add_change(made.entry.header.uid, circle, "commit", b'{"add": []}', made)
    dana.core.queue.set_change(made.entry.header.uid, "acked", acked_index=1 << 40)
    await dana.sync()
    (deadline,) = dana.deadlines(circle)
    dana.append(circle, note("beyond"), settles=(bytes(deadline.id),))
    await dana.sync()
    await prosecutor.sync()
    assert texts(prosecutor, circle) == ["before", "beyond"]
    (beyond,) = prosecutor.entries(circle, after=int(prosecutor.entries(circle)[0].position))
    assert prosecutor.deadlines(circle)[0].settled_by == beyond.position
    for client in (aliya, bolat):
        await client.sync()
    await aliya.refound(circle, approvals=(bolat.approve_refound(circle, holder(aliya)),))
    await prosecutor.sync()
    assert texts(prosecutor, circle) == ["before"]
    assert [each.code for each in prosecutor.quarantine(circle)] == ["beyond-halt"]
    assert prosecutor.deadlines(circle)[0].settled_by is None
    assert int(beyond.position) in prosecutor.rewritten(circle)
    assert prosecutor.entries_at(circle, [int(beyond.position)]) == ()


async def test_a_blinded_reader_alarms_and_is_answered_with_the_seal(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana], [prosecutor])
    await dana.sync()
    await prosecutor.sync()

    def blind(body: CommitBody) -> CommitBody:
        (seal,) = body.seals
        return replace(body, seals=(replace(seal, sealed=seal.sealed[:-1] + bytes([seal.sealed[-1] ^ 1])),))

    made = await modified(dana, circle, blind)
    dana.core.queue.add_change(made.entry.header.uid, circle, "commit", b'{"add": []}', made)
    dana.core.queue.set_change(made.entry.header.uid, "acked", acked_index=1 << 40)
    await dana.sync()
    aliya.append(circle, note("hidden from the prosecutor"))
    await aliya.sync()
    report = await prosecutor.sync()
    assert report.halted[0].code == "blinded"
    assert texts(prosecutor, circle) == []
    for client in (aliya, dana):
        await client.sync()
        await client.sync()
    await prosecutor.sync()
    assert [alarm.kind for alarm in aliya.alarms(circle)] == [AlarmKind.BLINDED]
    assert "hidden from the prosecutor" in texts_of_notes(prosecutor, circle)


def texts_of_notes(client: Client, circle: CircleId) -> list[str]:
    return [str(e.record.payload["text"]) for e in client.entries(circle) if e.record is not None and e.record.type == "note"]


async def test_a_revocation_list_past_its_next_update_is_told_and_refuses_nothing(town: Town) -> None:
    """A server that withholds the newer list is noticed; what is valid stays the same for everybody."""
    server, clock = town.server, Clock()
    aliya = await town.officer(server.deciding, "Aliya", clock=clock)
    bolat = await town.officer(server.implementing, "Bolat")
    circle = await found(aliya, [bolat], kind=CircleKind.FRONT_DESK)
    start, day = clock(), 24 * 3600 * 1000
    for body in (server.implementing, server.supervising):
        await aliya.publish_revocations(issue_crl(body.seed, body.der, 1, start, start + day, []))
    await aliya.sync()
    assert aliya.overdue_lists() == ()
    clock.ahead = 2 * day
    name = parse_certificate(server.implementing.der).name
    assert [(late.issuer, late.number, late.next_update // 1000) for late in aliya.overdue_lists()] == [
        (name, 1, (start + day) // 1000)
    ]
    clock.ahead = 0
    bolat.append(circle, note("written meanwhile"))
    await bolat.sync()
    clock.ahead = 2 * day
    assert (await aliya.sync()).quarantined == ()
    assert texts(aliya, circle) == ["written meanwhile"]
    newer = issue_crl(server.implementing.seed, server.implementing.der, 2, start, start + 9 * day, [])
    await bolat.publish_revocations(newer)
    await aliya.sync()
    assert aliya.overdue_lists() == ()


async def test_a_revoked_member_is_removed_before_any_record_is_sealed_again(town: Town) -> None:
    server = town.server
    aliya = await town.officer(server.deciding, "Aliya")
    bolat = await town.officer(server.implementing, "Bolat")
    prosecutor = await town.officer(server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [bolat], [prosecutor])
    await bolat.sync()
    device = bolat.device
    assert device is not None
    now = Clock()()
    crl = issue_crl(server.implementing.seed, server.implementing.der, 1, now, now + 10**9, [(device.serial, now)])
    await aliya.publish_revocations(crl)
    uid = aliya.append(circle, note("after the revocation"))
    await aliya.sync()
    assert aliya.status(uid) == "sent"
    view = aliya.circle(circle).view
    assert view is not None
    assert (view.epoch, view.roster) == (2, (aliya.identity.holder,))
    entry = aliya.entries(circle)[0]
    assert entry.position == 2


async def test_a_copied_home_is_found_out_and_stops_sending(town: Town, tmp_path: Path) -> None:
    first = await at_home(town, tmp_path / "first", town.server.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(first, [], [prosecutor])
    await first.close()
    shutil.copytree(tmp_path / "first", tmp_path / "copy")
    copy = await reopened(tmp_path / "copy")
    copy.append(circle, note("by the copy"))
    await copy.sync()
    first = await reopened(tmp_path / "first")
    await first.sync()
    first.append(circle, note("by the original"))
    report = await first.sync()
    assert report.flushed == ()
    assert "another" in report.held[0][1] or "elsewhere" in report.held[0][1]
    with pytest.raises(Held):
        await first.change(circle)
    await prosecutor.sync()
    assert [alarm.kind for alarm in prosecutor.alarms(circle)] == [AlarmKind.CLONE]
    await first.close()
    await copy.close()


async def test_an_upload_that_broke_off_goes_on_and_a_tampered_chunk_leaves_no_file(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana], [prosecutor])
    await dana.sync()
    photo, transport = tmp_path / "photo.jpg", aliya.core.transport
    photo.write_bytes(os.urandom(1_300_000))
    real, sent = transport.put_chunk, []

    async def flaky(blob: bytes, number: int, data: bytes) -> None:
        if number == 3 and 3 not in sent:
            sent.append(number)
            raise Usage("the line broke here")
        sent.append(number)
        await real(blob, number, data)

    monkeypatch.setattr(transport, "put_chunk", flaky)
    progress: list[tuple[int, int]] = []
    with pytest.raises(Usage):
        await aliya.upload(circle, photo)
    ref = await aliya.upload(circle, photo, lambda done, size: progress.append((done, size)))
    assert sent == [0, 1, 2, 3, 3, 4]
    assert progress[-1] == (1_300_000, 1_300_000)
    await dana.download(ref, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == photo.read_bytes()
    from crypto.errors import Forged

    get = dana.core.transport.get_chunk

    async def flipped(blob: bytes, number: int, limit: int) -> bytes:
        data = bytearray(await get(blob, number, limit))
        data[100] ^= number == 2
        return bytes(data)

    monkeypatch.setattr(dana.core.transport, "get_chunk", flipped)
    with pytest.raises(Forged) as caught:
        await dana.download(ref, tmp_path / "bad.jpg")
    assert caught.value.code == "bad-blob"
    assert not (tmp_path / "bad.jpg").exists()
    assert not (tmp_path / "bad.jpg.part").exists()


async def test_a_stamp_more_than_two_minutes_off_the_own_clock_is_flagged(town: Town) -> None:
    clock = Clock()
    aliya = await town.officer(town.server.deciding, "Aliya", clock=clock)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    aliya.append(circle, note("in time"))
    await aliya.sync()
    clock.ahead += 3 * 60_000
    aliya.append(circle, note("out of time"))
    await aliya.sync()
    assert [entry.flags for entry in aliya.entries(circle)] == [(), ("time",)]


async def test_a_new_reading_key_is_announced_and_the_old_records_stay_readable(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    aliya.append(circle, note("old key"))
    await aliya.sync()
    assert await prosecutor.rotate_reading_key() == 2
    await aliya.sync()
    await aliya.change(circle)
    aliya.append(circle, note("new key"))
    await aliya.sync()
    await prosecutor.sync()
    assert texts(prosecutor, circle) == ["old key", "new key"]


async def test_what_is_held_can_be_verified_without_a_server_and_an_altered_store_is_found_out(town: Town) -> None:
    from sqlalchemy import update

    from client.core import tables
    from crypto.errors import Forged

    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    for number in range(3):
        aliya.append(circle, note(f"{number}"))
    await aliya.sync()
    (chain,) = await aliya.verify()
    assert (chain.circle, chain.entries, chain.chain) == (circle, 4, aliya.core.replica(circle).head_chain)
    with aliya.core.store.begin() as connection:
        connection.execute(update(tables.entry).where(tables.entry.c.position == 2).values(accepted_at=5))
    with pytest.raises(Forged):
        await aliya.verify()


async def test_the_store_survives_closing_and_opening_with_all_that_it_knew(town: Town, tmp_path: Path) -> None:
    client = await at_home(town, tmp_path, town.server.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(client, [], [prosecutor])
    client.append(circle, note("kept"))
    await client.sync()
    before = (client.circles(), client.entries(circle), client.checkpoint, client.directory.devices(), client.core.state.cursor)
    await client.close()
    client = await Client.open(tmp_path, PASSPHRASE, entropy=os.urandom, clock=Clock()).__aenter__()
    after = (client.circles(), client.entries(circle), client.checkpoint, client.directory.devices(), client.core.state.cursor)
    assert after == before
    await client.close()
