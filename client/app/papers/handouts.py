"""Papers that rest on no record: the leaflet of rights and duties, and cards with their QR code. They hold no data of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.outcome import Outcome, outcome
from client.app.saying import say
from client.documents.html import html
from client.documents.templates.card import enrolment, front_desk
from client.documents.templates.leaflet import leaflet
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.formats.disk import nothing_there, write_new

if TYPE_CHECKING:
    from crypto.card import FrontDeskCard


@dataclass(frozen=True, slots=True)
class WriteLeaflet:
    """``format``: ``pdf``, or ``html``, which can be read aloud."""

    out: Path
    language: str = "kk"
    format: str = "pdf"


def write_leaflet(wish: WriteLeaflet, now: int) -> Outcome:
    """In the reader's language. It decides nothing and is recorded nowhere: that rights were explained is the officer's record."""
    nothing_there(wish.out)
    made = leaflet(Words(wish.language))
    write_new(wish.out, pdf(made, now) if wish.format == "pdf" else html(made).encode())
    return outcome(say("{title}: {out}", title=made.title, out=str(wish.out)), out=str(wish.out))


def write_enrolment_card(out: Path, language: str, text: str, expires: int, now: int) -> None:
    """The card to hand over: like its text a secret, so that only the owner of the file reads it."""
    write_new(out, pdf(enrolment(Words(language), text, expires), now), secret=True)


def write_front_desk_card(out: Path, language: str, card: FrontDeskCard, now: int) -> None:
    """The public card of a front desk, as a paper."""
    write_new(out, pdf(front_desk(Words(language), card.encode(), card.names), now))
