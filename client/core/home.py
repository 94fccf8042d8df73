"""A home directory: one client's files, its lock, and the key that its passphrase gives.

    home/lock        held (flock) by the one process that may use the home
    home/store.json  {"version", "kdf", "ops", "mem_bytes", "salt"}: how the passphrase becomes the store's raw key
    home/store.db    the encrypted store (SQLCipher); home/outgoing/: attachments on their way, already sealed

The salt is no secret. Whoever alters ``ops`` or ``mem_bytes`` gains nothing: below the floor the key derivation refuses.
Not done: a lock across machines (a home on a network drive), and locking on systems without ``fcntl``.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import re
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from crypto.entropy import Entropy
from crypto.errors import Usage
from crypto.primitives import ARGON2_MIN_BYTES, ARGON2_MIN_OPS, argon2id

_VERSION = 1
_SALT = re.compile(r"[0-9a-f]{32}")


class HomeLock:
    """An advisory lock on one file; the system drops it when the process ends, however it ends."""

    def __init__(self, home: Path) -> None:
        self._path = home / "lock"
        self._file: int | None = None

    def acquire(self) -> None:
        """Raises ``Usage`` (code ``home-in-use``) where another client has the home open."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            raise Usage("another client has this home open", "home-in-use") from None
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def make_home(home: Path, entropy: Entropy) -> None:
    """A new home with a fresh salt. Raises ``Usage`` (``home-exists``) where there is a store already."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (home / "store.db").exists() or (home / "store.json").exists():
        raise Usage("there is a store in this home already", "home-exists")
    parameters = {
        "version": _VERSION,
        "kdf": "argon2id",
        "ops": ARGON2_MIN_OPS,
        "mem_bytes": ARGON2_MIN_BYTES,
        "salt": entropy(16).hex(),
    }
    write_durably(home / "store.json", json.dumps(parameters).encode())


def discard_home(home: Path) -> None:
    """Take back a ``make_home`` whose store could not be made."""
    for name in ("store.json", "store.db", "store.db-wal", "store.db-shm"):
        with contextlib.suppress(FileNotFoundError):
            (home / name).unlink()


def store_key(home: Path, passphrase: str) -> bytes:
    """The raw key (32 bytes) of the store. Raises ``Usage`` for a missing or altered parameter file."""
    try:
        parameters: Any = json.loads((home / "store.json").read_bytes())
    except FileNotFoundError:
        raise Usage("there is no store in this home: set it up first", "no-home") from None
    except ValueError:
        parameters = None
    if not isinstance(parameters, dict) or parameters.get("version") != _VERSION or parameters.get("kdf") != "argon2id":
        raise Usage("store.json is damaged or of a newer version", "bad-home")
    ops, mem_bytes, salt = parameters.get("ops"), parameters.get("mem_bytes"), parameters.get("salt")
    if type(ops) is not int or type(mem_bytes) is not int or not isinstance(salt, str) or not _SALT.fullmatch(salt):
        raise Usage("store.json is damaged", "bad-home")
    if ops > 64 or mem_bytes > 1 << 31:
        raise Usage("store.json asks for more memory or time than any client sets", "bad-home")
    return argon2id(passphrase.encode(), bytes.fromhex(salt), ops=ops, mem_bytes=mem_bytes)


def unlocking(home: Path, passphrase: str) -> Awaitable[bytes]:
    """``store_key``, begun at once in a thread: while it runs, whoever opens the store reads the modules that come next."""
    key = asyncio.get_running_loop().run_in_executor(None, store_key, home, passphrase)
    key.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody may come for it where the lock is taken
    return key


def write_durably(path: Path, data: bytes) -> None:
    """Write a small file so that it is there whole or not at all after a power loss."""
    part = path.with_name(path.name + ".part")
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, data)
        os.fsync(file)
    finally:
        os.close(file)
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
