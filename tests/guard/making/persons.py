"""A row of the table as a person with numbers, and as an identity in the form of the vault."""

from __future__ import annotations

import random
from dataclasses import dataclass

from client.formats.identity import Address, Birth, Identity, Name, Number, Relative
from tests.guard.making import grammar
from tests.guard.making.people import TABLE

LETTERS = "ABCEHKMOPTX"


@dataclass(frozen=True)
class Human:
    """Somebody with a surname in the form of a man, whose own form follows."""

    woman: bool
    surname: str
    given: str
    patronymic: str = ""

    @property
    def own_surname(self) -> str:
        return grammar.feminine(self.surname) if self.woman else self.surname

    @property
    def russian(self) -> Human:
        each = (self.surname, self.given, self.patronymic)
        return Human(self.woman, *(grammar.russian_spelling(word) for word in each))


@dataclass(frozen=True)
class Person:
    id: str
    language: str
    human: Human
    others: tuple[tuple[str, str], ...]
    near: tuple[str, ...]
    city: str
    street: str
    house: int
    flat: int
    relatives: tuple[tuple[str, Human], ...]
    numbers: dict[str, str]
    relative_phone: str
    birth: str


def iin(born: str, woman: bool, serial: int) -> str:
    """Twelve digits with a right check digit. ``born``: YYYY-MM-DD."""
    century = {"18": 1, "19": 3, "20": 5}[born[:2]] + woman
    while True:
        digits = [int(each) for each in born[2:4] + born[5:7] + born[8:10] + str(century) + f"{serial:04d}"]
        check = sum(weight * each for weight, each in enumerate(digits, 1)) % 11
        if check == 10:
            check = sum(weight * each for weight, each in zip([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2], digits, strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))
        serial += 1


def phone(chance: random.Random) -> str:
    code = chance.choice(("700", "701", "702", "705", "707", "747", "771", "775", "776", "777", "778"))
    return f"+7 {code} {chance.randrange(213, 989)} {chance.randrange(11, 98)} {chance.randrange(11, 98)}"


def plate(chance: random.Random) -> str:
    return f"{chance.randrange(102, 989)} {''.join(chance.choices(LETTERS, k=3))} {chance.randrange(1, 18):02d}"


def card(chance: random.Random) -> str:
    """Sixteen digits with a right Luhn digit."""
    body = [int(each) for each in "4400" + f"{chance.randrange(10**10, 10**11)}"]
    total = sum(sum(divmod(each * 2, 10)) if place % 2 == 0 else each for place, each in enumerate(body))
    digits = "".join(map(str, [*body, -total % 10]))
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def _person(row: str) -> Person:
    cells = [each.strip() for each in row.split("|")]
    who, language, sex, surname, given, patronymic, others, near, city, street, house, flat, relatives = cells
    chance = random.Random(f"person {who}")
    human = Human(sex == "w", surname, given, patronymic)
    born = f"{chance.randrange(1956, 2004)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    plain = grammar.russian_spelling(given).replace("ь", "").lower()
    numbers = {
        "IIN": iin(born, human.woman, chance.randrange(100, 9000)),
        "PHONE": phone(chance),
        "ID_CARD": f"0{chance.randrange(10**7, 10**8)}",
        "PASSPORT": f"N{chance.randrange(10**7, 10**8)}",
        "PLATE": plate(chance),
        "CARD": card(chance),
        "EMAIL": f"{grammar.latin(plain, 'mail')}.{chance.randrange(70, 99)}{chance.choice('kst')}@mail.kz",
    }
    kin = []
    for each in relatives.split(";"):
        relation, about = each.split("=")
        kind, name, first = about.split(",")
        kin.append((relation, Human(kind == "w", surname if name == "*" else name, first)))
    named = tuple((kind, text) for kind, _, text in (each.partition("=") for each in others.split(";") if each))
    return Person(
        who,
        language,
        human,
        named,
        tuple(near.split(",")),
        city,
        street,
        int(house),
        int(flat),
        tuple(kin),
        numbers,
        phone(chance),
        born,
    )


PEOPLE = tuple(_person(row) for row in TABLE.strip().splitlines())


def address(person: Person) -> str:
    if person.language == "kk":
        return f"{person.city} қ., {person.street} көшесі, {person.house}-үй, {person.flat}-пәтер"
    return f"г. {person.city}, ул. {person.street}, д. {person.house}, кв. {person.flat}"


def identity(person: Person) -> Identity:
    human = person.human
    relatives = [
        Relative(relation, (Name(each.own_surname, each.given),), (Number("PHONE", person.relative_phone),) if place == 0 else ())
        for place, (relation, each) in enumerate(person.relatives)
    ]
    others = [
        Name(surname=text[1:], kind=kind) if text.startswith("+") else Name(given=text, kind=kind) for kind, text in person.others
    ]
    return Identity(
        (Name(human.own_surname, human.given, human.patronymic),),
        tuple(others),
        Birth(person.birth),
        tuple(Number(kind, value) for kind, value in person.numbers.items()),
        (Address("HOME", address(person)),),
        relatives=tuple(relatives),
    )
