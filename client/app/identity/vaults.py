"""The sealed identity as a holder finds it: the vault, who holds its halves, and which halves open to this device."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, own_body
from client.app.reading import Seen, in_force, last, of_type, own_device, seen, view_of
from client.app.saying import Listed, Term, say
from client.law.records.identity import (
    IdentityAdded,
    IdentityApproval,
    IdentityClosed,
    IdentityHalf,
    IdentityRequest,
    IdentitySealed,
)
from client.law.words import BodyRole, Circle
from client.texts import N_
from crypto.errors import CannotOpen, Forged, Malformed, Usage
from crypto.types import BodyKind, CircleId, Holder
from crypto.vault import (
    Custodian,
    Half,
    HalfSecret,
    Side,
    Vault,
    open_half,
    open_release,
    parse_half,
    parse_release,
    parse_vault,
    seal_half,
)

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.trust import Device

SIDES = {BodyKind.DECIDING: Side.A, BodyKind.IMPLEMENTING: Side.B}


def custodians(office: Office, file: CaseFile, *, officials: bool = False) -> tuple[list[Custodian], list[Custodian]]:
    """Those of the deciding and of the implementing body. Raises ``Usage`` where a body has none, and says so of both at once."""
    kinds = (BodyKind.DECIDING, BodyKind.IMPLEMENTING)
    deciding, implementing = (_custodians_of(office, file, kind, officials=officials) for kind in kinds)
    found = zip(kinds, (deciding, implementing), strict=True)
    lacking = [say("the circle has no custodian of the {kind} body", kind=kind.name.lower()) for kind, each in found if not each]
    if lacking:
        raise Usage("there is nobody to seal it to: {lacking}", "no-custodian", lacking=Listed.of(lacking, "; "))
    return deciding, implementing


def _custodians_of(office: Office, file: CaseFile, kind: BodyKind, *, officials: bool = False) -> list[Custodian]:
    """The custodians, in the coordination circle, of the body of that kind that is in charge now, and its recovery keys that read
    the circle, with their current reading keys: who loses all custodians has the half still, offline and in two parts. None where
    the body has no custodian there. ``officials``: for new data, of the implementing body its authorised officials alone."""
    circle = file.circle(Circle.COORDINATION)
    found = [each for each in custodians_in(office, circle) if _in_charge(file, each, kind) and (not officials or may_know(each))]
    if not found:
        return []
    kept = [each for each in recovery_keys_in(office, circle) if _in_charge(file, each, kind)]
    return [(each.hash, office.channel.reading_key(each.hash)) for each in (*found, *kept)]


def vault_of(office: Office, file: CaseFile) -> tuple[CircleId, Vault]:
    """Raises ``Usage`` where nothing is sealed yet, ``Forged`` where the newest is of another circle: that one's prosecutor would
    not see it opened."""
    circle = file.circle(Circle.COORDINATION)
    _item, sealed = last(seen(office, circle), IdentitySealed, Term(N_("sealed identity")))
    vault = parse_vault(bytes.fromhex(sealed.vault))
    if vault.circle != circle:
        raise Forged("the sealed identity is of another circle", "other-circle")
    return circle, vault


def is_sealed(office: Office, circle: CircleId) -> bool:
    return any(True for _pair in of_type(seen(office, circle), IdentitySealed))


def may_know(device: Device) -> bool:
    """A half of new data goes to the implementing body's authorised officials, and to the deciding body: alone it opens nothing."""
    return device.body.kind is not BodyKind.IMPLEMENTING or "official" in device.roles


def new_data_vaults(office: Office, circle: CircleId) -> tuple[Vault, ...]:
    """The sealed sets of new data, each as it was sealed last. Raises ``Forged`` for one of another circle."""
    newest = {value.set: value.vault for _item, value in of_type(seen(office, circle), IdentityAdded)}
    found = tuple(parse_vault(bytes.fromhex(each)) for each in newest.values())
    if any(each.circle != circle for each in found):
        raise Forged("sealed new data are of another circle", "other-circle")
    return found


def halves_to_pass_on(office: Office, circle: CircleId, main: Vault, device: Device, keys: Office) -> Iterator[IdentityHalf]:
    """This body's half of the identity, and of the new data where ``device`` may know them, sealed to ``device``. ``keys``: whose
    half it is, this client's or the recovery key's. Raises ``CannotOpen`` where they have none of the identity."""
    for vault in (main, *(new_data_vaults(office, circle) if may_know(device) else ())):
        try:
            secret = half_of(office, circle, vault, keys)
        except CannotOpen:
            if vault is main:
                raise
            continue
        half = seal_half(vault, secret, Holder(device.hash), office.channel.reading_key(device.hash))
        yield IdentityHalf(vault.id.hex(), device.hash.hex(), half.encode().hex())


def _in_charge(file: CaseFile, device: Device, kind: BodyKind) -> bool:
    """A body that gave up its seat may still be in the circle; it gets no half of what is sealed from then on (A.10 (5))."""
    seat = "DECIDING" if kind is BodyKind.DECIDING else "IMPLEMENTING"
    return device.body.kind is kind and file.case.file.transfers.has_left(seat, device.body.hash.hex()) is None


def recovery_keys_in(office: Office, circle: CircleId) -> list[Device]:
    """The recovery keys in force that read the circle."""
    readers = set(view_of(office, circle).policy.readers)
    return [each for each in in_force(office) if each.hash in readers and "recovery" in each.roles]


def custodians_in(office: Office, circle: CircleId) -> list[Device]:
    """The custodians in force of any body in the circle's roster."""
    roster = set(view_of(office, circle).roster)
    return [each for each in in_force(office) if each.hash in roster and "custodian" in each.roles]


def own_half(office: Office, circle: CircleId, vault: Vault) -> HalfSecret:
    """This custodian's half: of the vault as it was sealed, or as a colleague sealed it later. Raises ``CannotOpen`` where this
    device is no custodian of the vault, ``Forged`` where all that is sealed to it is not what the vault commits to."""
    return half_of(office, circle, vault, office)


def half_of(office: Office, circle: CircleId, vault: Vault, keys: Office) -> HalfSecret:
    """As ``own_half``, of the holder of ``keys``: this client, or its body's recovery key. ``client`` reads the circle."""
    own, wrong = keys.channel.identity.holder, None
    for half in (*vault.halves_for(own), *_sealed_later(office, circle, vault, own)):
        for seed in keys.channel.identity.reading_seeds():
            try:
                return open_half(vault, half, seed)
            except CannotOpen:
                continue
            except Forged as error:  # one bad half must not hide a good one that came later
                wrong = error
    raise wrong or CannotOpen("this device is no custodian of this identity")


def _sealed_later(office: Office, circle: CircleId, vault: Vault, holder: bytes) -> Iterator[Half]:
    """The halves that colleagues sealed to ``holder``. Whether one is the right half, the vault's commitment says when it opens."""
    for _item, value in of_type(seen(office, circle), IdentityHalf):
        if value.vault != vault.id.hex() or value.holder != holder.hex():
            continue
        try:
            half = parse_half(bytes.fromhex(value.half))
        except Malformed:
            continue
        if half.holder == holder:
            yield half


def closed_requests(office: Office, circle: CircleId) -> frozenset[str]:
    return frozenset(value.request for _item, value in of_type(seen(office, circle), IdentityClosed))


def released(office: Office, circle: CircleId, vault: Vault, item: Seen, request: IdentityRequest) -> HalfSecret:
    own_side, wrong = SIDES[own_device(office).body.kind], None
    for _approval, value in of_type(seen(office, circle), IdentityApproval):
        if value.request != request.request or bytes.fromhex(value.request_entry) != item.entry.hash:
            continue
        release = parse_release(bytes.fromhex(value.half))
        if release.side is own_side or release.request != item.entry.hash:
            continue
        for seed in office.channel.identity.reading_seeds():
            try:
                return open_release(vault, release, seed)
            except CannotOpen:
                continue
            except Forged as error:  # of a vault before this one, or bad; a good one may come later
                wrong = error
    if wrong is not None:
        raise wrong
    other = BodyRole.IMPLEMENTING if own_body(office) is BodyRole.DECIDING else BodyRole.DECIDING
    raise CannotOpen("the half of the {body} body is missing: nobody opens an identity alone", "half-missing", body=str(other))
