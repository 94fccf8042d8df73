"""Where a text gives somebody away."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from client.guard.terms import Kind


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Hit:
    """``start``, ``end``: letters of the text, end excluded. ``known``: by the terms of a file; else by a general detector, which
    knows the form of a number and not whose it is. A hit never holds the words."""

    start: int
    end: int
    kind: Kind
    known: bool = True


def merged(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """In the order of the text; of one kind what overlaps is one; a general hit inside a known one is left out."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (not each.known, each.kind, each.start, -each.end)):
        last = found[-1] if found else None
        if last and (last.kind, last.known) == (hit.kind, hit.known) and hit.start < last.end:
            found[-1] = Hit(last.start, max(last.end, hit.end), hit.kind, hit.known)
        elif hit.known or not any(each.known and each.start < hit.end and hit.start < each.end for each in found):
            found.append(hit)
    return tuple(sorted(found))
