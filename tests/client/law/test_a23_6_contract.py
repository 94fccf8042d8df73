"""The contract as a value: put together from a file, translated and filled by a screen, held against the clauses (L72 23(6))."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.app.casework.entries import shown_hashes
from client.cli.texts import translated
from client.law.answer import Answer, Met, NotMet
from client.law.catalogue import envelope, parse, to_payload
from client.law.contract import wording
from client.law.contract.assemble import Draft, Terms, assemble, render
from client.law.contract.clauses import problems, renditions_agree
from client.law.file.contracts import must_be_offered_again
from client.law.file.ending import proposed
from client.law.fold import check, draft
from client.law.payload import NotOfTheForm
from client.law.records.contract import Clause, Contract, ContractMinuted, FamilyMember, Rendition, contract_text
from client.law.records.ending import Revocation
from client.law.records.reports import ContractSignature
from client.law.tables.clauses import CLAUSES, MANDATORY
from client.law.tables.wording import FORBIDDEN, MUST_SAY
from client.law.words import LANGUAGES
from tests.client.law.casebook.cast import T0, author, digest, place
from tests.client.law.casebook.scene import scene
from tests.client.law.examples import BY_NAME

ID, HASH = "0b" * 16, "a1" * 32


def day(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%d.%m.%Y")


def written(draft: Draft, language: str) -> Contract:
    """As a screen makes the record of a draft."""
    said = [render(each, lambda text: translated(text, language), day) for each in (*draft.clauses, *draft.annexes)]
    clauses, annexes = tuple(said[: len(draft.clauses)]), tuple(said[len(draft.clauses) :])
    digest = hashlib.sha256(contract_text(clauses, annexes).encode()).hexdigest()
    return Contract(
        ID, draft.version, language, draft.selection, draft.measures, clauses, digest, annexes, draft.amends, interpreter=""
    )


@pytest.mark.norm("L72-23.6a", "passes")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("given", ["weighed", "vest issued", "staying", "closed at the bureau", "move chosen", "new data chosen"])
def test_what_is_assembled_from_a_file_is_what_the_law_wants(given: str, language: str) -> None:
    file = scene(given).file
    draft = assemble(file, language)
    contract = written(draft, language)
    if language != "kk":  # the person speaks Kazakh
        (problem,) = problems(file, contract)
        assert problem[0] == "K30"
        said = written(draft, "kk")
        contract = replace(contract, renditions=(Rendition("kk", said.clauses, said.annexes, said.text_hash),))
    assert problems(file, contract) == ()
    assert isinstance(renditions_agree(contract), Met)
    assert contract.measures == tuple(each.code for each in file.measures.chosen)
    assert {each.id for each in contract.clauses} >= set(MANDATORY)


@pytest.mark.norm("L72-23.6a", "refuses")
def test_a_draft_of_a_file_without_a_ruling_has_nothing_to_rest_on() -> None:
    draft = assemble(scene("ordered").file, "kk")
    assert (draft.selection, draft.measures) == ("", ())
    with pytest.raises(NotOfTheForm):
        written(draft, "kk")


def test_a_draft_says_which_of_its_words_are_still_the_officers_to_write() -> None:
    file = scene("staying").file
    assert assemble(file, "kk").wants == (("K16", "stay"),)
    assert assemble(file, "kk", Terms({"K16": "екі бөлме"})).wants == ()


def test_the_inventory_and_the_services_come_from_the_registers() -> None:
    file = scene("vest issued").file
    assert "VEST, СЖ-0417" in written(assemble(file, "en"), "en").clause("K10")
    closed = scene("closed at the bureau").file
    text = written(assemble(closed, "en"), "en").clause("K17")
    assert day(closed.closures.all()[0].until) in text
    assert not wording.numbered(text)


def test_a_represented_person_and_a_family_have_their_clauses() -> None:
    file = scene("ordered", "represented").file
    family = (FamilyMember("Тауқұдірет", True, ID),)
    ids = {each.id for each in assemble(file, "ru", Terms(family=family)).clauses}
    assert {"K26", "K27"} <= ids
    assert not {"K26", "K27"} & {each.id for each in assemble(scene("weighed").file, "ru").clauses}


def test_a_changed_contract_says_which_one_it_changes_and_counts_on() -> None:
    file = scene("contracted").file
    draft = assemble(file, "kk")
    assert (draft.amends, draft.version) == (file.contracts.standing, 2)


def beside(contract: Contract, language: str, **changed: str) -> Contract:
    """The contract with its own clauses once more as the text in ``language``, some of them changed."""
    clauses = tuple(replace(each, text=changed.get(each.id, each.text)) for each in contract.clauses)
    digest = hashlib.sha256(contract_text(clauses, contract.annexes).encode()).hexdigest()
    return replace(contract, renditions=(*contract.renditions, Rendition(language, clauses, contract.annexes, digest)))


def offer(contract: Contract) -> Answer:
    """What the law says to the offer in a file where the measures are chosen and weighed."""
    file = scene("weighed").file
    whole = replace(contract, selection=file.measures.selection)
    act = draft(
        file, whole, author("official"), digest("person@implementing"), place("person@implementing"), T0,
        shown_hashes=shown_hashes(*envelope(whole)),
    )  # fmt: skip
    return check(file, act)


@pytest.mark.norm("L72-23.6a", "refuses")
def test_the_hash_of_what_is_read_beside_is_of_what_is_shown() -> None:
    example = BY_NAME["contract"]
    assert isinstance(example, Contract)
    right = beside(example, "ru")
    assert isinstance(offer(right), Met)
    wrong = replace(right, renditions=(replace(right.renditions[0], text_hash="00" * 32),))
    assert isinstance(offer(wrong), NotMet)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_clause_of_ours_has_the_same_figures_in_each_language(language: str) -> None:
    for row in CLAUSES.values():
        for text in (row.text, row.annex):
            assert wording.figures(translated(text, "kk")) == wording.figures(translated(text, language)), row.id


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6), st.lists(st.text(max_size=40), max_size=6))
def test_any_two_texts_can_be_held_against_each_other(left: list[str], right: list[str]) -> None:
    """They agree only where they have the same clauses and the same figures."""
    example = BY_NAME["contract"]
    assert isinstance(example, Contract)
    binding, other = (tuple(Clause(f"K{at:02}", f"x{text}") for at, text in enumerate(texts)) for texts in (left, right))
    found = renditions_agree(replace(example, clauses=binding, renditions=(Rendition("ru", other, example.annexes, HASH),)))
    same = [wording.figures(each.text) for each in binding] == [wording.figures(each.text) for each in other]
    assert isinstance(found, Met) == (len(binding) == len(other) and same)


def test_a_contract_has_one_text_in_each_language() -> None:
    example = BY_NAME["contract"]
    assert isinstance(example, Contract)
    with pytest.raises(NotOfTheForm):
        beside(example, "kk")
    with pytest.raises(NotOfTheForm):
        beside(beside(example, "ru"), "ru")


# What words tell ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", CLAUSES.values(), ids=lambda row: row.id)
def test_no_clause_of_ours_says_what_is_forbidden(row: object, language: str) -> None:
    for text in (row.text, row.annex):  # type: ignore[attr-defined]
        said = translated(text, language)
        assert [each.norm for each in FORBIDDEN if wording.forbidden(each.norm, said)] == []
        assert wording.identifying(said) == ""
    assert wording.missing(row.id, translated(row.text, language)) == ""  # type: ignore[attr-defined]


WRONG = [
    ("K07", "The decision is final and the person may not complain."),
    ("K07", "Защищаемое лицо не вправе обжаловать действия органа."),
    ("K07", "Органның әрекетіне шағым берілмейді."),
    ("K21", "The family covers the removal."),
    ("K21", "Расходы на переезд несёт защищаемое лицо."),
    ("K21", "Көшу шығындарын адам өзі төлейді."),
    ("K22", "The person gives up the flat and the seniority."),
    ("K22", "На время защиты пенсия приостанавливается."),
    ("K22", "Адам тұрғын үй құқығынан бас тартады."),
    ("K24", "On 1 May the guard is lifted automatically."),
    ("K24", "Меры прекращаются автоматически."),
    ("K24", "Шаралар автоматты түрде тоқтатылады."),
    ("K14", "Measures change without the consent of the person."),
    ("K14", "Шаралар адамның келісімінсіз өзгертіледі."),
    ("K15", "The person must see a psychologist."),
    ("L72-26.4", "Адам адвокатқа ештеңе айтпайды."),
    ("K09", "A late report of a threat is a breach."),
]


@pytest.mark.parametrize(("norm", "text"), WRONG)
def test_a_forbidden_wording_is_found_in_the_middle_of_a_clause(norm: str, text: str) -> None:
    assert wording.forbidden(norm, f"Бәрі дұрыс. {text} И так далее.") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Лицо не несёт расходов; все расходы несёт орган.",
        "The person does not lose any document.",
        "Every decision may be appealed; a complaint costs nothing.",
        "Адам шығын көтермейді; шығындарды орган төлейді.",
        "Жалоба рассматривается без задержки.",
    ],
)
def test_a_lawful_wording_that_comes_close_is_let_through(text: str) -> None:
    assert [each.norm for each in FORBIDDEN if wording.forbidden(each.norm, text)] == []


def test_words_find_words_and_no_meaning() -> None:
    """Said here so that nobody trusts the lists too far: what is put otherwise passes, and a lawyer has to read it."""
    assert wording.forbidden("K21", "The van is a matter for the tenant's purse.") is None


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("ЖСН 900101300123", "identity number"),
        ("тел. 8 701 123-45-67", "telephone number"),
        ("ул. Абая, 5", "address"),
        ("Абай көшесі, 12", "address"),
        ("decision 12-1 of 05.01.2026, ruling 7", ""),
        ("M2.1a (until 2026-03-06 09:00)", ""),
    ],
)
def test_what_looks_like_data_of_identity_is_found(text: str, holds: str) -> None:
    found = wording.identifying(text)
    assert holds in found
    assert bool(holds) == bool(found)


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    for each in FORBIDDEN:
        wording.forbidden(each.norm, text)
    for clause in MUST_SAY:
        wording.missing(clause, text)


def test_a_measure_is_named_only_by_its_own_code() -> None:
    assert wording.names("M2.1a, M2.3.", "M2.3")
    assert not wording.names("M2.1a", "M2.1")
    assert not wording.names("112-1", "12-1")


# What stands ----------------------------------------------------------------------------------------------------------------

AMENDED = """
- {by: official, write: contract, as: second, with: {selection: "@selection", amends: "@offer", version: 2}}
- {by: person, write: contract-signature, as: again, with: {contract: "@second", consents.0.contract: "@second"}}
- {by: official, write: contract-closed, with: {contract: "@second", signature_entry: "@again"}}
"""


def test_the_states_of_a_contract_follow_its_records() -> None:
    found = [scene(each).file.contracts.state for each in ("weighed", "offered", "signed", "contracted", "revoked")]
    assert found == ["NONE", "OFFERED", "SIGNED_PP", "SIGNED_BOTH", "ENDED"]
    amended = scene("contracted", steps=AMENDED).file.contracts
    assert (amended.state, amended.amendments, amended.in_force) == ("AMENDED", 1, True)


def test_refusing_a_change_leaves_the_contract_in_force_and_proposes_nothing() -> None:
    steps = "\n".join(AMENDED.strip().splitlines()[:1]) + "\n- {by: officer, write: contract-minuted, with: {contract: '@second'}}"
    file = scene("contracted", steps=steps).file
    assert (file.contracts.state, file.contracts.in_force, proposed(file)) == ("REFUSED", True, ())


def test_a_refusal_proposes_g2_a_breach_on_which_the_person_was_heard_g3_and_a_motion_what_it_names() -> None:
    assert proposed(scene("refused to sign").file) == ("G2",)
    assert proposed(scene("broken").file) == ()
    assert proposed(scene("broken", steps="- {by: person, write: breach-explained}").file) == ("G3",)
    assert proposed(scene("running", steps="- {by: official, write: motion}").file) == ("G1",)


def test_what_a_representative_signed_is_offered_anew_at_majority() -> None:
    steps = """
    - {by: official, write: selection, in: person@implementing, with: {order: "@order"}}
    - {by: officer, write: rights-weighed}
    - {by: official, write: contract, with: {selection: "@selection"}}
    - by: representative
      write: contract-signature
      with: {contract: "@contract", consents.0.contract: "@contract", capacity: PARENTAL}
    - {by: official, write: contract-closed, with: {contract: "@contract", signature_entry: "@contract-signature"}}
    """
    grown = '- {by: investigator, write: person-flagged, in: coordination, with: {"on": false, reason: он сегізге толды}}'
    assert not must_be_offered_again(scene("ordered", "represented", steps=steps).file)
    assert must_be_offered_again(scene("ordered", "represented", steps=steps + grown).file)


# What was written before ----------------------------------------------------------------------------------------------------


def test_a_contract_of_version_1_has_no_annexes_and_changes_none() -> None:
    new = to_payload(BY_NAME["contract"])
    old = {name: new[name] for name in ("file", "version", "language", "selection", "measures", "clauses", "text_hash")}
    found = parse("contract", 1, old)
    assert isinstance(found, Contract)
    assert (found.annexes, found.amends, found.family, found.interpreter) == ((), "", (), "")


def test_a_contract_of_version_2_has_the_binding_text_alone() -> None:
    old = {name: value for name, value in to_payload(BY_NAME["contract"]).items() if name != "renditions"}
    found = parse("contract", 2, old)
    assert isinstance(found, Contract)
    assert found.renditions == ()


def test_an_answer_on_paper_of_version_1_has_no_witnesses() -> None:
    new = to_payload(BY_NAME["contract-minuted"])
    found = parse("contract-minuted", 1, {name: value for name, value in new.items() if name not in ("witnesses", "beside")})
    assert isinstance(found, ContractMinuted)
    assert (found.witnesses, found.beside) == ((), None)


def test_a_signature_of_version_1_says_neither_capacity_nor_what_was_shown() -> None:
    new = to_payload(BY_NAME["contract-signature"])
    old = {name: new[name] for name in ("contract", "text_hash", "language", "signed", "reasons", "consents")}
    found = parse("contract-signature", 1, old)
    assert isinstance(found, ContractSignature)
    assert (found.capacity, found.consequences, found.beside) == ("", False, None)


def test_a_contract_that_lacks_anything_is_no_contract_before_the_law() -> None:
    file, example = scene("weighed").file, BY_NAME["contract"]
    assert isinstance(example, Contract)
    whole = replace(example, selection=file.measures.selection)
    assert problems(file, whole) == ()
    for clause in MANDATORY:
        short = replace(whole, clauses=tuple(each for each in whole.clauses if each.id != clause))
        found = dict(problems(file, short))
        assert isinstance(found.get(clause, Met()), NotMet)


def test_all_that_an_official_ends_are_the_personal_measures() -> None:
    ruling = BY_NAME["revocation"]
    assert isinstance(ruling, Revocation)
    assert ruling.covers("M1.3")
    assert ruling.covers("M2.1a")
    by_official = replace(ruling, signatory="OFFICIAL")
    assert by_official.covers("M2.1a")
    assert not by_official.covers("M1.3")
