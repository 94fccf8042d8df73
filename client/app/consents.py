"""What somebody said about one measure on paper or aloud, minuted by an officer and bound to the words of the form (A.8)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.app.attaching import attach_scan
from client.app.casefile import file_named, own_person_circle
from client.app.outcome import Outcome, outcome
from client.app.saying import Code, Term, say
from client.app.times import been
from client.documents.templates.consent import fingerprint, words_about
from client.documents.words import Words
from client.law.records.consents import MinutedConsent
from client.texts import N_
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office

SAID = {"yes": "CONSENT", "apply": "APPLICATION", "no": "REFUSAL", "withdraw": "WITHDRAWAL"}
AS_SAID = {"yes": N_("yes"), "apply": N_("an application"), "no": N_("no"), "withdraw": N_("taken back")}


@dataclass(frozen=True, slots=True)
class MinuteConsent:
    """``said``: a key of ``SAID``. ``scan``: the form signed by pen, None where it was said aloud. ``representative``: id of who
    answers for the person, in which ``capacity``; ``opinion``: what the child thinks of it."""

    measure: str
    said: str
    file: str | None = None
    scan: Path | None = None
    as_it_is: bool = False
    language: str = "kk"
    at: int | None = None
    representative: str = ""
    capacity: str = "SELF"
    opinion: str = ""
    reasons: str = ""
    interpreter: str = ""


async def minute_consent(office: Office, wish: MinuteConsent) -> Outcome:
    """With a scan it was signed by pen, on the form of consent; else it was said aloud. Everything that can be refused is refused
    before the scan is sent."""
    if wish.capacity == "SELF" and wish.representative:
        raise Usage("a representative speaks as a parent or as a representative: say in which capacity", "no-capacity")
    await office.sync()
    file = file_named(office, wish.file)
    circle, w = own_person_circle(office, file), Words(wish.language)
    at, text_hash = been(wish.at, office.clock()), fingerprint(w, wish.measure)

    def put(scan: str) -> MinutedConsent:
        return MinutedConsent(
            file.id, wish.measure, SAID[wish.said], "REP" if wish.representative else "PP", wish.representative, wish.capacity,
            "PAPER" if wish.scan else "ORAL", scan, text_hash, wish.language, at, wish.opinion, wish.reasons, wish.interpreter,
        )  # fmt: skip

    office.casework.prepare(circle, put("00" if wish.scan else ""))
    scan = await attach_scan(office, circle, wish.scan, as_it_is=wish.as_it_is) if wish.scan else ""
    done = await office.writing.record(circle, put(scan))
    line = say("minuted: {word} to {measure}", word=Term(AS_SAID[wish.said]), measure=Code(wish.measure))
    return outcome(line, written=(done,), text_hash=text_hash, words=words_about(w, wish.measure))
