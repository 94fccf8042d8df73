"""Passphrases: drawn, never chosen; one key for every spelling of the same words."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Usage
from crypto.words import check, entropy_bits, near, new_passphrase, normalise, short_code, word_list

PHRASE = "abacus zoom unicorn oxidant kept cactus"


def test_six_words_have_77_bits() -> None:
    assert len(set(word_list())) == 7772
    assert entropy_bits(6) >= 77
    assert all(word.isascii() and word.isalpha() and word.islower() for word in word_list())


def test_fewer_than_six_words_are_refused() -> None:
    for count in (0, 1, 5, 25):
        with pytest.raises(Usage):
            new_passphrase(random.Random(1).randbytes, count)
    with pytest.raises(Usage):
        check("abacus zoom unicorn oxidant kept")


def test_a_new_passphrase_is_on_the_list_and_another_each_time() -> None:
    entropy = random.Random(2).randbytes
    made = [new_passphrase(entropy, count) for count in (6, 7, 8, 6)]
    assert [len(phrase.split()) for phrase in made] == [6, 7, 8, 6]
    assert [check(phrase) for phrase in made] == made
    assert len(set(made)) == 4


def test_words_are_drawn_evenly_by_rejection() -> None:
    """2**16 is no multiple of 7,772: the 3,360 highest draws are thrown away, so no word is likelier than another."""
    bound = 65536 - 65536 % 7772
    drawn = iter([bound.to_bytes(2, "big"), b"\xff\xff", *[n.to_bytes(2, "big") for n in (0, 7771, 7772, bound - 1, 1, 2)]])
    words = new_passphrase(lambda _: next(drawn)).split()
    listed = word_list()
    assert words == [listed[0], listed[-1], listed[0], listed[-1], listed[1], listed[2]]


def spellings() -> list[str]:
    """More than 300 ways in which a person, a keyboard or a program may write the same six words."""
    mixed = "".join(c.upper() if i % 2 else c for i, c in enumerate(PHRASE))
    cases = [PHRASE, PHRASE.upper(), PHRASE.title(), PHRASE.capitalize(), mixed, mixed.swapcase()]
    seams = [
        " ",
        "  ",
        "-",
        " - ",
        "\u2010",
        "\u2011",
        "\u2013",
        "\u2014",
        "\u2212",
        "_",
        "\t",
        "\n",
        "\r\n",
        "\u00a0",
        "\u2009",
        "\u3000",
    ]
    cyrillic = str.maketrans("aceopxykABCEHKMOPTX", "асеорхукАВСЕНКМОРТХ")
    dressed = []
    for case in cases:
        for seam in seams:
            joined = case.replace(" ", seam)
            dressed += [
                joined,
                f"\ufeff{joined}\r\n",
                joined.translate(cyrillic),
                "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in joined),
            ]
    accented = [unicodedata.normalize(form, PHRASE.replace("a", "á").replace("o", "ö")) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    hidden = [
        PHRASE.replace("a", "a\u00ad"),
        PHRASE.replace("a", "a\u200b"),
        PHRASE.replace("k", "\u212a"),
        PHRASE.replace("i", "і"),
    ]
    return [*dressed, *accented, *hidden]


def test_every_spelling_of_the_same_words_is_the_same() -> None:
    assert len(set(spellings())) >= 300
    assert {check(text) for text in spellings()} == {PHRASE}


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=40))
def test_composed_and_decomposed_forms_are_one(text: str) -> None:
    assert normalise(unicodedata.normalize("NFC", text)) == normalise(unicodedata.normalize("NFD", text))


def test_an_unknown_word_is_named_by_its_place_and_never_repeated() -> None:
    with pytest.raises(Usage, match="word 3") as caught:
        check("abacus zoom canarysecret oxidant kept cactus")
    assert "canary" not in str(caught.value)
    for text in ("", " ", "-"):
        with pytest.raises(Usage):
            check(text)


def test_near_words_are_offered_for_the_screen() -> None:
    assert "abacus" in near("abbacus")
    assert near("") == ()


def test_a_short_code_has_twelve_digits_and_depends_on_every_value_and_seam() -> None:
    codes = {short_code(b"a", b"b"), short_code(b"ab"), short_code(b"b", b"a"), short_code(b"a", b"b", b""), short_code()}
    assert len(codes) == 5
    assert all(len(code) == 13 and code[6] == " " and code.replace(" ", "").isdigit() for code in codes)
