"""A request to open an identity, and the other body's answer: its half, sealed to who asked and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.casefile import file_named
from client.app.circle_parts import opening
from client.app.identity.vaults import SIDES, new_data_vaults, own_half, vault_of
from client.app.outcome import Outcome, outcome
from client.app.reading import Seen, in_force, of_type, own_device, seen, view_of
from client.app.saying import Moment, say
from client.law.records.identity import IdentityApproval, IdentityRequest
from client.texts import N_
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass
from crypto.types import BodyKind, CircleId
from crypto.vault import Side, Vault, reseal_half

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.drafts import DeadlineDraft
    from crypto.trust import Device

MAX_OPEN = 30 * 24 * 3_600_000
"""Milliseconds."""
WAITS = N_("a request to open an identity waits for a human")
MADE = N_("a request to open an identity was made")
"""What the deadlines say: texts of the catalogues, told in the language of who reads them."""


@dataclass(frozen=True, slots=True)
class RequestIdentity:
    """Ask the other body to open the identity of ``file``'s person. ``until``: for how long, in milliseconds. ``with_new``: also
    the new data that stand for the person. ``copy_for``: who is to get a copy on paper; empty for nobody."""

    reason: str
    file: str | None = None
    until: int = 24 * 3_600_000
    with_new: bool = False
    copy_for: str = ""


async def request_identity(office: Office, wish: RequestIdentity) -> Outcome:
    """Rings at the other body and at the prosecutor."""
    await office.sync()
    file, now = file_named(office, wish.file), office.clock()
    circle, vault = vault_of(office, file)
    own_half(office, circle, vault)
    if wish.until > MAX_OPEN:
        raise Usage("an identity stands open for 30 days at most: ask anew then")
    scope = "NEW" if wish.with_new else "OLD"
    value = IdentityRequest(office.entropy(16).hex(), file.id, wish.reason, now, now + wish.until, scope, wish.copy_for)
    opens = (_wakes_the_other_body(office, circle), _rings_at_once(office, circle))
    done = await office.writing.record(circle, value, opens=opens)
    line = say("request {id} to open the identity, until {until}", id=value.request[:8], until=Moment(value.until))
    return outcome(line, written=(done,), request=value.request)


def _wakes_the_other_body(office: Office, circle: CircleId) -> DeadlineDraft:
    """A request rings at the other body unless one of its custodians has answered in time."""
    own = own_device(office).body.hash
    partners = (BodyKind.DECIDING, BodyKind.IMPLEMENTING)
    others = tuple(ref.hash for ref in view_of(office, circle).policy.bodies if ref.hash != own and ref.kind in partners)
    return opening("DL-16", WAITS, others)


def supervisors(office: Office, circle: CircleId) -> tuple[Device, ...]:
    """The prosecutors in force who read the circle: they see a request as soon as it is in the log. Raises ``Refused``."""
    readers = set(view_of(office, circle).policy.readers)
    found = tuple(each for each in in_force(office) if each.hash in readers and "prosecutor" in each.roles)
    if not found:
        raise Refused("no prosecutor in force reads this circle: nobody would see the opening", "unsupervised")
    return found


def _rings_at_once(office: Office, circle: CircleId) -> DeadlineDraft:
    """At the supervising prosecutor, who sees the request before anything opens, and at the other body."""
    waking = _wakes_the_other_body(office, circle)
    bodies = sorted({each.body.hash for each in supervisors(office, circle)} | set(waking.notify))
    return opening("DL-16", MADE, bodies, after_s=1)


def request_named(office: Office, circle: CircleId, name: str | None) -> tuple[Seen, IdentityRequest]:
    """The newest of these first digits. Raises ``Usage``."""
    found = [pair for pair in of_type(seen(office, circle), IdentityRequest) if pair[1].request.startswith(name or "")]
    if not found:
        raise Usage("there is no such request", "no-such-request")
    return found[-1]


def asked_for(office: Office, circle: CircleId, vault: Vault, request: IdentityRequest) -> tuple[Vault, ...]:
    """The identity, and the new data where the request says so."""
    return (vault, *(new_data_vaults(office, circle) if request.scope == "NEW" else ()))


@dataclass(frozen=True, slots=True)
class ApproveIdentity:
    """Release this body's half to who asked. ``request``: its first digits, else the newest."""

    file: str | None = None
    request: str | None = None


async def approve_identity(office: Office, wish: ApproveIdentity) -> Outcome:
    """Re-seals this side's half to the requester, once the request is seen to be in the log (as everything shown is), by a
    custodian of the other body, and not over."""
    await office.sync()
    circle, vault = vault_of(office, file_named(office, wish.file))
    item, request = request_named(office, circle, wish.request)
    requester = _who_may_open(office, circle, item, request)
    secrets = [(each, own_half(office, circle, each)) for each in asked_for(office, circle, vault, request)]
    key, done, clocks = office.channel.reading_key(requester.hash), [], _clocks_of(office, item)
    for each, secret in secrets:
        release = reseal_half(each, secret, key, item.entry.hash)
        value = IdentityApproval(request.request, item.entry.hash.hex(), release.encode().hex())
        done.append(await office.writing.record(circle, value, settles=clocks))
        clocks = ()
    lines = [say("half released to {name} for: {reason}", name=requester.name, reason=request.reason)]
    lines += [say("with the new data that stand for the person")] if len(secrets) > 1 else []
    lines += [say("and for a copy on paper, for {recipient}", recipient=request.copy_for)] if request.copy_for else []
    return outcome(*lines, written=tuple(done), request=request.request)


def _who_may_open(office: Office, circle: CircleId, item: Seen, request: IdentityRequest) -> Device:
    """Who asked, where a half may be released to them. Raises ``Refused``."""
    requester = item.entry.author
    supervisors(office, circle)
    if item.entry.restricted:
        raise Refused("the request is sealed from the prosecutor", "unsupervised")
    if requester is None or not _is_other_side(requester, own_device(office)):
        raise Refused("only a custodian of the other body approves", "same-body")
    if "custodian" not in requester.roles or requester.hash not in {device.hash for device in in_force(office)}:
        raise Refused("the request is not by a custodian", "role")
    if office.clock() >= request.until:
        raise Refused("the request's end time is over", "over")
    return requester


def _is_other_side(requester: Device, own: Device) -> bool:
    """A half goes to the other side of the vault alone: a third body would gather both."""
    return {SIDES.get(requester.body.kind), SIDES.get(own.body.kind)} == set(Side)


def _clocks_of(office: Office, item: Seen) -> tuple[bytes, ...]:
    """The deadlines that a request opened and nobody has settled."""
    found = office.channel.deadlines(item.circle)
    return tuple(each.id for each in found if each.position == item.entry.position and each.settled_by is None)
