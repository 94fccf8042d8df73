"""Files that a person or an officer sends: cleaned, the original sealed beside them; what cannot be cleaned waits for a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from client.app.reading import everything, of_type
from client.law.records.papers import ExportMade
from crypto.errors import Usage
from demo.photo import same_points, tells_where, write_photo
from tests.cli.office import Desk, Office, of, open_office, statement
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    office = await open_office(server, town, tmp_path)
    await statement(office)
    return office


def made(office: Office, name: str, content: bytes = b"") -> Path:
    """A file with that content; without any, a photograph with a place."""
    path = Path(office.path(name))
    if content:
        path.write_bytes(content)
    else:
        write_photo(path)
    return path


def only_file(office: Office, folder: str) -> Path:
    (path,) = Path(office.path(folder)).iterdir()
    return path


def content(path: Path) -> bytes:
    return path.read_bytes()


async def told(office: Office, *words: str) -> list[dict[str, object]]:
    """A second statement with these words; the attachments that the investigator then has."""
    text = office.write("more.txt", "Есік алдында тағы тұр")
    answer = await Desk("person").do("statement", "--card", office.path("desk.card"), "--text", f"@{text}", *words)
    inbox = await office.investigator.do("inbox", "--sync")
    (report,) = [each for each in inbox.data["reports"] if each["payload_id"] == answer.data["payload_id"]]
    assert report["attachments"] == len([each for each in words if each == "--photo"])
    return report["files"]


async def test_a_photograph_goes_without_the_place_and_the_original_is_sealed_beside_it(office: Office) -> None:
    photo = made(office, "photo.png")
    (file,) = await told(office, "--photo", str(photo))
    assert {"PLACE", "DEVICE"} <= set(file["removed"])  # type: ignore[call-overload]
    await office.investigator.do("inbox", "--photo-to", office.path("seen"))
    await office.investigator.do("inbox", "--photo-to", office.path("first"), "--originals")
    seen, first = only_file(office, "seen"), only_file(office, "first")
    assert same_points(seen, photo)
    assert not tells_where(seen)
    assert content(first) == content(photo)
    assert office.investigator.client is not None
    await office.investigator.client.sync()
    saved = [value for _item, value in of_type(everything(of(office.investigator.client)), ExportMade)]
    assert [(each.what, each.about) for each in saved] == [("ATTACHMENT", each.name[:10]) for each in (seen, first)]


async def test_a_file_that_cannot_be_cleaned_is_not_sent_until_its_writer_says_so(office: Office) -> None:
    film = made(office, "film.mp4", b"\0\0\0\x18ftypmp42" + bytes(988))
    before = (await office.investigator.do("inbox", "--sync")).data["reports"]
    with pytest.raises(Usage, match=r"film\.mp4: .*--as-it-is") as refused:
        await told(office, "--photo", str(film))
    assert refused.value.code == "unknown-kind"
    assert (await office.investigator.do("inbox", "--sync")).data["reports"] == before
    (file,) = await told(office, "--photo", str(film), "--as-it-is")
    assert file == {"name": "film.mp4", "size": 1000, "removed": [], "original": False}


async def test_what_was_taken_out_is_told_at_the_desk(office: Office) -> None:
    photo = made(office, "photo.png")
    await told(office, "--photo", str(photo))
    lines = "\n".join((await office.investigator.do("inbox")).lines)
    assert "where the picture was taken" in lines


async def test_clean_writes_a_copy_and_leaves_the_file(office: Office) -> None:
    photo = made(office, "photo.png")
    before = content(photo)
    answer = await Desk("person").do("clean", str(photo), "--out", office.path("bare.png"))
    assert "PLACE" in answer.data["removed"]
    assert content(photo) == before
    assert not tells_where(Path(office.path("bare.png")))
    with pytest.raises(Usage):
        await Desk("person").do("clean", str(photo), "--out", office.path("bare.png"))
    with pytest.raises(Usage, match="No such file"):
        await Desk("person").do("clean", office.path("none.png"), "--out", office.path("other.png"))


async def test_a_picture_without_anything_hidden_says_so(office: Office) -> None:
    Image.new("L", (9, 9)).save(office.path("grey.png"))
    answer = await Desk("officer").do("clean", office.path("grey.png"), "--out", office.path("bare.png"))
    assert answer.lines[0].endswith("nothing hidden was found in it")


async def test_clean_names_no_option_that_it_does_not_have(office: Office) -> None:
    broken = made(office, "broken.pdf", b"%PDF-1.4")
    with pytest.raises(Usage) as refused:
        await office.investigator.do("clean", str(broken), "--out", office.path("out.pdf"))
    assert "--as-it-is" not in str(refused.value)
