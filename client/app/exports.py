"""What leaves the program other than as a document: it carries who gave it out, when and for whom, and a record says so first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from client.app.outcome import Standing, Written
from client.law.records.papers import ExportMade
from client.texts import N_, translated
from crypto.errors import Refused
from crypto.policy import CircleKind
from crypto.primitives import sha256
from crypto.types import BodyKind, CircleId

if TYPE_CHECKING:
    from client.app.office import Office

PREFERRED = (CircleKind.COORDINATION, CircleKind.FRONT_DESK, CircleKind.PERSON, CircleKind.TASK, CircleKind.COMPLAINT)
GIVEN_OUT, OWN_USE = N_("Given out by {name}, {time}, to {recipient}"), N_("own use")


def mark(office: Office, recipient: str, language: str) -> str:
    """``Given out by B. Official, 25 November 2026 ..., to the prosecutor``, in the language of who holds it."""
    from client.documents.words import Words

    name, words = own_name(office), Words(language)
    return words(GIVEN_OUT, name=name, time=words.time(office.clock()), recipient=recipient or name)


def own_name(office: Office) -> str:
    return "" if office.channel.device is None else office.channel.device.name


def _supervises(office: Office) -> bool:
    return office.channel.device is not None and office.channel.device.body.kind is BodyKind.SUPERVISING


def written_in(office: Office, circles: Iterable[CircleId]) -> CircleId | None:
    """The first of the circles, by their kind, in which this device is a member and so can leave a record."""
    own = None if _supervises(office) else office.channel.device
    infos = [office.channel.circle(each) for each in circles]
    mine = [each for each in infos if own is not None and each.view is not None and own.hash in each.view.roster]
    mine = [each for each in mine if each.kind in PREFERRED]
    return min(mine, key=lambda each: PREFERRED.index(each.kind)).id if mine else None


def record_export(office: Office, circle: CircleId | None, value: ExportMade) -> tuple[Written, ...]:
    """Into the outbox, which is durable: it goes with the next sync, since what is exported needs no server. Whoever supervises
    writes no record anywhere. Raises ``Refused`` where another device can write none of it."""
    if circle is None and _supervises(office):
        return ()
    if circle is None:
        raise Refused("you have no circle in which it could be recorded that this was given out", "no-record")
    return (Written("export-made", circle, office.writing.put_down(circle, value), Standing.WAITS),)


def export_made(what: str, about: str, data: bytes, recipient: str, purpose: str, words: str, language: str) -> ExportMade:
    return ExportMade(what, about, sha256(data).hex(), recipient, purpose or translated(OWN_USE, language), words)
