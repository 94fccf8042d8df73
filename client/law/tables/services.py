"""The register of services that hold data on people (L72 17; C.2: SYS-01, SYS-34, SYS-44 to SYS-50).

It is open: a file may list any other service, whoever owns it (17: regardless of the department; L72-17.2). ``ADVISED`` names
what a closure must reach or leave out with a reason: a closed address bureau is worth little while the gateway still answers.
"""

from __future__ import annotations

import re

from client.law.titles import N_
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """``system``: its row of C.2; ``warning``: what closing it does not do, for the official and the person; else empty."""

    code: str
    title: str
    system: str
    warning: str = ""


SERVICES = {
    each.code: each
    for each in (
        Service("ADDRESS", N_("address bureau"), "SYS-01"),
        Service("PASSPORT", N_("passport service"), "SYS-01"),
        Service("TRAFFIC", N_("road-traffic authority"), "SYS-01"),
        Service("PHONE", N_("telephone inquiry"), "SYS-01"),
        Service(
            "BORDER", N_("border registration"), "SYS-34", N_("crossings that were recorded before stay known to who saw them")
        ),
        Service(
            "PENAL",
            N_("database of the penal system"),
            "SYS-44",
            N_("staff there see the prisoner: have the record masked, and the destination of a move kept out of sight"),
        ),
        Service(
            "EDUCATION",
            N_("education database"),
            "SYS-45",
            N_("give the new school the new data only, and no mark that tells of it"),
        ),
        Service("PERSONS", N_("database of individuals"), "SYS-46", N_("the link from old to new data must not be exported")),
        Service(
            "GATEWAY",
            N_("e-government gateway"),
            "SYS-47",
            N_("it hands data on by itself: the person must not use e-services under the old identity"),
        ),
        Service(
            "HEALTH", N_("health and insurance systems"), "SYS-48", N_("have the person treated under a pseudonym or the new data")
        ),
        Service(
            "MIGRATION",
            N_("migration records with biometrics"),
            "SYS-49",
            N_("changed documents do not change fingerprints or a face"),
        ),
        Service("TAX", N_("taxpayer search"), "SYS-50", N_("anyone can look there by name: check it before a move")),
    )
}

PENAL, EDUCATION = "PENAL", "EDUCATION"

ADVISED = tuple(dict.fromkeys(each.system for each in SERVICES.values()))
"""The rows of C.2 that a closure must think of."""


def of_system(system: str) -> tuple[str, ...]:
    return tuple(each.code for each in SERVICES.values() if each.system == system)


LABELS = (
    "protect", "witness", "victim",
    "қорға", "куә", "жәбірленуш",
    "защит", "защищ", "охран", "свидетел", "потерпевш",
)  # fmt: skip
"""Beginnings of words, in small letters, by which a text would tell an outsider whom it is about (A.11 rule g)."""


def labels_in(text: str) -> tuple[str, ...]:
    """The words of ``text`` that tell it."""
    words = re.findall(r"\w+", text.casefold())
    return tuple(sorted({word for word in words if word.startswith(LABELS)}))
