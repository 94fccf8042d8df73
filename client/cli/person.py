"""``qorgan person``: on any borrowed device, with nothing kept on it (``client.app.person``)."""

from __future__ import annotations

from pathlib import Path

from client.cli import about, agreeing, board, complaining, newdata
from client.cli.attaching import AS_IT_IS, CLEAN
from client.cli.giving_out import LEAFLET
from client.cli.lawful import FORMS
from client.cli.texts import LANGUAGES, N_
from client.cli.using import use, use_returning
from client.cli.values import desk_card, enrolment_card, no_file, reading
from client.cli.verb import Verb, arg

_CARD = arg("--card", required=True, metavar="CARD", help=N_("the public front desk card: its text, or a file"))
_LANGUAGE = arg("--language", choices=LANGUAGES, help=N_("language of the text (that of this terminal)"))
_RECEIPT = arg("--receipt", action="store_true", help=N_("the words are the receipt of a statement"))

_BESIDE = arg("--language", choices=LANGUAGES, help=N_("language of the text beside the contract (that of this terminal)"))

VERBS = (
    Verb(
        "statement",
        N_("report a threat without an account; prints the receipt words"),
        "--card desk.card --text @statement.txt --photo photo.png",
        use("client.app.person.statement:make_statement", reading(card=desk_card)),
        (
            _CARD,
            arg("--text", required=True, parse=no_file, help=N_("what happened")),
            arg("--photo", action="append", metavar="FILE", parse=Path, help=N_("file to attach")),
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
        use("client.app.person.enrolment:enrol_person", reading(card=enrolment_card)),
        (
            arg("--card", required=True, metavar="CARD", secret=True, help=N_("the enrolment card: its text, or a file")),
            _LANGUAGE,
        ),
        client=False,
    ),
    Verb(
        "read",
        N_("read what was disclosed to you: answers, decision, contract"),
        "--card desk.card",
        use_returning("client.app.person.reading:read_disclosed"),
        (_CARD, _RECEIPT, _BESIDE, arg("--acknowledge", action="store_true", help=N_("send a receipt for each decision"))),
        client=False,
    ),
    Verb(
        "sign",
        N_("sign the contract, giving consent measure by measure; or refuse it"),
        "--card desk.card --consent M2.1a --consent M2.5a",
        use_returning("client.app.person.signing:sign_contract"),
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
        use_returning("client.app.person.threat:explain_breach"),
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
        use_returning("client.app.papers.own_copy:make_own_copy"),
        (
            arg("record", choices=("contract", "decision"), help=N_("which of them")),
            _CARD,
            _RECEIPT,
            arg("--language", choices=LANGUAGES, help=N_("language of the document (that of the record)")),
            arg("--format", choices=("pdf", "html"), default="pdf", help=N_("pdf, or a page that can be read aloud (pdf)")),
            arg("--pseudonym", default="", metavar="NAME", help=N_("how the file calls you, where no contract says it yet")),
            arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write")),
        ),
        client=False,
    ),
    Verb(
        "threat",
        N_("report a new threat to both bodies at once, with your passphrase"),
        '--card desk.card --text "..."',
        use_returning("client.app.person.threat:report_threat"),
        (
            _CARD,
            _RECEIPT,
            arg("--text", default="", help=N_("what happened")),
            arg("--urgent", action="store_true", help=N_("mark as urgent")),
            _LANGUAGE,
        ),
        client=False,
    ),
    Verb(
        "act",
        N_("write a consent, a request, a complaint or anything else that is yours to write"),
        "consent --card desk.card --to implementing --set measure=M2.1a --set given=true",
        use_returning("client.app.person.acts:act_as_person"),
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
        "may",
        N_("what is yours to write now, and for the rest why not"),
        "--card desk.card",
        use_returning("client.app.permissions:own_permissions"),
        (_CARD, _RECEIPT),
        client=False,
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
