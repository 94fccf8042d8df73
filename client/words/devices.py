"""Devices, a line each under the name of their body."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from client.app.devices import DeviceRow, DevicesView
from client.app.saying import Day, Listed, Said, say
from client.texts import N_, translated
from client.words.saying import tell
from client.words.views import tells

ROLES = {
    "officer": N_("case officer"),
    "official": N_("official"),
    "custodian": N_("custodian"),
    "duty": N_("duty"),
    "psychologist": N_("psychologist"),
    "finance": N_("finance"),
    "prosecutor": N_("prosecutor"),
    "recovery": N_("recovery after a loss"),
}
"""What a certificate allows, in the words of its reader."""


@tells(DevicesView)
def devices(view: DevicesView, lang: str) -> list[str]:
    lines = [line for _body, rows in groupby(view.devices, lambda row: row.body) for line in _body_lines(tuple(rows), view, lang)]
    return lines or [tell(say("no device is known here yet"), lang)]


def _body_lines(rows: tuple[DeviceRow, ...], view: DevicesView, lang: str) -> Iterator[str]:
    yield f"{rows[0].body} ({translated(rows[0].body_kind, lang)}):"
    for row in rows:
        line = certificate_line(row.name, row.roles, row.until, view.at, row.revoked, lang)
        yield tell(say("{line} (this device)", line=line), lang) if row.own else line


def certificate_line(name: str, roles: tuple[str, ...], until: int, at: int, revoked: bool, lang: str) -> str:
    """Of a device, or (without roles) of a document seal. A revoked or expired one says so first."""
    what = Listed.of(say(ROLES[role]) if role in ROLES else role for role in roles) if roles else say("document seal")
    return f"  {tell(_state(name, what, until, at, revoked), lang)}"


def _state(name: str, what: Listed | Said, until: int, at: int, revoked: bool) -> Said:
    if revoked:
        return say("REVOKED: {name}, {roles}", name=name, roles=what)
    if until < at:
        return say("OVER SINCE {until}: {name}, {roles}", until=Day(until), name=name, roles=what)
    return say("{name}, {roles}, until {until}", name=name, roles=what, until=Day(until))
