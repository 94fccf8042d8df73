"""SYS-55: the acts that rulings and leaflets refer to, and where the public legal platform of the Ministry of Justice has them.

The official text is theirs; a body keeps its own copy for work without a connection. Addresses are to be confirmed by the body.
"""

from __future__ import annotations

from dataclasses import dataclass

from client.law.titles import N_

PLATFORM = "https://adilet.zan.kz"


@dataclass(frozen=True, slots=True)
class Source:
    """``number`` and ``date`` as the act has them; ``document``: its id on the platform."""

    id: str
    title: str
    number: str
    date: str
    document: str

    def address(self, language: str) -> str:
        """In Kazakh or Russian, in which the platform has the official texts."""
        return f"{PLATFORM}/{'kaz' if language == 'kk' else 'rus'}/docs/{self.document}"


SOURCES = {
    each.id: each
    for each in (
        Source("L72", N_("Law on state protection of persons in criminal procedure"), "72", "2000-07-05", "Z000000072_"),
        Source("T110", N_("Law on countering human trafficking"), "110-VIII", "2024-07-05", "Z2400000110"),
    )
}
