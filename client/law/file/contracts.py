"""The contract of L72 23(6): offered, signed by both, amended, refused, breached, ended (A.7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from client.law.records.contract import Contract, ContractClosed
from client.law.records.reports import ContractSignature

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Contracts:
    """``state``: NONE, OFFERED, SIGNED_PP, SIGNED_BOTH, REFUSED, ENDED. ``offer``: entry hash of the text on the table."""

    state: str = "NONE"
    offer: str = ""
    version: int = 0

    @property
    def in_force(self) -> bool:
        return self.state == "SIGNED_BOTH"


EMPTY = Contracts()


def _offered(contracts: Contracts, act: Act[Contract], _: File) -> Contracts:
    return replace(contracts, state="OFFERED", offer=act.hash, version=act.value.version)


def _answered(contracts: Contracts, act: Act[ContractSignature], _: File) -> Contracts:
    """A refusal proposes a ground (27(1)); it switches nothing off (A.7)."""
    return replace(contracts, state="SIGNED_PP" if act.value.signed else "REFUSED")


def _closed(contracts: Contracts, act: Act[ContractClosed], _: File) -> Contracts:
    return replace(contracts, state="SIGNED_BOTH")


ON: Mapping[type, Callable[[Contracts, Act[Any], File], Contracts]] = {
    Contract: _offered,
    ContractSignature: _answered,
    ContractClosed: _closed,
}
