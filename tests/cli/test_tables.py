"""The command line is tables, functions of a few lines, and printing: what is done and seen is in ``client.app``."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.app.outcome import Next
from client.cli.main import load
from client.cli.showing import command, verb_of

ROOT = Path(__file__).resolve().parents[2]
CLI = sorted((ROOT / "client/cli").rglob("*.py"))
BELOW = ("client.app", "client.law", "client.core", "client.documents", "client.guard")
LONGEST, ON_AVERAGE = 25, 12
LAYOUT = {("agreeing.py", "verbs"), ("newdata.py", "verbs")}
"""Tables of arguments that are functions, since how the person comes in is an argument of them."""
PROGRAM = "import sys, importlib; importlib.import_module(sys.argv[1]); print(*sys.modules)"


def at_load(body: list[ast.stmt]) -> Iterator[str]:
    """The modules that are imported as this one is; what only a type checker reads is not."""
    for node in body:
        match node:
            case ast.Import():
                yield from (each.name for each in node.names)
            case ast.ImportFrom(module=str(module)):
                yield module
                yield from (f"{module}.{each.name}" for each in node.names)
            case ast.If() if ast.unparse(node.test) == "TYPE_CHECKING":
                yield from at_load(node.orelse)
            case ast.If() | ast.Try() | ast.With() | ast.ClassDef():
                yield from at_load([each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt)])


def below(module: str) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in BELOW)


@pytest.mark.parametrize("path", CLI, ids=str)
def test_no_module_of_the_command_line_imports_a_use_case_as_it_is_loaded(path: Path) -> None:
    assert list(filter(below, at_load(ast.parse(path.read_text(encoding="utf-8")).body))) == []


@pytest.mark.parametrize("party", ["main", "authority", "officer", "person", "prosecutor", "verify"])
def test_the_tables_of_a_party_load_nothing_of_the_law_nor_of_the_channel(party: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, f"client.cli.{party}"], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert f"client.cli.{party}" in loaded
    assert list(filter(below, loaded)) == []


@pytest.mark.parametrize("path", CLI, ids=str)
def test_the_command_line_neither_writes_nor_reaches_the_channel_by_itself(path: Path) -> None:
    reached = {node.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)}
    assert reached & {"channel", "writing"} == set()


def lengths() -> Iterator[tuple[str, str, int]]:
    """File, function, lines of its body without what describes it."""
    for path in CLI:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                yield path.name, node.name, (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_of_the_command_line_have_a_few_lines() -> None:
    found = list(lengths())
    assert [each for each in found if each[2] > LONGEST and each[:2] not in LAYOUT] == []
    assert sum(lines for _path, _name, lines in found) / len(found) <= ON_AVERAGE


def acts_given() -> set[str]:
    """Of each ``Next("...")`` of the use cases; those that come from the table of the board are in tests/app/test_board.py."""
    found: set[str] = set()
    for path in (ROOT / "client/app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Next") and node.args:
                found |= {str(each.value) for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)}
    return found


@pytest.mark.parametrize("act", sorted(acts_given()))
def test_an_act_that_comes_next_is_a_verb(act: str) -> None:
    program, verb = verb_of(act)
    assert verb in load(program.split()[-1]).values()


def test_who_has_no_verb_for_an_act_is_shown_the_command_of_who_has_it() -> None:
    assert verb_of("approve_policy", "qorgan prosecutor")[1].name == "policy-consent"
    assert verb_of("approve_policy")[1].name == "policy-approve"
    assert verb_of("take_order", "qorgan person")[0] == "qorgan officer"
    assert verb_of("sign", "qorgan officer")[0] == "qorgan person"


def test_what_a_verb_takes_no_argument_for_is_left_out_of_its_command() -> None:
    assert (
        command(Next("explain", (("file", "3fa1"), ("breach", "51ab"))), "qorgan person") == "qorgan person explain --breach 51ab"
    )
