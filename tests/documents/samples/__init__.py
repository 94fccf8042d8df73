"""Samples of every form: a short one, a long one, and what must be there. A module a subject, named as its templates; each has
``SAMPLES``.

A sample is a function of the language, so that what the record says can be in that language too.
"""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from client.documents.document import Document
from client.documents.facts import Facts, Related, Signer
from client.documents.registry import templates
from client.documents.words import Words
from client.law.file import EMPTY_FILE, File

AT = 1_795_600_000_000
"""25 November 2026, in milliseconds."""

HOUR, DAY = 3_600_000, 86_400_000
FILE = "0b" * 16
"""Id of the file."""

ENTRY = "a1" * 32
"""Entry hash of the record."""

DECIDING, IMPLEMENTING = "Алатау ауданының тергеу бөлімі", "Алматы қаласының полиция департаменті"
OFFICER = Signer("Айгерім С.", DECIDING, "OFFICER", AT, "9f" * 8)
OFFICIAL = Signer("Болат Н.", IMPLEMENTING, "OFFICIAL", AT, "7d" * 8)
IMPLEMENTER = Signer("Дана Қ.", IMPLEMENTING, "OFFICER", AT, "6c" * 8)
PERSON = Signer("Қарлығаш", "", "PERSON", AT, "8e" * 8)
CASE: File = dataclasses.replace(EMPTY_FILE, case=dataclasses.replace(EMPTY_FILE.case, pseudonym="Қарлығаш"))

Given = Callable[[str], Facts[Any]]
"""From a language (kk, ru, en) to what the template is given."""


@dataclass(frozen=True, slots=True)
class Sample:
    """``form``: id of the template. ``short``: the least that makes a paper; ``long``: several pages where the form can be so long.
    ``missing``: a word of the refusal -> facts that lack something."""

    form: str
    short: Given
    long: Given
    missing: Mapping[str, Given] = field(default_factory=dict)

    def document(self, size: str, language: str) -> Document:
        """``size``: short or long."""
        return made(self.form, (self.short if size == "short" else self.long)(language))


def made(form: str, facts: Facts[Any]) -> Document:
    return templates()[form].make(facts)


def facts(
    value: object,
    language: str,
    *signers: Signer,
    file: File = CASE,
    related: Mapping[str, tuple[Related, ...]] | None = None,
    **more: Any,
) -> Facts[Any]:
    """``signers``: who signed it, its author first; an officer of the deciding body where nobody is named. ``more``: other fields
    of ``Facts``."""
    by = signers or (OFFICER,)
    return Facts(value, ENTRY, by[0], file, Words(language), signers=by, related=related or {}, **more)


def related(*values: object, by: Signer = OFFICER, entry: str = "b2" * 32) -> tuple[Related, ...]:
    return tuple(Related(each, entry, by) for each in values)


def said(language: str, kk: str, ru: str, en: str) -> str:
    """What a record says, in the language of the sample."""
    return {"kk": kk, "ru": ru, "en": en}[language]


def long_text(language: str, times: int = 4) -> str:
    """Some paragraphs as people write them, with long words, numbers and quotation marks; about 450 letters each."""
    return "\n\n".join(f"{number}. {LONG[language]}" for number in range(1, times + 1))


LONG = {
    "kk": (
        "25.11.2026 сағат 19:40-та бейтаныс адам үйдің жанында күтіп тұрып, «айғақтарыңнан бас тартпасаң, отбасыңа жақсы болмайды» "
        "деп айтқан. Осыған ұқсас екі оқиға бұрын да болған; олар туралы айғақтар, телефон қоңырауларының тізімі және бейнежазба "
        "істе бар. Қауіптің шынайылығы сараптама қорытындысымен, куәнің түсіндірмесімен және жедел-іздестіру материалдарымен "
        "расталады. Жауапкершіліктен жалтару әрекеттері жалғасуы мүмкін деп пайымдауға негіз жеткілікті."
    ),
    "ru": (
        "25.11.2026 около 19:40 неизвестный ждал у подъезда и сказал: «не откажешься от показаний, семье будет плохо». Два похожих "
        "случая были и раньше; показания о них, список звонков и видеозапись находятся в деле. Реальность угрозы подтверждается "
        "заключением экспертизы, объяснением свидетеля и материалами оперативно-розыскной деятельности. Достаточно оснований "
        "полагать, что попытки воспрепятствовать правосудию могут продолжиться."
    ),
    "en": (
        "On 25.11.2026 at about 19:40 an unknown man waited at the entrance and said: “take back what you testified, or your "
        "family will be sorry”. Two similar events happened before; the testimony on them, the list of calls and the recording "
        "are in the file. That the threat is real is borne out by an expert's opinion, by the witness's explanation and by "
        "material of operational search. There is reason enough to expect that attempts to obstruct justice will go on."
    ),
}


@cache
def samples() -> dict[str, Sample]:
    """All of them by form."""
    modules = [import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__)]
    found: list[Sample] = [sample for module in modules for sample in module.SAMPLES]
    return {each.form: each for each in sorted(found, key=lambda each: each.form)}
