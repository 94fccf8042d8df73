"""Persons: on a borrowed device, reading by disclosure, writing reports."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from client.core.client import Client
from client.core.values import DeadlineDraft, DisclosureDraft
from crypto.errors import Forged
from crypto.policy import CircleKind, Reporter, ReporterRole
from crypto.ring import KeyRing
from crypto.types import CircleId
from tests.client.town import Clock, Town, found, holder, note, texts


@asynccontextmanager
async def guest(town: Town, ring: KeyRing) -> AsyncIterator[Client]:
    fingerprint = town.server.realm.deployment.fingerprint
    async with Client.guest(town.server.url, ring=ring, fingerprint=fingerprint, entropy=os.urandom, clock=Clock()) as client:
        yield client


async def desk(town: Town) -> tuple[Client, CircleId]:
    officer = await town.officer(town.server.deciding, "Duty", ("duty",))
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    ring = DeadlineDraft("DL-16 somebody must look", after=3600, notify=(holder(officer),))
    circle = await found(officer, [], [prosecutor], kind=CircleKind.FRONT_DESK, report_deadlines=(ring,))
    return officer, circle


async def test_a_stranger_reports_to_a_front_desk_and_reads_the_answer_from_another_device(town: Town, tmp_path: Path) -> None:
    officer, circle = await desk(town)
    ring = KeyRing.random(os.urandom)
    photo = tmp_path / "photo.png"
    photo.write_bytes(os.urandom(700_000))
    async with guest(town, ring) as person:
        await person.follow(circle)
        ref = await person.upload(circle, photo)
        uid = person.report(circle, note("help " + ref.encode().hex()))
        await person.sync()
        assert person.status(uid) == "sent"
    await officer.sync()
    (entry,) = officer.entries(circle)
    assert entry.record is not None
    assert (entry.role, entry.reading_key) == ("anyone", ring.reading_key)
    (deadline,) = officer.deadlines(circle)
    assert (deadline.text, deadline.position) == ("DL-16 somebody must look", entry.position)
    await officer.download(ref, tmp_path / "copy.png")
    assert (tmp_path / "copy.png").read_bytes() == photo.read_bytes()
    assert entry.reading_key is not None
    officer.append(circle, note("for others"))
    officer.append(circle, note("we come"), disclose_to=(entry.reading_key,), settles=(deadline.id,))
    await officer.sync()
    async with guest(town, ring) as person:
        await person.follow(circle)
        await person.sync()
        assert texts(person, circle) == ["we come"]
    assert sorted(os.listdir(tmp_path)) == ["copy.png", "photo.png", "server-0"]


async def test_a_person_in_the_policy_gets_what_is_disclosed_and_nothing_else(town: Town) -> None:
    officer = await town.officer(town.server.implementing, "Officer")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    ring = KeyRing.random(os.urandom)
    circle = await found(officer, [], [prosecutor], kind=CircleKind.PERSON)
    officer.append(circle, note("an early record"))
    officer.append(circle, note("internal"))
    await officer.sync()
    early = officer.entries(circle)[0]
    async with guest(town, ring) as person:
        await person.sync()
        assert person.circles() == ()
    view = officer.circle(circle).view
    assert view is not None
    reporter = Reporter(ring.person_hash, ReporterRole.PERSON)
    await officer.change(circle, policy=replace(view.policy, reporters=(reporter,)))
    officer.append(circle, note("the contract"), disclose_to=(ring.person_hash,))
    officer.append(circle, note("see above"), disclose=(DisclosureDraft(early.hash, ring.person_hash),))
    await officer.sync()
    async with guest(town, ring) as person:
        await person.sync()
        assert set(texts(person, circle)) >= {"the contract"}
        assert "internal" not in texts(person, circle)
        uid = person.report(circle, note("I signed"))
        await person.sync()
        assert person.status(uid) == "sent"
    await officer.sync()
    assert texts(officer, circle)[-1] == "I signed"
    assert officer.entries(circle)[-1].role == "person"


async def test_a_server_of_another_root_is_refused(town: Town) -> None:
    with pytest.raises(Forged) as caught:
        async with Client.guest(
            town.server.url, ring=KeyRing.random(os.urandom), fingerprint=bytes(32), entropy=os.urandom, clock=Clock()
        ):
            pass
    assert caught.value.code == "other-root"
