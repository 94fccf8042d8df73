"""A small deployment and callers who speak the HTTP API as it is written, with real signatures.

The server is blind, so what only members could read (MLS commits, ciphertexts, seals) is well-formed and means nothing.
"""

from __future__ import annotations

import asyncio
import random
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp

from crypto import work
from crypto.body import RecordBody, ReportBody
from crypto.codec import Writer
from crypto.commit import CommitBody, Links, ReaderSeal, Refound
from crypto.disclosure import Disclosure
from crypto.entry import DeadlineOpen, Entry, EntryClass, Header, sign_entry
from crypto.policy import BodyRef, CircleKind, Policy, Reporter, ReporterRole, circle_id
from crypto.primitives import LABEL_LOGIN, ed25519_public, sha256, sign
from crypto.ring import person_hash
from crypto.trust import Deployment, issue_body, issue_crl, issue_device, issue_root, make_deployment, parse_certificate
from crypto.types import ZERO32, BodyKind, CertificateHash, ChainHash, CircleId, Epoch, Generation, Holder, Millis, Position, Uid
from server import key, migrate
from server.app import now
from server.storage import writing
from server.storage.database import DATABASE, Database

YEAR = 365 * 24 * 3600 * 1000
ORIGIN = "test.example/log"
RANDOM = random.Random(72)


def noise(size: int) -> bytes:
    return RANDOM.randbytes(size)


@dataclass(frozen=True)
class Party:
    """A device (with a certificate) or a person's key (without)."""

    seed: bytes
    der: bytes = b""

    @property
    def key(self) -> bytes:
        return ed25519_public(self.seed)

    @property
    def holder(self) -> Holder:
        return Holder(sha256(self.der)) if self.der else person_hash(self.key)


@dataclass(frozen=True)
class BodyParty:
    seed: bytes
    der: bytes
    kind: BodyKind

    @property
    def hash(self) -> CertificateHash:
        return CertificateHash(sha256(self.der))

    def device(self, name: str, roles: tuple[str, ...] = ("officer",), end: int = YEAR) -> Party:
        seed, start = noise(32), parse_certificate(self.der).not_before
        return Party(seed, issue_device(self.seed, self.der, ed25519_public(seed), name, roles, start, start + end))

    def crl(self, number: int, revoked: tuple[Party, ...]) -> bytes:
        at = now()
        serials = [(parse_certificate(party.der).serial, Millis(at)) for party in revoked]
        return issue_crl(self.seed, self.der, number, at, at + YEAR, serials)


@dataclass(frozen=True)
class Realm:
    """A deployment: its root, and bodies made under it."""

    root_seed: bytes
    root: bytes
    deployment: Deployment

    def body(self, name: str, kind: BodyKind) -> BodyParty:
        seed, start = noise(32), parse_certificate(self.root).not_before
        return BodyParty(
            seed, issue_body(self.root_seed, self.root, ed25519_public(seed), name, kind, start, start + 2 * YEAR), kind
        )


async def install(folder: Path) -> Realm:
    """A folder as ``log-key`` and ``init`` leave it."""
    log_key = key.create(folder, ORIGIN, noise)
    root_seed, at = noise(32), now() - 60_000
    root = issue_root(root_seed, "Test root", at, at + 3 * YEAR)
    deployment = make_deployment(root_seed, "Test", noise(16), root, ORIGIN, log_key.public)
    await asyncio.to_thread(migrate.upgrade, folder / DATABASE)
    database = Database(folder / DATABASE)
    await database.write(lambda connection: writing.install(connection, deployment.encode(), at))
    await database.close()
    return Realm(root_seed, root, deployment)


@dataclass
class Caller:
    """A party that talks to the server at ``url``."""

    http: aiohttp.ClientSession
    url: str
    party: Party
    token: str = ""
    reading_key: bytes | None = None

    @property
    def holder(self) -> Holder:
        return self.party.holder

    async def call(self, method: str, path: str, **arguments: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= arguments.pop("headers", {})
        async with self.http.request(method, self.url + path, headers=headers, **arguments) as response:
            if "json" in response.content_type:
                return response.status, await response.json(content_type=None)
            return response.status, await response.read()

    async def login(self) -> Caller:
        status, challenge = await self.call("POST", "/v1/login/challenge", json={})
        assert status == 200, challenge
        nonce = b64decode(challenge["nonce"])
        signature = sign(self.party.seed, LABEL_LOGIN, ORIGIN.encode() + nonce + self.holder)
        fields: dict[str, Any] = {"nonce": challenge["nonce"], "signature": b64(signature)}
        if self.party.der:
            fields["certificate"] = self.holder.hex()
        else:
            fields |= {"verify_key": b64(self.party.key), "work": b64(work.find(nonce, challenge["work_bits"]))}
        if self.reading_key is not None:
            fields["reading_key"] = self.reading_key.hex()
        status, answer = await self.call("POST", "/v1/login", json=fields)
        assert status == 200, answer
        self.token = answer["token"]
        return self

    async def append(self, entry: Entry, welcome: bytes = b"", proof: bytes = b"") -> tuple[int, Any]:
        body = Writer().opaque(entry.encode()).opaque(welcome).opaque(proof).bytes()
        return await self.call("POST", f"/v1/circles/{entry.header.circle.hex()}/entries", data=body)

    async def sync(self, cursor: str = "0.0", size: int = 0, limit: int = 500) -> Any:
        status, frame = await self.call("GET", f"/v1/sync?cursor={cursor}&size={size}&limit={limit}")
        assert status == 200, frame
        return frame

    async def entries(self, circle: bytes, after: int = -1) -> tuple[int, Any]:
        return await self.call("GET", f"/v1/circles/{circle.hex()}/entries?after={after}")


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def made_policy(kind: CircleKind, bodies: tuple[BodyParty, ...], **parts: Any) -> Policy:
    return Policy(kind, tuple(BodyRef(body.hash, body.kind) for body in bodies), **parts)


def commit_body(roster: tuple[bytes, ...], policy: Policy, nonce: bytes = b"", welcome: bytes = b"", **parts: Any) -> CommitBody:
    return CommitBody(
        roster=tuple(CertificateHash(member) for member in roster),
        policy=policy.encode(),
        nonce=nonce,
        approvals=parts.get("approvals", ()),
        mls_commit=noise(200),
        welcome_hash=sha256(welcome) if welcome else ZERO32,
        seals=tuple(ReaderSeal(reader, noise(32), noise(1120 + 80)) for reader in policy.readers),  # type: ignore[arg-type]
        ledger_commitment=noise(32),
        intake_commitment=noise(32),
        links=None if nonce else Links(noise(48), noise(48), noise(48)),
        intake_key=noise(1216),
        refound=parts.get("refound"),
    )


@dataclass
class Chain:
    """A circle as its members see it: makes the next entry, and moves on where one was accepted."""

    id: CircleId
    policy: Policy
    roster: tuple[bytes, ...]
    position: int = -1
    chain: bytes = ZERO32
    generation: int = 1
    epoch: int = 0
    entries: list[Entry] = field(default_factory=list)

    def header(self, author: Party, kind: EntryClass, **parts: Any) -> Header:
        placed = kind is not EntryClass.REPORT
        header = Header(
            circle=self.id,
            generation=Generation(self.generation),
            epoch=Epoch(self.epoch),
            entry_class=kind,
            uid=Uid(noise(16)),
            author=author.holder,
            time=now(),
            seen_size=0,
            seen_root=sha256(b""),
            position=Position(self.position + 1) if placed else None,
            prev=self.chain if placed else None,
        )
        return replace(header, **parts)

    def record(self, author: Party, size: int = 1024, disclosed: tuple[bytes, ...] = (), **parts: Any) -> Entry:
        disclosures = tuple(Disclosure(ZERO32, key, noise(1120 + 48)) for key in disclosed)  # type: ignore[arg-type]
        body = RecordBody(noise(32), noise(24), noise(size + 16), disclosures).encode()
        return sign_entry(author.seed, self.header(author, EntryClass.RECORD, **parts), body)

    def report(self, author: Party, **parts: Any) -> Entry:
        body = ReportBody(noise(1120 + 1024 + 16)).encode()
        return sign_entry(author.seed, self.header(author, EntryClass.REPORT, **parts), body)

    def commit(
        self,
        author: Party,
        roster: tuple[bytes, ...] | None = None,
        policy: Policy | None = None,
        welcome: bytes = b"",
        refound: Refound | None = None,
        **parts: Any,
    ) -> Entry:
        body = commit_body(roster or self.roster, policy or self.policy, welcome=welcome, refound=refound)
        parts = {"epoch": Epoch(self.epoch + 1), "generation": Generation(self.generation + bool(refound))} | parts
        return sign_entry(author.seed, self.header(author, EntryClass.COMMIT, **parts), body.encode())

    def took(self, entry: Entry, answer: Any) -> None:
        """The server accepted ``entry``."""
        self.position, self.chain = answer["position"], ChainHash(b64decode(answer["chain"]))
        self.entries.append(entry)
        if entry.header.entry_class is EntryClass.COMMIT:
            from crypto.commit import parse_commit_body

            body = parse_commit_body(entry.body)
            self.roster, self.policy = tuple(body.roster), body.parsed_policy()
            self.generation, self.epoch = entry.header.generation, entry.header.epoch


def genesis(founder: Party, policy: Policy, roster: tuple[bytes, ...] = (), welcome: bytes = b"") -> tuple[Chain, Entry]:
    """A circle and its first commit; ``roster`` are members beside the founder."""
    nonce = noise(32)
    identity = circle_id(CertificateHash(founder.holder), policy.kind, policy.hash, nonce)
    chain = Chain(identity, policy, (founder.holder, *roster))
    body = commit_body(chain.roster, policy, nonce, welcome)
    return chain, sign_entry(founder.seed, chain.header(founder, EntryClass.COMMIT, epoch=Epoch(1)), body.encode())


async def found(caller: Caller, policy: Policy, roster: tuple[bytes, ...] = (), welcome: bytes = b"") -> Chain:
    chain, entry = genesis(caller.party, policy, roster, welcome)
    status, answer = await caller.append(entry, welcome)
    assert status == 201, answer
    chain.took(entry, answer)
    return chain


async def send(caller: Caller, chain: Chain, entry: Entry, welcome: bytes = b"", proof: bytes = b"") -> Any:
    status, answer = await caller.append(entry, welcome, proof)
    assert status == 201, answer
    chain.took(entry, answer)
    return answer


__all__ = [
    "BodyParty",
    "Caller",
    "Chain",
    "CircleKind",
    "DeadlineOpen",
    "Party",
    "Realm",
    "Reporter",
    "ReporterRole",
    "b64",
    "found",
    "genesis",
    "install",
    "made_policy",
    "noise",
    "send",
]
