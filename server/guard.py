"""The rollback guard: the newest checkpoint, kept in a file outside the database.

Two slots of 512 bytes are written in turn, so one of them is whole at any moment. The file is written after each commit and
before its acknowledgements, and is not synced: after a power cut it may be older than the database, which is harmless. If it is
ever newer, or has another root at its size, the database was rolled back or exchanged, and the server refuses to start.
"""

from __future__ import annotations

import os
from pathlib import Path

from crypto.errors import QorganError, Usage
from crypto.log import Checkpoint, MerkleTree, open_checkpoint
from server.key import LogKey

NAME = "checkpoint"
_SLOT = 512


class Guard:
    """The open file."""

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._slot = 0

    def check(self, tree: MerkleTree, key: LogKey) -> None:
        """Raises ``Usage`` ("rolled-back") unless ``tree`` continues what this server has signed."""
        newest: Checkpoint | None = None
        data = os.pread(self._descriptor, 2 * _SLOT, 0)
        for slot in range(0, len(data), _SLOT):
            try:
                found = open_checkpoint(data[slot : slot + _SLOT].rstrip(b"\0").decode(), key.origin, key.public)
            except (QorganError, UnicodeDecodeError):
                continue
            newest = found if newest is None or found.size > newest.size else newest
        if newest is None:
            if data.strip(b"\0"):
                raise Usage("the checkpoint file cannot be read: the log cannot be told from a rolled back one", "rolled-back")
        elif newest.size > tree.size or tree.root(newest.size) != newest.root:
            raise Usage(f"the log was at {newest.size} leaves and is another now: it was rolled back", "rolled-back")

    def write(self, note: str) -> None:
        data = note.encode()
        if len(data) > _SLOT:
            raise ValueError("a checkpoint is larger than its slot")
        os.pwrite(self._descriptor, data.ljust(_SLOT, b"\0"), self._slot * _SLOT)
        self._slot ^= 1

    def close(self) -> None:
        os.close(self._descriptor)
