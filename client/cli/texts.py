"""Texts in the reader's language, from the catalogues in ``client/locale`` (kk, ru, en), read as they stand in git.

The message ids are the English texts. The language is that of QORGAN_LANG, else LC_ALL, LC_MESSAGES or LANG, else English. A
text without a translation is shown in English, never left out.
"""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from client.law.answer import Said

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("kk", "ru", "en")


def N_(text: str) -> str:
    """Marks ``text`` for the catalogues where it is defined; ``_`` translates it where it is shown."""
    return text


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


def translated(text: str, lang: str) -> str:
    """``text`` in ``lang``, as for a document in the person's own language."""
    return catalogue(lang).get(text) or text


def told(sentence: Said) -> str:
    """What a rule of the law says, in the reader's language; so are words in its places that are texts of the law themselves."""
    return _(sentence.template).format(**{name: _(word) for name, word in sentence.words})


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Message id -> translation of one language; empty where there is no catalogue."""
    paths = sorted((LOCALE / lang / "LC_MESSAGES").glob("*.po"))  # the law's texts are a jurist's to correct: a file of their own
    return {text: told for path in paths for text, told in parse_po(path.read_text(encoding="utf-8")).items()}


def parse_po(text: str) -> dict[str, str]:
    """The pairs of a gettext catalogue (msgid, msgstr and their continued lines; no plural forms, which we do not use)."""
    pairs: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    current = "msgid"
    for raw in [*text.splitlines(), 'msgid ""']:
        line = raw.strip()
        keyword, quoted, rest = line.partition('"')
        keyword = keyword.strip()
        if not quoted or keyword.startswith("#"):
            continue
        if keyword == "msgid":
            if parts["msgid"] and parts["msgstr"]:
                pairs[parts["msgid"]] = parts["msgstr"]
            parts = {"msgid": "", "msgstr": ""}
        current = keyword or current
        parts[current] += str(ast.literal_eval('"' + rest))
    return pairs
