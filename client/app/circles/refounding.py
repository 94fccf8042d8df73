"""A halted circle goes on in a new group in the same chain; with several bodies, each approves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.app.circles.meant import circles_meant
from client.app.outcome import Outcome, outcome
from client.app.reading import device_named, view_of
from client.app.saying import say
from client.formats.disk import nothing_there, read_file, write_new
from crypto.codec import Writer, decode
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.policy import read_approval, write_approval

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class RefoundCircles:
    """Mend the halted circles that are meant. ``approval``: files of the other bodies."""

    file: str | None = None
    circle: str | None = None
    approval: tuple[Path, ...] = ()


async def refound_circles(office: Office, wish: RefoundCircles) -> Outcome:
    """Raises ``Usage`` where no circle is halted, or one still is afterwards."""
    await office.sync()
    meant = circles_meant(office, wish.circle, wish.file)
    halted = [circle for circle in meant if office.channel.circle(circle).halt is not None]
    if not halted:
        raise Usage("no circle here is halted", "not-halted")
    given = [decode(read_file(str(path)), read_approval) for path in wish.approval]
    for circle in halted:
        await office.channel.refound(circle, given)
    await office.sync()
    standing = [circle for circle in halted if office.channel.circle(circle).halt is not None]
    if standing:
        raise Usage("{count} circles are still halted", "still-halted", count=len(standing))
    generations = {circle.hex(): view_of(office, circle).generation for circle in halted}
    return outcome(say("{count} circles refounded; nothing of the past is lost", count=len(halted)), generations=generations)


@dataclass(frozen=True, slots=True)
class ApproveRefound:
    """Approve that a colleague of the other body refounds a halted circle. ``out``: file to write."""

    refound_by: str
    out: Path
    file: str | None = None
    circle: str | None = None


async def approve_refound(office: Office, wish: ApproveRefound) -> Outcome:
    """A circle of both bodies is refounded by one and approved by the other; a file carries it, since the circle halts."""
    nothing_there(wish.out)
    await office.sync()
    meant = circles_meant(office, wish.circle, wish.file)
    halted = [circle for circle in meant if office.channel.circle(circle).halt is not None]
    if len(halted) != 1:
        raise Usage("{count} circles here are halted: say which", "not-halted", count=len(halted))
    author = device_named(office, wish.refound_by)
    approval = office.channel.approve_refound(halted[0], author.hash)
    write_new(wish.out, write_approval(Writer(), approval).bytes())
    line = say("approved: {name} may refound circle {circle}", name=author.name, circle=halted[0].hex()[:8])
    return outcome(line, out=str(wish.out))
