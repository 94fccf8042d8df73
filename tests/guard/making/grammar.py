"""Kazakh and Russian inflection of names, for the labelled set: its own, so that the set does not repeat the matcher's mistakes."""

from __future__ import annotations

KAZAKH_CASES = ("nom", "gen", "dat", "acc", "loc", "abl", "ins")
RUSSIAN_CASES = ("nom", "gen", "dat", "acc", "ins", "prep")

_BACK, _FRONT = "аоұыуяёю", "әөүіеэ"
_VOICELESS = "кқпстфхцчшщһбвгд"
_NASAL = "мнң"
_VOWELS = _BACK + _FRONT + "иу"


def front(word: str) -> bool:
    """By the last vowel that decides; -аев is spoken as -ай (Назарбаевқа), -ов goes with the vowel before it."""
    low = word.lower()
    if low.endswith(("аев", "ов")) and len(low) > 4:
        low = low[:-2]
    for letter in reversed(low):
        if letter in "аоұыяёю":
            return False
        if letter in _FRONT:
            return True
    return "и" in low and not low.endswith("ь")


def _kind(word: str) -> str:
    last, before = word[-1].lower(), word[-2].lower()
    if last in _VOICELESS or (last == "ь" and before in _VOICELESS):
        return "voiceless"
    if last in _NASAL:
        return "nasal"
    if last in "зж":
        return "voiced"
    if last == "ь":
        return "sonorant"
    if last in "рлйи" or (last == "у" and before in _VOWELS):
        return "sonorant"
    return "vowel"


def _add(word: str, back: str, soft: str, *, hard: bool | None = None) -> str:
    return word + (soft if (front(word) if hard is None else not hard) else back)


def kazakh(word: str, case: str, *, hard: bool | None = None) -> str:
    """``hard`` forces back vowels: people write both Әуезовке and Әуезовқа."""
    if word.endswith(("ұлы", "қызы")):
        return kazakh_possessed(word, case, hard=True)
    kind = _kind(word)
    if case == "nom":
        return word
    if case == "gen":
        first = {"vowel": "н", "nasal": "н", "voiceless": "т"}.get(kind, "д")
        return _add(word, first + "ың", first + "ің", hard=hard)
    if case == "dat":
        return _add(word, "қа", "ке", hard=hard) if kind == "voiceless" else _add(word, "ға", "ге", hard=hard)
    if case == "acc":
        first = {"vowel": "н", "voiceless": "т"}.get(kind, "д")
        return _add(word, first + "ы", first + "і", hard=hard)
    if case == "loc":
        first = "т" if kind == "voiceless" else "д"
        return _add(word, first + "а", first + "е", hard=hard)
    if case == "abl":
        first = {"nasal": "н", "voiceless": "т"}.get(kind, "д")
        return _add(word, first + "ан", first + "ен", hard=hard)
    return word + {"voiceless": "пен", "voiced": "бен"}.get(kind, "мен")


def kazakh_possessed(word: str, case: str, *, hard: bool) -> str:
    """A word that ends in the possessive of the third person: Әбішұлына, үйінен."""
    soft = not hard
    endings = {"nom": "", "gen": "нің" if soft else "ның", "dat": "не" if soft else "на", "acc": "н"}
    endings |= {"loc": "нде" if soft else "нда", "abl": "нен" if soft else "нан", "ins": "мен"}
    return word + endings[case]


def kazakh_plural(word: str, case: str = "nom") -> str:
    kind, last = _kind(word), word[-1].lower()
    first = "т" if kind == "voiceless" else "л" if kind == "vowel" or last in "рйуи" else "д"
    many = _add(word, first + "ар", first + "ер")
    return kazakh(many, case, hard=not front(word))


_VOICED = {"п": "б", "к": "г", "қ": "ғ"}


def kazakh_own(word: str, whose: str, case: str = "nom") -> str:
    """``whose``: my, our, their (his, her): Серігім, Айгүліміз, Нұрланына."""
    hard = not front(word)
    open_end = _kind(word) == "vowel"
    stem = word if open_end else word[:-1] + _VOICED.get(word[-1], word[-1])
    vowel = "" if open_end else ("ы" if hard else "і")
    if whose == "their":
        return kazakh_possessed(stem + ("с" if open_end else "") + ("ы" if hard else "і"), case, hard=hard)
    owned = stem + vowel + ("м" if whose == "my" else "мыз" if hard else "міз")
    if case == "dat":
        return owned + ("а" if hard else "е") if whose == "my" else owned + ("ға" if hard else "ге")
    return kazakh(owned, case, hard=hard)


_IRREGULAR = {"Павел": "Павл", "Лев": "Льв", "Пётр": "Петр"}


def _endings(word: str, endings: tuple[str, ...], cut: int) -> dict[str, str]:
    stem = word[: len(word) - cut] if cut else word
    return dict(zip(RUSSIAN_CASES, (word, *(stem + each for each in endings)), strict=True))


def _first_declension(word: str) -> dict[str, str]:
    before = word[-2]
    if word.endswith("ия"):
        return _endings(word, ("и", "и", "ю", "ей", "и"), 1)
    if word.endswith("я"):
        return _endings(word, ("и", "е", "ю", "ей", "е"), 1)
    return _endings(word, ("и" if before in "гкхжшчщ" else "ы", "е", "у", "ей" if before in "жшчщц" else "ой", "е"), 1)


def russian_given(word: str, woman: bool) -> dict[str, str]:
    if word[-1] in "ая":
        return _first_declension(word)
    if woman:
        if word in {"Любовь", "Нинель"}:
            return _endings(word, ("и", "и", "ь", "ью", "и"), 1)
        return dict.fromkeys(RUSSIAN_CASES, word)
    if word[-1] in "иуыеоэ":
        return dict.fromkeys(RUSSIAN_CASES, word)
    if word.endswith("ий"):
        return _endings(word, ("я", "ю", "я", "ем", "и"), 1)
    if word[-1] in "йь":
        return _endings(word, ("я", "ю", "я", "ем", "е"), 1)
    stem = _IRREGULAR.get(word, word)
    forms = dict(zip(RUSSIAN_CASES, (word, *(stem + each for each in ("а", "у", "а", "ом", "е"))), strict=True))
    if word[-1] in "жшчщц":
        forms["ins"] = stem + "ем"
    return forms


def russian_patronymic(word: str, woman: bool) -> dict[str, str]:
    if woman and word.endswith("на"):
        return _endings(word, ("ы", "е", "у", "ой", "е"), 1)
    if not woman and word.endswith("ич"):
        return _endings(word, ("а", "у", "а", "ем", "е"), 0)
    return dict.fromkeys(RUSSIAN_CASES, word)


def russian_surname(word: str, woman: bool) -> dict[str, str]:
    """``word`` in the form of its bearer (Иванова for a woman)."""
    if woman:
        if word.endswith(("ова", "ева", "ёва", "ина", "ына")):
            return _endings(word, ("ой", "ой", "у", "ой", "ой"), 1)
        if word.endswith("ая"):
            return _endings(word, ("ой", "ой", "ую", "ой", "ой"), 2)
        return _first_declension(word) if word[-1] in "ая" else dict.fromkeys(RUSSIAN_CASES, word)
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(word) > 4:
        return _endings(word, ("а", "у", "а", "ым", "е"), 0)
    if word.endswith(("ский", "цкий")):
        return _endings(word, ("ого", "ому", "ого", "им", "ом"), 2)
    if word[-1] in "оеиуэ" or word.endswith(("ых", "их")):
        return dict.fromkeys(RUSSIAN_CASES, word)
    return russian_given(word, woman=False)


def russian_plural(word: str) -> dict[str, str]:
    """Of a surname in the form of a man: the Ivanovs."""
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(word) > 4:
        return dict(zip(RUSSIAN_CASES, (word + each for each in ("ы", "ых", "ым", "ых", "ыми", "ых")), strict=True))
    if word.endswith(("ский", "цкий")):
        return dict(zip(RUSSIAN_CASES, (word[:-2] + each for each in ("ие", "их", "им", "их", "ими", "их")), strict=True))
    if word[-1] in "оеиуэйьая" or word.endswith(("ых", "их")):
        return dict.fromkeys(RUSSIAN_CASES, word)
    soft = "и" if word[-1] in "гкхжшчщ" else "ы"
    return dict(zip(RUSSIAN_CASES, (word + each for each in (soft, "ов", "ам", "ов", "ами", "ах")), strict=True))


def feminine(surname: str) -> str:
    """The form of a woman: Иванов, Иванова; Вишневский, Вишневская; Ким stays."""
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(surname) > 4:
        return surname + "а"
    if surname.endswith(("ский", "цкий")):
        return surname[:-2] + "ая"
    return surname


_TO_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def russian_spelling(word: str) -> str:
    """How a Kazakh name is written in Russian papers: Айгүл, Айгуль; Құсайынов, Кусайынов."""
    for kazakh_part, russian_part in (
        ("гүл", "гуль"),
        ("Гүл", "Гуль"),
        ("Ілияс", "Ильяс"),
        ("Әсел", "Асель"),
        ("Мөлдір", "Мольдир"),
    ):
        word = word.replace(kazakh_part, russian_part)
    word = word.replace("гульь", "гуль")
    return word.translate(_TO_RUSSIAN)


def _table(cyrillic: str, latin: str) -> dict[str, str]:
    return dict(zip(cyrillic, latin.split(), strict=True))


_K = "аәбвгғдеёжзийкқлмнңопөрстуұүфхһцчшщъыіьэюя"
SCHEMES = {
    "kk2018": _table(_K, "a á b v g ǵ d e e j z ı ı k q l m n ń o p ó r s t ý u ú f h h ts ch sh shch - y i - e ıý ıa"),
    "kk2021": _table(_K, "a ä b v g ğ d e e j z i i k q l m n ñ o p ö r s t u ū ü f h h ts ch ş şç - y ı - e iu ia"),
    "kk2017": _table(_K, "a a' b v g g' d e e j z i' i' k q l m n n' o p o' r s t y' u u' f h h ts c' s' s'c' - y i - e i'y' i'a"),
    "icao": _table(_K, "a a b v g g d e e zh z i i k k l m n n o p o r s t u u u f kh kh ts ch sh shch ie y i - e iu ia"),
    "passport": _table(_K, "a a b v g g d e e zh z i y k k l m n n o p o r s t u u u f kh h ts ch sh shch - y i - e yu ya"),
    "mail": _table(_K, "a a b v g g d e e j z i i k k l m n n o p o r s t u u u f h h c ch sh sch - y i - e u ia"),
    "gost": _table(_K, "a a b v g g d e yo zh z i j k k l m n n o p o r s t u u u f x h c ch sh shh - y i - e yu ya"),
}


def latin(text: str, scheme: str) -> str:
    table, out = SCHEMES[scheme], []
    for letter in text:
        low = letter.lower()
        if low not in table:
            out.append(letter)
            continue
        made = table[low].replace("-", "")
        out.append(made[:1].upper() + made[1:] if letter != low else made)
    made = "".join(out)
    if scheme == "passport":
        made = made.replace("aev", "ayev").replace("iev", "iyev")
    return made


_TWINS = str.maketrans("аеорсухіһАВЕКМНОРСТХІ", "aeopcyxihABEKMHOPCTXI")
_GREEK = str.maketrans("оОАВЕКМНРТ", "οΟΑΒΕΚΜΗΡΤ")


def lookalike(text: str, how: int) -> str:
    """0: every second letter that has a Latin twin; 1: all of them; 2: Greek; 3: a nought for every о, or as 1 without one."""
    if how == 2 and text.translate(_GREEK) != text:
        return text.translate(_GREEK)
    if how == 3 and "о" in text:
        return text.replace("о", "0")
    if how == 0:
        made = "".join(letter.translate(_TWINS) if place % 2 else letter for place, letter in enumerate(text))
        if made != text:
            return made
    return text.translate(_TWINS)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_RU_UNITS = _words("ноль один два три четыре пять шесть семь восемь девять")
_RU_TEENS = _words(
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_RU_TENS = _words(". . двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
_RU_HUNDREDS = _words(". сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот")
_KK_UNITS = _words("нөл бір екі үш төрт бес алты жеті сегіз тоғыз")
_KK_TENS = _words(". он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан")


def words_of(digits: str, language: str) -> str:
    """Digits one by one."""
    units = _KK_UNITS if language == "kk" else _RU_UNITS
    return " ".join(units[int(each)] for each in digits)


def _group(digits: str, language: str) -> str:
    out, rest = [], digits
    while rest.startswith("0"):
        out.append(words_of("0", language))
        rest = rest[1:]
    if not rest:
        return " ".join(out)
    number = int(rest)
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    if language == "kk":
        out += ([_KK_UNITS[hundreds]] if hundreds > 1 else []) + (["жүз"] if hundreds else [])
        out += ([_KK_TENS[tens]] if tens else []) + ([_KK_UNITS[units]] if units else [])
        return " ".join(out)
    out += [_RU_HUNDREDS[hundreds]] if hundreds else []
    if tens == 1:
        return " ".join([*out, _RU_TEENS[units]])
    return " ".join([*out, *([_RU_TENS[tens]] if tens else []), *([_RU_UNITS[units]] if units else [])])


def groups_in_words(groups: tuple[str, ...], language: str) -> str:
    """As people dictate a telephone number: eight, seven hundred and one, two hundred and thirty-four, ..."""
    return " ".join(_group(each, language) for each in groups)
