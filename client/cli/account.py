"""Verbs of every device: key ring and request, certificate, sync, publishing what an authority issued."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from client.app.naming import install_name_key
from client.cli.context import Context
from client.cli.telling import late_lists
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.formats.device_request import make_request
from client.formats.disk import read_file, write_new
from crypto.errors import Usage


async def enrol_request(context: Context, args: argparse.Namespace) -> Answer:
    """The key ring is made here, goes into the encrypted store, and never leaves it."""
    from client.core.client import Client
    from crypto.ring import KeyRing

    ring = KeyRing.random(context.entropy)
    request = make_request(ring.signing_seed, ring.verify_key, args.name, ring.reading_key)
    client = await Client.create(
        context.folder(),
        context.passphrase(new=True),
        read_file(args.deployment),
        _fingerprint(args.fingerprint),
        args.url,
        ring=ring,
        chain=None,
        entropy=context.entropy,
        clock=context.clock,
    )
    await client.close()
    write_new(Path(args.out), request.encode())
    lines = (
        _("request of {name} in {path}: take it to your body's authority").format(name=args.name, path=args.out),
        _("read out this fingerprint there: {fingerprint}").format(fingerprint=request.fingerprint),
    )
    return say(*lines, fingerprint=request.fingerprint)


def _fingerprint(text: str) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != 32:
        raise Usage(_("the root's fingerprint has 64 hex digits"))
    return value


async def setup(context: Context, args: argparse.Namespace) -> Answer:
    """Installs the certificate, and puts certificates, reading key and key packages at the server."""
    office, data = context.office, read_file(args.certificate)
    office.channel.install(parse_chain(data))
    names = sealed_names(data)
    if names:
        install_name_key(office.channel.core, names)
    await office.sync()
    device = office.channel.device
    if device is None:
        raise Usage(_("the certificate is not for this device"))
    line = _("{name} of {body} is set up; roles {roles}")
    return say(line.format(name=device.name, body=device.body.name, roles=", ".join(sorted(device.roles))), certificate=device.hash)


def parse_chain(data: bytes) -> tuple[bytes, ...]:
    """Raises ``Usage`` where the file is not what ``qorgan authority device`` writes."""
    try:
        return tuple(bytes.fromhex(each) for each in json.loads(data)["chain"])
    except (ValueError, KeyError, TypeError):
        raise Usage(_("not a certificate file of qorgan authority device")) from None


def sealed_names(data: bytes) -> bytes:
    """The sealed name key in a certificate file, or nothing where it has none. Raises ``Usage``."""
    try:
        return bytes.fromhex(json.loads(data).get("names", ""))
    except (ValueError, AttributeError, TypeError):
        raise Usage(_("not a certificate file of qorgan authority device")) from None


async def sync(context: Context, args: argparse.Namespace) -> Answer:
    report = await context.office.sync()
    line = _("{shown} new, {quarantined} quarantined, {halted} halted, {flushed} sent; log of {size} leaves agrees")
    lists = {"shown": report.shown, "quarantined": report.quarantined, "halted": report.halted, "flushed": report.flushed}
    counts = {name: len(items) for name, items in lists.items()}
    size = context.office.channel.checkpoint.size
    lines = [line.format(**counts, size=size)]
    lines += [_("quarantined: {code}: {reason}").format(code=each.code, reason=each.reason) for each in report.quarantined]
    lines += [_("CIRCLE HALTED: {code}: {reason}").format(code=each.code, reason=each.reason) for each in report.halted]
    lines += late_lists(context.office)
    reasons = [each.code for each in report.quarantined] + [each.code for each in report.halted]
    return say(*lines, **counts, size=size, reasons=reasons)


async def publish(context: Context, args: argparse.Namespace) -> Answer:
    """A body's newest revocation list becomes a leaf of the log, from where every client takes it."""
    await context.office.channel.publish_revocations(read_file(args.crl))
    await context.office.sync()
    return say(_("revocation list published"))


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
    Verb("sync", N_("send what waits, fetch and verify what is new"), "--home anna", sync),
    Verb(
        "publish",
        N_("publish your body's revocation list"),
        "--home anna --crl crl.der",
        publish,
        (arg("--crl", required=True, metavar="FILE", help=N_("file from qorgan authority revoke or crl")),),
    ),
)
