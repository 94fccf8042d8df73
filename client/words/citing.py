"""Places of the law as a jurist cites them, in each language.

The rules write a place in short: ``23(1)``, ``26-1(3)(4)``, ``15 pt2`` (an unnumbered part), ``18-20`` (articles), ``110 20(3)``
(Law No. 110-VIII), several between commas (of one law) or semicolons. ``A.4``, ``AMB-14``, ``SYS-60`` are readings of the law that
were adopted here, ``S003`` a report on practice; ``policy`` is a time that no law sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from client.texts import N_
from client.words.saying import fill
from crypto.frozen import dataclass

ACTS: Mapping[str, str] = {
    "L72": N_("Law No. 72, {places}"),
    "110": N_("Law No. 110-VIII, {places}"),
    "UNTOC": N_("UN Convention against Transnational Organized Crime, {places}"),
    "Palermo": N_("Palermo Protocol on trafficking in persons, {places}"),
    "Criminal Code": N_("Criminal Code, {places}"),
    "Kyrgyz law": N_("law of the Kyrgyz Republic on the protection of witnesses, {places}"),
}
_SAME_ACT = {"T110": "110", "L110": "110"}
REPORTS: Mapping[str, str] = {
    "S001": N_("report on law and practice of the Kyrgyz Republic, 2015"),
    "S002": N_("report on trafficking in persons, 2004"),
    "S003": N_("report of Kazakhstan to the UN committee against racial discrimination"),
}
POLICY = N_("internal target, no norm of the law")
READING = N_("reading of the law adopted here, {mark}")

_WITHOUT_PARAGRAPHS = {"L72": {"3", "5", "25", "26"}, "110": {"1", "5", "9", "13"}}
"""Articles that are one list: what stands in brackets is a subparagraph of the article itself."""
_HYPHENED = {"1-1", "1-2", "13-1", "21-1", "21-2", "26-1"}
"""Articles that were put in later; any other hyphen is a range of articles."""

_ACT = re.compile(rf"({'|'.join((*ACTS, *_SAME_ACT))})(?: |$)")
_READING = re.compile(r"(?:[ABC]\.\d+|(?:B-)?AMB-\d+|SYS-\d+|S-\d+)\b")
_PLACE = re.compile(r"(\d+(?:-\d+)?)(?: pt(\d))?((?:\(\w+(?:-\d+)?\))*)(?:-\((\w+)\))?(?: pt(\d))?")

_FORMS: Mapping[tuple[str, ...], str] = {
    (): N_("Art. {article}"),
    ("last",): N_("Arts. {article} to {last}"),
    ("paragraph",): N_("Art. {article}({paragraph})"),
    ("paragraph", "last"): N_("Art. {article}({paragraph}) to ({last})"),
    ("paragraph", "sub"): N_("Art. {article}({paragraph})({sub})"),
    ("paragraph", "sub", "letter"): N_("Art. {article}({paragraph})({sub})({letter})"),
    ("paragraph", "part"): N_("Art. {article}({paragraph}), part {part}"),
    ("part",): N_("Art. {article}, part {part}"),
    ("part", "sub"): N_("Art. {article}, part {part}, ({sub})"),
    ("sub",): N_("Art. {article}({sub})"),
    ("sub", "last"): N_("Art. {article}({sub}) to ({last})"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Places of one act; or a report, a reading or a policy, which has none (``rest``: as written)."""

    source: str
    forms: tuple[tuple[str, Mapping[str, str]], ...] = ()
    rest: str = ""


def citation(article: str, lang: str) -> str:
    """The places in words of ``lang``. What is written in no known way (by a newer program) is shown as it stands."""
    try:
        groups = tuple(parse(article))
    except ValueError:
        return article
    return "; ".join(_told(each, lang) for each in groups)


def parse(article: str) -> Iterator[Group]:
    """The groups between semicolons. Raises ``ValueError`` for what is no place of any source."""
    for part in article.split(";"):
        text = part.strip()
        report = text.partition(" ")[0]
        if text in ("", "policy"):
            yield Group("policy")
        elif report in REPORTS:
            yield Group(report, rest=text.removeprefix(report).strip())
        elif _READING.match(text):
            yield Group("reading", rest=text)
        else:
            found = _ACT.match(text)
            source = "L72" if found is None else _SAME_ACT.get(found[1], found[1])
            places = text if found is None else text[found.end() :]
            yield Group(source, tuple(_place(source, each.strip()) for each in places.split(",")))


def _place(source: str, text: str) -> tuple[str, Mapping[str, str]]:
    """The form that the place has, and its numbers."""
    found = _PLACE.fullmatch(text)
    if found is None:
        raise ValueError(f"no place of the law: {text}")
    article, part, brackets, last, part_of_paragraph = found.groups()
    words = {"article": article}
    numbers = re.findall(r"\((\w+(?:-\d+)?)\)", brackets)
    if "-" in article and article not in _HYPHENED:
        words["article"], last = article.split("-")
    names = ("sub",) if part or article in _WITHOUT_PARAGRAPHS.get(source, ()) else ("paragraph", "sub", "letter")
    if len(numbers) > len(names):
        raise ValueError(f"too deep a place of the law: {text}")
    words |= dict(zip(names, numbers, strict=False))
    words |= {name: number for name, number in (("part", part or part_of_paragraph), ("last", last)) if number}
    form = next((form for form in _FORMS if set(form) == words.keys() - {"article"}), None)
    if form is None:
        raise ValueError(f"no form for this place of the law: {text}")
    return _FORMS[form], words


def _told(group: Group, lang: str) -> str:
    if group.source == "policy":
        return fill(POLICY, {}, lang)
    if group.source == "reading":
        return fill(READING, {"mark": group.rest}, lang)
    if group.source in REPORTS:
        return ", ".join(filter(None, (fill(REPORTS[group.source], {}, lang), group.rest)))
    return fill(ACTS[group.source], {"places": ", ".join(fill(form, words, lang) for form, words in group.forms)}, lang)
