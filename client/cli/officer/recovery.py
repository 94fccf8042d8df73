"""When a body has lost every device: its recovery key reads, a new device goes on (architecture section 5)."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Verb, arg


async def recovery_publish(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.circles import recovery

    return shown(await recovery.publish_recovery_key(context.office, recovery.PublishRecoveryKey(Path(args.key))))


async def recover(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.circles import recovery

    request = Path(args.request) if args.request else None
    approval = tuple(map(Path, args.approval or ()))
    wish = recovery.Recover(Path(args.key), Path(args.half_one), Path(args.half_two), request, approval)
    return shown(await recovery.recover(context.office, wish))


_KEY = arg("--key", required=True, metavar="FILE", help=N_("file from qorgan authority recovery-key"))

VERBS = (
    Verb(
        "recovery-publish",
        N_("make your body's recovery key known, so that files are sealed to it too"),
        "--key recovery.json",
        recovery_publish,
        (_KEY,),
    ),
    Verb(
        "recover",
        N_("after the loss of all devices: read with both halves of the recovery key, and go on with this new one"),
        "--key recovery.json --half-one one.txt --half-two two.txt --request request.json",
        recover,
        (
            _KEY,
            arg("--half-one", required=True, metavar="FILE", help=N_("one half of the recovery key")),
            arg("--half-two", required=True, metavar="FILE", help=N_("the other half")),
            arg("--request", metavar="FILE", help=N_("file to write for the authorities, where circles have nobody left")),
            arg("--approval", action="append", metavar="FILE", help=N_("file from qorgan authority recovery-approve")),
        ),
    ),
)
