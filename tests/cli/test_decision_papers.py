"""Papers of decisions, notices and measures through the verbs: from real records, and only with what their reader may know."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from client.app.reading import everything, of_type
from client.documents.errors import MissingField
from client.law.records.rulings import Selection
from crypto.errors import Usage
from tests.cli.office import Desk, Office, of, open_office
from tests.cli.test_verbs import client_of, ordered
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

TO = ("--to", "the file", "--purpose", "sheet 5")
SECRETS = ("тәсіл", "қоныс", "бөлім")
"""Method and unit of the measures that ``ordered`` chooses."""


def words(path: str) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(Path(path).read_bytes()))
    return "".join(text.split())


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    office = await open_office(server, town, tmp_path)
    await ordered(office)
    return office


async def paper(desk: Desk, office: Office, record: str, *more: str, language: str = "kk") -> str:
    """The words of a paper, which its maker also finds genuine."""
    out = office.path(f"{record}-{language}.pdf")
    await desk.do("document", record, "--language", language, *TO, *more, "--out", out)
    assert "genuine" in (await desk.do("verify-document", out)).lines[0]
    return words(out)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_statement_order_and_ruling_are_printed_from_their_records(office: Office, language: str) -> None:
    assert "Мені" in await paper(office.investigator, office, "statement", language=language)
    assert "12-2" in await paper(office.investigator, office, "order", language=language)
    ruling = await paper(office.guard, office, "selection", language=language)
    assert [each for each in SECRETS if each not in ruling] == []
    assert "12-2" in ruling


async def test_what_the_deciding_body_is_told_has_no_method_and_no_unit(office: Office) -> None:
    told = await paper(office.investigator, office, "selection-notice")
    assert "M2.5a" in told
    assert [each for each in SECRETS if each in told] == []


async def test_the_notice_to_the_person_is_made_from_the_ruling_that_it_tells_of(office: Office) -> None:
    await client_of(office.guard).sync()
    ((ruling, _value),) = of_type(everything(of(client_of(office.guard))), Selection)
    fields = (
        "notice=NT-11",
        f"of={ruling.entry.hash.hex()}",
        "to=PP",
        "way=PAPER",
        "text=сізді күзетеді",
        "language=kk",
        "interpreter=",
    )
    await office.guard.do("act", "notice-given", "--in", "person", *(word for each in fields for word in ("--set", each)))
    told = await paper(office.guard, office, "notice-given")
    assert "M2.1a" in told
    assert [each for each in SECRETS if each in told] == []


async def test_an_instruction_and_its_report_find_each_other_by_their_number(office: Office) -> None:
    given = ("number=7", "kind=REPORT", "text=қалай", "measures=[]", "due_at=+2d")
    await office.investigator.do("act", "instruction", *(word for each in given for word in ("--set", each)))
    assert "қалай" in await paper(office.investigator, office, "instruction")
    done = ("number=7", "done=true", "text=осылай")
    await office.guard.do("act", "instruction-report", *(word for each in done for word in ("--set", each)))
    told = await paper(office.guard, office, "instruction-report")
    assert "қалай" in told
    assert "осылай" in told


async def test_an_alert_has_a_paper_for_the_person_and_one_for_the_body_and_the_officer_says_which(office: Office) -> None:
    fields = ("event=new", "measure=", "what=ESCAPED", "known_at=now", "text=күдікті қашты", "language=kk")
    written = [word for each in fields for word in ("--set", each)]
    await office.investigator.do("act", "preventive-changed", "--in", "person", *written)
    with pytest.raises(Usage, match=r"alert-person .*, alert-body "):
        await paper(office.investigator, office, "preventive-changed")
    person = await paper(office.investigator, office, "preventive-changed", "--form", "alert-person", language="en")
    body = await paper(office.investigator, office, "preventive-changed", "--form", "alert-body", language="ru")
    assert "call102or112" in person
    assert "102" not in body


async def test_a_paper_that_rests_on_a_record_that_is_not_read_is_not_made(office: Office) -> None:
    """The supervising prosecutor reads along; a notice of what only another circle holds is no paper here."""
    fields = ("notice=NT-13", "of=" + "ab" * 32, "to=PP", "way=PAPER", "text=хабар", "language=kk", "interpreter=")
    await office.investigator.do("act", "notice-given", "--in", "person", *(word for each in fields for word in ("--set", each)))
    with pytest.raises(MissingField, match="not read here"):
        await paper(office.investigator, office, "notice-given")
