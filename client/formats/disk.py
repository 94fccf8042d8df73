"""Files that the user names: read with a bound, written where nothing is yet, all or nothing. In a dry run none is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from crypto.errors import Refused, Usage

_STILL: ContextVar[bool] = ContextVar("still", default=False)


@contextmanager
def untouched() -> Iterator[None]:
    """Meanwhile nothing is written: whoever wants to gets ``Refused`` (``dry-run``). Threads started from here know it too."""
    token = _STILL.set(True)
    try:
        yield
    finally:
        _STILL.reset(token)


def _may_write() -> None:
    if _STILL.get():
        raise Refused("a dry run ends here: next, a file would be written", "dry-run")


def read_file(path: str, limit: int = 1 << 20) -> bytes:
    """The bytes of a file that the user names. Raises ``Usage`` with one line where it cannot be read or is too large."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise Usage("{path}: {reason}", path=path, reason=error.strerror) from None
    if len(data) > limit:
        raise Usage("{path}: larger than {limit} bytes", path=path, limit=limit)
    return data


def read_text(path: str) -> str:
    """UTF-8 text of a file that the user names. Raises ``Usage``."""
    try:
        return read_file(path).decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise Usage("{path}: not UTF-8 text", path=path) from None


def write_new(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Write ``data`` where nothing is yet; a secret file is the owner's alone. Raises ``Usage``."""
    _may_write()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise Usage("{path}: is there already", path=path) from None
    except OSError as error:
        raise Usage("{path}: {reason}", path=path, reason=error.strerror) from None


@contextmanager
def room_for(path: Path, size: int) -> Iterator[Callable[[bytes], None]]:
    """Room for ``size`` bytes where nothing is yet, the owner's alone, so that what must be recorded first is not recorded for a
    file that cannot be written. What is given fills it; where that is never called, or fails, nothing is left there. Raises
    ``Usage``."""
    if _STILL.get():
        nothing_there(path)
        yield lambda data: _may_write()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Usage("{path}: is there already", path=path) from None
    except OSError as error:
        raise Usage("{path}: {reason}", path=path, reason=error.strerror) from None
    filled = False

    def fill(data: bytes) -> None:
        nonlocal filled
        with _told(path):
            file.seek(0)
            file.write(data)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
        filled = True

    with os.fdopen(descriptor, "wb") as file:
        try:
            with _told(path):
                os.posix_fallocate(descriptor, 0, size)
            yield fill
        finally:
            if not filled:
                path.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Usage("{path}: {reason}", path=path, reason=error.strerror) from None


def make_folder(path: Path) -> None:
    """With those above it, where they are not there yet. Raises ``Usage``."""
    _may_write()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Usage("{path}: {reason}", path=path, reason=error.strerror) from None


def nothing_there(path: Path) -> None:
    """For what may only be done once the file can be written. Raises ``Usage``."""
    if path.exists():
        raise Usage("{path}: is there already", path=path)


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` in the place of what is there, all or nothing. Raises ``Usage``."""
    _may_write()
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    write_new(fresh, data)
    fresh.replace(path)
