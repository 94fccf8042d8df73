"""Pseudonyms: drawn by chance, taken so that nobody else has them, given for one context, retired for good (L72 9).

The map of a person's pseudonyms is masked for supervision as the identity is (A.11): its records are restricted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from client.app import pseudonyms
from client.app.casefile import CaseFile, file_named, files
from client.app.outcome import Outcome, outcome
from client.app.pseudonyms import Wish
from client.app.reading import in_force
from client.app.saying import Said, say
from client.formats.disk import read_file
from client.formats.identity import Identity, parse
from client.guard.terms import Kind
from client.law.law72.a09_data import pseudonym_free
from client.law.records.identity import PseudonymGiven, PseudonymRetired
from client.law.words import Circle
from client.texts import N_
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office

AUTO = "auto"
"""In the place of a pseudonym: one is drawn."""
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


@dataclass(frozen=True, slots=True)
class SuggestPseudonyms:
    """Names that fit: ``name_language`` and what else is said. ``identity``: the form of the identity; no name that is like one of
    its names is drawn."""

    name_language: str = "kk"
    sex: str | None = None
    decade: int | None = None
    region: str | None = None
    father_name: bool = False
    identity: Path | None = None
    count: int = 5


async def suggest_pseudonyms(office: Office, wish: SuggestPseudonyms) -> Outcome:
    """Names to choose from; none of them is taken by being shown."""
    real, used, names = _real(office, wish.identity), _used(office), list[str]()
    for _number in range(wish.count):
        names.append(pseudonyms.suggest(_fits(wish), office.entropy, real, (*used, *names)))
    drawn = say("drawn by chance; none is taken before it is given")
    return outcome(*(Said("{name}", (("name", name),)) for name in names), drawn, names=names)


@dataclass(frozen=True, slots=True)
class GivePseudonym:
    """Another pseudonym for one context, that nobody else has. ``name``: this one; else one is drawn that fits the rest."""

    context: str
    file: str | None = None
    name: str | None = None
    name_language: str = "kk"
    sex: str | None = None
    decade: int | None = None
    region: str | None = None
    father_name: bool = False
    identity: Path | None = None


async def give_pseudonym(office: Office, wish: GivePseudonym) -> Outcome:
    await office.sync()
    file = file_named(office, wish.file)
    circle, real = file.circle(Circle.COORDINATION), _real(office, wish.identity)
    if wish.name:
        _unlike(wish.name, real)
        if not pseudonym_free(wish.name, _used(office), real):
            raise Refused("this pseudonym was used already, or holds a name of the person: choose another", "name-used")
        await office.naming.take(wish.name)
        name = wish.name
    else:
        name = await drawn(office, _fits(wish), real)
    done = await office.writing.record(circle, PseudonymGiven(file.id, name, wish.context), restricted=True)
    line = say("{name} stands for the person in this context: {context}", name=name, context=WHERE[wish.context])
    return outcome(line, written=(done,), pseudonym=name, context=wish.context)


def _fits(wish: SuggestPseudonyms | GivePseudonym) -> Wish:
    return Wish(wish.name_language, wish.sex or "", wish.decade, wish.region or "", wish.father_name)


@dataclass(frozen=True, slots=True)
class RetirePseudonym:
    """Given to nobody again."""

    name: str
    reason: str
    file: str | None = None


async def retire_pseudonym(office: Office, wish: RetirePseudonym) -> Outcome:
    await office.sync()
    file = file_named(office, wish.file)
    value = PseudonymRetired(file.id, wish.name, wish.reason)
    done = await office.writing.record(file.circle(Circle.COORDINATION), value, restricted=True)
    return outcome(say("{name} stands for nobody any more, and is given to nobody again", name=wish.name), written=(done,))


@dataclass(frozen=True, slots=True)
class ListPseudonyms:
    """``take``: those that nobody has taken yet: names of before there was a name key, and after the server was set up from a
    backup that is older than they are."""

    file: str | None = None
    take: bool = False


@dataclass(frozen=True, slots=True)
class PseudonymRow:
    """``retired``: why; empty for one that stands."""

    pseudonym: str
    context: str
    retired: str


@dataclass(frozen=True, slots=True)
class PseudonymsView:
    """``taken``: how many of them this device has now, and how many another one has; None where nothing was taken."""

    pseudonyms: tuple[PseudonymRow, ...]
    taken: tuple[int, int] | None = None


async def list_pseudonyms(office: Office, wish: ListPseudonyms) -> PseudonymsView:
    """Those of one file only: nobody has a list of all."""
    access = file_named(office, wish.file).case.file.access
    known = sorted(access.pseudonyms.items(), key=lambda pair: (pair[1], pair[0]))
    rows = tuple(PseudonymRow(name, where, access.retired.get(name, "")) for name, where in known)
    return PseudonymsView(rows, await _taken(office, tuple(access.pseudonyms)) if wish.take else None)


async def _taken(office: Office, names: tuple[str, ...]) -> tuple[int, int]:
    """How many this device has now, and how many another one has: a colleague's as a rule."""
    others = 0
    for name in names:
        try:
            await office.naming.take(name)
        except Refused as error:
            if error.code != "name-taken":
                raise
            others += 1
    return len(names) - others, others


async def pseudonym_of_file(office: Office, name: str, fits: Wish) -> tuple[str, tuple[Said, ...]]:
    """The pseudonym of a file that is to be opened, taken before it is used; and what to tell about it. Raises ``Refused``."""
    real = _real(office, None)
    if name == AUTO:
        return await drawn(office, fits, real), ()
    _unlike(name, real)
    if not office.naming.has_key:
        return name, (say("this device has no name key: nobody made sure that no other person has this pseudonym"),)
    await office.naming.take(name)
    return name, ()


async def drawn(office: Office, fits: Wish, real: tuple[str, ...]) -> str:
    """A name that fits and that this device has taken."""
    for _number in range(DRAWS):
        name = pseudonyms.suggest(fits, office.entropy, real, _used(office))
        try:
            await office.naming.take(name)
        except Refused as error:
            if error.code != "name-taken":
                raise
            continue
        return name
    raise Usage("every name that was drawn is taken: widen the wish", "no-name")


def _used(office: Office) -> tuple[str, ...]:
    """Names that this device knows to stand for somebody: pseudonyms of the files it sees, and officers themselves."""
    known = [name for file in files(office) for name in _names_of(file)]
    return (*known, *(device.name for device in in_force(office)))


def _names_of(file: CaseFile) -> Iterator[str]:
    yield file.pseudonym
    yield from file.case.file.access.pseudonyms


def _real(office: Office, path: Path | None) -> tuple[str, ...]:
    """Names that the pseudonym may lead to nobody of: those that this device's guard knows of any file, and those of the form of an
    identity, which stays on this device."""
    known = tuple(" ".join(part for part in term.parts if part) for term in office.guarded.terms() if term.kind is Kind.NAME)
    return known if path is None else (*known, *real_names(parse(read_file(str(path)))))


def real_names(identity: Identity) -> tuple[str, ...]:
    """Of the person and of relatives, now and before."""
    names = [*identity.names, *identity.other_names, *(name for new in identity.new for name in new.names)]
    names += [name for relative in identity.relatives for name in relative.names]
    return tuple(name.full for name in names)


def _unlike(name: str, real: tuple[str, ...]) -> None:
    if pseudonyms.resembles(name, real):
        raise Refused("this name is like a name of the person or of a relative: choose another", "name-alike")
