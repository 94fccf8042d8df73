"""Payloads: what goes out comes back, and nothing else comes back."""

from __future__ import annotations

import json
import typing

import pytest

from client.law.catalogue import TYPES, envelope, parse
from client.law.payload import NotOfTheForm
from tests.client.law.examples import EXAMPLES


def test_every_type_has_an_example_here() -> None:
    assert {envelope(each)[0] for each in EXAMPLES} == set(TYPES)


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_a_record_comes_back_as_it_went_out(value: object) -> None:
    name, version, payload = envelope(value)
    assert parse(name, version, json.loads(json.dumps(payload))) == value


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_a_field_too_many_or_too_few_is_refused(value: object) -> None:
    name, version, payload = envelope(value)
    with pytest.raises(NotOfTheForm, match="unknown field"):
        parse(name, version, {**payload, "extra": 1})
    for field in payload:
        with pytest.raises(NotOfTheForm, match="missing"):
            parse(name, version, {key: item for key, item in payload.items() if key != field})


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_a_field_of_another_type_is_refused(value: object) -> None:
    name, version, payload = envelope(value)
    hints = typing.get_type_hints(type(value))
    for field, item in payload.items():
        for other in (1.5, {"a": 1}, -1, None, ["x", 1], True, "text", 7):
            if type(None) in typing.get_args(hints[field]) and other in (None, "text", 7):
                continue
            if type(other) is type(item) or (isinstance(item, list) and isinstance(other, list)):
                continue
            with pytest.raises(NotOfTheForm):
                parse(name, version, {**payload, field: other})


def test_an_unknown_type_or_version_is_refused() -> None:
    name, version, payload = envelope(EXAMPLES[0])
    with pytest.raises(NotOfTheForm, match="version"):
        parse(name, version + 1, payload)
    with pytest.raises(NotOfTheForm, match="unknown type"):
        parse("gossip", 1, payload)
