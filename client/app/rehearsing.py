"""A dry run: an act up to the point where it would change something. Competence, law and leak guard judge what it would write.

    with rehearsal(office) as dry:
        await decide(dry, wish)
    dry.passage.would      # the records that the law, the competence and the leak guard let pass

The office of a dry run has no pen (``Parts.client`` is None), its channel neither store nor wire to change anything by
(``client.core.rehearsing``), and no file is written meanwhile (``client.formats.disk``). It is judged by what is known here by now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from client.app.door import checked
from client.app.outcome import Standing, Written
from client.app.writing import Writing
from client.formats.disk import untouched
from client.law.catalogue import envelope
from crypto.errors import Refused

if TYPE_CHECKING:
    from typing import Unpack

    from client.app.office import Office
    from client.app.writing import With
    from crypto.types import CircleId

ENDS = "dry-run"
"""Code of the error with which a dry run ends before the act does."""
NO_UID = bytes(16)


@contextmanager
def rehearsal(office: Office) -> Iterator[Office]:
    """The office in which an act can do nothing but be judged."""
    still = office.still()
    with untouched():
        yield still


class WouldWrite(Writing):
    """The one way out, without the way: what comes to it is judged as ``Writing`` judges it, and goes nowhere."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def put_down(self, circle: CircleId, value: object, **more: Unpack[With]) -> bytes:
        self._judged(circle, value, **more)
        return NO_UID

    async def record(self, circle: CircleId, value: object, **more: Unpack[With]) -> Written:
        return self._judged(circle, value, **more)

    async def first(self, circle: CircleId, value: object, **more: Unpack[With]) -> Written:
        """Raises ``Refused`` (``dry-run``): what comes after rests on what stands in the chain."""
        self._judged(circle, value, **more)
        raise Refused("a dry run ends here: what comes next rests on a record that must be in the chain first", ENDS)

    async def reports(self, reports: Sequence[tuple[CircleId, object]]) -> tuple[Written, ...]:
        for circle, value in reports:
            self._office.casework.prepare(circle, value)
        done = tuple(_would(circle, value) for circle, value in reports)
        self._office.passage.would += done
        return done

    def closing(self, circle: CircleId, request: str) -> None:
        raise Refused("a dry run ends here: next, an opened identity would be closed", ENDS)

    async def delivered(self, circle: CircleId, uid: bytes, name: str) -> Written:
        return Written(name, circle, uid, Standing.WOULD)

    def _judged(self, circle: CircleId, value: object, **more: Unpack[With]) -> Written:
        office = self._office
        office.casework.prepare(circle, value, restricted=more.get("restricted", False), of=more.get("of", ""))
        checked(office, value)
        office.passage.found = []  # what goes all the same is told with its record, which is not written
        done = _would(circle, value)
        office.passage.would.append(done)
        return done


def _would(circle: CircleId, value: object) -> Written:
    return Written(envelope(value)[0], circle, NO_UID, Standing.WOULD)
