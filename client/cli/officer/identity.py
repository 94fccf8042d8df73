"""The sealed identity: sealed once, asked for with a reason, opened by nobody alone (architecture section 5, identity vault)."""

from __future__ import annotations

from pathlib import Path

from client.cli.officer.file import FILE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg
from client.formats.times import duration_ms
from crypto.errors import Usage


def kind_and_file(text: str) -> tuple[str, Path]:
    """``FINGERPRINTS=prints.bin``. Raises ``Usage``."""
    kind, equals, path = text.partition("=")
    if not equals:
        raise Usage("say KIND=FILE, as FINGERPRINTS=prints.bin, not {text}", text=text)
    return kind.strip(), Path(path.strip())


_REQUEST = arg("--request", metavar="NUMBER", help=N_("first digits of the request (else the newest)"))

VERBS = (
    Verb(
        "seal-identity",
        N_("seal the real identity under a half of each body"),
        "--file Swallow --identity-file identity.txt",
        use("client.app.identity.sealing:seal_identity"),
        (
            FILE,
            arg(
                "--identity-file",
                required=True,
                metavar="FILE",
                parse=Path,
                help=N_("JSON form or plain text of the identity; destroy it afterwards"),
            ),
            arg("--photograph", action="append", metavar="FILE", parse=Path, help=N_("picture to seal with it")),
            arg(
                "--biometrics",
                action="append",
                metavar="KIND=FILE",
                parse=kind_and_file,
                help=N_("biometrics to seal with it (FINGERPRINTS=FILE)"),
            ),
        ),
    ),
    Verb(
        "identity-reseal",
        N_("seal your body's half of the identity to a new custodian of it"),
        '"D. Colleague" --file Swallow',
        use("client.app.identity.sealing:reseal_identity"),
        (arg("device", help=N_("name of the device, as its certificate has it")), FILE),
    ),
    Verb(
        "identity-request",
        N_("ask the other body to open the identity, with a reason"),
        '--file Swallow --reason "service of summons" --until 1h',
        use("client.app.identity.asking:request_identity"),
        (
            FILE,
            arg("--reason", required=True, help=N_("why")),
            arg("--until", default="24h", parse=duration_ms, help=N_("when the request ends (24h)")),
            arg("--with-new", action="store_true", help=N_("also the new data that stand for the person (authorised officials)")),
            arg("--copy-for", metavar="WHOM", help=N_("who is to get a copy on paper (else none can be made)")),
        ),
    ),
    Verb(
        "identity-approve",
        N_("release your body's half to who asked"),
        "--file Swallow",
        use("client.app.identity.asking:approve_identity"),
        (FILE, _REQUEST),
    ),
    Verb(
        "identity-open",
        N_("open the identity with both halves; the opening is recorded first"),
        "--file Swallow --understood",
        use("client.app.identity.opening:open_identity"),
        (
            FILE,
            _REQUEST,
            arg("--understood", action="store_true", help=N_("you have read the warning that is shown without it")),
            arg(
                "--copy",
                metavar="FILE",
                parse=Path,
                help=N_("PDF to write, with its pictures beside it, where the request asked for a copy"),
            ),
        ),
    ),
    Verb(
        "identity-close",
        N_("close an opening before its end time"),
        "--file Swallow",
        use("client.app.identity.opening:close_identity"),
        (FILE, _REQUEST),
    ),
    Verb(
        "identity-renew",
        N_("seal the identity under new halves, after custodians left; takes an approved request"),
        "--file Swallow --request 51ab",
        use("client.app.identity.opening:renew_identity"),
        (FILE, _REQUEST),
    ),
)
