"""The verb by which a person complains."""

from __future__ import annotations

from pathlib import Path

from client.cli.texts import LANGUAGES, N_
from client.cli.using import use_returning
from client.cli.values import card_text, reading
from client.cli.verb import Argument, Verb, arg

_LAW = "client.law.records.complaints"


def verb(*common: Argument) -> Verb:
    """``common``: the arguments with which the person comes back."""
    return Verb(
        "complain",
        N_("complain of a decision, an act or that nothing is done: sealed to the authority, or printed to hand over"),
        '--card desk.card --about REFUSAL --of decision --to COURT --text "..." --show decision --print complaint.pdf',
        use_returning("client.app.complaints:complain", reading(desk=card_text)),
        (
            *common,
            arg("--about", choices=f"{_LAW}:ATTACKED", required=True, help=N_("what you complain of")),
            arg("--of", metavar="RECORD", help=N_("the decision or ruling: first digits of its hash, or its type for the newest")),
            arg("--decider", choices=f"{_LAW}:DECIDERS", help=N_("whose it was (else as the record says)")),
            arg("--to", choices=f"{_LAW}:ROUTES", required=True, help=N_("to whom you complain")),
            arg("--text", default="", help=N_("the complaint in your own words")),
            arg("--show", action="append", metavar="RECORD", help=N_("a record to show with it, chosen as with --of")),
            arg("--pseudonym", help=N_("how the file calls you (else as the contract says)")),
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of your text and of the paper (kk)")),
            arg(
                "--desk",
                metavar="CARD",
                help=N_("public card of the authority's own front desk: send it there, sealed"),
            ),
            arg("--print", metavar="FILE", parse=Path, help=N_("write it as a paper to sign and hand over")),
        ),
        client=False,
    )
