"""A change of policy that the other body must approve: proposed, approved, committed."""

from __future__ import annotations

from pathlib import Path

from client.cli.officer.file import FILE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

CIRCLE = arg("--circle", metavar="NUMBER", help=N_("first digits of the circle (else the file's coordination circle)"))
PROPOSAL = arg("--proposal", metavar="NUMBER", help=N_("first digits of the proposal (else the newest)"))
APPROVED = arg("--proposal", metavar="NUMBER", help=N_("first digits of the proposal (else those that wait are only shown)"))

VERBS = (
    Verb(
        "policy-propose",
        N_("propose to the other body who is to read the circle, or to be in it"),
        '--file Swallow --replace-reader "P. Prosecutor" "Q. Prosecutor" --reason "moved to another post"',
        use("client.app.circles.policy:propose_policy"),
        (
            FILE,
            CIRCLE,
            arg("--replace-reader", nargs=2, metavar=("OLD", "NEW"), help=N_("who reads no longer, and who does")),
            arg("--add-reader", metavar="DEVICE", help=N_("a recovery key or a prosecutor who reads too")),
            arg("--bring-in", metavar="DEVICE", help=N_("first device of a body that receives the case")),
            arg("--drop-body", metavar="BODY", help=N_("a body that gave up the case: its devices leave")),
            arg("--reason", required=True, help=N_("why")),
        ),
    ),
    Verb(
        "policy-approve",
        N_("approve what the other body proposes; shows what changes"),
        "--file Swallow --proposal 51ab",
        use("client.app.circles.policy:approve_policy"),
        (
            FILE,
            CIRCLE,
            APPROVED,
            arg("--out", metavar="FILE", parse=Path, help=N_("into a file instead of a record: for a body that gave up the case")),
        ),
    ),
    Verb(
        "policy-commit",
        N_("carry out a change of policy that was approved"),
        "--file Swallow --approval prosecutor.approval",
        use("client.app.circles.policy:commit_policy"),
        (
            FILE,
            CIRCLE,
            PROPOSAL,
            arg(
                "--approval",
                action="append",
                metavar="FILE",
                parse=Path,
                help=N_("consent of the prosecutor's office, from its file"),
            ),
        ),
    ),
)
