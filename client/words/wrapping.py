"""Lines for a terminal of 80 columns."""

from __future__ import annotations

import textwrap

WIDTH = 80


def wrapped(text: str, first: str = "", rest: str = "    ") -> list[str]:
    """At most ``WIDTH`` columns; a word that is longer stays whole. ``first``, ``rest``: what lines begin with."""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
