"""What most forms have in common."""

from __future__ import annotations

from typing import Any

from client.documents.document import Notice, Signature
from client.documents.errors import MissingField
from client.documents.facts import Facts, Related
from client.law.titles import N_

CAPACITIES = {
    "OFFICER": N_("Officer"),
    "OFFICIAL": N_("Authorised official"),
    "PERSON": N_("Protected person"),
    "REPRESENTATIVE": N_("Lawful representative"),
    "APPLICANT": N_("Applicant"),
    "PROSECUTOR": N_("Prosecutor"),
}
SIGNED = N_("signed electronically {time}; key {key}")
BY_PEN = N_("signed by pen {time}; the scan is sealed in the file")
CHECK = N_("How to check this paper")
HOW_TO_CHECK = N_(
    "An officer types the code at the foot of the page into the program, which says whether this is what the file holds."
)


def signatures(facts: Facts[Any]) -> tuple[Signature, ...]:
    """One line for each whose signature stands under it in the chain."""
    w = facts.words
    return tuple(
        Signature(
            w(CAPACITIES[each.capacity]),
            ", ".join(filter(None, (each.name, each.body))),
            w(BY_PEN, time=w.time(each.at)) if each.by_pen else w(SIGNED, time=w.time(each.at), key=each.key),
        )
        for each in facts.signers
    )


def how_to_check(facts: Facts[Any]) -> Notice:
    return Notice(facts.words(CHECK), facts.words(HOW_TO_CHECK))


def wanted(text: str, what: str) -> str:
    """``text``. Raises ``MissingField`` where the record does not say it: no paper goes out with an empty line."""
    if not text.strip():
        raise MissingField("the document needs {what}, and the record does not say it", what=what)
    return text


def related(facts: Facts[Any], name: str) -> Related:
    """The newest record of type ``name`` that the record refers to. Raises ``MissingField`` where this holder does not read it."""
    found = facts.related.get(name, ())
    if not found:
        raise MissingField("the document tells of a record of type {name}, which is not read here", name=name)
    return found[-1]
