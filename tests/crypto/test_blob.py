"""Blobs: sealed in chunks that can be sealed again alike, opened only whole, unaltered and in order."""

from __future__ import annotations

import random
from dataclasses import replace

import nacl.bindings as sodium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.blob import PIECE, BlobOpener, BlobRef, BlobSealer, _stream, chunk_count, sealed_size
from crypto.errors import Forged, Malformed, Usage
from crypto.pad import LADDER
from crypto.primitives import sha256
from crypto.types import BlobId

ENTROPY = random.Random(5).randbytes


def seal(data: bytes) -> tuple[BlobRef, tuple[bytes, ...]]:
    sealer = BlobSealer.of(data, ENTROPY)
    chunks = sealer.seal_all(data)
    return sealer.ref("image/jpeg", "қар.jpg"), chunks


LONG = random.Random(6).randbytes(2 * PIECE + 500)
REF, CHUNKS = seal(LONG)


@pytest.mark.parametrize("size", [0, 1, 1020, 1021, 70_000, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1])
def test_a_file_of_any_size_comes_back(size: int) -> None:
    data = LONG[:size]
    ref, chunks = seal(data)
    assert len(chunks) == ref.chunks == chunk_count(size)
    assert sum(map(len, chunks)) == sealed_size(size)
    assert BlobOpener(ref).open_all(chunks) == data


def test_the_size_of_a_chunk_says_only_its_rung() -> None:
    sizes = {sealed_size(size) for size in range(5000)}
    assert sizes == {step + 24 + 17 for step in (1024, 4096, 16384)}
    assert len(CHUNKS[1]) == LADDER[-1] + 17


def test_sealing_again_gives_the_same_chunks_and_another_file_shares_none() -> None:
    def chunks(data: bytes) -> tuple[bytes, ...]:
        return BlobSealer(b"b" * 32, b"k" * 32, len(data), sha256(data)).seal_all(data)

    other = LONG[:-1] + bytes([LONG[-1] ^ 1])
    assert chunks(LONG) == chunks(LONG)
    assert not set(chunks(LONG)) & set(chunks(other))
    assert chunks(LONG)[0][:24] != chunks(other)[0][:24]


def test_a_given_header_starts_the_stream_that_libsodium_starts() -> None:
    """What libsodium pushes after drawing a header itself, our stream pushes for that header."""
    theirs = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(theirs, b"k" * 32)
    ours = _stream(header, b"k" * 32)
    for message in (b"one", b"two", b"three" * 1000):
        pushed = [sodium.crypto_secretstream_xchacha20poly1305_push(s, message, b"ad", 0) for s in (theirs, ours)]
        assert pushed[0] == pushed[1]


def test_a_file_that_changes_while_it_is_sealed_is_refused() -> None:
    sealer = BlobSealer(b"b" * 32, b"k" * 32, 3, sha256(b"abc"))
    for piece in (b"ab", b"abcd", b"abd"):
        with pytest.raises(Usage):
            sealer.seal(piece)
    with pytest.raises(Usage):
        sealer.ref("a/b", "x")


def test_chunks_cut_reordered_repeated_or_missing_are_refused() -> None:
    a, b, c = CHUNKS
    for chunks in (
        (a, b),
        (a,),
        (),
        (b, a, c),
        (a, c, b),
        (a, a, b),
        (a, b, c, c),
        (a, b, b),
        (b, c),
        (a, b, c[:-1]),
        (a[:30], b, c),
    ):
        with pytest.raises(Forged):
            BlobOpener(REF).open_all(chunks)


def test_flipped_bytes_are_refused() -> None:
    ref, (chunk,) = seal(b"small")
    for place in range(len(chunk)):
        with pytest.raises(Forged):
            BlobOpener(ref).open_all((chunk[:place] + bytes([chunk[place] ^ 1]) + chunk[place + 1 :],))


def test_a_failed_chunk_leaves_the_opener_where_it_was() -> None:
    opener = BlobOpener(REF)
    for bad in (b"", CHUNKS[1], CHUNKS[0][:-1]):
        with pytest.raises(Forged):
            opener.open(bad)
    assert opener.open_all(CHUNKS) == LONG


def test_another_key_id_size_or_hash_opens_nothing() -> None:
    ref, chunks = seal(b"small")
    for other in (
        replace(ref, key=bytes(32)),
        replace(ref, blob=BlobId(bytes(32))),
        replace(ref, size=4),
        replace(ref, sha256=bytes(32)),
        replace(ref, chunks=2),
    ):
        with pytest.raises(Forged):
            BlobOpener(other).open_all(chunks)


def test_the_same_chunks_under_two_keys_are_refused_by_the_hash() -> None:
    """The reference commits: whoever has another reference to altered chunks is told, whatever the cipher allows (security T29)."""
    first, chunks = seal(b"what one reader sees")
    second, others = seal(b"what another reader sees")
    with pytest.raises(Forged):
        BlobOpener(replace(first, key=second.key, blob=second.blob, size=second.size)).open_all(others)
    assert BlobOpener(first).open_all(chunks) == b"what one reader sees"


@given(
    st.binary(min_size=32, max_size=32),
    st.integers(0, 2**32),
    st.sampled_from(["a/b", "application/pdf"]),
    st.sampled_from(["x", "қар.jpg"]),
)
@settings(deadline=None)
def test_a_reference_reads_as_it_was_written(key: bytes, size: int, media: str, name: str) -> None:
    ref = BlobRef(REF.blob, key, size, chunk_count(min(size, 4 * 10**9)), key[::-1], media, name)
    if size <= 4 * 10**9:
        assert BlobRef.decode(ref.encode()) == ref


def test_a_reference_that_cannot_be_is_malformed() -> None:
    data = REF.encode()
    for end in range(len(data)):
        with pytest.raises(Malformed):
            BlobRef.decode(data[:end])
    for bad in (
        replace(REF, chunks=2),
        replace(REF, size=2**63),
        replace(REF, name="a/b"),
        replace(REF, name=".."),
        replace(REF, name="a\\b"),
        replace(REF, name="a\u202eb"),
        replace(REF, name=""),
        replace(REF, media_type="x"),
        replace(REF, media_type="a/b c"),
    ):
        with pytest.raises(Malformed):
            BlobRef.decode(bad.encode())
    with pytest.raises(Malformed):
        BlobRef.decode(data + b"\0")
    with pytest.raises(Malformed):
        BlobRef.decode(b"\x02" + data[1:])


def test_no_repr_shows_the_key_or_the_name() -> None:
    assert repr(REF.key) not in repr(REF)
    assert "қар" not in repr(REF)


def test_a_file_over_four_gibibytes_is_refused() -> None:
    for size in (4 * 1024**3 + 1, -1):
        with pytest.raises(Usage):
            chunk_count(size)
