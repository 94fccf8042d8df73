"""What stands beside a name: initials, somebody else's surname, a street."""

from __future__ import annotations

import re
from collections.abc import Sequence

from client.guard.skeleton import of_term, skeletons
from client.guard.tokens import Token

_GAP = re.compile(r"[ \t\u00a0]{0,2}")
_AFTER_INITIAL = re.compile(r"\.?[ \t\u00a0]{0,2}|_")
_SURNAME = re.compile(
    r".{2,}(?:ov|ev|in|skoi|ski|cki|ska|cka|skaia|ckaia|enko|Cuk|CiSin|ian|dze|Svili)(?:a|u|im|e|oi|oiu|i|ih|imi)?"
    r"(?:n?[dtn]?i?n|ga|ge|ka|ke|d[ae]|t[ae]|[dtn][ae]n|[mbp]en|ni|di|ti|na|ne|ogo|omu)?"
)
_ABBREVIATED = re.compile(r"ул|пр|просп|бул|пер|мкр|пл|им|пос|с|г|көш|даң|қ|обл|ауд|st|ave|rd|ul|pr|im")
# Kazakh words that end as Russian surnames do: бүгін, бұрын, кейін.
_ADVERB = re.compile(r".*ін|(?=.*[әғқңөұүһі]).*ын")
_FATHER = re.compile(r".{3,}(?:uli|kizi|oviC|eviC|ovn|evn)(?:[a-z]{0,4})")
_TOWN = re.compile(
    r"(?:almat|astan|Simkent|karagand|aktob|aktau|atirau|pavlodar|kostana|kokSetau|taraz|ural[cs]k|semei?|oskemen|ustkamen|turkistan|turkestan|"
    r"kizilord|taldikorgan|Zezkazgan|temirtau|ekibastuz|rudn|stepnogor|kazak?hstan|kazakstan|rosi|resei|moskv|maskeu|taSkent|biSkek|kitai)"
    r"[a-z]{0,5}"
)
_OF_PEOPLE = re.compile(r"ағай\w*|апай\w*|тәте\w*|көке\w*|мырза\w*|деген|есімді|дейтін")
_BEFORE_PLACE = re.compile(
    r"(?:улиц\w*|проспект\w*|бульвар\w*|переул\w*|микрорайон\w*|площад\w*|имени|район\w*|станци\w*|пос[её]л\w*|сел[оае]м?|город\w*|"
    r"театр\w*|музе\w*|университет\w*|парк\w*|сквер\w*|школ\w*|гимнази\w*|шоссе|памятник\w*|тракт\w*|ulitsa|prospekt|imeni|street|"
    r"avenue|mount|(?:ул|пр|просп|бул|пер|мкр|пл|им|пос|с|г|ul|pr|im)\.)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?:кафе\w*|ресторан\w*|бар\w{0,3}|кинотеатр\w*|магазин\w*|центр\w*|отел\w*|гостини\w*|фирм\w*|компани\w*|клуб\w*|салон\w*|сад\w{0,3}|"
    r"санатори\w*|лагер\w*|газет\w*|журнал\w*|телеканал\w*|станци\w*|тоо|жшс|ип|дүкен\w*|орталық\w*|орталығ\w*|қонақ|мейрамхана\w*|бақша\w*|"
    r"балабақша\w*|кафесі\w*|газеті\w*)",
    re.IGNORECASE,
)
_AFTER_PLACE = re.compile(
    r"(?:көше\w*|даңғыл\w*|аудан\w*|ауыл\w*|облыс\w*|қала\w*|атындағы|мектеп|мектеб\w*|шағын|бұлвар\w*|алаң\w*|тұйы\w*|саяба\w*|"
    r"проспект\w*|көпір\w*|станци\w*|бекет\w*|театр\w*|мұражай\w*|университет\w*|өзен\w*|көлі\w*|тауы\w*|ай|айы|айын\w*|kóshesi|koshesi|"
    r"köşesi|dańǵyly|dangyly|street|avenue|road|district|region|school|park|square|(?:көш|даң|қ|обл|ауд|st|ave|rd)\.)",
    re.IGNORECASE,
)


def is_initial(text: str, tokens: Sequence[Token], place: int, own: frozenset[str]) -> bool | None:
    """Whether the initials beside the word are the person's; None where there are none."""
    found = [token for step in (-1, 1) for token in _initials(text, tokens, place, step)]
    if not found:
        return None
    return all(of_term(token.word.lower())[:1] in own or _starts(token) & own for token in found)


def _starts(token: Token) -> set[str]:
    return {skeleton[:1] for skeleton in skeletons(token.word)}


def _initials(text: str, tokens: Sequence[Token], place: int, step: int) -> list[Token]:
    """Single capital letters with a point after them (or in the name of a file) next to the word."""
    found: list[Token] = []
    at = place + step
    while 0 <= at < len(tokens) and abs(at - place) <= 2:
        token, near = tokens[at], tokens[at - step]
        between = text[near.end : token.start] if step > 0 else text[token.end : near.start]
        pointed = text[token.end : token.end + 1] == "." or "_" in between
        if len(token.word) > 2 or not (token.capital or "_" in between) or not pointed or not _AFTER_INITIAL.fullmatch(between):
            break
        found.append(token)
        at += step
    return found


def others_name(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a word beside it makes the given name somebody else's: written as a name, and (where it opens a sentence, as any word
    may) of the form of a surname or a father's name."""
    for at in (place - 1, place + 1):
        if not 0 <= at < len(tokens):
            continue
        token, (first, second) = tokens[at], sorted((at, place))
        if not _GAP.fullmatch(text, tokens[first].end, tokens[second].start) or not token.capital or len(token.word) < 2:
            continue
        if tokens[place].word.isupper() and token.word.isupper():
            return _looks_like_a_name(token)
        if _looks_like_a_name(token) or not (token.begins or _is_no_name(token)):
            return True
    return False


def _looks_like_a_name(token: Token) -> bool:
    if _ADVERB.fullmatch(token.word.lower()):
        return False
    return any(_SURNAME.fullmatch(each) or _FATHER.fullmatch(each) for each in token.skeletons)


def _is_no_name(token: Token) -> bool:
    """A town (Алматыда Серік күтіп тұр) or an office in short (РОВД): written as a name is, and no surname."""
    return token.word.isupper() or any(_TOWN.fullmatch(each) for each in token.skeletons)


def addressed(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether what follows is said of people alone: Серік ағай, Бақыт деген адам."""
    after = place + 1
    return after < len(tokens) and bool(
        _GAP.fullmatch(text, tokens[place].end, tokens[after].start) and _OF_PEOPLE.fullmatch(tokens[after].word.lower())
    )


def names_a_place(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether the word is (part of) the name of a street, a town, a school."""
    before, after = place - 1, place + 1
    while before >= 0 and (len(tokens[before].word) == 1 and tokens[before].capital):
        before -= 1
    on_behalf = before >= 1 and tokens[before].word.lower() == "имени" and tokens[before - 1].word.lower() == "от"
    if (
        before >= 0
        and not on_behalf
        and _near(text, tokens[before].end, tokens[place].start)
        and _BEFORE_PLACE.fullmatch(_pointed(text, tokens[before]))
    ):
        return True
    for at in (after, after + 1):
        if (
            at < len(tokens)
            and _near(text, tokens[place].end, tokens[at].start)
            and _AFTER_PLACE.fullmatch(_pointed(text, tokens[at]))
        ):
            return True
        if at < len(tokens) and not tokens[at].capital:
            break
    return False


def names_a_house(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word in quotation marks is what a cafe, a shop, a firm is called, by the word before or after it."""
    return any(0 <= at < len(tokens) and _HOUSE.fullmatch(tokens[at].word) for at in (place - 1, place + 1))


def _pointed(text: str, token: Token) -> str:
    """The word; an abbreviation (small letters) with its point, since "с" is also a preposition and "Қ." an initial."""
    short = len(token.word) <= 5 and token.word.islower() and text[token.end : token.end + 1] == "."
    return token.word + "." if short and _ABBREVIATED.fullmatch(token.word) else token.word


def _near(text: str, start: int, end: int) -> bool:
    return end - start <= 12 and not set(text[start:end]) & set(",;:!?()\n")
