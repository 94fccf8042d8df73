"""SYS-55: where the public legal platform of the Ministry of Justice has the acts that may be cited (``bases.INSTRUMENTS``).

The official text is theirs; a body keeps its own copy for work without a connection, and confirms the addresses.
"""

from __future__ import annotations

from client.law.rule import norm

PLATFORM = "https://adilet.zan.kz"

DOCUMENTS = {
    "CONSTITUTION": "K950001000_",
    "CC": "K1400000226",
    "CPC": "K1400000231",
    "PEC": "K1400000234",
    "L72": "Z000000072_",
    "L110": "Z2400000110",
}
"""Code of the act -> its id there."""


@norm("SYS-55", "1(1)")
def address(code: str, language: str) -> str:
    """Of the official text, in Kazakh or else in Russian; empty for an act that the platform's list here does not name."""
    found = DOCUMENTS.get(code)
    return "" if found is None else f"{PLATFORM}/{'kaz' if language == 'kk' else 'rus'}/docs/{found}"
