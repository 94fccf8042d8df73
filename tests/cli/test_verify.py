"""A sealed document and its evidence, through the verbs: checked without account, store or server; every forgery is named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from client.cli.keyfile import seal_file
from client.cli.main import main
from client.cli.reading import Seen, everything, of_type
from client.law.records.contract import ContractClosed
from client.law.records.papers import DocumentIssued, EvidenceGiven
from crypto.document_seal import SealKey, issue_seal, new_private, parse_seal
from crypto.entry import parse_entry
from crypto.errors import Forged, Refused, Usage
from crypto.evidence import Evidence
from crypto.pades import open_sealed
from crypto.primitives import sha256
from crypto.trust import issue_crl, parse_certificate
from tests.cli.office import Desk, Office, open_office, opened_file
from tests.cli.test_verbs import WEIGHED, enrolled
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.crypto.toolbox import seeded
from tests.server.conftest import Server
from tests.server.world import YEAR, BodyParty

__all__ = ["server", "start", "town"]

TO = ("--to", "the court", "--purpose", "case 12")
PHRASE = "stamp of the office"
DECIDE = (
    "decide", "--outcome", "APPLY", "--number", "12-1", "--reasons", "расталды", "--evidence", "statement",
    "--verification", "тексерілді",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _seal_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QORGAN_SEAL_PASSPHRASE", PHRASE)


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


def seal_of(body: BodyParty, office: Office, name: str, number: int = 1) -> str:
    """A seal's file, as the ceremony makes it."""
    start, private = parse_certificate(body.der).not_before, new_private(seeded(number))
    der = issue_seal(body.seed, body.der, private, name, start, start + YEAR)
    path = Path(office.path(f"{name}.json"))
    seal_file(path, SealKey(private, der, body.der).encode(), PHRASE, seeded(number + 100))
    return str(path)


async def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What ``qorgan verify`` prints: its lines, or the one line of its refusal."""
    code = await asyncio.to_thread(main, ["verify", *words])
    out, error = capsys.readouterr()
    assert code == (2 if error else 0)
    assert "Traceback" not in error
    return out or error


def altered(office: Office, name: str, change: Callable[[bytes], bytes]) -> str:
    path = Path(office.path(f"altered-{name}"))
    path.write_bytes(change(Path(office.path(name)).read_bytes()))
    return str(path)


def content(path: str) -> bytes:
    return Path(path).read_bytes()


async def decided(office: Office, server: Server) -> str:
    """A sealed decision, given out with its evidence; the root's fingerprint."""
    await opened_file(office)
    await office.investigator.do(*DECIDE)
    seal = seal_of(server.deciding, office, "seal")
    await office.investigator.do("document", "decision", "--seal", seal, *TO, "--out", office.path("decision.pdf"))
    given = await office.investigator.do("evidence", office.path("decision.pdf"), *TO, "--out", office.path("decision.evidence"))
    return str(given.data["root"])


async def test_a_sealed_document_is_genuine_with_the_store_and_without(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    root = await decided(office, server)
    within = await office.investigator.do("verify-document", office.path("decision.pdf"))
    assert any(line.startswith("sealed ") for line in within.lines)
    outside = await told(capsys, office.path("decision.pdf"), "--evidence", office.path("decision.evidence"), "--root", root)
    assert "genuine" in outside
    assert "by D: seal" in outside
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    (given,) = [each["payload"] for each in shown if each["type"] == "evidence-given"]
    assert given["file_hash"] == sha256(content(office.path("decision.evidence"))).hex()
    assert len(given["opened"]) == 2


async def test_a_contract_proves_who_signed_it_and_opens_nothing_else(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    person = await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do("contract-offer", "--words", "K18=әкімдік пәтер табады")
    await person.do("sign", "--card", office.path("desk.card"), "--consent", "all")
    await office.guard.do("document", "contract", *TO, "--out", office.path("offered.pdf"))
    await office.guard.do("contract-close")
    seal = seal_of(server.implementing, office, "seal")
    await office.guard.do("document", "contract", "--seal", seal, *TO, "--out", office.path("contract.pdf"))
    root = ""
    for name in ("offered", "contract"):
        given = await office.guard.do("evidence", office.path(f"{name}.pdf"), *TO, "--out", office.path(f"{name}.evidence"))
        root = given.data["root"]
    signed = await told(capsys, office.path("contract.pdf"), "--evidence", office.path("contract.evidence"), "--root", root)
    assert "signed by the person" in signed
    assert "signed by the body" in signed
    offered = await told(capsys, office.path("offered.pdf"), "--evidence", office.path("offered.evidence"), "--root", root)
    assert "NOT signed by both" in offered
    evidence = Evidence.decode(content(office.path("contract.evidence")))
    client = office.guard.client
    assert client is not None
    ((_, closed),) = of_type(everything(client), ContractClosed)
    assert [bool(each.record_key) for each in evidence.exhibits] == [True, True, True, False]
    assert parse_entry(evidence.exhibits[3].entry).hash.hex() == closed.signature_entry
    without = replace(evidence, exhibits=evidence.exhibits[:3])
    unsigned = altered(office, "contract.evidence", lambda _data: without.encode())
    assert "no-signature" in await told(capsys, office.path("contract.pdf"), "--evidence", unsigned, "--root", root)


async def test_what_was_altered_or_belongs_to_something_else_is_refused_and_named(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    root = await decided(office, server)
    paper, proof = office.path("decision.pdf"), office.path("decision.evidence")
    evidence = Evidence.decode(content(proof))
    first = evidence.exhibits[0]

    def with_first(**changes: object) -> str:
        changed = replace(evidence, exhibits=(replace(first, **changes), *evidence.exhibits[1:]))  # type: ignore[arg-type]
        return altered(office, "decision.evidence", lambda _data: changed.encode())

    async def check(*words: str) -> str:
        return await told(capsys, *words)

    flipped = altered(office, "decision.pdf", lambda data: data[:900] + bytes([data[900] ^ 1]) + data[901:])
    assert "unknown-document" in await check(flipped, "--evidence", proof, "--root", root)
    assert "other-root" in await check(paper, "--evidence", proof, "--root", "ab" * 32)
    assert "64 hex digits" in await check(paper, "--evidence", proof, "--root", "ab")
    cut = altered(office, "decision.evidence", lambda data: data[:-9])
    assert "malformed" in await check(paper, "--evidence", cut, "--root", root)
    assert "qorgan:" in await check(paper, "--evidence", with_first(accepted_at=first.accepted_at + 1), "--root", root)
    assert "misplaced" in await check(paper, "--evidence", with_first(position=first.position + 1), "--root", root)
    assert "qorgan:" in await check(paper, "--evidence", with_first(proof=(*first.proof[:-1], bytes(32))), "--root", root)
    assert "commitment" in await check(paper, "--evidence", with_first(record_key=bytes(32)), "--root", root)
    assert "letter-key" in await check(paper, "--evidence", with_first(person_key=bytes(32)), "--root", root)
    only = replace(evidence, exhibits=evidence.exhibits[:1])
    alone = altered(office, "decision.evidence", lambda _data: only.encode())
    assert "no-source" in await check(paper, "--evidence", alone, "--root", root)
    nobody = replace(evidence, certificates=())
    unknown = altered(office, "decision.evidence", lambda _data: nobody.encode())
    assert "unknown-certificate" in await check(paper, "--evidence", unknown, "--root", root)
    assert "qorgan:" in await check(office.path("none.pdf"), "--evidence", proof, "--root", root)


async def test_a_signer_or_a_seal_that_had_been_revoked_proves_nothing(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    root = await decided(office, server)
    paper = office.path("decision.pdf")
    evidence = Evidence.decode(content(office.path("decision.evidence")))
    at, body = evidence.exhibits[0].accepted_at, server.deciding
    client = office.investigator.client
    assert client is not None
    assert client.device is not None
    for serial in (client.device.serial, open_sealed(content(paper)).seal.serial):
        for since, word in ((at - 2000, "revoked"), (at + 2000, "genuine")):
            crl = issue_crl(body.seed, body.der, 99, since, since + YEAR, [(serial, since)])
            newer = altered(office, "decision.evidence", lambda _data, crl=crl: replace(evidence, revocations=(crl,)).encode())  # type: ignore[misc]
            assert word in await told(capsys, paper, "--evidence", newer, "--root", root)


async def test_the_seal_of_another_body_seals_nothing_here(office: Office, server: Server) -> None:
    await opened_file(office)
    await office.investigator.do(*DECIDE)
    out = ("--out", office.path("decision.pdf"))
    with pytest.raises(Usage, match="only its own officials"):
        await office.investigator.do("document", "decision", "--seal", seal_of(server.implementing, office, "other"), *TO, *out)
    with pytest.raises(Usage, match="only a PDF"):
        await office.investigator.do("document", "decision", "--format", "html", "--seal", "x", *TO, *out)
    with pytest.raises(Usage):
        await office.investigator.do("document", "decision", "--seal", office.write("no.json", "{}"), *TO, *out)
    assert not any(each.name == "document-issued" for each in everything_of(office.investigator))


async def test_a_revoked_seal_seals_nothing_more(office: Office, server: Server) -> None:
    await opened_file(office)
    await office.investigator.do(*DECIDE)
    seal, body = seal_of(server.deciding, office, "seal"), server.deciding
    client = office.investigator.client
    assert client is not None
    serial = parse_seal(seal_certificate(seal)).serial
    since = parse_certificate(body.der).not_before
    await client.publish_revocations(issue_crl(body.seed, body.der, 99, since, since + YEAR, [(serial, since)]))
    with pytest.raises(Refused, match="revoked"):
        await office.investigator.do("document", "decision", "--seal", seal, *TO, "--out", office.path("decision.pdf"))
    assert not any(each.name == "document-issued" for each in everything_of(office.investigator))


async def test_evidence_is_only_made_of_what_was_given_out(office: Office, server: Server) -> None:
    await decided(office, server)
    with pytest.raises(Forged, match="never given out"):
        await office.investigator.do("evidence", office.write("other.pdf", "x"), *TO, "--out", office.path("e"))
    client = office.investigator.client
    assert client is not None
    assert len(list(of_type(everything(client), EvidenceGiven))) == 1
    assert len(list(of_type(everything(client), DocumentIssued))) == 1


def everything_of(desk: Desk) -> tuple[Seen, ...]:
    if desk.client is None:
        raise ValueError("no client")
    return everything(desk.client)


def seal_certificate(path: str) -> bytes:
    from client.cli.keyfile import open_file

    return SealKey.decode(open_file(Path(path), PHRASE)).certificate
