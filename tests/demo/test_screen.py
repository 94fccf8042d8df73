"""Two columns stay two columns, in Kazakh too."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.parties import NotAsTold
from demo.screen import Screen
from demo.story import MARK, make_folder


def test_both_columns_are_printed_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen(tmp_path / "transcript.txt")
    screen.row(["Айгерім: " + "ұзақ мәтін " * 30], ["circle 0a0b0c #1"])
    lines = capsys.readouterr().out.splitlines()
    assert "circle 0a0b0c #1" in lines[0]
    assert len({line.index("|") for line in lines}) == 1
    assert (tmp_path / "transcript.txt").read_text().splitlines() == lines


def test_a_folder_that_is_not_a_storys_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(NotAsTold):
        make_folder(tmp_path)
    assert (tmp_path / "mine.txt").exists()


def test_an_old_story_makes_room_for_a_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    make_folder(folder)
    (folder / "old").touch()
    make_folder(folder)
    assert [path.name for path in folder.iterdir()] == [MARK]
