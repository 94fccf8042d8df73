"""A case passes to another deciding body, played to its end by real clients over the real server (L72 21 pt4; A.10)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from client.app.casefile import file_named
from client.app.casework.casework import Unlawful
from client.app.identity import vaults
from client.core.client import Client
from crypto.errors import CannotOpen, Forged, QorganError, Refused
from crypto.types import BodyKind
from crypto.vault import open_vault
from tests.cli.office import Desk, Office, of, open_office, opened_file
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server
from tests.server.world import BodyParty, Party, noise

__all__ = ["server", "start", "town"]

ROLES = ("officer", "custodian", "duty")


@dataclass
class Handing:
    """The office, an officer of the body that receives the case, the person at their own."""

    office: Office
    receiver: Desk
    body: BodyParty
    person: Desk


@pytest.fixture
async def handing(server: Server, town: Town, tmp_path: Path) -> Handing:
    office = await open_office(server, town, tmp_path)
    await opened_file(office)
    await office.guard.do("file-take")
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.txt", "Самал Жұмаділова"))
    reasons = ("--reasons", "қорқытулар расталды", "--evidence", "statement", "--verification", "қоңыраулар тексерілді")
    await office.investigator.do("decide", "--outcome", "APPLY", "--number", "12-1", *reasons)
    await office.investigator.do("order", "--number", "12-2")
    await office.guard.do("order-take")
    await office.guard.do("card", "--out", office.path("person.card"))
    await office.investigator.do("invite")
    made = (await Desk("person").do("enrol", "--card", office.path("person.card"), "--language", "kk")).data
    await office.guard.do("admit", "--code", made["code"])
    await office.investigator.do("admit")
    body, receiver = await _receiving(server, town, BodyKind.DECIDING)
    for desk in (office.investigator, office.chief, office.guard, office.prosecutor):
        await desk.do("sync")
    return Handing(office, receiver, body, Desk("person", passphrase=made["passphrase"]))


async def _receiving(server: Server, town: Town, kind: BodyKind) -> tuple[BodyParty, Desk]:
    body = server.realm.body("R", kind)
    status, answer = await server.caller(Party(noise(32))).call("POST", "/v1/certificates", data=body.der)
    assert status == 200, answer
    return body, Desk("officer", await town.officer(body, "Receiver", (*ROLES, "official")))


def client_of(desk: Desk) -> Client:
    assert desk.client is not None
    return desk.client


async def _notice(there: Handing) -> None:
    words = (
        "seat=DECIDING", f"body={there.body.hash.hex()}", "decider=PROSECUTOR", "stage=INVESTIGATION", "reasons=тергеулік",
        "transfer=new",
    )  # fmt: skip
    await there.office.investigator.do("act", "transfer-notice", *(part for word in words for part in ("--set", word)))


async def _brought_in(there: Handing) -> None:
    office = there.office
    asked = await office.investigator.do("policy-propose", "--bring-in", "Receiver", "--reason", "takes the case over")
    assert any("Receiver, R" in line for line in asked.lines)
    waits = await office.guard.do("policy-approve")
    assert any("Receiver, R" in line for line in waits.lines)
    assert not any("OTHER RULES" in line for line in waits.lines)
    await office.guard.do("policy-approve", "--proposal", asked.data["proposal"])
    await office.investigator.do("policy-commit", "--proposal", asked.data["proposal"])
    await there.receiver.do("secrecy", "--sync", "--accept")


async def _accepted(there: Handing) -> None:
    words = ("number=7-1", "novation=", f"transfer={await _transfer(there)}")
    await there.receiver.do("act", "transfer-accepted", *(part for word in words for part in ("--set", word)))


async def _transfer(there: Handing) -> str:
    client = client_of(there.receiver)
    await client.sync()
    return next(iter(file_named(of(client), None).case.file.transfers.pending.values())).transfer


async def _handed_over(there: Handing) -> None:
    await _notice(there)
    await _brought_in(there)
    await there.office.investigator.do("identity-hand-over")
    done = await there.office.investigator.do("transfer-hand-over")
    assert done.data["decisions"] == 1
    await _accepted(there)


async def test_nothing_is_accepted_before_the_whole_is_handed_over(handing: Handing) -> None:
    await _notice(handing)
    await _brought_in(handing)
    with pytest.raises(Unlawful, match="handover set"):
        await _accepted(handing)
    await handing.office.investigator.do("transfer-hand-over")
    with pytest.raises(Unlawful, match="identity"):
        await _accepted(handing)
    await handing.office.investigator.do("identity-hand-over")
    await _accepted(handing)


async def test_nobody_comes_in_without_the_other_body(handing: Handing) -> None:
    await _notice(handing)
    asked = await handing.office.investigator.do("policy-propose", "--bring-in", "Receiver", "--reason", "takes the case over")
    with pytest.raises(Refused) as caught:
        await handing.office.investigator.do("policy-commit", "--proposal", asked.data["proposal"])
    assert caught.value.code == "policy-approval"


async def test_a_case_passes_to_a_third_body_with_everything_and_leaves_the_old_one_nothing_new(handing: Handing) -> None:
    office, receiver = handing.office, handing.receiver
    before = client_of(office.investigator)
    await _handed_over(handing)

    # the old body answers for nothing any more, and opens nothing on its own word
    with pytest.raises(Unlawful, match="transferred"):
        await office.investigator.do("identity-request", "--reason", "one more look", "--until", "1h")

    # the receiving body reads the past, opens the identity with the other body, and seals it anew
    shown = (await receiver.do("show", "--sync")).data["records"]
    assert {"file-opened", "decision", "order", "identity-sealed", "handover"} <= {record["type"] for record in shown}
    asked = (await receiver.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    await office.guard.do("identity-approve", "--request", asked)
    assert (await receiver.do("identity-open", "--request", asked, "--understood")).data["identity"] == "Самал Жұмаділова"
    file = file_named(of(before), None)
    circle, old = vaults.vault_of(of(before), file)
    kept = vaults.own_half(of(before), circle, old)
    renewal = (await receiver.do("identity-request", "--reason", "the case was taken over", "--until", "1h")).data["request"]
    await office.guard.do("identity-approve", "--request", renewal)
    await receiver.do("identity-renew", "--request", renewal)
    await before.sync()
    _circle, fresh = vaults.vault_of(of(before), file_named(of(before), None))
    with pytest.raises(CannotOpen):
        vaults.own_half(of(before), circle, fresh)
    with pytest.raises((CannotOpen, Forged)):
        open_vault(fresh, kept, vaults.own_half(of(client_of(office.guard)), circle, fresh))

    # its own circle with the person, and the old body leaves with its own consent
    await receiver.do("file-take")
    await handing.person.do("threat", "--card", office.path("desk.card"), "--text", "тағы қоңырау шалды")
    await receiver.do("sync")
    assert "тағы қоңырау шалды" in str((await receiver.do("show")).data["records"])
    asked = await receiver.do("policy-propose", "--drop-body", "D", "--reason", "gave the case up")
    assert any("takes part no longer: D" in line for line in asked.lines)
    await office.guard.do("policy-approve", "--proposal", asked.data["proposal"])
    consent = office.path("consent.bin")
    await office.investigator.do("policy-approve", "--proposal", asked.data["proposal"], "--out", consent)
    with pytest.raises(QorganError):
        await receiver.do("policy-commit", "--proposal", asked.data["proposal"])
    again = await receiver.do("policy-propose", "--drop-body", "D", "--reason", "gave the case up")
    await office.guard.do("policy-approve", "--proposal", again.data["proposal"])
    await office.investigator.do("policy-approve", "--proposal", again.data["proposal"], "--out", office.path("second.bin"))
    await receiver.do("policy-commit", "--proposal", again.data["proposal"], "--approval", office.path("second.bin"))

    # what comes later the old body does not see; the others do
    await receiver.do("note", "енді біз жауаптымыз", "--coordination")
    await office.investigator.do("sync")
    assert "енді біз жауаптымыз" not in str((await office.investigator.do("show")).data["records"])
    for desk in (office.guard, office.prosecutor):
        await desk.do("sync")
        assert "енді біз жауаптымыз" in str((await desk.do("show")).data["records"])
    found = (await office.guard.do("findings")).data
    broken = [each for each in found["findings"] if each["rule"] in {"A.10", "L72-21.10"} and each["kind"] != "undetermined"]
    assert broken == []


async def test_a_new_implementing_body_takes_the_place_of_the_old_one_and_answers_for_the_identity(
    server: Server, town: Town, handing: Handing
) -> None:
    """A.10 (6): the deciding body names it; the old implementing body hands over its half, and approves nothing afterwards."""
    office = handing.office
    body = server.realm.body("R2", BodyKind.IMPLEMENTING)
    status, answer = await server.caller(Party(noise(32))).call("POST", "/v1/certificates", data=body.der)
    assert status == 200, answer
    successor = Desk("officer", await town.officer(body, "Successor", (*ROLES, "official")))
    words = ("seat=IMPLEMENTING", f"body={body.hash.hex()}", "decider=", "stage=", "reasons=басқа өңір", "transfer=new")
    await office.investigator.do("act", "transfer-notice", *(part for word in words for part in ("--set", word)))
    await office.guard.do("sync")
    asked = await office.guard.do("policy-propose", "--bring-in", "Successor", "--reason", "takes the case over")
    await office.investigator.do("policy-approve", "--proposal", asked.data["proposal"])
    await office.guard.do("policy-commit", "--proposal", asked.data["proposal"])
    await successor.do("secrecy", "--sync", "--accept")
    await office.guard.do("identity-hand-over")
    done = await office.guard.do("transfer-hand-over")
    accepted = ("number=7-2", "novation=", f"transfer={done.data['transfer']}")
    await successor.do("act", "transfer-accepted", *(part for word in accepted for part in ("--set", word)))
    await successor.do("file-take")

    asked = (await office.investigator.do("identity-request", "--reason", "renewal", "--until", "1h")).data["request"]
    with pytest.raises(Unlawful, match="transferred"):
        await office.guard.do("identity-approve", "--request", asked)
    await successor.do("identity-approve", "--request", asked)
    await office.investigator.do("identity-renew", "--request", asked)
    old = client_of(office.guard)
    await old.sync()
    circle, fresh = vaults.vault_of(of(old), file_named(of(old), None))
    with pytest.raises(CannotOpen):
        vaults.own_half(of(old), circle, fresh)
    again = (await successor.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    await office.investigator.do("identity-approve", "--request", again)
    assert (await successor.do("identity-open", "--request", again, "--understood")).data["identity"] == "Самал Жұмаділова"
