"""``Basis``: the legal basis that every ruling cites (L72 1(1)-(2)). A value that rulings carry, and no record of its own.

A form that carries ``bases: tuple[Basis, ...]`` is thereby under L72-1.1 and L72-1.2 (``law72.a01_principles``).
"""

from __future__ import annotations

from client.law.payload import wants_text
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """``act``: a code of ``tables.bases``; ``article``: as it is cited, ``23(1)``; ``approver``: who approved reliance on a treaty,
    else empty."""

    act: str
    article: str
    approver: str = ""

    def __post_init__(self) -> None:
        wants_text(self.act, "act of the legal basis", 40)
        wants_text(self.article, "article of the legal basis", 80)


def l72(*articles: str) -> tuple[Basis, ...]:
    """These articles of Law No. 72."""
    return tuple(Basis("L72", each) for each in articles)
