"""Who may see what of a file, and who has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.about.names import holder_name
from client.app.casework.entries import BODIES
from client.app.saying import Code, Listed, Moment, Said, Term, say
from client.law.law72.a06_supervision import openings
from client.law.law72.a28_liability import access_report, may_see, read_by_supervision, without_secrecy
from client.law.tables.access import TABLE, Access
from client.law.words import BodyRole
from client.texts import N_

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office

_ROLE = {BodyRole.DECIDING: "DEC", BodyRole.IMPLEMENTING: "IMP", BodyRole.EXECUTING: "COOP", BodyRole.SUPERVISING: "PRS"}
_HOW = (
    ((Access.WRITE, Access.READ, Access.OWN), N_("your role reads: {what}")),
    ((Access.SEALED, Access.MASKED), N_("your role opens only with a reason and the other body's half: {what}")),
    ((Access.PART, Access.TASK, Access.IN_COMPLAINT), N_("your role sees in part: {what}")),
    ((Access.NONE,), N_("your role does not see: {what}")),
)


def access(office: Office, case: Case, now: int) -> list[Said]:
    """The column of A.11 for this holder, the log of openings, the report of accesses, and who never acknowledged secrecy."""
    device, lines = office.channel.device, list[Said]()
    if device is not None:
        role = BODIES[device.body.kind]
        lines += _cells("IMH" if role is BodyRole.IMPLEMENTING and "official" in device.roles else _ROLE[role])
        lines += (
            say("{time} {name} opened record {entry}: {reason}", time=Moment(each.at), name=holder_name(office, each.by),
                entry=each.entry[:8], reason=each.reason)
            for each in openings(case.file, role, "official" in device.roles)
        )  # fmt: skip
        if role is BodyRole.SUPERVISING:
            lines.append(say("your key opens by itself: {what}", what=_named(read_by_supervision())))
    lines += (
        say("{time} {what} of {of} was opened by {name}: {reason}", time=Moment(each.at), what=Code(each.what), of=each.of[:8],
            name=holder_name(office, each.by), reason=each.reason or "-")
        for each in access_report(case.file)
    )  # fmt: skip
    if silent := without_secrecy(case.file):
        names = Listed.of(holder_name(office, each) for each in silent)
        lines.append(say("have written here and never acknowledged the duty of secrecy: {names}", names=names))
    return lines


def _cells(role: str) -> list[Said]:
    found = {what: may_see(role, what) for what in TABLE}
    lines = []
    for cells, template in _HOW:
        if names := tuple(what for what, cell in found.items() if cell in cells):
            lines.append(Said(template, (("what", _named(names)),)))
    return lines


def _named(objects: tuple[str, ...]) -> Listed:
    return Listed.of(Term(each.replace("_", " ").replace("-", " ")) for each in objects)
