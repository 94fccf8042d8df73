"""Samples of what follows from a contract."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.basis import l72
from client.law.records.contract import Beside, Breach, BreachExplained, BreachHeard, ContractMinuted, Demand
from client.law.records.ending import Evidence, GroundNamed, ProtectionClosed, Revocation, WindDown
from client.law.records.reports import Consent, ContractSignature
from tests.documents.samples import (
    AT,
    DAY,
    ENTRY,
    FILE,
    HOUR,
    IMPLEMENTER,
    IMPLEMENTING,
    OFFICIAL,
    PERSON,
    Sample,
    facts,
    long_text,
    related,
    said,
)
from tests.documents.samples.contract import HASH, HASH_BESIDE, contract

BREACH = "0c" * 16


def _refusal(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(
        language, "Баламды мектептен шығарғым келмейді.", "Не хочу забирать ребёнка из школы.", "My child stays at this school."
    )
    value = ContractSignature(ENTRY, HASH, language, False, reasons, (), "SELF", True)
    found = {"contract": related(contract(language), by=OFFICIAL)}
    return facts(replace(value, **changes), language, PERSON, related=found, keeper=IMPLEMENTING)


def _refusal_long(language: str) -> Facts[Any]:
    consents = tuple(Consent(ENTRY, code, False, HASH) for code in ("M2.1a", "M2.1d", "M2.3"))
    return _refusal(language, reasons=long_text(language, 6), consents=consents, consequences=False)


def _minuted(language: str, signed: bool, **changes: Any) -> Facts[Any]:
    told = said(
        language,
        "27-бап оқылды: бас тарту негіз болуы мүмкін, шараларды тек қаулы тоқтатады.",
        "Прочитана статья 27: отказ может стать основанием, прекращает меры только постановление.",
        "Article 27 was read: a refusal can be a ground, only a ruling ends measures.",
    )
    reasons = said(language, "Ойлануға уақыт керек.", "Нужно время подумать.", "I need time to think.")
    value = ContractMinuted(
        ENTRY, HASH, language, signed, "" if signed else reasons, "" if signed else told, "PP", "", "", "00ff" if signed else "", AT
    )
    found = {"contract": related(contract(language), by=OFFICIAL)}
    return facts(replace(value, **changes), language, IMPLEMENTER, related=found)


def _minuted_long(language: str, signed: bool) -> Facts[Any]:
    words = {} if signed else {"reasons": long_text(language, 3), "explained": long_text(language, 2)}
    beside = Beside("ru" if language != "ru" else "kk", HASH_BESIDE)
    people = {"present": "Т. Ли, Б. Асан", "witnesses": ("Е. Сәрсен", "О. Ким"), "beside": beside}
    return _minuted(language, signed, **people, **words)


def _demand(language: str, **changes: Any) -> Demand:
    text = said(language, "Жаңа мекенжайды ешкімге айтпау.", "Никому не сообщать новый адрес.", "Tell nobody the new address.")
    return replace(Demand(FILE, "K11", text, language), **changes)


def _demanded(language: str, **changes: Any) -> Facts[Any]:
    return facts(_demand(language, **changes), language, IMPLEMENTER)


def _breach(language: str, **changes: Any) -> Breach:
    fact = said(
        language,
        "Қорғалатын адам тұрған жері туралы әлеуметтік желіде жазған.",
        "Защищаемое лицо написало в социальной сети о месте своего пребывания.",
        "The protected person wrote in a social network where they stay.",
    )
    source = said(language, "қызметкердің баянаты", "рапорт сотрудника", "an officer's report")
    return replace(Breach(BREACH, FILE, "K11", "", fact, AT - DAY, source), **changes)


def _broken(language: str, **changes: Any) -> Facts[Any]:
    found = {"demand": related(_demand(language), by=IMPLEMENTER)}
    return facts(_breach(language, **changes), language, IMPLEMENTER, related=found)


def _heard(language: str, **changes: Any) -> Facts[Any]:
    how = said(language, "телефонмен, сағат 11:00-де", "по телефону, в 11:00", "by telephone, at 11:00")
    value = BreachHeard(BREACH, "", how, AT - HOUR, "")
    found = {"breach": related(_breach(language), by=IMPLEMENTER)}
    return facts(replace(value, **changes), language, IMPLEMENTER, related=found)


def _explained(language: str, text: str) -> Facts[Any]:
    found = {"breach": related(_breach(language), by=IMPLEMENTER)}
    return facts(BreachExplained(BREACH, text, language), language, PERSON, related=found, keeper=IMPLEMENTING)


def _ended(language: str, down: tuple[WindDown, ...] = (), **changes: Any) -> Facts[Any]:
    ground = GroundNamed("G1", (Evidence("OTHER", "", "E-14"),))
    ruling = Revocation(
        FILE, "91-3", "RULING", "INVESTIGATOR", AT - 30 * DAY, AT - 29 * DAY, "ALL", (), (ground,), "-", l72("27(1)"), "", "", down,
        ("COURT",), language,
    )  # fmt: skip
    value = ProtectionClosed(FILE, AT + 90 * DAY, "", ENTRY)
    return facts(replace(value, **changes), language, OFFICIAL, related={"revocation": related(ruling)})


def _ended_long(language: str) -> Facts[Any]:
    left = said(language, "адам құжаттарды өзінде қалдырды", "лицо оставило документы себе", "the person keeps the documents")
    down = (
        WindDown("CLOSURES", True, AT, ""), WindDown("DOCUMENTS", False, 0, left), WindDown("EQUIPMENT", True, AT, ""),
        WindDown("STAY", True, AT - DAY, ""), WindDown("DETENTION", False, 0, left),
    )  # fmt: skip
    return _ended(language, down, note=long_text(language, 4))


def _text(language: str) -> str:
    return said(language, "Бұл менің парақшам емес.", "Это не моя страница.", "That page is not mine.")


SAMPLES = (
    Sample(
        "contract-refusal",
        lambda language: _refusal(language),
        _refusal_long,
        {"type contract": lambda language: replace(_refusal(language), related={})},
    ),
    Sample(
        "contract-refusal-minute",
        lambda language: _minuted(language, False),
        lambda language: _minuted_long(language, False),
        {
            "consequences": lambda language: _minuted(language, False, explained=" "),
            "type contract": lambda language: replace(_minuted(language, False), related={}),
        },
    ),
    Sample(
        "contract-pen-minute",
        lambda language: _minuted(language, True),
        lambda language: _minuted_long(language, True),
        {"type contract": lambda language: replace(_minuted(language, True), related={})},
    ),
    Sample(
        "demand",
        lambda language: _demanded(language),
        lambda language: _demanded(language, text=long_text(language, 8)),
        {"rests on": lambda language: _demanded(language, basis="\u00a0")},
    ),
    Sample(
        "breach-notice",
        lambda language: _broken(language),
        lambda language: _broken(language, fact=long_text(language, 6), demand=ENTRY),
        {
            "what happened": lambda language: _broken(language, fact=""),
            "how it is known": lambda language: _broken(language, source=" "),
            "type demand": lambda language: replace(_broken(language, demand=ENTRY), related={}),
        },
    ),
    Sample(
        "breach-heard",
        lambda language: _heard(language),
        lambda language: _heard(language, said=long_text(language, 6), present="Т. Ли"),
        {"type breach": lambda language: replace(_heard(language), related={})},
    ),
    Sample(
        "breach-explained",
        lambda language: _explained(language, _text(language)),
        lambda language: _explained(language, long_text(language, 6)),
        {"type breach": lambda language: replace(_explained(language, _text(language)), related={})},
    ),
    Sample(
        "contract-ended",
        lambda language: _ended(language),
        _ended_long,
        {
            "type revocation": lambda language: replace(_ended(language), related={}),
            "why it is left": lambda language: _ended(language, (WindDown("STAY", False, 0, ""),)),
        },
    ),
)
