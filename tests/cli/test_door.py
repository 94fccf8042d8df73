"""The door: what an officer sends is read by the leak guard first, with a real server."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from client.app.attaching import attach
from client.app.casefile import file_named
from client.app.door import checked, guarded_texts, without_hashes
from client.app.reading import Seen, everything
from client.cli.context import Output
from client.guard.reading import text_of
from client.guard.terms import Kind, Term
from client.law.records.files import Note
from client.law.records.tasks import Fact, Task
from client.law.words import Circle
from crypto.errors import Refused, Usage
from crypto.types import Holder
from tests.cli.office import Desk, Office, of, open_office, opened_file, send
from tests.client.conftest import server, start, town
from tests.client.law.examples.channel import EXAMPLES
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

FORM = {
    "form": 1,
    "names": [{"surname": "Жұмаділова", "given": "Самал", "patronymic": "Ерланқызы"}],
    "numbers": [{"kind": "PHONE", "value": "+7 701 555 12 34"}],
    "addresses": [{"kind": "HOME", "text": "Алматы қ., Жандосов көшесі, 58-үй"}],
}
CANARIES = ("умаділов", "умадилов", "5551234")


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    office = await open_office(server, town, tmp_path)
    await opened_file(office)
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.json", json.dumps(FORM)))
    return office


async def _records(desk: Desk, name: str) -> list[dict[str, object]]:
    shown = (await desk.do("show", "--sync")).data["records"]
    return [record["payload"] for record in shown if record["type"] == name]


async def _note(desk: Desk, text: str) -> None:
    """Into the coordination circle, as a verb does."""
    client = desk.client
    assert client is not None
    await send(of(client), file_named(of(client), None).circle(Circle.COORDINATION), Note(text))


@pytest.mark.parametrize(
    "text",
    [
        "Жұмаділованың үйіне барыңыз",
        "Позвонить Жумадиловой вечером",
        "Zhumadilova is afraid",
        "8 (701) 555-12-34",
        "Жандосов көш., 58",
    ],
)
async def test_what_gives_the_person_away_is_not_sent_and_nothing_of_it_is_kept(office: Office, text: str) -> None:
    client = office.investigator.client
    assert client is not None
    before = client.core.store.digest()
    with pytest.raises(Refused) as caught:
        await office.investigator.do("note", text)
    assert caught.value.code == "leak"
    assert not any(canary in str(caught.value) for canary in CANARIES), "the refusal does not repeat the words"
    assert client.core.store.digest() == before


async def test_the_number_of_a_bank_card_alone_is_not_taken_for_a_hash(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        await office.investigator.do("note", "4400430212345679")
    assert caught.value.code == "leak"
    assert list(guarded_texts(Note("0123456789abcdef"))) == list(guarded_texts(Note("12" * 32))) == []


async def test_with_a_reason_it_is_sent_and_the_file_keeps_that_it_was_and_why_but_not_the_words(office: Office) -> None:
    await office.investigator.do("note", "Жұмаділова келісті", "--leak-reason", "сот есімді атауды бұйырды")
    assert [note["text"] for note in await _records(office.investigator, "note")] == ["Жұмаділова келісті"]
    (kept,) = await _records(office.guard, "leak-resolved")
    assert kept["type"] == "note"
    assert kept["reason"] == "сот есімді атауды бұйырды"
    assert kept["places"] == [{"kind": "NAME", "where": "text", "start": 1, "end": 10, "known": True}]
    assert not any(canary in json.dumps(kept, ensure_ascii=False) for canary in CANARIES)


async def test_a_reason_that_gives_the_person_away_itself_does_not_open_the_door(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        await office.investigator.do("note", "Жұмаділова келісті", "--leak-reason", "Жұмаділова сұрады")
    assert caught.value.code == "leak-reason"
    assert await _records(office.investigator, "note") == []


async def test_a_reason_is_kept_only_where_something_was_found(office: Office) -> None:
    await office.investigator.do("note", "Бәрі тыныш", "--leak-reason", "қажет емес")
    assert await _records(office.investigator, "leak-resolved") == []


async def test_who_never_saw_the_identity_has_no_terms_and_is_asked_about_the_form_of_numbers_only(office: Office) -> None:
    guard = office.guard.client
    assert guard is not None
    assert of(guard).guarded.terms() == ()
    await _note(office.guard, "Жұмаділова деген біреу келді")
    with pytest.raises(Refused) as caught:
        await _note(office.guard, "нөмірі 8 777 000 11 22")
    assert caught.value.code == "leak"


async def test_whoever_opens_the_identity_is_guarded_from_then_on_and_can_forget(office: Office) -> None:
    guard = office.guard.client
    assert guard is not None
    asked = (await office.guard.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    await office.investigator.do("identity-approve", "--request", asked)
    await office.guard.do("identity-open", "--request", asked, "--understood")
    with pytest.raises(Refused):
        await _note(office.guard, "Жұмаділова келді")
    await office.guard.do("guard-forget")
    assert of(guard).guarded.terms() == ()
    await _note(office.guard, "Жұмаділова келді")


async def test_words_added_by_hand_stay_on_the_device(office: Office) -> None:
    guard, chief = office.guard.client, office.chief.client
    assert guard is not None
    assert chief is not None
    position = guard.checkpoint.size
    await office.guard.do("guard-add", "Оспанова Айжан")
    await office.guard.do("guard-add", "--kind", "PLATE", "123 ABC 02")
    assert of(guard).guarded.terms() == (Term(Kind.NAME, ("Оспанова", "Айжан", "")), Term(Kind.PLATE, ("123 ABC 02",)))
    with pytest.raises(Refused):
        await _note(office.guard, "к Оспановой")
    await office.chief.do("files", "--sync")
    assert of(chief).guarded.terms() == ()
    assert guard.checkpoint.size == position, "nothing was sent"


async def test_each_fact_of_a_task_package_is_read(office: Office) -> None:
    client = office.investigator.client
    assert client is not None
    harmless = next(each for each in EXAMPLES if isinstance(each, Task))
    for package in ((Fact("what", "Самал Жұмаділова"),), (Fact("what", "8 777 000 11 22"),)):
        with pytest.raises(Refused, match="in package 1 value") as caught:
            checked(of(client), replace(harmless, package=package))
        assert caught.value.code == "leak"


def there(path: str) -> bool:
    return Path(path).exists()


def picture(path: str) -> str:
    Image.new("RGB", (8, 8)).save(path, "PNG")
    return path


async def test_a_document_that_names_the_person_is_not_given_out_without_a_reason(office: Office) -> None:
    decide = ("decide", "--outcome", "APPLY", "--number", "12-1", "--evidence", "statement", "--verification", "тексерілді")
    await office.investigator.do(*decide, "--reasons", "Жұмаділованы қорқытып жүр", "--leak-reason", "қаулы есімсіз болмайды")
    out = office.path("decision.pdf")
    words = ("document", "decision", "--to", "сот", "--purpose", "шағым", "--out", out)
    with pytest.raises(Refused) as caught:
        await office.investigator.do(*words)
    assert caught.value.code == "leak"
    assert not there(out)
    assert await _records(office.investigator, "document-issued") == []
    await office.investigator.do(*words, "--leak-reason", "сот сұратты")
    assert there(out)
    assert [each["type"] for each in await _records(office.guard, "leak-resolved")][-1] == "document-issued"


async def test_the_words_of_an_attachment_are_read_before_it_is_sent_and_a_picture_is_said_to_be_unread(office: Office) -> None:
    client = office.investigator.client
    assert client is not None
    circle, said = file_named(of(client), None).circle(Circle.COORDINATION), io.StringIO()
    desk = replace(of(client), listener=Output(False, said))
    with pytest.raises(Refused) as caught:
        await attach(desk, circle, Path(office.write("memo.txt", "Жұмаділова келді")), as_it_is=False)
    assert caught.value.code == "leak"
    with pytest.raises(Refused):
        await attach(desk, circle, Path(office.write("zhumadilova.txt", "келді")), as_it_is=False)
    await attach(desk, circle, Path(picture(office.path("scan.png"))), as_it_is=False)
    assert "scan.png" in said.getvalue()


async def test_the_number_of_a_record_on_a_paper_is_not_taken_for_a_number_plate(office: Office) -> None:
    client = office.investigator.client
    assert client is not None
    item = next(each for each in everything(of(client)) if each.name == "file-opened")
    value = replace(item.value, file="123abc02" + "7" * 24)  # type: ignore[type-var]
    shown = without_hashes("№ 123abc02/1; 456abc02", replace(item, value=value))
    assert shown == "№ ········/1; 456abc02"
    assert [hit.start for hit in of(client).guarded.guard().check(shown)] == [14]


async def test_the_number_of_a_key_that_signed_a_paper_is_not_taken_for_an_identity_card(office: Office) -> None:
    client = office.investigator.client
    assert client is not None
    item = next(each for each in everything(of(client)) if each.name == "file-opened")
    own, other = "a012345678bcdefa" + "7" * 48, "012345678abcdefa" + "7" * 48

    def signed_with(key: str) -> Seen:
        return replace(item, entry=replace(item.entry, author_hash=Holder(bytes.fromhex(key))))

    text = f"key {own[:16]}; key {other[:16]}; 098765432"
    shown = without_hashes(text, signed_with(own), [signed_with(other)])
    assert shown == f"key {'·' * 16}; key {'·' * 16}; 098765432"
    assert [hit.start for hit in of(client).guarded.guard().check(shown)] == [len(shown) - 9]


async def test_a_film_that_is_larger_than_what_is_read_goes_as_it_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    client = office.investigator.client
    assert client is not None
    monkeypatch.setattr("client.guard.cleaning.MAX_SIZE", 500)
    circle, said = file_named(of(client), None).circle(Circle.COORDINATION), io.StringIO()
    desk, film = replace(of(client), listener=Output(False, said)), Path(office.write("film.mp4", "x" * 1000))
    with pytest.raises(Usage, match="as-it-is"):
        await attach(desk, circle, film, as_it_is=False)
    assert (await attach(desk, circle, film, as_it_is=True)).size == 1000
    assert "film.mp4" in said.getvalue()


async def test_a_task_that_is_stopped_founds_no_circle(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    client = office.guard.client
    assert client is not None
    monkeypatch.setattr(of(client).casework, "allow", lambda *_places, **_names: None)
    before = [info.id for info in client.circles()]
    words = ("--measure", "M2.5a", "--to", "Guard", "--within", "1d", "--prosecutor", "Prosecutor")
    with pytest.raises(Refused) as caught:
        await office.guard.do("task-open", *words, "--instruction", "нөмірі 8 777 000 11 22")
    assert caught.value.code == "leak"
    assert [info.id for info in client.circles()] == before


def test_the_guard_reads_texts_and_no_hashes_or_sealed_bytes() -> None:
    assert list(guarded_texts(Note("мәтін"))) == [("text", "мәтін")]
    assert list(guarded_texts(Note("ab" * 32))) == []


async def test_a_file_is_looked_through_and_places_are_named_by_line(office: Office) -> None:
    path = office.write("report.txt", "Бірінші жол.\nКелген адам Жұмаділова Самал.\n")
    answer = await office.investigator.do("guard-check", path)
    assert answer.data["kinds"] == {"NAME": 1}
    assert "2" in answer.lines[0]
    assert not any(canary in line for line in answer.lines for canary in CANARIES)
    (Path(path).parent / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(Usage) as caught:
        await office.investigator.do("guard-check", office.path("picture.png"))
    assert caught.value.code == "not-text"


def test_the_words_of_office_files_are_read_across_runs_of_letters() -> None:
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Жұма</w:t></w:r>'
        "<w:r><w:t>ділова</w:t></w:r></w:p><w:p><w:r><w:t>келді</w:t></w:r></w:p></w:body></w:document>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", body)
    text = text_of(made.getvalue())
    assert text is not None
    assert text.split() == ["Жұмаділова", "келді"]


def test_text_in_the_old_russian_code_page_is_read() -> None:
    assert text_of("Жумадилова пришла".encode("cp1251")) == "Жумадилова пришла"
    assert text_of("Жумадилова".encode("utf-16")) is not None
    assert text_of(bytes(range(256))) is None
    assert text_of(b"%PDF-1.7 broken") is None
