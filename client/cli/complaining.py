"""A complaint of the person (L72 23(2)-(3), 25(3), 27(5)): sealed to the authority's own front desk, or as a paper to hand over.

Of a printed one nothing is recorded: each circle that the person has is read by a body that may be the one complained of, and that
body learns of a complaint from the authority and from nobody else (A.11).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casework.entries import BODIES
from client.app.reading import Seen, everything, numbered, seen, the_only
from client.cli.context import Context
from client.cli.owncopy import pseudonym_of
from client.cli.papers import names_of, signer_of, signers_of
from client.cli.texts import LANGUAGES, N_, _
from client.cli.verb import Answer, Argument, Verb, arg, say
from client.documents.facts import Facts, Related, Signer
from client.documents.templates.complaint import pack
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.formats.disk import nothing_there, read_text, write_new
from client.law.file import EMPTY_FILE
from client.law.law72.a23_2_appeals import SHOWN
from client.law.records.complaints import ATTACKED, DECIDERS, ROUTES, Complaint
from client.law.tables.routes import route_of
from client.law.words import BodyRole
from crypto.card import FrontDeskCard
from crypto.errors import Usage
from crypto.primitives import equal
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office


MARK = N_("Printed by the complainant, {time}")


async def complain(context: Context, args: argparse.Namespace) -> Answer:
    """Everything that can go wrong goes wrong before anything leaves."""
    from client.cli.person import returning

    if bool(args.desk) == bool(args.print):
        raise Usage(_("say one: --desk with the authority's public card, or --print with a file"))
    if args.print:
        nothing_there(Path(args.print))
    text = read_text(args.text_file) if args.text_file else args.text
    if not text:
        raise Usage(_("say what you complain of: --text or --text-file"))
    async with returning(context, args) as office:
        items = _readable(office)
        value = _complaint(context, args, items, text)
        if args.desk:
            await _deliver(office, FrontDeskCard.decode(read_text(args.desk)), value)
        else:
            facts = _facts(office, args, items, value, context.clock())
            made = replace(pack(facts), watermark=facts.words(MARK, time=facts.words.time(context.clock())))
            write_new(Path(args.print), pdf(made, context.clock()), secret=True)
    if args.desk:
        return say(_("complaint {id} is sent, sealed to the authority").format(id=value.complaint[:8]), complaint=value.complaint)
    lines = (
        _("complaint: {out}. Sign it and hand it over yourself, or through somebody you trust").format(out=args.print),
        _("keep it where nobody finds it, or destroy it: it says that you are protected"),
    )
    return say(*lines, complaint=value.complaint, out=args.print)


def _readable(office: Office) -> list[Seen]:
    """What was disclosed to the person and counts, oldest first."""
    items = [item for info in office.channel.circles() for item in seen(office, info.id)]
    found = [item for item in items if item.value is not None and item.entry.author is not None and not item.unlawful]
    return sorted(found, key=lambda item: item.entry.index)


def _record(items: Sequence[Seen], name: str) -> Seen:
    """By the first digits of its hash, or the newest of a type."""
    return the_only(numbered(items, name) or [each for each in items if each.name == name][-1:])


def _shown(items: Sequence[Seen], name: str) -> Seen:
    """What the law lets a complaint show: nothing sealed (AMB-32). Raises ``Usage``."""
    found = _record(items, name)
    if found.name not in SHOWN:
        raise Usage(_("a record of type {name} is no part of a complaint").format(name=found.name), "not-shown")
    return found


def _complaint(context: Context, args: argparse.Namespace, items: Sequence[Seen], text: str) -> Complaint:
    of = _record(items, args.of) if args.of else None
    decider = args.decider or _decider(of)
    routes = route_of(args.about, decider).routes
    if args.to not in routes:
        raise Usage(_("such a complaint goes to: {routes}").format(routes=", ".join(routes)), "which-route")
    shown = tuple(_shown(items, each).entry.hash.hex() for each in args.show or ())
    author = of.entry.author if of is not None else None
    return Complaint(
        context.entropy(16).hex(),
        args.about,
        of.entry.hash.hex() if of is not None else "",
        decider,
        author.body.hash.hex() if author is not None else "",
        author.hash.hex() if author is not None else "",
        args.to,
        "",
        "CHANNEL" if args.desk else "PRINTED",
        text,
        args.language,
        context.clock(),
        shown,
    )


def _decider(of: Seen | None) -> str:
    """Whose the record was, as it says itself. Raises ``Usage``."""
    stated = str(getattr(of.value, "decider", "") or getattr(of.value, "signatory", "")) if of is not None else ""
    if not stated and of is not None and of.entry.author is not None:
        stated = "OFFICIAL" if BODIES[of.entry.author.body.kind] is BodyRole.IMPLEMENTING else ""
    if not stated:
        raise Usage(_("say whose it was, with --decider: {kinds}").format(kinds=", ".join(DECIDERS)), "which-decider")
    return stated


async def _deliver(office: Office, desk: FrontDeskCard, value: Complaint) -> None:
    """To the one desk of the card: a card with several might have that of the body complained of among them."""
    if not equal(desk.root_fingerprint, office.channel.deployment.fingerprint) or len(desk.circles) != 1:
        raise Usage(_("the card must be of this deployment, with the desk of one authority"), "which-desk")
    circle = CircleId(desk.circles[0])
    await office.channel.follow(circle)
    await office.writing.reports([(circle, value)])


def _facts(office: Office, args: argparse.Namespace, items: Sequence[Seen], value: Complaint, now: int) -> Facts[Complaint]:
    """A draft's: it stands in no chain, so it has no entry, no signature and no code."""
    number = f"№ {office.channel.identity.holder.hex()[:8]}"
    known_as = args.pseudonym or pseudonym_of(items) or number
    file = replace(EMPTY_FILE, case=replace(EMPTY_FILE.case, pseudonym=known_as))
    shown: dict[str, tuple[Related, ...]] = {}
    for each in (_record(items, name) for name in args.show or ()):
        signed = signers_of(everything(office), each, known_as)
        one = Related(each.value, each.entry.hash.hex(), signer_of(each, known_as), signed)
        shown[each.name] = (*shown.get(each.name, ()), one)
    author = Signer(known_as, "", "PERSON" if known_as != number else "APPLICANT", now, "")
    return Facts(value, "", author, file, Words(args.language), names=names_of(office), related=shown)


def verb(*common: Argument) -> Verb:
    """``common``: the arguments with which the person comes back."""
    return Verb(
        "complain",
        N_("complain of a decision, an act or that nothing is done: sealed to the authority, or printed to hand over"),
        '--card desk.card --about REFUSAL --of decision --to COURT --text "..." --show decision --print complaint.pdf',
        complain,
        (
            *common,
            arg("--about", choices=ATTACKED, required=True, help=N_("what you complain of")),
            arg("--of", metavar="RECORD", help=N_("the decision or ruling: first digits of its hash, or its type for the newest")),
            arg("--decider", choices=DECIDERS, help=N_("whose it was (else as the record says)")),
            arg("--to", choices=ROUTES, required=True, help=N_("to whom you complain")),
            arg("--text", help=N_("the complaint in your own words")),
            arg("--text-file", metavar="FILE", help=N_("the same from a text file")),
            arg("--show", action="append", metavar="RECORD", help=N_("a record to show with it, chosen as with --of")),
            arg("--pseudonym", help=N_("how the file calls you (else as the contract says)")),
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of your text and of the paper (kk)")),
            arg("--desk", metavar="CARD", help=N_("public card of the authority's own front desk: send it there, sealed")),
            arg("--print", metavar="FILE", help=N_("write it as a paper to sign and hand over")),
        ),
        client=False,
    )
