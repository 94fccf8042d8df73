"""The codes that a record may hold: gathered from where the records check them."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

RECORDS = Path(__file__).resolve().parents[1] / "client" / "law" / "records"


def coded_fields() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Module of the records, field (the name of what is checked), codes."""
    for path in sorted(RECORDS.glob("*.py")):
        module = importlib.import_module(f"client.law.records.{path.stem}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "wants_one_of":
                checked, allowed = node.args[0], node.args[1]
                names = eval(compile(ast.Expression(allowed), path.name, "eval"), vars(module))
                field = checked.attr if isinstance(checked, ast.Attribute) else ast.unparse(checked)
                yield path.stem, field, frozenset(str(name) for name in names) - {""}
