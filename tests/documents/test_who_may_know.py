"""Papers say to each reader what that reader may know, and no more (A.11, AMB-15)."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from client.documents.document import Document, Notice
from client.documents.facts import Facts, Related, Signer
from client.documents.typesetting import pdf
from client.law.records.rulings import SelectedMeasure, Selection
from client.texts import LANGUAGES
from tests.documents.samples import AT, CASE, FILE, OFFICIAL, PERSON, Sample, made, related, samples


def text(document: Document) -> str:
    return "\n".join(document.texts())


def short(form: str, language: str = "en") -> Facts[object]:
    return samples()[form].short(language)


def changed(form: str, **changes: object) -> Document:
    facts = short(form)
    return made(form, replace(facts, value=replace(facts.value, **changes)))  # type: ignore[type-var]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_is_told_of_measures_and_the_paper_has_neither_method_nor_unit(language: str) -> None:
    ruling = Selection(
        FILE, "23-7", "c3" * 32, (SelectedMeasure("M2.3", "Абай 7", "3-топ", AT, AT, need="себеп-Х", executor="PEN"),)
    )
    facts = replace(short("notice-measures", language), related={"selection": related(ruling, entry="b2" * 32)})
    told = text(made("notice-measures", facts))
    assert "M2.3" in told
    assert [each for each in ("Абай", "3-топ", "себеп-Х") if each in told] == []


def test_the_body_that_decides_is_told_what_stands_beside_its_own_code_only() -> None:
    """The ruling says method and unit; the notice has no field for them."""
    ruling, told = text(made("selection", short("selection"))), text(made("notice-chosen", short("notice-chosen")))
    assert "two guards" in ruling
    assert "two guards" not in told


def test_reasons_that_are_withheld_are_not_on_the_paper_that_goes_out() -> None:
    assert "because of X" in text(changed("information-request", reasons="because of X", withheld=False))
    assert "because of X" not in text(changed("information-request", reasons="because of X", withheld=True))


def test_who_is_asked_for_information_learns_neither_file_nor_pseudonym() -> None:
    told = text(made("information-request", short("information-request")))
    assert FILE[:8] not in told
    assert CASE.case.pseudonym not in told


def test_the_suspect_gets_the_checked_text_and_neither_file_pseudonym_nor_reasons() -> None:
    told = text(changed("preventive-copy", reasons="the witness said so"))
    assert [each for each in (FILE[:8], CASE.case.pseudonym, "the witness said so") if each in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_suspects_copy_cites_no_law_on_protection(language: str) -> None:
    """Else it would say that somebody is protected."""
    made_of = made("preventive-copy", short("preventive-copy", language))
    assert [each for each in ("№ 72", "No. 72") if each in text(made_of)] == []
    assert made_of.unlabelled  # so that no watermark says it either


def test_a_report_sent_under_force_is_printed_like_any_other() -> None:
    assert text(changed("threat-report", duress=True)) == text(changed("threat-report", duress=False))


def test_a_statement_is_printed_without_the_pseudonym_that_its_file_got() -> None:
    """Who holds both papers must not learn from them who is behind the pseudonym."""
    for form in ("statement-written", "statement-oral", "statement-receipt", "data-received"):
        assert CASE.case.pseudonym not in text(made(form, short(form)))


def test_the_body_complained_of_learns_the_outcome_and_not_the_complaint() -> None:
    complaint, told = short("complaint-pack"), text(made("complaint-outcome-body", short("complaint-outcome-body")))
    assert str(getattr(complaint.value, "text", "")) not in told


@pytest.mark.parametrize(("signers", "unsigned"), [((), True), ((PERSON, OFFICIAL), False)])
def test_a_contract_shown_with_a_complaint_says_whether_it_binds(signers: tuple[Signer, ...], unsigned: bool) -> None:
    shown = Related(short("contract").value, "b7" * 32, OFFICIAL, signers)
    facts = short("complaint-pack")
    value = replace(facts.value, pack=("b7" * 32,))  # type: ignore[type-var]
    told = text(made("complaint-pack", replace(facts, value=value, related={"contract": (shown,)})))
    assert ("It binds nobody" in told) is unsigned


@pytest.mark.parametrize("form", ["notice-measures", "notice-danger", "receipt-pen"])
def test_a_receipt_asks_who_is_protected_for_no_surname(form: str) -> None:
    """It stays with the body, under a number of the file, and would say whose pseudonym it is."""
    told = text(changed(form, way="PAPER", to="PP"))
    assert "Surname" not in told
    assert "as it stands on the paper" in told


def test_that_a_contract_was_explained_is_said_where_the_record_says_it() -> None:
    assert "What was explained" not in text(changed("contract-pen-minute", explained=" "))
    assert "each clause, twice" in text(changed("contract-pen-minute", explained="each clause, twice"))


@pytest.mark.parametrize(
    "sample", [each for each in samples().values() if each.form.startswith(("notice-", "alert-"))], ids=lambda each: each.form
)
def test_who_keeps_a_paper_of_the_person_is_told_what_it_can_do(sample: Sample) -> None:
    """To the person: keep it hidden; to officials: that disclosing it is a crime."""
    titles = [each.title for each in made(sample.form, sample.short("en")).blocks if isinstance(each, Notice)]
    assert {"This paper can give you away", "For officials only"} & set(titles)


def test_numbers_stay_in_their_place_in_a_text_of_a_language_that_others_write_from_right_to_left() -> None:
    block = Notice("T", "1. кітап 2. дәптер", "ug")
    page = pypdfium2.PdfDocument(pdf(Document("x", "kk", "T", "", "", "", "", (block,)), AT))[0]
    assert "1. кітап 2. дәптер" in page.get_textpage().get_text_range()
