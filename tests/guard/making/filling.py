"""The sentences, read from their files, and the numbers that fill the gaps of ordinary ones."""

from __future__ import annotations

import random
from pathlib import Path

HERE = Path(__file__).parent


def read(language: str) -> dict[str, tuple[str, ...]]:
    """Sentences by section."""
    sections: dict[str, list[str]] = {}
    section = ""
    for row in (HERE / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            section = row.strip("[]")
        elif row.strip():
            sections.setdefault(section, []).append(row)
    return {name: tuple(rows) for name, rows in sections.items()}


SENTENCES = {language: read(language) for language in ("ru", "kk", "en")}

_LEADS = {
    "kk": ("", "", "", "", "Анықтама. ", "Жедел. ", "№ {I} іс бойынша. ", "Кезекшіден: ", "Күн қорытындысы. ", "Сәлеметсіз бе! "),
    "ru": ("", "", "", "", "Справка. ", "Срочно. ", "По делу № {I}. ", "От дежурного: ", "Итог дня. ", "Добрый день! "),
    "en": ("", "", "Note. ", "Case {I}. "),
}
_TAILS = {
    "kk": (
        "",
        "",
        "",
        "",
        " Жауапты {T} дейін күтеміз.",
        " Баянат қоса беріледі.",
        " Прокурорға хабарланды.",
        " {A}-бап бойынша.",
        " Өзгесі бұрынғыша.",
    ),
    "ru": (
        "",
        "",
        "",
        "",
        " Ответ ждём до {T}.",
        " Рапорт прилагается.",
        " Прокурор уведомлён.",
        " Основание: статья {A}.",
        " Остальное без изменений.",
    ),
    "en": ("", "", " Answer by {T}.", " The prosecutor knows."),
}


def filled(text: str, chance: random.Random) -> str:
    """Gaps: A article, B inventory, C case, D date, I number, J small one, K register, S sum, T and U times, P pseudonym."""
    day = f"{chance.randrange(1, 29):02d}.{chance.randrange(1, 13):02d}.{chance.choice((2025, 2026, 2027))}"
    hour = chance.randrange(8, 19)
    values = {
        "A": chance.choice(("23(4)", "25", "7-1", "26-1", "10", "19", "27(3)", "15", "23-5", "98")),
        "B": f"{chance.randrange(10_000, 99_999)}",
        "C": f"26{chance.randrange(10, 79)}00{chance.randrange(100, 999)}-{chance.randrange(10, 99)}",
        "D": day,
        "I": str(chance.randrange(101, 999)),
        "J": str(chance.randrange(2, 59)),
        "K": f"26{chance.randrange(1, 17):02d}05031-{chance.randrange(1, 999):04d}",
        "S": f"{chance.randrange(20, 480)} {chance.randrange(0, 10) * 100:03d}",
        "T": f"{hour}:{chance.randrange(0, 59):02d}",
        "U": f"{hour + 1}:{chance.randrange(0, 59):02d}",
        "P": chance.choice(PSEUDONYMS),
    }
    for gap, value in values.items():
        text = text.replace("{" + gap + "}", value)
    return text


PSEUDONYMS = read("kk")["a pseudonym"]


def around(text: str, language: str, chance: random.Random) -> str:
    """With a lead and a tail, as a report has them."""
    lead, tail = chance.choice(_LEADS[language]), chance.choice(_TAILS[language])
    return filled(lead, chance) + text + filled(tail, chance)


def pick(language: str, section: str, chance: random.Random, woman: bool | None = None) -> str:
    """A sentence of the section, of those that fit a woman or a man."""
    rows = []
    for row in SENTENCES[language][section]:
        body, _, sex = row.partition("|") if row.endswith(("|m", "|w")) else (row, "", "")
        if not sex or woman is None or sex == ("w" if woman else "m"):
            rows.append(body)
    return chance.choice(rows)
