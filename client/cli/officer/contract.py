"""The contract: offered in the person's language, signed by both in the client or by pen, or refused."""

from __future__ import annotations

from pathlib import Path

from client.cli.attaching import AS_IT_IS
from client.cli.officer.file import FILE, LANGUAGE
from client.cli.texts import LANGUAGES, N_
from client.cli.using import use
from client.cli.values import member, own_words, several
from client.cli.verb import Verb, arg
from client.formats.times import time_ms

_BESIDE = arg("--beside", choices=LANGUAGES, help=N_("language of the text that stood beside the contract on the paper"))
_ANSWERED = (
    FILE,
    _BESIDE,
    arg("--representative", default="", metavar="ID", help=N_("id of the lawful representative who answers (else the person)")),
    arg("--present", default="", metavar="NAMES", help=N_("who else was there")),
    arg("--witness", action="append", metavar="NAME", help=N_("a witness who signed the paper, and in which capacity")),
    arg("--at", metavar="TIME", parse=time_ms, help=N_("when it was, as 2026-01-31T09:30 (now)")),
)

VERBS = (
    Verb(
        "contract-offer",
        N_("write the contract in the person's language and disclose it to them"),
        '--file Swallow --language kk --beside ru --words "K18=the akimat helps" --words "ru:K18=..." --words "ru:M2.1a=..."',
        use("client.app.contracts.offering:offer_contract"),
        (
            FILE,
            arg(
                "--words",
                action="append",
                metavar="CLAUSE=TEXT",
                parse=own_words,
                help=N_("your own words of an annex, in the contract's language"),
            ),
            arg(
                "--beside",
                metavar="LANGUAGES",
                parse=several,
                help=N_(
                    "languages of the same text beside the one that binds, as ru,en; your own words in them, and the method of "
                    "each measure, as --words ru:K18=TEXT, ru:M2.1a=TEXT"
                ),
            ),
            arg("--interpreter", default="", metavar="NAME", help=N_("who interprets it to a person who speaks another language")),
            arg(
                "--family",
                action="append",
                metavar="PSEUDONYM[=FILE]",
                parse=member,
                help=N_("a member of the family whom it names; with the id of their own file if they are of age"),
            ),
            arg(
                "--touched",
                action="append",
                metavar="RIGHT=TEXT",
                parse=own_words,
                help=N_("weigh the rights with it: a right that is touched, and what keeps it whole"),
            ),
            arg("--none-touched", action="store_true", help=N_("weigh the rights with it: no right is touched")),
            LANGUAGE,
        ),
    ),
    Verb(
        "contract-close",
        N_("add the body's signature to the person's"),
        "--file Swallow",
        use("client.app.contracts.signing:close_contract"),
        (FILE,),
    ),
    Verb(
        "contract-paper",
        N_("record that the contract was signed by pen: the scan is sealed, each consent stands by itself"),
        '--file Swallow --scan contract.pdf --consent M2.1a --consent M2.5a --witness "A. Nurse, ward 3"',
        use("client.app.contracts.signing:minute_contract"),
        (
            *_ANSWERED,
            arg("--scan", required=True, metavar="FILE", parse=Path, help=N_("the signed paper, as a picture or PDF")),
            arg("--consent", action="append", metavar="CODE", help=N_("a measure that the paper agrees to, or all")),
            arg(
                "--capacity",
                choices=("PARENTAL", "REPRESENTATIVE"),
                default="REPRESENTATIVE",
                help=N_("in which capacity a representative signs"),
            ),
            arg(
                "--opinion",
                default="",
                metavar="TEXT",
                help=N_("what the child thinks, where a representative signs for one"),
            ),
            arg("--explained", default="", metavar="TEXT", help=N_("what was explained")),
            AS_IT_IS,
        ),
    ),
    Verb(
        "contract-refusal",
        N_("minute that the person refused to sign, with reasons, and that the consequences were explained; no measure ends"),
        '--file Swallow --reasons "wants to think" --explained "measures go on; a ruling may end them and can be appealed"',
        use("client.app.contracts.signing:minute_refusal"),
        (
            *_ANSWERED,
            arg("--reasons", required=True, metavar="TEXT", help=N_("the person's reasons, in their words")),
            arg("--explained", required=True, metavar="TEXT", help=N_("which consequences were explained, and how (27(1))")),
        ),
    ),
)
