"""``make json``: writes docs/json.md, what scripts may rely on, from the tables of verbs and ``tests.cli.golden``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from client.cli.context import JSON_VERSION
from client.cli.main import PARTIES, load
from tests.cli.golden import VERBS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"

V = JSON_VERSION
EXAMPLES: dict[str, dict[str, Any]] = {
    "act": {
        "v": V, "next": [{"act": "order_security", "command": "qorgan officer order --number NUMBER", "lacks": ["number"]}],
        "entry": "5d0f…", "position": 7, "accepted_at": 1782900000000, "lines": ["..."],
    },
    "waits": {"v": V, "queued": True, "lines": ["waits in the outbox: ..."]},
    "view": {"v": V, "as_of": {"at": 1782900000000, "why": "", "line": "as of ..."}, "lines": ["..."]},
    "dry run": {
        "v": V, "dry_run": True, "would": [{"type": "note", "circle": "19263af4…"}], "whole": True,
        "lines": ["would be written: ...", "a dry run: nothing was kept, and nothing sent"],
    },
    "error": {"v": V, "error": "leak", "message": "this may give ... away: ...", "exit": 4, "lines": ["... (leak)"]},
    "event": {"v": V, "event": "shown", "lines": ["..."]},
}  # fmt: skip
"""One of each kind. ``tests.cli.test_json`` holds the keys against what the verbs really give."""

HEAD = """# JSON for scripts

With `--json` a command answers in JSON, one object a line, on standard output; nothing else is written there. This page is
written by `make json` from the tables of the verbs and from the recording in `tests/cli/golden`, which every test of a verb is
held against.

Every line has `v`, the version of this page: {version}. It is raised when a field is taken away or comes to mean something
else. New fields and new verbs come without that: pass over what you do not know. `lines` is what a person would have read, in
the language of the terminal (`QORGAN_LANG`); scripts read the other fields.

Hashes, circles and ids are hex, times are milliseconds since 1970 (UTC), codes are those of the law's tables and the same in
every language.

## Kinds of lines

An **act** tells where its record stands: `entry` (hash), `position` in its chain and `accepted_at`. `next`, where there is one:
the acts that follow, each with the `command` as it would be typed and `lacks`, the arguments that only a person can say.

{act}

An act whose record the server does not have yet has `queued` in their place (exit code 7): it is kept on this device and goes
with the next sync.

{waits}

A **view** of a file says as of when it knows (`as_of`: `at`, and `why` it is not newer, empty where the server was asked).

{view}

A **dry run** (`--dry-run`, officers) keeps and sends nothing. `would`: the records that competence, law and leak guard let
pass; `whole` is false where the act would go on after what could be judged. It goes by what this device knows, without asking
the server. What is not lawful is an error, as it would be without. An act that would change something before any record could
be judged is the error `dry-run`.

{dry run}

Where files are written, `out` (or `written`) says where. What an act tells while it still runs, and what `watch` sees, are
**events**, before the last line:

{event}

An **error** is the last line. `error` is a permanent code, `exit` the number with which the program ends ([exit
codes](exit-codes.md)).

{error}

In a **session** (`qorgan officer session`) the last line of each verb has `done`, its name, and `exit`; an error has `done`
beside `error`. `qorgan server` answers in the same way (`log-key`: `origin`, `key`, `verifier`; `init`: `name`, `fingerprint`;
`serve`: `listening`; `backup`: `copy`, `size`).

## Verbs

Fields that every answer of the verb has, beside `v` and `lines`; `[]` marks those of each item of a list. A verb without any
gives what its kind gives.
"""


def page() -> str:
    shown = {name: f"```json\n{json.dumps(each, ensure_ascii=False)}\n```" for name, each in EXAMPLES.items()}
    text = HEAD.replace("{version}", str(V))
    for name, each in shown.items():
        text = text.replace(f"{{{name}}}", each)
    return text + "".join(map(_table, (party for party in PARTIES if party != "server")))


def _table(party: str) -> str:
    return "\n".join((f"\n### qorgan {party}\n", "| verb | fields |", "| --- | --- |", *_rows(party))) + "\n"


def _rows(party: str) -> Iterator[str]:
    for name, verb in sorted(load(party).items()):
        if not verb.hidden:
            keys = VERBS.get(party, {}).get(name, {}).get("keys", ())
            yield f"| `{name}` | {', '.join(f'`{key}`' for key in keys)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit()
