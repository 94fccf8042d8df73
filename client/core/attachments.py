"""Attachments: a file sealed in chunks, sent so that a broken upload goes on, fetched into a side file until it is verified whole.

An upload's id and key are kept before the first chunk goes out. Sealing the same file again gives the same chunks
(``crypto.blob``), so only what the server lacks is sent; a file that has changed meanwhile gets a new id and key.
"""

from __future__ import annotations

import asyncio
import io
import mimetypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import delete, insert, select

from client.core import tables
from client.core.core import Core
from crypto.blob import MAX_SEALED_CHUNK, PIECE, BlobOpener, BlobRef, BlobSealer, sealed_size
from crypto.errors import Usage
from crypto.primitives import sha256_of
from crypto.types import BlobId, CircleId

Progress = Callable[[int, int], None]
"""Bytes of the file done, bytes of the file in all."""


async def upload(
    core: Core, circle: CircleId, path: Path, on_progress: Progress | None = None, content: bytes | None = None
) -> BlobRef:
    """Seal and send a file; the reference goes into a record or report. ``content`` is sent under the file's name in place of what
    the file holds. Raises ``Usage`` where it cannot be read."""

    def opened() -> BinaryIO:
        return path.open("rb") if content is None else io.BytesIO(content)

    size, digest = await asyncio.to_thread(_measure, path, opened)
    blob, key = _identity(core, circle, path, digest)
    sealer = BlobSealer(blob, key, size, digest)
    await core.transport.declare_blob(blob, circle, sealed_size(size), sealer.chunks)
    present = await core.transport.blob_chunks(blob)
    done = 0
    with opened() as file:
        for number in range(sealer.chunks):
            piece = file.read(PIECE)
            chunk = sealer.seal(piece)
            if number not in present:
                await core.transport.put_chunk(blob, number, chunk)
            done += len(piece)
            if on_progress is not None:
                on_progress(done, size)
    with core.store.begin() as connection:
        connection.execute(delete(tables.upload).where(tables.upload.c.blob == blob))
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return sealer.ref(media_type, path.name)


async def fetched(core: Core, ref: BlobRef) -> bytes:
    """As ``download``, in memory alone: for what must leave no trace on a disk. Raises ``Forged`` (``bad-blob``)."""
    opener = BlobOpener(ref)
    pieces = [opener.open(await core.transport.get_chunk(ref.blob, number, MAX_SEALED_CHUNK)) for number in range(ref.chunks)]
    opener.finish()
    return b"".join(pieces)


async def download(core: Core, ref: BlobRef, path: Path, on_progress: Progress | None = None) -> None:
    """Fetch, open and verify a file; ``path`` appears only when it is whole. Raises ``Forged`` (``bad-blob``)."""
    opener, part, done = BlobOpener(ref), path.with_name(path.name + ".part"), 0
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise Usage("{path} cannot be written: {error}", "cannot-write", path=path, error=error.strerror) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            for number in range(ref.chunks):
                piece = opener.open(await core.transport.get_chunk(ref.blob, number, MAX_SEALED_CHUNK))
                file.write(piece)
                done += len(piece)
                if on_progress is not None:
                    on_progress(done, ref.size)
            opener.finish()
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _measure(path: Path, opened: Callable[[], BinaryIO]) -> tuple[int, bytes]:
    try:
        with opened() as file:
            digest = sha256_of(iter(lambda: file.read(PIECE), b""))
            return file.tell(), digest
    except OSError as error:
        raise Usage("{path} cannot be read: {error}", "cannot-read", path=path, error=error.strerror) from None


def _identity(core: Core, circle: CircleId, path: Path, digest: bytes) -> tuple[BlobId, bytes]:
    """Id and key of an upload that broke off, or new ones."""
    source, columns = f"{digest.hex()} {path.name}", tables.upload.c
    with core.store.begin() as connection:
        found = connection.execute(
            select(columns.blob, columns.key).where((columns.circle == circle) & (columns.source == source))
        ).first()
        if found is not None:
            return BlobId(found.blob), found.key
        blob, key = BlobId(core.entropy(32)), core.entropy(32)
        connection.execute(insert(tables.upload).values(blob=blob, circle=circle, source=source, key=key))
    return blob, key
