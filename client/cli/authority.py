"""``qorgan authority``: the offline ceremony. It needs no network and no server: files in, files out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from client.cli import authority_recovery
from client.cli.context import Context
from client.cli.giving_out import PDF
from client.cli.showing import shown
from client.cli.texts import N_, _, told
from client.cli.verb import Answer, Verb, arg
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.ceremony.place import Ceremony
    from client.app.saying import Said

KINDS = ("deciding", "executing", "implementing", "supervising")
"""Those of ``client.app.ceremony.founding``."""


def ceremony(context: Context) -> Ceremony:
    from client.app.ceremony.place import Ceremony

    return Ceremony(
        context.folder,
        context.clock,
        context.entropy,
        lambda new: context.passphrase(new=new),
        lambda new: context.seal_passphrase(new=new),
        context.unlocked,
        _asked,
    )


def _asked(question: Said) -> str:
    """What somebody at this terminal answers; empty where there is none."""
    if not sys.stdin.isatty():
        return ""
    print(told(question), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def roles_of(text: str) -> tuple[str, ...]:
    return tuple(role.strip() for role in text.split(",") if role.strip())


async def init(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import founding

    bodies = tuple(name_and_kind(each) for each in args.body or ())
    wish = founding.Found(args.name, bodies, args.deployment, _path(args.log), _path(args.out))
    return shown(await founding.found(ceremony(context), wish))


def name_and_kind(text: str) -> tuple[str, str]:
    """``Almaty police department=deciding``. Raises ``Usage``."""
    name, equals, kind = text.rpartition("=")
    if not equals or not name.strip():
        raise Usage(_("say NAME=KIND, as Almaty police department=deciding, not {text}").format(text=text))
    return name.strip(), kind.strip()


async def body(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import founding

    return shown(await founding.certify_body(ceremony(context), founding.CertifyBody(args.name, args.kind)))


async def device(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import certifying

    wish = certifying.DeviceWish(args.body, roles_of(args.roles), Path(args.request), Path(args.out), args.fingerprint or "")
    return shown(await certifying.certify_devices(ceremony(context), certifying.CertifyDevices((wish,))))


async def enrol(context: Context, args: argparse.Namespace) -> Answer:
    """Fingerprints stand in the order of the devices: which roles go to which device is compared with it."""
    from client.app.ceremony import certifying

    told_out = _fingerprints(args.fingerprint or (), len(args.device))
    wishes = tuple(
        certifying.DeviceWish(name, roles_of(roles), Path(request), Path(out), fingerprint)
        for (name, roles, request, out), fingerprint in zip(args.device, told_out, strict=True)
    )
    return shown(await certifying.certify_devices(ceremony(context), certifying.CertifyDevices(wishes)))


def _fingerprints(given: Sequence[str], devices: int) -> Sequence[str]:
    """One for each device, or none: then each is asked for. Raises ``Usage``."""
    if given and len(given) != devices:
        line = _("say a fingerprint for each of the {devices} devices, in their order, or none to be asked: {given} are said")
        raise Usage(line.format(devices=devices, given=len(given)))
    return given or [""] * devices


async def document_seal(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import certifying

    wish = certifying.MakeDocumentSeal(args.body, args.name, Path(args.out))
    return shown(await certifying.make_document_seal(ceremony(context), wish))


async def name_key(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import founding

    return shown(await founding.give_name_key(ceremony(context), founding.GiveNameKey(args.body)))


async def revoke(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import revoking

    return shown(await revoking.revoke(ceremony(context), revoking.Revoke(args.body, args.device, Path(args.out))))


async def crl(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import revoking

    return shown(await revoking.issue_list(ceremony(context), revoking.IssueList(args.body, Path(args.out))))


async def deployment(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import founding

    wish = founding.MakeDeployment(args.name, Path(args.log), Path(args.out))
    return shown(await founding.make_deployment(ceremony(context), wish))


async def front_desk_card(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import founding

    desks = tuple((circle, name) for circle, _equals, name in (each.partition("=") for each in args.desk))
    wish = founding.MakeDeskCard(Path(args.deployment), args.url, desks, Path(args.out), _path(args.pdf), args.language)
    return shown(await founding.make_desk_card(ceremony(context), wish))


async def show(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.ceremony import showing

    return shown(await showing.show_authority(ceremony(context), showing.ShowAuthority()))


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


_BODY = arg("--body", required=True, metavar="NAME", help=N_("name of the body"))
_OUT = arg("--out", required=True, metavar="FILE", help=N_("file to write"))

VERBS = (
    Verb(
        "init",
        N_("make the root key and certificate; with it bodies and the deployment document, where they are said"),
        '--home ceremony --name "Qorgan root" --body "Almaty police department=deciding" --body "Prosecution=supervising" '
        "--deployment almaty --log log.txt --out deployment.bin",
        init,
        (
            arg("--name", required=True, help=N_("name in the root certificate")),
            arg("--body", action="append", metavar="NAME=KIND", help=N_("a body to certify, as with the verb body")),
            arg("--deployment", metavar="NAME", help=N_("also sign the deployment document of this name")),
            arg("--log", metavar="FILE", help=N_("log key of the server (what qorgan server log-key prints)")),
            arg("--out", metavar="FILE", help=N_("file of the deployment document to write")),
        ),
        client=False,
    ),
    Verb(
        "body",
        N_("make a body's authority and certify it by the root"),
        '--home ceremony --kind deciding "Almaty police department"',
        body,
        (
            arg("name", help=N_("name of the body")),
            arg("--kind", required=True, choices=KINDS, help=N_("which part the body has under the law")),
        ),
        client=False,
    ),
    Verb(
        "device",
        N_("certify a device from its request (qorgan officer enrol-request)"),
        '--home ceremony --body "Almaty police department" --roles officer,duty request.bin --out device.json',
        device,
        (
            _BODY,
            arg(
                "--roles",
                required=True,
                help=N_("comma separated: officer, official, custodian, duty, psychologist, finance, prosecutor, recovery"),
            ),
            arg("request", help=N_("file of the device's request")),
            arg(
                "--fingerprint",
                help=N_("what the officer reads out (else it is asked for); another one is refused"),
            ),
            _OUT,
        ),
        client=False,
    ),
    Verb(
        "enrol",
        N_("certify several devices at once from their requests, each compared with its officer"),
        '--home ceremony --device "Almaty police department" officer,duty anna.request anna.json '
        "--device Prosecution prosecutor islam.request islam.json",
        enrol,
        (
            arg(
                "--device",
                required=True,
                action="append",
                nargs=4,
                metavar=("BODY", "ROLES", "REQUEST", "OUT"),
                help=N_("name of the body, roles (comma separated), file of the device's request, file to write"),
            ),
            arg(
                "--fingerprint",
                action="append",
                help=N_("what the officer reads out from the device, for each in the order of the devices (else asked for)"),
            ),
        ),
        client=False,
    ),
    Verb(
        "document-seal",
        N_("make the key with which an official seals PDF documents for the body; common readers can check it"),
        '--home ceremony --body "Almaty police department" "Documents" --out seal.json',
        document_seal,
        (_BODY, arg("name", help=N_("name of the seal, as readers show it")), _OUT),
        client=False,
    ),
    Verb(
        "name-key",
        N_("give a body of before there were name keys the deployment's, with which no two persons get one pseudonym"),
        '--home ceremony --body "Almaty police department"',
        name_key,
        (_BODY,),
        client=False,
    ),
    Verb(
        "revoke",
        N_("revoke a device or a document seal, and issue the body's next revocation list"),
        '--home ceremony --body "Almaty police department" "A. Officer" --out crl.der',
        revoke,
        (_BODY, arg("device", help=N_("name of the device or seal")), _OUT),
        client=False,
    ),
    Verb(
        "crl",
        N_("issue the body's next revocation list, also when nothing is revoked"),
        '--home ceremony --body "Almaty police department" --out crl.der',
        crl,
        (_BODY, _OUT),
        client=False,
    ),
    Verb(
        "deployment",
        N_("sign the deployment document: root, salt, the server's log key"),
        "--home ceremony --name almaty --log log.txt --out deployment.bin",
        deployment,
        (
            arg("--name", required=True, help=N_("name of the deployment")),
            arg("--log", required=True, metavar="FILE", help=N_("log key of the server (what qorgan server log-key prints)")),
            _OUT,
        ),
        client=False,
    ),
    Verb(
        "front-desk-card",
        N_("make the public card with which anyone finds the front desks"),
        "--deployment deployment.bin --url https://server --desk 64HEX=Police --out desk.card",
        front_desk_card,
        (
            arg("--deployment", required=True, metavar="FILE", help=N_("the deployment document")),
            arg("--url", required=True, help=N_("address of the server")),
            arg(
                "--desk", required=True, action="append", metavar="CIRCLE=NAME", help=N_("a front desk circle and its body's name")
            ),
            _OUT,
            *PDF,
        ),
        client=False,
    ),
    *authority_recovery.VERBS,
    Verb(
        "show",
        N_("list the root, bodies and devices of this home: roles, ends, revocations"),
        "--home ceremony",
        show,
        client=False,
    ),
)
