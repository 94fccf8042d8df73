"""Several records that are one act: written in their order, none after one that does not stand, and none twice.

So an act that stopped halfway is simply done again, and goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from client.app.outcome import Standing, Written
from client.app.reading import Seen, of_type, seen
from client.app.saying import NOTHING, Said, say
from client.law.catalogue import envelope
from client.law.records.files import Acknowledgement
from client.texts import N_

if TYPE_CHECKING:
    from typing import Unpack

    from client.app.office import Office
    from client.app.writing import With
    from crypto.types import CircleId

T = TypeVar("T")
LEFT = N_("what comes after it is not written yet: do it again once this stands")


class Series:
    def __init__(self, office: Office) -> None:
        self._office = office
        self._written: list[Written] = []

    @property
    def written(self) -> tuple[Written, ...]:
        return tuple(self._written)

    @property
    def stopped(self) -> bool:
        """Whether a record does not stand: what should follow is left."""
        return any(not each.stands for each in self._written)

    @property
    def left(self) -> tuple[Said, ...]:
        """What to tell about that."""
        return (say(LEFT),) if self.stopped else ()

    async def put(
        self, circle: CircleId, value: T, *, same: Callable[[T], bool] | None = None, **more: Unpack[With]
    ) -> Written | None:
        """Write a record unless one that says the ``same`` (all of it, where nothing else is said) stands in the circle already.
        None where an earlier one does not stand. Raises ``Unlawful``, ``Refused``."""
        if self.stopped:
            return None
        found = self.there(circle, type(value), same or (lambda each: bool(each == value)))
        name = envelope(value)[0]
        waiting = self._waiting(circle, type(value), same or (lambda each: bool(each == value))) if found is None else None
        if waiting is not None:
            done = await self._office.writing.delivered(circle, waiting, name)
        elif found is None:
            done = await self._office.writing.record(circle, value, **more)
        else:
            done = Written(name, circle, bytes(found.entry.uid), Standing.STANDS, NOTHING, found)
        self._written.append(done)
        return done

    async def acknowledged(self, circle: CircleId, item: Seen, note: str = "", **more: Unpack[With]) -> Written | None:
        """That a human has what an entry says."""
        of = item.entry.hash.hex()[:32]
        return await self.put(circle, Acknowledgement(of, note), same=lambda each: each.of == of, **more)

    def _waiting(self, circle: CircleId, form: type[T], same: Callable[[T], bool]) -> bytes | None:
        """The draft of this client that says the same and nobody has seen yet; not one that the law holds back by now."""
        from client.app.gate import value_of

        drafts = ((each.uid, value_of(each)) for each in self._office.channel.waiting() if each.circle == circle)
        closed = self._office.gate.closed
        return next((uid for uid, value in drafts if uid not in closed and isinstance(value, form) and same(value)), None)

    def there(self, circle: CircleId, form: type[T], same: Callable[[T], bool]) -> Seen | None:
        """The newest record of this device's body that says the same. Another's says it for its own body."""
        own = self._office.channel.device
        found = [
            item
            for item, value in of_type(seen(self._office, circle), cast("type[Any]", form))
            if same(value) and own is not None and item.entry.author is not None and item.entry.author.body.hash == own.body.hash
        ]
        return found[-1] if found else None
