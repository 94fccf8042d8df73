"""A new front end that goes past the use cases turns ``make check`` red."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPENDS = '''"""A window."""

from __future__ import annotations

from client.app.office import Office
from client.core.records import Record
from crypto.types import CircleId


def press(office: Office, circle: CircleId) -> None:
    office.channel.append(circle, Record("note", 1, {"text": "past the law and the guard"}))
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what is checked, in which a window can be planted."""
    for name in ("client", "crypto", "server"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", ".importlinter"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "client" / "desktop").mkdir(exist_ok=True)
    (tmp_path / "client" / "desktop" / "__init__.py").write_text('"""Windows."""\n')
    return tmp_path


def run(tree: Path, *command: str) -> tuple[int, str]:
    program = Path(sys.executable).parent / command[0]
    environment = {"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([program, *command[1:]], cwd=tree, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_planted_window_that_appends_past_writing_turns_the_check_red(tree: Path) -> None:
    (tree / "client" / "desktop" / "window.py").write_text(APPENDS)
    code, said = run(tree, "mypy", "--no-incremental", "--follow-imports=silent", "client/desktop/window.py")
    assert code == 1, said
    assert '"Channel" has no attribute "append"' in said


def test_a_planted_window_that_reaches_the_heart_of_the_channel_turns_the_check_red(tree: Path) -> None:
    """Past the facade lies the queue: a draft there would be sealed unseen."""
    past = "office.channel.append(circle, Record("
    reaching = APPENDS.replace(past, "print(office.channel.core, circle, Record(")
    (tree / "client" / "desktop" / "window.py").write_text(reaching)
    code, said = run(tree, "mypy", "--no-incremental", "--follow-imports=silent", "client/desktop/window.py")
    assert code == 1, said
    assert '"Channel" has no attribute "core"' in said


@pytest.mark.parametrize("module", ["server.app", "client.core.client"])
def test_a_planted_window_that_reaches_below_the_use_cases_turns_the_check_red(tree: Path, module: str) -> None:
    (tree / "client" / "desktop" / "window.py").write_text(f'"""A window."""\n\nimport {module}\n\nprint({module})\n')
    code, said = run(tree, "lint-imports", "--no-cache")
    assert code == 1, said
    assert "client.desktop.window" in said


def test_a_verb_that_reaches_below_the_use_cases_turns_the_check_red(tree: Path) -> None:
    (tree / "client" / "cli" / "shortcut.py").write_text(
        '"""A verb."""\n\nimport client.core.client\n\nprint(client.core.client)\n'
    )
    code, said = run(tree, "lint-imports", "--no-cache")
    assert code == 1, said
    assert "client.cli.shortcut" in said


def test_without_a_planted_window_the_contracts_hold(tree: Path) -> None:
    code, said = run(tree, "lint-imports", "--no-cache")
    assert code == 0, said
