"""Papers without a record: the leaflet for anybody, and cards on paper whose code is the card's own."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from client.documents.document import Code
from client.documents.templates.card import enrolment, front_desk
from client.documents.templates.leaflet import leaflet
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.texts import LANGUAGES
from crypto.card import EnrolmentCard
from crypto.errors import Usage
from tests.cli.office import Desk, Office, open_office, opened_file
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

AT = 1_795_600_000_000
CARD = EnrolmentCard(b"r" * 32, b"s" * 16, "https://qorgan.example", (b"a" * 32, b"b" * 32), 5, b"c" * 32, b"d" * 32, AT)  # type: ignore[arg-type]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


def is_pdf(path: str) -> bool:
    return Path(path).read_bytes().startswith(b"%PDF-")


def is_secret(path: str) -> bool:
    return Path(path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_leaflet_takes_two_pages_and_decides_nothing(language: str) -> None:
    made = leaflet(Words(language))
    assert len(pypdfium2.PdfDocument(pdf(made, AT))) <= 3
    assert not made.legal
    assert not made.signatures


@pytest.mark.parametrize("party", ["officer", "person"])
@pytest.mark.parametrize("kind", ["pdf", "html"])
async def test_officer_and_person_write_the_leaflet_without_a_store(party: str, kind: str, tmp_path: Path) -> None:
    out = str(tmp_path / f"leaflet.{kind}")
    await Desk(party).do("leaflet", "--language", "ru", "--format", kind, "--out", out)
    assert is_pdf(out) is (kind == "pdf")
    with pytest.raises(Usage, match="already"):
        await Desk(party).do("leaflet", "--language", "ru", "--out", out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_enrolment_card_has_its_own_text_and_says_neither_whose_it_is_nor_what_for(language: str) -> None:
    made = enrolment(Words(language), CARD.encode(), CARD.expires)
    (code,) = (each for each in made.blocks if isinstance(each, Code))
    assert EnrolmentCard.decode(code.payload) == CARD
    assert made.issuer == made.number == made.basis == ""
    assert len(pypdfium2.PdfDocument(pdf(made, AT))) == 1
    told = "\n".join(made.texts()).casefold()
    assert not [word for word in ("protect", "witness", "police", "қорға", "куә", "полиц", "защи", "свидет") if word in told]


async def test_the_enrolment_card_is_written_as_a_secret_paper_too(office: Office) -> None:
    await opened_file(office)
    await office.guard.do("file-take")
    text, paper = office.path("person.card"), office.path("person.pdf")
    await office.guard.do("card", "--out", text, "--pdf", paper, "--language", "ru")
    assert is_pdf(paper)
    assert is_secret(paper)
    with pytest.raises(Usage, match="already"):
        await office.guard.do("card", "--out", office.path("second.card"), "--pdf", paper)


async def test_the_front_desk_card_is_public_on_paper(office: Office) -> None:
    await office.investigator.do("desk-open")
    text, paper = office.path("desk.card"), office.path("desk.pdf")
    await office.investigator.do("desk-card", "--out", text, "--pdf", paper)
    assert is_pdf(paper)
    assert not is_secret(paper)


def test_a_front_desk_card_names_its_bodies() -> None:
    made = front_desk(Words("en"), "QORGAN1-ABC", ("Police", "Security"))
    assert "Police" in "\n".join(made.texts())
