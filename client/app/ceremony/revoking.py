"""Revocation of devices and document seals, and the body's next list of what is revoked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.ceremony.place import DAY_MS, revoked_in, slug
from client.app.outcome import Outcome, outcome
from client.app.saying import Moment, say
from client.formats.disk import nothing_there, replace_file, write_new
from crypto import trust
from crypto.document_seal import parse_seal
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.ceremony.place import Ceremony

CRL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Revoke:
    """Revoke the device or document seal called ``device`` and issue the body's next list."""

    body: str
    device: str
    out: Path


async def revoke(ceremony: Ceremony, wish: Revoke) -> Outcome:
    folder, _seed, _der = ceremony.body(wish.body)
    nothing_there(wish.out)
    named = slug(wish.device)
    found = [path for kind in ("devices", "seals") for path in (folder / kind).glob("*.der") if path.name.startswith(named)]
    if len(found) != 1:
        raise Usage("{count} devices of this body are called {name}", count=len(found), name=wish.device)
    der = found[0].read_bytes()
    serial = parse_seal(der).serial if found[0].parent.name == "seals" else trust.parse_certificate(der).serial
    revoked = revoked_in(folder)
    if any(serial == known for known, _time in revoked):
        raise Usage("this device is revoked already")
    revoked.append((serial, ceremony.now))
    replace_file(folder / "revoked.json", json.dumps(revoked).encode())
    return await issue_list(ceremony, IssueList(wish.body, wish.out))


@dataclass(frozen=True, slots=True)
class IssueList:
    """Issue the body's next revocation list, also when nothing is revoked."""

    body: str
    out: Path


async def issue_list(ceremony: Ceremony, wish: IssueList) -> Outcome:
    folder, seed, der = ceremony.body(wish.body)
    nothing_there(wish.out)
    now, until = ceremony.now, ceremony.now + CRL_DAYS * DAY_MS
    number = 1 + max((int(path.stem.partition("-")[2]) for path in folder.glob("crl-*.der")), default=0)
    revoked = revoked_in(folder)
    data = trust.issue_crl(seed, der, number, now, until, revoked)
    write_new(folder / f"crl-{number}.der", data)
    write_new(wish.out, data)
    line = say(
        "revocation list {number} of {body}: {count} devices, next before {until}",
        number=number,
        body=folder.name,
        count=len(revoked),
        until=Moment(until),
    )
    return outcome(line, number=number, out=str(wish.out))
