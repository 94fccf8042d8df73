"""The sealed identity by its use cases: nothing is shown that is not written first, and all that is missing is said at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from client.app.circles.policy import ApprovePolicy, ProposePolicy, approve_policy, propose_policy
from client.app.identity import vaults
from client.app.identity.asking import ApproveIdentity, RequestIdentity, approve_identity, request_identity
from client.app.identity.opening import OpenIdentity, open_identity
from client.app.identity.sealing import SealIdentity, seal_identity
from client.app.office import Office as AppOffice
from client.app.outcome import Standing, Written
from client.app.writing import Writing
from client.words.identity import opened
from crypto.errors import Refused, Usage
from tests.cli.office import Desk, Office, of, open_office, opened_file
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

FORM = {"form": 1, "names": [{"surname": "Жұмаділова", "given": "Самал"}]}


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    made = await open_office(server, town, tmp_path)
    await opened_file(made)
    return made


def at(desk: Desk) -> AppOffice:
    assert desk.client is not None
    return of(desk.client)


def form(office: Office) -> SealIdentity:
    return SealIdentity(Path(office.write("identity.json", json.dumps(FORM))))


async def _approved(office: Office) -> str:
    done = await seal_identity(at(office.investigator), form(office))
    assert done.stands
    asked = await request_identity(at(office.investigator), RequestIdentity("summons"))
    approved = await approve_identity(at(office.guard), ApproveIdentity(request=str(asked.data["request"])))
    assert approved.stands
    return str(asked.data["request"])


async def test_what_is_opened_is_told_with_its_mark_on_every_line(office: Office) -> None:
    request = await _approved(office)
    view = await open_identity(at(office.investigator), OpenIdentity(request=request, understood=True, holder_language="ru"))
    assert "Жұмаділова" in view.identity
    shown = [line for line in opened(view, "ru") if "Жұмаділова" in line]
    assert shown
    assert all(view.watermark in line for line in shown)


async def test_nothing_is_shown_and_nothing_learned_while_the_opening_only_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = await _approved(office)
    one = at(office.investigator)
    one.guarded.forget(one.casework.cases()[0].id)

    async def waits(writing: Writing, circle: object, uid: bytes, name: str) -> Written:
        return Written(name, circle, uid, Standing.WAITS)  # type: ignore[arg-type]

    monkeypatch.setattr(Writing, "delivered", waits)
    with pytest.raises(Refused) as caught:
        await open_identity(one, OpenIdentity(request=request, understood=True))
    assert caught.value.code == "offline"
    assert one.guarded.terms() == ()


async def test_both_bodies_that_have_no_custodian_are_named_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "custodians_in", lambda _office, _circle: [])
    with pytest.raises(Usage) as caught:
        await seal_identity(at(office.investigator), form(office))
    assert caught.value.code == "no-custodian"
    assert "deciding" in str(caught.value)
    assert "implementing" in str(caught.value)


async def test_a_proposal_that_waits_is_shown_with_the_act_that_approves_it_prefilled(
    office: Office, server: Server, town: Town
) -> None:
    await town.officer(server.supervising, "Successor", ("prosecutor",))
    wish = ProposePolicy("moved to another post", replace_reader=("Prosecutor", "Successor"))
    proposed = await propose_policy(at(office.investigator), wish)
    pending = await approve_policy(at(office.guard), ApprovePolicy())
    (step,) = pending.next
    assert pending.data["proposals"] == [proposed.data["proposal"]]
    assert (step.act, dict(step.prefilled)) == ("approve_policy", {"proposal": str(proposed.data["proposal"])[:8]})
    assert not pending.written, "it was only shown"
