"""A complaint reaches the authority, and not the body that it is about: sealed to a desk of its own, or as a paper."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from crypto.errors import Refused, Usage
from tests.cli.office import Desk, Office, open_office, opened_file
from tests.cli.test_verbs import DECISION, client_of, count
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

SAYS = ("--text", "Қатер шынайы, мені тыңдамады", "--of", "decision")


def words(path: str) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(Path(path).read_bytes()))
    return "".join(text.split())


def is_there(path: str) -> bool:
    return Path(path).exists()


def is_secret(path: str) -> bool:
    return Path(path).stat().st_mode & 0o077 == 0


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


async def refused(office: Office) -> Desk:
    """An applicant whose statement was refused, with the words of the receipt."""
    told = await opened_file(office)
    await office.investigator.do("decide", "--outcome", "REFUSE", *DECISION)
    return Desk("person", passphrase=told["receipt"])


async def complain(person: Desk, office: Office, *more: str, about: str = "REFUSAL", to: str = "COURT") -> None:
    await person.do("complain", "--card", office.path("desk.card"), "--receipt", "--about", about, "--to", to, *more)


async def test_a_printed_complaint_shows_the_decision_and_leaves_no_trace_with_the_body_complained_of(office: Office) -> None:
    person, out = await refused(office), office.path("complaint.pdf")
    await client_of(office.investigator).sync()
    before = count(office.investigator)
    await complain(person, office, *SAYS, "--show", "decision", "--print", out)
    await client_of(office.investigator).sync()
    assert count(office.investigator) == before
    told = words(out)
    assert "мені тыңдамады".replace(" ", "") in told
    assert DECISION[1] in told
    assert "Swallow" not in told
    assert is_secret(out)


@pytest.mark.parametrize(("about", "to"), [("REFUSAL", "HIGHER_AUTHORITY"), ("REFUSAL", "HIGHER_COURT"), ("ACT", "HIGHER_COURT")])
async def test_a_complaint_goes_where_the_law_sends_it(office: Office, about: str, to: str) -> None:
    person = await refused(office)
    with pytest.raises(Usage, match="goes to"):
        await complain(person, office, *SAYS, "--print", office.path("c.pdf"), about=about, to=to)
    assert not is_there(office.path("c.pdf"))


async def test_what_is_not_said_is_asked_for(office: Office) -> None:
    person = await refused(office)
    for more in ((), ("--print", office.path("c.pdf")), ("--text", "t", "--print", office.path("c.pdf"))):
        with pytest.raises(Usage, match=r"say one way|in your own words|say whose it was"):
            await complain(person, office, *more)


async def test_all_that_a_complaint_wants_is_asked_for_at_once(office: Office) -> None:
    person = await refused(office)
    with pytest.raises(Usage, match=r"say one way.*in your own words.*say whose it was"):
        await complain(person, office)


async def test_to_the_desk_of_the_authority_it_goes_sealed_past_the_body_complained_of(
    office: Office, server: Server, town: Town
) -> None:
    person = await refused(office)
    authority = Desk("officer", await town.officer(server.supervising, "Complaints", ("officer", "duty")))
    await authority.do("desk-open")
    await authority.do("desk-card", "--out", office.path("authority.card"))
    await complain(person, office, *SAYS, "--desk", office.path("authority.card"), to="PROSECUTOR")
    shown = (await authority.do("show", "--sync")).data["records"]
    assert [each["payload"]["text"] for each in shown if each["type"] == "complaint"] == ["Қатер шынайы, мені тыңдамады"]
    told = (await office.investigator.do("show", "--sync")).data["records"]
    assert "complaint" not in [each["type"] for each in told]
    (waiting,) = (await authority.do("complaints", "--sync")).data["complaints"]
    decided = (
        "--outcome",
        "DECISION_CANCELLED",
        "--number",
        "5-1",
        "--reasons",
        "тексеру толық емес",
        "--further",
        "жоғары прокурор",
    )
    await authority.do("complaint-decide", waiting["complaint"][:8], *decided)
    read = await person.do("read", "--card", office.path("authority.card"), "--receipt")
    assert any("тексеру толық емес" in line for line in read.lines)
    assert (await authority.do("complaints")).data["complaints"][0]["outcome"] == "DECISION_CANCELLED"


async def test_a_complaint_shows_nothing_that_is_sealed(office: Office) -> None:
    person = await refused(office)
    await office.investigator.do("statement-accept", (await office.investigator.do("inbox")).data["reports"][0]["payload_id"][:8])
    with pytest.raises(Usage, match="no part of a complaint"):
        await complain(person, office, *SAYS, "--show", "acceptance", "--print", office.path("c.pdf"))


async def test_the_desk_of_the_body_complained_of_takes_no_complaint(office: Office) -> None:
    person = await refused(office)
    with pytest.raises(Usage, match="one authority"):
        await complain(person, office, *SAYS, "--desk", office.path("desk.card"))
    with pytest.raises(Refused):
        await complain(person, office, *SAYS, "--desk", office.path("guard.card"))
