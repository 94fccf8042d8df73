"""``qorgan authority``: the offline ceremony. It needs no network and no server: files in, files out.

    HOME/root/        key.json (sealed), names.json (sealed), certificate.der
    HOME/bodies/NAME/ key.json (sealed), certificate.der, root.der, devices/*.der, seals/*.der, crl-N.der, revoked.json; of
                      a deciding or implementing body also names.json (sealed): the key of names, for its officers' devices

A body's folder is enough for ``device``, ``revoke`` and ``crl``: after the ceremony each body takes its own away, under HOME/bodies
of a home of its own. What this does not do: keep keys in hardware.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from client.cli import authority_recovery
from client.cli.context import Context
from client.cli.handout import PDF, front_desk_paper
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say, utc_now, when, years_ms
from client.formats.device_request import DeviceRequest, parse_request
from client.formats.disk import nothing_there, read_file, read_text, replace_file, write_new
from client.formats.key_file import seal_file
from crypto import naming, trust
from crypto.card import FrontDeskCard
from crypto.document_seal import SealKey, issue_seal, parse_seal
from crypto.errors import Usage
from crypto.primitives import ed25519_public, sha256
from crypto.ring import certificate_hash
from crypto.types import CircleId

KINDS = {kind.name.lower(): kind for kind in trust.BodyKind}
ROLES = ("officer", "official", "custodian", "duty", "psychologist", "finance", "prosecutor", "recovery")
NAMERS = frozenset({"officer", "official", "custodian", "duty"})
NAMING = frozenset({trust.BodyKind.DECIDING, trust.BodyKind.IMPLEMENTING})
NAMES = "names.json"
ROOT_YEARS, BODY_YEARS, DEVICE_YEARS = 20, 10, 2
CRL_DAYS = 30
DAY_MS = 86_400_000


def slug(name: str) -> str:
    """A folder name that keeps letters of every alphabet and is no path."""
    return re.sub(r"[^\w]+", "-", name, flags=re.UNICODE).strip("-")[:60] or "body"


def init(context: Context, args: argparse.Namespace) -> Answer:
    home = context.folder()
    seed, now = context.entropy(32), context.clock()
    der = trust.issue_root(seed, args.name, now - DAY_MS, years_ms(utc_now(now), ROOT_YEARS))
    seal_file(home / "root" / "key.json", seed, context.passphrase(new=True), context.entropy)
    seal_file(home / "root" / NAMES, context.entropy(naming.SIZE), context.passphrase(), context.entropy)
    write_new(home / "root" / "certificate.der", der)
    fingerprint = sha256(der).hex()
    return say(
        _("root made; every client pins this fingerprint: {fingerprint}").format(fingerprint=fingerprint), fingerprint=fingerprint
    )


def body(context: Context, args: argparse.Namespace) -> Answer:
    home, now = context.folder(), context.clock()
    root_seed, root_der = _root(context)
    folder = home / "bodies" / slug(args.name)
    seed = context.entropy(32)
    der = trust.issue_body(
        root_seed, root_der, ed25519_public(seed), args.name, KINDS[args.kind], now - DAY_MS, years_ms(utc_now(now), BODY_YEARS)
    )
    seal_file(folder / "key.json", seed, context.passphrase(), context.entropy)
    write_new(folder / "certificate.der", der)
    write_new(folder / "root.der", root_der)
    if KINDS[args.kind] in NAMING:
        seal_file(folder / NAMES, _name_key(context), context.passphrase(), context.entropy)
    line = _("body {name} ({kind}) certified").format(name=args.name, kind=_(args.kind))
    return say(line, name=args.name, kind=args.kind, certificate=certificate_hash(der))


def device(context: Context, args: argparse.Namespace) -> Answer:
    folder, now = body_folder(context, args.body), context.clock()
    seed, body_der = context.unlocked(folder / "key.json"), read_file(str(folder / "certificate.der"))
    roles = [role.strip() for role in args.roles.split(",")]
    unknown = [role for role in roles if role not in ROLES]
    if unknown:
        raise Usage(_("unknown role {role}; roles are {roles}").format(role=unknown[0], roles=", ".join(ROLES)))
    request = parse_request(read_file(args.request))
    if args.fingerprint and args.fingerprint.replace(" ", "") != request.fingerprint.replace(" ", ""):
        raise Usage(
            _("the request's fingerprint is {fingerprint}, not what you gave: do not sign it").format(
                fingerprint=request.fingerprint
            )
        )
    expires = years_ms(utc_now(now), DEVICE_YEARS)
    der = trust.issue_device(seed, body_der, request.verify_key, request.name, roles, now - DAY_MS, expires)
    write_new(folder / "devices" / f"{slug(request.name)}-{certificate_hash(der).hex()[:8]}.der", der)
    made = {"chain": [each.hex() for each in (der, body_der)]} | _names_for(context, folder, seed, request, roles)
    write_new(Path(args.out), json.dumps(made).encode())
    lines = (
        _("certificate for {name}, roles {roles}, until {until}").format(
            name=request.name, roles=", ".join(roles), until=when(expires)
        ),
        _("fingerprint of the request: {fingerprint} (compare it with the officer)").format(fingerprint=request.fingerprint),
    )
    return say(*lines, name=request.name, certificate=certificate_hash(der), out=args.out)


def document_seal(context: Context, args: argparse.Namespace) -> Answer:
    """The key is made here and goes, sealed under a passphrase of its own, to the official who seals documents."""
    folder, now = body_folder(context, args.body), context.clock()
    seed, body_der = context.unlocked(folder / "key.json"), read_file(str(folder / "certificate.der"))
    out = Path(args.out)
    nothing_there(out)
    own, expires = context.entropy(32), years_ms(utc_now(now), DEVICE_YEARS)
    der = issue_seal(seed, body_der, own, args.name, now - DAY_MS, expires)
    public = folder / "seals" / f"{slug(args.name)}-{certificate_hash(der).hex()[:8]}.der"
    write_new(public, der)
    seal_file(out, SealKey(own, der).encode(), context.seal_passphrase(new=True), context.entropy)
    return say(
        _("document seal {name} until {until}: {out}").format(name=args.name, until=when(expires), out=out),
        _("give the file and its passphrase to the official on two different ways"),
        _("its certificate, for PDF readers that shall trust it: {path}").format(path=public),
        name=args.name,
        certificate=certificate_hash(der),
        out=args.out,
    )


def _names_for(context: Context, folder: Path, seed: bytes, request: DeviceRequest, roles: list[str]) -> dict[str, str]:
    """The name key, sealed to a device of somebody who names persons; nothing for a request without a reading key."""
    if not NAMERS & set(roles) or not request.reading_key or not (folder / NAMES).exists():
        return {}
    key = naming.NameKey(context.unlocked(folder / NAMES))
    return {"names": naming.seal_name_key(key, seed, request.verify_key, request.reading_key).encode().hex()}


def _name_key(context: Context) -> bytes:
    """The deployment's; made where the root is of before there were any."""
    path = context.folder() / "root" / NAMES
    if not (path.parent / "key.json").exists():
        raise Usage(_("no root key in this home: qorgan authority init makes it"))
    if not path.exists():
        seal_file(path, context.entropy(naming.SIZE), context.passphrase(), context.entropy)
    return context.unlocked(path)


def name_key(context: Context, args: argparse.Namespace) -> Answer:
    """For a body that was certified before there were name keys: its folder gets the deployment's."""
    folder = body_folder(context, args.body)
    if trust.parse_certificate(read_file(str(folder / "certificate.der"))).kind not in NAMING:
        raise Usage(_("a body of this kind names no persons and gets no name key"))
    if (folder / NAMES).exists():
        raise Usage(_("this body has the name key already"))
    seal_file(folder / NAMES, _name_key(context), context.passphrase(), context.entropy)
    return say(_("{body} has the name key: officers' devices that it certifies from now on get it").format(body=args.body))


def revoke(context: Context, args: argparse.Namespace) -> Answer:
    folder = body_folder(context, args.body)
    found = [
        path for kind in ("devices", "seals") for path in (folder / kind).glob("*.der") if path.name.startswith(slug(args.device))
    ]
    if len(found) != 1:
        raise Usage(_("{count} devices of this body are called {name}").format(count=len(found), name=args.device))
    der = found[0].read_bytes()
    serial = parse_seal(der).serial if found[0].parent.name == "seals" else trust.parse_certificate(der).serial
    revoked = _revoked(folder)
    if any(serial == known for known, _time in revoked):
        raise Usage(_("this device is revoked already"))
    revoked.append((serial, context.clock()))
    replace_file(folder / "revoked.json", json.dumps(revoked).encode())
    return _crl(context, folder, args.out)


def crl(context: Context, args: argparse.Namespace) -> Answer:
    return _crl(context, body_folder(context, args.body), args.out)


def deployment(context: Context, args: argparse.Namespace) -> Answer:
    root_seed, root_der = _root(context)
    origin, key = _log_key(read_text(args.log))
    document = trust.make_deployment(root_seed, args.name, context.entropy(16), root_der, origin, key)
    write_new(Path(args.out), document.encode())
    return say(
        _("deployment {name}: root {fingerprint}").format(name=args.name, fingerprint=document.fingerprint.hex()),
        fingerprint=document.fingerprint,
        out=args.out,
    )


def _log_key(text: str) -> tuple[str, bytes]:
    """What ``qorgan server log-key`` printed. Raises ``Usage``."""
    words = dict(line.split(" ", 1) for line in text.splitlines() if " " in line)
    try:
        return words["origin"], bytes.fromhex(words["key"])
    except (KeyError, ValueError):
        raise Usage(_("not what qorgan server log-key prints")) from None


def front_desk_card(context: Context, args: argparse.Namespace) -> Answer:
    document = trust.Deployment.decode(read_file(args.deployment))
    circles = tuple(CircleId(bytes.fromhex(each.partition("=")[0])) for each in args.desk)
    names = tuple(each.partition("=")[2] for each in args.desk)
    if any(len(circle) != 32 for circle in circles) or not all(names):
        raise Usage(_("a front desk is CIRCLE=NAME, with 64 hex digits"))
    made = FrontDeskCard(document.fingerprint, document.salt, args.url, circles, names)
    text = made.encode()
    write_new(Path(args.out), text.encode())
    if args.pdf:
        front_desk_paper(context, args.pdf, args.language, made)
    return say(_("front desk card for {names}: {out}").format(names=", ".join(names), out=args.out), card=text)


def show(context: Context, args: argparse.Namespace) -> Answer:
    home = context.folder()
    root = read_file(str(home / "root" / "certificate.der"))
    lines, bodies = [_("root {fingerprint}").format(fingerprint=sha256(root).hex())], []
    for folder in sorted(path for path in (home / "bodies").glob("*") if path.is_dir()):
        devices = sorted(path.stem for path in (folder / "devices").glob("*.der"))
        seals = sorted(path.stem for path in (folder / "seals").glob("*.der"))
        lines += [f"  {folder.name}", *(f"    {name}" for name in (*devices, *seals))]
        bodies.append({"body": folder.name, "devices": devices, "seals": seals, "revoked": len(_revoked(folder))})
    return say(*lines, fingerprint=sha256(root), bodies=bodies)


def _root(context: Context) -> tuple[bytes, bytes]:
    folder = context.folder() / "root"
    if not folder.is_dir():
        raise Usage(_("no root key in this home: qorgan authority init makes it"))
    return context.unlocked(folder / "key.json"), read_file(str(folder / "certificate.der"))


def body_folder(context: Context, name: str) -> Path:
    """Raises ``Usage``."""
    folder = context.folder() / "bodies" / slug(name)
    if not folder.is_dir():
        raise Usage(_("no body {name} in this home").format(name=name))
    return folder


def _revoked(folder: Path) -> list[tuple[int, int]]:
    path = folder / "revoked.json"
    return [(int(serial), int(time)) for serial, time in json.loads(path.read_bytes())] if path.exists() else []


def _crl(context: Context, folder: Path, out: str) -> Answer:
    now = context.clock()
    number = 1 + max((int(path.stem.partition("-")[2]) for path in folder.glob("crl-*.der")), default=0)
    seed, der = context.unlocked(folder / "key.json"), read_file(str(folder / "certificate.der"))
    revoked = _revoked(folder)
    data = trust.issue_crl(seed, der, number, now, now + CRL_DAYS * DAY_MS, revoked)
    write_new(folder / f"crl-{number}.der", data)
    write_new(Path(out), data)
    line = _("revocation list {number} of {body}: {count} devices, next before {until}")
    return say(
        line.format(number=number, body=folder.name, count=len(revoked), until=when(now + CRL_DAYS * DAY_MS)),
        number=number,
        out=out,
    )


_BODY = arg("--body", required=True, metavar="NAME", help=N_("name of the body"))
_OUT = arg("--out", required=True, metavar="FILE", help=N_("file to write"))

VERBS = (
    Verb(
        "init",
        N_("make the root key and certificate"),
        '--home ceremony --name "Qorgan root"',
        init,
        (arg("--name", required=True, help=N_("name in the root certificate")),),
        client=False,
    ),
    Verb(
        "body",
        N_("make a body's authority and certify it by the root"),
        '--home ceremony --kind deciding "Almaty police department"',
        body,
        (
            arg("name", help=N_("name of the body")),
            arg("--kind", required=True, choices=sorted(KINDS), help=N_("which part the body has under the law")),
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
            arg("--fingerprint", help=N_("what the officer read out; another one is refused")),
            _OUT,
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
    Verb("show", N_("list the root, bodies and devices of this home"), "--home ceremony", show, client=False),
)
