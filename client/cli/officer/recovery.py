"""When a body has lost every device: its recovery key reads, a new device goes on (architecture section 5)."""

from __future__ import annotations

from pathlib import Path

from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

_KEY = arg("--key", required=True, metavar="FILE", parse=Path, help=N_("file from qorgan authority recovery-key"))

VERBS = (
    Verb(
        "recovery-publish",
        N_("make your body's recovery key known, so that files are sealed to it too"),
        "--key recovery.json",
        use("client.app.circles.recovery:publish_recovery_key"),
        (_KEY,),
    ),
    Verb(
        "recover",
        N_("after the loss of all devices: read with both halves of the recovery key, and go on with this new one"),
        "--key recovery.json --half-one one.txt --half-two two.txt --request request.json",
        use("client.app.circles.recovery:recover"),
        (
            _KEY,
            arg("--half-one", required=True, metavar="FILE", parse=Path, help=N_("one half of the recovery key")),
            arg("--half-two", required=True, metavar="FILE", parse=Path, help=N_("the other half")),
            arg(
                "--request",
                metavar="FILE",
                parse=Path,
                help=N_("file to write for the authorities, where circles have nobody left"),
            ),
            arg("--approval", action="append", metavar="FILE", parse=Path, help=N_("file from qorgan authority recovery-approve")),
        ),
    ),
)
