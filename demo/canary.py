"""Searching what a thief of the server would hold for the texts of the story, in clear and in the usual encodings.

What it would not find: texts under an encoding that is not listed, and what a cipher hides. So it first finds planted texts in each
listed encoding, in a copy.
"""

from __future__ import annotations

import base64
import json
import urllib.parse
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_ZLIB_HEADERS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_INFLATED_LIMIT = 1 << 20


@dataclass(frozen=True)
class Canary:
    """``secret``: what must not be found. ``data`` is its UTF-8, or raw bytes where it is no text."""

    name: str
    data: bytes

    @property
    def text(self) -> str | None:
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            return None


@dataclass(frozen=True)
class Hit:
    canary: str
    encoding: str
    file: str


def encodings(canary: Canary) -> Iterator[tuple[str, bytes]]:
    """The canary as it would stand in a file, by the name of the encoding. zlib is found by inflating (``inflated``)."""
    data, text = canary.data, canary.text
    yield "clear", data
    yield "hex", data.hex().encode()
    yield "HEX", data.hex().upper().encode()
    for offset in range(3):
        yield from _base64(data, offset)
    yield "reversed", data[::-1]
    if text is None:
        return
    yield "utf-16-le", text.encode("utf-16-le")
    yield "utf-16-be", text.encode("utf-16-be")
    for code_page in ("cp1251", "koi8-r"):
        try:
            yield code_page, text.encode(code_page)
        except UnicodeEncodeError:
            continue
    yield "url", urllib.parse.quote(text).encode()
    yield "url-plus", urllib.parse.quote_plus(text).encode()
    yield "json", json.dumps(text)[1:-1].encode()
    yield "JSON", json.dumps(text)[1:-1].upper().replace("\\U", "\\u").encode()


def _base64(data: bytes, offset: int) -> Iterator[tuple[str, bytes]]:
    """The letters that depend on ``data`` alone, where it starts ``offset`` bytes after a multiple of three."""
    whole = base64.b64encode(b"\0" * offset + data)
    first = -(-offset * 8 // 6)
    last = (offset + len(data)) * 8 // 6
    letters = whole[first:last]
    yield f"base64+{offset}", letters
    if letters.translate(bytes.maketrans(b"+/", b"-_")) != letters:
        yield f"base64url+{offset}", letters.translate(bytes.maketrans(b"+/", b"-_"))


def search(files: Iterable[Path], canaries: Iterable[Canary]) -> list[Hit]:
    """Every canary in every encoding, also inside zlib streams, in every file."""
    wanted = [(canary.name, name, pattern) for canary in canaries for name, pattern in encodings(canary)]
    with ProcessPoolExecutor(max_workers=2) as workers:
        found = workers.map(partial(_search_file, wanted=wanted), files)
        return [hit for hits in found for hit in hits]


def _search_file(path: Path, wanted: list[tuple[str, str, bytes]]) -> list[Hit]:
    data = path.read_bytes()
    hits = dict.fromkeys(Hit(name, encoding, path.name) for name, encoding, pattern in wanted if pattern in data)
    clear = [each for each in wanted if each[1] in ("clear", "json")]
    for inflated in _inflated(data):
        for name, encoding, pattern in clear:
            if pattern in inflated:
                hits[Hit(name, f"zlib/{encoding}", path.name)] = None
    return list(hits)


def _inflated(data: bytes) -> Iterator[bytes]:
    for header in _ZLIB_HEADERS:
        at = data.find(header)
        while at >= 0:
            try:
                content = zlib.decompressobj().decompress(data[at : at + _INFLATED_LIMIT], _INFLATED_LIMIT)
                if len(content) >= 8:
                    yield content
            except zlib.error:
                pass
            at = data.find(header, at + 1)


def plant(path: Path, canary: Canary) -> list[str]:
    """Append the canary in each encoding to a (copied) file; the names of what a search must now find."""
    planted = []
    with path.open("ab") as file:
        for name, pattern in encodings(canary):
            file.write(b"\n--" + pattern + b"--\n")
            planted.append(name)
        file.write(zlib.compress(b"before " + canary.data + b" after"))
    return [*planted, "zlib/clear"]
