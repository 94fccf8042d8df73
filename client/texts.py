"""Texts for people in Kazakh, Russian and English, from the catalogues in ``client/locale``, read as they stand in git.

The message ids are the English texts. A text without a translation is shown in English, never left out. Each subject has a
catalogue of its own (``LC_MESSAGES/*.po``), which a jurist corrects without touching code.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("kk", "ru", "en")


def N_(text: str) -> str:
    """Marks ``text`` for the catalogues where it is defined; ``translated`` gives it where it is shown."""
    return text


def translated(text: str, lang: str) -> str:
    """``text`` in ``lang``, as for a document in the person's own language."""
    return catalogue(lang).get(text) or text


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Message id -> translation of one language; empty where there is no catalogue."""
    paths = sorted((LOCALE / lang / "LC_MESSAGES").glob("*.po"))
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
