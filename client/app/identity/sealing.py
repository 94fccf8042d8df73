"""Sealing the identity to the custodians of both bodies, and a half of it to a custodian who comes later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named
from client.app.identity.copying import Biometrics, attached
from client.app.identity.vaults import custodians, halves_to_pass_on, is_sealed, vault_of
from client.app.outcome import Outcome, Written, outcome
from client.app.reading import device_named, own_device
from client.app.saying import NOTHING, Said, say
from client.formats.disk import read_file
from client.formats.identity import encode, parse
from client.guard.terms import terms_of
from client.law.records.identity import IdentitySealed
from client.law.words import Circle
from crypto.errors import CannotOpen, Refused
from crypto.frozen import dataclass
from crypto.vault import new_vault

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.trust import Device


@dataclass(frozen=True, slots=True)
class SealIdentity:
    """Seal the real identity of ``file``'s person under a half of each body. ``identity_file``: the form or plain text of it."""

    identity_file: Path
    file: str | None = None
    photograph: tuple[Path, ...] = ()
    biometrics: tuple[Biometrics, ...] = ()


async def seal_identity(office: Office, wish: SealIdentity) -> Outcome:
    """What it holds is what this device's leak guard looks for from then on."""
    await office.sync()
    file = file_named(office, wish.file)
    circle = file.circle(Circle.COORDINATION)
    given = parse(read_file(str(wish.identity_file)))
    sides = custodians(office, file)
    identity = await attached(office, circle, given, wish.photograph, wish.biometrics)
    vault = new_vault(encode(identity), sides[0], sides[1], circle, office.entropy)
    done = await office.writing.record(circle, IdentitySealed(file.id, file.pseudonym, vault.encode().hex()))
    office.guarded.keep(file.id, "SEALED", terms_of(identity))
    line = say(
        "identity of {pseudonym} sealed to {a} + {b} custodians; only one of each body together open it",
        pseudonym=file.pseudonym,
        a=len(sides[0]),
        b=len(sides[1]),
    )
    return outcome(line, written=(done,))


@dataclass(frozen=True, slots=True)
class ResealIdentity:
    """Seal this body's half to a new custodian of it."""

    device: str
    file: str | None = None


async def reseal_identity(office: Office, wish: ResealIdentity) -> Outcome:
    """Raises ``Refused`` (``role``) where there is nothing to seal to that device."""
    await office.sync()
    device = device_named(office, wish.device)
    done = await resealed(office, file_named(office, wish.file), device)
    if done is None:
        raise Refused("only a custodian's half is sealed anew, to a custodian of the same body", "role")
    if not done.written:
        return Outcome(more=(done.said,))
    return outcome(done.said, written=done.written)


@dataclass(frozen=True, slots=True)
class Resealed:
    """``said``: what was done; with nothing ``written``, who else does it."""

    said: Said = NOTHING
    written: tuple[Written, ...] = ()


async def resealed(office: Office, file: CaseFile, device: Device) -> Resealed | None:
    """Seals this body's half of the file's identity to a new custodian of it. None where there is nothing to seal: no sealed
    identity, or ``device`` no custodian of this body."""
    circle = file.circle(Circle.COORDINATION)
    if "custodian" not in device.roles or device.body.hash != own_device(office).body.hash or not is_sealed(office, circle):
        return None
    _circle, vault = vault_of(office, file)
    try:
        halves = tuple(halves_to_pass_on(office, circle, vault, device, office))
    except CannotOpen:
        return Resealed(
            say("the identity of {pseudonym} is not re-sealed: one of its custodians does it", pseudonym=file.pseudonym)
        )
    done = tuple([await office.writing.record(circle, half) for half in halves])
    return Resealed(
        say("your body's half of the identity of {pseudonym} is sealed to {name} too", pseudonym=file.pseudonym, name=device.name),
        done,
    )
