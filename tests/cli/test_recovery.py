"""A body loses every device; its recovery key, kept in two halves, gives its files back to a new one."""

from __future__ import annotations

import io
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from client.cli.context import Context, Output
from client.cli.main import load, parse, run
from client.cli.verb import Answer
from client.core import recovering
from client.formats.disk import write_new
from client.formats.key_file import seal_file
from crypto.errors import Refused, Usage
from crypto.policy import CircleKind
from crypto.trust import issue_crl, parse_certificate
from crypto.types import BodyKind, Millis
from server.app import now
from tests.cli.office import Desk, Office, open_office, opened_file
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server
from tests.server.world import YEAR, BodyParty

__all__ = ["server", "start", "town"]

ROLES = ("officer", "custodian", "duty", "official")
PASSPHRASE = "of this test"


@dataclass
class Authority:
    """The offline home of one body, and what its recovery key consists of."""

    body: BodyParty
    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "ceremony"

    def path(self, name: str) -> str:
        return str(self.folder / name)

    @property
    def halves(self) -> tuple[str, ...]:
        return ("--key", self.path("recovery.json"), "--half-one", self.path("one.txt"), "--half-two", self.path("two.txt"))

    async def approve(self, asked: Answer, request: str, out: str) -> None:
        """After the new device's officer read its fingerprint out."""
        compared = ("--fingerprint", str(asked.data["device"]))
        await self.do("recovery-approve", "--body", "B", request, *compared, "--out", self.path(out))

    async def do(self, *words: str) -> dict[str, object]:
        verb, arguments = parse("authority", load("authority"), list(words))
        context = Context(self.home, Output(True, io.StringIO()), _passphrase=PASSPHRASE)
        return (await run(verb, context, arguments)).data


async def authority(body: BodyParty, folder: Path) -> Authority:
    made = Authority(body, folder)
    at = made.home / "bodies" / "B"
    seal_file(at / "key.json", body.seed, PASSPHRASE, os.urandom)
    write_new(at / "certificate.der", body.der)
    (at / "devices").mkdir()
    await made.do(
        "recovery-key", "--body", "B", "--half-one", made.path("one.txt"), "--half-two", made.path("two.txt"),
        "--out", made.path("recovery.json"),
    )  # fmt: skip
    return made


def lost(body: BodyParty, *desks: Desk) -> bytes:
    """The revocation list of a body whose devices are gone."""
    at = now()
    ders = [desk.client.device.der for desk in desks if desk.client is not None and desk.client.device is not None]
    return issue_crl(body.seed, body.der, 1, at, at + YEAR, [(parse_certificate(der).serial, Millis(at)) for der in ders])


@dataclass
class There:
    """The office, and the authorities of its two bodies."""

    office: Office
    deciding: Authority
    implementing: Authority
    town: Town


@pytest.fixture
async def there(server: Server, town: Town, tmp_path: Path) -> There:
    office = await open_office(server, town, tmp_path)
    folders = [tmp_path / "deciding", tmp_path / "implementing"]
    for each in folders:
        each.mkdir()
    deciding, implementing = await authority(server.deciding, folders[0]), await authority(server.implementing, folders[1])
    await office.investigator.do("recovery-publish", "--key", deciding.path("recovery.json"))
    await office.guard.do("recovery-publish", "--key", implementing.path("recovery.json"))
    for desk in (office.investigator, office.chief, office.guard, office.prosecutor):
        await desk.do("sync")
    await opened_file(office)
    await office.guard.do("file-take")
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.txt", "Самал Жұмаділова"))
    return There(office, deciding, implementing, town)


async def _after_the_fire(there: There) -> Desk:
    """Every device of the deciding body is gone and revoked; a new one is certified."""
    office, body = there.office, there.deciding.body
    fresh = Desk("officer", await there.town.officer(body, "New", ROLES))
    (office.folder / "lost.crl").write_bytes(lost(body, office.investigator, office.chief))
    await fresh.do("publish", "--crl", office.path("lost.crl"))
    await office.guard.do("sync")
    return fresh


async def test_a_body_that_lost_every_device_gets_its_files_and_its_half_back(there: There) -> None:
    office, home = there.office, there.deciding
    fresh = await _after_the_fire(there)
    assert (await fresh.do("files", "--sync")).data["files"] == []
    first = await fresh.do("recover", *home.halves, "--request", home.path("request.json"))
    assert len(first.data["left"]) == 1, "the circle with the person; in the other one the implementing body still sits"
    assert any("add-officer" in line for line in first.lines)
    await home.do(
        "recovery-approve", "--body", "B", home.path("request.json"), "--fingerprint", str(first.data["device"]),
        "--out", home.path("approval.json"),
    )  # fmt: skip
    second = await fresh.do("recover", *home.halves, "--approval", home.path("approval.json"))
    assert second.data["begun"] == first.data["left"]
    assert second.data["halves"] == [], "not yet in the circle where the identity is"
    await office.guard.do("add-officer", "New")
    third = await fresh.do("recover", *home.halves)
    assert third.data["halves"] == ["Swallow"]
    shown = (await fresh.do("show", "--sync")).data["records"]
    assert {"file-opened", "identity-sealed", "identity-half"} <= {record["type"] for record in shown}
    assert len([record for record in shown if record["type"] == "file-opened"]) == 2, "both circles open, from their beginning"
    await fresh.do("secrecy", "--sync", "--accept")
    asked = (await fresh.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    await office.guard.do("identity-approve", "--request", asked)
    opened = await fresh.do("identity-open", "--request", asked, "--understood")
    assert opened.data["identity"] == "Самал Жұмаділова"
    again = await fresh.do("recover", *home.halves)
    assert (again.data["left"], again.data["halves"]) == ([], []), "nothing is left to do"


async def test_the_recovery_key_of_one_body_does_not_open_an_identity(there: There) -> None:
    """It has one half. And the key of the other body gets into no circle of this one."""
    fresh = await _after_the_fire(there)
    with pytest.raises(Refused) as caught:
        await fresh.do("recover", *there.implementing.halves)
    assert caught.value.code == "other-body"
    own, other = there.deciding, there.implementing
    with pytest.raises(Usage) as wrong:
        await fresh.do(
            "recover", "--key", own.path("recovery.json"), "--half-one", own.path("one.txt"), "--half-two", other.path("two.txt")
        )
    assert wrong.value.code == "other-key"
    with pytest.raises(Usage) as same:
        await fresh.do(
            "recover", "--key", own.path("recovery.json"), "--half-one", own.path("one.txt"), "--half-two", own.path("one.txt")
        )
    assert same.value.code == "same-half"


async def test_nothing_is_begun_anew_without_the_authority_or_by_the_wrong_one(there: There) -> None:
    fresh, own, other = await _after_the_fire(there), there.deciding, there.implementing
    first = await fresh.do("recover", *own.halves, "--request", own.path("request.json"))
    with pytest.raises(Usage) as caught:
        await other.do("recovery-approve", "--body", "B", own.path("request.json"), "--out", other.path("approval.json"))
    assert caught.value.code == "other-body"
    with pytest.raises(Refused) as uncompared:
        await own.do("recovery-approve", "--body", "B", own.path("request.json"), "--out", own.path("x.json"))
    assert uncompared.value.code == "compare-first"
    with pytest.raises(Usage) as device:
        await own.do(
            "recovery-approve", "--body", "B", own.path("request.json"), "--fingerprint", "00" * 8, "--out", own.path("x.json")
        )  # fmt: skip
    assert device.value.code == "other-device"
    circle = first.data["left"][0]
    forged = {"version": 1, "approver": own.body.hash.hex(), "signatures": {circle: "00" * 64}}
    (own.folder / "forged.json").write_text(json.dumps(forged))
    with pytest.raises(Exception) as refused:
        await fresh.do("recover", *own.halves, "--approval", own.path("forged.json"))
    assert getattr(refused.value, "code", "") in {"bad-signature", "forged", "refound-approval"}


async def test_a_circle_that_no_authority_could_sign_for_does_not_stop_the_rest(
    there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A modified client can make the key a reader of a circle in which no deciding or implementing body sits."""
    home = there.deciding
    fresh = await _after_the_fire(there)
    found = recovering.standing
    monkeypatch.setattr(
        recovering, "standing", lambda *known: tuple(replace(each, approving=frozenset()) for each in found(*known))
    )
    told = await fresh.do("recover", *home.halves)
    assert told.data["begun"] == []
    assert len(told.data["left"]) == 1


async def test_while_somebody_is_left_no_circle_is_begun_anew(there: There) -> None:
    """One device of two is lost: the colleague adds the new one, and seals the half anew."""
    office, body = there.office, there.deciding.body
    fresh = Desk("officer", await there.town.officer(body, "New", ROLES))
    (office.folder / "lost.crl").write_bytes(lost(body, office.investigator))
    await fresh.do("publish", "--crl", office.path("lost.crl"))
    told = await fresh.do("recover", *there.deciding.halves)
    assert told.data["left"] == []
    await office.chief.do("sync")
    added = await office.chief.do("add-officer", "New")
    assert added.data["halves"] == 1
    await fresh.do("secrecy", "--sync", "--accept")
    asked = (await fresh.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    await office.guard.do("identity-approve", "--request", asked)
    assert (await fresh.do("identity-open", "--request", asked, "--understood")).data["identity"] == "Самал Жұмаділова"


async def test_a_statement_of_a_key_is_handed_in_by_its_own_body_alone(server: Server, town: Town, tmp_path: Path) -> None:
    office, folder = await open_office(server, town, tmp_path), tmp_path / "d"
    folder.mkdir()
    home = await authority(server.deciding, folder)
    with pytest.raises(Exception) as caught:
        await office.guard.do("recovery-publish", "--key", home.path("recovery.json"))
    assert getattr(caught.value, "code", "") == "author"
    await office.investigator.do("recovery-publish", "--key", home.path("recovery.json"))


async def test_a_file_from_before_the_key_gets_it_by_a_change_of_policy_and_its_half_by_a_renewal(
    server: Server, town: Town, tmp_path: Path
) -> None:
    office, folder = await open_office(server, town, tmp_path), tmp_path / "deciding"
    folder.mkdir()
    made = await opened_file(office)
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.txt", "Самал Жұмаділова"))
    home = await authority(server.deciding, folder)
    await office.investigator.do("recovery-publish", "--key", home.path("recovery.json"))
    name = "recovery key of D"
    asked = await office.investigator.do("policy-propose", "--add-reader", name, "--reason", "the key is new")
    assert any(name in line for line in asked.lines)
    await office.guard.do("policy-approve", "--proposal", asked.data["proposal"])
    await office.investigator.do("policy-commit", "--proposal", asked.data["proposal"])
    with pytest.raises(Usage) as again:
        await office.investigator.do("policy-propose", "--add-reader", name, "--reason", "again")
    assert again.value.code == "nothing-to-change"
    own = ("--circle", made["person"][:8])
    asked = await office.investigator.do("policy-propose", *own, "--add-reader", name, "--reason", "the key is new")
    await office.investigator.do("policy-commit", *own, "--proposal", asked.data["proposal"])
    renewal = (await office.investigator.do("identity-request", "--reason", "a new keeper", "--until", "1h")).data["request"]
    await office.guard.do("identity-approve", "--request", renewal)
    await office.investigator.do("identity-renew", "--request", renewal)
    there = There(office, home, home, town)
    fresh = await _after_the_fire(there)
    told = await fresh.do("recover", *home.halves)
    assert told.data["circles"] == 2
    await office.guard.do("add-officer", "New")
    assert (await fresh.do("recover", *home.halves)).data["halves"] == ["Swallow"]


async def test_both_bodies_lose_every_device_and_both_authorities_bring_the_file_back(there: There) -> None:
    office, own, other = there.office, there.deciding, there.implementing
    fresh = Desk("officer", await there.town.officer(own.body, "New", ROLES))
    second = Desk("officer", await there.town.officer(other.body, "New guard", ROLES))
    for name, authority_of, desks in (("d.crl", own, (office.investigator, office.chief)), ("i.crl", other, (office.guard,))):
        (office.folder / name).write_bytes(lost(authority_of.body, *desks))
        await fresh.do("publish", "--crl", office.path(name))
    first = await fresh.do("recover", *own.halves, "--request", own.path("request.json"))
    assert len(first.data["left"]) == 2
    await own.approve(first, own.path("request.json"), "own.json")
    half = await fresh.do("recover", *own.halves, "--approval", own.path("own.json"))
    assert (len(half.data["begun"]), len(half.data["left"])) == (1, 1), "the shared circle waits for the other authority"
    again = await fresh.do("recover", *own.halves, "--request", own.path("again.json"))
    for each, name in ((own, "own2.json"), (other, "other.json")):
        await each.approve(again, own.path("again.json"), name)
    done = await fresh.do("recover", *own.halves, "--approval", own.path("own2.json"), "--approval", other.path("other.json"))
    assert (done.data["begun"], done.data["halves"]) == (again.data["left"], ["Swallow"])

    await second.do("sync")
    await fresh.do("add-officer", "New guard")
    into = await second.do("recover", *other.halves, "--request", other.path("request.json"))
    assert into.data["halves"] == ["Swallow"], "in the shared circle already"
    await other.approve(into, other.path("request.json"), "approval.json")
    back = await second.do("recover", *other.halves, "--approval", other.path("approval.json"))
    assert len(back.data["begun"]) == 1
    for desk in (fresh, second):
        await desk.do("secrecy", "--sync", "--accept")
    asked = (await fresh.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    await second.do("identity-approve", "--request", asked)
    assert (await fresh.do("identity-open", "--request", asked, "--understood")).data["identity"] == "Самал Жұмаділова"
    await office.prosecutor.do("sync")
    assert "identity-opened" in str((await office.prosecutor.do("show")).data["records"])


async def test_a_recovery_key_reads_no_circle_of_the_other_body(there: There) -> None:
    """Both read the circle of both bodies; each the person's circle of its own, and not of the other."""
    client = there.office.guard.client
    assert client is not None
    await client.sync()
    keys = {bytes(each.hash): each.body.hash for each in client.directory.devices() if "recovery" in each.roles}
    for info in client.circles():
        if info.view is not None and info.kind in (CircleKind.COORDINATION, CircleKind.PERSON):
            readers = {keys[each] for each in info.view.policy.readers if each in keys}
            bodies = {each.hash for each in info.view.policy.bodies if each.kind is not BodyKind.SUPERVISING}
            assert readers == bodies
