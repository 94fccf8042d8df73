"""What one sync brought, and above all what it did not."""

from __future__ import annotations

from collections.abc import Iterable

from client.app.account import LateList, SyncView, WaitingRow
from client.app.saying import Moment, Said, say
from client.texts import N_
from client.words.saying import tell
from client.words.views import tells

AGREES = N_("{shown} new, {quarantined} quarantined, {halted} halted, {flushed} sent; log of {size} leaves agrees")
KNOWN = N_("{shown} new, {quarantined} quarantined, {halted} halted, {flushed} sent; log of {size} leaves is held")
CHANGE = N_("a change of who is in a circle")


@tells(SyncView)
def synced(view: SyncView, lang: str) -> list[str]:
    counts = {name: getattr(view, name) for name in ("shown", "quarantined", "halted", "flushed", "size")}
    lines = [Said(AGREES if view.agrees else KNOWN, tuple(counts.items()))]
    if view.stopped:
        lines.append(say("NOTHING IS SENT FROM HERE but alarms: {why} ({code})", why=view.stopped_by, code=view.stopped))
    lines += map(_waiting, view.waiting)
    lines += (say("quarantined: {code}: {reason}", code=each.code, reason=each.reason) for each in view.faults)
    lines += (say("CIRCLE HALTED: {code}: {reason}", code=each.code, reason=each.reason) for each in view.halts)
    return [*(tell(each, lang) for each in lines), *late_lines(view.late, lang)]


def late_lines(late: Iterable[LateList], lang: str) -> list[str]:
    return [
        tell(
            say(
                "OLD REVOCATION LIST: number {number} of {issuer} was to be replaced by {time}; ask them for a newer one",
                number=each.number,
                issuer=each.issuer,
                time=Moment(each.next_update),
            ),
            lang,
        )
        for each in late
    ]


def _waiting(row: WaitingRow) -> Said:
    what, circle = CHANGE if row.type == "change" else row.type, row.circle[:8]
    if row.refused:
        return say("NOT SENT, and it will not be: {what} (circle {circle}): {why}", what=what, circle=circle, why=row.why)
    if not row.why.template:
        return say("waits to be sent: {what} (circle {circle})", what=what, circle=circle)
    return say("waits to be sent: {what} (circle {circle}): {why}", what=what, circle=circle, why=row.why)
