"""Documents: in three languages, with nothing missing, the same each time, and no word of them ever anything but a word."""

from __future__ import annotations

import dataclasses
import io
import re
import typing

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from client.documents.document import (
    Beside,
    Blank,
    Block,
    Break,
    Clause,
    Code,
    Document,
    Fields,
    Heading,
    Items,
    Notice,
    Paragraph,
    Table,
)
from client.documents.errors import CannotTypeset, MissingField
from client.documents.facts import Facts, Signer
from client.documents.html import html
from client.documents.registry import for_record, templates
from client.documents.typesetting import pdf, png
from client.documents.words import Words
from client.law.catalogue import envelope
from client.law.file import EMPTY_FILE
from client.law.records import contract as records
from client.law.records.contract import Contract
from client.law.records.rulings import Decision, Order
from client.texts import LANGUAGES
from crypto.document import document_code, printed, read_code
from crypto.errors import Malformed
from crypto.types import EntryHash

AT = 1_795_600_000_000
FILE = dataclasses.replace(EMPTY_FILE, case=dataclasses.replace(EMPTY_FILE.case, pseudonym="Қарлығаш"))
APPLY = Decision(
    "0b" * 16, "12-1", "APPLY", "қоқан-лоққы", ("E1",), "тексерілді", ("M1.8",), ("COURT", "PROSECUTOR"), "құқықтар", "kk"
)
REFUSE = dataclasses.replace(APPLY, outcome="REFUSE", reasons="негіз жоқ", measures=())
ORDER = Order("0b" * 16, "12-2", "a1" * 32, "12-1")
CONTRACT = Contract(
    "0b" * 16,
    1,
    "kk",
    "a1" * 32,
    ("M2.1a",),
    (records.Clause("K01", "Тараптар: Қарлығаш"), records.Clause("K02", "Негіздер")),
    "c3" * 32,
)


OFFICER = Signer("Айгерім", "Алматы полиция департаменті", "OFFICER", AT, "9f" * 8)
PERSON = Signer("Қарлығаш", "", "PERSON", AT, "8e" * 8)


def facts(value: object, language: str, *signers: Signer) -> Facts[object]:
    return Facts(value, "a1" * 32, OFFICER, FILE, Words(language), signers=signers or (OFFICER,))


def made(value: object, language: str = "kk") -> Document:
    template, *_ = for_record(envelope(value)[0], value)
    return template.make(facts(value, language))


def words_of(data: bytes) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return "".join(text.split())


def plain(text: str = "") -> Document:
    return Document("x", "kk", "T", "", "", "", "", (Paragraph(text),))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [APPLY, REFUSE, ORDER], ids=["applied", "refused", "order"])
def test_a_ruling_is_set_in_each_language_and_pdf_and_page_say_the_same(value: object, language: str) -> None:
    document = made(value, language)
    page, paper = "".join(html(document).split()), words_of(pdf(document, AT))
    assert f'lang="{language}"' in html(document)
    for text in (document.title, document.number, "Қарлығаш", document.signatures[0].name):
        assert "".join(text.split()) in page
        assert "".join(text.split())[:20] in paper.replace("\u00ad", "")


def test_titles_differ_by_language() -> None:
    assert len({made(APPLY, language).title for language in LANGUAGES}) == 3


def test_every_form_is_tried_here() -> None:
    assert {made(each).form for each in (APPLY, REFUSE, ORDER, CONTRACT)} <= set(templates())


@pytest.mark.parametrize("field", ["reasons", "verification", "rights"])
def test_a_missing_field_is_named_and_no_paper_made(field: str) -> None:
    with pytest.raises(MissingField, match=field):
        made(dataclasses.replace(REFUSE, **{field: " "}))


def test_a_refusal_without_routes_of_appeal_is_not_set() -> None:
    with pytest.raises(MissingField, match="appeal"):
        made(dataclasses.replace(REFUSE, appeal=()))


def test_a_contract_is_set_in_the_language_in_which_it_is_signed_and_in_no_other() -> None:
    assert "Тараптар" in words_of(pdf(made(CONTRACT), AT))
    with pytest.raises(MissingField, match="kk"):
        made(CONTRACT, "ru")


@pytest.mark.parametrize(("signers", "unsigned"), [((), True), ((PERSON,), True), ((OFFICER,), True), ((PERSON, OFFICER), False)])
def test_a_contract_that_both_have_not_signed_says_so(signers: tuple[Signer, ...], unsigned: bool) -> None:
    template, *_ = for_record("contract", CONTRACT)
    document = template.make(dataclasses.replace(facts(dataclasses.replace(CONTRACT, language="en"), "en"), signers=signers))
    assert ("Not signed by both" in html(document)) is unsigned
    assert len(document.signatures) == len(signers)


def test_measures_are_told_in_words() -> None:
    assert "official warning (M1.1)" in html(made(dataclasses.replace(APPLY, measures=("M1.1",)), "en"))


def test_a_pdf_is_the_same_each_time_and_says_pdf_a() -> None:
    data = pdf(made(APPLY), AT)
    assert data == pdf(made(APPLY), AT)
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert opened.open_metadata().pdfa_status == "2B"


def test_a_long_word_stays_on_the_page_and_long_reasons_take_more_pages() -> None:
    long = dataclasses.replace(APPLY, reasons="сөз " * 3000 + "ұ" * 500)
    assert len(png(made(long), AT, 30)) > 3
    for page in pypdfium2.PdfDocument(pdf(made(long), AT)):
        text = page.get_textpage()
        assert all(text.get_charbox(at)[2] <= page.get_width() for at in range(text.count_chars()))


def test_a_line_to_sign_on_and_what_it_is_for_stand_on_one_page() -> None:
    """However far down the page they come, as many labels as lines."""
    for above in range(20, 40):
        blocks = (*(Paragraph("x") for _ in range(above)), *(Blank("Signature") for _ in range(8)))
        pages = pypdfium2.PdfDocument(pdf(Document("x", "en", "T", "", "", "", "", blocks), AT))
        for page in pages:
            drawn = [each.get_bounds() for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
            lines = sum(right - left < 300 for left, _, right, _ in drawn)  # the one at the head is longer
            assert lines == page.get_textpage().get_text_range().count("Signature")


def test_every_kind_of_block_is_set_and_shown() -> None:
    blocks = (
        Heading("Тақырып"), Paragraph("Мәтін"), Clause("K01", "тармақ"), Items(("бір", "екі"), ordered=True), Items(("үш",)),
        Fields((("Белгі", "мән"),)), Table(("Бағана",), (("ұяшық",),)), Notice("Назар", "ескерту"),
        Beside("K02", "сол", "право", "ru"), Code("QORGAN1 X", "карта"), Blank("қолы"), Break(), Paragraph("соңы"),
    )  # fmt: skip
    assert {type(each) for each in blocks} == set(typing.get_args(Block))
    document = dataclasses.replace(plain(), blocks=blocks)
    page, data = html(document), pdf(document, AT)
    paper = words_of(data)
    shown = [each for text in document.texts() for each in re.findall(r"[әа-яіүқөңғұһ]+", text.casefold())]
    folded = page.casefold(), paper.casefold()
    assert len(shown) > 12
    assert [word for word in shown if word not in folded[0] or word not in folded[1]] == []
    assert len(pypdfium2.PdfDocument(data)) == 2
    assert '<p lang="ru">' in page


@pytest.mark.parametrize("text", ["漢", "a\u202eb", "a\x07b", "\U000f0000"])
def test_a_letter_that_would_not_be_seen_is_refused(text: str) -> None:
    with pytest.raises(CannotTypeset):
        pdf(plain(text), AT)


def test_an_unknown_font_is_an_error_and_no_warning() -> None:
    with pytest.raises(CannotTypeset, match="nope"):
        pdf(plain("x"), AT, layout=b'#set text(font: "Nope")\nx')


@settings(max_examples=40, deadline=None)
@example(":" * 26)
@example("а" * 200)
@given(st.text(alphabet="аәб #_$@<>[]{}()*=/:;.", max_size=60))
def test_words_are_never_markup(text: str) -> None:
    """What would be markup is printed as it stands."""
    document = plain(f"x{text}x")
    assert "".join(f"x{text}x".split()) in words_of(pdf(document, AT))
    assert "<script" not in html(document)


def test_a_script_in_a_report_is_words_on_the_page() -> None:
    assert "&lt;script&gt;" in html(plain("<script>alert(1)</script>"))


def test_a_code_is_read_as_people_type_it() -> None:
    code = document_code("order", "kk", EntryHash(b"\x01" * 32), "text")
    assert read_code(printed(code)) == code
    assert read_code(printed(code).lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code
    with pytest.raises(Malformed):
        read_code("ABC")


@pytest.mark.parametrize(
    "other", [("decision", "kk", 1, "text"), ("order", "ru", 1, "text"), ("order", "kk", 2, "text"), ("order", "kk", 1, "texts")]
)
def test_a_code_depends_on_form_language_entry_and_words(other: tuple[str, str, int, str]) -> None:
    form, language, number, text = other
    assert document_code(form, language, EntryHash(bytes([number]) * 32), text) != document_code(
        "order", "kk", EntryHash(b"\x01" * 32), "text"
    )
