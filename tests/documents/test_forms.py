"""Every form, by its samples: in each language, short and long, on paper and as a page; nothing missing; the same each time."""

from __future__ import annotations

import ast
import dataclasses
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from client.documents.document import Code, Document, Fields, Table
from client.documents.errors import CannotTypeset, MissingField, SaysTooMuch
from client.documents.facts import Facts
from client.documents.html import html
from client.documents.identity import identity_parts
from client.documents.registry import templates
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.formats.identity import Identity, NewData
from client.law.catalogue import envelope
from client.law.payload import NotOfTheForm
from client.texts import LANGUAGES, translated
from tests.documents import gallery
from tests.documents.gallery import SIZES, coded
from tests.documents.samples import AT, Sample, made, samples
from tests.texts import messages

FORMS = sorted(samples())
DOCUMENTS = Path(__file__).resolve().parents[2] / "client" / "documents"
MARKUP = "#set page(fill: red) $x^2$ *b* _i_ `raw` <script>alert(1)</script> &amp; \\u{41} @ref // /* [x] {y} {{z}} %s"
LONG_WORD = "ұ" * 10_000
UNSEEN = ("a\u202eb", "a\u2066b", "a\x07b", "a\x00b", "\U000f0000", "漢", "\U0001f600")
"""What cannot be seen as it is: refused, never printed as something else."""


def letters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter stands there: what line breaks, hyphens and the order of columns cannot change."""
    return Counter(each for text in texts for each in unicodedata.normalize("NFC", text).casefold() if each.isalpha())


def shown(document: Document) -> list[str]:
    """Its texts, but of a QR code what stands beside it."""
    payloads = [block.payload for block in document.blocks if isinstance(block, Code)]
    texts = list(document.texts())
    for payload in payloads:
        texts.remove(payload)
    return texts


def on_page(document: Document) -> Counter[str]:
    body = lxml_html.fromstring(html(document)).find("body")
    return letters(body.itertext())


def on_paper(document: Document) -> Counter[str]:
    """Without what stands above and below each page."""
    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(pdf(document, AT))]
    around = letters([document.issuer, document.number, document.code, document.watermark])
    found = letters(pages)
    for letter, times in around.items():
        found[letter] -= times * len(pages)
    return +found


def surplus(document: Document) -> tuple[Counter[str], Counter[str]]:
    """What is on paper and not in the document, and what is in it and not on paper. A table's heads stand on each of its pages."""
    wanted = shown(document)
    wanted.remove(document.issuer)
    paper, words = on_paper(document), letters(wanted)
    more = paper - words
    for heads in (letters(block.columns) for block in document.blocks if isinstance(block, Table)):
        while heads and heads <= more:
            more = more - heads
    return more, words - paper


NOTHING = (Counter[str](), Counter[str]())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("form", FORMS)
def test_paper_and_page_say_the_same_and_all_of_it(form: str, size: str, language: str) -> None:
    document = coded(samples()[form].document(size, language))
    assert document.form == form
    assert document.language == language
    assert on_page(document) == letters([*shown(document), document.code])
    assert surplus(document) == NOTHING


def test_every_form_has_samples() -> None:
    assert set(samples()) == set(templates())


def test_the_samples_are_of_forms_that_there_are() -> None:
    assert set(samples()) <= set(templates())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", gallery.HANDOUTS)
def test_a_paper_without_a_record_says_the_same_on_paper_and_page(form: str, language: str) -> None:
    document = gallery.HANDOUTS[form](language)
    assert document.form == form
    wanted = shown(document)
    assert on_page(document) == letters(wanted)
    wanted.remove(document.issuer)
    assert on_paper(document) == letters(wanted)


def refusals() -> Iterator[Any]:
    for sample in samples().values():
        for word in sample.missing:
            yield pytest.param(sample, word, id=f"{sample.form}-{word}")


@pytest.mark.parametrize(("sample", "word"), list(refusals()))
def test_what_is_missing_is_named_and_no_paper_made(sample: Sample, word: str) -> None:
    with pytest.raises(MissingField, match=word):
        made(sample.form, sample.missing[word]("kk"))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_record_makes_the_same_bytes(form: str) -> None:
    first, again = (samples()[form].document("short", "kk") for _ in range(2))
    assert first == again
    assert pdf(first, AT) == pdf(again, AT)


@pytest.mark.parametrize("form", FORMS)
def test_it_says_no_empty_line_and_no_none(form: str) -> None:
    for language in LANGUAGES:
        for size in SIZES:
            document = samples()[form].document(size, language)
            lines = [text for text in document.texts() if text]
            assert [text for text in lines if not text.strip() or "None" in text or "{" in text] == []
            rows = [row for block in document.blocks if isinstance(block, Fields) for row in block.rows]
            assert [row for row in rows if not all(map(str.strip, row))] == []


def replaced(facts: Facts[Any], text: str) -> Iterator[Facts[Any]]:
    """The facts with each word that the record's form leaves free said as ``text``, one after the other."""
    value = facts.value
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return
    for each in dataclasses.fields(value):
        said = getattr(value, each.name)
        if not isinstance(said, str) or not said or each.name in ("language", "file"):
            continue
        try:
            yield dataclasses.replace(facts, value=dataclasses.replace(value, **{each.name: text}))
        except NotOfTheForm:
            continue  # a number, a hash or a word of a table


def made_or_refused(form: str, facts: Facts[Any]) -> Document | None:
    """Whatever a record says, there is a document or a reason."""
    if not templates()[form].where(facts.value):
        return None
    try:
        return made(form, facts)
    except (MissingField, SaysTooMuch):
        return None


def everywhere(facts: Facts[Any], text: str) -> Facts[Any]:
    """The facts with every such word said as ``text``."""
    found = facts
    for each in replaced(facts, text):
        changed = {one.name: getattr(each.value, one.name) for one in dataclasses.fields(each.value)}
        new = {name: said for name, said in changed.items() if said != getattr(facts.value, name)}
        found = dataclasses.replace(found, value=dataclasses.replace(found.value, **new))
    return found


@pytest.mark.parametrize("text", [MARKUP, LONG_WORD], ids=["markup", "endless"])
@pytest.mark.parametrize("form", FORMS)
def test_markup_and_endless_words_in_a_record_are_words(form: str, text: str) -> None:
    document = made_or_refused(form, everywhere(samples()[form].short("en"), text))
    if document is not None:
        assert "<script" not in html(document)
        assert on_page(document) == letters(shown(document))
        assert surplus(document) == NOTHING


@pytest.mark.parametrize("form", FORMS)
def test_what_would_not_be_seen_as_it_is_is_refused(form: str) -> None:
    for facts in replaced(samples()[form].short("en"), UNSEEN[len(form) % len(UNSEEN)]):
        document = made_or_refused(form, facts)
        if document is not None and any(text in each for each in document.texts() for text in UNSEEN):
            with pytest.raises(CannotTypeset):
                pdf(document, AT)


@settings(max_examples=40, deadline=None)
@given(form=st.sampled_from(FORMS), which=st.integers(0, 30), text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=80))
def test_any_text_is_printed_as_it_is_or_refused(form: str, which: int, text: str) -> None:
    found = list(replaced(samples()[form].short("kk"), text))
    if not found:
        return
    document = made_or_refused(form, found[which % len(found)])
    if document is None:
        return
    assert "<script" not in html(document)
    try:
        assert surplus(document) == NOTHING
    except CannotTypeset:
        return


def texts_of_documents(*, tables: bool = True) -> list[str]:
    """What stands in ``N_()`` in ``client/documents``; without ``tables``, not what stands there by a code of the law."""
    found, by_code = set(), set()
    for path in sorted(DOCUMENTS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= set(_marked(tree))
        by_code |= {text for node in ast.walk(tree) if isinstance(node, ast.Dict) for text in _marked(node)}
    return sorted(found if tables else found - by_code)


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
            yield from (str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant))


def test_every_text_of_a_form_is_said_by_some_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no sample reaches nobody has seen on paper. Words for codes of the law are as many as the law has."""
    said = {each.title for each in templates().values()}

    def noted(text: str, language: str) -> str:
        said.add(text)
        return translated(text, language)

    monkeypatch.setattr("client.documents.words.translated", noted)
    for sample in samples().values():
        for size in SIZES:
            sample.document(size, "en")
    for make in gallery.HANDOUTS.values():
        make("en")
    replaced_by = Identity(new=(NewData("cd" * 16),), notes="nobody")
    list(identity_parts(replaced_by, Words("en")))  # no copy shows old and new together: a screen may
    assert [text for text in texts_of_documents(tables=False) if text not in said] == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_text_of_a_paper_is_untranslated_or_much_longer_than_another_language(language: str) -> None:
    """Short labels may be longer; a label's column holds them."""
    told = messages(language)
    assert [text for text in texts_of_documents() if told.get(text, text) == text and any(map(str.isalpha, text))] == []
    assert [text for text in texts_of_documents() if len(told[text]) > max(1.6 * len(text), len(text) + 24)] == []


def test_no_paragraph_is_a_wall_of_text() -> None:
    said = [text for language in ("kk", "ru") for text in map(messages(language).get, texts_of_documents()) if text]
    assert [text for text in (*said, *texts_of_documents()) if len(text) > 900] == []


def test_the_gallery_shows_every_form_and_stays_small() -> None:
    """``make documents`` writes it anew."""
    there = {path.name for path in gallery.FOLDER.iterdir()}
    assert {f"{form}.png" for form in (*FORMS, *gallery.HANDOUTS)} <= there
    assert (gallery.FOLDER / "index.md").read_text(encoding="utf-8") == gallery.index()
    assert sum(path.stat().st_size for path in gallery.FOLDER.iterdir()) < 6_000_000


def test_the_samples_are_records_of_their_type() -> None:
    for form, sample in samples().items():
        assert envelope(sample.short("kk").value)[0] == templates()[form].record
