"""What scripts may rely on: verbs, their arguments and the keys of ``--json``, recorded before the parser was changed.

``verbs.json`` was recorded by the suite and by the story at 4ff4261. What it names stays: whoever takes something away edits it and
says so. New verbs, flags that need not be said, and keys may come. Taken away: the language of what a person writes is that of
their terminal, no longer Kazakh whatever they chose.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VERBS: dict[str, dict[str, dict[str, Any]]] = json.loads((Path(__file__).parent / "verbs.json").read_text(encoding="utf-8"))


def missing_keys(party: str, verb: str, data: Any) -> list[str]:
    """The keys that every answer of this verb had, and that ``data`` lacks: ``records[].type`` is one of each record."""
    recorded = VERBS.get(party, {}).get(verb, {}).get("keys", ())
    return [path for path in recorded if not all(_has(data, path.split(".")))]


def _has(value: Any, path: list[str]) -> Iterator[bool]:
    name, listed = path[0].removesuffix("[]"), path[0].endswith("[]")
    inner = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, dict) or name not in value:
        yield False
    elif len(path) > 1:
        for each in inner or () if listed else (inner,):
            yield from _has(each, path[1:])
    else:
        yield True
