"""The story as a whole: it ends with exit code 0 only if every step is as told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_story_is_as_told(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "demo", "--folder", str(tmp_path / "story")]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert told.returncode == 0, told.stderr[-2000:]
    assert "all as told" in told.stdout
    assert (tmp_path / "story" / "README.md").exists()


def test_a_step_that_is_not_as_told_ends_the_story_with_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    words = [sys.executable, "-m", "demo", "--folder", str(tmp_path)]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 1
    assert "NOT AS TOLD" in told.stderr
