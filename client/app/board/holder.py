"""Who looks: which duties of the law are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from client.app.casework.casework import Case
from client.app.casework.deadlines import OWNERS
from client.app.outcome import Next
from client.app.saying import Said
from client.law.act import Author, Place
from client.law.answer import Met
from client.law.catalogue import may_write
from client.law.file.clocks import Running
from client.law.rule import Clock
from client.law.words import BodyRole, Writer
from crypto.frozen import dataclass

PERSONS = frozenset({"PP", "REP"})
"""Codes of A.0.1 for who is protected, and who speaks for them."""

_BODIES = {
    **OWNERS,
    "HEAD_DEC": BodyRole.DECIDING,
    "HEAD_IMP": BodyRole.IMPLEMENTING,
    "COOP": BodyRole.EXECUTING,
    **dict.fromkeys(("LEB", "DOC", "HLT", "EMP", "PEN", "REF"), BodyRole.EXECUTING),
    "PRS": BodyRole.SUPERVISING,
    "PRC": BodyRole.SUPERVISING,
}


@dataclass(frozen=True, slots=True)
class Holder:
    """``author``: as whom they write, by the certificate or the policy."""

    author: Author

    @property
    def role(self) -> BodyRole | None:
        return self.author.body_role

    @property
    def is_person(self) -> bool:
        return self.author.writer is not Writer.OFFICER

    @property
    def supervises(self) -> bool:
        return self.role is BodyRole.SUPERVISING

    def is_one_of(self, codes: Iterable[str]) -> bool:
        """Whether one of these codes (A.0.1) means this holder, or their body."""
        words = {word for code in codes for word in re.split(r"[^A-Z_]+", code) if word}
        if self.is_person:
            return bool(words & PERSONS)
        return any(_BODIES.get(word) is self.role for word in words)

    def owns(self, case: Case, clock: Clock, running: Running) -> bool:
        """Whether a clock is this holder's to end. One of both bodies is that body's whose side its key names, else in whose circle
        it was started."""
        if not self.is_one_of((clock.owner,)):
            return False
        side = running.key.rpartition(" ")[2]
        if side in tuple(BodyRole):
            return side == self.role
        if "," not in clock.owner:
            return True
        place = next((place for circle, place in case.circles.items() if bytes(circle).hex() == running.circle), None)
        return place is None or place.body in (None, self.role)

    def places_for(self, case: Case, type: str) -> tuple[Place, ...]:
        """In which circles of a file they may write such a record."""
        return tuple(place for place in case.circles.values() if isinstance(may_write(type, place, self.author), Met))


@dataclass(frozen=True, slots=True)
class Settled:
    """What settles an item, or why nothing does for this holder."""

    next: Next | None
    why_not: Said
