"""How the contract is kept and how measures end: a demand, a breach, the person heard on it first, and the ruling of Art. 27."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_body, own_person_circle
from client.app.circle_parts import the_persons
from client.app.forms import reference
from client.app.reading import Seen, numbered, of_type, the_only
from client.cli.context import Context
from client.cli.officer.file import APPEAL, FILE, LANGUAGE
from client.cli.sending import send, sent
from client.cli.texts import N_, _, translated
from client.cli.verb import Answer, Verb, arg, duration_ms, past_ms, time_ms
from client.law.records.basis import l72
from client.law.records.contract import Breach, BreachHeard, Contract, Demand
from client.law.records.ending import WIND_DOWN, Evidence, GroundNamed, Motion, Revocation, WindDown
from client.law.tables.grounds import EVIDENCE, GROUNDS, SIGNATORIES
from client.law.words import BodyRole, Circle
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.types import CircleId

TEXTUAL = ("CONSENT_WITHDRAWN", "OTHER")
"""Kinds of evidence that are told in words; the others name a record."""


_CLAUSE = re.compile(r"K\d+")


async def _to_person(context: Context, name: str | None) -> tuple[CaseFile, CircleId, tuple[bytes, ...]]:
    office = context.office
    await office.sync()
    file = file_named(office, name)
    circle = own_person_circle(office, file)
    return file, circle, the_persons(office, circle)


async def demand(context: Context, args: argparse.Namespace) -> Answer:
    """L72 26-1(2)(3): shown to the person, whose receipt acknowledges it."""
    file, circle, to = await _to_person(context, args.file)
    _clause_there(file.records(context.office), args.basis)
    done = await send(context.office, circle, Demand(file.id, args.basis, args.text, args.language), disclose_to=to)
    return sent(done, _("demand made; the person's receipt acknowledges it"))


async def breach(context: Context, args: argparse.Namespace) -> Answer:
    """The facts, and the person is shown them, so that they can explain before anything rests on it. It ends nothing."""
    file, circle, to = await _to_person(context, args.file)
    _clause_there(file.records(context.office), args.clause)
    of = "" if not args.demand else _entry(file.records(context.office), args.demand, Demand)
    at = past_ms(args.at, context.clock())
    value = Breach(context.entropy(16).hex(), file.id, args.clause, of, args.fact, at, args.source)
    done = await send(context.office, circle, value, disclose_to=to)
    line = _("breach {id} recorded and shown to the person, who is heard first; it ends nothing")
    return sent(done, line.format(id=value.breach[:8]), breach=value.breach)


def _clause_there(items: tuple[Seen, ...], basis: str) -> None:
    """Raises ``Usage`` where a clause is named that the newest contract does not have; an article is the officer's to cite."""
    contracts = [value for _item, value in of_type(items, Contract)]
    if _CLAUSE.fullmatch(basis) and contracts and not contracts[-1].clause(basis):
        known = ", ".join(each.id for each in contracts[-1].clauses)
        raise Usage(_("the contract has no clause {clause}; it has {known}").format(clause=basis, known=known), "no-such-clause")


def _entry(items: tuple[Seen, ...], digits: str, form: type) -> str:
    """Entry hash of the record of that type. Raises ``Usage``."""
    return the_only([each for each in numbered(items, digits) if isinstance(each.value, form)]).entry.hash.hex()


async def heard(context: Context, args: argparse.Namespace) -> Answer:
    """What the person said, or that they would not: without it no breach is a ground (26(1), 27(1))."""
    file, circle, to = await _to_person(context, args.file)
    found = [value for _item, value in of_type(file.records(context.office), Breach) if value.breach.startswith(args.breach)]
    if len(found) != 1:
        raise Usage(_("{count} records have this number").format(count=len(found)), "no-such-record")
    at = past_ms(args.at, context.clock())
    value = BreachHeard(found[0].breach, args.said, args.asked, at, args.present)
    done = await send(context.office, circle, value, disclose_to=to)
    return sent(done, _("the person was heard on breach {id}").format(id=value.breach[:8]), breach=value.breach)


async def end(context: Context, args: argparse.Namespace) -> Answer:
    """The ruling that ends measures: to the person, and its copy to the other body. Nothing else ends them (27(2))."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle, now = own_person_circle(office, file), context.clock()
    motion = _motion(file.records(office), args.on_motion) if args.on_motion else None
    value = Revocation(
        file=file.id,
        number=args.number,
        act="RULING",
        signatory=args.signatory or ("OFFICIAL" if own_body(office) is BodyRole.IMPLEMENTING else "INVESTIGATOR"),
        issued_at=now,
        effect_at=time_ms(args.effect) if args.effect else now,
        scope="LISTED" if args.measure else "ALL",
        measures=tuple(args.measure or ()),
        grounds=(*(motion.grounds if motion else ()), *grounds_of(file, args.ground or (), args.proportion)),
        reasons=args.reasons,
        bases=l72("27(1)", "27(2)"),
        on_request="",
        on_motion=motion.motion if motion else "",
        wind_down=wound(args.wind_down or (), now),
        appeal=tuple(translated(each, args.language) for each in APPEAL),
        language=args.language,
    )
    done = await send(office, circle, value, disclose_to=_persons(office, circle))
    await send(office, file.circle(Circle.COORDINATION), value)
    return sent(done, _("ruling {number}: measures end; the person may complain").format(number=args.number), number=args.number)


def _persons(office: Office, circle: CircleId) -> tuple[bytes, ...]:
    """The admitted person; nobody where they have not enrolled: then the copy is served on paper."""
    try:
        return the_persons(office, circle)
    except Usage:
        return ()


def _motion(items: tuple[Seen, ...], digits: str) -> Motion:
    """Raises ``Usage``."""
    found = {value.motion: value for _item, value in of_type(items, Motion) if value.motion.startswith(digits)}
    if len(found) != 1:
        raise Usage(_("{count} records have this number").format(count=len(found)), "no-such-record")
    return next(iter(found.values()))


def grounds_of(file: CaseFile, texts: Sequence[str], proportion: str) -> tuple[GroundNamed, ...]:
    """``G1=OTHER:the facts``, ``G3=BREACH:3fa1``; a ground that is named twice has both pieces of evidence. Raises ``Usage``."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for text in texts:
        ground, _equals, rest = text.partition("=")
        kind, colon, told = rest.partition(":")
        if ground not in GROUNDS or kind not in EVIDENCE or not colon:
            raise Usage(_("a ground is written as G1=OTHER:facts or G3=BREACH:digits, not {text}").format(text=text))
        evidence = Evidence(kind, "", told) if kind in TEXTUAL else Evidence(kind, reference(told, file.case), "")
        found[ground] = (*found.get(ground, ()), evidence)
    return tuple(GroundNamed(each, evidence, proportion if each == "G3" else "") for each, evidence in found.items())


def wound(texts: Sequence[str], now: int) -> tuple[WindDown, ...]:
    """``EQUIPMENT=7d``: wound up within that time; ``STAY=-`` and reasons: left as it is. Raises ``Usage``."""
    made = []
    for text in texts:
        what, _equals, rest = text.partition("=")
        if what not in WIND_DOWN:
            raise Usage(_("{name} is none of {names}").format(name=what, names=", ".join(WIND_DOWN)))
        left = rest.startswith("-")
        made.append(WindDown(what, not left, 0 if left else now + duration_ms(rest), rest[1:].strip() if left else ""))
    return tuple(made)


_AT = arg("--at", metavar="TIME", help=N_("when it was, as 2026-01-31T09:30 (now)"))

VERBS = (
    Verb(
        "demand",
        N_("demand that a condition of the contract be kept; the person reads it and acknowledges it"),
        '--file Swallow --basis K08 --text "..." --language kk',
        demand,
        (
            FILE,
            arg("--basis", required=True, metavar="CLAUSE", help=N_("the clause or article that it rests on")),
            arg("--text", required=True, help=N_("what is demanded")),
            LANGUAGE,
        ),
    ),
    Verb(
        "breach",
        N_("record that the contract was not kept, and show it to the person, who is heard before anything rests on it"),
        '--file Swallow --clause K08 --fact "..." --source "report of the guard"',
        breach,
        (
            FILE,
            arg("--clause", required=True, help=N_("clause of the contract")),
            arg("--fact", required=True, metavar="TEXT", help=N_("what happened")),
            arg("--source", required=True, metavar="TEXT", help=N_("how it is known")),
            arg("--demand", metavar="DIGITS", help=N_("the demand that was not met")),
            _AT,
        ),
    ),
    Verb(
        "breach-heard",
        N_("put down what the person said of a breach, or that they would not say anything"),
        '3fa1 --file Swallow --asked "at the shelter, by the officer" --said "..."',
        heard,
        (
            arg("breach", metavar="DIGITS", help=N_("first digits of the breach's number")),
            FILE,
            arg("--asked", required=True, metavar="TEXT", help=N_("how the person was asked")),
            arg("--said", default="", metavar="TEXT", help=N_("what the person said, in their words (nothing)")),
            arg("--present", default="", metavar="NAMES", help=N_("who else was there")),
            _AT,
        ),
    ),
    Verb(
        "measures-end",
        N_("issue the ruling that ends measures and with them the contract, on grounds of Article 27; nothing else ends them"),
        '--file Swallow --number 41 --ground "G1=OTHER:assessed, no threat" --reasons "..." --wind-down EQUIPMENT=7d',
        end,
        (
            FILE,
            arg("--number", required=True, help=N_("number of the ruling")),
            arg(
                "--ground",
                action="append",
                metavar="G=KIND:EVIDENCE",
                help=N_("ground and evidence: G1=OTHER:facts, G2=CONTRACT_REFUSED:digits, G3=BREACH:digits"),
            ),
            arg("--on-motion", metavar="DIGITS", help=N_("motion that it decides; its grounds are taken over")),
            arg("--proportion", default="", metavar="TEXT", help=N_("of G3: why ending is in proportion to the breach")),
            arg("--reasons", required=True, metavar="TEXT", help=N_("reasons of the ruling")),
            arg("--measure", action="append", metavar="CODE", help=N_("only this measure ends (all)")),
            arg("--signatory", choices=SIGNATORIES, help=N_("who signs (who is in charge of the investigation; the official)")),
            arg("--effect", metavar="TIME", help=N_("from when, as 2026-01-31T09:30 (at once)")),
            arg(
                "--wind-down",
                action="append",
                metavar="WHAT=TIME",
                help=N_("what is wound up and within which time, as EQUIPMENT=7d; or why it is left, as STAY=-reasons"),
            ),
            LANGUAGE,
        ),
    ),
)
