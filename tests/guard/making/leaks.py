"""Lines that give a person away."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.guard.making import grammar, writing
from tests.guard.making.filling import SENTENCES, around, pick
from tests.guard.making.persons import Human, Person

Found = tuple[str, str, str, tuple[str, ...], str]
"""Group, language, label, spans, text."""

WAYS = ("upper", "lower", "hyphen", "soft", "break", "gap", "spaced", "dotted", "lookalike", "lookalike")


def _line(
    group: str, language: str, label: str, span: str, chance: random.Random, section: str, woman: bool | None = None
) -> Found:
    text = pick(language, section, chance, woman).replace("{N}", span)
    return group, language, label, (span,), around(text, language, chance)


def name_in(human: Human, language: str, shape: str, case: str, chance: random.Random) -> str:
    if language == "ru":
        return writing.russian_name(human.russian, shape, case, chance)
    return writing.kazakh_name(human, shape, case, chance)


def _shapes(person: Person) -> tuple[str, ...]:
    """A surname of two letters alone is a word of every other sentence: it is never written without something beside it."""
    return writing.SHAPES[1:] if len(person.human.surname) < 3 else writing.SHAPES


def _names(person: Person, chance: random.Random) -> Iterator[Found]:
    other = "ru" if person.language == "kk" else "kk"
    for language, rounds in ((person.language, 2), (other, 1)):
        cases = grammar.RUSSIAN_CASES if language == "ru" else grammar.KAZAKH_CASES
        for case in cases * rounds if language == person.language else chance.sample(cases, 4):
            shape = chance.choice(_shapes(person))
            if language == "kk" and shape in {"SI", "SII"}:
                case = "nom"
            span = name_in(person.human, language, shape, case, chance)
            yield _line("name", language, "NAME", span, chance, case, person.human.woman)


def _short(person: Person, chance: random.Random) -> Iterator[Found]:
    """The given name alone, what else they are called, the family, and the Kazakh possessive."""
    language, human = person.language, person.human
    for case in chance.sample(("nom", "gen", "dat", "ins"), 2):
        span = name_in(human, language, "G", case, chance)
        yield _line("given", language, "NAME", span, chance, f"given:{case}")
    if language == "kk":
        for case in chance.sample(("nom", "gen", "dat", "acc", "ins"), 2):
            span = grammar.kazakh_own(human.given, chance.choice(("my", "our")) if case in {"nom", "dat"} else "their", case)
            yield _line("own", "kk", "NAME", span, chance, f"own:{case}")
    if len(human.surname) > 2:
        case = chance.choice(("nom", "gen", "dat", "acc", "abl") if language == "kk" else grammar.RUSSIAN_CASES)
        if language == "kk":
            yield _line("plural", "kk", "NAME", grammar.kazakh_plural(human.surname, case), chance, f"plural:{case}")
        else:
            yield _line("plural", "ru", "NAME", grammar.russian_plural(human.surname)[case], chance, f"plural:{case}")
    for _, text in person.others:
        if text.startswith("+"):
            called = Human(human.woman, text[1:].removesuffix("а") if human.woman else text[1:], human.given)
            case = chance.choice(grammar.RUSSIAN_CASES if language == "ru" else grammar.KAZAKH_CASES)
            span = name_in(called, language, chance.choice(("S", "GS")), case, chance)
            yield _line("other-name", language, "NAME", span, chance, case, human.woman)
        else:
            yield _line("other-name", language, "NAME", text, chance, "other:nom", human.woman)


def _hidden(person: Person, chance: random.Random) -> Iterator[Found]:
    language = person.language
    ways = WAYS if len(person.human.surname) > 3 else tuple(each for each in WAYS if each not in {"hyphen", "soft"})
    for way in chance.sample(ways, 5):
        simple = way in {"spaced", "dotted"}
        case = "nom" if simple else chance.choice(("nom", "gen", "dat"))
        shape = "S" if simple and len(person.human.surname) > 3 else chance.choice(("GS", "SG", "SGP"))
        span = writing.disguise(name_in(person.human, language, shape, case, chance), way, chance)
        yield _line(f"hidden-{way}", language, "NAME", span, chance, case, person.human.woman)


def _latin(person: Person, chance: random.Random) -> Iterator[Found]:
    human = person.human
    schemes = ("kk2018", "kk2021", "kk2017") if person.language == "kk" else ()
    for scheme in (*chance.sample(schemes, min(2, len(schemes))), "passport", "icao", "mail", "gost")[:5]:
        spelled = human if scheme.startswith("kk") else human.russian
        shape = chance.choice(("GS", "SG") if len(human.surname) < 4 else ("GS", "SG", "S", "SGP"))
        span = writing.latin_name(spelled, shape, scheme, chance)
        language = chance.choice(("en", person.language))
        section = chance.choice(("nom", "gen", "dat")) if language == "en" else "nom"
        yield _line(f"latin-{scheme}", language, "NAME", span, chance, section, human.woman)
    span = writing.file_name(human.russian, "mail", chance)
    section = chance.randrange(len(SENTENCES["en"]["file"]))
    language = ("en", "ru", "kk")[section]
    text = SENTENCES["en"]["file"][section].replace("{N}", span)
    yield "latin-file", language, "NAME", (span,), text


def _numbers(person: Person, chance: random.Random) -> Iterator[Found]:
    for kind, forms, count in (
        ("PHONE", list(writing.phone_forms(person.numbers["PHONE"]).items()), 4),
        ("IIN", list(writing.long_forms(person.numbers["IIN"]).items()), 3),
    ):
        for way, span in chance.sample(forms, count):
            language = "kk" if "kk" in way else "ru" if "ru" in way else chance.choice(("kk", "ru"))
            yield _line("number", language, kind, span, chance, kind)
    for kind in chance.sample(("ID_CARD", "PASSPORT", "PLATE", "CARD", "EMAIL"), 3):
        span = chance.choice(writing.document_forms(kind, person.numbers[kind]))
        yield _line("number", chance.choice(("kk", "ru")), kind, span, chance, kind)


def _addresses(person: Person, chance: random.Random) -> Iterator[Found]:
    other = "ru" if person.language == "kk" else "kk"
    for language, count in ((person.language, 2), (other, 1)):
        for span in chance.sample(writing.address_forms(person, language), count):
            yield _line("address", language, "ADDRESS", span, chance, "ADDRESS", person.human.woman)


def _relatives(person: Person, chance: random.Random) -> Iterator[Found]:
    language = person.language
    cases = grammar.RUSSIAN_CASES if language == "ru" else grammar.KAZAKH_CASES
    for _, human in person.relatives:
        label = "NAME,RELATIVE" if human.surname == person.human.surname else "RELATIVE"
        case = chance.choice(cases)
        span = name_in(human, language, chance.choice(("GS", "SG")), case, chance)
        yield _line("relative", language, label, span, chance, case, human.woman)
    span = chance.choice(list(writing.phone_forms(person.relative_phone).values())[:10])
    yield _line("relative", language, "RELATIVE", span, chance, "PHONE")


def _together(person: Person, chance: random.Random) -> Iterator[Found]:
    language = person.language
    name = name_in(person.human, language, "SGP", "nom", chance)
    number = writing.phone_forms(person.numbers["PHONE"])["brackets"]
    place = writing.address_forms(person, language)[0]
    yield "together", language, "NAME,PHONE", (name, number), around(f"{name}, тел. {number}.", language, chance)
    known = "тұрады" if language == "kk" else "живёт здесь"
    yield "together", language, "NAME,ADDRESS", (name, place), around(f"{name}: {place}, {known}.", language, chance)


def leaks(person: Person) -> Iterator[Found]:
    for make in (_names, _short, _hidden, _latin, _numbers, _addresses, _relatives, _together):
        yield from make(person, random.Random(f"{person.id} {make.__name__}"))
