"""Errors are told in the reader's language, with the words in their places."""

from __future__ import annotations

import pytest

from client.core.errors import Held, Problem
from client.core.store import SCHEMA
from client.law.payload import NotOfTheForm, wants_one_of, wants_text
from client.words.errors import tell_error
from crypto.card import FrontDeskCard
from crypto.codec import Reader
from crypto.errors import CannotOpen, Forged, Malformed, QorganError, Refused, Usage
from crypto.mls.rules import RULES, refuse


def refused(call: object, *args: object) -> Exception:
    with pytest.raises((QorganError, NotOfTheForm)) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value


def test_an_error_is_told_in_each_language() -> None:
    error = Usage("the store has schema {version}, this program reads {known}", "store-too-new", version=99, known=SCHEMA)
    assert tell_error(error, "ru") == f"хранилище версии 99, а эта программа читает {SCHEMA}"
    assert tell_error(error, "kk") == f"қойма нұсқасы 99, ал бұл бағдарлама {SCHEMA} нұсқасын оқиды"
    assert tell_error(error, "en") == str(error)


def test_a_reason_within_an_error_is_told_too() -> None:
    """Reasons are kept as they were noted, in English."""
    error = Held(
        "sending has stopped: {reason}", "fork", reason="the server shows another entry at a position that was shown before"
    )
    assert tell_error(error, "ru") == "отправка остановлена: сервер показывает другую запись на позиции, которую уже показывал"


def test_an_error_within_an_error_is_told_too() -> None:
    inner = Refused("a certificate has expired", "expired")
    error = Usage("this device's certificate does not hold: {error}", "expired", error=inner)
    assert tell_error(error, "ru") == "сертификат этого устройства неверен: срок сертификата истёк"


def test_what_a_record_lacks_is_told() -> None:
    assert tell_error(refused(wants_text, " ", "reason"), "ru").endswith(": не должно быть пусто")
    assert tell_error(refused(wants_one_of, "x", ("A", "B"), "kind"), "kk").endswith("мыналардың бірі қажет: A, B")


def test_a_problem_of_the_server_is_told_by_its_code_and_an_unknown_one_in_its_own_words() -> None:
    assert tell_error(Problem(429, "rate", "Too many requests", {}), "ru") == (
        "слишком много запросов за короткое время; повторите чуть позже"
    )
    assert tell_error(Problem(409, "new-in-2030", "No such luck", {}), "kk") == "сервер бас тартты: No such luck"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (refused(Reader(b"\x00").fixed, 2), "данные не того формата"),
        (Malformed("a thing of an unknown version", "unknown-version"), "более новой версией программы"),
        (Forged("a thing that nobody translated"), "проверка не сошлась"),
        (CannotOpen("a thing that nobody translated"), "ни один из здешних ключей"),
        (refused(refuse, next(iter(RULES))), "правилами протокола"),
    ],
)
def test_a_detail_of_bytes_stands_within_a_sentence_of_the_readers_language(error: Exception, told: str) -> None:
    assert told in tell_error(error, "ru")
    assert str(error) in tell_error(error, "ru")
    assert tell_error(error, "en") == str(error)


def test_what_a_person_hands_in_is_told_without_a_detail() -> None:
    assert tell_error(refused(FrontDeskCard.decode, "nonsense"), "ru") == "это не карточка"


def test_a_finished_sentence_is_told_as_it_is() -> None:
    assert tell_error(Usage("уже сказано: {a}"), "kk") == "уже сказано: {a}"
