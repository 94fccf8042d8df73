"""``qorgan person``: on any borrowed device, with nothing kept on it.

A statement needs the public front desk card alone. Enrolment needs the enrolment card; afterwards the passphrase and the public
card are enough, wherever the person is.
"""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.contracts.reading import shown
from client.app.enrolment_code import enrolment_code
from client.app.forms import fill, type_named
from client.app.permissions import own_permissions
from client.app.reading import Seen, last, seen
from client.cli import agreeing, board, complaining, newdata, showing
from client.cli.attaching import AS_IT_IS, CLEAN, attach
from client.cli.context import Context
from client.cli.giving_out import LEAFLET
from client.cli.lawful import FORMS
from client.cli.texts import LANGUAGES, N_, _, language, told
from client.cli.verb import Answer, Verb, arg, refusing, say, when
from client.formats.disk import read_text
from client.law.records.contract import Breach, BreachExplained, Contract, consents_wanted
from client.law.records.files import Acceptance
from client.law.records.reports import Consent, ContractSignature, Enrol, Receipt, Statement, Threat
from client.law.records.rulings import Decision
from client.law.words import Circle, Writer
from client.words.contracts import clauses
from crypto.card import EnrolmentCard, FrontDeskCard
from crypto.errors import Refused, Usage
from crypto.policy import CircleKind
from crypto.ring import KeyRing
from crypto.types import BodyKind, CircleId
from crypto.words import new_passphrase

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.values import CircleInfo


def read_card(text: str, form: type[FrontDeskCard] | type[EnrolmentCard]) -> FrontDeskCard | EnrolmentCard:
    """A card from its own text or from a file."""
    return form.decode(text if text.upper().startswith("QORGAN1") else read_text(text))


@asynccontextmanager
async def borrowed(context: Context, card: FrontDeskCard | EnrolmentCard, ring: KeyRing) -> AsyncIterator[Office]:
    """A client in memory that believes what the card pins; gone when the verb ends."""
    from client.app.office import guest_office

    async with guest_office(card, ring, entropy=context.entropy, clock=context.clock, listener=context.out) as office:
        context.opened = office
        yield office
        context.opened = None


async def statement(context: Context, args: argparse.Namespace) -> Answer:
    """To each front desk one entry, with the same payload id. The words printed are the receipt: with them, and nothing else, the
    answers are read later."""
    card = read_card(args.card, FrontDeskCard)
    if not isinstance(card, FrontDeskCard):
        raise Usage(_("this is no front desk card"))
    text = read_text(args.text)
    words = new_passphrase(context.entropy)
    ring = KeyRing.from_passphrase(words, card.salt)
    payload_id, made_at = context.entropy(16).hex(), context.clock()
    lines, positions = [], []
    async with borrowed(context, card, ring) as office:
        for circle in card.circles:
            await office.channel.follow(CircleId(circle))
            attachments = [
                await attach(context, office, CircleId(circle), photo, as_it_is=args.as_it_is) for photo in args.photo or ()
            ]
            value = Statement(payload_id, text, args.language, made_at, args.urgent, tuple(card.names), tuple(attachments))
            positions += [each.standing for each in await office.writing.reports([(CircleId(circle), value)])]
        lines = [_("received by {name}").format(name=name) for name in card.names]
    lines += [
        _("number of your statement: {id}").format(id=payload_id[:8]),
        _("your receipt, to read the answer with; write it down:"),
        words,
    ]
    return say(*lines, payload_id=payload_id, receipt=words, log_indexes=positions)


async def enrol(context: Context, args: argparse.Namespace) -> Answer:
    """Makes the passphrase here, announces the new key with the card's one-time key, and shows the code to compare."""
    card = read_card(args.card, EnrolmentCard)
    if not isinstance(card, EnrolmentCard):
        raise Usage(_("this is no enrolment card"))
    if context.clock() >= card.expires:
        raise Refused(_("the card expired {time}: ask for a new one").format(time=when(card.expires)), "card-expired")
    words = new_passphrase(context.entropy)
    ring = KeyRing.from_passphrase(words, card.salt)
    value = Enrol(ring.verify_key.hex(), ring.reading_key_hash.hex(), args.language)
    async with borrowed(context, card, ring) as office:
        await office.sync()  # announces the person's reading key
    invitation = KeyRing(card.invitation_seed, context.entropy(32))
    async with borrowed(context, card, invitation) as office:
        for circle in card.circles:
            await office.channel.follow(CircleId(circle))
            await office.writing.reports([(CircleId(circle), value)])
    code = enrolment_code(card.root_fingerprint, invitation.person_hash, value)
    lines = (
        _("read this code to the officer: {code}").format(code=code),
        _("your passphrase, the only key there is; learn it and tell nobody:"),
        words,
    )
    return say(*lines, code=code, passphrase=words)


@asynccontextmanager
async def returning(context: Context, args: argparse.Namespace) -> AsyncIterator[Office]:
    """The person, from the passphrase and the public card."""
    card = FrontDeskCard.decode(read_text(args.card))
    ring = KeyRing.from_passphrase(context.passphrase(), card.salt)
    async with borrowed(context, card, ring) as office:
        if args.receipt:
            for circle in card.circles:
                await office.channel.follow(CircleId(circle))
        await office.sync()
        yield office


async def read(context: Context, args: argparse.Namespace) -> Answer:
    """Everything disclosed to the person; with --acknowledge a receipt goes back for each decision."""
    lines, data = [], []
    async with returning(context, args) as office:
        for item in readable(office):
            lines += [f"--- {when(item.at)} {item.author}", *_in_words(item, args.language)]
            data.append({"type": item.name, "entry": item.entry.hash})
            if item.unlawful:
                lines.append(_("NOT AS THE LAW HAS IT: {rule}").format(rule=told(item.unlawful)))
            elif args.acknowledge and isinstance(item.value, Decision):
                await send_reports(office, [(item.circle, Receipt(item.entry.hash.hex()))])
    return say(*(lines or [_("nothing has been disclosed to you yet")]), records=data)


def readable(office: Office) -> list[Seen]:
    items = [item for info in office.channel.circles() for item in seen(office, info.id)]
    return sorted(
        (item for item in items if item.value is not None and item.entry.author is not None), key=lambda item: item.entry.index
    )


def _in_words(item: Seen, wanted: str | None = None) -> list[str]:
    match item.value:
        case Decision() as decision:
            head = _("Decision {number}: {outcome}").format(number=decision.number, outcome=decision.outcome)
            appeal = _("You may appeal: {routes}").format(routes="; ".join(decision.appeal))
            return [head, decision.reasons, decision.rights, appeal]
        case Contract() as contract:
            return [_("Contract, version {version}").format(version=contract.version), *clauses(contract, wanted, language())]
        case Acceptance() as acceptance:
            return [acceptance.text]
    from client.words.records import title, words

    return [title(item.value, language()), *words(item.value, language())]


CONSEQUENCES = N_(
    "You need not sign, and nobody may press you. The measures go on for now. A refusal can lead the deciding body to end "
    "them, but only by a ruling with reasons, which you may appeal."
)


async def sign(context: Context, args: argparse.Namespace) -> Answer:
    """Signs the newest contract as it was read (its hash is recomputed here), or refuses it; consent is given for each measure."""
    refused = refusing(args.refuse)
    async with returning(context, args) as office:
        item, contract = last(tuple(readable(office)), Contract, _("contract"))
        read_beside, digest = shown(contract, args.language, args.fingerprint, language()), contract.text_hash
        if (office.casework.author(item.circle).writer is Writer.REPRESENTATIVE) != (args.capacity != "SELF"):
            raise Usage(_("say for whom you sign: --capacity SELF for yourself, another as a lawful representative"), "capacity")
        wanted = consents_wanted(contract)
        given = wanted if args.consent == ["all"] else tuple(args.consent or ())
        unknown = [code for code in given if code not in wanted]
        if unknown:
            raise Usage(_("{code} is no measure of this contract that asks consent").format(code=unknown[0]))
        entry = item.entry.hash.hex()
        consents = tuple(Consent(entry, code, code in given, digest) for code in wanted)
        if refused and not args.understood:
            raise Refused(
                _("{consequences} To refuse all the same: --understood").format(consequences=_(CONSEQUENCES)), "not-explained"
            )
        value = ContractSignature(
            entry, digest, contract.language, not refused, args.refuse or "", consents, args.capacity,
            consequences=refused, beside=read_beside,
        )  # fmt: skip
        await send_reports(office, [(item.circle, value)])
    line = (
        _("refused; the measures go on")
        if refused
        else _("signed; consent given for: {codes}").format(codes=", ".join(given) or "-")
    )
    return say(line, contract=entry, consents=list(given), beside="" if read_beside is None else read_beside.language)


def main_circles(office: Office) -> list[CircleId]:
    """The person's circle of each body: the one whose policy lets a report ring, where new data have a second one (A.11)."""
    found: dict[frozenset[bytes], CircleInfo] = {}
    for info in office.channel.circles():
        if info.kind is not CircleKind.PERSON or info.view is None:
            continue
        bodies = frozenset(bytes(ref.hash) for ref in info.view.policy.bodies if ref.kind is not BodyKind.SUPERVISING)
        if bodies not in found or info.view.policy.report_deadlines:
            found[bodies] = info
    return [info.id for info in found.values()]


async def threat(context: Context, args: argparse.Namespace) -> Answer:
    """L72 26(2): one report to each body that protects the person, with the same number."""
    text = read_text(args.text_file) if args.text_file else args.text
    if not text:
        raise Usage(_("say what happened: --text or --text-file"))
    value = Threat(context.entropy(16).hex(), text, args.language, context.clock(), args.urgent)
    async with returning(context, args) as office:
        circles = main_circles(office)
        if not circles:
            raise Refused(_("no body has admitted this passphrase: use statement with the front desk card"), "not-enrolled")
        await send_reports(office, [(circle, value) for circle in circles])
    line = _("threat {id} reported to {count} bodies").format(id=value.payload_id[:8], count=len(circles))
    return say(line, payload_id=value.payload_id, bodies=len(circles))


async def act(context: Context, args: argparse.Namespace) -> Answer:
    """Whatever the law lets the person or their representative write: a consent, a request, a complaint, and so on."""
    kind = type_named(args.type)
    async with returning(context, args) as office:
        cases = office.casework.cases()
        if not cases:
            raise Refused(_("no body has admitted this passphrase: use statement with the front desk card"), "not-enrolled")
        (case,) = cases
        value = fill(kind, args.set or (), None, case, context.entropy, context.clock())
        places = {circle: place for circle, place in case.circles.items() if place.kind in kind.circles}
        main = {circle for circle, place in places.items() if place.kind is not Circle.PERSON} | set(main_circles(office))
        found = [circle for circle, place in places.items() if circle in main and args.to in ("both", str(place.body))]
        if not found:
            raise Usage(_("no circle of yours can hold it"), "which-circle")
        await send_reports(office, [(circle, value) for circle in found])
    line = _("{what} is sent to {count} bodies").format(what=_(kind.title), count=len(found))
    return say(line, type=kind.name, bodies=len(found))


async def send_reports(office: Office, reports: Sequence[tuple[CircleId, object]]) -> None:
    """Raises ``Unlawful`` before anything is sealed, ``Refused`` unless all of them are in the log."""
    await office.writing.reports(reports)


async def may(context: Context, args: argparse.Namespace) -> Answer:
    """What the person may do now, as far as what was disclosed to them tells."""
    async with returning(context, args) as office:
        return showing.shown(own_permissions(office))


async def explain(context: Context, args: argparse.Namespace) -> Answer:
    """The person's own words on a breach, before anything rests on it (26(1))."""
    async with returning(context, args) as office:
        found = [each for each in readable(office) if isinstance(each.value, Breach) and not each.unlawful]
        found = [each for each in found if isinstance(each.value, Breach) and each.value.breach.startswith(args.breach)]
        if not found or not isinstance(found[-1].value, Breach):
            raise Usage(_("no breach is recorded against you that you could explain"), "nothing-there")
        item, value = found[-1], found[-1].value
        await send_reports(office, [(item.circle, BreachExplained(value.breach, args.text, args.language))])
    return say(_("your explanation of {id} is in the file").format(id=value.breach[:8]), breach=value.breach)


async def document(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.papers.own_copy import MakeOwnCopy, make_own_copy
    from client.cli import showing

    wish = MakeOwnCopy(args.record, Path(args.out), args.language, args.format, args.pseudonym or "")
    async with returning(context, args) as office:
        return showing.shown(await make_own_copy(office, wish))


_CARD = arg("--card", required=True, metavar="CARD", help=N_("the public front desk card: its text, or a file"))
_LANGUAGE = arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the text (kk)"))
_RECEIPT = arg("--receipt", action="store_true", help=N_("the words are the receipt of a statement"))

_BESIDE = arg("--language", choices=LANGUAGES, help=N_("language of the text beside the contract (that of this terminal)"))

VERBS = (
    Verb(
        "statement",
        N_("report a threat without an account; prints the receipt words"),
        "--card desk.card --text statement.txt --photo photo.png",
        statement,
        (
            _CARD,
            arg("--text", required=True, metavar="FILE", help=N_("text file (UTF-8)")),
            arg("--photo", action="append", metavar="FILE", help=N_("file to attach")),
            AS_IT_IS,
            arg("--urgent", action="store_true", help=N_("mark as urgent")),
            _LANGUAGE,
        ),
        client=False,
    ),
    Verb(
        "enrol",
        N_("enrol with the card that an officer gave you"),
        "--card person.card",
        enrol,
        (arg("--card", required=True, metavar="CARD", help=N_("the enrolment card: its text, or a file")), _LANGUAGE),
        client=False,
    ),
    Verb(
        "read",
        N_("read what was disclosed to you: answers, decision, contract"),
        "--card desk.card",
        read,
        (_CARD, _RECEIPT, _BESIDE, arg("--acknowledge", action="store_true", help=N_("send a receipt for each decision"))),
        client=False,
    ),
    Verb(
        "sign",
        N_("sign the contract, giving consent measure by measure; or refuse it"),
        "--card desk.card --consent M2.1a --consent M2.5a",
        sign,
        (
            _CARD,
            _RECEIPT,
            arg("--consent", action="append", metavar="CODE", help=N_("a measure you agree to, or all")),
            arg("--refuse", metavar="REASONS", help=N_("do not sign, for these reasons")),
            _BESIDE,
            arg(
                "--capacity",
                choices=("SELF", "PARENTAL", "REPRESENTATIVE"),
                default="SELF",
                help=N_("for whom you sign: yourself, as a parent, as another lawful representative (SELF)"),
            ),
            arg("--fingerprint", metavar="DIGITS", help=N_("fingerprint of what you read; another text is not signed")),
            arg(
                "--understood", action="store_true", help=N_("you have read what a refusal can lead to, as it is shown without it")
            ),
        ),
        client=False,
    ),
    Verb(
        "explain",
        N_("explain a breach that was recorded: it must be heard before anything may rest on it"),
        '--card desk.card --text "..."',
        explain,
        (
            _CARD,
            _RECEIPT,
            arg("--breach", default="", metavar="DIGITS", help=N_("first digits of the breach's number (the newest)")),
            arg("--text", required=True, help=N_("your words")),
            _LANGUAGE,
        ),
        client=False,
    ),
    Verb(
        "document",
        N_("your own copy of the contract or the decision, as a PDF or a page; that it was made is recorded first"),
        "contract --card desk.card --language kk --out contract.pdf",
        document,
        (
            arg("record", choices=("contract", "decision"), help=N_("which of them")),
            _CARD,
            _RECEIPT,
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the document (kk)")),
            arg("--format", choices=("pdf", "html"), default="pdf", help=N_("pdf, or a page that can be read aloud (pdf)")),
            arg("--pseudonym", default="", metavar="NAME", help=N_("how the file calls you, where no contract says it yet")),
            arg("--out", required=True, metavar="FILE", help=N_("file to write")),
        ),
        client=False,
    ),
    Verb(
        "threat",
        N_("report a new threat to both bodies at once, with your passphrase"),
        '--card desk.card --text "..."',
        threat,
        (
            _CARD,
            _RECEIPT,
            arg("--text", help=N_("what happened")),
            arg("--text-file", metavar="FILE", help=N_("the same from a text file")),
            arg("--urgent", action="store_true", help=N_("mark as urgent")),
            _LANGUAGE,
        ),
        client=False,
    ),
    Verb(
        "act",
        N_("write a consent, a request, a complaint or anything else that is yours to write"),
        "consent --card desk.card --to implementing --set measure=M2.1a --set given=true",
        act,
        (
            arg("type", help=N_("type of record (qorgan person forms)")),
            _CARD,
            _RECEIPT,
            arg("--to", choices=("deciding", "implementing", "both"), default="both", help=N_("to which body (both)")),
            arg("--set", action="append", metavar="FIELD=VALUE", help=N_("a field: JSON or text; @type, +30d, now, new")),
        ),
        client=False,
    ),
    Verb(
        "may", N_("what is yours to write now, and for the rest why not"), "--card desk.card", may, (_CARD, _RECEIPT), client=False
    ),
    board.of_person(_CARD, _RECEIPT),
    complaining.verb(_CARD, _RECEIPT),
    *agreeing.verbs(_CARD, _RECEIPT),
    LEAFLET,
    *newdata.verbs(_CARD, _RECEIPT),
    FORMS,
    CLEAN,
)
