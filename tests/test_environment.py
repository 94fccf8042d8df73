"""docs/environment.md names every variable that the program reads, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "environment.md"
FOLDERS = ("crypto", "client", "server", "demo")
LIKE_OURS = re.compile(r"_?QORGAN_[A-Z_]+|LC_[A-Z]+|LANG(?:UAGE)?|PYTHON[A-Z]{4,}")
READERS = {
    "client/cli/completion.py",
    "client/cli/context.py",
    "client/cli/main.py",
    "client/cli/texts.py",
    "demo/modified.py",
    "demo/parties.py",
}
"""The modules that touch the environment. A new one is looked at before it comes here: below the command line nothing reads it."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def touches_environment(tree: ast.Module) -> bool:
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}
    return bool(names & {"environ", "environb", "getenv", "getenvb", "putenv"})


def variables(tree: ast.Module) -> set[str]:
    """The names asked for in the place itself, and every text that looks like one of ours."""
    found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in found if LIKE_OURS.fullmatch(text)} | set(_asked_for(tree))


def _asked_for(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
            key = node.slice
        elif isinstance(node, ast.Call) and re.search(r"environ\.\w+$|getenv$", ast.unparse(node.func)) and node.args:
            key = node.args[0]
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def told() -> set[str]:
    return set(re.findall(r"`([A-Z_]{4,})`", PAGE.read_text(encoding="utf-8")))


def read() -> set[str]:
    return {name for path, tree in modules() if path in READERS for name in variables(tree)}


def test_every_variable_that_is_read_is_on_the_page() -> None:
    assert read() - told() == set()


def test_the_page_names_no_variable_that_nobody_reads() -> None:
    keywords = {"PYTHONUNBUFFERED"}  # set for the parties of the story, by a keyword
    assert told() - read() <= keywords


def test_only_the_command_line_and_the_story_read_the_environment() -> None:
    assert {path for path, tree in modules() if touches_environment(tree)} == READERS


def test_a_variable_is_found_however_it_is_read() -> None:
    tree = ast.parse(
        'import os\nos.environ["A"]; os.environ.get("B", ""); os.getenv("C")\nfor n in ("QORGAN_D", "LANG"): os.environ.get(n)'
    )
    assert touches_environment(tree)
    assert variables(tree) == {"A", "B", "C", "QORGAN_D", "LANG"}


def test_no_proxy_of_the_environment_stands_between_client_and_server() -> None:
    assert [path for path, tree in modules() if "trust_env" in ast.unparse(tree)] == []
