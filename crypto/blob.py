"""Blobs: files sealed in chunks with libsodium's secretstream (XChaCha20-Poly1305), and the reference that opens them.

    piece     262,140 bytes of the file; the last piece has the rest (a file of no bytes has one empty piece)
    chunk i   secretstream_push(pad(piece), ad = "Qorgan 1 blob" || blob || u32 i, tag = FINAL at the last, else MESSAGE)
              chunk 0 starts with the stream's 24-byte header
    header    HKDF(key, "Qorgan 1 blob header" || blob || SHA-256(file) || u64 size), 24 bytes

The header is derived instead of drawn, so that sealing a file again gives the same chunks: an upload that broke off goes on with
the chunks that the server has not. Another file under the same key would have another header. The reference carries the hash of
all chunks: secretstream alone does not commit to its key. See docs/spec/blob.md.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final

import nacl.bindings as sodium

from crypto.codec import Reader, Writer, decode
from crypto.entropy import Entropy
from crypto.errors import Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.pad import LADDER, MAX_PLAINTEXT, pad, rung, unpad
from crypto.primitives import equal, hkdf, sha256
from crypto.types import BlobId

PIECE: Final = MAX_PLAINTEXT
HEADER: Final = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
OVERHEAD: Final = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
MAX_SEALED_CHUNK: Final = HEADER + LADDER[-1] + OVERHEAD
MAX_CHUNKS: Final = 16_384
"""4 GiB."""
VERSION: Final = 1

_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def chunk_count(size: int) -> int:
    """The chunks of a file of ``size`` bytes. Raises ``Usage`` over 4 GiB."""
    count = max(1, -(-size // PIECE))
    if size < 0 or count > MAX_CHUNKS:
        raise Usage("a file is too large", "too-large")
    return count


def sealed_size(size: int) -> int:
    """The bytes of all chunks together: what the server stores and sees."""
    count = chunk_count(size)
    return HEADER + (count - 1) * LADDER[-1] + rung(size - (count - 1) * PIECE) + count * OVERHEAD


@dataclass(frozen=True)
class BlobRef:
    """All that a reader needs, the key included: it stands inside sealed records only. ``sha256`` is that of all chunks."""

    blob: BlobId
    key: bytes = field(repr=False)
    size: int
    chunks: int
    sha256: bytes
    media_type: str
    name: str = field(repr=False)

    def encode(self) -> bytes:
        writer = Writer().u8(VERSION).fixed(self.blob, 32).fixed(self.key, 32).u64(self.size).u32(self.chunks)
        return writer.fixed(self.sha256, 32).opaque(self.media_type.encode()).opaque(self.name.encode()).bytes()

    @staticmethod
    def decode(data: bytes) -> BlobRef:
        """Raises ``Malformed``."""
        return decode(data, _read)


def check_names(media_type: str, name: str) -> None:
    """A media type "a/b" in ASCII, and a bare file name: no folder, control or format characters. Raises ``Usage``."""
    kind, slash, rest = media_type.partition("/")
    plain = media_type.isascii() and media_type.isprintable() and " " not in media_type and len(media_type) <= 127
    if not (plain and kind and slash and rest):
        raise Usage("not a media type", "bad-media-type")
    hidden = any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in name)
    if hidden or not name or name in {".", ".."} or set(name) & {"/", "\\"} or len(name.encode("utf-8", "replace")) > 255:
        raise Usage("not a bare file name", "bad-file-name")


class BlobSealer:
    """Seals one file, piece by piece. The caller has read the file once before, for its size and hash.

    ``digest`` is the SHA-256 of the file. A file that has changed meanwhile is refused at its last piece, with ``Usage``.
    """

    def __init__(self, blob: bytes, key: bytes, size: int, digest: bytes) -> None:
        self.chunks = chunk_count(size)
        self._blob, self._key, self._size, self._digest = BlobId(blob), key, size, digest
        header = _header(self._blob, key, digest, size)
        self._stream = _stream(header, key)
        self._next = 0
        self._prefix = header
        self._seen, self._sealed = hashlib.sha256(), hashlib.sha256()

    @staticmethod
    def of(data: bytes, entropy: Entropy) -> BlobSealer:
        """For a file in memory, with a new id and key."""
        return BlobSealer(entropy(32), entropy(32), len(data), sha256(data))

    def seal(self, piece: bytes) -> bytes:
        """The next chunk. Raises ``Usage`` where the piece is not of its size, comes after the last, or the file has changed."""
        last = self._next == self.chunks - 1
        if self._next >= self.chunks or len(piece) != (self._size - self._next * PIECE if last else PIECE):
            raise Usage("a piece is not of its size: the file has changed", "changed")
        self._seen.update(piece)
        if last and self._seen.digest() != self._digest:
            raise Usage("the file has changed while it was being sealed", "changed")
        tag = _FINAL if last else _MESSAGE
        body = sodium.crypto_secretstream_xchacha20poly1305_push(self._stream, pad(piece), _ad(self._blob, self._next), tag)
        chunk: bytes = self._prefix + body
        self._prefix = b""
        self._next += 1
        self._sealed.update(chunk)
        return chunk

    def seal_all(self, data: bytes) -> tuple[bytes, ...]:
        """All chunks of a file in memory."""
        return tuple(self.seal(data[i * PIECE : (i + 1) * PIECE]) for i in range(self.chunks))

    def ref(self, media_type: str, name: str) -> BlobRef:
        """The reference, once all is sealed. Raises ``Usage`` before, or for names that cannot be."""
        if self._next != self.chunks:
            raise Usage("not all pieces have been sealed")
        check_names(media_type, name)
        return BlobRef(self._blob, self._key, self._size, self.chunks, self._sealed.digest(), media_type, name)


class BlobOpener:
    """Opens the chunks of one blob in order. Nothing is known to be whole before ``finish``: write to a side file until then."""

    def __init__(self, ref: BlobRef) -> None:
        self._ref = ref
        self._next = 0
        self._stream: sodium.crypto_secretstream_xchacha20poly1305_state | None = None
        self._header = b""
        self._seen, self._sealed = hashlib.sha256(), hashlib.sha256()

    def open(self, chunk: bytes) -> bytes:
        """The next piece. Raises ``Forged`` ("bad-blob")."""
        if self._next >= self._ref.chunks or len(chunk) > MAX_SEALED_CHUNK:
            raise Forged("a blob has a chunk too many or too large", "bad-blob")
        header, body, stream = self._header, chunk, self._stream
        if stream is None:
            header, body = chunk[:HEADER], chunk[HEADER:]
            if len(header) != HEADER:
                raise Forged("a blob has no header", "bad-blob")
            stream = _stream(header, self._ref.key)
        piece, tag = self._pull(stream, body)
        last = self._next == self._ref.chunks - 1
        size = self._ref.size - self._next * PIECE if last else PIECE
        if tag != (_FINAL if last else _MESSAGE) or len(piece) != size:
            raise Forged("a chunk of a blob stands at another place", "bad-blob")
        self._header, self._stream = header, stream
        self._next += 1
        self._seen.update(piece)
        self._sealed.update(chunk)
        return piece

    def finish(self) -> None:
        """That all chunks came and are those of the reference. Raises ``Forged`` ("bad-blob")."""
        header = _header(self._ref.blob, self._ref.key, self._seen.digest(), self._ref.size)
        whole = self._next == self._ref.chunks and equal(self._sealed.digest(), self._ref.sha256)
        if not whole or not equal(header, self._header):
            raise Forged("a blob is not the one of its reference", "bad-blob")

    def open_all(self, chunks: Iterable[bytes]) -> bytes:
        """The whole file, in memory. Raises ``Forged``."""
        data = b"".join(self._each(chunks))
        self.finish()
        return data

    def _each(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            yield self.open(chunk)

    def _pull(self, stream: sodium.crypto_secretstream_xchacha20poly1305_state, body: bytes) -> tuple[bytes, int]:
        if len(body) < OVERHEAD:
            raise Forged("a chunk of a blob is too short", "bad-blob")
        try:
            padded, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(stream, body, _ad(self._ref.blob, self._next))
            return unpad(padded), tag
        except (RuntimeError, Malformed):
            raise Forged("a chunk of a blob does not hold", "bad-blob") from None


def _stream(header: bytes, key: bytes) -> sodium.crypto_secretstream_xchacha20poly1305_state:
    """A stream's state for a given header. libsodium starts both directions alike; only its init_push draws the header itself."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    return state


def _header(blob: bytes, key: bytes, digest: bytes, size: int) -> bytes:
    return hkdf(key, b"Qorgan 1 blob header" + blob + digest + size.to_bytes(8, "big"), HEADER)


def _ad(blob: bytes, index: int) -> bytes:
    return b"Qorgan 1 blob" + blob + index.to_bytes(4, "big")


def _read(reader: Reader) -> BlobRef:
    if reader.u8() != VERSION:
        raise Malformed("a reference to a blob of an unknown version")
    blob, key, size, chunks, digest = BlobId(reader.fixed(32)), reader.fixed(32), reader.u64(), reader.u32(), reader.fixed(32)
    try:
        media_type, name = reader.opaque(127).decode("ascii"), reader.opaque(255).decode()
        check_names(media_type, name)
        if chunks != chunk_count(size):
            raise Usage("another number of chunks")
    except (UnicodeDecodeError, Usage):
        raise Malformed("a reference to a blob that cannot be") from None
    return BlobRef(blob, key, size, chunks, digest, media_type, name)
