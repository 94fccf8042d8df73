"""Lines that give nobody of the identity away, though they look as if they did."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.guard.making import persons, writing
from tests.guard.making.filling import SENTENCES, around, filled, pick
from tests.guard.making.leaks import Found, name_in
from tests.guard.making.people import GIVEN_OF_OTHERS, STREETS_OF_OTHERS, SURNAMES_OF_OTHERS
from tests.guard.making.persons import Human, Person


def _plain(group: str, language: str, text: str, chance: random.Random) -> Found:
    return group, language, "-", (), around(text, language, chance)


def _cases(language: str) -> tuple[str, ...]:
    return ("nom", "gen", "dat", "acc", "ins", "prep") if language == "ru" else ("nom", "gen", "dat", "acc", "abl", "ins")


def _other(person: Person, surname: str, chance: random.Random, given: str = "") -> Human:
    woman = chance.random() < 0.5 if not given else person.human.woman
    names = [each for each in GIVEN_OF_OTHERS[person.language]["w" if woman else "m"].split(",") if each != person.human.given]
    return Human(woman, surname, given or chance.choice(names))


def _near(person: Person, chance: random.Random) -> Iterator[Found]:
    """Surnames of the same stem, of other people, in every case and shape."""
    languages = (person.language,) * 3 + (("ru" if person.language == "kk" else "kk"),)
    for surname in person.near:
        for language in languages:
            case = chance.choice(_cases(language))
            human = _other(person, surname, chance)
            shape = chance.choice(("S", "GS", "SG", "IS"))
            span = name_in(human, language, shape, case, chance)
            yield _plain("near", language, pick(language, f"near:{case}", chance, human.woman).replace("{N}", span), chance)
    human = _other(person, chance.choice(person.near), chance).russian
    span = writing.latin_name(human, "GS", chance.choice(("passport", "mail", "icao")), chance)
    yield _plain("near-latin", "en", pick("en", "near:nom", chance).replace("{N}", span), chance)


def _namesakes(person: Person, chance: random.Random) -> Iterator[Found]:
    """The same given name, or the same father's name, of somebody else."""
    language = person.language
    surnames = SURNAMES_OF_OTHERS[language].split(",")
    for _ in range(5):
        human = _other(person, chance.choice(surnames), chance, person.human.given)
        case = chance.choice(_cases(language))
        span = name_in(human, language, chance.choice(("GS", "SG")), case, chance)
        yield _plain("same-given", language, pick(language, f"near:{case}", chance, human.woman).replace("{N}", span), chance)
    for _ in range(3):
        woman = person.human.woman
        given = chance.choice(GIVEN_OF_OTHERS[language]["w" if woman else "m"].split(","))
        human = Human(woman, chance.choice(surnames), given, person.human.patronymic)
        case = chance.choice(_cases(language))
        span = name_in(human, language, "SGP", case, chance)
        yield _plain("same-father", language, pick(language, f"near:{case}", chance, woman).replace("{N}", span), chance)


def _common(person: Person, chance: random.Random) -> Iterator[Found]:
    """The word that the name also is, and places named after somebody."""
    human = person.human
    words = {human.given.lower(), human.surname.lower(), *(text.lower() for _, text in person.others)}
    for language in ("kk", "ru"):
        for row in SENTENCES[language]["common"]:
            word, _, text = row.partition("|")
            if word in words:
                yield "common", language, "-", (), filled(text, chance)


def _places(person: Person, chance: random.Random) -> Iterator[Found]:
    language = person.language
    for _ in range(2):
        yield _plain("street", language, pick(language, "street", chance).replace("{N}", person.street), chance)
    streets = STREETS_OF_OTHERS[language].split(",")
    houses = [each for each in (person.house + 2, person.house + 11, person.house * 2 + 1) if each != person.flat]
    for street, house in ((person.street, houses[0]), (person.street, houses[1]), (chance.choice(streets), person.house)):
        other = persons.Person(**{**_fields(person), "street": street, "house": house, "flat": 100 + chance.randrange(9, 88)})
        span = writing.address_forms(other, language)[chance.randrange(4)]
        text = pick(language, "address:other", chance).replace("{N}", span)
        yield _plain("other-address", language, text, chance)


def _fields(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in Person.__dataclass_fields__}


def _numbers(person: Person, chance: random.Random) -> Iterator[Found]:
    """Numbers of other people: one digit away, or nothing alike. Only a client without terms asks about these."""
    own = person.numbers
    close = own["PHONE"][:-1] + str((int(own["PHONE"][-1]) + 3) % 10)
    for value in (close, persons.phone(chance)):
        forms = list(writing.phone_forms(value).values())
        yield _other_number(person, "PHONE", chance.choice(forms[:9]), chance)
    same_day = persons.iin(person.birth, person.human.woman, int(own["IIN"][7:11]) + 1)
    for value in (same_day, persons.iin("1983-07-21", False, chance.randrange(100, 9000))):
        yield _other_number(person, "IIN", chance.choice(list(writing.long_forms(value).values())[:6]), chance)
    yield _other_number(person, "PLATE", f"{int(own['PLATE'][:3]) - 1}{own['PLATE'][3:]}", chance)
    yield _other_number(person, "CARD", persons.card(chance), chance)


def _other_number(person: Person, kind: str, value: str, chance: random.Random) -> Found:
    language = person.language
    return _plain(f"other-{kind}", language, pick(language, f"other:{kind}", chance).replace("{N}", value), chance)


def _ordinary(person: Person, chance: random.Random) -> Iterator[Found]:
    """What a file is full of: dates, articles, sums, receipts, pseudonyms."""
    for language, count in ((person.language, 9), ("ru" if person.language == "kk" else "kk", 4), ("en", 1)):
        for row in chance.sample(SENTENCES[language]["generic"], count):
            yield _plain("ordinary", language, filled(row, chance), chance)
    for _ in range(4):
        yield _plain("pseudonym", person.language, filled(pick(person.language, "pseudonym", chance), chance), chance)


def distractors(person: Person) -> Iterator[Found]:
    for make in (_near, _namesakes, _common, _places, _numbers, _ordinary):
        yield from make(person, random.Random(f"{person.id} {make.__name__}"))
