"""A photograph of several megabytes, made here: coloured noise as PNG, so that it does not compress away. As a telephone does, it
writes into the file where it was taken."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import ExifTags, Image

WIDTH, HEIGHT = 1200, 900  # 3 bytes a pixel: 3.2 MB
PLACE = {1: "N", 2: (43.0, 14.0, 18.0), 3: "E", 4: (76.0, 53.0, 24.0)}
"""GPS tags: latitude and longitude of the middle of Almaty."""
TELEPHONE = "Telephone 7"


def write_photo(path: Path) -> bytes:
    """Writes the picture; gives back 48 bytes from its middle, to search for."""
    points = os.urandom(3 * WIDTH * HEIGHT)
    tags = Image.Exif()
    tags[ExifTags.Base.Model] = TELEPHONE
    tags[ExifTags.IFD.GPSInfo] = PLACE
    Image.frombytes("RGB", (WIDTH, HEIGHT), points).save(path, compress_level=1, exif=tags)
    data = path.read_bytes()
    middle = len(data) // 2
    return data[middle : middle + 48]


def same_points(one: Path, other: Path) -> bool:
    with Image.open(one) as first, Image.open(other) as second:
        return first.tobytes() == second.tobytes()


def tells_where(path: Path) -> bool:
    """Whether the file says where it was taken, or with what."""
    with Image.open(path) as image:
        tags = image.getexif()
        return bool(tags.get_ifd(ExifTags.IFD.GPSInfo)) or TELEPHONE.encode() in path.read_bytes()
