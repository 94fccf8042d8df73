"""A body's recovery key, made and used at its offline authority: two halves that open nothing alone (architecture section 5)."""

from __future__ import annotations

from pathlib import Path

from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

_BODY = arg("--body", required=True, metavar="NAME", help=N_("name of the body"))
_OUT = arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write"))

VERBS = (
    Verb(
        "recovery-key",
        N_("make the body's recovery key in two halves, for the loss of all its devices"),
        '--home ceremony --body "Almaty police department" --half-one one.txt --half-two two.txt --out recovery.json',
        use("client.app.ceremony.recovery:make_recovery_key"),
        (
            _BODY,
            arg("--half-one", required=True, metavar="FILE", parse=Path, help=N_("where the first half goes: a secret")),
            arg(
                "--half-two", required=True, metavar="FILE", parse=Path, help=N_("where the second half goes: a secret, kept apart")
            ),
            _OUT,
        ),
        client=False,
    ),
    Verb(
        "recovery-approve",
        N_("sign that a new device may begin circles anew all of whose devices were lost"),
        '--home ceremony --body "Almaty police department" request.json --out approval.json',
        use("client.app.ceremony.recovery:approve_recovery"),
        (
            _BODY,
            arg("request", metavar="FILE", parse=Path, help=N_("file from qorgan officer recover")),
            arg(
                "--fingerprint",
                help=N_("what the officer reads out (else it is asked for); another one is refused"),
            ),
            _OUT,
        ),
        client=False,
    ),
)
