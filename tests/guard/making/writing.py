"""How a name, a number or an address is written in a line: its shapes, and what people do to hide or mistype it."""

from __future__ import annotations

import random

from tests.guard.making import grammar
from tests.guard.making.persons import Human, Person

SHAPES = ("S", "GS", "SG", "SGP", "GP", "IS", "IIS", "SI", "SII")


def _initials(human: Human, spaced: bool) -> str:
    gap = " " if spaced else ""
    second = f"{gap}{human.patronymic[0]}." if human.patronymic else ""
    return f"{human.given[0]}.{second}"


def _arranged(shape: str, surname: str, given: str, patronymic: str, human: Human, spaced: bool) -> str:
    one, both = human.given[0] + ".", _initials(human, spaced)
    return {
        "S": surname,
        "G": given,
        "GS": f"{given} {surname}",
        "SG": f"{surname} {given}",
        "SGP": f"{surname} {given} {patronymic}".strip(),
        "GP": f"{given} {patronymic}".strip(),
        "IS": f"{one} {surname}" if spaced else f"{one}{surname}",
        "IIS": f"{both} {surname}",
        "SI": f"{surname} {one}",
        "SII": f"{surname} {both}",
    }[shape]


def russian_name(human: Human, shape: str, case: str, chance: random.Random) -> str:
    surname = grammar.russian_surname(human.own_surname, human.woman)[case]
    given = grammar.russian_given(human.given, human.woman)[case]
    patronymic = grammar.russian_patronymic(human.patronymic, human.woman)[case] if human.patronymic else ""
    return _arranged(shape, surname, given, patronymic, human, chance.random() < 0.5)


def kazakh_name(human: Human, shape: str, case: str, chance: random.Random) -> str:
    """Only the last word bears the case; initials that come last leave it to the surname's bare form."""
    words = {"S": human.own_surname, "G": human.given, "P": human.patronymic}
    last = "S" if shape in {"S", "GS", "IS", "IIS"} else "P" if shape in {"SGP", "GP"} and human.patronymic else "G"
    if shape in {"SI", "SII"}:
        last = ""
    if last:
        word = words[last]
        hard = chance.random() < 0.5 if word.endswith(("ов", "ин", "ич", "ев")) and not word.endswith("аев") else None
        words[last] = grammar.kazakh(word, case, hard=hard)
    return _arranged(shape, words["S"], words["G"], words["P"], human, chance.random() < 0.5)


def latin_name(human: Human, shape: str, scheme: str, chance: random.Random) -> str:
    made = grammar.latin(_arranged(shape, human.own_surname, human.given, human.patronymic, human, True), scheme)
    return made.upper() if scheme in {"icao", "passport"} and chance.random() < 0.4 else made


def file_name(human: Human, scheme: str, chance: random.Random) -> str:
    surname, given = (grammar.latin(each, scheme).lower() for each in (human.own_surname, human.given))
    return chance.choice(
        (f"{surname}_{given}.docx", f"{given}.{surname}.pdf", f"scan-{surname}-{given}.jpg", f"{surname}_{given[0]}.xlsx")
    )


def _middle(text: str) -> int:
    """A place inside the longest word."""
    longest = max(text.split(), key=len)
    return text.index(longest) + len(longest) // 2


def disguise(text: str, way: str, chance: random.Random) -> str:
    place = _middle(text)
    if way == "upper":
        return text.upper()
    if way == "lower":
        return text.lower()
    if way == "hyphen":
        return text[:place] + "-\n" + text[place:]
    if way == "soft":
        return text[:place] + chance.choice("\u00ad\u200b\u2060\u200d") + text[place:]
    if way == "break":
        return text.replace(" ", "\n", 1) if " " in text else text[:place] + "-\n" + text[place:]
    if way == "gap":
        return text.replace(" ", chance.choice(("\u00a0", "  ", " \n")), 1)
    if way == "spaced":
        return "   ".join(" ".join(word) for word in text.split())
    if way == "dotted":
        return " ".join(chance.choice(".-_").join(word) for word in text.split())
    return grammar.lookalike(text, chance.randrange(4))


def phone_forms(value: str) -> dict[str, str]:
    """``value``: +7 701 234 56 78."""
    _, code, first, second, third = value.split()
    groups = ("8", code, first, second, third)
    digits = code + first + second + third
    return {
        "plain": f"8{digits}",
        "plus": f"+7{digits}",
        "brackets": f"+7 ({code}) {first}-{second}-{third}",
        "eight": f"8 {code} {first} {second} {third}",
        "dashes": f"8-{code}-{first}-{second}-{third}",
        "dots": f"7.{code}.{first}.{second}.{third}",
        "bare": digits,
        "bare spaced": f"{code} {first} {second} {third}",
        "halves": f"8{code} {first}{second}{third}",
        "local": f"{first}-{second}-{third}",
        "ru words": grammar.groups_in_words(groups, "ru"),
        "ru words, no eight": grammar.groups_in_words(groups[1:], "ru"),
        "kk words": grammar.groups_in_words(groups, "kk"),
        "ru digits": grammar.words_of("8" + digits, "ru"),
        "kk digits": grammar.words_of("8" + digits, "kk"),
        "mixed": f"8 {code} {grammar.groups_in_words((first,), 'ru')} {second} {third}",
        "mixed kk": f"8 {grammar.groups_in_words((code,), 'kk')} {first} {second} {third}",
        "both": f"{grammar.groups_in_words(('8', code), 'kk')} {grammar.groups_in_words((first, second, third), 'ru')}",
        "spaced": " ".join("8" + digits),
    }


def long_forms(digits: str) -> dict[str, str]:
    """Of twelve digits (IIN)."""
    return {
        "plain": digits,
        "sixes": f"{digits[:6]} {digits[6:]}",
        "threes": " ".join(digits[place : place + 3] for place in range(0, 12, 3)),
        "dash": f"{digits[:6]}-{digits[6:]}",
        "fours": "-".join(digits[place : place + 4] for place in range(0, 12, 4)),
        "spaced": " ".join(digits),
        "ru words": grammar.words_of(digits, "ru"),
        "kk words": grammar.words_of(digits, "kk"),
        "mixed": f"{digits[:6]} {grammar.words_of(digits[6:], 'ru')}",
        "mixed kk": f"{grammar.words_of(digits[:6], 'kk')} {digits[6:]}",
        "break": f"{digits[:6]}\n{digits[6:]}",
        "commas": ", ".join(grammar.words_of(digits, "ru").split()),
    }


_CYRILLIC = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")


def document_forms(kind: str, value: str) -> tuple[str, ...]:
    if kind == "PLATE":
        return value, value.replace(" ", ""), value.translate(_CYRILLIC), value.replace(" ", "").lower(), value.replace(" ", "-")
    if kind == "CARD":
        return value, value.replace(" ", ""), value.replace(" ", "-"), grammar.words_of(value.replace(" ", ""), "ru")
    if kind == "EMAIL":
        at = value.replace("@", " собака "), value.replace("@", "(at)"), value.upper(), value.replace("@", " @ ")
        return (value, *at)
    if kind == "PASSPORT":
        return value, f"{value[0]} {value[1:]}", f"№ {value[0]}{value[1:5]} {value[5:]}", value.lower()
    return (
        value,
        f"{value[:3]} {value[3:6]} {value[6:]}",
        f"№{value}",
        f"{value[:3]}-{value[3:6]}-{value[6:]}",
        grammar.words_of(value, "kk"),
    )


def address_forms(person: Person, language: str) -> tuple[str, ...]:
    street, house, flat = person.street, person.house, person.flat
    if person.language == "kk":
        russian = grammar.russian_spelling(street)
        forms = (
            f"{street} көшесі, {house}-үй, {flat}-пәтер",
            f"{street} к-сі {house}-{flat}",
            f"{street} көш., {house} үй",
            f"{street} көшесіндегі {house}-үй",
            f"{grammar.kazakh(street, 'loc')}ғы {house}-үй",
            f"{street} {house}/{flat}",
            f"{street.upper()} КӨШЕСІ {house}",
        )
        others = (
            f"ул. {russian}, д. {house}, кв. {flat}",
            f"ул. {russian} {house}-{flat}",
            f"{russian}, {house}",
            f"улица {russian}, дом {house}",
        )
        abroad = (
            f"{grammar.latin(street, 'passport')} st. {house}, apt {flat}",
            f"{grammar.latin(street, 'kk2021')} kóshesi {house}",
        )
        return (*forms, *abroad) if language == "kk" else (*others, *abroad)
    forms = (
        f"г. {person.city}, {street} {house}-{flat}",
        f"ул. {street}, {house}/{flat}",
        f"улица {street}, дом {house}, квартира {flat}",
        f"{street} {house}",
        f"ул.{street} д.{house} кв.{flat}",
        f"УЛИЦА {street.upper()} {house}",
        f"ul. {grammar.latin(street, 'icao')} {house}-{flat}",
    )
    others = (f"{street} көшесі {house}-үй", f"{street} к-сі, {house}/{flat}")
    return forms if language == "ru" else (*others, forms[-1])
