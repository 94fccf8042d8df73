"""``qorgan authority``: the offline ceremony. It needs no network and no server: files in, files out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from client.cli import authority_recovery
from client.cli.context import Context
from client.cli.giving_out import PDF
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg
from crypto.errors import Usage

KINDS = ("deciding", "executing", "implementing", "supervising")
"""Those of ``client.app.ceremony.founding``."""


def roles_of(text: str) -> tuple[str, ...]:
    return tuple(role.strip() for role in text.split(",") if role.strip())


def name_and_kind(text: str) -> tuple[str, str]:
    """``Almaty police department=deciding``. Raises ``Usage``."""
    name, equals, kind = text.rpartition("=")
    if not equals or not name.strip():
        raise Usage("say NAME=KIND, as Almaty police department=deciding, not {text}", text=text)
    return name.strip(), kind.strip()


def _devices(_context: Context, args: argparse.Namespace) -> None:
    """Fingerprints stand in the order of the devices: which roles go to which device is compared with it."""
    from client.app.ceremony.certifying import DeviceWish

    told_out = _fingerprints(args.fingerprint or (), len(args.device))
    args.device = [
        DeviceWish(name, roles_of(roles), Path(request), Path(out), fingerprint)
        for (name, roles, request, out), fingerprint in zip(args.device, told_out, strict=True)
    ]


def _fingerprints(given: Sequence[str], devices: int) -> Sequence[str]:
    """One for each device, or none: then each is asked for. Raises ``Usage``."""
    if given and len(given) != devices:
        raise Usage(
            "say a fingerprint for each of the {devices} devices, in their order, or none to be asked: {given} are said",
            devices=devices,
            given=len(given),
        )
    return given or [""] * devices


def desk(text: str) -> tuple[str, str]:
    """``64HEX=Police``: a circle and its body's name."""
    circle, _equals, name = text.partition("=")
    return circle, name


_BODY = arg("--body", required=True, metavar="NAME", help=N_("name of the body"))
_OUT = arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write"))

VERBS = (
    Verb(
        "init",
        N_("make the root key and certificate; with it bodies and the deployment document, where they are said"),
        '--home ceremony --name "Qorgan root" --body "Almaty police department=deciding" --body "Prosecution=supervising" '
        "--deployment almaty --log log.txt --out deployment.bin",
        use("client.app.ceremony.founding:found"),
        (
            arg("--name", required=True, help=N_("name in the root certificate")),
            arg(
                "--body",
                action="append",
                metavar="NAME=KIND",
                parse=name_and_kind,
                help=N_("a body to certify, as with the verb body"),
            ),
            arg("--deployment", metavar="NAME", help=N_("also sign the deployment document of this name")),
            arg("--log", metavar="FILE", parse=Path, help=N_("log key of the server (what qorgan server log-key prints)")),
            arg("--out", metavar="FILE", parse=Path, help=N_("file of the deployment document to write")),
        ),
        client=False,
    ),
    Verb(
        "body",
        N_("make a body's authority and certify it by the root"),
        '--home ceremony --kind deciding "Almaty police department"',
        use("client.app.ceremony.founding:certify_body"),
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
        use("client.app.ceremony.certifying:certify_device"),
        (
            _BODY,
            arg(
                "--roles",
                required=True,
                parse=roles_of,
                help=N_("comma separated: officer, official, custodian, duty, psychologist, finance, prosecutor, recovery"),
            ),
            arg("request", metavar="FILE", parse=Path, help=N_("file of the device's request")),
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
        use("client.app.ceremony.certifying:certify_devices", _devices),
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
        use("client.app.ceremony.certifying:make_document_seal"),
        (_BODY, arg("name", help=N_("name of the seal, as readers show it")), _OUT),
        client=False,
    ),
    Verb(
        "name-key",
        N_("give a body of before there were name keys the deployment's, with which no two persons get one pseudonym"),
        '--home ceremony --body "Almaty police department"',
        use("client.app.ceremony.founding:give_name_key"),
        (_BODY,),
        client=False,
    ),
    Verb(
        "revoke",
        N_("revoke a device or a document seal, and issue the body's next revocation list"),
        '--home ceremony --body "Almaty police department" "A. Officer" --out crl.der',
        use("client.app.ceremony.revoking:revoke"),
        (_BODY, arg("device", help=N_("name of the device or seal")), _OUT),
        client=False,
    ),
    Verb(
        "crl",
        N_("issue the body's next revocation list, also when nothing is revoked"),
        '--home ceremony --body "Almaty police department" --out crl.der',
        use("client.app.ceremony.revoking:issue_list"),
        (_BODY, _OUT),
        client=False,
    ),
    Verb(
        "deployment",
        N_("sign the deployment document: root, salt, the server's log key"),
        "--home ceremony --name almaty --log log.txt --out deployment.bin",
        use("client.app.ceremony.founding:make_deployment"),
        (
            arg("--name", required=True, help=N_("name of the deployment")),
            arg(
                "--log",
                required=True,
                metavar="FILE",
                parse=Path,
                help=N_("log key of the server (what qorgan server log-key prints)"),
            ),
            _OUT,
        ),
        client=False,
    ),
    Verb(
        "front-desk-card",
        N_("make the public card with which anyone finds the front desks"),
        "--deployment deployment.bin --url https://server --desk 64HEX=Police --out desk.card",
        use("client.app.ceremony.founding:make_desk_card"),
        (
            arg("--deployment", required=True, metavar="FILE", parse=Path, help=N_("the deployment document")),
            arg("--url", required=True, help=N_("address of the server")),
            arg(
                "--desk",
                required=True,
                action="append",
                metavar="CIRCLE=NAME",
                parse=desk,
                help=N_("a front desk circle and its body's name"),
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
        use("client.app.ceremony.showing:show_authority"),
        client=False,
    ),
)
