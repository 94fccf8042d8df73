"""Papers for systems outside the channel: each says what its addressee needs, in words that tell nothing else (C.2).

That it is given out is recorded first; the leak guard reads it before. A paper that the file does not bear out is refused with why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.door import DOCUMENT, read_by_guard
from client.app.exports import export_made, mark, written_in
from client.app.findings import case_named
from client.app.outcome import Outcome, outcome
from client.app.papers.giving_out import recorded_first
from client.app.papers.making import set_in_type
from client.app.reading import everything, of_type
from client.app.saying import Term, say
from client.documents.document import Document, Fields, Paragraph
from client.documents.words import Words
from client.formats.disk import nothing_there
from client.law.exports.papers import (
    TellsTooMuch,
    asylum_application,
    at_the_border,
    certificate_request,
    entitlement,
    fund_claim,
    petition_pack,
    printable,
    ways_to_redress,
)
from client.law.law72.a09_data import Secret, leaks
from client.law.law72.a30_guarantees import claim
from client.law.records.referrals import ReferralCard
from client.law.records.tasks import Fact
from client.texts import N_
from crypto.errors import Refused, Usage

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office

TITLES = {
    "FUND_CLAIM": N_("Claim to the Victims Compensation Fund"),
    "HARM_CLAIM": N_("Claim for social guarantees (Law No. 72, Art. 30)"),
    "PETITION": N_("Petition for residence"),
    "CERTIFICATE": N_("Request for a certificate for the return"),
    "ASYLUM": N_("Application for refugee status"),
    "STATELESS": N_("Application for stateless status"),
    "BORDER": N_("For the registration at the border"),
    "ENTITLEMENT": N_("Entitlement to free medical care"),
    "REFERRAL": N_("Referral for help"),
}
Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GiveOutside:
    """``kind``: one of ``TITLES``. ``pseudonym``: another than the file's, for that addressee. ``fact``: (name, value) pairs that
    the paper may carry. ``number``: first digits of a harm or referral, where there are several."""

    kind: str
    to: str
    purpose: str
    out: Path
    file: str | None = None
    pseudonym: str = ""
    number: str = ""
    fact: tuple[tuple[str, str], ...] = ()
    language: str = "kk"
    format: str = "pdf"
    holder_language: str = "en"


async def give_outside(office: Office, wish: GiveOutside) -> Outcome:
    """Everything that can go wrong goes wrong before the record is written, and the record stands before the file does. Raises
    ``Refused`` ("nothing-to-claim", "tells-too-much")."""
    if wish.kind not in _PAPERS:
        raise Usage("there is no paper {kind}; one of {kinds}", "no-such-paper", kind=wish.kind, kinds=", ".join(TITLES))
    nothing_there(wish.out)
    await office.sync()
    case, w = case_named(office, wish.file), Words(wish.language)
    try:
        lines = _PAPERS[wish.kind](office, case, wish)
    except TellsTooMuch as error:
        raise Refused("this paper would tell too much: {why}", "tells-too-much", why=str(error)) from None
    made = _document(w, wish, lines)
    _under_another_name(case, made)
    read_by_guard(office, ((DOCUMENT, text) for text in made.texts()))
    data = await set_in_type(made, wish.format, office.clock())
    words = mark(office, wish.to, wish.holder_language)
    value = export_made("PAPER", wish.kind, data, wish.to, wish.purpose, words, wish.holder_language)
    circle = written_in(office, case.circles)
    if circle is None:
        raise Refused("you have no circle in which it could be recorded that this was given out", "no-record")
    done = await recorded_first(wish.out, data, lambda: office.writing.first(circle, value))
    return outcome(say("{title}: {out}", title=made.title, out=str(wish.out)), written=(done,), out=str(wish.out), kind=wish.kind)


def _under_another_name(case: Case, made: Document) -> None:
    """What goes outside does not bear the name by which the bodies know the file: two papers with it could be laid side by side."""
    own = Secret("NAME", case.pseudonym, "PERSON")
    if case.pseudonym and any(leaks(text, (own,)) for text in made.texts()):
        raise Refused("this paper would bear the file's own pseudonym: say another with --pseudonym", "own-pseudonym")


def _document(w: Words, wish: GiveOutside, lines: Lines) -> Document:
    """Nothing on it says what happened to the person, so no watermark may either."""
    fields = tuple((w(label), value) for label, value in lines if label)
    told = tuple(Paragraph(value) for label, value in lines if not label)
    blocks = (*told, *((Fields(fields),) if fields else ()))
    return Document("outside", wish.language, w(TITLES[wish.kind]), "", "", "", "", blocks, legal=False, unlabelled=True)


def _none(why: str) -> Refused:
    """``why``: a text of the catalogues."""
    return Refused("the file does not bear this paper out: {why}", "nothing-to-claim", why=Term(why))


def _facts(wish: GiveOutside) -> tuple[Fact, ...]:
    return tuple(Fact(name, value) for name, value in wish.fact)


def _fund_claim(_office: Office, case: Case, wish: GiveOutside) -> Lines:
    made = fund_claim(case.file, wish.pseudonym)
    if made is None or "COMPENSATION_FUND" not in ways_to_redress(case.file):
        raise _none(N_("no victim or no uncovered harm is on record, or the pseudonym is the file's own"))
    return ((N_("pseudonym"), made.pseudonym), (N_("decision"), made.decision), (N_("harms"), ", ".join(made.harms)))


def _harm_claim(_office: Office, case: Case, wish: GiveOutside) -> Lines:
    found = [each for each in case.file.money.harms if each.startswith(wish.number)]
    made = claim(case.file, found[0]) if len(found) == 1 else None
    if made is None:
        raise _none(N_("no such harm, or not one alone, is on record, or another law covers the person"))
    w = Words(wish.language)
    return (
        (N_("pseudonym"), made.pseudonym), (N_("decision"), made.decision), (N_("kind"), made.kind),
        (N_("sufferer"), made.sufferer),
        (N_("what happened"), made.what), (N_("happened at"), w.date(made.happened_at)), (N_("link"), made.link),
        (N_("recourse"), made.recourse),
    )  # fmt: skip


def _petition(office: Office, case: Case, wish: GiveOutside) -> Lines:
    """The copy for the local executive body: that for internal affairs carries the sealed identity, which no paper does."""
    packs = [each for each in petition_pack(case.file, wish.pseudonym, "", office.clock()) if each.to == "LEB"]
    if not packs or wish.pseudonym in ("", case.pseudonym):
        raise _none(N_("services do not run, or the pseudonym is the file's own"))
    w = Words(wish.language)
    return (
        (N_("pseudonym"), packs[0].pseudonym), (N_("services since"), w.date(packs[0].services_since)),
        (N_("at the latest until"), w.date(packs[0].last)),
    )  # fmt: skip


def _certificate(_office: Office, case: Case, wish: GiveOutside) -> Lines:
    made = certificate_request(case.file, _facts(wish))
    checked = ((N_("hold the name against"), ", ".join(made.checked)),) if made.checked else ()
    return (*((each.name, each.value) for each in made.facts), *checked)


def _asylum(_office: Office, case: Case, wish: GiveOutside) -> Lines:
    made = asylum_application(case.file, wish.kind, wish.pseudonym, wish.language)
    if made is None:
        raise _none(N_("a citizen, or no status under Law 110-VIII is on record"))
    return (
        (N_("pseudonym"), made.pseudonym),
        (N_("language"), made.language),
        (N_("not to be shared with"), ", ".join(made.not_to)),
    )


def _border(_office: Office, case: Case, wish: GiveOutside) -> Lines:
    made = asylum_application(case.file, "ASYLUM", wish.pseudonym, wish.language)
    if made is None:
        raise _none(N_("a citizen, or no status under Law 110-VIII is on record"))
    return tuple((each.name, each.value) for each in at_the_border(made, _facts(wish)))


def _entitlement(_office: Office, case: Case, wish: GiveOutside) -> Lines:
    said = entitlement(wish.pseudonym or case.pseudonym)
    return (("", Words(wish.language).told(said)),)


def _referral(office: Office, case: Case, wish: GiveOutside) -> Lines:
    found = [
        card
        for item, card in of_type(everything(office), ReferralCard)
        if item.circle in case.circles and card.referral.startswith(wish.number)
    ]
    if len(found) != 1:
        raise _none(f"{len(found)} referrals have this number")
    return tuple(("", Words(wish.language).told(each)) for each in printable(found[0]))


_PAPERS: dict[str, Callable[[Office, Case, GiveOutside], Lines]] = {
    "FUND_CLAIM": _fund_claim,
    "HARM_CLAIM": _harm_claim,
    "PETITION": _petition,
    "CERTIFICATE": _certificate,
    "ASYLUM": _asylum,
    "STATELESS": _asylum,
    "BORDER": _border,
    "ENTITLEMENT": _entitlement,
    "REFERRAL": _referral,
}
