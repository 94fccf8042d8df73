"""The append rule (architecture section 4): each part of it refuses alone, and a refusal changes nothing."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest

from crypto import work
from crypto.chain import chain_hash
from crypto.codec import Writer
from crypto.commit import Refound
from crypto.entry import Entry, EntryClass, sign_entry
from crypto.policy import Approval, Change, sign_approval
from crypto.types import CertificateHash, Epoch, Generation, Position, Uid
from tests.server.conftest import Server, Start
from tests.server.world import (
    Caller,
    Chain,
    CircleKind,
    Reporter,
    ReporterRole,
    commit_body,
    found,
    genesis,
    made_policy,
    noise,
    send,
)


async def refused(caller: Caller, entry: Entry, status: int, code: str, welcome: bytes = b"", proof: bytes = b"") -> Any:
    before = await state(caller)
    got, answer = await caller.append(entry, welcome, proof)
    assert (got, answer["type"]) == (status, f"urn:qorgan:problem:{code}"), answer
    assert await state(caller) == before
    return answer


async def state(caller: Caller) -> Any:
    return (await caller.call("GET", "/v1/log/checkpoint"))[1]


async def circle(server: Server) -> tuple[Caller, Chain]:
    alice = await server.device(server.deciding, "alice")
    return alice, await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))


async def test_a_forged_signature_is_refused(server: Server) -> None:
    alice, chain = await circle(server)
    entry = chain.record(alice.party)
    await refused(alice, replace(entry, signature=noise(64)), 422, "bad-signature")
    body = bytearray(entry.body)
    body[100] ^= 1
    await refused(alice, replace(entry, body=bytes(body)), 422, "bad-signature")


async def test_an_entry_of_another_author_is_refused_even_if_their_signature_holds(server: Server) -> None:
    alice, chain = await circle(server)
    bob = await server.device(server.deciding, "bob")
    await refused(bob, chain.record(alice.party), 403, "author")


async def test_a_device_outside_the_roster_is_told_nothing_about_the_circle(server: Server) -> None:
    _, chain = await circle(server)
    bob = await server.device(server.deciding, "bob")
    for entry in (chain.record(bob.party), chain.commit(bob.party), chain.report(bob.party)):
        await refused(bob, entry, 404, "not-found")
    unknown = replace(chain, id=noise(32))
    await refused(bob, unknown.record(bob.party), 404, "not-found")


async def test_a_reader_writes_nothing(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    reader = await server.device(server.supervising, "reader", ("prosecutor",))
    for kind in (CircleKind.COORDINATION, CircleKind.FRONT_DESK):
        policy = made_policy(kind, (server.deciding, server.supervising), readers=(reader.holder,))
        chain = await found(alice, policy)
        for entry in (chain.record(reader.party), chain.commit(reader.party), chain.report(reader.party)):
            await refused(reader, entry, 403, "role", proof=work.find(entry.hash, 4))


async def test_a_reporter_writes_reports_only(server: Server) -> None:
    alice, person = await server.device(server.deciding, "alice"), await server.person()
    policy = made_policy(CircleKind.PERSON, (server.deciding,), reporters=(Reporter(person.holder, ReporterRole.PERSON),))
    chain = await found(alice, policy)
    for entry in (chain.record(person.party), chain.commit(person.party)):
        await refused(person, entry, 403, "role")
    answer = await send(person, chain, chain.report(person.party))
    assert answer["position"] == 1


async def test_an_invitation_writes_one_report(server: Server) -> None:
    alice, guest = await server.device(server.deciding, "alice"), await server.person()
    policy = made_policy(CircleKind.PERSON, (server.deciding,), reporters=(Reporter(guest.holder, ReporterRole.INVITATION),))
    chain = await found(alice, policy)
    await send(guest, chain, chain.report(guest.party))
    await refused(guest, chain.report(guest.party), 403, "invitation-used")


async def test_a_stale_place_generation_or_epoch_is_refused_with_the_head(server: Server) -> None:
    alice, chain = await circle(server)
    await send(alice, chain, chain.record(alice.party))
    wrong: list[dict[str, Any]] = [
        {"position": Position(1)},
        {"position": Position(3)},
        {"prev": noise(32)},
        {"epoch": Epoch(2)},
        {"generation": Generation(2)},
    ]
    for parts in wrong:
        answer = await refused(alice, chain.record(alice.party, **parts), 409, "stale")
        assert (answer["head"]["position"], b64decode(answer["head"]["chain"])) == (1, chain.chain)
        assert (answer["head"]["generation"], answer["head"]["epoch"]) == (1, 1)
    for parts in ({"epoch": Epoch(1)}, {"epoch": Epoch(3)}, {"generation": Generation(2)}):
        await refused(alice, chain.commit(alice.party, **parts), 409, "stale")


async def test_the_same_entry_again_gets_the_original_answer_and_another_with_its_uid_none(server: Server) -> None:
    alice, chain = await circle(server)
    entry = chain.record(alice.party)
    first = await send(alice, chain, entry)
    await send(alice, chain, chain.record(alice.party))
    assert await alice.append(entry) == (200, first)
    other = chain.record(alice.party, uid=entry.header.uid)
    answer = await refused(alice, other, 409, "duplicate-uid")
    assert answer["position"] == first["position"]


async def test_the_same_entry_handed_in_many_times_at_once_is_stored_once(server: Server) -> None:
    alice, chain = await circle(server)
    entry = chain.record(alice.party)
    answers = await asyncio.gather(*(alice.append(entry) for _ in range(20)))
    assert sorted(status for status, _ in answers) == [200] * 19 + [201]
    assert len({repr(answer) for _, answer in answers}) == 1


async def test_of_many_writers_of_one_place_one_wins(server: Server) -> None:
    alice, chain = await circle(server)
    answers = await asyncio.gather(*(alice.append(chain.record(alice.party)) for _ in range(10)))
    assert sorted(status for status, _ in answers) == [201] + [409] * 9


async def test_a_report_takes_the_next_place_and_moves_the_chain(server: Server) -> None:
    alice, person = await server.device(server.deciding, "alice"), await server.person()
    chain = await found(alice, made_policy(CircleKind.FRONT_DESK, (server.deciding,)))
    report = chain.report(person.party)
    expected = chain_hash(chain.chain, Position(1), report.hash)  # type: ignore[arg-type]
    answer = await send(person, chain, report, proof=work.find(report.hash, 4))
    assert (answer["position"], b64decode(answer["chain"])) == (1, expected)
    await send(alice, chain, chain.record(alice.party))


async def test_a_revoked_device_is_out_at_once(server: Server) -> None:
    alice, chain = await circle(server)
    bob = await server.device(server.deciding, "bob")
    entry = chain.record(alice.party)
    crl = server.deciding.crl(1, (alice.party,))
    assert (await bob.call("POST", "/v1/revocations", data=crl))[0] == 200
    assert (await alice.append(entry))[0] == 401
    status, answer = await bob.call("GET", f"/v1/circles/{chain.id.hex()}/head")
    assert (status, answer["type"]) == (404, "urn:qorgan:problem:not-found")


async def test_a_genesis_that_is_not_of_the_form_founds_nothing(server: Server) -> None:
    alice, person = await server.device(server.deciding, "alice"), await server.person()
    policy = made_policy(CircleKind.COORDINATION, (server.deciding,))
    chain, _ = genesis(alice.party, policy)
    body = commit_body(chain.roster, policy, noise(32)).encode()
    entry = sign_entry(alice.party.seed, chain.header(alice.party, EntryClass.COMMIT, epoch=Epoch(1)), body)
    await refused(alice, entry, 422, "circle-id")
    chain, entry = genesis(person.party, policy)
    await refused(person, entry, 404, "not-found")
    chain, entry = genesis(alice.party, policy)
    wrong = sign_entry(alice.party.seed, replace(entry.header, epoch=Epoch(2)), entry.body)
    await refused(alice, wrong, 422, "position")


async def test_a_welcome_must_be_the_one_that_the_commit_names(server: Server) -> None:
    alice, chain = await circle(server)
    bob = await server.device(server.deciding, "bob")
    welcome = noise(500)
    commit = chain.commit(alice.party, (alice.holder, bob.holder), welcome=welcome)
    await refused(alice, commit, 422, "malformed", welcome=noise(500))
    await refused(alice, commit, 422, "malformed")
    assert (await bob.call("GET", f"/v1/circles/{chain.id.hex()}/welcome"))[0] == 404
    await send(alice, chain, commit, welcome)
    assert b64decode((await bob.call("GET", f"/v1/circles/{chain.id.hex()}/welcome"))[1]["welcome"]) == welcome
    assert (await alice.call("GET", f"/v1/circles/{chain.id.hex()}/welcome"))[0] == 404


async def test_a_refound_is_let_in_even_from_who_was_thrown_out_by_the_bad_commit(server: Server) -> None:
    alice, mallory = await server.device(server.deciding, "alice"), await server.device(server.deciding, "mallory")
    other = await server.device(server.deciding, "other")
    policy = made_policy(CircleKind.COORDINATION, (server.deciding,))
    chain = await found(alice, policy, (mallory.holder,), noise(100))
    await send(mallory, chain, chain.commit(mallory.party, (mallory.holder,)))
    assert (await alice.append(chain.record(alice.party)))[0] == 403
    again = Refound(Position(0), Position(1))
    welcome = noise(100)
    bad = chain.commit(other.party, (other.holder,), refound=again, epoch=Epoch(2))
    await refused(other, bad, 403, "role")
    wrong = chain.commit(alice.party, (alice.holder,), refound=again, epoch=Epoch(9), welcome=welcome)
    await refused(alice, wrong, 409, "stale", welcome=welcome)
    await send(alice, chain, chain.commit(alice.party, (alice.holder,), refound=again, epoch=Epoch(2), welcome=welcome), welcome)
    assert (chain.generation, chain.epoch) == (2, 2)
    await send(alice, chain, chain.record(alice.party))
    assert (await mallory.append(chain.record(mallory.party)))[0] == 403


async def test_the_authorities_of_the_bodies_refound_where_all_devices_are_lost(server: Server) -> None:
    alice, new = await server.device(server.deciding, "alice"), await server.device(server.deciding, "new")
    policy = made_policy(CircleKind.COORDINATION, (server.deciding,))
    chain = await found(alice, policy)
    header = chain.header(new.party, EntryClass.COMMIT, generation=Generation(2), epoch=Epoch(2))
    roster = (CertificateHash(new.holder),)
    change = Change(chain.id, Generation(2), Epoch(2), policy, roster, policy, (0, 0))

    def entry(approval: Approval) -> Entry:
        body = commit_body(roster, policy, refound=Refound(Position(0), Position(0)), approvals=(approval,))
        return sign_entry(new.party.seed, replace(header, uid=Uid(noise(16))), body.encode())

    forged = entry(sign_approval(noise(32), server.deciding.hash, change))
    await refused(new, forged, 422, "bad-signature")
    await send(new, chain, entry(sign_approval(server.deciding.seed, server.deciding.hash, change)))


async def test_the_clock_of_the_server_may_go_back_and_stamps_do_not(start: Start) -> None:
    from server.app import now

    shift = [0]
    server = await start(clock=lambda: now() + shift[0])
    alice, chain = await circle(server)
    first = await send(alice, chain, chain.record(alice.party))
    shift[0] = -3_600_000
    second = await send(alice, chain, chain.record(alice.party))
    assert second["accepted_at"] >= first["accepted_at"]


async def test_garbage_is_refused_and_changes_nothing(server: Server) -> None:
    alice, chain = await circle(server)
    whole = Writer().opaque(chain.record(alice.party).encode()).opaque(b"").opaque(b"").bytes()
    before = await state(alice)
    for cut in [*range(0, len(whole), 37), len(whole) - 1]:
        status, answer = await alice.call("POST", f"/v1/circles/{chain.id.hex()}/entries", data=whole[:cut])
        assert status == 422, (cut, answer)
    for extra in (b"\0", whole):
        assert (await alice.call("POST", f"/v1/circles/{chain.id.hex()}/entries", data=whole + extra))[0] in {413, 422}
    assert await state(alice) == before


@pytest.mark.parametrize("place", range(0, 1500, 53))
async def test_an_entry_with_a_flipped_bit_is_refused(server: Server, place: int) -> None:
    alice, chain = await circle(server)
    whole = bytearray(Writer().opaque(chain.record(alice.party).encode()).opaque(b"").opaque(b"").bytes())
    whole[place % len(whole)] ^= 1 << place % 8
    before = await state(alice)
    assert (await alice.call("POST", f"/v1/circles/{chain.id.hex()}/entries", data=bytes(whole)))[0] in {403, 404, 409, 413, 422}
    assert await state(alice) == before
