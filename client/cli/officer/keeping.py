"""How the contract is kept and how measures end: a demand, a breach, the person heard on it first, and the ruling of Art. 27."""

from __future__ import annotations

from client.cli.officer.file import FILE, LANGUAGE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.values import ground, wind_down
from client.cli.verb import Verb, arg
from client.formats.times import time_ms

_AT = arg("--at", metavar="TIME", parse=time_ms, help=N_("when it was, as 2026-01-31T09:30 (now)"))

VERBS = (
    Verb(
        "demand",
        N_("demand that a condition of the contract be kept; the person reads it and acknowledges it"),
        '--file Swallow --basis K08 --text "..." --language kk',
        use("client.app.contracts.keeping:make_demand"),
        (
            FILE,
            arg("--basis", required=True, metavar="CLAUSE", help=N_("the clause or article that it rests on")),
            arg("--text", required=True, help=N_("what is demanded")),
            LANGUAGE,
        ),
    ),
    Verb(
        "breach",
        N_("record that the contract was not kept, and show it to the person, who is heard before anything rests on it"),
        '--file Swallow --clause K08 --fact "..." --source "report of the guard"',
        use("client.app.contracts.keeping:record_breach"),
        (
            FILE,
            arg("--clause", required=True, help=N_("clause of the contract")),
            arg("--fact", required=True, metavar="TEXT", help=N_("what happened")),
            arg("--source", required=True, metavar="TEXT", help=N_("how it is known")),
            arg("--demand", metavar="DIGITS", help=N_("the demand that was not met")),
            _AT,
        ),
    ),
    Verb(
        "breach-heard",
        N_("put down what the person said of a breach, or that they would not say anything"),
        '3fa1 --file Swallow --asked "at the shelter, by the officer" --said "..."',
        use("client.app.contracts.keeping:hear_on_breach"),
        (
            arg("breach", metavar="DIGITS", help=N_("first digits of the breach's number")),
            FILE,
            arg("--asked", required=True, metavar="TEXT", help=N_("how the person was asked")),
            arg("--said", default="", metavar="TEXT", help=N_("what the person said, in their words (nothing)")),
            arg("--present", default="", metavar="NAMES", help=N_("who else was there")),
            _AT,
        ),
    ),
    Verb(
        "measures-end",
        N_("issue the ruling that ends measures and with them the contract, on grounds of Article 27; nothing else ends them"),
        '--file Swallow --number 41 --ground "G1=OTHER:assessed, no threat" --reasons "..." --wind-down EQUIPMENT=7d',
        use("client.app.ending:end_measures"),
        (
            FILE,
            arg("--number", required=True, help=N_("number of the ruling")),
            arg(
                "--ground",
                action="append",
                metavar="G=KIND:EVIDENCE",
                parse=ground,
                help=N_("ground and evidence: G1=OTHER:facts, G2=CONTRACT_REFUSED:digits, G3=BREACH:digits"),
            ),
            arg("--on-motion", metavar="DIGITS", help=N_("motion that it decides; its grounds are taken over")),
            arg("--proportion", default="", metavar="TEXT", help=N_("of G3: why ending is in proportion to the breach")),
            arg("--reasons", required=True, metavar="TEXT", help=N_("reasons of the ruling")),
            arg("--measure", action="append", metavar="CODE", help=N_("only this measure ends (all)")),
            arg(
                "--signatory",
                choices="client.law.tables.grounds:SIGNATORIES",
                help=N_("who signs (who is in charge of the investigation; the official)"),
            ),
            arg("--effect", metavar="TIME", parse=time_ms, help=N_("from when, as 2026-01-31T09:30 (at once)")),
            arg(
                "--wind-down",
                action="append",
                metavar="WHAT=TIME",
                parse=wind_down,
                help=N_("what is wound up and within which time, as EQUIPMENT=7d; or why it is left, as STAY=-reasons"),
            ),
            LANGUAGE,
        ),
    ),
)
