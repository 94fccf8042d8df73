"""A sealed document and its evidence, through the verbs: checked without account, store or server; every forgery is named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from client.app.casefile import file_named
from client.app.papers.comparing import Likeness, held_against
from client.app.papers.making import document_of
from client.app.papers.seals import seal_key
from client.app.reading import Seen, everything, of_type
from client.app.writing import to_record
from client.cli.exits import Exit
from client.cli.main import main
from client.documents.document import Document, Paragraph
from client.documents.html import html
from client.documents.typesetting import LAYOUT, pdf
from client.law.records.contract import Contract, ContractClosed
from client.law.records.papers import DocumentIssued, EvidenceGiven
from client.law.records.reports import ContractSignature
from client.law.words import Circle
from crypto.certificate import key_id, parse_certificate
from crypto.entry import parse_entry
from crypto.errors import Forged, Refused, Usage
from crypto.evidence import Evidence
from crypto.log import MerkleTree, clear_leaf, entry_leaf, sign_checkpoint
from crypto.pades import open_sealed, seal_pdf
from crypto.policy import CircleKind
from crypto.primitives import sha256
from server import key as log_key
from tests.cli.office import Desk, Office, modified, of, open_office, opened_file
from tests.cli.seals import DAY, PASSPHRASE, key_of_seal, revoking
from tests.cli.test_contract import scan
from tests.cli.test_verbs import WEIGHED, enrolled
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server
from tests.server.world import BodyParty

__all__ = ["server", "start", "town"]

TO = ("--to", "the court", "--purpose", "case 12")
DECIDE = (
    "decide", "--outcome", "APPLY", "--number", "12-1", "--reasons", "расталды", "--evidence", "statement",
    "--verification", "тексерілді",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _seal_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QORGAN_SEAL_PASSPHRASE", PASSPHRASE)


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


def seal_of(body: BodyParty, office: Office, name: str) -> str:
    """A seal's file, as the ceremony makes it."""
    return key_of_seal(body, office.folder / f"{name}.json", name=name)[0]


async def told(capsys: pytest.CaptureFixture[str], *words: str, refused: Exit = Exit.NOT_GENUINE) -> str:
    """What ``qorgan verify`` prints: its lines, or the one line of its refusal."""
    code = await asyncio.to_thread(main, ["verify", *words])
    out, error = capsys.readouterr()
    assert code == (refused if error else Exit.DONE)
    assert "Traceback" not in error
    return out or error


def altered(office: Office, name: str, change: Callable[[bytes], bytes]) -> str:
    path = Path(office.path(f"altered-{name}"))
    path.write_bytes(change(Path(office.path(name)).read_bytes()))
    return str(path)


def content(path: str) -> bytes:
    return Path(path).read_bytes()


def mode(path: str) -> int:
    return Path(path).stat().st_mode


def put(office: Office, name: str, data: bytes) -> None:
    (office.folder / name).write_bytes(data)


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
    for name in ("decision.pdf", "decision.evidence"):
        assert mode(office.path(name)) & 0o077 == 0, "no other user of the machine reads it"
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
    for name in ("offered", "contract"):
        said = await told(capsys, office.path(f"{name}.pdf"), "--evidence", office.path(f"{name}.evidence"), "--root", root)
        assert "byte for byte" in said
    signed = await told(capsys, office.path("contract.pdf"), "--evidence", office.path("contract.evidence"), "--root", root)
    assert "signed by the person" in signed
    assert "signed by the body" in signed
    offered = await told(capsys, office.path("offered.pdf"), "--evidence", office.path("offered.evidence"), "--root", root)
    assert "NOT signed by both" in offered
    evidence = Evidence.decode(content(office.path("contract.evidence")))
    client = office.guard.client
    assert client is not None
    ((_, closed),) = of_type(everything(of(client)), ContractClosed)
    hashes = [parse_entry(each.entry).hash.hex() for each in evidence.exhibits]
    assert hashes[1:3] == [closed.contract, closed.signature_entry]
    assert len(hashes) == 4
    without = replace(evidence, exhibits=(*evidence.exhibits[:2], evidence.exhibits[3]))
    unsigned = altered(office, "contract.evidence", lambda _data: without.encode())
    assert "no-signature" in await told(capsys, office.path("contract.pdf"), "--evidence", unsigned, "--root", root)


async def test_a_contract_signed_by_pen_names_who_minuted_it(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do("contract-offer", "--words", "K18=әкімдік пәтер табады")
    await office.guard.do("contract-paper", "--scan", scan(office), "--consent", "M2.1a", "--witness", "А. Куәгер")
    await office.guard.do("contract-close")
    await office.guard.do("document", "contract", "--form", "contract", *TO, "--out", office.path("pen.pdf"))
    given = await office.guard.do("evidence", office.path("pen.pdf"), *TO, "--out", office.path("pen.evidence"))
    said = await told(capsys, office.path("pen.pdf"), "--evidence", office.path("pen.evidence"), "--root", given.data["root"])
    assert "signed by the person on paper, minuted" in said
    assert "byte for byte" in said


async def test_another_document_under_a_true_code_is_refused(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """An officer with a modified client and the seal gives out words of their own under the code of a true document."""
    root = await decided(office, server)
    client = office.investigator.client
    assert client is not None
    (item, value) = next(iter(of_type(everything(of(client)), DocumentIssued)))
    forged = pdf(Document("decision", "kk", "Шешім", "D", "12-1", "", "", (Paragraph("Бас тартылды"),), (), value.code), item.at)
    key = seal_key(Path(office.path("seal.json")), PASSPHRASE)
    put(office, "forged.pdf", seal_pdf(forged, key, item.at))
    put(office, "forged.html", b"<html><body><p>words</p></body></html>")
    for name, kind in (("forged.pdf", "PDF"), ("forged.html", "HTML")):
        client.append(item.circle, to_record(replace(value, format=kind, file_hash=sha256(content(office.path(name))).hex())))
        await client.sync()
        with pytest.raises(Forged) as caught:
            await office.investigator.do("verify-document", office.path(name))
        assert caught.value.code == "other-text"
        issued = list(of_type(everything(of(client)), DocumentIssued))[-1][0]
        context = Evidence.decode(content(office.path("decision.evidence"))).context
        made = await client.evidence([bytes(issued.entry.hash), bytes.fromhex(value.of)], (), context)
        put(office, "forged.evidence", made.encode())
        said = await told(capsys, office.path(name), "--evidence", office.path("forged.evidence"), "--root", root)
        assert "(other-text)" in said


async def test_words_that_another_version_set_are_told_from_bytes(office: Office, server: Server) -> None:
    await decided(office, server)
    client = office.investigator.client
    assert client is not None
    (item, value) = next(iter(of_type(everything(of(client)), DocumentIssued)))
    source = next(each for each in everything(of(client)) if each.entry.hash.hex() == value.of)
    again = document_of(of(client), source, value.language, value.watermark, before=item.entry.index, form=value.form)
    wider = LAYOUT.read_bytes().replace(b"size: 11pt", b"size: 13pt")
    assert wider != LAYOUT.read_bytes()
    said = held_against(pdf(again, source.at, wider), again, source.at)
    assert said is Likeness.WORDS


async def test_a_signature_under_another_text_is_refused(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """A body with a modified client closes one contract with the signature under another."""
    person = await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do("contract-offer", "--words", "K18=әкімдік пәтер табады")
    await person.do("sign", "--card", office.path("desk.card"), "--consent", "all")
    await office.guard.do("contract-offer", "--words", "K18=пәтер жоқ")
    client = office.guard.client
    assert client is not None
    await office.guard.do("document", "contract", *TO, "--out", office.path("second.pdf"))
    second = next(item for item, value in of_type(everything(of(client)), Contract) if "пәтер жоқ" in value.text)
    answer = next(item for item, _value in of_type(everything(of(client)), ContractSignature))
    modified(client).append(second.circle, to_record(ContractClosed(second.entry.hash.hex(), answer.entry.hash.hex())))
    await client.sync()
    closed = next(each for each in everything(of(client)) if each.name == "contract-closed")
    issued = next(item for item, _value in of_type(everything(of(client)), DocumentIssued))
    shown = [bytes(each.entry.hash) for each in (issued, second, answer, closed)]
    made = await client.evidence(shown)
    put(office, "second.evidence", made.encode())
    root = client.deployment.fingerprint.hex()
    said = await told(capsys, office.path("second.pdf"), "--evidence", office.path("second.evidence"), "--root", root)
    assert "(other-text)" in said


async def closed_over(office: Office, signed: Seen | None, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a contract that the body's modified client closed over ``signed``; None: a record of the body's own that says
    what the person would say."""
    client = office.guard.client
    assert client is not None
    modified(client)
    offered, contract = next(iter(of_type(everything(of(client)), Contract)))
    hash = offered.entry.hash.hex()
    if signed is None:
        value = ContractSignature(hash, contract.text_hash, contract.language, True, "", (), "SELF")
        client.append(offered.circle, to_record(value))
        await client.sync()
        signed = [each for each in everything(of(client)) if each.name == "contract-signature"][-1]
    client.append(offered.circle, to_record(ContractClosed(hash, signed.entry.hash.hex())))
    await client.sync()
    closed = next(each for each in everything(of(client)) if each.name == "contract-closed")
    issued = next(item for item, _value in of_type(everything(of(client)), DocumentIssued))
    made = await client.evidence([bytes(each.entry.hash) for each in (issued, offered, signed, closed)])
    put(office, "forged.evidence", made.encode())
    root = client.deployment.fingerprint.hex()
    return await told(capsys, office.path("offered.pdf"), "--evidence", office.path("forged.evidence"), "--root", root)


async def test_an_officers_own_record_is_not_the_persons_signature(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do("contract-offer", "--words", "K18=әкімдік пәтер табады")
    await office.guard.do("document", "contract", *TO, "--out", office.path("offered.pdf"))
    assert "(unlawful)" in await closed_over(office, None, capsys)


async def test_who_signs_at_a_front_desk_is_not_the_person(
    office: Office, server: Server, town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anybody can report there, under a key of the moment."""
    await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do("contract-offer", "--words", "K18=әкімдік пәтер табады")
    await office.guard.do("document", "contract", *TO, "--out", office.path("offered.pdf"))
    client = office.guard.client
    assert client is not None
    offered, contract = next(iter(of_type(everything(of(client)), Contract)))
    value = ContractSignature(offered.entry.hash.hex(), contract.text_hash, contract.language, True, "", (), "SELF")
    (desk,) = [info.id for info in client.circles() if info.kind is CircleKind.FRONT_DESK]
    stranger = town.client(None)
    await stranger.follow(desk)
    stranger.report(desk, to_record(value))
    await stranger.sync()
    await client.sync()
    signed = next(each for each in everything(of(client)) if each.name == "contract-signature")
    assert "(no-signature)" in await closed_over(office, signed, capsys)


async def test_a_paper_of_a_record_that_does_not_count_is_not_called_genuine(office: Office, server: Server) -> None:
    """A body with a modified client writes what only the other one may decide, and gives out a paper of it."""
    await decided(office, server)
    guard, investigator = office.guard.client, office.investigator.client
    assert guard is not None
    assert investigator is not None
    decision = next(each for each in everything(of(investigator)) if each.name == "decision")
    _item, value = next(iter(of_type(everything(of(investigator)), DocumentIssued)))
    circle = file_named(of(guard), None).circle(Circle.COORDINATION)
    assert decision.entry.record is not None
    modified(guard).append(circle, decision.entry.record)
    await guard.sync()
    false = next(each for each in everything(of(guard)) if each.name == "decision" and each.unlawful)
    made = document_of(of(guard), false, value.language, value.watermark)
    put(office, "false.pdf", pdf(made, false.at))
    false_hash, digest = false.entry.hash.hex(), sha256(content(office.path("false.pdf"))).hex()
    guard.append(circle, to_record(replace(value, of=false_hash, code=made.code, file_hash=digest)))
    await guard.sync()
    for words in (("verify-document",), ("evidence", *TO, "--out", office.path("false.evidence"))):
        with pytest.raises(Refused) as caught:
            await office.guard.do(words[0], office.path("false.pdf"), *words[1:])
        assert caught.value.code == "unlawful"


async def test_words_that_were_not_compared_are_not_called_genuine(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another context, which nobody signs, makes another document: then nobody has compared."""
    root = await decided(office, server)
    evidence = Evidence.decode(content(office.path("decision.evidence")))
    other = replace(evidence, context=b'{"pseudonym":"Stork","zone_minutes":0}')
    put(office, "other.evidence", other.encode())
    said = await told(capsys, office.path("decision.pdf"), "--evidence", office.path("other.evidence"), "--root", root)
    assert "genuine" not in said
    assert "its words were NOT checked" in said


async def test_figures_that_were_changed_are_other_words(office: Office, server: Server) -> None:
    """Times, sums and numbers are what a paper says, as its words are."""
    await decided(office, server)
    client = office.investigator.client
    assert client is not None
    (item, value) = next(iter(of_type(everything(of(client)), DocumentIssued)))
    source = next(each for each in everything(of(client)) if each.entry.hash.hex() == value.of)
    again = document_of(of(client), source, value.language, value.watermark, before=item.entry.index, form=value.form)
    assert again.number == "12-1"
    blocks = (*again.blocks, Paragraph("12"))
    for changed in (replace(again, number="12-7"), replace(again, blocks=blocks)):
        for data in (pdf(changed, source.at), html(changed).encode()):
            with pytest.raises(Forged):
                held_against(data, again, source.at)


async def test_what_was_altered_or_belongs_to_something_else_is_refused_and_named(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    root = await decided(office, server)
    paper, proof = office.path("decision.pdf"), office.path("decision.evidence")
    evidence = Evidence.decode(content(proof))
    first = evidence.exhibits[0]

    def with_first(**changes: object) -> str:
        return changed(exhibits=(replace(first, **changes), *evidence.exhibits[1:]))  # type: ignore[arg-type]

    def changed(**changes: object) -> str:
        other = replace(evidence, **changes)  # type: ignore[arg-type]
        return altered(office, "decision.evidence", lambda _data: other.encode())

    async def check(*words: str, refused: Exit = Exit.NOT_GENUINE) -> str:
        return await told(capsys, *words, refused=refused)

    flipped = altered(office, "decision.pdf", lambda data: data[:900] + bytes([data[900] ^ 1]) + data[901:])
    assert "unknown-document" in await check(flipped, "--evidence", proof, "--root", root)
    assert "other-root" in await check(paper, "--evidence", proof, "--root", "ab" * 32)
    assert "64 hex digits" in await check(paper, "--evidence", proof, "--root", "ab", refused=Exit.USAGE)
    cut = altered(office, "decision.evidence", lambda data: data[:-9])
    assert "malformed" in await check(paper, "--evidence", cut, "--root", root)
    assert "qorgan:" in await check(paper, "--evidence", with_first(accepted_at=first.accepted_at + 1), "--root", root)
    assert "misplaced" in await check(paper, "--evidence", with_first(position=first.position + 1), "--root", root)
    assert "qorgan:" in await check(paper, "--evidence", with_first(proof=(*first.proof[:-1], bytes(32))), "--root", root)
    assert "commitment" in await check(paper, "--evidence", with_first(key=bytes(32)), "--root", root)
    assert "wrong-class" in await check(paper, "--evidence", with_first(key=b""), "--root", root)
    assert "bad-context" in await check(paper, "--evidence", changed(context=b"[]"), "--root", root)
    only = replace(evidence, exhibits=evidence.exhibits[:1])
    alone = altered(office, "decision.evidence", lambda _data: only.encode())
    assert "no-source" in await check(paper, "--evidence", alone, "--root", root)
    moved = changed(leaves=(replace(evidence.leaves[0], proof=()), *evidence.leaves[1:]))
    assert "bad-inclusion" in await check(paper, "--evidence", moved, "--root", root)
    nobody = replace(evidence, leaves=())
    unknown = altered(office, "decision.evidence", lambda _data: nobody.encode())
    assert "unknown-certificate" in await check(paper, "--evidence", unknown, "--root", root)
    assert "qorgan:" in await check(office.path("none.pdf"), "--evidence", proof, "--root", root, refused=Exit.USAGE)


@pytest.mark.parametrize("what", ["signer", "seal"])
async def test_a_signer_or_a_seal_revoked_later_proves_what_it_proved_and_one_revoked_before_proves_nothing(
    office: Office, server: Server, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """By the places in the log: a body that dates a revocation back does not take its word back."""
    root = await decided(office, server)
    client, paper = office.investigator.client, office.path("decision.pdf")
    assert client is not None
    assert client.device is not None
    serial = client.device.serial if what == "signer" else open_sealed(content(paper)).seal.serial
    colleague = office.chief.client
    assert colleague is not None
    await colleague.publish_revocations(revoking(server.deciding, serial, back=10 * DAY))
    await colleague.sync()
    ((issued, value),) = of_type(everything(of(colleague)), DocumentIssued)
    later = await colleague.evidence(
        [bytes(issued.entry.hash), bytes.fromhex(value.of)],
        [(key_id(parse_certificate(server.deciding.der).verify_key), serial)],
        Evidence.decode(content(office.path("decision.evidence"))).context,
    )
    put(office, "later.evidence", later.encode())
    said = await told(capsys, paper, "--evidence", office.path("later.evidence"), "--root", root)
    assert "genuine" in said
    assert "revoked later" in said
    early = _revoked_first(later, server)
    put(office, "early.evidence", early.encode())
    said = await told(capsys, paper, "--evidence", office.path("early.evidence"), "--root", root)
    assert "(revoked)" in said


def _revoked_first(evidence: Evidence, server: Server) -> Evidence:
    """The same in a log in which the list came before the entries: made anew, and signed by the log's key."""
    clear = [replace(each, index=number) for number, each in enumerate(evidence.leaves)]
    exhibits = [replace(each, index=len(clear) + number) for number, each in enumerate(evidence.exhibits)]
    tree = MerkleTree([clear_leaf(each.kind, each.data) for each in clear])
    for each in exhibits:
        tree.append(entry_leaf(each.salt, each.circle, each.position, parse_entry(each.entry).hash, each.accepted_at))
    note = sign_checkpoint(log_key.read(server.folder).seed, server.realm.deployment.log_origin, tree.size, tree.root())
    return replace(
        evidence,
        checkpoint=note,
        leaves=tuple(replace(each, proof=tree.inclusion_proof(each.index)) for each in clear),
        exhibits=tuple(replace(each, proof=tree.inclusion_proof(each.index)) for each in exhibits),
    )


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


async def test_evidence_is_only_made_of_what_was_given_out(office: Office, server: Server) -> None:
    await decided(office, server)
    with pytest.raises(Forged, match="never given out"):
        await office.investigator.do("evidence", office.write("other.pdf", "x"), *TO, "--out", office.path("e"))
    client = office.investigator.client
    assert client is not None
    assert len(list(of_type(everything(of(client)), EvidenceGiven))) == 1
    assert len(list(of_type(everything(of(client)), DocumentIssued))) == 1


def everything_of(desk: Desk) -> tuple[Seen, ...]:
    if desk.client is None:
        raise ValueError("no client")
    return everything(of(desk.client))
