"""A body's recovery key, made and used at its offline authority: two halves that open nothing alone (architecture section 5)."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import N_, language
from client.cli.verb import Answer, Verb, arg


async def recovery_key(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import recovery
    from client.cli.authority import ceremony

    wish = recovery.MakeRecoveryKey(args.body, Path(args.half_one), Path(args.half_two), Path(args.out), language())
    return shown(await recovery.make_recovery_key(ceremony(context), wish))


async def recovery_approve(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import recovery
    from client.cli.authority import ceremony

    wish = recovery.ApproveRecovery(args.body, Path(args.request), Path(args.out), args.fingerprint or "")
    return shown(await recovery.approve_recovery(ceremony(context), wish))


_BODY = arg("--body", required=True, metavar="NAME", help=N_("name of the body"))
_OUT = arg("--out", required=True, metavar="FILE", help=N_("file to write"))

VERBS = (
    Verb(
        "recovery-key",
        N_("make the body's recovery key in two halves, for the loss of all its devices"),
        '--home ceremony --body "Almaty police department" --half-one one.txt --half-two two.txt --out recovery.json',
        recovery_key,
        (
            _BODY,
            arg("--half-one", required=True, metavar="FILE", help=N_("where the first half goes: a secret")),
            arg("--half-two", required=True, metavar="FILE", help=N_("where the second half goes: a secret, kept apart")),
            _OUT,
        ),
        client=False,
    ),
    Verb(
        "recovery-approve",
        N_("sign that a new device may begin circles anew all of whose devices were lost"),
        '--home ceremony --body "Almaty police department" request.json --out approval.json',
        recovery_approve,
        (
            _BODY,
            arg("request", help=N_("file from qorgan officer recover")),
            arg(
                "--fingerprint",
                help=N_("what the officer reads out (else it is asked for); another one is refused"),
            ),
            _OUT,
        ),
        client=False,
    ),
)
