"""The view on one file: its parts, each a list of sentences with the article that they rest on.

    about(office, About(file="Swallow", part="access"))

Each part asks the norms of ``client.law`` that are questions rather than rules. A part that has nothing to say is left out.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.findings import case_named
from client.app.saying import Said, Term
from client.texts import N_
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office

OFFICE, PERSON = "office", "person"


@dataclass(frozen=True, slots=True)
class Part:
    """``name`` as the wish has it; ``articles``: what it rests on, as rules have it."""

    name: str
    title: Term
    articles: str
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    file: str
    parts: tuple[Part, ...]
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class About(Look):
    """``part``: one of ``PARTS``, else all that have something to say."""

    file: str | None = None
    part: str = ""


Says = Callable[["Office", "Case", int], list[Said]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A part before it is asked: ``where`` names the function that says it, ``whom`` it is shown to."""

    name: str
    title: str
    articles: str
    where: str
    whom: str = OFFICE


KINDS = (
    Kind(
        "status",
        N_("who this person is to the law"),
        "L72 3; 110 1(7), 17(1), 21",
        "client.app.about.standing:status",
    ),
    Kind(
        "responsibility",
        N_("who answers for it, and what was or is late"),
        "21 pt4, 28(1)",
        "client.app.about.standing:responsible_now",
    ),
    Kind(
        "measures",
        N_("measures that are open to this person, and what those that run take"),
        "7(2), 21, 26-1(3)(2)",
        "client.app.about.standing:measures",
    ),
    Kind(
        "access",
        N_("who may see what, and who has seen it"),
        "6, 28(2)",
        "client.app.about.access:access",
    ),
    Kind(
        "closures",
        N_("closed data: what each service is known to do"),
        "17",
        "client.app.about.course:closures",
    ),
    Kind(
        "complaints",
        N_("complaints: what they may show, what is kept while they run"),
        "25(3), 27(5)",
        "client.app.about.course:complaints",
    ),
    Kind(
        "threats",
        N_("reports of threats, and what they are registered under"),
        "4(1), 5(2), 26(2)",
        "client.app.about.course:threats",
    ),
    Kind(
        "court",
        N_("what whoever publishes from the case must leave out"),
        "11, 28",
        "client.app.about.course:court",
    ),
    Kind(
        "ending",
        N_("who may end it, and what an end has to say a word about"),
        "27",
        "client.app.about.course:ending",
    ),
    Kind(
        "bodies",
        N_("the bodies: who answers today, what they lack, how secret it is with them"),
        "2(2), 9, 28",
        "client.app.about.bodies:bodies",
    ),
    Kind(
        "sources",
        N_("where the law can be read"),
        "1(1)",
        "client.app.about.bodies:sources",
    ),
    Kind(
        "known",
        N_("the measures that you may know of"),
        "25(1)(1), 26-1(1)",
        "client.app.about.own:known",
        PERSON,
    ),
    Kind(
        "reports",
        N_("your reports"),
        "26(2)",
        "client.app.about.own:reports",
        PERSON,
    ),
    Kind(
        "redress",
        N_("to whom you may complain"),
        "23(2), 25(1)(3)",
        "client.app.about.own:redress",
        PERSON,
    ),
    Kind(
        "for-you",
        N_("who acts for you, and what was passed on about you"),
        "L72 23(8); 110 17(2)(2), 21",
        "client.app.about.own:for_you",
        PERSON,
    ),
)
PARTS = tuple(each.name for each in KINDS if each.whom == OFFICE)
OWN_PARTS = tuple(each.name for each in KINDS if each.whom == PERSON)


async def about(office: Office, wish: About) -> AboutView:
    """Raises ``Usage`` for a file or a part that there is not."""
    as_of = await looked(office, wish)
    whom = OFFICE if office.channel.device is not None else PERSON
    wanted = [each for each in KINDS if each.whom == whom and wish.part in ("", each.name)]
    if not wanted:
        names = ", ".join(each.name for each in KINDS if each.whom == whom)
        raise Usage("there is no part {name}; one of {names}", "no-such-part", name=wish.part, names=names)
    case, now = case_named(office, wish.file), int(office.clock())
    parts = [Part(each.name, Term(each.title), each.articles, tuple(_says(each)(office, case, now))) for each in wanted]
    return AboutView(case.pseudonym or case.id[:8], tuple(each for each in parts if each.lines), as_of)


def _says(kind: Kind) -> Says:
    module, _colon, name = kind.where.partition(":")
    found: Says = getattr(importlib.import_module(module), name)
    return found
