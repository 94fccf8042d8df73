"""Who is protected: codes of Art. 3, flags that change who must consent, representatives (L72 3, 23(8); A.1, A.13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from client.law.records.files import FileOpened

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Persons:
    """``codes``: the person's own codes now, the primary one first. ``history``: every code that was ever recorded, with when.
    ``flags``: of MINOR, MINOR_PRESUMED, INCAPABLE, MILITARY, SERVICE, CUSTODY (``words.Flag``)."""

    codes: tuple[str, ...] = ()
    history: tuple[tuple[int, tuple[str, ...]], ...] = ()
    flags: frozenset[str] = frozenset()

    @property
    def minor(self) -> bool:
        """Known or presumed to be one (L72 16, 19, 20; T110 21(2))."""
        return bool(self.flags & {"MINOR", "MINOR_PRESUMED"})

    @property
    def represented(self) -> bool:
        """Measures need the lawful representative (L72 23(8))."""
        return self.minor or "INCAPABLE" in self.flags

    @property
    def in_custody(self) -> bool:
        return "CUSTODY" in self.flags


EMPTY = Persons()


def _opened(persons: Persons, act: Act[FileOpened], _: File) -> Persons:
    if persons.codes == act.value.person_codes:
        return persons
    return replace(persons, codes=act.value.person_codes, history=(*persons.history, (act.at, act.value.person_codes)))


ON: Mapping[type, Callable[[Persons, Act[Any], File], Persons]] = {FileOpened: _opened}
