"""The form of an identity: what it takes, what it refuses, and that it never shows a value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.formats.identity import (
    Address,
    Birth,
    Identity,
    Name,
    NewData,
    Number,
    Reference,
    Relative,
    encode,
    parse,
)
from crypto.errors import Malformed

WHOLE = Identity(
    (Name("Ахметова", "Самал", "Бақытқызы"),),
    (Name("", "Сәмекен", "", "DIMINUTIVE"), Name("Сериккалиева", "Самал", "", "MAIDEN")),
    Birth("1988-03-14", "Тараз"),
    (Number("IIN", "880314400012"), Number("PHONE", "+7 701 555 12 34")),
    (Address("HOME", "Алматы, Абай даңғылы 10, 5-пәтер"),),
    (Reference("PHOTOGRAPH", "entry 4f2a, attachment 1", "ab" * 32),),
    (Reference("FINGERPRINTS", "register 12-445"),),
    (Relative("CHILD", (Name("Ахметов", "Дәурен"),), (Number("PHONE", "87015550000"),), (Address("SCHOOL", "№ 12 мектеп"),)),),
    (NewData("cd" * 16, (Name("Омарова", "Айгүл"),), Birth("1987"), notes="паспорт дайын"),),
    "көршісі: Гүлнар",
)


def test_what_is_encoded_is_parsed() -> None:
    assert parse(encode(WHOLE)) == WHOLE
    assert encode(parse(encode(WHOLE))) == encode(WHOLE)


letters = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=30)
filled = letters.filter(lambda text: bool(text.strip()))


@given(st.builds(Identity, st.tuples(st.builds(Name, filled, letters, letters)), notes=letters))
def test_any_text_survives(identity: Identity) -> None:
    assert parse(encode(identity)) == identity


def test_a_form_filled_in_by_hand_may_leave_fields_out() -> None:
    form = {"form": 1, "names": [{"surname": "Ким"}], "relatives": [{"relation": "SPOUSE", "names": [{"given": "Вера"}]}]}
    found = parse(json.dumps(form).encode("utf-8-sig"))
    assert found == Identity((Name("Ким"),), relatives=(Relative("SPOUSE", (Name(given="Вера"),)),))


def test_plain_text_of_before_is_notes() -> None:
    assert parse("Самал Ахметова\r\nТараз\n".encode()) == Identity(notes="Самал Ахметова\nТараз")


@pytest.mark.parametrize(
    "form",
    [
        "{",
        "",
        '{"names":[{"surname":"SECRET"}]}',
        '{"form":2,"names":[{"surname":"SECRET"}]}',
        '{"form":true,"names":[{"surname":"SECRET"}]}',
        '{"form":1}',
        '{"form":1,"names":[{}]}',
        '{"form":1,"names":{"surname":"SECRET"}}',
        '{"form":1,"names":["SECRET"]}',
        '{"form":1,"names":[{"surname":"SECRET","age":3}]}',
        '{"form":1,"names":[{"surname":"SECRET","surname":"OTHER"}]}',
        '{"form":1,"names":[{"surname":"SECRET\\u0000"}]}',
        '{"form":1,"names":[{"surname":"SECRET\\ud800"}]}',
        '{"form":1,"names":[{"surname":1.5}]}',
        '{"form":1,"notes":NaN}',
        '{"form":1,"names":[{"surname":"SECRET"}],"birth":{"date":"14.03.1988"}}',
        '{"form":1,"names":[{"surname":"SECRET"}],"numbers":[{"kind":"SECRET","value":"1"}]}',
        '{"form":1,"names":[{"surname":"SECRET"}],"relatives":[{"relation":"CHILD","names":[]}]}',
        '{"form":1,"names":[{"surname":"' + "S" * 81 + '"}]}',
        "[" * 100_000,
        '{"form":' + "[" * 100_000,
    ],
)
def test_what_is_not_of_the_form_is_refused_without_a_value(form: str) -> None:
    if form.startswith("["):
        form = '{"form":1,"notes":' + form
    with pytest.raises(Malformed) as caught:
        parse(form.encode())
    assert caught.value.code == "identity-form"
    assert "SECRET" not in str(caught.value).replace("one of", "")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Malformed):
        parse(b"\xff\xfe")


def test_nothing_of_it_is_in_a_repr() -> None:
    assert "Ахметова" not in repr(WHOLE)
    assert "Самал" not in repr(WHOLE.names[0])
    assert "880314400012" not in repr(WHOLE.numbers)
