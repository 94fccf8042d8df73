"""Documents through the verbs: given out with a record, and told from what was never given out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from client.app.reading import everything, of_type
from client.law.records.papers import DocumentIssued
from crypto.errors import Forged, Refused, Usage
from tests.cli.office import Office, of, open_office, opened_file, send
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

DECIDE = (
    "decide", "--outcome", "APPLY", "--number", "12-1", "--reasons", "қоқан-лоққы расталды", "--evidence", "statement",
    "--verification", "қоңыраулар тексерілді",
)  # fmt: skip
TO = ("--to", "the court", "--purpose", "complaint 5")


def content(path: str) -> bytes | None:
    return Path(path).read_bytes() if Path(path).exists() else None


def one_byte_other(path: str, copy: str) -> str:
    Path(copy).write_bytes(Path(path).read_bytes()[:-1] + b"x")
    return copy


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    office = await open_office(server, town, tmp_path)
    await opened_file(office)
    await office.investigator.do(*DECIDE)
    return office


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", ["pdf", "html"])
async def test_a_document_is_recorded_written_and_found_genuine_offline(office: Office, language: str, kind: str) -> None:
    out = office.path(f"decision.{kind}")
    given = await office.investigator.do("document", "decision", "--language", language, "--format", kind, *TO, "--out", out)
    told = await office.investigator.do("verify-document", out)
    assert told.data["code"] == given.data["code"]
    assert "the court" in told.lines[0]
    by_code = await office.investigator.do("verify-document", "--code", given.data["code"].lower().replace("-", " "))
    assert by_code.data["form"] == "decision-applied"
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    (issued,) = [record["payload"] for record in shown if record["type"] == "document-issued"]
    assert issued["recipient"] == "the court"
    assert "the court" in issued["watermark"]


async def test_an_altered_file_and_an_unknown_code_are_refused(office: Office) -> None:
    out = office.path("decision.pdf")
    await office.investigator.do("document", "decision", *TO, "--out", out)
    altered = one_byte_other(out, office.path("altered.pdf"))
    with pytest.raises(Forged, match="altered"):
        await office.investigator.do("verify-document", altered)
    with pytest.raises(Forged, match="never given out"):
        await office.investigator.do("verify-document", "--code", "0000-0000-0000-0000-0000-0000")
    with pytest.raises(Usage, match="24 letters"):
        await office.investigator.do("verify-document", "--code", "0000")


async def test_a_record_that_gives_out_other_words_than_the_file_has_proves_nothing(office: Office) -> None:
    """An officer's modified client writes what it likes: the document made anew decides."""
    out = office.path("decision.pdf")
    await office.investigator.do("document", "decision", *TO, "--out", out)
    issued = office.investigator.client
    assert issued is not None
    ((item, value),) = of_type(everything(of(issued)), DocumentIssued)
    forged = replace(value, code="0123-4567-89AB-CDEF-GHJK-MNPQ", file_hash="b2" * 32)
    await send(of(issued), item.circle, forged)
    with pytest.raises(Forged) as caught:
        await office.investigator.do("verify-document", "--code", forged.code)
    assert caught.value.code == "other-text"


async def test_what_cannot_be_made_leaves_no_record_and_no_file(office: Office) -> None:
    out = office.path("x.pdf")
    for words in (("contract",), ("file-opened",), ("nothing-such",)):
        with pytest.raises((Usage, Refused)):
            await office.investigator.do("document", *words, *TO, "--out", out)
    assert content(out) is None
    shown = (await office.investigator.do("show", "--sync")).data["records"]
    assert "document-issued" not in [record["type"] for record in shown]


async def test_a_file_that_is_there_is_not_overwritten_and_nothing_is_recorded(office: Office) -> None:
    out = office.write("there.pdf", "mine")
    with pytest.raises(Usage, match="already"):
        await office.investigator.do("document", "decision", *TO, "--out", out)
    assert content(out) == b"mine"
    shown = (await office.investigator.do("show", "--sync")).data["records"]
    assert "document-issued" not in [record["type"] for record in shown]
