"""A change of policy that the other body must approve: proposed, approved, committed."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Verb, arg


async def policy_propose(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.circles import policy

    replaced = (args.replace_reader[0], args.replace_reader[1]) if args.replace_reader else None
    wish = policy.ProposePolicy(
        args.reason, args.file, args.circle, replaced, args.add_reader, args.bring_in, args.drop_body
    )  # fmt: skip
    return shown(await policy.propose_policy(context.office, wish))


async def policy_approve(context: Context, args: argparse.Namespace) -> Answer:
    return await approved(context, args, "qorgan officer")


async def policy_consent(context: Context, args: argparse.Namespace) -> Answer:
    """A prosecutor's: to a file."""
    return await approved(context, args, "qorgan prosecutor")


async def approved(context: Context, args: argparse.Namespace, program: str) -> Answer:
    from client.app.circles import policy

    wish = policy.ApprovePolicy(args.file, args.circle, args.proposal, Path(args.out) if args.out else None)
    return shown(await policy.approve_policy(context.office, wish), program)


async def policy_commit(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.circles import policy

    wish = policy.CommitPolicy(args.file, args.circle, args.proposal, tuple(map(Path, args.approval or ())))
    return shown(await policy.commit_policy(context.office, wish))


CIRCLE = arg("--circle", metavar="NUMBER", help=N_("first digits of the circle (else the file's coordination circle)"))
PROPOSAL = arg("--proposal", metavar="NUMBER", help=N_("first digits of the proposal (else the newest)"))
APPROVED = arg("--proposal", metavar="NUMBER", help=N_("first digits of the proposal (else those that wait are only shown)"))

VERBS = (
    Verb(
        "policy-propose",
        N_("propose to the other body who is to read the circle, or to be in it"),
        '--file Swallow --replace-reader "P. Prosecutor" "Q. Prosecutor" --reason "moved to another post"',
        policy_propose,
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
        policy_approve,
        (
            FILE,
            CIRCLE,
            APPROVED,
            arg("--out", metavar="FILE", help=N_("into a file instead of a record: for a body that gave up the case")),
        ),
    ),
    Verb(
        "policy-commit",
        N_("carry out a change of policy that was approved"),
        "--file Swallow --approval prosecutor.approval",
        policy_commit,
        (
            FILE,
            CIRCLE,
            PROPOSAL,
            arg("--approval", action="append", metavar="FILE", help=N_("consent of the prosecutor's office, from its file")),
        ),
    ),
)
