"""Texts in the reader's language: the catalogues of ``client.texts``, in the language of who sits at this terminal.

The language is that of QORGAN_LANG, else LC_ALL, LC_MESSAGES or LANG, else English.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from client.texts import LANGUAGES, LOCALE, N_, catalogue, translated

if TYPE_CHECKING:
    from client.law.answer import Said

__all__ = ["LANGUAGES", "LOCALE", "N_", "_", "catalogue", "language", "told", "told_error", "translated"]


def language() -> str:
    """The reader's language, one of ``LANGUAGES``."""
    for name in ("QORGAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")[:2].lower()
        if value in LANGUAGES:
            return value
    return "en"


def _(text: str) -> str:
    """``text`` in the reader's language."""
    return translated(text, language())


def told(sentence: Said) -> str:
    """A sentence in the reader's language; so are words in its places that are texts of the law themselves."""
    from client.words.saying import tell

    return tell(sentence, language())


def told_error(error: Exception) -> str:
    """An error in the reader's language."""
    from client.words.errors import tell_error

    return tell_error(error, language())
