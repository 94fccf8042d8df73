"""The sealed identity: sealed once, asked for with a reason, opened by nobody alone (architecture section 5, identity vault)."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.showing import shown
from client.cli.texts import N_, _, language
from client.cli.verb import Answer, Verb, arg
from client.formats.times import duration_ms
from crypto.errors import Usage


async def seal_identity(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import sealing

    photographs = tuple(map(Path, args.photograph or ()))
    biometrics = tuple(map(kind_and_file, args.biometrics or ()))
    wish = sealing.SealIdentity(Path(args.identity_file), args.file, photographs, biometrics)
    return shown(await sealing.seal_identity(context.office, wish))


def kind_and_file(text: str) -> tuple[str, Path]:
    """``FINGERPRINTS=prints.bin``. Raises ``Usage``."""
    kind, equals, path = text.partition("=")
    if not equals:
        raise Usage(_("say KIND=FILE, as FINGERPRINTS=prints.bin, not {text}").format(text=text))
    return kind.strip(), Path(path.strip())


async def identity_reseal(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import sealing

    return shown(await sealing.reseal_identity(context.office, sealing.ResealIdentity(args.device, args.file)))


async def identity_request(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import asking

    wish = asking.RequestIdentity(args.reason, args.file, duration_ms(args.until), args.with_new, args.copy_for or "")
    return shown(await asking.request_identity(context.office, wish))


async def identity_approve(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import asking

    return shown(await asking.approve_identity(context.office, asking.ApproveIdentity(args.file, args.request)))


async def identity_open(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import opening

    copy = Path(args.copy) if args.copy else None
    wish = opening.OpenIdentity(args.file, args.request, args.understood, copy, language())
    return shown(await opening.open_identity(context.office, wish))


async def identity_close(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import opening

    return shown(await opening.close_identity(context.office, opening.CloseIdentity(args.file, args.request)))


async def identity_renew(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import opening

    wish = opening.RenewIdentity(args.file, args.request, language())
    return shown(await opening.renew_identity(context.office, wish))


_REQUEST = arg("--request", metavar="NUMBER", help=N_("first digits of the request (else the newest)"))

VERBS = (
    Verb(
        "seal-identity",
        N_("seal the real identity under a half of each body"),
        "--file Swallow --identity-file identity.txt",
        seal_identity,
        (
            FILE,
            arg(
                "--identity-file",
                required=True,
                metavar="FILE",
                help=N_("JSON form or plain text of the identity; destroy it afterwards"),
            ),
            arg("--photograph", action="append", metavar="FILE", help=N_("picture to seal with it")),
            arg(
                "--biometrics",
                action="append",
                metavar="KIND=FILE",
                help=N_("biometrics to seal with it (FINGERPRINTS=FILE)"),
            ),
        ),
    ),
    Verb(
        "identity-reseal",
        N_("seal your body's half of the identity to a new custodian of it"),
        '"D. Colleague" --file Swallow',
        identity_reseal,
        (arg("device", help=N_("name of the device, as its certificate has it")), FILE),
    ),
    Verb(
        "identity-request",
        N_("ask the other body to open the identity, with a reason"),
        '--file Swallow --reason "service of summons" --until 1h',
        identity_request,
        (
            FILE,
            arg("--reason", required=True, help=N_("why")),
            arg("--until", default="24h", help=N_("when the request ends (24h)")),
            arg("--with-new", action="store_true", help=N_("also the new data that stand for the person (authorised officials)")),
            arg("--copy-for", metavar="WHOM", help=N_("who is to get a copy on paper (else none can be made)")),
        ),
    ),
    Verb("identity-approve", N_("release your body's half to who asked"), "--file Swallow", identity_approve, (FILE, _REQUEST)),
    Verb(
        "identity-open",
        N_("open the identity with both halves; the opening is recorded first"),
        "--file Swallow --understood",
        identity_open,
        (
            FILE,
            _REQUEST,
            arg("--understood", action="store_true", help=N_("you have read the warning that is shown without it")),
            arg("--copy", metavar="FILE", help=N_("PDF to write, with its pictures beside it, where the request asked for a copy")),
        ),
    ),
    Verb("identity-close", N_("close an opening before its end time"), "--file Swallow", identity_close, (FILE, _REQUEST)),
    Verb(
        "identity-renew",
        N_("seal the identity under new halves, after custodians left; takes an approved request"),
        "--file Swallow --request 51ab",
        identity_renew,
        (FILE, _REQUEST),
    ),
)
