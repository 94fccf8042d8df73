"""Runs the verbs of the command line on clients of a town, as a session does."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from client.app.office import Office as AppOffice
from client.app.office import build_office
from client.app.reading import Seen
from client.cli.context import Context, Output
from client.cli.main import load, parse, run
from client.cli.verb import Answer, plain
from client.core.client import Client
from crypto.types import CircleId
from tests.cli.golden import missing_keys
from tests.client.town import Clock, Town
from tests.server.conftest import Server

_OFFICES: WeakKeyDictionary[Client, AppOffice] = WeakKeyDictionary()


def of(client: Client) -> AppOffice:
    """What stands on a client: one office for each."""
    if client not in _OFFICES:
        _OFFICES[client] = build_office(client, clock=lambda: client.core.clock(), entropy=os.urandom)
    return _OFFICES[client]


def modified(client: Client) -> Client:
    """One whose program was changed: its outbox holds nothing up, and only the others judge what it writes."""
    of(client)
    client.core.gate = None
    return client


async def send(office: AppOffice, circle: CircleId, value: object) -> Seen:
    """A record that stands, as a use case would write it."""
    seen = (await office.writing.first(circle, value)).seen
    assert seen is not None
    return seen


@dataclass
class Desk:
    """One device (or, without a client, a borrowed one) and its command line."""

    party: str
    client: Client | None = None
    passphrase: str | None = None
    clock: Clock = field(default_factory=Clock)

    @cached_property
    def office(self) -> AppOffice:
        """What stands on the client: use cases and views."""
        assert self.client is not None
        return of(self.client)

    async def do(self, *words: str) -> Answer:
        """Runs a verb. Every answer of every test is held against what scripts may rely on (``tests.cli.golden``)."""
        verb, arguments = parse(self.party, load(self.party), list(words))
        opened = None if self.client is None else self.office
        if opened is not None and self.clock.ahead:
            opened = replace(opened, clock=self.clock)
        context = Context(None, Output(True, io.StringIO()), clock=self.clock, opened=opened, _passphrase=self.passphrase)
        answer = await run(verb, context, arguments)
        lost = [] if answer.data.get("queued") else missing_keys(self.party, verb.name, plain(answer.data))
        if lost:
            raise AssertionError(f"{self.party} {verb.name}: --json has lost {', '.join(lost)}")
        return answer


@dataclass
class Office:
    """A deciding and an implementing body with two officers each, and their prosecutor."""

    investigator: Desk
    chief: Desk
    guard: Desk
    prosecutor: Desk
    folder: Path

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.path(name)


async def open_office(server: Server, town: Town, folder: Path) -> Office:
    roles = ("officer", "custodian", "duty")
    return Office(
        Desk("officer", await town.officer(server.deciding, "Investigator", roles)),
        Desk("officer", await town.officer(server.deciding, "Chief", roles)),
        Desk("officer", await town.officer(server.implementing, "Guard", (*roles, "official"))),
        Desk("prosecutor", await town.officer(server.supervising, "Prosecutor", ("prosecutor",))),
        folder,
    )


async def statement(office: Office, text: str = "Мені қорқытып жүр") -> dict[str, Any]:
    """Opens both front desks and sends one statement to them."""
    await office.investigator.do("desk-open")
    await office.guard.do("desk-open")
    await office.guard.do("desk-card", "--out", office.path("guard.card"))
    await office.investigator.do("desk-card", "--other", office.path("guard.card"), "--out", office.path("desk.card"))
    office.write("statement.txt", text)
    words = ("--card", office.path("desk.card"), "--text", "@" + office.path("statement.txt"), "--language", "kk")
    answer = await Desk("person").do("statement", *words)
    await office.investigator.do("inbox", "--sync")
    return answer.data


async def opened_file(office: Office) -> dict[str, Any]:
    told = await statement(office)
    made = await office.investigator.do(
        "file-open", "--statement", told["payload_id"][:8], "--pseudonym", "Swallow", "--partner", "Guard"
    )
    for desk in (office.investigator, office.chief, office.guard):
        await desk.do("secrecy", "--sync", "--accept")
    return {**told, **made.data}
