"""Art. 25 and 27(5) where they are no rules on acts: what the person may know, what a complaint may show, for how long."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from rpds import HashTrieMap

from client.law.answer import MET
from client.law.catalogue import TYPES
from client.law.file import File, file_state
from client.law.file.ending import Ending, Ruled
from client.law.file.states import FileState
from client.law.fold import apply, check, draft
from client.law.law72.a23_2_appeals import KEPT_S, SHOWN, access_until, complaint_pack, kept_meanwhile, route_for
from client.law.law72.a25_rights import Known, may_know, states_a_threat
from client.law.records.complaints import ATTACKED, DECIDERS, ROUTES
from client.law.records.requests import REQUESTS, Request
from client.law.tables.routes import ROUTES as TABLE
from client.law.tables.routes import route_of
from tests.client.law.casebook.cast import author, digest, millis, place
from tests.client.law.casebook.scene import scene
from tests.client.law.examples import BY_NAME, ID


def relative() -> File:
    """The file of a relative whose pseudonym is another one."""
    file = scene("decided").file
    return replace(file, case=replace(file.case, pseudonym="Сұңқар"))


@pytest.mark.norm("L72-25.1", "passes")
def test_the_person_knows_kind_and_state_of_their_own_measures_and_of_relatives() -> None:
    own = scene("ordered", steps='- {by: official, write: selection, in: person@implementing, with: {order: "@order"}}').file
    known = may_know(own, [relative()])
    assert Known("", "M1.8", "APPLIED") in known
    assert "M2.1a" in {each.code for each in known if not each.whose}
    assert Known("Сұңқар", "M1.8", "APPLIED") in known


@pytest.mark.norm("L72-25.1", "refuses")
def test_a_relatives_measures_that_an_official_keeps_back_are_not_shown() -> None:
    own = scene("decided", steps="- {by: official, write: knowledge-withheld}").file
    known = may_know(own, [relative()])
    assert {each.whose for each in known} == {""}


@pytest.mark.norm("L72-25.1", "passes")
def test_what_was_kept_back_is_shown_again() -> None:
    own = scene(
        "decided",
        steps="""
        - {by: official, write: knowledge-withheld}
        - {by: official, write: knowledge-withheld, with: {withheld: false}}
        """,
    ).file
    assert {each.whose for each in may_know(own, [relative()])} == {"", "Сұңқар"}


def request(kind: str, alleges_threat: bool) -> Request:
    return Request(ID, kind, (), "мәтін", "kk", 0, alleges_threat)


@pytest.mark.norm("L72-25.4", "passes")
@pytest.mark.parametrize("kind", ["ADD", "APPLY_SPECIFIC"])
def test_a_request_for_more_that_alleges_a_threat_is_a_statement(kind: str) -> None:
    assert states_a_threat(request(kind, True))


@pytest.mark.norm("L72-25.4", "refuses")
@pytest.mark.parametrize("kind", REQUESTS)
def test_a_request_that_alleges_none_is_no_statement(kind: str) -> None:
    assert states_a_threat(request(kind, False)) is False


@pytest.mark.norm("A.6", "passes")
@pytest.mark.parametrize(("about", "decider"), list(itertools.product(ATTACKED, DECIDERS)))
def test_whatever_is_attacked_and_whoever_did_it_there_is_one_row_with_a_way(about: str, decider: str) -> None:
    rows = [row for row in TABLE if about in row.about and decider in row.deciders]
    assert rows == [route_of(about, decider)]
    assert set(rows[0].routes) <= set(ROUTES)


@pytest.mark.norm("A.6", "refuses")
@pytest.mark.parametrize(("about", "decider"), list(itertools.product(ATTACKED, ("COURT", "PROSECUTOR"))))
def test_no_complaint_goes_to_the_level_that_it_attacks(about: str, decider: str) -> None:
    assert decider not in route_for(scene("opened").file, about, "", decider).routes


@pytest.mark.norm("L72-25.3", "passes")
def test_the_pack_offers_rulings_and_statements_in_the_order_of_the_log() -> None:
    stage = scene("refused")
    assert [stage.file.refs[entry].name for entry in complaint_pack(stage.file)] == ["statement", "statement", "decision"]


@pytest.mark.norm("L72-25.3", "refuses")
def test_the_pack_offers_nothing_sealed() -> None:
    stage = scene(
        "refused", steps="- {by: officer, write: pseudonym-given, in: coordination}\n- {by: investigator, write: identity-sealed}"
    )
    offered = {stage.file.refs[entry].name for entry in complaint_pack(stage.file)}
    assert offered == {"statement", "decision"}


def test_the_pack_names_types_that_there_are() -> None:
    assert set(TYPES) >= SHOWN


REVOKED = digest("revocation")
AGAINST = f'- {{by: person, write: complaint, in: complaint, with: {{about: REVOCATION, decider: OFFICIAL, of: "{REVOKED}"}}}}'


@pytest.mark.norm("L72-27.5", "passes")
def test_measures_are_kept_while_a_complaint_against_their_end_is_pending() -> None:
    assert kept_meanwhile(scene("ordered", steps=AGAINST).file, REVOKED)


@pytest.mark.norm("L72-27.5", "refuses")
@pytest.mark.parametrize(
    "then",
    [
        "- {by: official, write: complaint-hold, with: {keep: false, reasons: негіз}}",
        "- {by: complaint prosecutor, write: complaint-outcome}",
    ],
)
def test_they_are_not_kept_after_a_reasoned_choice_or_the_outcome(then: str) -> None:
    assert kept_meanwhile(scene("ordered", steps=AGAINST + "\n" + then).file, REVOKED) is False
    assert kept_meanwhile(scene("ordered").file, REVOKED) is False


@pytest.mark.norm("L72-27.5", "passes")
def test_a_complaint_is_written_after_the_measures_were_revoked() -> None:
    """The way stays open; to a route of A.6, and to no other."""
    stage = scene("ordered")
    ruled = Ruled("27-1", REVOKED, "OFFICIAL", "ALL", (), ("G1",), millis("1d"), millis("1d"), ())
    revoked = replace(stage.file, ending=Ending(rulings=HashTrieMap({"27-1": ruled}), entries=HashTrieMap({REVOKED: "27-1"})))
    assert file_state(revoked) is FileState.REVOKED
    written = replace(BY_NAME["complaint"], about="REVOCATION", of=REVOKED, decider="OFFICIAL", route="COURT")  # type: ignore[type-var]
    act = draft(revoked, written, author("person"), digest("complaint"), place("complaint"), millis("2d"))
    assert check(revoked, act) == MET
    assert kept_meanwhile(apply(revoked, act), REVOKED)


@pytest.mark.norm("L72-27.5", "passes")
def test_access_stays_ninety_days_and_as_long_as_a_complaint_is_pending() -> None:
    assert access_until(scene("ordered").file, millis("1d")) == millis("1d") + 1000 * KEPT_S
    assert access_until(scene("ordered", steps=AGAINST).file, millis("1d")) is None
