"""Valid documents of every type but those of MLS, each with what receives it in a client.

Each is put before what receives it: the directory, the statements, the log view, the custodian. What it is tried against is a
value, and its digest must be the same afterwards.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from client.core.frames import Consistency
from client.core.logview import LogView
from client.core.replica import disclose
from crypto.alarm import Alarm, AlarmKind, parse_alarm
from crypto.codec import Reader, Writer
from crypto.commit import Commitments, ReaderSeal, parse_commit_body
from crypto.disclosure import Disclosure, open_disclosure, read_disclosure, write_disclosure
from crypto.errors import Malformed, QorganError
from crypto.ledger import EpochKeys, open_reader_seal, open_record_with_key, seal_for_reader
from crypto.log import MerkleTree, sign_checkpoint
from crypto.policy import Approval, Change, sign_approval, verify_approval
from crypto.primitives import ed25519_public, hpke_public, sha256
from crypto.ring import certificate_hash
from crypto.trust import Directory, ReadingKeyStatement, Statements, issue_crl, issue_device
from crypto.types import (
    CertificateHash,
    CircleId,
    EntryHash,
    Epoch,
    Holder,
    Millis,
    Uid,
)
from crypto.vault import (
    HalfSecret,
    Side,
    Vault,
    new_vault,
    open_half,
    open_release,
    open_vault,
    parse_release,
    parse_vault,
    reseal_half,
)
from tests.client.replica.world import DAY, START, Chain, File, protection_file
from tests.crypto.toolbox import seeded
from tests.security.seat import COUNT

Accept = Callable[[bytes], object]
State = Callable[[], bytes]


def nothing() -> bytes:
    """The state of what has none."""
    return b""


@dataclass(frozen=True)
class Document:
    """``data`` and ``donor`` are two valid ones; ``accept`` is what a client does with one; ``state`` is what it does it to."""

    data: bytes
    donor: bytes
    accept: Accept
    state: State = nothing


def refuse_all(documents: Iterable[bytes], accept: Accept, state: State = nothing, count: int = COUNT) -> set[str]:
    """The codes met. An error that is not the core's, an acceptance or a changed state fails, and so do fewer than ``count``."""
    before, tried = state(), list(documents)
    codes: set[str] = set()
    accepted = []
    for document in tried:
        try:
            accept(document)
        except QorganError as error:
            codes.add(error.code)
        else:
            accepted.append(document.hex())
    assert accepted == []
    assert len(tried) >= count, f"only {len(tried)} were tried"
    assert state() == before
    return codes


def flips(data: bytes, randomness: random.Random) -> bytes:
    at = randomness.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << randomness.randrange(8))]) + data[at + 1 :]


@cache
def scene() -> tuple[File, Chain]:
    """A coordination circle of aliya, dana and bolat with the prosecutor, all in sync."""
    file = protection_file(7)
    chain = file.coordination(file.bolat)
    for party in (file.dana, file.bolat, file.prosecutor):
        party.sync(chain)
    return file, chain


def _directory_digest(directory: Directory) -> bytes:
    return sha256(repr((directory.devices(), directory.bodies(), directory._revoked, directory._lists)).encode())


@cache
def certificate() -> Document:
    """A new device of the deciding body, as a client takes the leaf in."""
    file, _ = scene()
    directory, world = file.world.directory, file.world
    made = [
        issue_device(
            file.deciding.seed, file.deciding.der, ed25519_public(name.encode() * 16), name, ["officer"], START, START + 900 * DAY
        )
        for name in ("ne", "xt")
    ]

    def accept(der: bytes) -> object:
        grown = directory.with_certificate(der, world.size)
        return grown.device(certificate_hash(der), world.size + 1, START + DAY)

    return Document(made[0], made[1], accept, lambda: _directory_digest(directory))


@cache
def revocation() -> Document:
    """The deciding body's second list."""
    file, _ = scene()
    body, directory = file.deciding, file.world.directory
    first = issue_crl(body.seed, body.der, 5, START, START + DAY, [(file.bolat.serial, START)])
    directory = directory.with_crl(first, file.world.size)
    made = [issue_crl(body.seed, body.der, number, START, START + DAY, [(file.bolat.serial, START)]) for number in (6, 7)]
    return Document(
        made[0], made[1], lambda der: directory.with_crl(der, file.world.size + 1), lambda: _directory_digest(directory)
    )


@cache
def statement() -> Document:
    """bolat's second statement."""
    file, _ = scene()
    statements, directory, index = file.world.statements, file.world.directory, file.world.size
    ring = file.bolat.identity.ring
    made = [
        statements.next(ring.signing_seed, file.bolat.holder, hpke_public(seed), START + DAY).encode()
        for seed in (b"1" * 32, b"2" * 32)
    ]

    def accept(data: bytes) -> Statements:
        return statements.with_statement(ReadingKeyStatement.decode(data), index, directory)

    return Document(made[0], made[1], accept, lambda: sha256(repr(statements.history(file.bolat.holder)).encode()))


@cache
def alarm() -> Document:
    """dana's alarm about an entry; aliya verifies it by dana's certificate and opens its reason."""
    file, chain = scene()
    replica, directory = file.aliya.replica(chain), file.world.directory
    view, keys = replica.view, replica.current_keys
    assert view is not None
    assert keys is not None
    made = []
    for name in (b"1", b"2"):
        plain = Alarm(chain.circle, EntryHash(name * 32), AlarmKind.CANNOT_PROCESS, file.dana.holder, START, Uid(name * 16))
        sealed = plain.seal_reason(view.intake_key, view.generation, view.epoch, b"reason " + name)
        made.append(sealed.sign(file.dana.identity.ring.signing_seed).encode())

    def accept(data: bytes) -> bytes:
        parsed = parse_alarm(data)
        parsed.verify(directory.device(parsed.author, file.world.size, file.world.now).verify_key)
        return parsed.open_reason(keys.intake_seed)

    return Document(made[0], made[1], accept, lambda: sha256(replica.encode()))


@cache
def disclosure() -> Document:
    """dana discloses one record to the person, who opens it."""
    file, chain = scene()
    ring, seed = file.person.identity.ring, file.person.identity.ring.reading_seed
    entries = []
    for text in ("one", "two"):
        entry = file.dana.record(chain, {"text": text})
        entries.append((entry, disclose(file.dana.replica(chain), entry, ring.reading_key)))

    def accept(data: bytes) -> bytes:
        reader = Reader(data)
        found = read_disclosure(reader)
        reader.finish()
        return open_record_with_key(open_disclosure(found, seed, chain.circle), entries[0][0])

    def encoded(one: Disclosure) -> bytes:
        return write_disclosure(Writer(), one).bytes()

    return Document(encoded(entries[0][1]), encoded(entries[1][1]), accept)


@cache
def reader_seal() -> tuple[Document, EpochKeys, Commitments, bytes]:
    """The seal of a commit for the prosecutor."""
    file, chain = scene()
    body = parse_commit_body(chain.received[0].entry.body)
    (seal,) = body.seals
    keys = file.dana.replica(chain).current_keys
    view = file.dana.replica(chain).view
    assert keys is not None
    assert view is not None
    ring = file.prosecutor.identity.ring
    donor = seal_for_reader(replace(keys, epoch=Epoch(9)), file.prosecutor.holder, ring.reading_key, chain.circle)

    def accept(data: bytes) -> EpochKeys:
        reader = Reader(data)
        read = ReaderSeal(Holder(reader.fixed(32)), type(seal.key_hash)(reader.fixed(32)), reader.opaque())
        reader.finish()
        circle, generation, epoch = chain.circle, view.generation, view.epoch
        return open_reader_seal(read, ring.reading_seed, body.commitments, circle=circle, generation=generation, epoch=epoch)

    return Document(seal_bytes(seal), seal_bytes(donor), accept), keys, body.commitments, ring.reading_key


def seal_bytes(seal: ReaderSeal) -> bytes:
    return Writer().fixed(seal.holder, 32).fixed(seal.key_hash, 32).opaque(seal.sealed).bytes()


@cache
def approval() -> tuple[Document, Change]:
    file, chain = scene()
    view = file.aliya.replica(chain).view
    assert view is not None
    new = replace(view.policy, history=False)
    change = Change(chain.circle, view.generation, Epoch(view.epoch + 1), view.policy, view.roster, new)
    made = [
        sign_approval(file.aliya.identity.ring.signing_seed, file.aliya.hash, item)
        for item in (change, replace(change, epoch=Epoch(9)))
    ]

    def accept(data: bytes) -> object:
        reader = Reader(data)
        read = Approval(CertificateHash(reader.fixed(32)), reader.fixed(64))
        reader.finish()
        device = file.world.directory.device(read.approver, file.world.size, file.world.now)
        verify_approval(read, device.verify_key, change)
        return read

    one, other = (item.approver + item.signature for item in made)
    return Document(one, other, accept), change


CUSTODIANS = {side: (Holder(name * 32), hpke_public(name * 32)) for side, name in ((Side.A, b"a"), (Side.B, b"b"))}


def _open(vault: Vault) -> bytes:
    first, second = vault.halves
    return open_vault(vault, open_half(vault, first, b"a" * 32), open_half(vault, second, b"b" * 32))


@cache
def vault() -> Document:
    circle = CircleId(b"c" * 32)
    made = [
        new_vault(text, [CUSTODIANS[Side.A]], [CUSTODIANS[Side.B]], circle, seeded(number)).encode()
        for number, text in enumerate((b"one", b"two"))
    ]
    return Document(made[0], made[1], lambda data: _open(parse_vault(data)))


@cache
def release() -> Document:
    """The half of side B as its custodian released it for a request."""
    good = parse_vault(vault().data)
    secret, seed = open_half(good, good.halves[1], b"b" * 32), b"r" * 32
    made = [reseal_half(good, secret, hpke_public(seed), EntryHash(request * 32)).encode() for request in (b"1", b"2")]

    def accept(data: bytes) -> HalfSecret:
        found = parse_release(data)
        if found.request != b"1" * 32:
            raise Malformed("released for another request", "other-request")
        return open_release(good, found, seed)

    return Document(made[0], made[1], accept)


ORIGIN, LOG_SEED = "log.example/t22", b"L" * 32


TREE = MerkleTree([sha256(bytes([i])) for i in range(20)])


@cache
def checkpoint() -> Document:
    """A client that has verified 12 leaves is shown 20."""
    view = LogView(ORIGIN, ed25519_public(LOG_SEED), 12, TREE.root(12), sign_checkpoint(LOG_SEED, ORIGIN, 12, TREE.root(12)))
    shown, donor = (sign_checkpoint(LOG_SEED, ORIGIN, size, TREE.root(size)).encode() for size in (20, 17))
    proof = Consistency(12, TREE.consistency_proof(12, 20))

    def accept(data: bytes) -> LogView:
        return view.accept(data.decode("utf-8", "surrogateescape"), proof, Millis(1))

    return Document(shown, donor, accept, lambda: sha256(repr(view).encode()))
