"""The file of one person: opening it, the decision, the order, the choice of measures, reviews."""

from __future__ import annotations

from client.cli.officer.naming import WISH
from client.cli.texts import LANGUAGES, N_
from client.cli.using import use
from client.cli.values import MEASURE_HELP, measure, several
from client.cli.verb import Verb, arg
from client.formats.times import duration_ms

FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
LANGUAGE = arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the document (kk)"))
ACKNOWLEDGE = (
    arg(
        "--acknowledge-within",
        default="5m",
        parse=duration_ms,
        help=N_("how soon a threat report must be acknowledged (DL-16; 5m)"),
    ),
    arg("--escalate-after", default="5m", parse=duration_ms, help=N_("how long after that the head is told (5m)")),
    arg("--head", metavar="DEVICE", help=N_("who is told then (else the whole body)")),
)
NUMBER = arg("--number", required=True, help=N_("number of the document"))
PROSECUTOR = arg(
    "--prosecutor", action="append", metavar="DEVICE", help=N_("the supervising prosecutor's device (else the only one)")
)

VERBS = (
    Verb(
        "file-open",
        N_("open a file under a pseudonym: its coordination and person circles"),
        '--statement 3fa1 --pseudonym Swallow --partner "B. Implementer"',
        use("client.app.files:open_file"),
        (
            arg("--statement", required=True, metavar="NUMBER", help=N_("the statement that gives rise to it")),
            arg("--pseudonym", required=True, help=N_("stands for the person everywhere; auto draws one that nobody has")),
            *WISH,
            arg("--person-code", default="P12a", parse=several, help=N_("codes of Art. 3, comma separated (P12a: witness)")),
            arg("--origin", choices="client.law.records.files:ORIGINS", default="WRITTEN", help=N_("how it began")),
            arg("--partner", action="append", required=True, metavar="DEVICE", help=N_("officer of the implementing body")),
            arg("--member", action="append", metavar="DEVICE", help=N_("colleague (else all officers of your body)")),
            PROSECUTOR,
            *ACKNOWLEDGE,
        ),
    ),
    Verb(
        "file-take",
        N_("open your (implementing) body's circle of a file"),
        "--file Swallow",
        use("client.app.files:take_file"),
        (FILE, PROSECUTOR, *ACKNOWLEDGE),
    ),
    Verb(
        "decide",
        N_("decide to apply or to refuse; the copy goes to who made the statement"),
        '--file Swallow --outcome APPLY --number 12-1 --reasons "..." --evidence "statement" --verification "calls checked"',
        use("client.app.decisions:decide"),
        (
            FILE,
            arg("--outcome", required=True, choices=("APPLY", "REFUSE"), help=N_("apply or refuse (23(1))")),
            NUMBER,
            arg("--reasons", help=N_("reasons")),
            arg(
                "--evidence",
                action="append",
                required=True,
                help=N_("evidence: statement, or the number of an item (22)"),
            ),
            arg("--verification", required=True, help=N_("how the statement was verified")),
            arg("--measure", action="append", metavar="CODE", help=N_("further measures of Art. 7(1)")),
            arg("--stage", choices="client.law.tables.bodies:STAGES", default="INVESTIGATION", help=N_("stage of the proceedings")),
            arg("--decider", choices="client.law.tables.bodies:DECIDERS", default="INVESTIGATOR", help=N_("who decides")),
            arg("--order", metavar="NUMBER", help=N_("also send the order for personal security, under this number")),
            LANGUAGE,
        ),
    ),
    Verb(
        "order",
        N_("order personal security: opens the choice of measures"),
        "--file Swallow --number 12-2",
        use("client.app.decisions:order_security"),
        (FILE, NUMBER),
    ),
    Verb(
        "order-take",
        N_("acknowledge the order; from then the measures are yours to choose"),
        "--file Swallow",
        use("client.app.decisions:take_order"),
        (FILE, arg("--note", help=N_("what is being done"))),
    ),
    Verb(
        "select-measures",
        N_("choose measures with term and method, and inform the deciding body"),
        '--file Swallow --number 7 --measure "M2.1a|two officers|unit 1|30d"',
        use("client.app.measures:select_measures"),
        (
            FILE,
            NUMBER,
            arg("--measure", action="append", required=True, metavar="TEXT", parse=measure, help=MEASURE_HELP),
            arg("--restricted", action="store_true", help=N_("readers cannot open it unless disclosed")),
        ),
    ),
    Verb(
        "measure-start",
        N_("carry out a chosen measure from now, and tell the deciding body"),
        "--file Swallow --measure M2.1a",
        use("client.app.measures:start_measures"),
        (
            FILE,
            arg("--measure", action="append", required=True, metavar="CODE", help=N_("code of the measure")),
            arg("--note", help=N_("note")),
        ),
    ),
    Verb(
        "review",
        N_("record the review of a measure; its clock starts anew"),
        '--file Swallow --measure M2.1a --outcome EXTENDED --note "threat persists" --next 30d',
        use("client.app.measures:review_measure"),
        (
            FILE,
            arg("--measure", required=True, metavar="CODE", help=N_("code of the measure")),
            arg("--outcome", choices=("EXTENDED", "CHANGED"), default="EXTENDED", help=N_("outcome")),
            arg("--note", required=True, help=N_("note of the review")),
            arg("--next", default="30d", parse=duration_ms, help=N_("when the next review falls due (30d)")),
        ),
    ),
)
