"""A file with every role of A.11 and every object of it, each where the architecture puts it: for the test of who can open what."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field

from client.core.client import Client
from client.core.records import Record
from client.law.catalogue import envelope
from client.law.words import BodyRole
from crypto.entry import Entry, parse_entry
from crypto.policy import CircleKind, Reporter, ReporterRole
from crypto.types import CircleId, Holder
from demo.modified import Spy
from tests.client.law.casebook.cast import OFFICERS
from tests.client.law.examples import BY_NAME
from tests.client.town import found, holder
from tests.scenarios.real import Real

CIRCLES = {
    # name: kind, officers (the founder first), whether the prosecutor reads, whether the person reports
    "coordination": (CircleKind.COORDINATION, ("DEC", "officer", "official"), True, False),
    "person@deciding": (CircleKind.PERSON, ("DEC",), True, True),
    "person@implementing": (CircleKind.PERSON, ("officer", "official"), True, True),
    "sealed@implementing": (CircleKind.PERSON, ("official",), True, True),
    "task of the akimat": (CircleKind.TASK, ("official", "akimat"), True, False),
    "task of the documents": (CircleKind.TASK, ("official", "documents"), True, False),
    "task of the clinic": (CircleKind.TASK, ("official", "clinic"), True, False),
    "task of finance": (CircleKind.TASK, ("officer", "official", "finance"), True, False),
    "complaint": (CircleKind.COMPLAINT, ("complaint prosecutor",), True, True),
    "support": (CircleKind.SUPPORT, ("psychologist",), False, True),
}  # fmt: skip

OBJECTS = {
    # object of A.11: (record, circle, writer, restricted, disclosed to the person)
    "statement": (("verification", "person@deciding", "DEC", False, False),),
    "ruling": (("decision", "person@deciding", "DEC", False, True), ("decision", "coordination", "DEC", False, False)),
    "identity": (("identity-sealed", "coordination", "DEC", True, False),),
    "place": (("stay-agreement", "person@implementing", "official", True, True),),
    "task of a place": (("task", "task of the akimat", "official", True, False),),
    "new data": (("data-proposal", "sealed@implementing", "official", True, True),),
    "task of new data": (("task", "task of the documents", "official", True, False),),
    "medical": (("task", "task of the clinic", "official", True, False),),
    "contract": (("contract", "person@implementing", "official", False, True),),
    "threat": (("threat", "person@deciding", "person", False, False), ("threat", "person@implementing", "person", False, False)),
    "psychology": (("support-note", "support", "psychologist", False, False),),
    "equipment": (("item-issued", "person@implementing", "officer", False, False),),
    "expenses": (("expense-planned", "task of finance", "officer", False, False),),
    "complaint": (("complaint", "complaint", "person", False, False),),
}  # fmt: skip
"""The detail of each object; what A.11 gives as a part of it (existence, kind, status) stands in other records."""


@dataclass
class Compartments:
    """``decider``: who decides, the investigator or the court."""

    real: Real
    decider: str
    circles: dict[str, CircleId] = field(default_factory=dict)
    written: dict[str, list[bytes]] = field(default_factory=dict)

    def name(self, who: str) -> str:
        return self.decider if who == "DEC" else who

    async def build(self) -> None:
        for name in ("prosecutor", "person", *OFFICERS):
            if name in ("prosecutor", "person") or any(name in map(self.name, each[1]) for each in CIRCLES.values()):
                await self.real.client(name)
        for name, (kind, officers, read, reports) in CIRCLES.items():
            self.circles[name] = await self._found(kind, officers, read, reports)
        for object, records in OBJECTS.items():
            for record in records:
                self.written.setdefault(object, []).append(await self._write(*record))
        for client in self.real.clients.values():
            await client.sync()

    async def _found(self, kind: CircleKind, officers: tuple[str, ...], read: bool, reports: bool) -> CircleId:
        founder, *others = [await self.real.client(self.name(each)) for each in officers]
        person = Reporter(Holder(holder(await self.real.client("person"))), ReporterRole.PERSON)
        readers = [await self.real.client("prosecutor")] if read else []
        return await found(founder, others, readers, kind=kind, reporters=[person] if reports else [])

    async def _write(self, type: str, where: str, who: str, restricted: bool, disclosed: bool) -> bytes:
        client, circle = await self.real.client(self.name(who)), self.circles[where]
        name, version, payload = envelope(BY_NAME[type])
        record = Record(name, version, json.loads(json.dumps(payload)))
        await client.sync()
        if who == "person":
            uid = client.report(circle, record)
        else:
            to = (holder(await self.real.client("person")),) if disclosed else ()
            uid = client.append(circle, record, restricted=restricted, disclose_to=to)
        await client.sync()
        assert client.status(uid) == "sent", (type, client.status(uid))
        return next(bytes(each.hash) for each in client.entries(circle) if bytes(each.uid) == bytes(uid))

    def database(self) -> dict[bytes, Entry]:
        """Every entry that the server holds, by its hash."""
        path = self.real.server.folder / "server.db"
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            entries = [parse_entry(data) for (data,) in connection.execute("SELECT data FROM entry")]
        return {bytes(entry.hash): entry for entry in entries}

    def opened_by(self, client: Client) -> set[str]:
        """The objects of which somebody with all that this client holds, and the whole database, can open the detail."""
        spy, entries = Spy(client, ()), self.database()
        return {object for object, hashes in self.written.items() if any(spy.opens(entries[hash]) for hash in hashes)}


def role_of(name: str) -> BodyRole | None:
    return OFFICERS[name][0] if name in OFFICERS else None
