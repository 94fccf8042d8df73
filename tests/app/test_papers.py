"""Papers are recorded before they are there, and nobody is told of one that is not both in the chain and on the disk."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from client.app.outcome import Standing, Written
from client.app.papers.evidence import GiveEvidence, give_evidence
from client.app.papers.genuine import VerifyDocument, verify_document
from client.app.papers.giving_out import GiveOutDocument, give_out_document
from client.app.papers.possible import ListPapers, list_papers
from client.app.reading import everything, of_type
from client.app.saying import say
from client.app.writing import Writing
from client.formats.disk import room_for
from client.law.records.papers import DocumentIssued, EvidenceGiven
from client.words.errors import tell_error
from client.words.views import tell_view
from crypto.errors import Refused, Usage
from tests.cli.office import Office, open_office, opened_file
from tests.cli.test_papers import DECIDE
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    office = await open_office(server, town, tmp_path)
    await opened_file(office)
    await office.investigator.do(*DECIDE)
    return office


def wish(office: Office, name: str = "decision.pdf") -> GiveOutDocument:
    return GiveOutDocument("decision", "the court", "case 12", office.folder / name, language="ru")


def issued(office: Office) -> int:
    return len(list(of_type(everything(office.investigator.office), DocumentIssued)))


async def test_a_document_that_was_given_out_is_genuine_and_no_longer_due(office: Office) -> None:
    own = office.investigator.office
    due = (await list_papers(own, ListPapers(due=True))).documents
    assert "decision-applied" in [each.form for each in due]
    done = await give_out_document(own, replace(wish(office), form="decision-applied"))
    assert done.stands
    found = await verify_document(own, VerifyDocument(wish(office).out))
    assert (found.code, found.recipient) == (done.data["code"], "the court")
    rows = (await list_papers(own, ListPapers())).documents
    assert [each.issued for each in rows if each.form == "decision-applied"] == [1]


@pytest.mark.parametrize("lang", ["kk", "ru"])
async def test_papers_are_told_in_the_language_that_is_asked_for(office: Office, lang: str) -> None:
    own = office.investigator.office
    await give_out_document(own, wish(office))
    for view in (await list_papers(own, ListPapers()), await verify_document(own, VerifyDocument(wish(office).out))):
        english = tell_view(view, "en")
        assert [line for line in tell_view(view, lang) if line in english] == []


async def test_nothing_is_recorded_of_a_paper_for_which_there_is_no_place(office: Office) -> None:
    (office.folder / "file").write_text("no folder")
    with pytest.raises(Usage):
        await give_out_document(office.investigator.office, wish(office, "file/decision.pdf"))
    assert issued(office) == 0


async def test_nothing_is_recorded_of_a_paper_for_which_the_disk_has_no_room(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "posix_fallocate", _full)
    with pytest.raises(Usage):
        await give_out_document(office.investigator.office, wish(office))
    assert (issued(office), wish(office).out.exists()) == (0, False)


async def test_a_paper_that_is_recorded_and_could_not_be_written_is_told_so_and_how_it_is_made_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("client.formats.disk.os.fsync", _full)
        with pytest.raises(Usage, match="give it out again") as caught:
            await give_out_document(office.investigator.office, wish(office))
    assert caught.value.code == "not-written"
    assert "выдайте ещё раз" in tell_error(caught.value, "ru")
    assert (issued(office), wish(office).out.exists()) == (1, False)
    await give_out_document(office.investigator.office, wish(office))
    assert (issued(office), wish(office).out.exists()) == (2, True)


def _full(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(("standing", "code"), [(Standing.VOID, "void"), (Standing.WAITS, "offline")])
async def test_no_paper_and_no_evidence_is_there_unless_its_record_stands(
    office: Office, monkeypatch: pytest.MonkeyPatch, standing: Standing, code: str
) -> None:
    own = office.investigator.office
    await give_out_document(own, wish(office))

    async def without_effect(_writing: Writing, circle: object, value: object, **_more: object) -> Written:
        return Written("document-issued", everything(own)[0].circle, b"", standing, say("a rule is broken"))

    monkeypatch.setattr(Writing, "record", without_effect)
    with pytest.raises(Refused) as caught:
        await give_out_document(own, wish(office, "second.pdf"))
    assert caught.value.code == code
    with pytest.raises(Refused) as caught:
        await give_evidence(own, GiveEvidence(wish(office).out, "the court", "case 12", office.folder / "decision.evidence"))
    assert caught.value.code == code
    assert {each.name for each in office.folder.glob("*.pdf")} == {"decision.pdf"}
    assert not list(office.folder.glob("*.evidence"))
    assert not list(of_type(everything(own), EvidenceGiven))


def test_the_place_of_a_paper_is_empty_again_where_nothing_came_of_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="refused"), room_for(tmp_path / "paper.pdf", 4):
        raise ValueError("refused")
    assert list(tmp_path.iterdir()) == []


def test_a_paper_is_as_long_as_what_is_in_it_and_its_owners_alone(tmp_path: Path) -> None:
    with room_for(tmp_path / "paper.pdf", 4096) as fill:
        fill(b"words")
    assert (tmp_path / "paper.pdf").read_bytes() == b"words"
    assert (tmp_path / "paper.pdf").stat().st_mode & 0o077 == 0
    with pytest.raises(Usage, match="already"), room_for(tmp_path / "paper.pdf", 1):
        pytest.fail("there is something already")
