"""What cleaning gives, and why it cannot."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from client.texts import N_
from crypto.errors import Usage
from crypto.frozen import dataclass

MAX_SIZE = 64 << 20
"""Bytes of a file that is cleaned; a longer one would fill the memory of a small computer."""


class Reason(Enum):
    """Code for programs, and what people are told."""

    TOO_LARGE = "too-large", N_("the file is too large to be cleaned: send a smaller one")
    UNKNOWN_KIND = "unknown-kind", N_("the kind of this file is not known: hidden data in it cannot be taken out")
    BROKEN = "broken-file", N_("the file is damaged and cannot be opened")
    BOMB = "file-bomb", N_("the file would fill the memory when it is opened: it was not opened")
    ENCRYPTED = "encrypted-file", N_("the file is locked with a password: hidden data in it cannot be taken out")
    MACROS = "macros", N_("there are programs in the file: save it without them, or as PDF")
    EMBEDDED = "embedded-file", N_("there is another file inside the file: take it out, or save the file as PDF")
    OLD_OFFICE = "old-office", N_("the file is of an old office program: save it in a newer form, or as PDF")
    HEIF = "heif", N_("pictures of this kind (HEIC) cannot be cleaned: save it as JPEG first")

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message


class CannotClean(Usage):
    """``reason`` says why; ``reason.message`` is a message id of the catalogues."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.message, reason.code)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``removed``: words of ``client.law.records.reports.HIDDEN``, for what was found and taken out; empty: nothing was hidden."""

    data: bytes = field(repr=False)
    media_type: str
    removed: frozenset[str]
