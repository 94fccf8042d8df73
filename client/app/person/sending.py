"""One report to several bodies: what fails at one is not lost at the other, and nobody is named as having it who has it not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from client.app.outcome import Outcome, Standing, Written
from client.app.reading import seen
from client.app.saying import Said, say
from client.law.catalogue import envelope
from crypto.errors import QorganError, Refused
from crypto.frozen import dataclass
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class Sent:
    """``has``: what stands in the log, with whose it is; ``lacks``: whom it has not reached, and why."""

    has: tuple[tuple[str, Written], ...]
    lacks: tuple[tuple[str, Said], ...] = ()

    @property
    def written(self) -> tuple[Written, ...]:
        return tuple(each for _name, each in self.has)

    def outcome(self, *done: Said, **data: object) -> Outcome:
        """``done`` is told of those that have it; the others are named in any case."""
        more = tuple(say("NOT received by {name}: {why}. Send it to them again", name=name, why=why) for name, why in self.lacks)
        failed = [{"body": name, "why": why} for name, why in self.lacks]
        return Outcome(done, self.written, data={**data, "failed": failed}, more=more)


async def to_each(office: Office, reports: Sequence[tuple[CircleId, object]]) -> Sent:
    """Each by itself, also before the law: what one body's circle refuses, by whatever its members made of it, holds nothing up on
    the way to the other. Raises what the first error was, where none was received."""
    has: list[tuple[str, Written]] = []
    lacks: list[tuple[str, QorganError]] = []
    for circle, value in reports:
        name = body_of(office, circle)
        try:
            (done,) = await office.writing.reports([(circle, value)])
            stands(done)
        except QorganError as error:
            lacks.append((name, error))
        else:
            has.append((name, done))
    if lacks and not has:
        raise lacks[0][1]
    return Sent(tuple(has), tuple((name, why_of(error)) for name, error in lacks))


def stands(done: Written) -> None:
    """Raises ``Refused`` (``void``): a report without effect is no report; (``not-accepted``): nor is one that waits."""
    if done.standing is Standing.WAITS:
        raise Refused("not accepted: {status}", "not-accepted", status=done.why)
    if not done.stands:
        raise Refused("the record stands in the chain without effect: {why}", "void", why=done.why)


def why_of(error: QorganError) -> Said:
    return Said(error.template, tuple(error.words.items()))


def body_of(office: Office, circle: CircleId) -> str:
    """The names of the bodies that read a circle, but for who only supervises."""
    view = office.channel.circle(circle).view
    bodies = {bytes(each.body.hash): each.body for each in office.channel.directory.devices()}
    known = [] if view is None else [bodies[bytes(ref.hash)] for ref in view.policy.bodies if bytes(ref.hash) in bodies]
    names = [each.name for each in known if each.kind.name != "SUPERVISING"] or [each.name for each in known]
    return ", ".join(dict.fromkeys(names)) or bytes(circle).hex()[:8]


def in_log(office: Office, circle: CircleId, value: object) -> Written | None:
    """A report of this holder that stands in the chain of a circle, whatever was heard of it on the way."""
    name = envelope(value)[0]
    own = office.channel.identity.holder
    found = [each for each in seen(office, circle) if each.value == value and bytes(each.entry.author_hash) == bytes(own)]
    return Written(name, circle, found[-1].entry.uid, Standing.STANDS, seen=found[-1]) if found else None
