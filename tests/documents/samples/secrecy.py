"""Samples of acknowledgements of the duty of secrecy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.documents.templates.secrecy import DUTY, PERSONS_DUTY
from client.law.records.access import Nondisclosure, NondisclosureSigned
from client.texts import translated
from crypto.primitives import sha256
from tests.documents.samples import IMPLEMENTER, IMPLEMENTING, OFFICER, PERSON, Sample, facts, said

HOLDER = "9f" * 32


def _hash(text: str, language: str) -> str:
    return sha256(translated(text, language).encode()).hex()


def _officer(language: str, **changes: Any) -> Facts[Any]:
    value = replace(Nondisclosure(HOLDER, "officer", _hash(DUTY, language), "CHANNEL", ""), **changes)
    return facts(value, language, OFFICER, names={HOLDER: OFFICER.name})


def _on_paper(language: str) -> Facts[Any]:
    role = said(language, "психолог", "психолог", "psychologist")
    made = _officer(language, way="PAPER", role=role, scan="00ff")
    return replace(made, author=IMPLEMENTER, signers=(IMPLEMENTER,), names={HOLDER: "Г. Ә."})


def _person(language: str, **changes: Any) -> Facts[Any]:
    value = replace(NondisclosureSigned(_hash(PERSONS_DUTY, language), language), **changes)
    return facts(value, language, PERSON, keeper=IMPLEMENTING)


SAMPLES = (
    Sample(
        "nondisclosure",
        _officer,
        _on_paper,
        {
            "language is ru": lambda language: replace(_officer("kk"), value=_officer("ru").value),
            "unknown": lambda language: _officer(language, text_hash="00" * 32),
            "name of the holder": lambda language: replace(_officer(language), names={}),
        },
    ),
    Sample(
        "nondisclosure-person",
        _person,
        _person,
        {"unknown": lambda language: _person(language, text_hash="00" * 32)},
    ),
)
