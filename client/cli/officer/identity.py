"""The sealed identity: sealed once, asked for with a reason, opened by nobody alone (architecture section 5, identity vault)."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named
from client.app.circle_parts import opening
from client.app.reading import Seen, device_named, in_force, last, of_type, own_device, seen, view_of
from client.cli.context import Context
from client.cli.officer.copying import attached, copy
from client.cli.officer.file import FILE
from client.cli.officer.opened import identity_lines
from client.cli.officer.vaults import SIDES, closed_requests, custodians, halves_to_pass_on, new_data_vaults, own_half, released
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, duration_ms, say, when
from client.formats.disk import read_file
from client.formats.identity import encode, parse
from client.guard.terms import terms_of
from client.law.records.identity import (
    AccessWarned,
    IdentityApproval,
    IdentityClosed,
    IdentityOpened,
    IdentityRequest,
    IdentitySealed,
)
from client.law.words import Circle
from crypto.errors import CannotOpen, Forged, Refused, Usage
from crypto.primitives import sha256
from crypto.types import BodyKind, CircleId
from crypto.vault import Side, Vault, new_vault, open_vault, parse_vault, reseal_half

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.drafts import DeadlineDraft
    from crypto.trust import Device


async def seal_identity(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle = file.circle(Circle.COORDINATION)
    data = read_file(args.identity_file)
    identity = await attached(office, circle, parse(data), args.photograph or [], args.biometrics or [])
    sides = [custodians(office, file, kind) for kind in (BodyKind.DECIDING, BodyKind.IMPLEMENTING)]
    vault = new_vault(encode(identity), sides[0], sides[1], circle, context.entropy)
    done = await send(office, circle, IdentitySealed(file.id, file.pseudonym, vault.encode().hex()))
    office.guarded.keep(file.id, "SEALED", terms_of(identity))
    line = _("identity of {pseudonym} sealed to {a} + {b} custodians; only one of each body together open it")
    return sent(done, line.format(pseudonym=file.pseudonym, a=len(sides[0]), b=len(sides[1])))


def vault_of(office: Office, file: CaseFile) -> tuple[CircleId, Vault]:
    """Raises ``Forged`` where the newest is of another circle: that one's prosecutor would not see it opened."""
    circle = file.circle(Circle.COORDINATION)
    _item, sealed = last(seen(office, circle), IdentitySealed, _("sealed identity"))
    vault = parse_vault(bytes.fromhex(sealed.vault))
    if vault.circle != circle:
        raise Forged("the sealed identity is of another circle", "other-circle")
    return circle, vault


async def identity_reseal(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    device = device_named(office, args.device)
    done = await reseal(office, file_named(office, args.file), device)
    if done is None:
        raise Refused(_("only a custodian's half is sealed anew, to a custodian of the same body"), "role")
    return say(done)


async def reseal(office: Office, file: CaseFile, device: Device) -> str | None:
    """Seals this body's half of the file's identity to a new custodian of it; what was done, in words, or None where there is
    nothing to seal: no sealed identity, or ``device`` no custodian of this body."""
    circle = file.circle(Circle.COORDINATION)
    if "custodian" not in device.roles or device.body.hash != own_device(office).body.hash:
        return None
    if not any(True for _pair in of_type(seen(office, circle), IdentitySealed)):
        return None
    _circle, vault = vault_of(office, file)
    try:
        halves = tuple(halves_to_pass_on(office, circle, vault, device, office))
    except CannotOpen:
        return _("the identity of {pseudonym} is not re-sealed: a custodian does it, with identity-reseal").format(
            pseudonym=file.pseudonym
        )
    for half in halves:
        done = await send(office, circle, half)
    line = _("your body's half of the identity of {pseudonym} is sealed to {name} too").format(
        pseudonym=file.pseudonym, name=device.name
    )
    return sent(done, line).lines[0]


MAX_OPEN = 30 * 24 * 3_600_000
"""Milliseconds."""


async def identity_request(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file, now = file_named(office, args.file), context.clock()
    circle, vault = vault_of(office, file)
    own_half(office, circle, vault)
    if duration_ms(args.until) > MAX_OPEN:
        raise Usage(_("an identity stands open for 30 days at most: ask anew then"))
    scope, end = "NEW" if args.with_new else "OLD", now + duration_ms(args.until)
    value = IdentityRequest(context.entropy(16).hex(), file.id, args.reason, now, end, scope, args.copy_for or "")
    opens = (_wakes_the_other_body(office, circle), _rings_at_once(office, circle))
    done = await send(office, circle, value, opens=opens)
    line = _("request {id} to open the identity, until {until}").format(id=value.request[:8], until=when(value.until))
    return sent(done, line, request=value.request)


def _wakes_the_other_body(office: Office, circle: CircleId) -> DeadlineDraft:
    """A request rings at the other body unless one of its custodians has answered in time."""
    own = own_device(office).body.hash
    partners = (BodyKind.DECIDING, BodyKind.IMPLEMENTING)
    others = tuple(ref.hash for ref in view_of(office, circle).policy.bodies if ref.hash != own and ref.kind in partners)
    return opening("DL-16", _("a request to open an identity waits for a human"), others)


def _supervisors(office: Office, circle: CircleId) -> tuple[Device, ...]:
    """The prosecutors in force who read the circle: they see a request as soon as it is in the log. Raises ``Refused``."""
    readers = set(view_of(office, circle).policy.readers)
    found = tuple(each for each in in_force(office) if each.hash in readers and "prosecutor" in each.roles)
    if not found:
        raise Refused(_("no prosecutor in force reads this circle: nobody would see the opening"), "unsupervised")
    return found


def _rings_at_once(office: Office, circle: CircleId) -> DeadlineDraft:
    """At the supervising prosecutor, who sees the request before anything opens, and at the other body."""
    waking = _wakes_the_other_body(office, circle)
    bodies = sorted({each.body.hash for each in _supervisors(office, circle)} | set(waking.notify))
    return opening("DL-16", _("a request to open an identity was made"), bodies, after_s=1)


def _clocks_of(office: Office, item: Seen) -> tuple[bytes, ...]:
    """The deadlines that a request opened and nobody has settled."""
    found = office.channel.deadlines(item.circle)
    return tuple(each.id for each in found if each.position == item.entry.position and each.settled_by is None)


def _request(office: Office, circle: CircleId, name: str | None) -> tuple[Seen, IdentityRequest]:
    found = [pair for pair in of_type(seen(office, circle), IdentityRequest) if pair[1].request.startswith(name or "")]
    if not found:
        raise Usage(_("there is no such request"), "no-such-request")
    return found[-1]


def _is_other_side(requester: Device, own: Device) -> bool:
    """A half goes to the other side of the vault alone: a third body would gather both."""
    return {SIDES.get(requester.body.kind), SIDES.get(own.body.kind)} == set(Side)


async def identity_approve(context: Context, args: argparse.Namespace) -> Answer:
    """Re-seals this side's half to the requester, once the request is seen to be in the log (as everything shown is), by a
    custodian of the other body, and not over."""
    office = context.office
    await office.sync()
    circle, vault = vault_of(office, file_named(office, args.file))
    item, request = _request(office, circle, args.request)
    requester = item.entry.author
    _supervisors(office, circle)
    if item.entry.restricted:
        raise Refused(_("the request is sealed from the prosecutor"), "unsupervised")
    if requester is None or not _is_other_side(requester, own_device(office)):
        raise Refused(_("only a custodian of the other body approves"), "same-body")
    if "custodian" not in requester.roles or requester.hash not in {device.hash for device in in_force(office)}:
        raise Refused(_("the request is not by a custodian"), "role")
    if context.clock() >= request.until:
        raise Refused(_("the request's end time is over"), "over")
    secrets = [(each, own_half(office, circle, each)) for each in _asked_for(office, circle, vault, request)]
    key, done, clocks = office.channel.reading_key(requester.hash), None, _clocks_of(office, item)
    for each, secret in secrets:
        release = reseal_half(each, secret, key, item.entry.hash)
        value = IdentityApproval(request.request, item.entry.hash.hex(), release.encode().hex())
        done = await send(office, circle, value, settles=clocks)
        clocks = ()
    lines = [_("half released to {name} for: {reason}").format(name=requester.name, reason=request.reason)]
    lines += [_("with the new data that stand for the person")] if len(secrets) > 1 else []
    lines += [_("and for a copy on paper, for {recipient}").format(recipient=request.copy_for)] if request.copy_for else []
    answer = sent(done, lines[0], request=request.request)
    return Answer((*answer.lines, *lines[1:]), answer.data)


def _asked_for(office: Office, circle: CircleId, vault: Vault, request: IdentityRequest) -> tuple[Vault, ...]:
    """The identity, and the new data where the request says so."""
    return (vault, *(new_data_vaults(office, circle) if request.scope == "NEW" else ()))


WARNING = N_(
    "You are about to see who the protected person is. The opening is written into the file, and supervision sees it. "
    "Tell nobody who is not entitled to know."
)


async def identity_open(context: Context, args: argparse.Namespace) -> Answer:
    """Writes that it opens before it shows. Needs the own half and the other body's release for this very request."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle, vault = vault_of(office, file)
    item, request = _own_request(office, circle, args.request, context.clock())
    opened = [_opened_by(office, circle, each, item, request) for each in _asked_for(office, circle, vault, request)]
    identity, *added = map(parse, opened)
    identity = replace(identity, new=(*identity.new, *(new for each in added for new in each.new)))
    if args.copy and not request.copy_for:
        raise Refused(_("the request asked for no copy: ask anew with --copy-for"), "no-copy")
    if not args.understood:
        raise Refused(_("{warning} To go on: --understood").format(warning=_(WARNING)), "not-warned")
    await send(office, circle, AccessWarned(request.request, sha256(_(WARNING).encode()).hex()))
    office.openings.begin(circle, request.request, request.until)
    done = await send(office, circle, IdentityOpened(request.request))
    if done is None:
        raise Refused(_("the opening must be in the chain first, and the server is not there"), "offline")
    office.guarded.keep(file.id, "OPENED", terms_of(identity))
    mark = _("for {name} alone, {time}, request {id}: do not copy").format(
        name=own_device(office).name, time=when(context.clock()), id=request.request[:8]
    )
    if identity.names or identity.new:
        text, lines = encode(identity).decode(), list(identity_lines(identity))
    else:  # plain text, as before there was a form
        text, lines = identity.notes, [_("identity: {identity}").format(identity=line) for line in identity.notes.splitlines()]
    end = _("open until {until}; shut it before with identity-close").format(until=when(request.until))
    shown = [f"=== {mark} ===", *(f"{line}    [{mark}]" for line in lines)]
    made = await copy(office, circle, request, identity, Path(args.copy)) if args.copy else []
    shown += [_("copy for {recipient}: {out}").format(recipient=request.copy_for, out=each) for each in made]
    return say(*shown, end, identity=text, watermark=mark, copies=[str(each) for each in made])


def _own_request(office: Office, circle: CircleId, name: str | None, now: int) -> tuple[Seen, IdentityRequest]:
    """The request by which this custodian may open now. Raises ``Refused`` where it is another's, over, or closed."""
    item, request = _request(office, circle, name)
    if item.entry.author_hash != office.channel.identity.holder:
        raise Refused(_("another custodian asked for this opening"), "other-request")
    if now >= request.until:
        raise Refused(_("the request's end time is over"), "over")
    if request.request in closed_requests(office, circle):
        raise Refused(_("this opening was closed: ask anew"), "closed")
    return item, request


def _opened_by(office: Office, circle: CircleId, vault: Vault, item: Seen, request: IdentityRequest) -> bytes:
    """The bytes in the vault, with the own half and the other body's release for this very request. Raises ``CannotOpen``."""
    return open_vault(vault, own_half(office, circle, vault), released(office, circle, vault, item, request))


async def identity_close(context: Context, args: argparse.Namespace) -> Answer:
    """Shuts an opening before its end time; one that is over the client closes by itself when it syncs."""
    office = context.office
    await office.sync()
    circle = file_named(office, args.file).circle(Circle.COORDINATION)
    request = _own_open(office, circle, args.request)
    if request.request in closed_requests(office, circle):
        return say(_("the opening {id} is closed").format(id=request.request[:8]), request=request.request)
    done = await send(office, circle, IdentityClosed(request.request, "SHUT"))
    office.openings.end(request.request)
    return sent(done, _("the opening {id} is closed").format(id=request.request[:8]), request=request.request)


def _own_open(office: Office, circle: CircleId, name: str | None) -> IdentityRequest:
    """This custodian's own request: the one named, else the newest that is not closed. Raises ``Usage``."""
    own = [
        value
        for item, value in of_type(seen(office, circle), IdentityRequest)
        if item.entry.author_hash == office.channel.identity.holder and value.request.startswith(name or "")
    ]
    closed = closed_requests(office, circle)
    found = [value for value in own if value.request not in closed] or own
    if not found:
        raise Usage(_("there is no such request"), "no-such-request")
    return found[-1]


async def identity_renew(context: Context, args: argparse.Namespace) -> Answer:
    """Seals the identity under new halves to the custodians of now: a half that a former custodian kept opens nothing of it. Takes
    an approved request, as an opening does; nothing is shown."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle, vault = vault_of(office, file)
    item, request = _own_request(office, circle, args.request, context.clock())
    data = _opened_by(office, circle, vault, item, request)
    sides = [custodians(office, file, kind) for kind in (BodyKind.DECIDING, BodyKind.IMPLEMENTING)]
    fresh = new_vault(data, sides[0], sides[1], circle, context.entropy)
    await send(office, circle, AccessWarned(request.request, sha256(_(WARNING).encode()).hex()))
    office.openings.begin(circle, request.request, request.until)
    await send(office, circle, IdentityOpened(request.request))
    done = await send(office, circle, IdentitySealed(file.id, file.pseudonym, fresh.encode().hex()))
    await send(office, circle, IdentityClosed(request.request, "SHUT"))
    office.openings.end(request.request)
    line = _("identity of {pseudonym} sealed under new halves to {a} + {b} custodians; the old halves do not open it")
    return sent(done, line.format(pseudonym=file.pseudonym, a=len(sides[0]), b=len(sides[1])))


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
