"""A complaint of the person (L72 23(2)-(3), 25(3), 27(5)): sealed to the authority's own front desk, or as a paper to hand over;
and its outcome, by the authority that decides it.

Of a printed one nothing is recorded: each circle that the person has is read by a body that may be the one complained of, and that
body learns of a complaint from the authority and from nobody else (A.11).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.casework.entries import BODIES
from client.app.outcome import Next, Outcome, outcome
from client.app.papers.facts import names_of
from client.app.papers.own_copy import KEEP_IT, pseudonym_of
from client.app.papers.signatures import signer_of, signers_of
from client.app.reading import Seen, disclosed, everything, lawful, numbered, of_type, the_only
from client.app.reports import answer_keys, clocks_of
from client.app.saying import Listed, Said, Term, say
from client.documents.facts import Facts, Related, Signer
from client.documents.templates.complaint import pack
from client.documents.templates.spoken import ROUTES, SIGNATORIES
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.formats.disk import nothing_there, write_new
from client.law.file import EMPTY_FILE
from client.law.law72.a23_2_appeals import SHOWN
from client.law.records.complaints import DECIDERS, Complaint, ComplaintOutcome
from client.law.tables.routes import route_of
from client.law.words import BodyRole
from client.texts import N_
from crypto.card import FrontDeskCard
from crypto.errors import Usage
from crypto.primitives import equal
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office

MARK = N_("Printed by the complainant, {time}")
CLOCKS = ("DL-04", "DL-05", "DL-25", "DL-16")
"""What a complaint starts, and its outcome ends."""
RESULTS = {
    "DISMISSED": N_("dismissed"),
    "DECISION_CANCELLED": N_("the decision is cancelled"),
    "INACTION_FOUND": N_("inaction is found"),
}
"""The outcomes in the words of a list."""


@dataclass(frozen=True, slots=True)
class Complain:
    """``about``: what kind of thing; ``of``: the decision or ruling, as ``show`` by the first digits of its hash or by its type for
    the newest; ``decider``: whose it was, else as the record says. ``pseudonym``: how the file calls the person, else as the
    contract says. ``desk``: text of the public card of the authority's own desk, or ``print``: the file to write."""

    about: str
    to: str
    text: str = ""
    of: str = ""
    decider: str = ""
    show: tuple[str, ...] = ()
    pseudonym: str = ""
    language: str = "kk"
    desk: str = ""
    print: Path | None = None


async def complain(office: Office, wish: Complain) -> Outcome:
    """``office``: of the person who came back. Everything that can go wrong goes wrong before anything leaves."""
    if wish.print is not None:
        nothing_there(wish.print)
    items = lawful(disclosed(office))
    of = _record(items, wish.of) if wish.of else None
    decider = wish.decider or _decider(of)
    _asked_for(wish, decider)
    value = _complaint(office, wish, items, of, decider)
    if wish.print is None:
        circle = await _desk(office, wish.desk)
        written = await office.writing.reports([(circle, value)])
        told = say("complaint {id} is sent, sealed to the authority", id=value.complaint[:8])
        return outcome(told, written=written, complaint=value.complaint)
    facts = _facts(office, wish, items, value)
    made = replace(pack(facts), watermark=facts.words(MARK, time=facts.words.time(value.made_at)))
    write_new(wish.print, await asyncio.to_thread(pdf, made, value.made_at), secret=True)
    told = say("complaint: {out}. Sign it and hand it over yourself, or through somebody you trust", out=str(wish.print))
    return Outcome((told,), data={"complaint": value.complaint, "out": str(wish.print)}, more=(say(KEEP_IT),))


def _asked_for(wish: Complain, decider: str) -> None:
    """Everything that the complaint still wants, in one answer. Raises ``Usage``."""
    wants: list[tuple[str | None, Said]] = []
    if bool(wish.desk) == (wish.print is not None):
        wants.append((None, say("say one way: by the public card of the authority's desk, or printed into a file")))
    if not wish.text.strip():
        wants.append((None, say("say what you complain of, in your own words")))
    if not decider:
        wants.append(("which-decider", say("say whose it was: {kinds}", kinds=_listed(SIGNATORIES, DECIDERS))))
    elif wish.to not in (routes := route_of(wish.about, decider).routes):
        wants.append(("which-route", say("such a complaint goes to: {routes}", routes=_listed(ROUTES, routes))))
    if wants:
        raise Usage("{wants}", wants[0][0], wants=Listed.of((said for _code, said in wants), "; "))


def named(names: Mapping[str, str], code: str) -> Said:
    """A code with its words."""
    return Said("{words} ({code})", (("words", Term(names[code])), ("code", code)))


def _listed(names: Mapping[str, str], codes: Sequence[str]) -> Listed:
    return Listed.of(named(names, each) for each in codes)


def _record(items: Sequence[Seen], name: str) -> Seen:
    """By the first digits of its hash, or the newest of a type."""
    return the_only(numbered(items, name) or [each for each in items if each.name == name][-1:])


def _shown(items: Sequence[Seen], name: str) -> Seen:
    """What the law lets a complaint show: nothing sealed (AMB-32). Raises ``Usage``."""
    found = _record(items, name)
    if found.name not in SHOWN:
        raise Usage("a record of type {name} is no part of a complaint", "not-shown", name=found.name)
    return found


def _complaint(office: Office, wish: Complain, items: Sequence[Seen], of: Seen | None, decider: str) -> Complaint:
    shown = tuple(_shown(items, each).entry.hash.hex() for each in wish.show)
    author = of.entry.author if of is not None else None
    return Complaint(
        office.entropy(16).hex(),
        wish.about,
        of.entry.hash.hex() if of is not None else "",
        decider,
        author.body.hash.hex() if author is not None else "",
        author.hash.hex() if author is not None else "",
        wish.to,
        "",
        "CHANNEL" if wish.print is None else "PRINTED",
        wish.text,
        wish.language,
        office.clock(),
        shown,
    )


def _decider(of: Seen | None) -> str:
    """Whose the record was, as it says itself; empty where it does not."""
    stated = str(getattr(of.value, "decider", "") or getattr(of.value, "signatory", "")) if of is not None else ""
    if not stated and of is not None and of.entry.author is not None:
        stated = "OFFICIAL" if BODIES[of.entry.author.body.kind] is BodyRole.IMPLEMENTING else ""
    return stated


async def _desk(office: Office, text: str) -> CircleId:
    """The one desk of the card: a card with several might have that of the body complained of among them. Raises ``Usage``."""
    card = FrontDeskCard.decode(text)
    if not equal(card.root_fingerprint, office.channel.deployment.fingerprint) or len(card.circles) != 1:
        raise Usage("the card must be of this deployment, with the desk of one authority", "which-desk")
    circle = CircleId(card.circles[0])
    await office.channel.follow(circle)
    return circle


def _facts(office: Office, wish: Complain, items: Sequence[Seen], value: Complaint) -> Facts[Complaint]:
    """A draft's: it stands in no chain, so it has no entry, no signature and no code."""
    number = f"№ {office.channel.identity.holder.hex()[:8]}"
    known_as = wish.pseudonym or pseudonym_of(items) or number
    file = replace(EMPTY_FILE, case=replace(EMPTY_FILE.case, pseudonym=known_as))
    shown: dict[str, tuple[Related, ...]] = {}
    for each in (_record(items, name) for name in wish.show):
        signed = signers_of(everything(office), each, known_as)
        one = Related(each.value, each.entry.hash.hex(), signer_of(each, known_as), signed)
        shown[each.name] = (*shown.get(each.name, ()), one)
    author = Signer(known_as, "", "PERSON" if known_as != number else "APPLICANT", value.made_at, "")
    return Facts(value, "", author, file, Words(wish.language), names=names_of(office), related=shown)


@dataclass(frozen=True, slots=True)
class ListComplaints(Look):
    """Which there are."""


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """``outcome``: None while it waits for one; ``next``: the act that gives it."""

    complaint: str
    about: str
    of: str
    outcome: str | None
    at: int
    text: str
    next: tuple[Next, ...]


@dataclass(frozen=True, slots=True)
class ComplaintsView:
    """The undecided ones first: what is asked of this office, from whom only a number is known."""

    complaints: tuple[ComplaintRow, ...]
    as_of: AsOf


async def list_complaints(office: Office, wish: ListComplaints) -> ComplaintsView:
    """Those that came in here."""
    as_of = await looked(office, wish)
    rows = (_row(*each) for each in _all(office))
    return ComplaintsView(tuple(sorted(rows, key=lambda each: each.outcome is not None)), as_of)


def _row(item: Seen, value: Complaint, decided: ComplaintOutcome | None) -> ComplaintRow:
    step = Next("decide_complaint", (("complaint", value.complaint[:8]),), ("outcome", "number", "reasons", "further"))
    return ComplaintRow(
        complaint=value.complaint,
        about=value.about,
        of=value.of,
        outcome=None if decided is None else decided.outcome,
        at=item.at,
        text=value.text,
        next=(step,) if decided is None else (),
    )


def _all(office: Office) -> Iterator[tuple[Seen, Complaint, ComplaintOutcome | None]]:
    items = everything(office)
    decided = {value.complaint: value for _item, value in of_type(items, ComplaintOutcome)}
    return ((item, value, decided.get(value.complaint)) for item, value in of_type(items, Complaint))


@dataclass(frozen=True, slots=True)
class DecideComplaint:
    """``complaint``: first digits of its number; ``further``: where the outcome can be complained of."""

    complaint: str
    outcome: str
    number: str
    reasons: str
    further: str


async def decide_complaint(office: Office, wish: DecideComplaint) -> Outcome:
    """The outcome goes to the key that the complaint brought with it, and to nobody else but who reads this circle."""
    await office.sync()
    found = [each for each in _all(office) if each[1].complaint.startswith(wish.complaint)]
    if len(found) != 1:
        raise Usage("{count} complaints have this number", "no-such-complaint", count=len(found))
    item, value, _decided = found[0]
    result = ComplaintOutcome(value.complaint, wish.number, wish.outcome, wish.reasons, wish.further)
    settles = clocks_of(office, item, *CLOCKS)
    done = await office.writing.record(item.circle, result, settles=settles, disclose_to=answer_keys(item))
    became = named(RESULTS, wish.outcome)
    told = say("complaint {id}: {outcome}; the complainant can read it", id=value.complaint[:8], outcome=became)
    return outcome(told, written=(done,), complaint=value.complaint, outcome=wish.outcome)
