"""The one way out: records and reports alike pass competence and law, then the leak guard, then the outbox, which is durable.

    wish -> what the law says of it -> leak guard -> outbox -> server -> verified chain -> what the fold made of it

Nothing else holds the client's pen (``Client.append``, ``Client.report``). What comes back says what became of the record: no act
is done whose record waits or is void. A report of a person or a stranger passes no leak guard (what they tell is theirs).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from client.app.door import checked, resolved
from client.app.outcome import Standing, Written
from client.app.reading import Seen, seen
from client.app.saying import NOTHING, Said, say
from client.core.records import Record
from client.law.catalogue import envelope
from client.law.records.identity import IdentityClosed
from client.law.records.reports import Statement, Threat
from crypto.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from client.app.office import Office
    from client.core.client import Client
    from client.core.values import DeadlineDraft, DisclosureDraft
    from crypto.types import CircleId


ALWAYS_HEARD = (Statement, Threat)
"""No rule holds up who is in danger: where such a report is not as the law has it, whoever reads it sees that."""


def to_record(value: object) -> Record:
    name, version, payload = envelope(value)
    return Record(name, version, payload)


class With(TypedDict, total=False):
    """What a record takes along, as ``Client.append`` has it; ``of``: id of the file, where the circle does not say it yet."""

    restricted: bool
    opens: Sequence[DeadlineDraft]
    settles: Sequence[bytes]
    disclose_to: Sequence[bytes]
    disclose: Sequence[DisclosureDraft]
    of: str


class Writing:
    def __init__(self, office: Office, client: Client) -> None:
        self._office = office
        self._client = client

    async def record(self, circle: CircleId, value: object, **more: Unpack[With]) -> Written:
        """Append a record and deliver it. With it go the deadlines of the clocks that it starts and ends by the law.

        Raises ``Unlawful`` before it is sealed where the law does not allow it, ``Refused`` where the leak guard (``leak``),
        the server or the own client refuses.
        """
        return await self.delivered(circle, self.put_down(circle, value, **more), envelope(value)[0])

    async def first(self, circle: CircleId, value: object, **more: Unpack[With]) -> Written:
        """As ``record``, for one that must stand in the chain before what it tells of is given out. Raises ``Refused``
        (``offline``) where the server is not there, (``void``) where the law gives it no effect."""
        done = await self.record(circle, value, **more)
        if done.standing is Standing.WAITS:
            raise Refused("what is given out must be in the chain first, and the server is not there", "offline")
        if not done.stands:
            raise Refused("the record stands in the chain without effect: {why}", "void", why=done.why)
        return done

    def put_down(
        self,
        circle: CircleId,
        value: object,
        *,
        restricted: bool = False,
        opens: Sequence[DeadlineDraft] = (),
        settles: Sequence[bytes] = (),
        disclose_to: Sequence[bytes] = (),
        disclose: Sequence[DisclosureDraft] = (),
        of: str = "",
    ) -> bytes:
        """As ``record``, into the outbox alone, from where the next sync takes it: its id."""
        from crypto.entry import MAX_OPENS, MAX_SETTLES

        office, client = self._office, self._client
        prepared = office.casework.prepare(circle, value, restricted=restricted, of=of)
        checked(office, value)
        with client.together():
            uid = client.append(
                circle,
                to_record(value),
                restricted=restricted,
                opens=(*opens, *prepared.opens)[:MAX_OPENS],
                settles=tuple(dict.fromkeys((*settles, *prepared.settles)))[:MAX_SETTLES],
                disclose_to=disclose_to,
                disclose=disclose,
                about=of,
            )
            if note := resolved(office, circle, of, uid, envelope(value)[0]):
                where, kept = note
                office.casework.prepare(where, kept)
                client.append(where, to_record(kept))
        return uid

    async def reports(self, reports: Sequence[tuple[CircleId, object]]) -> tuple[Written, ...]:
        """Reports, in their order; none is sealed unless the law allows all; it is not asked about a cry for help. Raises
        ``Unlawful``, and ``Refused``
        (``not-accepted``) unless all of them are in the log."""
        office, client = self._office, self._client
        for circle, value in reports:
            if not isinstance(value, ALWAYS_HEARD):
                office.casework.prepare(circle, value)
        with client.together():
            uids = [client.report(circle, to_record(value)) for circle, value in reports]
        await office.sync()
        for uid in uids:
            status = client.status(uid)
            if status != "sent":
                raise Refused("not accepted: {status}", "not-accepted", status=status)
        pairs = zip(reports, uids, strict=True)
        return tuple(self._standing(circle, uid, envelope(value)[0]) for (circle, value), uid in pairs)

    def closing(self, circle: CircleId, request: str) -> None:
        """That an opened identity is closed because its time is over: the client's own record, which nothing may hold up."""
        self._client.append(circle, to_record(IdentityClosed(request, "TIME_OVER")))

    async def delivered(self, circle: CircleId, uid: bytes, name: str) -> Written:
        """Sync until the draft is in the chain, or the server cannot be reached. Raises ``Refused`` where it will never be."""
        from client.core.errors import Busy, Offline

        try:
            await self._office.sync()
        except (Offline, Busy) as error:
            return Written(name, circle, uid, Standing.WAITS, Said(error.template, tuple(error.words.items())))
        status = self._client.status(uid)
        if status.startswith("refused"):
            code, _colon, why = status.partition(":")[2].strip().partition(":")
            raise Refused("{why}", code or None, why=why.strip() or status)
        return self._standing(circle, uid, name)

    def _standing(self, circle: CircleId, uid: bytes, name: str) -> Written:
        """What the fold made of a draft."""
        item = next((each for each in seen(self._office, circle) if each.entry.uid == uid), None)
        if item is None:
            closed = self._office.gate.closed.get(uid)
            why = (
                say("it is not in the chain yet") if closed is None else say("no longer lawful: {because}", because=closed.because)
            )
            return Written(name, circle, uid, Standing.WAITS, why)
        standing, why = self._by_law(circle, item)
        return Written(name, circle, uid, standing, why, item)

    def _by_law(self, circle: CircleId, item: Seen) -> tuple[Standing, Said]:
        if item.unlawful is not None:
            return Standing.VOID, item.unlawful
        case, hash = self._office.casework.of_circle(circle), bytes(item.entry.hash).hex()
        broken = [each for each in (() if case is None else case.file.findings) if each.entry == hash and each.kind == "broken"]
        return (Standing.MARKED, broken[0].because) if broken else (Standing.STANDS, NOTHING)
