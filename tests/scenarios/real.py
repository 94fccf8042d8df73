"""Plays a case of the law with real clients over the real server: each step is sealed, signed, sent, verified and folded by others.

The cast of ``casebook/cast.py`` become devices of certified bodies, or persons; the places become circles with the members and
readers that the architecture gives them. Time is the case's own: server and clients share a clock that stands at each step's time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from client.app.casework.entries import entry_of, place_of, shown_hashes
from client.core.client import Client
from client.core.records import Record
from client.law.act import Entry
from client.law.book import BOOK
from client.law.catalogue import parse
from client.law.file import File, Sight
from client.law.fold import check, draft, findings, fold_all
from client.law.words import BodyRole
from crypto.policy import CircleKind, Reporter, ReporterRole
from crypto.types import BodyKind, CircleId, Holder, Millis
from tests.cli.office import modified, of
from tests.client.law.casebook.cast import OFFICERS, REPORTERS, T0, author, digest, millis
from tests.client.law.casebook.model import Case, Step
from tests.client.law.casebook.run import Stage, _look, default_place, said
from tests.client.town import Town, found, holder
from tests.server.conftest import Server
from tests.server.world import BodyParty, Party, noise

KINDS = {
    "front desk": CircleKind.FRONT_DESK, "coordination": CircleKind.COORDINATION, "person": CircleKind.PERSON,
    "task": CircleKind.TASK, "complaint": CircleKind.COMPLAINT, "support": CircleKind.SUPPORT,
}  # fmt: skip
BODY_KINDS = {
    BodyRole.DECIDING: BodyKind.DECIDING, BodyRole.IMPLEMENTING: BodyKind.IMPLEMENTING,
    BodyRole.EXECUTING: BodyKind.EXECUTING, BodyRole.SUPERVISING: BodyKind.SUPERVISING,
}  # fmt: skip
ROLES = {"person": ReporterRole.PERSON, "representative": ReporterRole.REPRESENTATIVE}


@dataclass
class Standing:
    """A clock that stands still until it is moved: so a clock of the law is due to the millisecond."""

    at: int

    def __call__(self) -> Millis:
        return Millis(self.at)


@dataclass
class Real:
    """The same stage as ``casebook.run.Stage``, with nothing made up but the words."""

    server: Server
    town: Town
    clock: Standing
    bodies: dict[str, BodyParty] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    circles: dict[str, CircleId] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    now: int = T0
    told: str = ""

    # --- who and where

    async def body(self, name: str, role: BodyRole) -> BodyParty:
        if name not in self.bodies:
            made = self.server.realm.body(name, BODY_KINDS[role])
            status, answer = await self.server.caller(Party(noise(32))).call("POST", "/v1/certificates", data=made.der)
            assert status == 200, answer
            self.bodies[name] = made
        return self.bodies[name]

    async def client(self, name: str) -> Client:
        if name not in self.clients:
            if name in OFFICERS:
                role, body, roles = OFFICERS[name]
                self.clients[name] = await self.town.officer(await self.body(body, role), name, sorted(roles), clock=self.clock)
            else:
                self.clients[name] = self.town.client(None, name, clock=self.clock)
                await self.clients[name].sync()
        return self.clients[name]

    async def circle(self, where: str, members: list[str]) -> CircleId:
        """Founded when first written to, with all of the case's officers that belong there."""
        if where not in self.circles:
            kind = where.partition("@")[0].partition(":")[0]
            officers = [await self.client(name) for name in members if name in OFFICERS and name != "prosecutor"]
            readers = [] if kind == "support" else [await self.client("prosecutor")]
            reporters = []
            if kind in ("person", "complaint", "support"):
                people = [name for name in members if name in ROLES]
                reporters = [Reporter(Holder(holder(await self.client(name))), ROLES[name]) for name in people]
            founder, *others = officers
            self.circles[where] = await found(founder, others, readers, kind=KINDS[kind], reporters=reporters)
        return self.circles[where]

    # --- what happens

    async def play(self, case: Case) -> None:
        """Raises ``AssertionError`` where the law answers otherwise than the case says, at any client."""
        steps = [*case.past, *([] if case.when is None else [case.when])]
        there = members_of(steps)
        then = dict(case.then)
        wanted = then.pop("answer", None)
        for name in dict.fromkeys(step.by for step in steps):
            await self.client(name)
        for step in steps:
            answer = await self.do(step, there)
            if step is case.when and wanted is not None:
                expected = wanted if wanted != "refused" else f"refused by {case.norm}"
                known = answer != "undetermined"  # who writes may see too little to know by themselves; the others find it
                assert answer == expected or not known, f"{step.by}: {answer}: {self.told}"
        await self.agree()
        whole = await self.whole()
        if wanted == "refused":
            assert any(each.rule == case.norm and each.entry == self.hashes[""] for each in whole.findings)
        _look(case, _Looked(whole, self.now), then)  # type: ignore[arg-type]

    async def do(self, step: Step, there: dict[str, list[str]]) -> str:
        """What the law says at the writer's own client; the record is made all the same, as by a modified client."""
        self.now = millis(step.at) if step.at else self.now + 60_000
        self.clock.at = self.now
        where = place_name(step)
        circle = await self.circle(where, there[where])
        client = modified(await self.client(step.by))
        if step.by == "anyone":
            await client.follow(circle)
        await client.sync()
        name, version, payload = _Words(self.hashes, self).payload(step)
        value = parse(name, version, payload)
        place, author = place_of(client.circle(circle)), of(client).casework.author(circle)
        file = self.file_of(client)
        act = draft(
            file,
            value,
            author,
            bytes(circle).hex(),
            place,
            self.now,
            restricted=step.restricted,
            shown_hashes=shown_hashes(name, version, payload),
        )
        answer = check(file, act)
        record = Record(name, version, payload)
        uid = client.report(circle, record) if step.by in REPORTERS else client.append(circle, record, restricted=step.restricted)
        await client.sync()
        assert client.status(uid) == "sent", (step, client.status(uid))
        [hash] = [bytes(each.hash).hex() for each in client.entries(circle) if bytes(each.uid) == bytes(uid)]
        self.hashes[step.write] = self.hashes[""] = hash
        if step.name:
            self.hashes[step.name] = hash
        self.told = str(answer)
        return said(answer, "")

    # --- what everybody sees

    def entries(self, client: Client) -> list[Entry]:
        return [entry_of(shown, place_of(info)) for info in client.circles() for shown in client.entries(info.id)]

    def file_of(self, client: Client) -> File:
        sight = Sight(frozenset(place_of(info) for info in client.circles()), whole=client.device is not None)
        return fold_all(sight, self.entries(client))

    async def agree(self) -> None:
        """All who read the same circles find the same."""
        seen: dict[object, object] = {}
        for name, client in self.clients.items():
            await client.sync()
            file = self.file_of(client)
            held = tuple(sorted((bytes(info.id), str(info.role)) for info in client.circles()))
            found = findings(file, self.now)
            assert seen.setdefault(held, found) == found, name

    async def whole(self) -> File:
        """The file from all that any of the clients can open: what the case, which sees everything, speaks of."""
        opened: dict[str, Entry] = {}
        places = set()
        for client in self.clients.values():
            for entry in self.entries(client):
                places.add(entry.place)
                if entry.payload is not None or entry.hash not in opened:
                    opened[entry.hash] = entry
        return fold_all(Sight(frozenset(places)), opened.values())


class _Looked:
    """What ``casebook.run`` looks at."""

    def __init__(self, file: File, now: int) -> None:
        self.file, self.now, self.book = file, now, BOOK


class _Words(Stage):
    """The words of a step, with real hashes, keys and bodies in the places of references."""

    def __init__(self, hashes: dict[str, str], real: Real) -> None:
        self._hashes, self._real = hashes, real

    def resolve(self, value: object) -> object:
        """What the cases and examples say of one of the cast by a made-up hash is theirs here."""
        said = super().resolve(value)
        return self._known().get(said, said) if isinstance(said, str) else said

    def _known(self) -> dict[str, str]:
        found = {author(name).holder: holder(client).hex() for name, client in self._real.clients.items()}
        return found | {digest(name): bytes(body.hash).hex() for name, body in self._real.bodies.items()}

    def payload(self, step: Step) -> tuple[str, int, Any]:
        name, version, payload = super().payload(step)
        return name, version, self.resolve(payload)


def place_name(step: Step) -> str:
    return step.place or default_place(author(step.by), step.write)


def members_of(steps: list[Step]) -> dict[str, list[str]]:
    """By place: everybody of the case who belongs there by the architecture, and who writes there; the founder first."""
    cast = list(dict.fromkeys(step.by for step in steps))
    found: dict[str, list[str]] = {}
    for where in dict.fromkeys(place_name(step) for step in steps):
        kind, _, body = where.partition("@")
        writers = [step.by for step in steps if place_name(step) == where]
        belongs = [name for name in cast if _belongs(name, kind.partition(":")[0], body)]
        people = [name for name in ("person", "representative") if name in cast or kind == "person"]
        officers = [name for name in dict.fromkeys((*writers, *belongs)) if name in OFFICERS] or [_keeper(kind, body)]
        found[where] = [*officers, *people]
    return found


def _belongs(name: str, kind: str, body: str) -> bool:
    if name not in OFFICERS:
        return False
    role, _body, roles = OFFICERS[name]
    if "officer" not in roles:
        return False
    if kind == "coordination":
        return role in (BodyRole.DECIDING, BodyRole.IMPLEMENTING)
    return kind in ("person", "front desk") and role == body


def _keeper(kind: str, body: str) -> str:
    """Who founds a circle in which only others write."""
    by_kind = {"support": "psychologist", "complaint": "complaint prosecutor"}
    by_body = {"deciding": "investigator", "supervising": "complaint prosecutor"}
    return by_kind.get(kind) or by_body.get(body, "officer")
