"""What the server sees: its own database, read as its operator could, rendered line by line."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

CLASSES = {1: "commit", 2: "record", 3: "report"}
LEAVES = {2: "certificate", 3: "revocation list", 4: "reading-key statement", 5: "alarm"}


class BlindView:
    """Remembers up to where it has looked; ``news`` gives what came since."""

    def __init__(self, database: Path) -> None:
        self._path = database
        self._leaf, self._notice, self._blobs = 0, 0, 0
        self._due: dict[bytes, int | None] = {}

    def news(self, most: int = 12) -> list[str]:
        with sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=10) as database:
            lines = self._entries(database) + self._documents(database) + self._blob_lines(database)
            self._leaf = database.execute("SELECT coalesce(max(log_index) + 1, 0) FROM leaf").fetchone()[0]
            lines += self._deadlines(database) + self._notices(database)
        if len(lines) > most:
            lines = [*lines[: most - 1], f"... and {len(lines) - most + 1} more such lines"]
        return lines

    def _entries(self, database: sqlite3.Connection) -> list[str]:
        query = "SELECT circle, position, entry_class, author, length(data) FROM entry WHERE log_index >= ? ORDER BY log_index"
        return [
            f"circle {circle.hex()[:6]} #{position} {CLASSES[kind]} by {author.hex()[:6]}, {size:,} bytes sealed"
            for circle, position, kind, author, size in database.execute(query, (self._leaf,))
        ]

    def _documents(self, database: sqlite3.Connection) -> list[str]:
        query = "SELECT kind, count(*) FROM document WHERE log_index >= ? GROUP BY kind"
        return [f"log: {count} x {LEAVES[kind]}" for kind, count in database.execute(query, (self._leaf,))]

    def _blob_lines(self, database: sqlite3.Connection) -> list[str]:
        rows = database.execute("SELECT rowid, size, chunks, circle FROM blob WHERE rowid > ?", (self._blobs,)).fetchall()
        self._blobs = max((row[0] for row in rows), default=self._blobs)
        return [f"blob of {size:,} bytes in {chunks} chunks for circle {circle.hex()[:6]}" for _id, size, chunks, circle in rows]

    def _deadlines(self, database: sqlite3.Connection) -> list[str]:
        lines = []
        for identity, due, settled in database.execute("SELECT id, due_at, settled_at FROM deadline"):
            if identity not in self._due:
                lines.append(f"deadline {identity.hex()[:6]}: tell somebody at {_time(due)}")
            elif self._due[identity] is None and settled is not None:
                lines.append(f"deadline {identity.hex()[:6]} is settled")
            self._due[identity] = settled
        return lines

    def _notices(self, database: sqlite3.Connection) -> list[str]:
        rows = database.execute("SELECT seq, deadline, step FROM notice WHERE seq > ?", (self._notice,)).fetchall()
        self._notice = max((row[0] for row in rows), default=self._notice)
        return [f"deadline {identity.hex()[:6]} fired, step {step}" for _seq, identity, step in rows]


def _time(millis: int) -> str:
    return datetime.fromtimestamp(millis / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")
