"""``client/law/CONFORMANCE.md``: each norm, its place in the code, and its cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.client.law.conformance.doors import doors, excused
from tests.client.law.conformance.norms import ROOT, Norm, norms

PAGE = ROOT / "client" / "law" / "CONFORMANCE.md"

_HEAD = """# Conformance

Where each norm of Law No. 72 and Law 110-VIII is in this code, and the cases that show it: those that are lawful, and those that
are refused or found. Written by `make conformance`; a test keeps it true. An id is that of the requirements; a place is `module:
function` below `client/law`; a door is a verb of `qorgan` that leads there (`every record`: it is asked whenever one is written); a
case is a file of `tests/client/law/cases` or a test. `make controls` takes every norm away and sees
its cases turn red.
"""

_PARTS = (
    ("Law No. 72, article by article", ("L72-",)),
    ("Law 110-VIII", ("T110-",)),
    ("Clocks", ("DL-", "DLT-")),
    ("Notices and copies", ("NT-",)),
    ("Clauses of the contract", ("K",)),
    ("Tables", ("A.",)),
    ("Other sources", ("S-",)),
    ("Neighbouring systems", ("SYS-",)),
)


def text() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    known = list(norms().values())
    yield f"{len(known)} norms, {sum(len(each.proofs) for each in known)} cases."
    for title, prefixes in _PARTS:
        yield f"\n## {title}\n"
        yield "| id | law | weight | place | door | lawful | refused |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        yield from (_row(each) for each in known if each.wanted.id.startswith(prefixes))


def _row(norm: Norm) -> str:
    ids = "<br>".join((norm.wanted.id, *norm.wanted.also))
    cells = (
        ids,
        norm.wanted.citation,
        norm.wanted.severity,
        "<br>".join(norm.places),
        _doors(norm),
        _cases(norm, "passes"),
        _cases(norm, "refuses"),
    )
    return "| " + " | ".join(cells) + " |"


def _doors(norm: Norm) -> str:
    """At most three verbs through which a person comes to it; a reason where nobody needs to."""
    found = [each for id in (norm.wanted.id, *norm.wanted.also) for each in doors().get(id, ())]
    shown = tuple(dict.fromkeys(found))
    if not shown:
        return excused(norm.places)
    return "<br>".join((*shown[:3], *(("...",) if len(shown) > 3 else ())))


def _cases(norm: Norm, proves: str) -> str:
    found = [
        each.source.replace("|", "\\|").removeprefix("cases/").replace(".yaml", "") for each in norm.proofs if each.proves == proves
    ]
    return "<br>".join(each.removeprefix("tests/client/law/") for each in found)


def write(path: Path = PAGE) -> None:
    path.write_text(text(), encoding="utf-8")
