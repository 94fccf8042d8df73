"""The three answers of a rule (style rule 20): never silently false. And how a rule speaks to people.

A sentence is an English template with places for values, so that a screen can translate it; ``str`` gives the English.
"""

from __future__ import annotations

from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """``template`` is the message id of the catalogues; ``words`` fill its places: texts, or values that are told otherwise in each
    language (``client.app.saying``)."""

    template: str
    words: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.words))


def say(template: str, **words: object) -> Said:
    """A sentence for people. ``template`` is a literal: the catalogues are checked against the sources."""
    return Said(template, tuple((name, str(word)) for name, word in words.items()))


@dataclass(frozen=True, slots=True)
class Met:
    """The rule is kept."""


@dataclass(frozen=True, slots=True)
class NotMet:
    """The rule is broken: ``rule`` is its permanent id, ``because`` says why, ``remedy`` what would make it lawful."""

    rule: str
    because: Said
    remedy: Said

    def __str__(self) -> str:
        return f"{self.rule}: {self.because}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Undetermined:
    """What this client can read does not decide it; ``missing`` names what would."""

    rule: str
    missing: Said


Answer = Met | NotMet | Undetermined

MET = Met()


def not_met(because: Said, remedy: Said) -> NotMet:
    """As a rule's function answers: ``Rule`` puts its own id in."""
    return NotMet("", because, remedy)


def undetermined(missing: Said) -> Undetermined:
    return Undetermined("", missing)
