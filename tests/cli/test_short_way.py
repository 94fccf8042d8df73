"""How many commands it takes a person to get from a statement to an ordered measure, and to a first contract."""

from __future__ import annotations

from pathlib import Path

from tests.cli.office import Desk, Office, open_office, statement
from tests.cli.test_verbs import DECISION
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

Command = tuple[Desk, tuple[str, ...]]


async def typed(office: Office, *commands: Command) -> int:
    """Types them, each party its own; that a device fetches what is new by itself counts for nothing."""
    for desk, words in commands:
        await desk.do(*words)
        for each in (office.investigator, office.guard):
            await each.office.sync()
    return len(commands)


async def to_the_order(office: Office) -> int:
    number = (await statement(office))["payload_id"][:8]
    return await typed(
        office,
        (office.investigator, ("file-open", "--statement", number, "--pseudonym", "Swallow", "--partner", "Guard")),
        (office.investigator, ("secrecy", "--accept")),
        (office.investigator, ("decide", "--outcome", "APPLY", *DECISION, "--order", "12-2")),
    )


async def test_from_a_statement_to_an_ordered_measure_it_takes_at_most_4_commands(
    server: Server, town: Town, tmp_path: Path
) -> None:
    office = await open_office(server, town, tmp_path)
    assert await to_the_order(office) <= 4
    shown = (await office.guard.do("show", "--sync")).data["records"]
    assert [record["unlawful"] for record in shown if record["type"] == "order"] == [None]


async def test_from_an_order_to_a_first_contract_it_takes_the_two_bodies_and_the_person_at_most_6_commands(
    server: Server, town: Town, tmp_path: Path
) -> None:
    office = await open_office(server, town, tmp_path)
    await to_the_order(office)
    await office.guard.do("file-take")
    await office.guard.do("secrecy", "--sync", "--accept")
    person = await invited(office)
    count = await typed(
        office,
        (office.guard, ("order-take",)),
        (office.guard, ("select-measures", "--number", "7", "--measure", "M2.1a|екі қызметкер|1-бөлім|30d")),
        (office.guard, ("contract-offer", "--language", "kk", "--none-touched", "--words", "K18=әкімдік пәтер табады")),
        (person, ("sign", "--card", office.path("desk.card"), "--consent", "all")),
        (office.guard, ("contract-close",)),
        (office.guard, ("measure-start", "--measure", "M2.1a")),
    )
    assert count <= 6
    (file,) = (await office.guard.do("files")).data["files"]
    assert file["state"] == "ACTIVE"


async def invited(office: Office) -> Desk:
    """The person has their passphrase, and both bodies know their key."""
    await office.guard.do("card", "--out", office.path("person.card"))
    await office.investigator.do("invite")
    made = (await Desk("person").do("enrol", "--card", office.path("person.card"), "--language", "kk")).data
    await office.guard.do("admit", "--code", made["code"])
    await office.investigator.do("admit")
    return Desk("person", passphrase=made["passphrase"])
