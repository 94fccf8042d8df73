"""The life of a circle: several clients, the real server, real HTTP."""

from __future__ import annotations

from tests.client.town import Town, found, holder, note, texts


async def test_what_one_member_writes_all_members_and_the_reader_read(town: Town) -> None:
    server = town.server
    aliya = await town.officer(server.deciding, "Aliya")
    bolat = await town.officer(server.implementing, "Bolat")
    prosecutor = await town.officer(server.supervising, "Prosecutor", ("prosecutor",))
    circle = await found(aliya, [bolat], [prosecutor])
    uid = aliya.append(circle, note("first"))
    assert aliya.status(uid) == "queued"
    report = await aliya.sync()
    assert report.flushed == (uid,)
    assert aliya.status(uid) == "sent"
    await bolat.sync()
    await prosecutor.sync()
    assert texts(bolat, circle) == texts(prosecutor, circle) == ["first"]
    bolat.append(circle, note("second"))
    await bolat.sync()
    for client in (aliya, prosecutor):
        report = await client.sync()
        assert [entry.record.payload["text"] for entry in report.shown if entry.record] == ["second"]
    assert bolat.circle(circle).view == aliya.circle(circle).view


async def test_a_new_officer_reads_the_past_and_a_removed_one_nothing_after(town: Town) -> None:
    server = town.server
    aliya = await town.officer(server.deciding, "Aliya")
    bolat = await town.officer(server.implementing, "Bolat")
    prosecutor = await town.officer(server.supervising, "Prosecutor", ("prosecutor",))
    circle = await found(aliya, [bolat], [prosecutor])
    for number in range(3):
        aliya.append(circle, note(f"old {number}"))
    await aliya.sync()
    dana = await town.officer(server.deciding, "Dana")
    await aliya.change(circle, add=(holder(dana),))
    await dana.sync()
    assert texts(dana, circle) == ["old 0", "old 1", "old 2"]
    await dana.change(circle, remove=(holder(aliya),))
    dana.append(circle, note("after"))
    await dana.sync()
    await bolat.sync()
    await aliya.sync()
    assert texts(bolat, circle)[-1] == texts(dana, circle)[-1] == "after"
    assert aliya.circle(circle).left
    assert "after" not in texts(aliya, circle)
