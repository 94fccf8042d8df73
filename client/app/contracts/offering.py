"""The contract offered: put together from the file as it stands, with the officer's own words where the law leaves them to the
parties (L72 23(6), A.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_person_circle
from client.app.circle_parts import the_persons
from client.app.contracts.rights import unweighed, weighed
from client.app.enrolment import towards_admission
from client.app.lacking import Wants
from client.app.outcome import Next, Outcome
from client.app.saying import Code, Listed, say
from client.app.series import Series
from client.formats.times import day
from client.law.contract.assemble import OWN_WORDS, Draft, Terms, assemble, render
from client.law.records.contract import Clause, Contract, FamilyMember, Rendition, contract_text
from client.law.words import PERSONAL_MEASURES
from client.texts import LANGUAGES, translated
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.primitives import sha256
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office


Words = Mapping[str, Mapping[str, str]]
"""The officer's own words: by language, then by clause."""
Texts = dict[str, dict[str, str]]
_UNSAID = "…"
"""Stands for words that are still missing while the law is asked about the rest."""


@dataclass(frozen=True, slots=True)
class OfferContract:
    """``words``: an annex's clause and the officer's own words of it, in the contract's ``language``; ``ru:K16`` in that of a text
    ``beside`` it, where ``ru:M2.1a`` is the method of a measure: in the binding text it is the ruling's. ``family``: pseudonyms of
    its members, with the id of their own file where they are of age. ``touched``, ``none_touched``: weighs the person's rights with
    it, for the measures for which nobody has."""

    file: str | None = None
    words: tuple[tuple[str, str], ...] = ()
    beside: tuple[str, ...] = ()
    interpreter: str = ""
    family: tuple[FamilyMember, ...] = ()
    language: str = "kk"
    touched: tuple[tuple[str, str], ...] = ()
    none_touched: bool = False


async def offer_contract(office: Office, wish: OfferContract) -> Outcome:
    """In the person's language, disclosed to them. Raises ``Lacking`` with everything that is missing for it."""
    await office.sync()
    file = file_named(office, wish.file)
    texts = words_by_language(wish.words, wish.language, wish.beside)
    weighing = bool(wish.touched) or wish.none_touched
    circle, persons = _ready(office, file, wish, texts, weighing=weighing)
    series = Series(office)
    open_codes = unweighed(file) if weighing else ()
    if open_codes:
        await weighed(office, series, file, open_codes, wish.touched)
    main = len(series.written)
    value = contract_of(file, wish.language, texts, family=wish.family, interpreter=wish.interpreter)
    can_be_set(value)
    await series.put(circle, value, same=_never, disclose_to=persons)
    count = len(value.clauses)
    told = [say("contract version {version} offered to the person ({count} clauses)", version=value.version, count=count)]
    if wish.beside:
        told.append(say("beside it the same text in: {languages}", languages=Listed.of(wish.beside)))
    data = MappingProxyType({"beside": list(wish.beside), "text_hash": value.text_hash})
    return Outcome(tuple(told), series.written, (), data, series.left, min(main, len(series.written) - 1))


def _never(_value: Contract) -> bool:
    """A contract that is offered again is a new version."""
    return False


def _ready(
    office: Office, file: CaseFile, wish: OfferContract, texts: Texts, *, weighing: bool
) -> tuple[CircleId, tuple[bytes, ...]]:
    """The circle, and to whom it is disclosed. Raises ``Lacking`` with all that is missing."""
    named, wants = (("file", file.pseudonym),), Wants()
    circle: CircleId | None = None
    persons: tuple[bytes, ...] = ()
    with wants.one(Next("take_file", named)):
        circle = own_person_circle(office, file)
    chosen, open_codes = file.case.file.measures.chosen, unweighed(file)
    if not any(PERSONAL_MEASURES[each.code].contract for each in chosen if each.code in PERSONAL_MEASURES):
        step = Next("select_measures", named, ("number", "measure"))
        wants.missing(say("no personal measure is chosen that needs a contract"), "L72-23.6a", step)
    elif open_codes and not weighing:
        codes = Listed.of(map(Code, open_codes))
        step = Next("weigh_rights", (*named, ("measure", ",".join(open_codes))))
        wants.missing(say("what {codes} does to the person's rights is not weighed", codes=codes), "L72-23.6b", step)
    if circle is not None:
        with wants.one(towards_admission(office, file)):
            persons = the_persons(office, circle)
    with wants.one():
        _nothing_unsaid(file, wish, texts)
    if circle is not None and chosen:
        with wants.one():
            _otherwise_lawful(office, file, circle, wish, texts)
    wants.all()
    if circle is None:
        raise Usage("your body has no circle with the person", "no-such-circle")
    return circle, persons


def _nothing_unsaid(file: CaseFile, wish: OfferContract, texts: Texts) -> None:
    """Raises ``Usage`` where a clause waits for the officer's own words."""
    missing = _unsaid(_drafts(file, wish.language, texts, wish.family), wish.language)
    if missing:
        raise Usage("say in your own words: {clauses}", "words-missing", clauses=Listed.of(missing))


def _otherwise_lawful(office: Office, file: CaseFile, circle: CircleId, wish: OfferContract, texts: Texts) -> None:
    """What the law says of the contract, as if the words that are missing were said. Raises ``Unlawful`` for what was not told
    otherwise."""
    from client.app.casework.casework import Unlawful

    filled: Texts = {each: dict(own) for each, own in texts.items()}
    for language, draft in _drafts(file, wish.language, texts, wish.family).items():
        filled[language].update({clause: _UNSAID for clause, _place in draft.wants})
    value = contract_of(file, wish.language, filled, family=wish.family, interpreter=wish.interpreter)
    try:
        office.casework.prepare(circle, value)
    except Unlawful as error:
        rest = [each for each in error.answers if each.rule != "L72-23.6b"]
        if rest:
            raise Unlawful(*rest) from None


def can_be_set(value: Contract) -> None:
    """A contract that cannot become a paper is not offered. Raises ``CannotTypeset``."""
    from client.documents.document import Document, Paragraph
    from client.documents.typesetting import pdf

    texts: tuple[Contract | Rendition, ...] = (value, *value.renditions)
    for each in texts:
        blocks = tuple(Paragraph(part.text) for part in (*each.clauses, *each.annexes))
        pdf(Document("contract", each.language, "", "", "", "", "", blocks), 0)


def words_by_language(texts: Sequence[tuple[str, str]], binding: str, beside: Sequence[str]) -> Texts:
    """The officer's own words by language and clause. Raises ``Usage``."""
    unknown = [each for each in beside if each not in LANGUAGES or each == binding]
    if unknown:
        names = Listed.of(each for each in LANGUAGES if each != binding)
        raise Usage("{name} is none of {names}", "no-such-language", name=unknown[0], names=names)
    found: Texts = {each: {} for each in (binding, *beside)}
    for name, words in texts:
        language, colon, clause = name.rpartition(":")
        if colon and language not in found:
            raise Usage("the contract has no text in {language}: name it beside", "no-such-text", language=language)
        if clause not in OWN_WORDS and (clause not in PERSONAL_MEASURES or language in ("", binding)):
            raise Usage("{name} is none of {names}", "no-such-clause", name=clause, names=Listed.of(OWN_WORDS))
        found[language or binding][clause] = words
    return found


def contract_of(
    file: CaseFile, language: str, words: Words, *, family: tuple[FamilyMember, ...] = (), interpreter: str = ""
) -> Contract:
    """The contract as it will be read, with a rendition for each further language in ``words``. Raises ``Usage`` where a clause
    waits for the officer's own words."""
    drafts = _drafts(file, language, words, family)
    missing = _unsaid(drafts, language)
    if missing:
        raise Usage("say in your own words: {clauses}", "words-missing", clauses=Listed.of(missing))
    draft = drafts.pop(language)
    clauses, annexes = _rendered(draft, language)
    renditions = tuple(_rendition(other, each) for each, other in drafts.items())
    return Contract(
        file.id, draft.version, language, draft.selection, draft.measures, clauses, _hash(clauses, annexes), annexes, draft.amends,
        family, interpreter, renditions,
    )  # fmt: skip


def _drafts(file: CaseFile, language: str, words: Words, family: tuple[FamilyMember, ...]) -> dict[str, Draft]:
    others = tuple(each for each in words if each != language)
    return {
        each: assemble(file.case.file, language, Terms(own, family, rendition=each != language, beside=others))
        for each, own in words.items()
    }


def _unsaid(drafts: Mapping[str, Draft], language: str) -> list[str]:
    """The clauses that wait for the officer's own words, as ``words`` of the wish names them."""
    prefixes = {each: "" if each == language else f"{each}:" for each in drafts}
    return [f"{prefixes[each]}{clause} ({place})" for each, draft in drafts.items() for clause, place in draft.wants]


def _rendered(draft: Draft, language: str) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    def told(text: str) -> str:
        return translated(text, language)

    return tuple(render(part, told, day) for part in draft.clauses), tuple(render(part, told, day) for part in draft.annexes)


def _rendition(draft: Draft, language: str) -> Rendition:
    clauses, annexes = _rendered(draft, language)
    return Rendition(language, clauses, annexes, _hash(clauses, annexes))


def _hash(clauses: Sequence[Clause], annexes: Sequence[Clause]) -> str:
    return sha256(contract_text(clauses, annexes).encode()).hex()
