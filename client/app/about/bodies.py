"""The bodies of a file: who answers today, what a monitoring would not find with them, how secret it is there; the law itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.about.names import body_name
from client.app.saying import Code, Listed, Moment, Said, Span, say
from client.law.exports.papers import closure_deciders
from client.law.law72.a02_bodies import accountable, classed, lacking, reply_s, secrecy_of
from client.law.law72.a19_documents import planned_until
from client.law.law72.exercises import banner
from client.law.tables.sources import DOCUMENTS, address

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office

_PARTNERS = ("LEB", "REF", "EMP")


def bodies(office: Office, case: Case, now: int) -> list[Said]:
    """Of each body that had or has the file; then by when documents asked for now are ready, and how soon partners answer."""
    file, lines = case.file, list[Said]()
    warning = banner(file)
    lines += [] if warning is None else [warning]
    classes = sorted({classed(place, False) for place in case.circles.values()})
    for body in dict.fromkeys(each for each in (file.case.body, file.case.implementer) if each):
        today = accountable(file, body)
        if today != body:
            template = say(
                "{today} answers for what was asked of {body}", today=body_name(office, today), body=body_name(office, body)
            )
            lines.append(template)
        if lacks := lacking(file, body):
            named = Listed.of(lacks)
            lines.append(say("{body}: the register does not say {what}", body=body_name(office, body), what=named))
        for each in classes:
            if mark := secrecy_of(file, body, each):
                lines.append(say("{body} calls {ours}: {theirs}", body=body_name(office, body), ours=Code(each), theirs=mark))
    lines.append(say("closing data is decided by: {who}", who=Listed.of(map(Code, closure_deciders()))))
    for kind in _PARTNERS:
        if seconds := reply_s(file, kind, 0):
            lines.append(say("{partner} replies within {span} by the joint rules", partner=Code(kind), span=Span(1000 * seconds)))
    ready = planned_until(now, expedited=False, zone_minutes=file.case.zone_minutes)
    lines.append(say("documents that are requested now are ready by {time} at the latest", time=Moment(ready)))
    return lines


def sources(office: Office, case: Case, now: int) -> list[Said]:
    """The official text of each act that the law here rests on."""
    return [say("{act}: {address}", act=code, address=address(code, "kk")) for code in sorted(DOCUMENTS)]
