"""Samples of the contract."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts, Signer
from client.law.records.contract import Beside, Clause, Contract, ContractMinuted, Rendition
from client.law.records.reports import Consent, ContractSignature
from client.law.tables.clauses import CLAUSES, MANDATORY
from client.texts import LANGUAGES, translated
from tests.documents.samples import AT, ENTRY, FILE, OFFICIAL, PERSON, Sample, facts, related, said

HASH, HASH_BESIDE = "c3" * 32, "d4" * 32
MEASURES = ("M2.1a", "M2.1d", "M2.2b")
BY_PEN = replace(PERSON, at=AT - 3_600_000, key="", by_pen=True)


def filled(id: str, language: str, text: str) -> str:
    """A clause with its places filled, as the assembled contract has them."""
    places = {
        "pseudonym": "«Қарлығаш»",
        "decision": "12-1",
        "ruling": "44/2026",
        "measures": said(language, "күзет, бейнебақылау", "охрана, видеонаблюдение", "guards, cameras"),
        "consents": "M2.1a, M2.1d",
        "inventory": said(language, "дабыл түймесі, 1 дана", "тревожная кнопка, 1 шт.", "alarm button, 1"),
        "stay": said(language, "екі тарап келіскендей", "как согласовано сторонами", "as both sides agreed"),
        "services": said(language, "анықтама қызметі", "справочная служба", "reference service"),
        "moves": said(language, "тұрғын үй, уақытша", "жильё, временно", "home, for a time"),
        "documents": said(language, "куәлік, мөрленген", "удостоверение, запечатано", "identity card, sealed"),
        "appearance": said(language, "аталған ұйым", "названная организация", "the organisation named"),
        "family": said(language, "«Балапан»", "«Балапан»", "“Balapan”"),
        "transfer": said(language, "тең лауазымға", "на равную должность", "to an equal post"),
        "language": translated({"kk": "Kazakh", "ru": "Russian", "en": "English"}[language], language),
    }  # fmt: skip
    return translated(text, language).format_map(places)


def by_body(found: Facts[Any]) -> Facts[Any]:
    """The implementing body offers it, whoever signs first."""
    return replace(found, author=OFFICIAL)


def clauses(language: str, ids: tuple[str, ...]) -> tuple[Clause, ...]:
    return tuple(Clause(id, filled(id, language, CLAUSES[id].text)) for id in ids)


def annexes(language: str) -> tuple[Clause, ...]:
    return tuple(Clause(row.id, filled(row.id, language, row.annex)) for row in CLAUSES.values() if row.annex)


def contract(language: str, **changes: Any) -> Contract:
    value = Contract(FILE, 1, language, ENTRY, MEASURES, clauses(language, MANDATORY[:8]), HASH)
    return replace(value, **changes)


def _short(language: str, *signers: Signer, **changes: Any) -> Facts[Any]:
    """In its own language, as it was offered or signed."""
    answer = (Consent(ENTRY, "M2.1a", True, HASH), Consent(ENTRY, "M2.1d", False, HASH))
    signature = ContractSignature(ENTRY, HASH, language, True, "", answer, "SELF", True)
    found = {"contract-signature": related(signature, by=PERSON)} if signers else {}
    return by_body(facts(contract(language, **changes), language, *(signers or (OFFICIAL,)), related=found))


def _binding(language: str) -> str:
    return "ru" if language == "kk" else "kk"


def _beside(language: str, ids: tuple[str, ...], **changes: Any) -> Contract:
    """Made in another language, to be read in this one beside it."""
    other = Rendition(language, clauses(language, ids), annexes(language), HASH_BESIDE)
    binding = _binding(language)
    text = clauses(binding, ids), annexes(binding)
    return contract(binding, clauses=text[0], annexes=text[1], renditions=(other,), interpreter="Т. Ли", **changes)


def _long(language: str, *signers: Signer) -> Facts[Any]:
    """All clauses, in two columns, signed by pen after the other language was read."""
    value = _beside(language, tuple(CLAUSES))
    answered = ContractMinuted(
        ENTRY, HASH, value.language, True, "", "", "PP", "", "Т. Ли", "00ff", AT, ("Е. Сәрсен", "О. Ким"),
        Beside(language, HASH_BESIDE),
    )  # fmt: skip
    minute = {"contract-minuted": related(answered, by=OFFICIAL)}
    return by_body(facts(value, language, *(signers or (BY_PEN, OFFICIAL)), related=minute))


def _amended(language: str, ids: tuple[str, ...] = ("K03", "K04"), **changes: Any) -> Facts[Any]:
    old, new = contract(language), contract(language, version=2, amends=ENTRY, measures=(*MEASURES[:2], "M2.3"))
    words = said(language, "Мерзімі 2027 жылғы 25 мамырға дейін.", "Срок до 25 мая 2027 года.", "Until 25 May 2027.")
    text = tuple(replace(each, text=f"{each.text} {words}") if each.id in ids else each for each in new.clauses)
    stay = clauses(language, ("K16",))
    value = replace(new, **{"clauses": (*text, *stay), **changes})
    return by_body(facts(value, language, PERSON, OFFICIAL, related={"contract": related(old, by=OFFICIAL)}))


def _amended_long(language: str) -> Facts[Any]:
    found = _amended(language, tuple(CLAUSES), annexes=annexes(language))
    return replace(found, signers=(OFFICIAL,))


def _without(language: str) -> Facts[Any]:
    """A contract in one language, asked for in another."""
    return facts(contract(next(each for each in LANGUAGES if each != language)), language, OFFICIAL)


def _torn(language: str) -> Facts[Any]:
    value = _beside(language, MANDATORY)
    return facts(replace(value, clauses=value.clauses[1:]), language, OFFICIAL)


SIGNED = (PERSON, OFFICIAL)

SAMPLES = (
    Sample(
        "contract",
        lambda language: _short(language),
        lambda language: _long(language),
        {"clauses": lambda language: _short(language, clauses=()), "no text of it": _without, "same clauses": _torn},
    ),
    Sample(
        "contract-copy-body",
        lambda language: _short(language, *SIGNED),
        lambda language: _long(language),
        {"signatures of both": lambda language: _short(language, PERSON)},
    ),
    Sample(
        "contract-copy-person",
        lambda language: _short(language, *SIGNED),
        lambda language: _long(language),
        {"signatures of both": lambda language: _short(language)},
    ),
    Sample("contract-pen", lambda language: _short(language), lambda language: _long(language), {"no text of it": _without}),
    Sample(
        "contract-amendment",
        _amended,
        _amended_long,
        {
            "type contract": lambda language: replace(_amended(language), related={}),
            "changes nothing": lambda language: _amended(language, (), clauses=contract(language).clauses, measures=MEASURES),
        },
    ),
)
