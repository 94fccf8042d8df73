"""Verbs of every device: key ring and request, certificate, sync, publishing what an authority issued."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Verb, arg


async def enrol_request(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import account

    home = account.NewHome(context.folder(), context.clock, context.entropy, lambda: context.passphrase(new=True))
    wish = account.MakeRequest(args.name, Path(args.deployment), args.fingerprint, args.url, Path(args.out))
    return shown(await account.make_device_request(home, wish))


async def setup(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import account

    return shown(await account.set_up(context.office, account.SetUp(Path(args.certificate))))


async def sync(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import account

    return shown(await account.sync(context.office, account.Sync()))


async def publish(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import account

    return shown(await account.publish_list(context.office, account.PublishList(Path(args.crl))))


async def devices(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.devices import ListDevices, list_devices

    if args.sync:
        await context.office.sync()
    return shown(await list_devices(context.office, ListDevices(args.body)))


async def rotate(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import account

    return shown(await account.rotate_reading_key(context.office, account.RotateReadingKey()))


DEVICES = Verb(
    "devices",
    N_("list the devices of all bodies: roles, until when, revoked or not"),
    '--body "Almaty police department"',
    devices,
    (
        arg("--body", metavar="NAME", help=N_("of this body alone")),
        arg("--sync", action="store_true", help=N_("ask the server first")),
    ),
)
ROTATE = Verb("rotate-reading-key", N_("make and announce a new reading key"), "", rotate)

VERBS = (
    Verb(
        "enrol-request",
        N_("make this device's key ring, and the request for its certificate"),
        '--home anna --name "Anna Officer" --deployment deployment.bin --fingerprint 64HEX --url https://server --out request.bin',
        enrol_request,
        (
            arg("--name", required=True, help=N_("name for the certificate")),
            arg("--deployment", required=True, metavar="FILE", help=N_("the deployment document")),
            arg("--fingerprint", required=True, help=N_("fingerprint of the root, from a source you trust")),
            arg("--url", required=True, help=N_("address of the server")),
            arg("--out", required=True, metavar="FILE", help=N_("file to write")),
        ),
        client=False,
    ),
    Verb(
        "setup",
        N_("install the certificate that your authority made"),
        "--home anna --certificate device.json",
        setup,
        (arg("--certificate", required=True, metavar="FILE", help=N_("file from qorgan authority device")),),
    ),
    DEVICES,
    ROTATE,
    Verb("sync", N_("send what waits, fetch and verify what is new"), "--home anna", sync),
    Verb(
        "publish",
        N_("publish your body's revocation list"),
        "--home anna --crl crl.der",
        publish,
        (arg("--crl", required=True, metavar="FILE", help=N_("file from qorgan authority revoke or crl")),),
    ),
)
