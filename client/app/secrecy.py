"""The duty of secrecy, taken note of before the first access to what is sealed (L72 26(4), 28 pt2; A.11)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from client.app.casefile import file_named
from client.app.outcome import Next, Outcome, outcome
from client.app.reading import own_device
from client.app.saying import Said, say
from client.documents.templates.secrecy import DUTY
from client.law.records.access import Nondisclosure
from client.law.words import Circle
from client.texts import translated
from crypto.frozen import dataclass
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class KeepSecret:
    """The text is shown, in ``language``; ``accept`` acknowledges it, once for a file."""

    file: str | None = None
    sync: bool = False
    accept: bool = False
    language: str = "kk"


async def keep_secret(office: Office, wish: KeepSecret) -> Outcome:
    """Each officer for themselves: nobody takes note of it for another."""
    if wish.sync:
        await office.sync()
    case, text = _case(office, wish.file), translated(DUTY, wish.language)
    own = bytes(own_device(office).hash).hex()
    shown = Said("{text}", (("text", text),))
    if own in case.file.access.secrecy:
        return outcome(shown, say("you have acknowledged it for this file"), acknowledged=True)
    if not wish.accept:
        step = Next("keep_secret", (("file", case.pseudonym), ("accept", "")), (), say("to acknowledge it"))
        return outcome(shown, next=(step,), acknowledged=False)
    circles = case.at(Circle.COORDINATION) or tuple(case.circles)
    value = Nondisclosure(own, "officer", sha256(text.encode()).hex(), "CHANNEL", "")
    done = await office.writing.record(circles[0], value)
    return Outcome((say("acknowledged"),), (done,), (), MappingProxyType({"acknowledged": True}), (shown,))


def _case(office: Office, name: str | None) -> Case:
    """The file that is named; for who has part in no file (an executing body), the only circle. Raises ``Usage``."""
    cases = office.casework.cases()
    return cases[0] if name is None and len(cases) == 1 else file_named(office, name).case
