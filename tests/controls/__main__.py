"""Take each defence away, one at a time, and expect the test that guards it to turn red.

``controls.toml`` lists the defences. Each is a patch (text found exactly once, and what it becomes) and the test that must
fail with it. The patch is applied to a scratch copy, never to this tree. First every named test must be green without a patch.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("client", "crypto", "demo", "migrations", "server", "tests", "pyproject.toml", ".importlinter")
TEST_FAILED = 1
TIMEOUT_SECONDS = 300
WORKERS = 2


@dataclass(frozen=True)
class Control:
    """One defence: ``find`` in ``file`` becomes ``replace``, and ``test`` must fail."""

    name: str
    file: str
    find: str
    replace: str
    test: str


def load() -> tuple[Control, ...]:
    with (Path(__file__).parent / "controls.toml").open("rb") as file:
        return tuple(Control(**entry) for entry in tomllib.load(file)["control"])


def scratch_copy(parent: Path) -> Path:
    copy = parent / "tree"
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    return copy


def run_tests(tree: Path, tests: list[str]) -> tuple[int, str]:
    """Pytest's exit code and the end of what it printed."""
    vectors = ROOT.parent / "shared" / "vectors"
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--rootdir", str(tree), *tests]
    environment = {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "QORGAN_VECTORS": str(vectors)}
    try:
        done = subprocess.run(
            command,
            cwd=tree,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1, f"no end within {TIMEOUT_SECONDS} s"
    return done.returncode, "\n".join((done.stdout + done.stderr).strip().splitlines()[-3:])


def try_control(control: Control) -> tuple[bool, str]:
    """Whether the test turned red, and why not where it did not."""
    with tempfile.TemporaryDirectory(prefix="qorgan-control-") as folder:
        tree = scratch_copy(Path(folder))
        target = tree / control.file
        text = target.read_text(encoding="utf-8")
        if text.count(control.find) != 1:
            return False, f"the patch fits {text.count(control.find)} places in {control.file}; it must fit exactly one"
        target.write_text(text.replace(control.find, control.replace), encoding="utf-8")
        code, tail = run_tests(tree, [control.test])
    return code == TEST_FAILED, "" if code == TEST_FAILED else f"pytest ended with {code}: {tail}"


def main() -> int:
    wanted = sys.argv[1:]
    controls = [control for control in load() if not wanted or control.name in wanted]
    with tempfile.TemporaryDirectory(prefix="qorgan-control-") as folder:
        code, tail = run_tests(scratch_copy(Path(folder)), sorted({control.test for control in controls}))
    if code != 0:
        print(f"the tests are not green before any defence is taken away:\n{tail}")
        return 1
    red = 0
    with ThreadPoolExecutor(WORKERS) as pool:
        for control, (turned_red, why) in zip(controls, pool.map(try_control, controls), strict=True):
            red += turned_red
            print(f"{'red  ' if turned_red else 'GREEN'}  {control.name:<28} {control.test}{'  ' + why if why else ''}", flush=True)
    print(f"{red} of {len(controls)} defences are guarded by a test")
    return 0 if red == len(controls) else 1


if __name__ == "__main__":
    sys.exit(main())
