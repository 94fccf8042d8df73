"""What an officer does with a file, called as a window would: few acts, all that is missing at once, nothing twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from client.app.casefile import file_named
from client.app.contracts.offering import OfferContract, offer_contract
from client.app.contracts.rights import WeighRights, weigh_rights
from client.app.contracts.signing import MinuteContract, minute_contract
from client.app.decisions import Decide, decide
from client.app.desk import Acknowledge, acknowledge
from client.app.files import OpenFile, open_file
from client.app.lacking import Lacking
from client.app.measures import MeasureWish, SelectMeasures, select_measures
from client.app.office import Office as AppOffice
from client.app.outcome import Outcome
from client.app.reading import everything, of_type
from client.app.reports import reports
from client.app.writing import Writing
from client.law.records.consents import MinutedConsent
from client.law.records.contract import ContractMinuted
from client.law.records.files import Acceptance, Acknowledgement
from client.law.records.rulings import Decision, Order, Selection
from tests.cli.office import Office, open_office, statement
from tests.cli.test_contract import PNG
from tests.cli.test_verbs import MOVE, enrolled
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["MOVE", "server", "start", "town"]

DAY = 86_400_000
GUARD = MeasureWish("M2.1a", "екі қызметкер", "1-бөлім", 30 * DAY)


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


def count(office: AppOffice, form: type[Any]) -> int:
    return len(list(of_type(everything(office), form)))


def steps(error: Lacking) -> list[str]:
    return [each.act for each in error.next]


async def to_an_order(office: Office) -> Outcome:
    """Two acts of the investigator after the statement came in."""
    told = await statement(office)
    acting = office.investigator.office
    await open_file(acting, OpenFile(told["payload_id"][:8], "Swallow", ("Guard",)))
    return await decide(acting, Decide("APPLY", "12-1", ("statement",), "тексерілді", reasons="негіз бар", order="12-2"))


async def test_from_a_statement_to_an_ordered_measure_there_are_two_acts_and_each_record_is_there(office: Office) -> None:
    done = await to_an_order(office)
    acting = office.investigator.office
    assert done.stands
    assert [count(acting, form) for form in (Acceptance, Decision, Order)] == [1, 3, 1]
    assert not done.next


async def test_a_decision_that_is_done_again_writes_nothing_twice(office: Office) -> None:
    await to_an_order(office)
    acting = office.investigator.office
    wish = Decide("APPLY", "12-1", ("statement",), "тексерілді", reasons="негіз бар", order="12-2")
    assert (await decide(acting, wish)).stands
    assert (count(acting, Decision), count(acting, Order)) == (3, 1)


async def test_a_decision_without_its_order_says_that_the_order_comes_next(office: Office) -> None:
    told = await statement(office)
    acting = office.investigator.office
    await open_file(acting, OpenFile(told["payload_id"][:8], "Swallow", ("Guard",)))
    done = await decide(acting, Decide("APPLY", "12-1", ("statement",), "тексерілді", reasons="негіз бар"))
    assert [(each.act, each.lacks) for each in done.next] == [("order_security", ("number",))]
    with pytest.raises(Lacking) as caught:
        await select_measures(office.guard.office, SelectMeasures("7", (GUARD,)))
    assert "no order yet" in str(caught.value)


async def test_a_selection_says_everything_that_it_wants_and_of_each_measure(office: Office) -> None:
    await to_an_order(office)
    move = MeasureWish("M2.5a", " ", "бөлім", 30 * DAY)
    camera = MeasureWish("M2.1d", " ", "бөлім", 30 * DAY)
    with pytest.raises(Lacking) as caught:
        await select_measures(office.guard.office, SelectMeasures("7", (move, camera)))
    told = str(caught.value)
    assert "M2.5a has no method" in told
    assert "M2.1d has no method" in told
    assert "last resort" in told
    assert steps(caught.value) == ["take_file"]
    assert count(office.guard.office, Selection) == 0


async def test_choosing_measures_acknowledges_the_order_which_it_rests_on(office: Office) -> None:
    await to_an_order(office)
    await office.guard.do("file-take")
    acting = office.guard.office
    done = await select_measures(acting, SelectMeasures("7", (GUARD,)))
    assert done.stands
    assert [each.type for each in done.written] == ["acknowledgement", "selection", "selection-notice"]
    assert done.written[done.main].type == "selection"
    await select_measures(acting, SelectMeasures("7", (GUARD,)))
    assert (count(acting, Selection), count(acting, Acknowledgement)) == (1, 1)


async def test_a_contract_says_everything_that_it_wants_with_the_acts_that_mend_it(office: Office) -> None:
    await to_an_order(office)
    await office.guard.do("file-take")
    acting = office.guard.office
    move = MeasureWish("M2.5a", "қоныс", "бөлім", 60 * DAY, ("M2.1a жеткіліксіз",), duration="TEMPORARY")
    await select_measures(acting, SelectMeasures("7", (GUARD, move)))
    with pytest.raises(Lacking) as caught:
        await offer_contract(acting, OfferContract())
    assert steps(caught.value) == ["weigh_rights", "make_card"]
    assert dict(caught.value.next[0].prefilled)["measure"] == "M2.1a,M2.5a"
    assert "K18 (moves)" in str(caught.value)


async def test_rights_are_weighed_for_all_measures_at_once_or_with_the_offer(office: Office) -> None:
    await enrolled(office)
    acting, words = office.guard.office, (("K18", "әкімдік пәтер табады"),)
    done = await offer_contract(acting, OfferContract(words=words, touched=(("HOUSING", "пәтері өзінде қалады"),)))
    assert done.stands
    assert Counter(each.type for each in done.written) == {"rights-weighed": 3, "contract": 1}
    assert done.written[done.main].type == "contract"
    with pytest.raises(Exception, match="no chosen measure waits"):
        await weigh_rights(acting, WeighRights())


async def test_the_minute_of_a_paper_goes_on_where_it_stopped(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await enrolled(office)
    acting, words = office.guard.office, (("K18", "әкімдік пәтер табады"),)
    await offer_contract(acting, OfferContract(words=words, none_touched=True))
    (office.folder / "scan.png").write_bytes(PNG)
    record, wish = Writing.record, MinuteContract(office.folder / "scan.png", consent=("all",))

    async def stopping(self: Writing, circle: Any, value: object, **more: Any) -> Any:
        if isinstance(value, ContractMinuted):
            raise ConnectionError
        return await record(self, circle, value, **more)

    monkeypatch.setattr(Writing, "record", stopping)
    with pytest.raises(ConnectionError):
        await minute_contract(acting, wish)
    begun = [value for _item, value in of_type(everything(acting), MinutedConsent)]
    monkeypatch.setattr(Writing, "record", record)
    assert (await minute_contract(acting, wish)).stands
    assert [value for _item, value in of_type(everything(acting), MinutedConsent)] == begun
    ((_item, minute),) = of_type(everything(acting), ContractMinuted)
    assert {each.scan for each in begun} == {minute.scan}


async def test_a_report_is_named_by_its_number_or_by_its_record(office: Office) -> None:
    told = await statement(office)
    acting = office.guard.office
    await acting.sync()
    (item,) = [item for item, report in reports(acting) if report.payload_id == told["payload_id"] and item.circle]
    done = await acknowledge(acting, Acknowledge(item.entry.hash.hex()[:10]))
    assert done.stands
    ((_item, value),) = of_type(everything(acting), Acknowledgement)
    assert value.of == told["payload_id"]


async def test_what_a_desk_seals_of_a_clock_is_in_no_language(office: Office) -> None:
    await to_an_order(office)
    acting = office.investigator.office
    file = file_named(acting, None)
    texts = {each.text for info in acting.channel.circles() for each in acting.channel.deadlines(info.id)}
    assert file.pseudonym == "Swallow"
    assert {"DL-16 (26-1(3)(1))", "DL-01 (23(1))", "DL-01 warning (23(1))"} <= texts
