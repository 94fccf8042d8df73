"""``qorgan person``: on any borrowed device, with nothing kept on it (``client.app.person``)."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.permissions import own_permissions
from client.app.person.coming import Borrowed, come_back
from client.cli import about, agreeing, board, complaining, newdata
from client.cli.attaching import AS_IT_IS, CLEAN
from client.cli.context import Context
from client.cli.giving_out import LEAFLET
from client.cli.lawful import FORMS
from client.cli.showing import shown
from client.cli.texts import LANGUAGES, N_, language
from client.cli.verb import Answer, Verb, arg
from client.formats.disk import read_text
from crypto.card import EnrolmentCard, FrontDeskCard

if TYPE_CHECKING:
    from client.app.office import Office


def card_text(text: str) -> str:
    """A card's own text, or that of a file."""
    return text if text.upper().startswith("QORGAN1") else read_text(text)


def borrowed(context: Context) -> Borrowed:
    return Borrowed(context.clock, context.entropy, context.out)


@asynccontextmanager
async def returning(context: Context, args: argparse.Namespace) -> AsyncIterator[Office]:
    """The person, from the passphrase and the public card; gone when the verb ends."""
    card = FrontDeskCard.decode(card_text(args.card))
    async with come_back(borrowed(context), card, context.passphrase(), receipt=args.receipt) as office:
        context.opened = office
        yield office
        context.opened = None


async def statement(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.person.statement import MakeStatement, make_statement

    wish = MakeStatement(
        card=FrontDeskCard.decode(card_text(args.card)),
        text=read_text(args.text),
        language=args.language or language(),
        photo=tuple(map(Path, args.photo or ())),
        as_it_is=args.as_it_is,
        urgent=args.urgent,
    )
    return shown(await make_statement(borrowed(context), wish))


async def enrol(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.person.enrolment import EnrolPerson, enrol_person

    wish = EnrolPerson(EnrolmentCard.decode(card_text(args.card)), args.language or language())
    return shown(await enrol_person(borrowed(context), wish))


async def read(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.person.reading import ReadDisclosed, read_disclosed

    async with returning(context, args) as office:
        return shown(await read_disclosed(office, ReadDisclosed(args.acknowledge, args.language, language())))


async def sign(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.person.signing import SignContract, sign_contract

    wish = SignContract(
        consent=tuple(args.consent or ()),
        refuse=args.refuse,
        understood=args.understood,
        capacity=args.capacity,
        fingerprint=args.fingerprint,
        language=args.language,
        holder_language=language(),
    )
    async with returning(context, args) as office:
        return shown(await sign_contract(office, wish))


async def threat(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.person.threat import ReportThreat, report_threat

    text = read_text(args.text_file) if args.text_file else args.text or ""
    async with returning(context, args) as office:
        return shown(await report_threat(office, ReportThreat(text, args.language or language(), args.urgent)))


async def explain(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.person.threat import ExplainBreach, explain_breach

    async with returning(context, args) as office:
        return shown(await explain_breach(office, ExplainBreach(args.text, args.language or language(), args.breach)))


async def act(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.person.acts import ActAsPerson, act_as_person

    async with returning(context, args) as office:
        return shown(await act_as_person(office, ActAsPerson(args.type, tuple(args.set or ()), args.to)))


async def may(context: Context, args: argparse.Namespace) -> Answer:
    async with returning(context, args) as office:
        return shown(own_permissions(office))


async def document(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.papers.own_copy import MakeOwnCopy, make_own_copy

    wish = MakeOwnCopy(args.record, Path(args.out), args.language or "", args.format, args.pseudonym or "")
    async with returning(context, args) as office:
        return shown(await make_own_copy(office, wish))


_CARD = arg("--card", required=True, metavar="CARD", help=N_("the public front desk card: its text, or a file"))
_LANGUAGE = arg("--language", choices=LANGUAGES, help=N_("language of the text (that of this terminal)"))
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
            arg("--language", choices=LANGUAGES, help=N_("language of the document (that of the record)")),
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
    about.of_person(_CARD, _RECEIPT),
    complaining.verb(_CARD, _RECEIPT),
    *agreeing.verbs(_CARD, _RECEIPT),
    LEAFLET,
    *newdata.verbs(_CARD, _RECEIPT),
    FORMS,
    CLEAN,
)
