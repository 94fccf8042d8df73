"""What the verbs refuse, and what stays as it was then; against the real server over real HTTP."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from client.app.casefile import file_named
from client.app.casework.casework import Unlawful
from client.app.identity.vaults import own_half, vault_of
from client.app.reading import everything, of_type
from client.app.writing import to_record
from client.core.client import Client
from client.law.payload import NotOfTheForm
from client.law.records.contract import MANDATORY
from client.law.records.identity import IdentityHalf
from client.law.records.policy import PolicyProposal
from client.law.records.reports import Threat
from client.law.records.rulings import Decision
from client.law.words import Circle
from crypto.errors import CannotOpen, Forged, QorganError, Refused, Stale, Usage
from crypto.types import CircleId, Holder
from crypto.vault import HalfSecret, Side, seal_half
from tests.cli.office import Desk, Office, modified, of, open_office, opened_file, statement
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

DECISION = ("--number", "12-1", "--reasons", "r", "--evidence", "statement", "--verification", "v")


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


def client_of(desk: Desk) -> Client:
    assert desk.client is not None
    return desk.client


async def made_all_the_same(client: Client, circle: CircleId, value: object) -> None:
    """As a modified client does: the law is not asked."""
    modified(client).append(circle, to_record(value))
    await client.sync()


def count(desk: Desk) -> int:
    return len(everything(of(client_of(desk))))


async def test_a_statement_reaches_both_desks_under_one_number_and_the_answer_is_read_with_the_receipt(office: Office) -> None:
    told = await statement(office)
    for desk in (office.investigator, office.guard):
        (report,) = (await desk.do("inbox", "--sync")).data["reports"]
        assert report["payload_id"] == told["payload_id"]
        await desk.do("statement-accept", told["payload_id"][:6], "--text", "көрдік")
    read = await Desk("person", passphrase=told["receipt"]).do("read", "--card", office.path("desk.card"), "--receipt")
    assert read.lines.count("көрдік") == 2


async def test_the_deciding_desk_runs_24_hours_and_the_decision_ends_them(office: Office) -> None:
    await opened_file(office)
    client = client_of(office.investigator)

    def day() -> list[tuple[int, bool]]:
        found = [each for info in client.circles() for each in client.deadlines(info.id) if (each.text or "").startswith("DL-01 (")]
        return [(each.due_at - each.opened_at, each.settled_by is not None) for each in found]

    assert day() == [(24 * 3600 * 1000, False)]
    await office.investigator.do("decide", "--outcome", "REFUSE", *DECISION)
    assert day() == [(24 * 3600 * 1000, True)]


CANNOT_BE = (
    ("decide", "--outcome", "APPLY", "--number", "1", "--evidence", "statement", "--verification", "v"),
    ("decide", "--outcome", "APPLY", "--number", " ", "--reasons", "r", "--evidence", "statement", "--verification", "v"),
    ("decide", "--outcome", "APPLY", *DECISION, "--measure", "M2.1a"),
    ("order", "--number", "1"),
    ("file-open", "--statement", "ffff", "--pseudonym", "x", "--partner", "Guard"),
    ("file-open", "--statement", "", "--pseudonym", "x", "--partner", "Nobody"),
    ("identity-open",),
    ("admit", "--code", "000000 000000"),
    ("refound",),
    ("add-officer", "Nobody"),
    ("show", "--file", "nobody"),
    ("task-report", "ffff", "--state", "DONE"),
)


async def test_what_cannot_be_is_refused_and_nothing_is_written(office: Office) -> None:
    await opened_file(office)
    await client_of(office.investigator).sync()
    before = count(office.investigator)
    for words in CANNOT_BE:
        with pytest.raises((QorganError, NotOfTheForm)):
            await office.investigator.do(*words)
    await client_of(office.investigator).sync()
    assert count(office.investigator) == before


WEIGHED = ("--measure", "M2.1a", "--measure", "M2.4", "--measure", "M2.5a", "--touched", "HOUSING=пәтері өзінде қалады")
MOVE = ("--measure", "M2.5a|қоныс|бөлім|60d|duration=TEMPORARY|M2.1a жеткіліксіз")


async def ordered(office: Office) -> None:
    await opened_file(office)
    await office.investigator.do("decide", "--outcome", "APPLY", *DECISION)
    await office.investigator.do("order", "--number", "12-2")
    await office.guard.do("file-take")
    await office.guard.do("order-take")
    await office.guard.do(
        "select-measures", "--number", "7", "--measure", "M2.1a|тәсіл|бөлім|30d", "--measure", "M2.4|т|б|30d", *MOVE
    )


async def enrolled(office: Office) -> Desk:
    """The person at their own, after both bodies have admitted them."""
    await ordered(office)
    await office.guard.do("card", "--out", office.path("person.card"))
    await office.investigator.do("invite")
    made = (await Desk("person").do("enrol", "--card", office.path("person.card"), "--language", "kk")).data
    with pytest.raises(Forged, match="nothing was admitted"):
        await office.guard.do("admit", "--code", "123456 123456")
    await office.guard.do("admit", "--code", made["code"])
    await office.investigator.do("admit")
    return Desk("person", passphrase=made["passphrase"])


async def test_an_exceptional_measure_without_what_was_considered_is_refused(office: Office) -> None:
    await opened_file(office)
    await office.investigator.do("decide", "--outcome", "APPLY", *DECISION)
    await office.investigator.do("order", "--number", "12-2")
    await office.guard.do("file-take")
    await office.guard.do("order-take")
    with pytest.raises(Unlawful, match="last resort"):
        await office.guard.do("select-measures", "--number", "7", "--measure", "M2.5a|тәсіл|бөлім|30d")
    with pytest.raises(Usage, match="duration"):
        await office.guard.do("select-measures", "--number", "7", "--measure", "M2.1a|тәсіл|бөлім|soon")


async def test_the_person_reads_decision_and_contract_signs_and_the_file_is_active(office: Office) -> None:
    person = await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do("contract-offer", "--language", "kk", "--words", "K18=әкімдік пәтер табады")
    read = await person.do("read", "--card", office.path("desk.card"))
    assert {record["type"] for record in read.data["records"]} >= {"decision", "contract"}
    assert sum(line.startswith(tuple(f"{clause}." for clause in MANDATORY)) for line in read.lines) == len(MANDATORY)
    with pytest.raises(Usage, match=r"M2\.4"):
        await person.do("sign", "--card", office.path("desk.card"), "--consent", "M2.4")
    signed = await person.do("sign", "--card", office.path("desk.card"), "--consent", "all")
    assert signed.data["consents"] == ["M2.1a", "M2.5a"]
    await office.guard.do("contract-close")
    await office.guard.do("measure-start", "--measure", "M2.1a")
    (file,) = (await office.guard.do("files")).data["files"]
    assert file["state"] == "ACTIVE"


async def test_a_measure_that_needs_consent_does_not_start_without_it(office: Office) -> None:
    await ordered(office)
    before = count(office.guard)
    with pytest.raises(Unlawful, match="consent"):
        await office.guard.do("measure-start", "--measure", "M2.1a")
    assert count(office.guard) == before


async def test_a_refused_contract_is_not_closed_and_no_measure_ends(office: Office) -> None:
    person = await enrolled(office)
    await office.guard.do("measure-start", "--measure", "M2.4")
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do("contract-offer", "--words", "K18=әкімдік пәтер табады")
    with pytest.raises(Refused, match="appeal"):
        await person.do("sign", "--card", office.path("desk.card"), "--refuse", "ойланамын")
    await person.do("sign", "--card", office.path("desk.card"), "--refuse", "ойланамын", "--understood")
    with pytest.raises(Usage, match="ойланамын"):
        await office.guard.do("contract-close")
    (file,) = (await office.guard.do("files")).data["files"]
    assert file["state"] == "ACTIVE_UNCONTRACTED"


async def test_a_card_enrols_one_person_once(office: Office) -> None:
    await enrolled(office)
    with pytest.raises(QorganError):
        await Desk("person").do("enrol", "--card", office.path("person.card"), "--language", "kk")


async def test_an_expired_card_enrols_nobody(office: Office) -> None:
    await ordered(office)
    await office.guard.do("card", "--valid", "1h", "--out", office.path("person.card"))
    late = Desk("person")
    late.clock.ahead = 3_600_001
    with pytest.raises(Refused, match="expired"):
        await late.do("enrol", "--card", office.path("person.card"), "--language", "kk")


async def test_a_threat_reaches_both_bodies_and_is_acknowledged_once_each(office: Office) -> None:
    person = await enrolled(office)
    told = (await person.do("threat", "--card", office.path("desk.card"), "--text", "Есік алдында", "--urgent")).data
    assert told["bodies"] == 2
    for desk in (office.investigator, office.guard):
        assert "1 clocks" in (await desk.do("acknowledge", told["payload_id"][:8])).lines[0]
        assert "0 clocks" in (await desk.do("acknowledge", told["payload_id"][:8])).lines[0]


async def test_a_passphrase_that_no_body_admitted_reports_no_threat(office: Office) -> None:
    told = await statement(office)
    with pytest.raises(Refused, match="no body has admitted"):
        await Desk("person", passphrase=told["receipt"]).do("threat", "--card", office.path("desk.card"), "--text", "x")


async def sealed(office: Office) -> None:
    await opened_file(office)
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.txt", "Самал Жұмаділова"))


async def test_nobody_opens_an_identity_alone_and_both_together_do(office: Office) -> None:
    await sealed(office)
    asked = (await office.investigator.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    with pytest.raises(CannotOpen, match="alone"):
        await office.investigator.do("identity-open", "--request", asked, "--understood")
    with pytest.raises(Refused, match="other body"):
        await office.chief.do("identity-approve", "--request", asked)
    await office.guard.do("identity-approve", "--request", asked)
    with pytest.raises(Refused, match="another custodian"):
        await office.chief.do("identity-open", "--request", asked, "--understood")
    opened = await office.investigator.do("identity-open", "--request", asked, "--understood")
    assert opened.data["identity"] == "Самал Жұмаділова"
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    order = [record["type"] for record in shown if record["type"].startswith(("identity", "access"))]
    assert order == ["identity-sealed", "identity-request", "identity-approval", "access-warned", "identity-opened"]
    assert "Самал" not in str(shown)


async def test_a_request_that_is_over_is_neither_approved_nor_opened(office: Office) -> None:
    await sealed(office)
    asked = (await office.investigator.do("identity-request", "--reason", "summons", "--until", "1m")).data["request"]
    office.guard.clock.ahead = office.investigator.clock.ahead = 61_000
    with pytest.raises(Refused, match="over"):
        await office.guard.do("identity-approve", "--request", asked)
    office.guard.clock.ahead = 0
    await office.guard.do("identity-approve", "--request", asked)
    with pytest.raises(Refused, match="over"):
        await office.investigator.do("identity-open", "--request", asked, "--understood")


async def test_an_executing_officer_sees_one_task_and_nothing_else(server: Server, town: Town, office: Office) -> None:
    from crypto.types import BodyKind

    akimat = Desk("officer", await town.officer(server.realm.body("A", BodyKind.EXECUTING), "Akimat"))
    await ordered(office)
    made = (await office.guard.do("task-open", "--to", "Akimat", "--measure", "M2.5a", "--instruction", "екі бөлме")).data
    seen = await akimat.do("tasks", "--sync")
    assert [task["task"] for task in seen.data["tasks"]] == [made["task"]]
    assert seen.data["circles"] == 1
    assert "Swallow" not in str((await akimat.do("show")).data)
    await akimat.do("task-report", made["task"][:8], "--state", "REFUSED", "--note", "пәтер жоқ", "--reason", "NO_MEANS")
    (task,) = (await office.guard.do("tasks", "--sync")).data["tasks"]
    assert task["state"] == "REFUSED"


async def test_a_restricted_ruling_opens_to_the_prosecutor_who_asked_and_was_answered(office: Office) -> None:
    await opened_file(office)
    await office.investigator.do("decide", "--outcome", "APPLY", *DECISION)
    await office.investigator.do("order", "--number", "12-2")
    await office.guard.do("file-take")
    await office.guard.do("order-take")
    chosen = await office.guard.do("select-measures", "--number", "7", "--restricted", "--measure", "M2.3|жасырын мекен|б|30d")
    entry = chosen.data["entry"].hex()
    assert "жасырын мекен" not in str((await office.prosecutor.do("show", "--sync")).data)
    await office.prosecutor.do("ask-disclosure", entry[:10], "--reason", "шағым")
    await office.guard.do("disclose", entry[:10], "--to", "Prosecutor", "--reason", "шағым бойынша")
    assert "жасырын мекен" in str((await office.prosecutor.do("show", "--sync")).data)


async def test_a_review_keeps_the_measure_in_force(office: Office) -> None:
    await ordered(office)
    await office.guard.do("measure-start", "--measure", "M2.4")
    office.guard.clock.ahead = 31 * 86_400_000
    lines = (await office.guard.do("show")).lines
    assert any("M2.4 REVIEW_DUE, in force" in line for line in lines)
    office.guard.clock.ahead = 0
    await office.guard.do("review", "--measure", "M2.4", "--note", "қауіп бар", "--next", "60d")
    office.guard.clock.ahead = 31 * 86_400_000
    assert any("M2.4 IN_FORCE" in line for line in (await office.guard.do("show")).lines)


async def test_a_new_custodian_is_given_the_half_and_releases_it(server: Server, town: Town, office: Office) -> None:
    await sealed(office)
    colleague = Desk("officer", await town.officer(server.deciding, "Colleague", ("officer", "custodian")))
    added = await office.chief.do("add-officer", "Colleague")
    assert added.data["halves"] == 1
    asked = (await office.guard.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    await colleague.do("secrecy", "--sync", "--accept")
    await colleague.do("identity-approve", "--request", asked)
    opened = await office.guard.do("identity-open", "--request", asked, "--understood")
    assert opened.data["identity"] == "Самал Жұмаділова"


async def test_who_is_no_custodian_of_the_body_is_given_no_half(server: Server, town: Town, office: Office) -> None:
    await sealed(office)
    plain = Desk("officer", await town.officer(server.deciding, "Plain", ("officer",)))
    assert (await office.chief.do("add-officer", "Plain")).data["halves"] == 0
    for name in ("Plain", "Guard"):
        with pytest.raises(Refused, match="custodian"):
            await office.chief.do("identity-reseal", name)
    await plain.do("sync")
    with pytest.raises(CannotOpen, match="no custodian"):
        await plain.do("identity-request", "--reason", "x", "--until", "1h")


async def test_a_wrong_half_from_a_colleague_hides_no_right_one(server: Server, town: Town, office: Office) -> None:
    await sealed(office)
    colleague = Desk("officer", await town.officer(server.deciding, "Colleague", ("officer", "custodian")))
    await office.chief.do("add-officer", "Colleague")
    client = client_of(office.investigator)
    await client.sync()
    circle, vault = vault_of(of(client), file_named(of(client), None))
    wrong = replace(vault, commitment_a=HalfSecret(Side.A, bytes(32)).commitment)
    holder = client_of(colleague).identity.holder
    half = seal_half(wrong, HalfSecret(Side.A, bytes(32)), Holder(holder), client.reading_key(holder))
    await made_all_the_same(client, circle, IdentityHalf(vault.id.hex(), holder.hex(), half.encode().hex()))
    await client_of(colleague).sync()
    assert own_half(of(client_of(colleague)), circle, vault).side is Side.A


async def test_no_verb_goes_by_a_record_that_its_author_may_not_write_and_show_marks_it(office: Office) -> None:
    """The guard's client writes a decision: that is for the deciding body, so nothing is ordered on it, and no state follows."""
    opened = await opened_file(office)
    guard = client_of(office.guard)
    await guard.sync()
    reasons = ("негіз", ("statement",), "тексерілді", ("M1.8",), ("court",), "құқықтар", "kk")
    decision = Decision(opened["file"], "66-6", "APPLY", *reasons)
    await made_all_the_same(guard, file_named(of(guard), None).circle(Circle.COORDINATION), decision)
    with pytest.raises(Usage) as caught:
        await office.investigator.do("order", "--number", "5")
    assert caught.value.code == "nothing-there"
    shown = await office.investigator.do("show")
    assert any(line.strip().startswith("NOT AS THE LAW HAS IT") for line in shown.lines)
    assert [each["type"] for each in shown.data["records"] if each["unlawful"]] == ["decision"]
    (before,) = (await office.investigator.do("files")).data["files"]
    await office.investigator.do("decide", "--outcome", "APPLY", *DECISION)
    (after,) = (await office.investigator.do("files")).data["files"]
    assert before["state"] != after["state"]
    await office.investigator.do("order", "--number", "5")


async def test_a_threat_that_its_author_may_not_write_is_in_the_inbox_and_marked(office: Office) -> None:
    """A duty officer must not miss it for a matter of form; one that is as the law has it goes first under a shared number."""
    await opened_file(office)
    guard = client_of(office.guard)
    await guard.sync()
    threat = Threat("ab" * 16, "Олар есік алдында тұр", "kk", 1, True)
    await made_all_the_same(guard, file_named(of(guard), None).circle(Circle.COORDINATION), threat)
    inbox = await office.investigator.do("inbox", "--sync")
    assert "ab" * 16 in [each["payload_id"] for each in inbox.data["reports"]]
    assert any(line.strip().startswith("NOT AS THE LAW HAS IT") for line in inbox.lines)


async def test_the_prosecutor_is_replaced_with_the_other_bodys_approval_and_their_own(
    server: Server, town: Town, office: Office
) -> None:
    await opened_file(office)
    second = Desk("prosecutor", await town.officer(server.supervising, "Second", ("prosecutor",)))
    words = ("policy-propose", "--replace-reader", "Prosecutor", "Second", "--reason", "ауысты")
    proposed = await office.investigator.do(*words)
    assert any("Second" in line for line in proposed.lines)
    with pytest.raises(Refused, match="approved"):
        await office.investigator.do("policy-commit")
    number = proposed.data["proposal"][:8]
    with pytest.raises(Refused, match="other body"):
        await office.chief.do("policy-approve", "--proposal", number)
    assert (await office.chief.do("policy-approve")).data == {"proposals": []}
    # without a number nothing is approved: what waits is shown, with its changes and what to type
    waiting = await office.guard.do("policy-approve")
    assert waiting.data["proposals"] == [proposed.data["proposal"]]
    assert any(line.strip().startswith("reads from now on: Second") for line in waiting.lines)
    assert waiting.lines[-1] == f"  -> next: qorgan officer policy-approve --proposal {number}"
    await office.guard.do("sync")
    assert {each.name for each in everything(of(client_of(office.guard))) if "policy" in each.name} == {"policy-proposal"}
    # a commit that is refused moves nothing on: the same proposal is approved now
    approved = await office.guard.do("policy-approve", "--proposal", number)
    assert any("Second" in line for line in approved.lines)
    with pytest.raises(Refused, match="consent"):
        await office.investigator.do("policy-commit")
    shown = await office.prosecutor.do("policy-consent", "--out", office.path("consent.bin"))
    assert [path.name for path in office.folder.glob("consent*")] == []
    command = f"policy-consent --proposal {number} --out {office.path('consent.bin')}"
    assert shown.lines[-1] == f"  -> next: qorgan prosecutor {command}"
    await office.prosecutor.do(*command.split())
    await office.investigator.do("policy-commit", "--approval", office.path("consent.bin"))
    view = client_of(office.investigator).circle(CircleId(bytes.fromhex(proposed.data["circle"]))).view
    assert view is not None
    assert view.policy.readers == (client_of(second).identity.holder,)
    assert "file-opened" in str((await second.do("show", "--sync")).data)


async def test_a_proposal_is_over_once_the_circle_has_changed(server: Server, town: Town, office: Office) -> None:
    await opened_file(office)
    await town.officer(server.supervising, "Second", ("prosecutor",))
    await town.officer(server.deciding, "Colleague", ("officer",))
    words = ("policy-propose", "--replace-reader", "Prosecutor", "Second", "--reason", "ауысты")
    number = (await office.investigator.do(*words)).data["proposal"][:8]
    await office.chief.do("add-officer", "Colleague")
    with pytest.raises(Stale, match="anew"):
        await office.guard.do("policy-approve", "--proposal", number)
    assert (await office.guard.do("policy-approve")).lines == ("no proposal waits for your approval",)


async def test_two_proposals_of_one_number_are_approved_by_neither(server: Server, town: Town, office: Office) -> None:
    """Else a second one would be approved in the place of the one that was looked at."""
    await opened_file(office)
    await town.officer(server.supervising, "Second", ("prosecutor",))
    words = ("policy-propose", "--replace-reader", "Prosecutor", "Second", "--reason", "ауысты")
    proposed = await office.investigator.do(*words)
    client = client_of(office.investigator)
    [(item, value)] = of_type(everything(of(client)), PolicyProposal)
    await made_all_the_same(client, item.circle, replace(value, reason="another"))
    await made_all_the_same(client, item.circle, replace(value, proposal="ee" * 16, policy="00"))
    assert (await office.guard.do("policy-approve")).data["proposals"] == [value.proposal] * 2
    with pytest.raises(Usage, match="2 proposals have this number"):
        await office.guard.do("policy-approve", "--proposal", proposed.data["proposal"])


async def test_a_request_to_open_an_identity_rings_at_the_other_body_until_it_is_answered(office: Office) -> None:
    await sealed(office)
    asked = (await office.investigator.do("identity-request", "--reason", "summons", "--until", "1h")).data

    def waiting() -> list[bool]:
        client = client_of(office.guard)
        found = [each for info in client.circles() for each in client.deadlines(info.id) if each.position == asked["position"]]
        own = client.device.body.hash if client.device else b""
        assert all(own in each.notify for each in found)
        return [each.settled_by is None for each in found if (each.text or "").startswith("DL-16")]

    await client_of(office.guard).sync()
    assert waiting() == [True, True]
    await office.guard.do("identity-approve", "--request", asked["request"])
    assert waiting() == [False, False]


async def test_a_restricted_note_is_sealed_for_the_prosecutor(office: Office) -> None:
    await opened_file(office)
    await office.investigator.do("note", "жабық сөз", "--coordination", "--restricted")
    await office.guard.do("sync")
    assert "жабық сөз" in str((await office.guard.do("show")).data)
    assert "жабық сөз" not in str((await office.prosecutor.do("show", "--sync")).data)
