"""Pseudonyms: drawn by chance, taken so that nobody else has them, given for one context, retired for good (L72 9).

The map of a person's pseudonyms is masked for supervision as the identity is (A.11): its records are restricted.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from client.app import pseudonyms
from client.app.casefile import CaseFile, file_named, files
from client.app.naming import name_key, take_name
from client.app.pseudonyms import Wish
from client.app.reading import in_force
from client.cli.context import Context
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.formats.disk import read_file
from client.formats.identity import Identity, parse
from client.guard.terms import Kind
from client.law.records.identity import CONTEXTS, RETIREMENTS, PseudonymGiven, PseudonymRetired
from client.law.words import Circle
from crypto.errors import Refused, Usage

if TYPE_CHECKING:
    from client.app.office import Office

AUTO = "auto"
WHERE = {
    "FILE": N_("the whole file"),
    "COURT": N_("court"),
    "CLINIC": N_("clinic"),
    "LANDLORD": N_("landlord"),
    "EMPLOYER": N_("employer"),
    "EDUCATION": N_("school or kindergarten"),
    "PAYMENT": N_("payments"),
    "OTHER": N_("another context"),
}
WHY = {
    "REVEALED": N_("somebody saw through it"),
    "ENDED": N_("its use is over"),
    "REPLACED": N_("another stands in its place"),
    "OTHER": N_("another reason"),
}
DRAWS = 20
"""How often a name that is drawn may turn out to be taken."""


async def pseudonym_suggest(context: Context, args: argparse.Namespace) -> Answer:
    """Names to choose from; none of them is taken by being shown."""
    wish, real, used = wish_of(args), _real(context.office, args.identity), _used(context.office)
    names: list[str] = []
    for _number in range(args.count):
        names.append(pseudonyms.suggest(wish, context.entropy, real, (*used, *names)))
    lines = (*names, _("drawn by chance; none is taken before it is given"))
    return say(*lines, names=names)


async def pseudonym_give(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle = file.circle(Circle.COORDINATION)
    if args.name:
        _unlike(args.name, _real(office, args.identity))
        await take_name(office.channel.core, args.name)
        name = args.name
    else:
        name = await drawn(context, wish_of(args), _real(office, args.identity))
    done = await send(office, circle, PseudonymGiven(file.id, name, args.context), restricted=True)
    line = _("{name} stands for the person in this context: {context}").format(name=name, context=_(WHERE[args.context]))
    return sent(done, line, pseudonym=name, context=args.context)


async def pseudonym_retire(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    value = PseudonymRetired(file.id, args.name, args.reason)
    done = await send(office, file.circle(Circle.COORDINATION), value, restricted=True)
    return sent(done, _("{name} stands for nobody any more, and is given to nobody again").format(name=args.name))


async def pseudonyms_of(context: Context, args: argparse.Namespace) -> Answer:
    """Those of one file only: nobody has a list of all. With --take their tokens are taken where nobody has: for names of before
    there was a name key, and after the server was set up from a backup that is older than they are."""
    access = file_named(context.office, args.file).case.file.access
    lines, data = [], []
    for name, where in sorted(access.pseudonyms.items(), key=lambda pair: (pair[1], pair[0])):
        retired = access.retired.get(name, "")
        lines.append(f"{name}: {_(WHERE[where])}" + (f" ({_('retired')}: {_(WHY[retired])})" if retired else ""))
        data.append({"pseudonym": name, "context": where, "retired": retired})
    if args.take:
        own, others = await _taken(context.office, tuple(access.pseudonyms))
        lines.append(_("taken by this device: {own}; by other devices: {others}").format(own=own, others=others))
    return say(*lines, pseudonyms=data)


async def _taken(office: Office, names: tuple[str, ...]) -> tuple[int, int]:
    """How many this device has now, and how many another one has: a colleague's as a rule."""
    others = 0
    for name in names:
        try:
            await take_name(office.channel.core, name)
        except Refused as error:
            if error.code != "name-taken":
                raise
            others += 1
    return len(names) - others, others


async def file_pseudonym(context: Context, args: argparse.Namespace) -> tuple[str, tuple[str, ...]]:
    """The pseudonym of a file that is to be opened, taken before it is used; and what to tell about it. Raises ``Refused``."""
    office = context.office
    if args.pseudonym == AUTO:
        return await drawn(context, wish_of(args), _real(office, None)), ()
    _unlike(args.pseudonym, _real(office, None))
    if name_key(office.channel.core) is None:
        return args.pseudonym, (_("this device has no name key: nobody made sure that no other person has this pseudonym"),)
    await take_name(office.channel.core, args.pseudonym)
    return args.pseudonym, ()


async def drawn(context: Context, wish: Wish, real: tuple[str, ...]) -> str:
    """A name that fits and that this device has taken."""
    office = context.office
    for _number in range(DRAWS):
        name = pseudonyms.suggest(wish, context.entropy, real, _used(office))
        try:
            await take_name(office.channel.core, name)
        except Refused as error:
            if error.code != "name-taken":
                raise
            continue
        return name
    raise Usage(_("every name that was drawn is taken: widen the wish"), "no-name")


def wish_of(args: argparse.Namespace) -> Wish:
    return Wish(args.name_language, args.sex or "", args.decade, args.region or "", args.father_name)


def _used(office: Office) -> tuple[str, ...]:
    """Names that this device knows to stand for somebody: pseudonyms of the files it sees, and officers themselves."""
    known = [name for file in files(office) for name in _names_of(file)]
    return (*known, *(device.name for device in in_force(office)))


def _names_of(file: CaseFile) -> Iterator[str]:
    yield file.pseudonym
    yield from file.case.file.access.pseudonyms


def _real(office: Office, path: str | None) -> tuple[str, ...]:
    """Names that the pseudonym may lead to nobody of: those that this device's guard knows of any file, and those of the form of an
    identity, which stays on this device."""
    known = tuple(" ".join(part for part in term.parts if part) for term in office.guarded.terms() if term.kind is Kind.NAME)
    return known if path is None else (*known, *real_names(parse(read_file(path))))


def real_names(identity: Identity) -> tuple[str, ...]:
    """Of the person and of relatives, now and before."""
    names = [*identity.names, *identity.other_names, *(name for new in identity.new for name in new.names)]
    names += [name for relative in identity.relatives for name in relative.names]
    return tuple(name.full for name in names)


def _unlike(name: str, real: tuple[str, ...]) -> None:
    if pseudonyms.resembles(name, real):
        raise Refused(_("this name is like a name of the person or of a relative: choose another"), "name-alike")


FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
WISH = (
    arg("--name-language", choices=pseudonyms.LANGUAGES, default="kk", help=N_("of which language the name is (kk)")),
    arg("--sex", choices=pseudonyms.SEXES, help=N_("a man's (m) or a woman's (w) name (else by chance)")),
    arg("--decade", type=int, metavar="YEAR", help=N_("a name as it was common for those born then, such as 1990 (else any)")),
    arg("--region", choices=pseudonyms.REGIONS, help=N_("where the surname is common (else anywhere)")),
    arg("--father-name", action="store_true", help=N_("with a father's name")),
)
IDENTITY = arg("--identity", metavar="FILE", help=N_("the form of the identity: a name that is like one of its names is not drawn"))

VERBS = (
    Verb(
        "pseudonym-suggest",
        N_("draw names to choose a pseudonym from"),
        "--name-language kk --sex w --decade 1980 --count 5",
        pseudonym_suggest,
        (*WISH, IDENTITY, arg("--count", type=int, default=5, choices=range(1, 21), metavar="N", help=N_("how many (5)"))),
    ),
    Verb(
        "pseudonym-give",
        N_("give the person another pseudonym for one context, that nobody else has"),
        "--file Swallow --context COURT",
        pseudonym_give,
        (
            FILE,
            arg("--context", required=True, choices=[each for each in CONTEXTS if each != "FILE"], help=N_("where it is used")),
            arg("--name", help=N_("the name (else one is drawn)")),
            *WISH,
            IDENTITY,
        ),
    ),
    Verb(
        "pseudonym-retire",
        N_("retire the pseudonym of a context: it is given to nobody again"),
        '--file Swallow --name "Оспанов Айдын" --reason REVEALED',
        pseudonym_retire,
        (
            FILE,
            arg("--name", required=True, help=N_("the pseudonym")),
            arg("--reason", required=True, choices=RETIREMENTS, help=N_("why")),
        ),
    ),
    Verb(
        "pseudonyms",
        N_("the pseudonyms of a file, by context"),
        "--file Swallow",
        pseudonyms_of,
        (FILE, arg("--take", action="store_true", help=N_("take those that nobody has taken yet"))),
    ),
)
