"""Whether a victim may go back, and how far that is (T110 19, 20)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.returns import ReturnConsent, ReturnConsentOnPaper, ReturnDanger, ReturnDecided, ReturnStep
from client.law.words import Writer
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Back:
    """One return that was decided. ``steps``: those recorded, in order."""

    back: str
    direction: str
    partner: str
    entry: str
    at: int
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returns:
    """``wants``: the newest word of each, by PP and REP. ``danger``: a return endangers the person; ``danger_entry``: who says
    so."""

    wants: HashTrieMap[str, bool] = field(default_factory=HashTrieMap)
    danger: bool = False
    danger_entry: str = ""
    decided: HashTrieMap[str, Back] = field(default_factory=HashTrieMap)
    newest: str = ""

    def of(self, back: str) -> Back | None:
        return self.decided.get(back)


EMPTY = Returns()


def _consented(returns: Returns, act: Act[ReturnConsent], _: File) -> Returns:
    by = "REP" if act.author.writer is Writer.REPRESENTATIVE else "PP"
    return replace(returns, wants=returns.wants.insert(by, act.value.wants))


def _on_paper(returns: Returns, act: Act[ReturnConsentOnPaper], _: File) -> Returns:
    return replace(returns, wants=returns.wants.insert(act.value.by, act.value.wants))


def _danger(returns: Returns, act: Act[ReturnDanger], _: File) -> Returns:
    return replace(returns, danger=act.value.danger, danger_entry=act.hash)


def _decided(returns: Returns, act: Act[ReturnDecided], _: File) -> Returns:
    value = act.value
    back = Back(value.back, value.direction, value.partner, act.hash, act.at)
    return replace(returns, decided=returns.decided.insert(value.back, back), newest=value.back)


def _step(returns: Returns, act: Act[ReturnStep], _: File) -> Returns:
    known = returns.of(act.value.back)
    if known is None:
        return returns
    return replace(returns, decided=returns.decided.insert(known.back, replace(known, steps=(*known.steps, act.value.step))))


ON: Mapping[type, Callable[[Returns, Act[Any], File], Returns]] = {
    ReturnConsent: _consented,
    ReturnConsentOnPaper: _on_paper,
    ReturnDanger: _danger,
    ReturnDecided: _decided,
    ReturnStep: _step,
}
