"""Places of the law are cited as a jurist does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.documents.registry import templates
from client.law.book import BOOK
from client.law.contract.clauses import CLAUSES
from client.law.tables.consents import MATRIX
from client.texts import LANGUAGES
from client.words.citing import citation, parse


def written() -> Iterator[str]:
    """Every place that a rule, a clock, a notice, a form, a clause or a measure names."""
    yield from (each.article for norms in (BOOK.rules, BOOK.clocks, BOOK.notices) for each in norms)
    yield from (each.article for each in templates().values())
    yield from (each.article for each in CLAUSES.values())
    yield from (each.basis for each in MATRIX.values())


@pytest.mark.parametrize("article", sorted(set(written())))
def test_every_place_of_the_book_is_cited_in_each_language(article: str) -> None:
    assert list(parse(article)), article
    told = {citation(article, lang) for lang in LANGUAGES}
    assert len(told) == len(LANGUAGES), "nothing is left in another language's form"
    assert not any("pt" in each.split() or "{" in each for each in told)


@pytest.mark.parametrize(
    ("article", "ru", "kk", "en"),
    [
        ("23(1)", "п. 1 ст. 23 Закона № 72", "№ 72 Заңның 23-бабының 1-тармағы", "Law No. 72, Art. 23(1)"),
        (
            "26-1(3)(4)",
            "пп. 4) п. 3 ст. 26-1 Закона № 72",
            "№ 72 Заңның 26-1-бабы 3-тармағының 4) тармақшасы",
            "Law No. 72, Art. 26-1(3)(4)",
        ),
        ("15 pt2", "ч. 2 ст. 15 Закона № 72", "№ 72 Заңның 15-бабының 2-бөлігі", "Law No. 72, Art. 15, part 2"),
        ("25(2)", "пп. 2) ст. 25 Закона № 72", "№ 72 Заңның 25-бабының 2) тармақшасы", "Law No. 72, Art. 25(2)"),
        ("110 20(3)", "п. 3 ст. 20 Закона № 110-VIII", "№ 110-VIII Заңның 20-бабының 3-тармағы", "Law No. 110-VIII, Art. 20(3)"),
        ("110 5(8)", "пп. 8) ст. 5 Закона № 110-VIII", "№ 110-VIII Заңның 5-бабының 8) тармақшасы", "Law No. 110-VIII, Art. 5(8)"),
        (
            "23(2)-(3), 27(5)",
            "п. 2–3 ст. 23, п. 5 ст. 27 Закона № 72",
            "№ 72 Заңның 23-бабының 2–3-тармақтары, 27-бабының 5-тармағы",
            "Law No. 72, Art. 23(2) to (3), Art. 27(5)",
        ),
        ("14, 18-20", "ст. 14, ст. 18–20 Закона № 72", "№ 72 Заңның 14-бабы, 18–20-баптары", "Law No. 72, Art. 14, Arts. 18 to 20"),
        (
            "23(8); 110 21(1)",
            "п. 8 ст. 23 Закона № 72; п. 1 ст. 21 Закона № 110-VIII",
            "№ 72 Заңның 23-бабының 8-тармағы; № 110-VIII Заңның 21-бабының 1-тармағы",
            "Law No. 72, Art. 23(8); Law No. 110-VIII, Art. 21(1)",
        ),
        ("policy", "внутренний ориентир, не норма закона", "ішкі бағдар, заң нормасы емес", "internal target, no norm of the law"),
    ],
)
def test_a_place_is_cited_as_a_jurist_does(article: str, ru: str, kk: str, en: str) -> None:
    assert (citation(article, "ru"), citation(article, "kk"), citation(article, "en")) == (ru, kk, en)


def test_a_list_of_an_article_has_subparagraphs_in_one_law_and_paragraphs_in_another() -> None:
    assert citation("9(6)", "ru") == "п. 6 ст. 9 Закона № 72"
    assert citation("110 9(6)", "ru") == "пп. 6) ст. 9 Закона № 110-VIII"


@given(st.text(alphabet="0123456789()-,;. ptL7A", max_size=30), st.sampled_from(LANGUAGES))
def test_whatever_stands_there_is_told_and_never_fails(article: str, lang: str) -> None:
    try:
        tuple(parse(article))
    except ValueError:
        assert citation(article, lang) == article
    else:
        assert citation(article, lang)
