"""Verbs of every device: key ring and request, certificate, sync, publishing what an authority issued."""

from __future__ import annotations

from pathlib import Path

from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

DEVICES = Verb(
    "devices",
    N_("list the devices of all bodies: roles, until when, revoked or not"),
    '--body "Almaty police department"',
    use("client.app.devices:list_devices"),
    (
        arg("--body", metavar="NAME", help=N_("of this body alone")),
        arg("--sync", action="store_true", help=N_("ask the server first")),
    ),
)
ROTATE = Verb("rotate-reading-key", N_("make and announce a new reading key"), "", use("client.app.account:rotate_reading_key"))

VERBS = (
    Verb(
        "enrol-request",
        N_("make this device's key ring, and the request for its certificate"),
        '--home anna --name "Anna Officer" --deployment deployment.bin --fingerprint 64HEX --url https://server --out request.bin',
        use("client.app.account:make_device_request"),
        (
            arg("--name", required=True, help=N_("name for the certificate")),
            arg("--deployment", required=True, metavar="FILE", parse=Path, help=N_("the deployment document")),
            arg("--fingerprint", required=True, help=N_("fingerprint of the root, from a source you trust")),
            arg("--url", required=True, help=N_("address of the server")),
            arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write")),
        ),
        client=False,
    ),
    Verb(
        "setup",
        N_("install the certificate that your authority made"),
        "--home anna --certificate device.json",
        use("client.app.account:set_up"),
        (arg("--certificate", required=True, metavar="FILE", parse=Path, help=N_("file from qorgan authority device")),),
    ),
    DEVICES,
    ROTATE,
    Verb("sync", N_("send what waits, fetch and verify what is new"), "--home anna", use("client.app.account:sync")),
    Verb(
        "publish",
        N_("publish your body's revocation list"),
        "--home anna --crl crl.der",
        use("client.app.account:publish_list"),
        (arg("--crl", required=True, metavar="FILE", parse=Path, help=N_("file from qorgan authority revoke or crl")),),
    ),
)
