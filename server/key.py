"""The log's signing key: a file that only its owner can read, beside the database and never in it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from crypto.codec import Reader, Writer, decode
from crypto.entropy import Entropy
from crypto.errors import Malformed, Usage
from crypto.note import check_name
from crypto.primitives import ed25519_public

NAME = "log.key"
_MAGIC = b"Qorgan 1 log key"


@dataclass(frozen=True)
class LogKey:
    origin: str
    public: bytes
    seed: bytes = field(repr=False)


def create(folder: Path, origin: str, entropy: Entropy) -> LogKey:
    """A new key in ``folder``. Raises ``Usage`` where there is one already: a log has one key for all its life."""
    try:
        check_name(origin)
    except Malformed as error:
        raise Usage(f"no such origin can be: {error}") from None
    path, seed = folder / NAME, entropy(32)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Usage(f"{path} exists already") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(Writer().raw(_MAGIC).opaque(origin.encode()).fixed(seed, 32).bytes())
        file.flush()
        os.fsync(file.fileno())
    return LogKey(origin, ed25519_public(seed), seed)


def read(folder: Path) -> LogKey:
    """The key of ``folder``. Raises ``Usage``: none, unreadable, or readable to others."""
    path = folder / NAME
    try:
        if path.stat().st_mode & 0o077:
            raise Usage(f"{path} can be read by others: chmod 600 it")
        origin, seed = decode(path.read_bytes(), _read)
    except FileNotFoundError:
        raise Usage(f"{path} is missing: run `python -m server log-key` first") from None
    except (Malformed, UnicodeDecodeError, PermissionError):
        raise Usage(f"{path} is no log key, or cannot be read") from None
    return LogKey(origin, ed25519_public(seed), seed)


def _read(reader: Reader) -> tuple[str, bytes]:
    if reader.fixed(len(_MAGIC)) != _MAGIC:
        raise Malformed("not a log key")
    return reader.opaque(256).decode(), reader.fixed(32)
