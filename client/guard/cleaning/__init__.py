"""Takes out of a file what it holds beside what it shows: where a photograph was taken, who wrote a paper, what was struck out.

Bytes to bytes, the same for the same file, so that a broken upload of the cleaned file can go on. The file's kind is told by its
content, never by its name.
"""

from __future__ import annotations

from client.guard.cleaning.cleaned import MAX_SIZE, CannotClean, Cleaned, Reason
from client.guard.cleaning.image import clean_image, is_image
from client.guard.cleaning.office import clean_office, is_office
from client.guard.cleaning.pdf import clean_pdf, is_pdf

__all__ = ["MAX_SIZE", "CannotClean", "Cleaned", "Reason", "clean", "shows_a_page"]

PLAIN = "text/plain"


def clean(data: bytes) -> Cleaned:
    """Raises ``CannotClean``, with the reason, where the file cannot be made safe: then nothing of it may go out unasked."""
    if len(data) > MAX_SIZE:
        raise CannotClean(Reason.TOO_LARGE)
    if is_image(data):
        return clean_image(data)
    if is_pdf(data):
        return clean_pdf(data)
    if is_office(data):
        return clean_office(data)
    if _is_text(data):
        return Cleaned(data, PLAIN, frozenset())
    raise CannotClean(Reason.UNKNOWN_KIND)


def shows_a_page(data: bytes) -> bool:
    """Whether it can be the scan of a paper: a picture or a PDF."""
    return is_image(data) or is_pdf(data)


def _is_text(data: bytes) -> bool:
    """Words alone: UTF-8 without control characters. Nothing can be hidden in it that a reader would not see."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\n\r\t" for letter in text)
