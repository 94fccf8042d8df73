"""Records of older versions stay readable, and what a client does not know yet is kept until it does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from client.law import catalogue
from client.law.act import Entry
from client.law.catalogue import TYPES, envelope, parse
from client.law.file import Sight
from client.law.fold import fold_all
from client.law.payload import NotOfTheForm
from tests.client.law.casebook.cast import PLACES, T0, author, digest, place
from tests.client.law.examples import BY_NAME

OLD: list[dict[str, Any]] = json.loads((Path(__file__).parent / "records_of_version_1.json").read_text(encoding="utf-8"))
ALL = Sight(frozenset(PLACES.values()))


def entry(name: str, version: int, payload: Any, by: str = "investigator", where: str = "coordination") -> Entry:
    return Entry(1, T0, digest("x"), digest(where), place(where), author(by), name, version, payload)


@pytest.mark.parametrize("old", OLD, ids=lambda old: old["name"])
def test_what_the_first_version_wrote_is_read_as_a_record_of_today(old: dict[str, Any]) -> None:
    value = parse(old["name"], old["version"], old["payload"])
    name, version, payload = envelope(value)
    assert (name, version) == (old["name"], TYPES[old["name"]].version)
    assert parse(name, version, json.loads(json.dumps(payload))) == value
    fold_all(ALL, [entry(old["name"], old["version"], old["payload"])])


@pytest.mark.parametrize("kind", [kind for kind in TYPES.values() if kind.version > 1], ids=lambda kind: kind.name)
def test_an_old_record_of_another_form_is_refused_and_never_fails(kind: Any) -> None:
    for payload in ({}, {"file": 1}, [], "x", None, {"measures": [1]}):
        with pytest.raises(NotOfTheForm):
            parse(kind.name, 1, payload)


def test_every_type_has_its_upgrades_from_the_first_version_on() -> None:
    assert [kind.name for kind in TYPES.values() if set(kind.upgrades) != set(range(1, kind.version))] == []


@pytest.mark.parametrize("change", ["type", "version"])
def test_a_record_that_is_not_known_is_kept_and_folds_once_the_client_is_updated(
    change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, version, payload = envelope(BY_NAME["person-flagged"])
    written = entry(name, version, json.loads(json.dumps(payload)))
    with monkeypatch.context() as older:
        if change == "type":
            older.delitem(catalogue.TYPES, name)
        else:
            written = entry(name, version + 1, json.loads(json.dumps(payload)))
        before = fold_all(ALL, [written])
        assert list(before.unknown) == [(written.hash, name, written.version)]
        assert before.persons.flags == frozenset()
        assert not list(before.findings)
    if change == "type":
        assert fold_all(ALL, [written]).persons.flags
