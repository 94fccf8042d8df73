"""Tasks of executing bodies: one circle each, without history, with the least that they need."""

from __future__ import annotations

from client.cli.officer.file import FILE, PROSECUTOR
from client.cli.texts import N_
from client.cli.using import use
from client.cli.values import own_words
from client.cli.verb import Verb, arg
from client.cli.viewing import OFFLINE, SYNC
from client.formats.times import duration_ms

VERBS = (
    Verb(
        "task-open",
        N_("give an executing body one task, in a circle of its own"),
        '--file Swallow --to "C. Akimat" --measure M2.5a --instruction "a flat with two rooms" --within 10d',
        use("client.app.tasks:open_task"),
        (
            FILE,
            arg("--to", required=True, metavar="DEVICE", help=N_("officer of the executing body")),
            arg("--member", action="append", metavar="DEVICE", help=N_("colleague to take into the circle")),
            arg(
                "--measure",
                required=True,
                choices="client.app.tasks:MEASURES",
                metavar="CODE",
                help=N_("code of the measure"),
            ),
            arg("--instruction", help=N_("what is to be done: no name, no file")),
            arg(
                "--kind",
                choices="client.law.tables.partners:TASK_KINDS",
                metavar="KIND",
                help=N_("kind of task (else as the measure needs)"),
            ),
            arg(
                "--addressee", choices="client.law.tables.partners:PARTNERS", metavar="KIND", help=N_("kind of body that it is for")
            ),
            arg(
                "--fact",
                action="append",
                metavar="NAME=VALUE",
                parse=own_words,
                help=N_("a fact that the body needs to know"),
            ),
            arg("--restricted", action="store_true", help=N_("readers cannot open it unless disclosed")),
            arg("--within", default="10d", parse=duration_ms, help=N_("when it must be done (10d)")),
            arg("--accept-within", default="1d", parse=duration_ms, help=N_("when it must be accepted (1d)")),
            PROSECUTOR,
        ),
    ),
    Verb(
        "tasks",
        N_("list tasks and their states"),
        "--sync",
        use("client.app.tasks:list_tasks"),
        (SYNC, OFFLINE),
    ),
    Verb(
        "task-report",
        N_("accept, finish or refuse a task (the executing officer)"),
        '77c0 --state DONE --note "keys handed over"',
        use("client.app.tasks:report_task"),
        (
            arg("task", help=N_("first digits of the task's number")),
            arg("--state", required=True, choices=("ACCEPTED", "DONE", "REFUSED"), help=N_("state")),
            arg("--note", help=N_("note, or reasons of a refusal")),
            arg("--reason", choices="client.app.tasks:REASONS", metavar="KIND", help=N_("kind of reason of a refusal")),
        ),
    ),
)
