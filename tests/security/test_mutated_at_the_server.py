"""T22 at the server, over HTTP: what a blind server can judge of an altered envelope it refuses, and no row changes.

After signing, every type is refused by its signature. Before signing, place, epoch, author, role and form are the server's to
judge; what is inside (ciphertexts, the MLS commit, who may add whom) it cannot see, and clients judge that
(``test_mutated_entries``). Key packages are stored unread, so only clients refuse an altered one: ``test_mutated_documents``.
"""

from __future__ import annotations

import asyncio
import random
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crypto.alarm import Alarm, AlarmKind
from crypto.commit import parse_commit_body
from crypto.entry import Entry, EntryClass, sign_entry
from crypto.primitives import LABEL_ENTRY, LABEL_LOGIN, hpke_public, sha256, sign
from crypto.statement import ReadingKeyStatement
from crypto.types import ZERO32, CircleId, EntryHash, Epoch, Generation, Holder, Position, Uid
from server.app import now
from tests.crypto.test_mutations import mutants, resigned
from tests.security.counter import COUNT, Hall, Request, open_hall
from tests.server.conftest import Start
from tests.server.world import ORIGIN, Caller, b64, noise


@pytest.fixture
async def hall(start: Start) -> Hall:
    return await open_hall(start)


def _record(hall: Hall) -> Entry:
    return hall.chain.record(hall.bob.party)


def _report(hall: Hall) -> Entry:
    return hall.chain.report(hall.person.party)


def _commit(hall: Hall) -> Entry:
    return hall.chain.commit(hall.bob.party)


ENTRIES: dict[str, Callable[[Hall], Entry]] = {"record": _record, "report": _report, "commit": _commit}


def _author(hall: Hall, name: str) -> Caller:
    return hall.person if name == "report" else hall.bob


@pytest.mark.parametrize("name", ENTRIES)
async def test_a_thousand_entries_altered_after_signing_are_refused_and_the_true_one_is_not(name: str, hall: Hall) -> None:
    entry, donor = (ENTRIES[name](hall) for _ in range(2))
    caller = _author(hall, name)
    altered = mutants(entry.encode(), donor.encode(), 50)
    codes = await hall.refuse_all(caller, (hall.append(data) for data in altered))
    assert {"malformed", "bad-signature"} <= codes
    before = hall.digest()
    assert (await caller.append(entry))[0] == 201
    assert hall.digest() != before, "the control: what is accepted shows in the digest"


def _elsewhere(hall: Hall, entry: Entry, number: int, randomness: random.Random) -> dict[str, Any]:
    """Fields of the header that the server holds against its own state."""
    header = entry.header
    near = number // 8 % 3 - 3 or 1
    choices: list[dict[str, Any]] = [
        {"circle": CircleId(randomness.choice([randomness.randbytes(32), hall.other.id]))},
        {"author": Holder(randomness.choice([randomness.randbytes(32), hall.alice.holder, hall.prosecutor.holder]))},
        {"epoch": Epoch(header.epoch + randomness.choice([1, 2, randomness.randrange(1, 1 << 40)]))},
        {"generation": Generation(header.generation + randomness.choice([1, randomness.randrange(1, 1 << 31)]))},
        {"epoch": Epoch(max(1, header.epoch - 1) if header.epoch > 1 else header.epoch + 3)},
        {"prev": randomness.choice([ZERO32, randomness.randbytes(32)])},
        {"position": Position(max(0, hall.chain.position + near))},
        {"position": Position(hall.chain.position + 1 + randomness.randrange(1, 1 << 40))},
    ]
    placed = choices if header.position is not None else choices[:5]
    return placed[number % len(placed)]


@pytest.mark.parametrize("name", ENTRIES)
async def test_a_thousand_entries_addressed_wrongly_by_their_author_are_refused(name: str, hall: Hall) -> None:
    """Each is signed by its author for a place, an epoch or a name that it does not have."""
    entry, randomness, caller = ENTRIES[name](hall), random.Random(51), _author(hall, name)
    made = []
    for number in range(COUNT):
        header = replace(entry.header, uid=Uid(randomness.randbytes(16)), **_elsewhere(hall, entry, number, randomness))
        made.append(hall.append(sign_entry(caller.party.seed, header, entry.body).encode()))
    assert {"circle", "author", "stale"} == await hall.refuse_all(caller, made)


@pytest.mark.parametrize("name", ENTRIES)
async def test_a_thousand_headers_cut_or_of_another_form_are_refused_though_they_are_signed(name: str, hall: Hall) -> None:
    """A header that parses with another time, uid or checkpoint seen is another valid entry; all else is tried."""
    entry, caller = ENTRIES[name](hall), _author(hall, name)
    head, randomness = entry.header_bytes, random.Random(52)
    # version, class and the three bytes after the checkpoint have one value here; uid, time and checkpoint are the author's to say
    fixed = [0, *range(1, 46), *range(62, 94), len(head) - 1]
    made = [head[: randomness.randrange(len(head))] for _ in range(COUNT // 2)]
    for _ in range(COUNT // 2):
        at = randomness.choice(fixed if name != "report" else fixed[:-1])
        made.append(head[:at] + bytes([head[at] ^ (1 << randomness.randrange(8))]) + head[at + 1 :])
    codes = await hall.refuse_all(caller, (hall.append(resigned(caller.party.seed, data, entry.body)) for data in made))
    assert {"malformed", "circle", "author"} <= codes


@pytest.mark.parametrize("name", ["record", "commit"])
async def test_a_thousand_bodies_of_another_form_are_refused_though_they_are_signed(name: str, hall: Hall) -> None:
    """The server reads who is in, who reads, and to whom a record is disclosed: a body cut anywhere or of another class is none.
    (What a report seals it does not look into.)"""
    entry = ENTRIES[name](hall)
    other = ENTRIES["commit" if name == "record" else "record"](hall)
    sizes = [*range(0, len(entry.body) - 1, max(1, len(entry.body) // COUNT))][:COUNT]
    bodies = [entry.body[:size] for size in sizes] + [other.body, b"", entry.body + b"\0"]
    made = (hall.append(resigned(hall.bob.party.seed, entry.header_bytes, body)) for body in bodies)
    assert await hall.refuse_all(hall.bob, made, COUNT) == {"malformed"}


async def test_commits_that_the_clear_rules_forbid_are_refused(hall: Hall) -> None:
    """A nonce after genesis, another kind of circle, a welcome that is not the one named; by a member, truly signed."""
    randomness, entry = random.Random(53), _commit(hall)
    body = parse_commit_body(entry.body)
    kinds = [kind for kind in type(hall.chain.policy.kind) if kind is not hall.chain.policy.kind]
    made = []
    for number in range(COUNT):
        changed, welcome = replace(body, nonce=randomness.randbytes(32)), b""
        if number % 3 == 1:
            changed = replace(body, policy=replace(hall.chain.policy, kind=kinds[number % len(kinds)]).encode())
        elif number % 3 == 2:
            welcome = randomness.randbytes(64)
            changed = replace(body, welcome_hash=randomness.choice([ZERO32, sha256(welcome[:-1])]))
        made.append(hall.append(sign_entry(hall.bob.party.seed, entry.header, changed.encode()).encode(), welcome))
    assert await hall.refuse_all(hall.bob, made) == {"malformed"}


async def test_a_thousand_replays_into_another_circle_or_under_a_used_uid_are_refused(hall: Hall) -> None:
    """Accepted entries handed in again, elsewhere or with other bytes. (The same bytes in the same circle get the first answer.)"""
    used = [entry for entry in hall.chain.entries if entry.header.author == hall.bob.holder]
    made = [hall.append(entry.encode(), chain=hall.other) for entry in used]
    for number in range(COUNT):
        entry = used[number % len(used)]
        made.append(hall.append(hall.chain.record(hall.bob.party, size=16, uid=entry.header.uid).encode()))
    assert await hall.refuse_all(hall.bob, made) == {"circle", "duplicate-uid"}


# Documents


def _alarm(hall: Hall, number: int) -> bytes:
    plain = Alarm(hall.chain.id, EntryHash(noise(32)), AlarmKind.CLONE, hall.bob.holder, now(), Uid(bytes([number]) * 16))
    return plain.sign(hall.bob.party.seed).encode()


def _statement(hall: Hall, number: int) -> bytes:
    key = hpke_public(bytes([number]) * 32)
    return ReadingKeyStatement.sign(hall.bob.party.seed, hall.bob.holder, 1, key, ZERO32, now()).encode()


def _certificate(hall: Hall, number: int) -> bytes:
    return hall.server.deciding.device(f"new {number}").der


def _revocation(hall: Hall, number: int) -> bytes:
    return hall.server.deciding.crl(number, ())


DOCUMENTS: dict[str, tuple[str, Callable[[Hall, int], bytes]]] = {
    "alarm": ("/v1/circles/{circle}/alarms", _alarm),
    "statement": ("/v1/statements", _statement),
    "certificate": ("/v1/certificates", _certificate),
    "revocation list": ("/v1/revocations", _revocation),
}


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_thousand_documents_altered_after_signing_are_refused_and_the_true_one_is_not(name: str, hall: Hall) -> None:
    path, make = DOCUMENTS[name]
    path = path.format(circle=hall.chain.id.hex())
    data, donor = make(hall, 1), make(hall, 2)
    await hall.refuse_all(hall.bob, (Request("POST", path, {"data": mutant}) for mutant in mutants(data, donor, 54)))
    assert (await hall.bob.call("POST", path, data=data))[0] == 200


@pytest.mark.parametrize("name", ["alarm", "statement"])
async def test_documents_in_anothers_name_or_for_another_circle_are_refused(name: str, hall: Hall) -> None:
    """Truly signed by who hands them in."""
    path = DOCUMENTS[name][0].format(circle=hall.chain.id.hex())
    made = []
    for number in range(COUNT):
        holder = Holder([hall.alice.holder, noise(32), hall.prosecutor.holder][number % 3])
        if name == "statement":
            key, at = hpke_public(bytes(32)), now()
            data = ReadingKeyStatement.sign(hall.bob.party.seed, holder, 1, key, ZERO32, at).encode()
        elif number % 2:
            data = (
                Alarm(hall.chain.id, EntryHash(ZERO32), AlarmKind.LOG, holder, now(), Uid(noise(16)))
                .sign(hall.bob.party.seed)
                .encode()
            )
        else:
            circle = CircleId(noise(32))
            plain = Alarm(circle, EntryHash(ZERO32), AlarmKind.LOG, hall.bob.holder, now(), Uid(noise(16)))
            data = plain.sign(hall.bob.party.seed).encode()
        made.append(Request("POST", path, {"data": data}))
    assert await hall.refuse_all(hall.bob, made) == {"author"}


# Login


async def _login(hall: Hall, change: Callable[[bytes, random.Random], dict[str, Any]], number: int) -> str:
    """One try with a fresh nonce, so that nothing but what was changed can refuse it. The problem's code."""
    caller = replace(hall.alice, token="")
    status, challenge = await caller.call("POST", "/v1/login/challenge", json={})
    assert status == 200
    fields = change(b64decode(challenge["nonce"]), random.Random(number))
    status, answer = await caller.call("POST", "/v1/login", json=fields)
    assert 400 <= status < 500, (status, answer)
    return str(answer["type"].rpartition(":")[2])


def _fields(hall: Hall, nonce: bytes) -> dict[str, Any]:
    signature = sign(hall.alice.party.seed, LABEL_LOGIN, ORIGIN.encode() + nonce + hall.alice.holder)
    return {"certificate": hall.alice.holder.hex(), "nonce": b64(nonce), "signature": b64(signature)}


def _altered_login(hall: Hall, nonce: bytes, randomness: random.Random) -> dict[str, Any]:
    """After signing: one of the three fields altered, by the bytes that they stand for."""
    fields = _fields(hall, nonce)
    name = randomness.choice(["nonce", "signature", "certificate"])
    data = hall.alice.holder if name == "certificate" else b64decode(fields[name])
    at = randomness.randrange(len(data))
    altered = data[:at] + bytes([data[at] ^ (1 << randomness.randrange(8))]) + data[at + 1 :]
    altered = randomness.choice([altered, data[:at], hall.bob.holder if name == "certificate" else noise(len(data))])
    return fields | {name: altered.hex() if name == "certificate" else b64(altered)}


def _missigned_login(hall: Hall, nonce: bytes, randomness: random.Random) -> dict[str, Any]:
    """Before signing: the device signs for another log, another nonce, another holder, as another message, or with another key."""
    origin, holder = ORIGIN.encode(), hall.alice.holder
    message, label, seed = [
        (randomness.choice([b"other.example/log", origin[:-1], b""]) + nonce + holder, LABEL_LOGIN, hall.alice.party.seed),
        (origin + randomness.randbytes(40) + holder, LABEL_LOGIN, hall.alice.party.seed),
        (origin + nonce + hall.bob.holder, LABEL_LOGIN, hall.alice.party.seed),
        (origin + nonce + holder, LABEL_ENTRY, hall.alice.party.seed),
        (origin + nonce + holder, LABEL_LOGIN, randomness.choice([hall.bob.party.seed, randomness.randbytes(32)])),
    ][randomness.randrange(5)]
    return {"certificate": holder.hex(), "nonce": b64(nonce), "signature": b64(sign(seed, label, message))}


@pytest.mark.parametrize("change", [_altered_login, _missigned_login], ids=["after signing", "before signing"])
async def test_a_thousand_logins_altered_are_refused_and_open_no_session(
    change: Callable[[Hall, bytes, random.Random], dict[str, Any]], hall: Hall
) -> None:
    before, turn = hall.digest(), asyncio.Semaphore(16)

    async def attempt(number: int) -> str:
        async with turn:
            return await _login(hall, lambda nonce, randomness: change(hall, nonce, randomness), number)

    codes = set(await asyncio.gather(*(attempt(number) for number in range(COUNT))))
    assert codes <= {"login", "unknown-certificate", "malformed"}
    assert "login" in codes
    assert hall.digest() == before
    assert (await replace(hall.alice, token="").login()).token, "the control: an unaltered one opens a session"


async def test_a_login_that_was_used_is_not_used_again(hall: Hall) -> None:
    caller = replace(hall.alice, token="")
    _, challenge = await caller.call("POST", "/v1/login/challenge", json={})
    fields = _fields(hall, b64decode(challenge["nonce"]))
    assert (await caller.call("POST", "/v1/login", json=fields))[0] == 200
    status, answer = await caller.call("POST", "/v1/login", json=fields)
    assert (status, answer["type"]) == (401, "urn:qorgan:problem:login")


async def test_an_entry_of_one_class_is_none_of_another(hall: Hall) -> None:
    """The class in the header changed and signed anew: the body is then of another form."""
    made = []
    for name, kind in zip(ENTRIES, (EntryClass.COMMIT, EntryClass.COMMIT, EntryClass.RECORD), strict=True):
        entry = ENTRIES[name](hall)
        header = hall.chain.header(hall.bob.party, kind, epoch=Epoch(hall.chain.epoch + (kind is EntryClass.COMMIT)))
        made.append(hall.append(sign_entry(hall.bob.party.seed, header, entry.body).encode()))
    assert await hall.refuse_all(hall.bob, made, 3) == {"malformed"}
