"""Certificates of devices, and keys of document seals. No request is signed whose fingerprint was not compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.ceremony.place import DAY_MS, NAMES, slug
from client.app.outcome import Outcome, outcome
from client.app.saying import Listed, Moment, Said, say
from client.formats.device_request import DeviceRequest, parse_request
from client.formats.disk import nothing_there, read_file, write_new
from client.formats.key_file import seal_file
from crypto import naming, trust
from crypto.document_seal import SealKey, issue_seal
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass
from crypto.ring import certificate_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from client.app.ceremony.place import Ceremony

ROLES = ("officer", "official", "custodian", "duty", "psychologist", "finance", "prosecutor", "recovery")
NAMERS = frozenset({"officer", "official", "custodian", "duty"})
DEVICE_YEARS = 2


@dataclass(frozen=True, slots=True)
class DeviceWish:
    """``fingerprint``: as the officer read it out from the device; empty: whoever sits here is asked for it."""

    body: str
    roles: tuple[str, ...]
    request: Path
    out: Path
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class CertifyDevices:
    """Certify devices from their requests."""

    device: tuple[DeviceWish, ...]


@dataclass(frozen=True, slots=True)
class _Checked:
    wish: DeviceWish
    request: DeviceRequest
    folder: Path
    seed: bytes
    body_der: bytes


async def certify_device(ceremony: Ceremony, wish: DeviceWish) -> Outcome:
    """One of them alone."""
    return await certify_devices(ceremony, CertifyDevices((wish,)))


async def certify_devices(ceremony: Ceremony, wish: CertifyDevices) -> Outcome:
    """All are looked at and compared before one is signed. Raises ``Refused`` (``compare-first``, ``other-device``)."""
    checked = [_checked(ceremony, each) for each in wish.device]
    _compared(ceremony, checked)
    made = [_certified(ceremony, each) for each in checked]
    first = wish.device[0]
    return outcome(
        *(line for lines, _certificate in made for line in lines),
        name=checked[0].request.name,
        certificate=made[0][1],
        out=str(first.out),
        devices=[
            {"name": each.request.name, "certificate": certificate, "out": str(each.wish.out)}
            for each, (_lines, certificate) in zip(checked, made, strict=True)
        ],
    )


def _checked(ceremony: Ceremony, wish: DeviceWish) -> _Checked:
    """Raises ``Usage``, and ``Malformed`` or ``Forged`` for what is no request."""
    folder, seed, der = ceremony.body(wish.body)
    unknown = [role for role in wish.roles if role not in ROLES]
    if unknown or not wish.roles:
        raise Usage("unknown role {role}; roles are {roles}", role=", ".join(unknown), roles=Listed.of(ROLES))
    nothing_there(wish.out)
    return _Checked(wish, parse_request(read_file(str(wish.request))), folder, seed, der)


def _compared(ceremony: Ceremony, checked: Sequence[_Checked]) -> None:
    """Each request with what its officer read out: a request that was changed on its way is of another device."""
    lacking = []
    for each in checked:
        request = each.request
        told = each.wish.fingerprint or ceremony.ask(
            say(
                "{name} of {body}, roles {roles}: fingerprint that the officer reads out from the device: ",
                name=request.name,
                body=each.wish.body,
                roles=Listed.of(each.wish.roles),
            )
        )
        if not told.strip():
            lacking.append(f"{request.name}: {request.fingerprint}")
        elif not same_fingerprint(told, request.fingerprint):
            raise Refused(
                "the request's fingerprint is {fingerprint}, not what you gave: do not sign it",
                "other-device",
                fingerprint=request.fingerprint,
            )
    if lacking:
        raise Refused(
            "nothing is signed before the fingerprint is compared with the officer: {requests}",
            "compare-first",
            requests=Listed.of(lacking, "; "),
        )


def same_fingerprint(told: str, found: str) -> bool:
    """However it is spaced."""
    return "".join(told.split()).lower() == "".join(found.split()).lower()


def _certified(ceremony: Ceremony, each: _Checked) -> tuple[tuple[Said, ...], bytes]:
    wish, request, expires = each.wish, each.request, ceremony.in_years(DEVICE_YEARS)
    start, roles = ceremony.now - DAY_MS, list(wish.roles)
    der = trust.issue_device(each.seed, each.body_der, request.verify_key, request.name, roles, start, expires)
    certificate = certificate_hash(der)
    write_new(each.folder / "devices" / f"{slug(request.name)}-{certificate.hex()[:8]}.der", der)
    made = {"chain": [part.hex() for part in (der, each.body_der)]} | _names_for(ceremony, each)
    write_new(wish.out, json.dumps(made).encode())
    until = say(
        "certificate for {name}, roles {roles}, until {until}",
        name=request.name,
        roles=Listed.of(wish.roles),
        until=Moment(expires),
    )
    return (until, say("fingerprint of the request: {fingerprint}, as compared", fingerprint=request.fingerprint)), certificate


def _names_for(ceremony: Ceremony, each: _Checked) -> dict[str, str]:
    """The name key, sealed to a device of somebody who names persons; nothing for a request without a reading key."""
    request = each.request
    if not NAMERS & set(each.wish.roles) or not request.reading_key or not (each.folder / NAMES).exists():
        return {}
    key = naming.NameKey(ceremony.unlocked(each.folder / NAMES))
    return {"names": naming.seal_name_key(key, each.seed, request.verify_key, request.reading_key).encode().hex()}


@dataclass(frozen=True, slots=True)
class MakeDocumentSeal:
    """Make the key with which an official seals PDF documents for the body. ``name``: as readers show it."""

    body: str
    name: str
    out: Path


async def make_document_seal(ceremony: Ceremony, wish: MakeDocumentSeal) -> Outcome:
    """The key is made here and goes, sealed under a passphrase of its own, to the official who seals documents."""
    folder, seed, body_der = ceremony.body(wish.body)
    nothing_there(wish.out)
    own, expires = ceremony.entropy(32), ceremony.in_years(DEVICE_YEARS)
    der = issue_seal(seed, body_der, own, wish.name, ceremony.now - DAY_MS, expires)
    public = folder / "seals" / f"{slug(wish.name)}-{certificate_hash(der).hex()[:8]}.der"
    write_new(public, der)
    seal_file(wish.out, SealKey(own, der).encode(), ceremony.seal_passphrase(True), ceremony.entropy)
    return outcome(
        say("document seal {name} until {until}: {out}", name=wish.name, until=Moment(expires), out=wish.out),
        say("give the file and its passphrase to the official on two different ways"),
        say("its certificate, for PDF readers that shall trust it: {path}", path=public),
        name=wish.name,
        certificate=certificate_hash(der),
        out=str(wish.out),
    )
