"""What bad input gets: each kind has one name, at every client with the server's check off, and at the server over HTTP.

Nothing changes and nothing is lost: after each refusal the true entry is taken in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from client.core.replica import Quarantined, Received, Shown
from crypto.entry import MAX_ENTRY, Entry, EntryClass, parse_entry, sign_entry
from crypto.errors import Forged, Malformed
from crypto.primitives import ed25519_public
from crypto.trust import issue_body, issue_root, parse_certificate
from crypto.types import BodyKind, Epoch, Generation, Holder, LogIndex, Millis, Position, Uid
from tests.client.replica.world import DAY, Chain, File, protection_file
from tests.crypto.test_mutations import resigned
from tests.security.counter import PROBLEM, Hall, open_hall
from tests.security.seat import Seat
from tests.server.conftest import Start
from tests.server.world import Caller, noise

# At the client


class Scene:
    """dana's next record before bolat, in a circle that has two records of hers."""

    def __init__(self) -> None:
        self.file: File = protection_file(9)
        self.chain: Chain = self.file.coordination(self.file.bolat)
        self.sent = [self.file.dana.write(self.chain, {"text": str(number)}) for number in range(2)]
        for party in (self.file.dana, self.file.bolat):
            party.sync(self.chain)
        self.seat = Seat.of(self.file.bolat, self.chain)
        self.next = self.file.dana.record(self.chain, {"text": "next"})

    def signed(self, by: str = "dana", **changes: Any) -> Entry:
        seed = getattr(self.file, by).identity.ring.signing_seed
        return sign_entry(seed, replace(self.next.header, **changes), self.next.body)

    def with_dana_revoked(self) -> Seat:
        self.file.world.revoke(self.file.implementing, self.file.dana)
        return Seat.of(self.file.bolat, self.chain)


def _unlogged(scene: Scene) -> Entry:
    """By a device whose certificate was never published."""
    device = scene.file.world.device(scene.file.implementing, "unlogged", log=False)
    return sign_entry(device.identity.ring.signing_seed, replace(scene.next.header, author=device.holder), scene.next.body)


AT_THE_CLIENT: dict[str, tuple[Callable[[Scene], bytes | Entry], str]] = {
    "forged": (lambda s: s.next.encode()[:-1] + bytes([s.next.encode()[-1] ^ 1]), "bad-signature"),
    "signed by another member": (lambda s: s.signed(by="aliya"), "bad-signature"),
    "truncated": (lambda s: s.next.encode()[:-1], "malformed"),
    "lengthened": (lambda s: s.next.encode() + b"\0", "malformed"),
    "empty": (lambda _: b"", "malformed"),
    "replayed": (lambda s: s.sent[0].entry, "fork"),
    "sent under a used uid": (lambda s: s.file.dana.record(s.chain, {}, uid=s.sent[0].entry.header.uid), "duplicate-uid"),
    "reordered": (lambda s: s.signed(position=Position(s.seat.position + 1)), "fork"),
    "on another chain": (lambda s: s.signed(prev=bytes(32)), "fork"),
    "mis-addressed": (lambda s: s.signed(circle=s.file.person_circle().circle), "wrong-circle"),
    "oversized": (lambda s: resigned(b"s" * 32, s.next.header_bytes, bytes(MAX_ENTRY)), "too-large"),
    "of a wrong epoch": (lambda s: s.signed(epoch=Epoch(2)), "epoch"),
    "of a wrong generation": (lambda s: s.signed(generation=Generation(2)), "generation"),
    "by an unknown device": (_unlogged, "unknown-certificate"),
    "by a device of another circle": (lambda s: s.signed(by="erlan", author=s.file.erlan.holder), "roster"),
    "by a reader": (lambda s: s.signed(by="prosecutor", author=s.file.prosecutor.holder), "reader-writes"),
    "by a person": (lambda s: s.signed(by="person", author=s.file.person.holder), "unknown-certificate"),
    "of a log to come": (lambda s: s.signed(seen_size=s.seat.index + 1), "seen"),
    "sealed under another header": (lambda s: s.signed(uid=Uid(bytes(16))), "commitment"),
}


@pytest.mark.parametrize("name", AT_THE_CLIENT)
def test_a_client_names_what_is_wrong_and_takes_the_true_entry_after(name: str) -> None:
    scene = Scene()
    make, code = AT_THE_CLIENT[name]
    assert scene.seat.refusal(make(scene)) == code
    (outcome,) = scene.seat.replica.apply(scene.seat.received(scene.next), scene.seat.context).outcomes
    assert isinstance(outcome, Shown)


def test_a_client_refuses_what_a_revoked_device_writes_after_and_keeps_what_it_wrote_before() -> None:
    scene = Scene()
    seat = scene.with_dana_revoked()
    assert seat.refusal(scene.next) == "revoked"
    assert scene.file.bolat.texts(scene.chain) == ["0", "1"]


def test_a_client_refuses_what_is_written_with_a_certificate_out_of_date() -> None:
    scene = Scene()
    assert replace(scene.seat, at=Millis(scene.seat.at + 2000 * DAY)).refusal(scene.next) == "expired"


PLACES: dict[str, tuple[Callable[[Scene], Received], str]] = {
    "a position left out": (lambda s: replace(s.seat.received(s.next), position=Position(s.seat.position + 1)), "gap"),
    "a position given twice": (lambda s: replace(s.seat.received(s.next), position=Position(s.seat.position - 1)), "repeated"),
    "an older place in the log": (lambda s: replace(s.seat.received(s.next), index=s.sent[0].index), "reordered"),
    "an earlier stamp": (lambda s: replace(s.seat.received(s.next), accepted_at=Millis(s.sent[0].accepted_at - 1)), "reordered"),
    "another's place": (lambda s: replace(s.seat.received(s.sent[0].entry), index=LogIndex(s.seat.index + 5)), "fork"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_server_that_withholds_repeats_or_reorders_is_named(name: str) -> None:
    scene = Scene()
    make, code = PLACES[name]
    before = scene.seat.digest
    with pytest.raises(Forged) as caught:
        scene.seat.replica.apply(make(scene), scene.seat.context)
    assert caught.value.code == code
    assert scene.seat.digest == before


def test_one_bad_record_does_not_keep_the_next_ones_out() -> None:
    """Written by a modified client of a true member, accepted by the blind server, and passed over by everybody else."""
    scene = Scene()
    dana = scene.file.dana
    scene.chain.append(scene.signed(uid=Uid(b"u" * 16)), lenient=True)
    outcomes = scene.file.bolat.sync(scene.chain)
    assert [type(outcome) for outcome in outcomes] == [Quarantined]
    dana.write(scene.chain, {"text": "after"})
    scene.file.bolat.sync(scene.chain)
    assert scene.file.bolat.texts(scene.chain) == ["0", "1", "after"]


def test_an_entry_over_the_limit_is_not_even_parsed() -> None:
    with pytest.raises(Malformed) as caught:
        parse_entry(bytes(MAX_ENTRY + 1))
    assert caught.value.code == "too-large"


# At the server

Answer = tuple[int, Any]


@pytest.fixture
async def hall(start: Start) -> Hall:
    return await open_hall(start)


async def _raw(caller: Caller, hall: Hall, data: bytes) -> Answer:
    request = hall.append(data)
    return await caller.call(request.method, request.path, **request.arguments)


async def _forged(hall: Hall) -> Answer:
    data = hall.chain.record(hall.bob.party).encode()
    return await _raw(hall.bob, hall, data[:-1] + bytes([data[-1] ^ 1]))


async def _signed_by_another(hall: Hall) -> Answer:
    entry = hall.chain.record(hall.bob.party)
    return await hall.bob.append(sign_entry(hall.alice.party.seed, entry.header, entry.body))


async def _truncated(hall: Hall) -> Answer:
    return await _raw(hall.bob, hall, hall.chain.record(hall.bob.party).encode()[:-1])


async def _reused_uid(hall: Hall) -> Answer:
    return await hall.bob.append(hall.chain.record(hall.bob.party, uid=hall.chain.entries[1].header.uid))


async def _reordered(hall: Hall) -> Answer:
    return await hall.bob.append(hall.chain.record(hall.bob.party, position=Position(hall.chain.position + 2)))


async def _misaddressed(hall: Hall) -> Answer:
    request = hall.append(hall.chain.record(hall.bob.party).encode(), chain=hall.other)
    return await hall.bob.call(request.method, request.path, **request.arguments)


async def _handed_in_by_another(hall: Hall) -> Answer:
    return await hall.alice.append(hall.chain.record(hall.bob.party))


async def _oversized(hall: Hall) -> Answer:
    return await _raw(hall.bob, hall, bytes(3 * MAX_ENTRY))


async def _wrong_epoch(hall: Hall) -> Answer:
    return await hall.bob.append(hall.chain.record(hall.bob.party, epoch=Epoch(hall.chain.epoch + 1)))


async def _wrong_generation(hall: Hall) -> Answer:
    return await hall.bob.append(hall.chain.record(hall.bob.party, generation=Generation(2)))


async def _revoked(hall: Hall) -> Answer:
    """The list takes bob's session too, so that is what is said to him; his next login is refused as revoked (below)."""
    crl = hall.server.implementing.crl(1, (hall.bob.party,))
    assert (await hall.alice.call("POST", "/v1/revocations", data=crl))[0] == 200
    return await hall.bob.append(hall.chain.record(hall.bob.party))


async def _stranger(hall: Hall) -> Answer:
    carol = await hall.server.device(hall.server.deciding, "carol")
    return await carol.append(hall.chain.record(carol.party))


async def _reader(hall: Hall) -> Answer:
    return await hall.prosecutor.append(hall.chain.record(hall.prosecutor.party))


async def _reporter_writes_a_record(hall: Hall) -> Answer:
    return await hall.person.append(hall.chain.record(hall.person.party))


async def _without_login(hall: Hall) -> Answer:
    return await replace(hall.bob, token="").append(hall.chain.record(hall.bob.party))


async def _unknown_circle(hall: Hall) -> Answer:
    header = hall.chain.header(hall.bob.party, EntryClass.REPORT, circle=Holder(noise(32)))
    return await hall.bob.append(sign_entry(hall.bob.party.seed, header, hall.chain.report(hall.bob.party).body))


AT_THE_SERVER: dict[str, tuple[Callable[[Hall], Awaitable[Answer]], int, str]] = {
    "forged": (_forged, 422, "bad-signature"),
    "signed by another member": (_signed_by_another, 422, "bad-signature"),
    "truncated": (_truncated, 422, "malformed"),
    "sent under a used uid": (_reused_uid, 409, "duplicate-uid"),
    "reordered": (_reordered, 409, "stale"),
    "mis-addressed": (_misaddressed, 422, "circle"),
    "handed in by another": (_handed_in_by_another, 403, "author"),
    "oversized": (_oversized, 413, "too-large"),
    "of a wrong epoch": (_wrong_epoch, 409, "stale"),
    "of a wrong generation": (_wrong_generation, 409, "stale"),
    "by a revoked device": (_revoked, 401, "login"),
    "by a device of another circle": (_stranger, 404, "not-found"),
    "by a reader": (_reader, 403, "role"),
    "a record by a reporter": (_reporter_writes_a_record, 403, "role"),
    "without a login": (_without_login, 401, "login"),
    "to a circle that is not there": (_unknown_circle, 404, "not-found"),
}


@pytest.mark.parametrize("name", AT_THE_SERVER)
async def test_the_server_names_what_is_wrong_and_takes_the_true_entry_after(name: str, hall: Hall) -> None:
    hand_in, status, code = AT_THE_SERVER[name]
    head = await hall.alice.call("GET", f"/v1/circles/{hall.chain.id.hex()}/head")
    got, answer = await hand_in(hall)
    assert (got, answer["type"]) == (status, PROBLEM + code)
    assert await hall.alice.call("GET", f"/v1/circles/{hall.chain.id.hex()}/head") == head
    assert (await hall.alice.append(hall.chain.record(hall.alice.party)))[0] == 201


async def test_a_stale_entry_is_told_the_head_so_that_it_can_be_made_anew(hall: Hall) -> None:
    _, answer = await _reordered(hall)
    assert answer["head"]["position"] == hall.chain.position
    assert (answer["head"]["generation"], answer["head"]["epoch"]) == (hall.chain.generation, hall.chain.epoch)


async def test_the_same_bytes_again_get_the_first_answer_and_change_nothing(hall: Hall) -> None:
    """A lost acknowledgement is asked for again: idempotent by (circle, author, uid)."""
    entry = hall.chain.record(hall.bob.party)
    status, first = await hall.bob.append(entry)
    before = hall.digest()
    assert (status, await hall.bob.append(entry)) == (201, (200, first))
    assert hall.digest() == before


@pytest.mark.parametrize("state", ["unknown", "revoked"])
async def test_a_revoked_or_unknown_device_opens_no_session_and_is_told_why(state: str, hall: Hall) -> None:
    if state == "revoked":
        assert (await _revoked(hall))[0] == 401
        party = hall.bob.party
    else:
        party = hall.server.deciding.device("never published")
    caller = hall.server.caller(party)
    with pytest.raises(AssertionError, match="revoked" if state == "revoked" else "unknown-certificate"):
        await caller.login()
    assert caller.token == ""


async def test_a_commit_by_a_reader_is_refused_whatever_it_says(hall: Hall) -> None:
    roster = (*hall.chain.roster, hall.prosecutor.holder)
    status, answer = await hall.prosecutor.append(hall.chain.commit(hall.prosecutor.party, roster), b"")
    assert (status, answer["type"]) == (403, PROBLEM + "role")


async def test_a_body_of_another_root_is_nobody(hall: Hall) -> None:
    """A chain that ends in another root of the same name: it is not stored, and so opens no session."""
    start = parse_certificate(hall.server.realm.root).not_before
    seed, body_seed = noise(32), noise(32)
    root = issue_root(seed, "Test root", start, start + 900 * DAY)
    body = issue_body(seed, root, ed25519_public(body_seed), "D", BodyKind.DECIDING, start, start + 900 * DAY)
    before = hall.digest()
    for der, code in ((root, "second-root"), (body, "bad-issuer")):
        status, answer = await hall.alice.call("POST", "/v1/certificates", data=der)
        assert (status // 100, answer["type"]) == (4, PROBLEM + code)
    assert hall.digest() == before
