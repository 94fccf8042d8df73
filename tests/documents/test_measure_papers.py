"""What papers on measures must not say, and to whom (A.11): partners, services, whoever threatens, a receipt that lies about."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from client.documents.document import Blank, Document, Heading, Notice
from client.documents.errors import MissingField, SaysTooMuch
from client.documents.html import html
from client.documents.registry import for_record, templates
from client.documents.templates import consent, task
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.law.records.direct import LeakCheck
from client.law.records.ending import Revocation
from client.law.records.referrals import Neutral
from client.law.records.tasks import Fact
from client.law.tables.consents import MATRIX
from client.law.tables.partners import PARTNERS, TASK_KINDS
from client.law.tables.services import labels_in
from client.texts import LANGUAGES
from tests.documents.gallery import SIZES, coded
from tests.documents.samples import AT, FILE, OFFICIAL, PERSON, made, samples

OUTSIDE = ("official-warning", "closure-close", "closure-extend", "closure-lift", "referral-card", "receipt-pen")
"""Papers whose reader may not learn that somebody is protected."""

PARTNER = tuple(each.form for each in task.PARTNERS)


def texts(document: Document) -> str:
    return "\n".join((*document.texts(), html(document)))


def given(form: str, language: str = "ru", size: str = "short") -> Any:
    sample = samples()[form]
    return (sample.short if size == "short" else sample.long)(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", OUTSIDE)
def test_a_paper_for_outside_names_neither_protection_nor_law_nor_file(form: str, language: str) -> None:
    for size in SIZES:
        said = texts(samples()[form].document(size, language))
        assert labels_in(said.replace(said[said.find("<style>") : said.find("</style>")], "")) == ()
        assert [word for word in ("№ 72", "No. 72", "110", FILE[:8], "Қарлығаш", "qorgan", "M1.", "M2.") if word in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", PARTNER)
def test_a_task_carries_its_package_alone(form: str, language: str) -> None:
    """No file, no pseudonym of it, no code of a measure; of the law only what the record names as its ground."""
    facts = given(form, language)
    said = texts(made(form, facts)).replace(facts.value.basis, "")
    assert [word for word in (FILE[:8], "Қарлығаш", "M2.", "M4.", "№ 72", "No. 72") if word in said] == []
    assert [each.name for each in facts.value.package if each.value not in said] == (["old identity"] if form == "task-doc" else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_old_and_new_data_are_together_on_no_paper(language: str) -> None:
    facts = given("task-doc", language)
    assert "Тоқтаров" not in texts(made("task-doc", facts))
    alone = replace(facts.value, package=tuple(each for each in facts.value.package if each.name == "old identity"))
    assert "Тоқтаров" in texts(made("task-doc", replace(facts, value=alone)))


def test_each_kind_of_partner_has_one_sheet() -> None:
    codes = [code for each in task.PARTNERS for code in each.codes]
    assert sorted(codes) == sorted(PARTNERS)


@pytest.mark.parametrize("kind", sorted(TASK_KINDS))
def test_a_task_that_carries_what_its_kind_may_not_is_no_paper(kind: str) -> None:
    facts = given("task-other")
    other = next(name for each in TASK_KINDS.values() for name in each.carries if name not in TASK_KINDS[kind].carries)
    value = replace(facts.value, kind=kind, basis="правила, пункт 4", package=(Fact(other, "x"),))
    with pytest.raises(SaysTooMuch, match=other):
        made("task-other", replace(facts, value=value))


def test_a_closure_given_as_a_task_tells_nobody_whom_it_is_about() -> None:
    facts = given("task-other")
    value = replace(facts.value, kind="CLOSURE", measure="M2.4", package=(), instruction="закрыть карточку защищаемого лица")
    with pytest.raises(SaysTooMuch, match="защищаемого"):
        made("task-other", replace(facts, value=value))


@pytest.mark.parametrize("changes", [{"record": "карточка свидетеля А-1"}, {"basis": "Закон о защите"}, {"under": "қорғалатын"}])
def test_an_order_that_labels_is_no_paper(changes: dict[str, str]) -> None:
    facts = given("closure-close")
    with pytest.raises(SaysTooMuch):
        made("closure-close", replace(facts, value=replace(facts.value, **changes)))


def test_under_a_code_a_ground_that_would_label_stays_in_the_record() -> None:
    facts = given("closure-close")
    document = made("closure-close", replace(facts, value=replace(facts.value, basis="Закон о защите", under="K-7/26")))
    assert "K-7/26" in texts(document)
    assert "защите" not in texts(document)


@pytest.mark.parametrize("leak", [LeakCheck("x", 0, (), AT), LeakCheck("x", 5, ("NAME",), AT)])
def test_a_warning_that_was_not_found_clean_is_not_handed_over(leak: LeakCheck) -> None:
    facts = given("official-warning")
    with pytest.raises(SaysTooMuch):
        made("official-warning", replace(facts, value=replace(facts.value, leak=leak)))


def test_a_warning_is_signed_on_its_own_sheet_and_its_receipt_is_a_leaf() -> None:
    document = made("official-warning", given("official-warning"))
    assert not any(isinstance(each, Blank) for each in document.blocks)
    assert len([each for each in document.leaf if isinstance(each, Blank)]) == 4


def test_a_referral_that_tells_what_happened_is_no_card() -> None:
    facts = given("referral-card")
    seen = Neutral("Торговля людьми", "1", "x")
    with pytest.raises(SaysTooMuch):
        made("referral-card", replace(facts, value=replace(facts.value, seen=seen)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_new_data_stand_beside_no_pseudonym_and_no_earlier_data(language: str) -> None:
    for signers in ((OFFICIAL,), (OFFICIAL, PERSON)):
        said = texts(made("data-agreement", replace(given("data-agreement", language), signers=signers)))
        assert "Сәтбеков" in said
        assert [word for word in ("Қарлығаш", "Тоқтаров", FILE[:8]) if word in said] == []


def test_a_receipt_for_who_is_outside_does_not_name_the_kind_of_paper() -> None:
    facts = given("receipt-pen")
    for to, named in (("PP", False), ("COOP", False), ("THREATENER", False), ("PRS", True)):
        said = texts(made("receipt-pen", replace(facts, value=replace(facts.value, to=to))))
        assert ("РЕШЕНИЕ" in said) is named
        assert labels_in(said if to in ("COOP", "THREATENER") else "") == ()


@pytest.mark.parametrize("form", ["official-warning", "stay-agreement"])
def test_a_text_is_shown_in_its_own_language_alone(form: str) -> None:
    facts = replace(given(form, "kk"), words=Words("ru"))
    with pytest.raises(MissingField):
        made(form, facts)


def test_what_was_acknowledged_is_printed_and_no_other_text() -> None:
    facts = given("nondisclosure", "kk")
    assert "құпия" in texts(made("nondisclosure", facts)).casefold()
    with pytest.raises(MissingField, match="kk"):
        made("nondisclosure", replace(facts, words=Words("ru")))


# Consent --------------------------------------------------------------------------------------------------------------------------


def test_words_of_consent_are_there_for_each_measure_that_wants_one_and_for_no_other() -> None:
    assert set(consent.MEANS) == {code for code, row in MATRIX.items() if row.adult.wanted or row.minor.wanted}


def test_the_form_asks_for_each_measure_that_wants_a_yes() -> None:
    document = made("consent-form", given("consent-form", "en", "long"))
    asked = [each.text.rpartition("(")[2].rstrip(")") for each in document.blocks if isinstance(each, Heading)]
    assert asked == ["M2.1b", "M2.1d", "M2.3", "M2.5a", "M2.6", "M2.7"]
    labels = [each.label for each in document.blocks if isinstance(each, Blank)]
    assert labels.count("What the child thinks of it, in its own words") == 6


def test_a_ruling_whose_measures_want_no_yes_makes_no_form_of_consent() -> None:
    facts = given("consent-form")
    ruling = replace(facts.value, measures=tuple(each for each in facts.value.measures if each.code == "M2.2a"))
    assert "consent-form" not in [each.id for each in for_record("selection", ruling)]


def test_the_words_that_were_read_are_printed_where_the_hash_is_theirs() -> None:
    facts = given("consent", "en")
    assert "Your home is guarded" in texts(made("consent", facts))
    other = replace(facts, value=replace(facts.value, text_hash="00" * 32))
    assert "Your home is guarded" not in texts(made("consent", other))


# Rulings --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["RULING", "SENTENCE"])
@pytest.mark.parametrize("signatory", ["INVESTIGATOR", "COURT", "OFFICIAL"])
@pytest.mark.parametrize("asked", ["", "4e" * 16])
def test_each_revocation_is_one_ruling(act: str, signatory: str, asked: str) -> None:
    value: Revocation = replace(given("revocation").value, act=act, signatory=signatory, on_request=asked)
    found = [each.id for each in for_record("revocation", value) if not each.id.startswith("notice-")]
    assert len(found) == 1


def test_the_file_of_a_paper_names_no_program() -> None:
    for form in ("closure-close", "decision-applied"):
        document = coded(samples()[form].document("short", "kk"))
        with pikepdf.open(io.BytesIO(pdf(document, AT))) as opened:
            about = str(opened.docinfo).casefold() + str(opened.open_metadata()).casefold()
        assert "qorgan" not in about
        assert document.code.casefold() in about


def test_every_form_of_measures_is_tried_above_or_by_its_samples() -> None:
    assert set(samples()) >= {*OUTSIDE, *PARTNER, *(id for id in templates() if id.startswith(("item-", "transfer-", "closure-")))}


ABOUT_THE_PERSON = (
    "revocation", "lifting-granted", "lifting-refused", "application-granted", "application-refused", "continuation",
    "stay-agreement", "item-receipt", "item-return", "item-minute", "data-agreement", "consent", "consent-minuted", "consent-form",
    "nondisclosure-person", "transfer-person", "closure-decision-close", "decision-applied", "decision-refused", "contract",
    "contract-amendment",
)  # fmt: skip


@pytest.mark.parametrize("form", ABOUT_THE_PERSON)
def test_a_paper_that_the_person_may_keep_warns_that_it_can_give_them_away(form: str) -> None:
    titles = [each.title for each in made(form, given(form, "en")).blocks if isinstance(each, Notice)]
    assert "This paper can give you away" in titles
