"""Cards: read back as written, forgiving of the hand in case and spacing and in nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.card import EnrolmentCard, FrontDeskCard
from crypto.errors import Malformed

B32 = st.binary(min_size=32, max_size=32)
U64 = st.integers(0, 2**64 - 1)
CARD = EnrolmentCard(
    b"f" * 32, b"s" * 16, "https://qorgan.example:8443/a", (b"c" * 32, b"d" * 32), 77, b"r" * 32, b"i" * 32, 1_900_000_000_000
)
DESK = FrontDeskCard(b"f" * 32, b"s" * 16, "http://127.0.0.1:8080", (b"c" * 32, b"d" * 32), ("Қалалық сот", "Полиция"))


@given(B32, st.lists(B32, min_size=1, max_size=2, unique=True), U64, B32, B32, U64)
def test_an_enrolment_card_reads_as_it_was_written(
    fingerprint: bytes, circles: list[bytes], size: int, root: bytes, seed: bytes, expires: int
) -> None:
    card = EnrolmentCard(fingerprint, fingerprint[:16], "https://a.example", tuple(circles), size, root, seed, expires)
    assert EnrolmentCard.decode(card.encode()) == card


def test_a_front_desk_card_reads_as_it_was_written() -> None:
    assert FrontDeskCard.decode(DESK.encode()) == DESK


@pytest.mark.parametrize("text", [CARD.encode(), DESK.encode()])
def test_a_card_has_only_letters_of_a_qr_codes_alphanumeric_mode(text: str) -> None:
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
    assert text.startswith("QORGAN1-")


def test_case_spaces_line_ends_and_the_place_of_hyphens_do_not_matter() -> None:
    text = CARD.encode()
    lines = "\r\n".join(text[i : i + 40] for i in range(0, len(text), 40))
    for other in (text.lower(), text.replace("-", ""), text.replace("-", " - "), f"\n {lines}\n", text.replace("-", "").lower()):
        assert EnrolmentCard.decode(other) == CARD


def test_every_wrong_letter_is_found() -> None:
    text = CARD.encode()
    for place, letter in enumerate(text):
        wrong = "B" if letter == "A" else "A"
        if letter != "-":
            with pytest.raises(Malformed):
                EnrolmentCard.decode(text[:place] + wrong + text[place + 1 :])


def test_two_letters_that_changed_places_are_found() -> None:
    letters = CARD.encode().replace("-", "")
    for place in range(len(letters) - 1):
        if letters[place] != letters[place + 1]:
            with pytest.raises(Malformed):
                EnrolmentCard.decode(letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :])


def test_a_card_cut_or_lengthened_is_refused() -> None:
    text = CARD.encode()
    for end in range(len(text) - 1):
        with pytest.raises(Malformed):
            EnrolmentCard.decode(text[:end])
    for more in ("A", "AAAAAAAA", "=", "é", "0"):
        with pytest.raises(Malformed):
            EnrolmentCard.decode(text + more)


def test_a_card_of_one_kind_is_none_of_the_other() -> None:
    with pytest.raises(Malformed):
        EnrolmentCard.decode(DESK.encode())
    with pytest.raises(Malformed):
        FrontDeskCard.decode(CARD.encode())


@given(st.text(max_size=200))
def test_garbage_is_malformed(text: str) -> None:
    for decode in (EnrolmentCard.decode, FrontDeskCard.decode):
        with pytest.raises(Malformed):
            decode("QORGAN1-" + text)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a",
        "https://",
        "https://u:p@a.example",
        "https://a b",
        "https://қ.kz",
        "javascript:x",
        "https://a?x",
        "https://a#x",
        "http://a:99999",
        "http://a\n",
    ],
)
def test_an_address_that_is_none_stands_on_no_card(url: str) -> None:
    for card in (replace(CARD, url=url), replace(DESK, url=url)):
        with pytest.raises(Malformed):
            card.encode()


def test_circles_and_names_have_their_bounds() -> None:
    for card in (
        replace(CARD, circles=()),
        replace(CARD, circles=(b"c" * 32,) * 2),
        replace(CARD, circles=tuple(bytes([i]) * 32 for i in range(3))),
        replace(DESK, names=("one",)),
        replace(DESK, names=("one", "")),
        replace(DESK, names=("one", "x" * 65)),
        replace(DESK, names=("one", "a\u202eb")),
        replace(DESK, circles=tuple(bytes([i]) * 32 for i in range(9)), names=("x",) * 9),
    ):
        with pytest.raises(Malformed):
            card.encode()


def test_no_repr_shows_the_invitation_key() -> None:
    assert repr(CARD.invitation_seed) not in repr(CARD)
