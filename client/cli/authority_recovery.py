"""A body's recovery key, made and used at its offline authority: two halves that open nothing alone (architecture section 5)."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say, utc_now, when, years_ms
from client.formats.disk import nothing_there, read_file, write_new
from client.formats.recovery import KeyFile, encode_approvals, read_request
from crypto import trust
from crypto.errors import Usage
from crypto.policy import sign_approval
from crypto.recovery import new_recovery_key
from crypto.ring import certificate_hash
from crypto.trust import parse_certificate

DAY_MS = 86_400_000
KEY_YEARS = 10


def recovery_key(context: Context, args: argparse.Namespace) -> Answer:
    """The whole key is there only while this runs. What is sealed to it names it by the certificate; its reading key it states
    itself, here, so that it need not be put together for that."""
    from client.cli.authority import body_folder, slug

    folder, now = body_folder(context, args.body), context.clock()
    outs = [Path(each) for each in (args.half_one, args.half_two, args.out)]
    if len({each.resolve() for each in outs}) != len(outs):
        raise Usage(_("the halves and the certificate go into three different files"))
    for each in outs:
        nothing_there(each)
    seed, body_der = context.unlocked(folder / "key.json"), read_file(str(folder / "certificate.der"))
    body = parse_certificate(body_der)
    ring, first, second = new_recovery_key(context.entropy)
    name = _("recovery key of {body}").format(body=body.name)
    expires = min(years_ms(utc_now(now), KEY_YEARS), int(body.not_after))
    der = trust.issue_device(seed, body_der, ring.verify_key, name, ["recovery"], max(now - DAY_MS, body.not_before), expires)
    holder = certificate_hash(der)
    statement = trust.Statements().next(ring.signing_seed, holder, ring.reading_key, now)
    write_new(folder / "devices" / f"{slug(name)}-{holder.hex()[:8]}.der", der)
    write_new(outs[0], f"{first.encode()}\n".encode(), secret=True)
    write_new(outs[1], f"{second.encode()}\n".encode(), secret=True)
    write_new(outs[2], KeyFile((der, body_der), statement.encode()).encode())
    return say(
        _("{name} made, until {time}").format(name=name, time=when(expires)),
        _("half 1: {path}; half 2: {other}").format(path=args.half_one, other=args.half_two),
        _("print each, give them to two people, keep them in two places, and destroy both files: together they read every file"),
        name=name,
        certificate=holder,
        out=args.out,
    )


def recovery_approve(context: Context, args: argparse.Namespace) -> Answer:
    """Signs that one new device, alone, may begin these circles anew. Every other client checks it, and sees it."""
    from client.cli.authority import body_folder

    folder = body_folder(context, args.body)
    nothing_there(Path(args.out))
    request = read_request(args.request)
    seed, own = context.unlocked(folder / "key.json"), certificate_hash(read_file(str(folder / "certificate.der")))
    named = [each for each in request.changes if each.old_policy.body_kind(own) is not None]
    if not named:
        raise Usage(_("none of these circles is one of your body"), "other-body")
    device = request.author.hex()[:16]
    if args.fingerprint and args.fingerprint.replace(" ", "") != device:
        line = _("the new device is {fingerprint}, not what you gave: do not sign it")
        raise Usage(line.format(fingerprint=device), "other-device")
    approvals = [(each.circle, sign_approval(seed, own, each)) for each in named]
    write_new(Path(args.out), encode_approvals(own, approvals))
    lines = [
        _("circle {circle} ({kind}) may be begun anew by {name}").format(
            circle=each.circle.hex()[:8], kind=each.old_policy.kind.name.lower().replace("_", " "), name=request.name
        )
        for each in named
    ]
    head = _("the new device: {fingerprint} (compare it with the officer)").format(fingerprint=device)
    return say(head, *lines, circles=len(named), out=args.out)


_BODY = arg("--body", required=True, metavar="NAME", help=N_("name of the body"))
_OUT = arg("--out", required=True, metavar="FILE", help=N_("file to write"))

VERBS = (
    Verb(
        "recovery-key",
        N_("make the body's recovery key in two halves, for the loss of all its devices"),
        '--home ceremony --body "Almaty police department" --half-one one.txt --half-two two.txt --out recovery.json',
        recovery_key,
        (
            _BODY,
            arg("--half-one", required=True, metavar="FILE", help=N_("where the first half goes: a secret")),
            arg("--half-two", required=True, metavar="FILE", help=N_("where the second half goes: a secret, kept apart")),
            _OUT,
        ),
        client=False,
    ),
    Verb(
        "recovery-approve",
        N_("sign that a new device may begin circles anew all of whose devices were lost"),
        '--home ceremony --body "Almaty police department" request.json --out approval.json',
        recovery_approve,
        (
            _BODY,
            arg("request", help=N_("file from qorgan officer recover")),
            arg("--fingerprint", help=N_("what the officer read out; another one is refused")),
            _OUT,
        ),
        client=False,
    ),
)
