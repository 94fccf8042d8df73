"""The sentences of errors, gathered from where they are raised.

Where the line runs: whatever an error says goes into the catalogues, but for details that only damaged or hostile bytes can cause,
or a fault of ours: all of ``crypto/mls``, records that are spelt wrongly, and each ``Malformed`` but those about what a person
hands in (a card, a half of a key, a certificate, a document). Details stay in English, within a sentence of the reader's language
(``client.words.errors``).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("crypto", "client")
ERRORS = frozenset(
    {"Usage", "Refused", "Forged", "Malformed", "CannotOpen", "Held", "Offline", "Busy", "Stale", "StaleHead", "error"}
    | {"NotOfTheForm", "MissingField", "CannotTypeset", "SaysTooMuch", "TellsTooMuch", "BadDirectory"}
)
"""``error``: a class that is an argument."""
HANDED_IN = frozenset(
    {"bad-card", "bad-card-sum", "other-card", "bad-half", "bad-code", "bad-certificate", "bad-pdf", "no-seal", "identity-form"}
    | {"pseudonym"}
)
_NO_WORDS = frozenset({"code", "retry_after"})


class Raised(NamedTuple):
    """``template`` is None where it is not a literal, ``words`` where they are handed on."""

    where: str
    template: str | None
    words: frozenset[str] | None
    said: str
    detail: bool


def raised() -> Iterator[Raised]:
    """Every error that ``crypto`` and the client make."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _name(node) in ERRORS and node.args:
                    yield _raised(path.relative_to(ROOT).as_posix(), node)


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _raised(path: str, node: ast.Call) -> Raised:
    first, names = node.args[0], [each.arg for each in node.keywords]
    template = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
    words = None if None in names else frozenset(name for name in names if name is not None) - _NO_WORDS
    code = ast.literal_eval(node.args[1]) if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) else ""
    handed_in = _name(node) != "Malformed" or code in HANDED_IN
    detail = path.startswith("crypto/mls/") or code == "malformed-record" or not handed_in
    return Raised(f"{path}:{node.lineno}", template, words, ast.unparse(first), detail)
