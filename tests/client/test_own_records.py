"""The channel writes one kind of record by itself, and no other: all else is somebody's, and passes the one way out."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN = {"client/core/replica/late.py"}
"""The answer of a member's client to a reader whose seal was wrong (docs/spec/ledger.md)."""
FORM = {"client/core/records.py"}
"""Where a record is read from its bytes."""


def made_in(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(each, ast.Call) and ast.unparse(each.func) in ("Record", "records.Record") for each in ast.walk(tree))


def test_the_records_that_the_channel_makes_by_itself_stand_in_a_closed_list() -> None:
    found = {str(path.relative_to(ROOT)) for path in (ROOT / "client" / "core").rglob("*.py") if made_in(path)}
    assert found == OWN | FORM


def test_only_the_one_way_out_appends_or_reports() -> None:
    """By type a screen has no pen (``tests/app/test_pen.py``); here by the sources, in all of the client."""
    allowed = {"client/app/writing.py", "client/core/client.py"}
    found = set()
    for path in (ROOT / "client").rglob("*.py"):
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            call = isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in ("append", "report")
            if call and ast.unparse(each.func.value).split(".")[-1] in ("client", "_client", "channel", "_channel"):  # type: ignore[attr-defined]
                found.add(str(path.relative_to(ROOT)))
    assert found <= allowed
