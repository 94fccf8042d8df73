"""The story as a whole: it ends with exit code 0 only if every step is as told, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 420
"""A minute where two cores are idle; beside the rest of the suite, and on a slower machine, several."""


@contextmanager
def told(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The demo in a process group of its own, of which nothing is left afterwards, however the test ends."""
    command = [sys.executable, "-m", "demo", "--folder", str(folder), *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, start_new_session=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            if group_lives(process.pid):
                os.killpg(process.pid, signal.SIGKILL)


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_the_story_is_as_told(tmp_path: Path) -> None:
    before = (ROOT / "story").exists()
    with told(tmp_path / "story") as process:
        out, errors = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, f"{out[-2000:]}\n{errors[-2000:]}"
        assert not group_lives(process.pid)
    assert "all as told" in out
    assert {"README.md", "transcript.txt", "server", "homes", "cards"} <= {path.name for path in (tmp_path / "story").iterdir()}
    assert (ROOT / "story").exists() == before


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_story_that_is_stopped_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    with told(tmp_path / "story", "--until", "ceremony") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "listening" in line:
                break
        process.send_signal(number)
        process.communicate(timeout=60)
        assert process.returncode == 130
        assert not group_lives(process.pid)


def test_a_step_that_is_not_as_told_ends_the_story_with_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with told(tmp_path) as process:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 1
    assert "NOT AS TOLD" in errors
