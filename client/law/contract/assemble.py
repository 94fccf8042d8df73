"""A contract put together from a file: which clauses and annexes it has and what stands in their places, as values.

The law gives templates and what fills them; a screen translates the templates into the document's language, says times and codes as
people do, and so makes the text that is shown, hashed and signed (``render``). What an officer adds in their own words (the
conditions of a stay, who does what at a move) is taken as it is, in the document's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from client.law.file import File
from client.law.file.measure import Measure
from client.law.records.contract import Clause, FamilyMember
from client.law.rule import norm
from client.law.tables.clauses import CLAUSES, Row
from client.law.tables.services import SERVICES
from client.law.titles import N_
from client.law.words import PERSONAL_MEASURES
from crypto.frozen import dataclass

NOTHING = N_("none")

SPOKEN = {"kk": N_("Kazakh"), "ru": N_("Russian"), "en": N_("English")}

OWN_WORDS = {"K16": "stay", "K18": "moves", "K19": "documents", "K20": "appearance", "K29": "transfer"}
"""Clauses with a place for the officer's own words, and the name of the place."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in milliseconds, for the screen to say as a date."""

    at: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text that the screen translates."""

    text: str


Word = str | Moment | Phrase
"""What a place is filled with: words as they are, a time, or something to translate."""


@dataclass(frozen=True, slots=True)
class Part:
    """A clause or an annex: the template and, by place, the rows that fill it; the words of a row belong together."""

    id: str
    template: str
    places: tuple[tuple[str, tuple[tuple[Word, ...], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """DRAFT of A.7. ``measures`` and ``amends`` go into the record; ``wants``: places that still need an officer's own words, as
    (clause, place)."""

    language: str
    version: int
    amends: str
    selection: str
    measures: tuple[str, ...]
    clauses: tuple[Part, ...]
    annexes: tuple[Part, ...]
    wants: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the file cannot know: the officer's words, by clause; who of the family is named. ``rendition``: it is the text beside
    the binding one; ``words`` then also have each measure's method by its code, which the ruling says in another language.
    ``beside``: languages of all texts beside the binding one."""

    words: Mapping[str, str] = field(default_factory=dict)
    family: tuple[FamilyMember, ...] = ()
    rendition: bool = False
    beside: tuple[str, ...] = ()


@norm("L72-23.6a", "23(6)")
def assemble(file: File, language: str, terms: Terms | None = None) -> Draft:
    """From the ruling as it stands with its amendments, the numbers of decision and order, the register of issued property, the
    closed services, whether the person is represented. What is not known here stays out, and the rules of A.7 say so."""
    given = terms or Terms()
    measures = file.measures.chosen
    codes = tuple(each.code for each in measures)
    rows = tuple(row for row in CLAUSES.values() if _wanted(row, file, codes, given))
    places = _places(file, language, measures, given)
    annexed = tuple(row for row in rows if row.annex)
    own = tuple((row.id, OWN_WORDS[row.id]) for row in rows if row.id in OWN_WORDS)
    methods = tuple((each.code, "method") for each in measures if given.rendition and each.terms is not None)
    wants = tuple((name, place) for name, place in (*own, *methods) if not given.words.get(name, "").strip())
    contracts = file.contracts
    return Draft(
        language,
        contracts.version + 1,
        contracts.standing if contracts.in_force else "",
        file.measures.selection,
        codes,
        tuple(Part(row.id, row.text, _used(row.text, places)) for row in rows),
        tuple(Part(row.id, row.annex, _used(row.annex, places)) for row in annexed),
        wants,
    )


def _wanted(row: Row, file: File, codes: tuple[str, ...], terms: Terms) -> bool:
    by_person = {"REPRESENTED": file.persons.represented, "FAMILY": bool(terms.family)}
    return row.mandatory or bool(row.called_for(codes)) or by_person.get(row.where, False)


Rows = tuple[tuple[Word, ...], ...]


def _places(file: File, language: str, measures: tuple[Measure, ...], terms: Terms) -> dict[str, Rows]:
    numbers = file.contracts.numbers
    grounds = tuple(numbers[each] for each in ("decision", "order") if numbers.get(each))
    consents = tuple((each.code,) for each in measures if PERSONAL_MEASURES[each.code].consent)
    own = {place: ((terms.words.get(clause, "").strip(),),) for clause, place in OWN_WORDS.items()}
    return {
        **own,
        "pseudonym": ((file.case.pseudonym,),),
        "decision": ((", ".join(grounds),),),
        "ruling": ((numbers.get("ruling", ""),),),
        "language": tuple((Phrase(SPOKEN[each]), each) for each in (language, *terms.beside)),
        "measures": tuple(_term(each, terms) for each in measures),
        "consents": consents or ((Phrase(NOTHING),),),
        "inventory": tuple((each.type, each.serial) for each in file.property.held()) or ((Phrase(NOTHING),),),
        "services": tuple(_service(each.service, each.until) for each in file.closures.all()) or ((Phrase(NOTHING),),),
        "family": tuple((each.pseudonym,) for each in terms.family),
    }


def _term(measure: Measure, terms: Terms) -> tuple[Word, ...]:
    """Code, kind, method, and the term: a date or an event. The term is when the measure is looked at again, and ends nothing."""
    title = Phrase(PERSONAL_MEASURES[measure.code].title)
    if measure.terms is None:
        return (measure.code, title, Moment(measure.review_at))
    if terms.rendition:  # method and event are the ruling's words; beside them stand the officer's own
        told = terms.words.get(measure.code, "").strip()
        return (measure.code, title, told) if measure.terms.event else (measure.code, title, told, Moment(measure.review_at))
    term: Word = measure.terms.event if measure.terms.event else Moment(measure.review_at)
    return (measure.code, title, measure.terms.method, term)


def _service(code: str, until: int) -> tuple[Word, ...]:
    """The kind of service and the date; never the number of a record (K17)."""
    known = SERVICES.get(code)
    return (Phrase(known.title) if known is not None else code, Moment(until))


def _used(template: str, places: Mapping[str, Rows]) -> tuple[tuple[str, Rows], ...]:
    return tuple((name, rows) for name, rows in places.items() if "{" + name + "}" in template)


def render(part: Part, translated: Callable[[str], str], moment: Callable[[int], str]) -> Clause:
    """The text of a clause. ``translated``: into the document's language; ``moment``: a time as people say it."""

    def said(word: Word) -> str:
        if isinstance(word, Moment):
            return moment(word.at)
        if isinstance(word, Phrase):
            return translated(word.text)
        return word

    filled = {name: "; ".join(", ".join(said(word) for word in row) for row in rows) for name, rows in part.places}
    return Clause(part.id, translated(part.template).format(**filled))
