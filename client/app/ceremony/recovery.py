"""A body's recovery key, made and used at its offline authority: two halves that open nothing alone (architecture section 5)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.app.ceremony.certifying import same_fingerprint
from client.app.ceremony.place import DAY_MS, slug
from client.app.outcome import Outcome, outcome
from client.app.saying import Code, Moment, say
from client.formats.disk import nothing_there, write_new
from client.formats.recovery import KeyFile, encode_approvals, read_request
from client.texts import N_, translated
from crypto import trust
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass
from crypto.policy import sign_approval
from crypto.recovery import new_recovery_key
from crypto.ring import certificate_hash
from crypto.trust import parse_certificate

if TYPE_CHECKING:
    from client.app.ceremony.place import Ceremony

KEY_YEARS = 10
NAME = N_("recovery key of {body}")


@dataclass(frozen=True, slots=True)
class MakeRecoveryKey:
    """Make the body's recovery key. ``half_one``, ``half_two``: where its secret halves go; ``out``: what is no secret of it.
    ``holder_language``: of the name in its certificate."""

    body: str
    half_one: Path
    half_two: Path
    out: Path
    holder_language: str = "en"


async def make_recovery_key(ceremony: Ceremony, wish: MakeRecoveryKey) -> Outcome:
    """The whole key is there only while this runs. What is sealed to it names it by the certificate; its reading key it states
    itself, here, so that it need not be put together for that."""
    folder, seed, body_der = ceremony.body(wish.body)
    outs = (wish.half_one, wish.half_two, wish.out)
    if len({each.resolve() for each in outs}) != len(outs):
        raise Usage("the halves and the certificate go into three different files")
    for each in outs:
        nothing_there(each)
    body = parse_certificate(body_der)
    ring, first, second = new_recovery_key(ceremony.entropy)
    name = translated(NAME, wish.holder_language).format(body=body.name)
    start, expires = max(ceremony.now - DAY_MS, body.not_before), min(ceremony.in_years(KEY_YEARS), int(body.not_after))
    der = trust.issue_device(seed, body_der, ring.verify_key, name, ["recovery"], start, expires)
    holder = certificate_hash(der)
    statement = trust.Statements().next(ring.signing_seed, holder, ring.reading_key, ceremony.clock())
    write_new(folder / "devices" / f"{slug(name)}-{holder.hex()[:8]}.der", der)
    write_new(wish.half_one, f"{first.encode()}\n".encode(), secret=True)
    write_new(wish.half_two, f"{second.encode()}\n".encode(), secret=True)
    write_new(wish.out, KeyFile((der, body_der), statement.encode()).encode())
    return outcome(
        say("{name} made, until {time}", name=name, time=Moment(expires)),
        say("half 1: {path}; half 2: {other}", path=wish.half_one, other=wish.half_two),
        say("print each, give them to two people, keep them in two places, and destroy both files: together they read every file"),
        name=name,
        certificate=holder,
        out=str(wish.out),
    )


@dataclass(frozen=True, slots=True)
class ApproveRecovery:
    """Sign that a new device may begin circles anew. ``fingerprint``: as its officer read it out; empty: it is asked for."""

    body: str
    request: Path
    out: Path
    fingerprint: str = ""


async def approve_recovery(ceremony: Ceremony, wish: ApproveRecovery) -> Outcome:
    """Signs that one new device, alone, may begin these circles anew. Every other client checks it, and sees it. Raises
    ``Refused`` (``compare-first``) before the device was compared."""
    _folder, seed, der = ceremony.body(wish.body)
    nothing_there(wish.out)
    request, own = read_request(str(wish.request)), certificate_hash(der)
    named = [each for each in request.changes if each.old_policy.body_kind(own) is not None]
    if not named:
        raise Usage("none of these circles is one of your body", "other-body")
    device = request.author.hex()[:16]
    asked = say("{name}: fingerprint of the new device that the officer reads out: ", name=request.name)
    told = wish.fingerprint or ceremony.ask(asked)
    if not told.strip():
        raise Refused(
            "nothing is signed before the new device is compared with the officer: {name}: {fingerprint}",
            "compare-first",
            name=request.name,
            fingerprint=device,
        )
    if not same_fingerprint(told, device):
        raise Usage("the new device is {fingerprint}, not what you gave: do not sign it", "other-device", fingerprint=device)
    approvals = [(each.circle, sign_approval(seed, own, each)) for each in named]
    write_new(wish.out, encode_approvals(own, approvals))
    lines = [
        say(
            "circle {circle} ({kind}) may be begun anew by {name}",
            circle=each.circle.hex()[:8],
            kind=Code(each.old_policy.kind.name.lower().replace("_", " ")),
            name=request.name,
        )
        for each in named
    ]
    head = say("the new device: {fingerprint}, as compared", fingerprint=device)
    return outcome(head, *lines, circles=len(named), out=str(wish.out))
