"""Art. 6."""

from __future__ import annotations

from client.law.rule import Rule

RULES: tuple[Rule, ...] = ()
