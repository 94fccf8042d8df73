"""The shape of the code: what keeps the core replayable, the server blind in its words too, and files readable."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("crypto", "server", "client")
LONGEST_FILE = 450

# Words of the law that have no business on a blind server (style rule 17).
LAW_WORDS = re.compile(
    r"\b(witness(es)?|prosecutors?|pseudonyms?|relocat\w+|threats?|protected persons?|measures?|contracts?)\b",
    re.IGNORECASE,
)
# "Measure" in its everyday sense and names of the log's own field are no words of the law.
ALLOWED_LAW_WORDS = {"witness", "witnesses"}

IMPURE_CALLS = {
    "time.time", "time.monotonic", "time.time_ns", "datetime.now", "datetime.utcnow", "date.today", "datetime.datetime.now",
    "os.urandom", "secrets.token_bytes", "secrets.token_hex", "random.random", "uuid.uuid4", "open", "print", "input",
    "nacl.utils.random", "socket.socket",
}  # fmt: skip
# python -m crypto.mls.peer is a program: it reads lines and answers them.
PROGRAMS = {"crypto/mls/peer.py"}


def sources(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


@pytest.mark.parametrize("package", ["crypto", "client/law", "client/core/replica"])
def test_the_core_has_no_clock_no_disk_and_no_global_randomness(package: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sources(package)
        if str(path.relative_to(ROOT)) not in PROGRAMS
        for line, name in calls(ast.parse(path.read_text(encoding="utf-8")))
        if name in IMPURE_CALLS
    ]
    assert found == []


def test_no_assert_does_control_flow() -> None:
    """Under ``python -O`` an assert is gone (aiohttp's CVE-2025-69227)."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
    ]
    assert found == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(*PACKAGES)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_the_server_uses_no_word_of_the_law() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number} {match.group()}"
        for path in sources("server", "migrations")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in LAW_WORDS.finditer(line)
        if match.group().lower() not in ALLOWED_LAW_WORDS
    ]
    assert found == []


def test_nothing_is_left_to_do_later_in_the_code() -> None:
    marker = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources(*PACKAGES)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if marker.search(line)
    ]
    assert found == []


def test_what_a_run_prints_at_its_end_is_in_the_conftest_at_the_root() -> None:
    """With several processes only that one is loaded where the end is printed: the counts of the vectors were lost elsewhere."""
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("conftest.py"))
        if "def pytest_terminal_summary" in path.read_text(encoding="utf-8")
    ]
    assert found == ["tests/conftest.py"]


def _value_classes(path: Path) -> Iterator[tuple[int, str]]:
    """Each frozen class with what its decorator is called by the library: ``dataclasses``' or ours."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    origin = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(tree):
        for each in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            if isinstance(each, ast.Call) and {"frozen"} <= {keyword.arg for keyword in each.keywords} and not _ordered(each):
                name = ast.unparse(each.func)
                yield each.lineno, origin.get(name, name)


def _ordered(decorator: ast.Call) -> bool:
    return any(keyword.arg == "order" for keyword in decorator.keywords)


@pytest.mark.parametrize("package", ["crypto", "client/law", "client/core", "client/guard", "client/documents"])
def test_value_classes_are_made_by_the_decorator_that_is_quick(package: str) -> None:
    """A command makes some six hundred of them before it does anything."""
    found = [(path, line, name) for path in sources(package) if path.parent.name != "frozen" for line, name in _value_classes(path)]
    assert [f"{path.relative_to(ROOT)}:{line} {name}" for path, line, name in found if name != "crypto.frozen.dataclass"] == []
    assert len(found) > 5


HEAVY = {
    "aiohttp": "no server is asked",
    "PIL": "no image is cleaned",
    "lxml": "no office file is cleaned",
    "pikepdf": "no PDF file is cleaned",
    "pypdfium2": "no PDF file is read",
    "pyhanko": "no seal is put on",
    "segno": "no code is printed",
    "typst": "no paper is set",
    "sqlalchemy.ext.asyncio": "the store is asked in one thread",
    "client.documents": "no paper is made",
    "client.guard.cleaning": "no file leaves",
}
"""What a client that is only opened and looked at must not read, and why it needs none of it."""


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(("crypto.trust", "client.core.client"), id="a client"),
        pytest.param(("client.law.book", "client.law.catalogue", "client.app.casework.casework"), id="its files"),
    ],
)
def test_looking_at_files_reads_nothing_that_only_sending_and_printing_need(wanted: tuple[str, ...]) -> None:
    """Each of them would cost a tenth of a second or two at every command; what is needed is imported where it is used."""
    program = f"import sys, {', '.join(wanted)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert set(wanted) <= loaded
    assert sorted(loaded & HEAVY.keys()) == []


READ_BY_PEOPLE = {"client/guard/README.md", "client/law/CONFORMANCE.md"}
READ_BY_TESTS = {"client/law/ids.toml"}


def test_what_is_installed_carries_every_file_that_the_client_reads() -> None:
    """The names that pseudonyms are drawn from, the layout of papers, the texts."""
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    carried = {each for pattern in setup["package-data"]["client"] for each in (ROOT / "client").glob(pattern)}
    beside = {each for each in (ROOT / "client").rglob("*") if each.is_file() and not re.fullmatch(r"\.pyc?|\.\d+", each.suffix)}
    named = {path.relative_to(ROOT).as_posix() for path in beside - carried}
    assert named == READ_BY_PEOPLE | READ_BY_TESTS
