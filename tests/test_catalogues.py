"""How texts come from the catalogues to the people: compiled, never stale, and read as they stand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from client import texts
from client.texts import COMPILED, catalogue, translated

ROOT = Path(__file__).resolve().parents[1]
PO = """# comment
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "one "
"two"
msgstr "бір "
"\\"екі\\""

msgid "empty"
msgstr ""

#, fuzzy
msgid "unsure"
msgstr "мүмкін"
"""


@pytest.fixture
def kazakh(tmp_path: Path) -> Path:
    """The folder of a language with one catalogue."""
    folder = tmp_path / "kk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "some.po").write_text(PO, encoding="utf-8")
    return folder


def shown(folder: Path, text: str) -> str:
    """As the next start of the program shows it."""
    return catalogue.__wrapped__(folder.parent.name, folder.parents[1]).gettext(text)


def test_a_catalogue_is_read_with_its_continued_lines_and_quotes(kazakh: Path) -> None:
    assert shown(kazakh, "one two") == 'бір "екі"'


@pytest.mark.parametrize("text", ["empty", "unsure", "of no catalogue"])
def test_a_text_without_a_sure_translation_is_shown_in_english(text: str, kazakh: Path) -> None:
    assert shown(kazakh, text) == text


def test_nothing_is_shown_as_nothing() -> None:
    """The empty message id is a catalogue's header."""
    assert translated("", "kk") == ""


def test_a_corrected_text_is_shown_at_once_also_where_its_file_looks_old(kazakh: Path) -> None:
    assert shown(kazakh, "one two") == 'бір "екі"'
    source = kazakh / "some.po"
    source.write_text(PO.replace("бір ", "біреу "), encoding="utf-8")
    os.utime(source, (0, 0))
    assert shown(kazakh, "one two") == 'біреу "екі"'


def test_a_catalogue_that_came_or_went_is_seen_at_once(kazakh: Path) -> None:
    shown(kazakh, "one two")
    (kazakh / "more.po").write_text('msgid "three"\nmsgstr "үш"\n', encoding="utf-8")
    assert shown(kazakh, "three") == "үш"
    (kazakh / "some.po").unlink()
    assert shown(kazakh, "one two") == "one two"


def test_a_compiled_file_that_was_cut_off_is_made_anew(kazakh: Path) -> None:
    shown(kazakh, "one two")
    for size in (0, 3, 40, 200):
        compiled = (kazakh / COMPILED).read_bytes()
        (kazakh / COMPILED).write_bytes(compiled[:size])
        assert shown(kazakh, "one two") == 'бір "екі"'
        assert (kazakh / COMPILED).read_bytes() == compiled


def test_what_is_compiled_is_not_compiled_again(kazakh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a start needs no Babel, and no time for it."""
    shown(kazakh, "one two")
    monkeypatch.setattr(texts, "_compile", lambda *_: pytest.fail("compiled again"))
    assert shown(kazakh, "one two") == 'бір "екі"'


def test_texts_are_shown_where_nobody_may_write(kazakh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(texts, "_keep", refuse)
    assert shown(kazakh, "one two") == 'бір "екі"'
    assert not (kazakh / COMPILED).exists()


def test_a_slip_in_a_catalogue_names_the_catalogue(kazakh: Path) -> None:
    (kazakh / "some.po").write_text(PO + "three = үш\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"kk/some\.po: .+"):
        shown(kazakh, "one")


@pytest.mark.slow
def test_a_wheel_carries_compiled_texts(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for name in ("pyproject.toml", "README.md", "LICENSE", "tools/building.py", "client/__init__.py", "client/texts.py"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    shutil.copytree(ROOT / "client/locale", tree / "client/locale", ignore=shutil.ignore_patterns("*.mo"))
    build = "from setuptools.build_meta import build_wheel; build_wheel('.')"
    subprocess.run([sys.executable, "-c", build], cwd=tree, check=True, capture_output=True)
    (wheel,) = tree.glob("*.whl")
    carried = zipfile.ZipFile(wheel).namelist()
    assert {f"client/locale/{lang}/LC_MESSAGES/{COMPILED}" for lang in texts.TRANSLATED} <= set(carried)
