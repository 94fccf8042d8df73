"""The three answers of a rule (style rule 20): never silently false."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Met:
    """The rule is kept."""


@dataclass(frozen=True, slots=True)
class NotMet:
    """The rule is broken: ``rule`` is its permanent id, ``because`` says it in one line."""

    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Undetermined:
    """What this client can read does not decide it; ``missing`` names what would."""

    rule: str
    missing: str


Answer = Met | NotMet | Undetermined
