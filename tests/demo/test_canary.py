"""The search of the story's last step finds what it claims to find, and nothing where nothing is."""

from __future__ import annotations

import base64
import os
import zlib
from pathlib import Path

import pytest

from demo.canary import Canary, encodings, plant, search
from demo.photo import write_photo

KAZAKH = Canary("kazakh", "қорғалатын адамның мекенжайы".encode())
RUSSIAN = Canary("russian", "адрес защищаемого лица".encode())
BYTES = Canary("bytes", bytes(range(200, 248)))


def noise(tmp_path: Path, size: int = 200_000) -> Path:
    path = tmp_path / "noise"
    path.write_bytes(os.urandom(size))
    return path


@pytest.mark.parametrize("canary", [KAZAKH, RUSSIAN, BYTES], ids=lambda canary: canary.name)
def test_a_planted_canary_is_found_in_every_encoding(canary: Canary, tmp_path: Path) -> None:
    path = noise(tmp_path)
    planted = plant(path, canary)
    assert set(planted) <= {hit.encoding for hit in search([path], [canary])}
    assert len(planted) >= 6


def test_nothing_is_found_in_noise(tmp_path: Path) -> None:
    assert search([noise(tmp_path)], [KAZAKH, RUSSIAN, BYTES]) == []


@pytest.mark.parametrize("before", range(6))
def test_base64_is_found_wherever_the_text_starts_in_it(before: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(base64.b64encode(b"x" * before + KAZAKH.data + b"tail"))
    assert any(hit.encoding.startswith("base64") for hit in search([path], [KAZAKH]))


def test_text_that_cp1251_has_is_looked_for_in_cp1251() -> None:
    names = {name for name, _pattern in encodings(RUSSIAN)}
    assert {"cp1251", "utf-16-le", "utf-16-be", "url", "json", "hex"} <= names
    assert "cp1251" not in {name for name, _pattern in encodings(KAZAKH)}


def test_a_text_inside_a_compressed_stream_is_found(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for level in (1, 6, 9):
        path.write_bytes(os.urandom(99) + zlib.compress(b"a" * 500 + KAZAKH.data + b"b" * 500, level) + os.urandom(99))
        assert KAZAKH.data not in path.read_bytes()
        assert [hit.encoding for hit in search([path], [KAZAKH])] == ["zlib/clear"]


def test_the_photograph_is_a_png_of_megabytes_that_does_not_compress(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    middle = write_photo(path)
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) > 3_000_000
    assert middle in data
    assert len(zlib.compress(data)) > 0.99 * len(data)
