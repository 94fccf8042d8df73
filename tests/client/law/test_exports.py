"""What may leave the channel for other systems (C.2), and what never does."""

from __future__ import annotations

import dataclasses
import inspect

import pytest

from client.law import exports
from client.law.catalogue import TYPES
from client.law.exports import counts, directory, papers
from client.law.exports.counts import (
    NOT_LOADED,
    authorised,
    commission_report,
    equal_treatment,
    may_publish,
    offences,
    patterns,
    public_results,
    risk_report,
)
from client.law.exports.directory import BadDirectory, Organisation, fits, takes, who_helps
from client.law.exports.papers import (
    InternationalNotice,
    TellsTooMuch,
    asylum_application,
    at_the_border,
    certificate_request,
    closure_deciders,
    entitlement,
    fund_claim,
    international_notice,
    leaflet,
    petition_pack,
    printable,
    ways_to_redress,
)
from client.law.exports.quarter import quarter
from client.law.records.referrals import ReferralCard
from client.law.records.tasks import Fact
from client.law.statistics.hiding import SMALL
from client.law.tables.referrals import telling
from tests.client.law.casebook.cast import millis
from tests.client.law.casebook.played import played
from tests.client.law.examples import BY_NAME

TWO = ("a", "b")

# Counts -----------------------------------------------------------------------------------------------------------------


@pytest.mark.norm("T110-1.3", "passes")
def test_internal_affairs_and_social_protection_are_the_authorised_bodies() -> None:
    assert authorised("IA")
    assert authorised("SOC")


@pytest.mark.norm("T110-1.3", "refuses")
def test_an_organisation_is_none() -> None:
    assert authorised("NGO") is False


@pytest.mark.norm("T110-7.1.8", "passes")
def test_the_public_is_told_numbers_by_kind_and_outcome() -> None:
    report = public_results("SOC", [played("referral sent")] * 6, TWO)
    line = next(each for each in report.lines if each.name == "referrals by kind")
    assert dict(line.cells)["MEDICAL"] == "6"


@pytest.mark.norm("T110-7.1.8", "refuses")
def test_small_numbers_are_hidden_and_nobody_publishes_alone_or_out_of_turn() -> None:
    report = public_results("IA", [played("referral sent")], TWO)
    assert dict(report.lines[1].cells)["MEDICAL"] == SMALL
    with pytest.raises(ValueError, match="two different people"):
        public_results("IA", [], ("a", "a"))
    with pytest.raises(ValueError, match="authorised"):
        public_results("NGO", [], TWO)


@pytest.mark.norm("SYS-14", "passes")
def test_a_commission_receives_the_same_aggregates() -> None:
    report = commission_report([played("victim")] * 7, TWO)
    assert report.audience == "COMMISSION"
    assert dict(report.lines[0].cells)["IDENTIFIED"] == "7"


@pytest.mark.norm("SYS-14", "refuses")
def test_a_commission_receives_no_small_cell_and_no_file_of_an_exercise() -> None:
    file = played("victim")
    exercise = dataclasses.replace(file, case=dataclasses.replace(file.case, exercise=True))
    report = commission_report([exercise] * 7, TWO)
    assert dict(report.lines[0].cells)["IDENTIFIED"] == SMALL
    with pytest.raises(ValueError, match="two different people"):
        commission_report([], ("a",))


@pytest.mark.norm("T110-14", "passes")
def test_patterns_are_counted_of_victims() -> None:
    (line,) = patterns([played("child victim")] * 5)
    assert dict(line.cells)["minor"] == 5


@pytest.mark.norm("T110-14", "refuses")
def test_patterns_of_others_are_not() -> None:
    (line,) = patterns([played("minor"), played("opened")])
    assert set(dict(line.cells).values()) == {0}


@pytest.mark.norm("SYS-15", "passes")
def test_the_assessment_of_risks_receives_each_pattern_by_itself() -> None:
    report = risk_report("IA", [played("child victim")] * 5, TWO)
    assert ("files", "5") in next(each for each in report.lines if each.name == "minor").cells


@pytest.mark.norm("SYS-15", "refuses")
def test_others_assess_no_risks() -> None:
    with pytest.raises(ValueError, match="authorised"):
        risk_report("NGO", [], TWO)


@pytest.mark.norm("T110-5.7", "passes")
def test_outcomes_can_be_compared_between_children_and_adults() -> None:
    lines = equal_treatment([played("referral sent"), played("child victim")], "minor")
    assert [each.name.split(":")[0] for each in lines] == ["adult", "child"]


@pytest.mark.norm("T110-5.7", "refuses")
def test_no_record_has_a_field_for_ethnicity_and_no_count_is_split_by_it() -> None:
    with pytest.raises(ValueError, match="not split"):
        equal_treatment([], "ethnicity")
    fields = {field.name for each in TYPES.values() for field in dataclasses.fields(each.form)}
    assert not {name for name in fields if "ethnic" in name or "nationality" in name or "religion" in name}


@pytest.mark.norm("SYS-28", "passes")
def test_a_database_of_offences_receives_counts_and_the_statement_that_nobody_is_loaded() -> None:
    report = offences((("art. 128", 7), ("art. 135", 9)), TWO)
    assert report.note == NOT_LOADED
    assert dict(report.lines[0].cells) == {"art. 128": "7", "art. 135": "9"}


@pytest.mark.norm("SYS-28", "refuses")
def test_there_is_no_other_export_to_it_and_none_to_school_records() -> None:
    """SYS-28, SYS-33: nothing here takes an identity, nor marks a child."""
    assert dict(offences((("art. 128", 2),), TWO).lines[0].cells) == {"art. 128": SMALL}
    names = [
        f"{name}{inspect.signature(value)}"
        for module in (exports, counts, directory, papers)
        for name, value in vars(module).items()
        if inspect.isfunction(value)
    ]
    assert not [each for each in names if any(word in each.lower() for word in ("school", "education", "identities", "birth"))]
    assert inspect.signature(offences).parameters.keys() == {"counts", "released_by"}


@pytest.mark.norm("SYS-32", "passes")
def test_a_quarter_counts_statements_decisions_and_what_was_late() -> None:
    report = quarter([played("decided")] * 6, millis("0m"), millis("90d"), TWO)
    told = {line.name: dict(line.cells) for line in report.lines}
    assert told["statements"]["WRITTEN"] == "6"
    assert told["decisions"]["APPLY"] == "6"
    assert told["decisions in time"] == {"LATE": SMALL, "IN_TIME": "6"}
    late = quarter([played("opened")] * 6, millis("0m"), millis("90d"), TWO)
    assert dict(late.lines[2].cells)["LATE"] == "6"


@pytest.mark.norm("SYS-32", "refuses")
def test_another_quarter_and_the_files_of_an_exercise_count_nothing() -> None:
    assert dict(quarter([played("decided")] * 6, millis("90d"), millis("180d"), TWO).lines[1].cells)["APPLY"] == SMALL
    file = played("decided")
    exercise = dataclasses.replace(file, case=dataclasses.replace(file.case, exercise=True))
    assert dict(quarter([exercise] * 6, 0, millis("90d"), TWO).lines[1].cells)["APPLY"] == SMALL
    with pytest.raises(ValueError, match="two different people"):
        quarter([], 0, 1, ("a", "a"))


@pytest.mark.norm("S-34", "passes")
def test_large_tables_by_region_may_be_published() -> None:
    assert may_publish("region", (12, 3), prisoners=False)
    assert may_publish("region", (12, 30), prisoners=True)


@pytest.mark.norm("S-34", "refuses")
def test_a_table_that_singles_out_a_prisoner_may_not_nor_one_below_the_region() -> None:
    assert may_publish("region", (12, 1), prisoners=True) is False
    assert may_publish("district", (12, 30), prisoners=False) is False


# Directory --------------------------------------------------------------------------------------------------------------

HEAD = "code;kind;name;region;neighbours;languages;capacity;children;memorandum"
ROWS = (
    "SSS-1;SSS;Орталық;Алматы;Жетісу;kk,ru;3;no;",
    "NGO-1;NGO;Ұйым;Жетісу;Алматы,Абай;kk,uz;2;yes;M-4",
    "NGO-2;NGO;Басқа ұйым;Абай;;kk;9;no;",
)


def found(*rows: str) -> tuple[Organisation, ...]:
    return directory.directory("\n".join((HEAD, *rows)))


@pytest.mark.norm("SYS-30", "passes")
def test_a_directory_file_is_imported() -> None:
    one, two, three = found(*ROWS)
    assert (one.code, two.code, three.code) == ("NGO-1", "NGO-2", "SSS-1")
    assert one.languages == ("kk", "uz")


@pytest.mark.norm("SYS-30", "refuses")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "code;name",
        f"{HEAD}\nX;SSS;Y;Z;;kk;many;no;",
        f"{HEAD}\nX;TOURISM;Y;Z;;kk;1;no;",
        f"{HEAD}\nX;SSS;;Z;;kk;1;no;",
        f"{HEAD}\nX;SSS;Y;Z;;kk;1;maybe;",
        f"{HEAD}\nX;SSS;Y;Z;;kk;1",
        f"{HEAD}\nX;SSS;Y;Z;;kk;1;no;\nX;NGO;Y;Z;;kk;1;no;",
    ],
)
def test_a_file_with_an_error_imports_nothing(text: str) -> None:
    with pytest.raises(BadDirectory):
        directory.directory(text)


@pytest.mark.norm("T110-1.5", "passes")
def test_a_provider_with_a_place_that_speaks_the_language_fits() -> None:
    assert fits(found(ROWS[0])[0], "SSS", "ru")


@pytest.mark.norm("T110-1.5", "refuses")
def test_one_that_is_full_or_speaks_another_does_not() -> None:
    one = found(ROWS[0])[0]
    assert fits(one, "SSS", "uz") is False
    assert fits(dataclasses.replace(one, capacity=0), "SSS", "ru") is False


@pytest.mark.norm("SYS-58", "passes")
def test_a_child_goes_where_children_are_taken() -> None:
    assert takes(found(ROWS[1])[0], child=True)


@pytest.mark.norm("SYS-58", "refuses")
def test_a_child_goes_nowhere_else() -> None:
    assert takes(found(ROWS[0])[0], child=True) is False
    assert takes(dataclasses.replace(found(ROWS[1])[0], capacity=0), child=True) is False


@pytest.mark.norm("SYS-27", "passes")
def test_the_region_itself_comes_first_then_its_neighbours() -> None:
    assert [each.code for each in who_helps(found(*ROWS), "SSS", "Алматы", "kk")] == ["SSS-1"]
    assert [each.code for each in who_helps(found(*ROWS), "NGO", "Алматы", "uz")] == ["NGO-1"]


@pytest.mark.norm("SYS-27", "refuses")
def test_who_declined_or_has_no_memorandum_is_sent_nothing() -> None:
    assert who_helps(found(*ROWS), "NGO", "Алматы", "uz", past=("NGO-1",)) == ()
    assert [each.code for each in who_helps(found(*ROWS), "NGO", "Абай", "kk")] == ["NGO-1"]


# Papers -----------------------------------------------------------------------------------------------------------------


def card(**changes: object) -> ReferralCard:
    found_card = BY_NAME["referral-card"]
    assert isinstance(found_card, ReferralCard)
    return dataclasses.replace(found_card, **changes)  # type: ignore[arg-type]


@pytest.mark.norm("SYS-21", "passes")
def test_the_printed_card_says_what_the_card_says() -> None:
    text = "\n".join(str(each) for each in printable(card()))
    assert "health organisation" in text
    assert "Аққу" in text
    assert not telling(text)


@pytest.mark.norm("SYS-21", "refuses")
def test_a_card_that_tells_is_not_printed() -> None:
    with pytest.raises(TellsTooMuch):
        printable(card(safety="жертва, не говорить мужу"))
    with pytest.raises(TellsTooMuch):
        printable(card(facts=(Fact("needs", "after trafficking"),)))


@pytest.mark.norm("SYS-12", "passes")
def test_the_entitlement_names_no_title() -> None:
    assert str(entitlement("Аққу")) == "Аққу is entitled to the guaranteed volume of free medical care"


@pytest.mark.norm("SYS-12", "refuses")
def test_an_entitlement_that_tells_is_not_made() -> None:
    with pytest.raises(TellsTooMuch):
        entitlement("victim 7")


HARM = {"by": "officer", "write": "harm"}


@pytest.mark.norm("SYS-11", "passes")
def test_the_fund_is_told_kinds_of_harm_under_another_pseudonym() -> None:
    claim = fund_claim(played("victim", then=(HARM,)), "Тырна")
    assert claim is not None
    assert claim.pseudonym == "Тырна"
    assert claim.harms


@pytest.mark.norm("SYS-11", "refuses")
def test_no_claim_under_the_pseudonym_of_the_file_nor_without_harm() -> None:
    file = played("victim", then=(HARM,))
    assert fund_claim(file, "Тырна") is not None
    assert fund_claim(file, file.case.pseudonym) is None
    assert fund_claim(played("victim"), "Тырна") is None


@pytest.mark.norm("S-17", "passes")
def test_a_victim_with_harm_has_both_ways_to_redress() -> None:
    assert ways_to_redress(played("victim", then=(HARM,))) == ("L72-30", "COMPENSATION_FUND")


@pytest.mark.norm("S-17", "refuses")
def test_who_is_no_victim_has_no_claim_on_the_fund() -> None:
    assert ways_to_redress(played("opened", then=(HARM,))) == ("L72-30",)
    assert ways_to_redress(played("opened")) == ()


@pytest.mark.norm("SYS-10", "passes")
def test_the_petition_goes_under_a_pseudonym_and_the_identity_sealed_to_internal_affairs() -> None:
    pack = petition_pack(played("served victim"), "Тырна", "00ff", millis("0m"))
    assert [(each.to, each.identity) for each in pack] == [("LEB", ""), ("IA", "00ff")]
    assert {each.last for each in pack} == {millis("181d")}


@pytest.mark.norm("SYS-10", "refuses")
def test_without_services_there_is_no_petition() -> None:
    assert petition_pack(played("ready to return"), "Тырна", "00ff", 0) == ()


@pytest.mark.norm("SYS-17", "passes")
def test_the_request_for_a_certificate_carries_name_and_documents() -> None:
    request = certificate_request(played("citizen victim"), (Fact("name", "А. Б."),))
    assert request.facts == (Fact("name", "А. Б."),)
    assert request.checked == ()


@pytest.mark.norm("SYS-17", "refuses")
def test_it_carries_no_place() -> None:
    with pytest.raises(TellsTooMuch):
        certificate_request(played("citizen victim"), (Fact("location", "қала"),))


@pytest.mark.norm("SYS-19", "passes")
def test_a_foreigner_applies_for_refugee_status_and_the_country_of_origin_is_not_told() -> None:
    application = asylum_application(played("victim"), "ASYLUM", "Аққу", "uz")
    assert application is not None
    assert application.not_to == ("country of origin",)


@pytest.mark.norm("SYS-19", "refuses")
def test_a_citizen_does_not_apply_nor_does_anybody_for_another_kind() -> None:
    assert asylum_application(played("victim"), "STATELESS", "Аққу", "uz") is not None
    assert asylum_application(played("citizen victim"), "ASYLUM", "Аққу", "kk") is None
    assert asylum_application(played("victim"), "RETURN", "Аққу", "uz") is None


@pytest.mark.norm("SYS-59", "passes")
def test_the_border_is_told_pseudonym_and_language() -> None:
    application = asylum_application(played("victim"), "ASYLUM", "Аққу", "uz")
    assert application is not None
    assert {each.name for each in at_the_border(application, ())} == {"pseudonym", "language"}


@pytest.mark.norm("SYS-59", "refuses")
@pytest.mark.parametrize("name", ["location", "contact", "status"])
def test_the_border_is_told_no_place(name: str) -> None:
    application = asylum_application(played("victim"), "ASYLUM", "Аққу", "uz")
    assert application is not None
    with pytest.raises(TellsTooMuch):
        at_the_border(application, (Fact(name, "x"),))


@pytest.mark.norm("SYS-54", "passes")
@pytest.mark.parametrize("language", ["kk", "ru", "ky", "tg", "uz"])
def test_the_leaflet_is_there_in_the_languages_of_the_border(language: str) -> None:
    sentences = leaflet(language)
    assert sentences is not None
    assert any("thirty days" in each for each in sentences)


@pytest.mark.norm("SYS-54", "refuses")
def test_a_language_that_is_lacking_is_said_to_be() -> None:
    assert leaflet("uz") is not None
    assert leaflet("fr") is None


NOTICE = InternationalNotice("XX", "treaty 1", "5-1", "this case only", "please answer")


@pytest.mark.norm("T110-12.2.3", "passes")
def test_an_enabled_partner_under_a_treaty_is_noticed() -> None:
    assert international_notice(NOTICE, frozenset({"XX"})) == NOTICE


@pytest.mark.norm("T110-12.2.3", "refuses")
def test_it_is_off_by_default_and_tells_nothing() -> None:
    assert international_notice(NOTICE) is None
    assert international_notice(dataclasses.replace(NOTICE, treaty=""), frozenset({"XX"})) is None
    with pytest.raises(TellsTooMuch):
        international_notice(dataclasses.replace(NOTICE, text="victim found"), frozenset({"XX"}))


@pytest.mark.norm("S-01", "passes")
def test_the_official_decides_on_closures() -> None:
    assert closure_deciders() == ("OFFICIAL",)


@pytest.mark.norm("S-01", "refuses")
def test_a_policy_lets_others_ask_and_takes_nothing_from_the_official() -> None:
    assert closure_deciders(("COURT", "NEIGHBOUR")) == ("OFFICIAL", "COURT")
