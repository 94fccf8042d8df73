"""The document seal: one exact profile; a sealed PDF holds for common readers, and every change to it is refused."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from client.documents.document import Document, Paragraph
from client.documents.typesetting import pdf
from crypto.document_seal import SealKey, body_of_seal, issue_seal, new_private, parse_seal
from crypto.errors import Forged, Malformed, QorganError, Refused, Usage
from crypto.pades import open_sealed, seal_pdf
from crypto.primitives import ed25519_public
from crypto.trust import BodyKind, Directory, issue_body, issue_crl, issue_device, issue_root, make_deployment
from tests.crypto.toolbox import seeded

ROOT_SEED, BODY_SEED, OTHER_SEED = (bytes([n]) * 32 for n in (1, 2, 3))
START, DAY = 1_800_000_000_000, 86_400_000
YEAR = 365 * DAY
ROOT = issue_root(ROOT_SEED, "Root", START - YEAR, START + 20 * YEAR)
BODY = issue_body(ROOT_SEED, ROOT, ed25519_public(BODY_SEED), "Алматы ПД", BodyKind.IMPLEMENTING, START - DAY, START + 10 * YEAR)
OTHER = issue_body(ROOT_SEED, ROOT, ed25519_public(OTHER_SEED), "Алматы ПД", BodyKind.IMPLEMENTING, START - DAY, START + 10 * YEAR)
PRIVATE = new_private(seeded(7))
SEAL = issue_seal(BODY_SEED, BODY, PRIVATE, "Құжаттар", START, START + YEAR)
KEY = SealKey(PRIVATE, SEAL, BODY)
PLAIN = pdf(
    Document("order", "kk", "Тапсырма", "Алматы ПД", "12", "25 қараша", "7-бап", (Paragraph("Қауіпсіздікті қамтамасыз ету"),)),
    START,
)
SEALED = seal_pdf(PLAIN, KEY, START, "Document")


def directory(*crls: bytes) -> Directory:
    deployment = make_deployment(ROOT_SEED, "d", bytes(16), ROOT, "log.example", ed25519_public(ROOT_SEED))
    grown = Directory.of(deployment).with_certificate(BODY, 0).with_certificate(OTHER, 1)
    for number, crl in enumerate(crls, 2):
        grown = grown.with_crl(crl, number)
    return grown


def test_a_sealed_pdf_is_an_update_behind_its_own_bytes_and_the_same_each_time() -> None:
    assert SEALED.startswith(PLAIN)
    assert seal_pdf(PLAIN, KEY, START, "Document") == SEALED


def test_the_seal_tells_its_body_and_its_time() -> None:
    found = open_sealed(SEALED)
    grown = directory()
    assert found.at == START
    assert body_of_seal(found.seal, found.body, grown, START, grown.revokes).name == "Алматы ПД"


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig is not installed: apt-get install poppler-utils")
def test_a_common_reader_finds_the_signature_valid(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(SEALED)
    told = subprocess.run(["pdfsig", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    assert "Құжаттар" in told


def test_a_sealed_pdf_is_still_pdf_a() -> None:
    with pikepdf.open(io.BytesIO(SEALED)) as opened, opened.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"


def test_any_changed_byte_is_refused_by_the_seal_or_by_its_body() -> None:
    """All bytes of the signature and samples of the rest; a copy of the body's certificate is the directory's to judge."""
    grown, rng = directory(), random.Random(3)
    start = SEALED.index(b"/Contents <") + 11
    places = [*range(start, start + 2600, 3), *rng.sample(range(len(SEALED)), 300)]
    for place in places:
        changed = bytearray(SEALED)
        changed[place] ^= 1 << rng.randrange(8)
        with pytest.raises(QorganError):  # noqa: PT012 - either of the two may refuse it
            found = open_sealed(bytes(changed))
            body_of_seal(found.seal, found.body, grown, START, grown.revokes)


@pytest.mark.parametrize("end", [b"\n", b"%%EOF\n", b"1 0 obj\n<<>>\nendobj\n"])
def test_what_is_added_behind_is_refused(end: bytes) -> None:
    with pytest.raises(Forged):
        open_sealed(SEALED + end)


def test_an_update_after_the_seal_is_refused() -> None:
    """A shadow: the page is replaced by an update, and a lax reader still calls the signature valid."""
    writer = IncrementalPdfFileWriter(io.BytesIO(SEALED))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    writer.mark_update(page.container_ref)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Forged, match="goes on after"):
        open_sealed(out.getvalue())


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_file_that_was_cut_is_refused(share: float) -> None:
    with pytest.raises((Forged, Malformed)):
        open_sealed(SEALED[: int(len(SEALED) * share)])


def test_a_second_seal_is_refused() -> None:
    with pytest.raises((Usage, Forged, Malformed)):
        open_sealed(seal_pdf(SEALED, KEY, START, "Document"))


def test_a_pdf_without_a_seal_and_a_file_that_is_none_are_refused() -> None:
    with pytest.raises(Malformed):
        open_sealed(PLAIN)
    with pytest.raises((Malformed, Forged)):
        open_sealed(b"text")
    with pytest.raises(Usage):
        seal_pdf(b"text", KEY, START, "Document")


def test_a_seal_that_another_body_made_under_the_same_name_is_not_the_bodys() -> None:
    forged = SealKey(PRIVATE, issue_seal(OTHER_SEED, OTHER, PRIVATE, "Құжаттар", START, START + YEAR), BODY)
    found = open_sealed(seal_pdf(PLAIN, forged, START, "Document"))
    grown = directory()
    with pytest.raises(Refused, match="nobody here knows"):
        body_of_seal(found.seal, found.body, grown, START, grown.revokes)
    own = open_sealed(seal_pdf(PLAIN, replace(forged, body=OTHER), START, "Document"))
    assert body_of_seal(own.seal, own.body, grown, START, grown.revokes).der == OTHER


def test_a_revoked_seal_is_refused_from_the_leaf_on_that_revokes_it() -> None:
    grown = directory(issue_crl(BODY_SEED, BODY, 1, START, START + DAY, [(parse_seal(SEAL).serial, START)]))
    found = open_sealed(SEALED)
    with pytest.raises(Refused) as refused:
        body_of_seal(found.seal, found.body, grown, START, grown.revokes)
    assert refused.value.code == "revoked"
    earlier = body_of_seal(found.seal, found.body, grown, START, lambda issuer, serial: grown.revokes(issuer, serial, 2))
    assert earlier.der == BODY


def test_the_seal_of_a_revoked_body_is_refused() -> None:
    from crypto.trust import parse_certificate

    grown = directory(issue_crl(ROOT_SEED, ROOT, 1, START, START + DAY, [(parse_certificate(BODY).serial, START)]))
    found = open_sealed(SEALED)
    with pytest.raises(Refused, match="revoked"):
        body_of_seal(found.seal, found.body, grown, START, grown.revokes)


@pytest.mark.parametrize(("at", "code"), [(START - 1000, "not-yet-valid"), (START + YEAR + 1000, "expired")])
def test_a_seal_out_of_date_is_refused(at: int, code: str) -> None:
    found, grown = open_sealed(SEALED), directory()
    with pytest.raises(Refused) as refused:
        body_of_seal(found.seal, found.body, grown, at, grown.revokes)
    assert refused.value.code == code


def test_a_seal_is_of_one_exact_profile() -> None:
    assert parse_seal(SEAL).name == "Құжаттар"
    device = issue_device(BODY_SEED, BODY, ed25519_public(bytes(32)), "Desk", ["officer"], START, START + YEAR)
    for other in (device, BODY, SEAL + b"\0", SEAL[:-1], b"", bytes(3000)):
        with pytest.raises(Malformed):
            parse_seal(other)
    for place in range(len(SEAL) - 64):
        changed = bytearray(SEAL)
        changed[place] ^= 1
        try:
            found = parse_seal(bytes(changed))
        except Malformed:
            continue
        grown = directory()
        with pytest.raises((Forged, Refused)):
            body_of_seal(found, BODY, grown, START, grown.revokes)


def test_only_a_body_with_its_own_key_certifies_a_seal() -> None:
    with pytest.raises(Usage):
        issue_seal(ROOT_SEED, ROOT, PRIVATE, "x", START, START + YEAR)
    with pytest.raises(Usage):
        issue_seal(OTHER_SEED, BODY, PRIVATE, "x", START, START + YEAR)
    with pytest.raises(Usage):
        issue_seal(BODY_SEED, BODY, PRIVATE, "", START, START + YEAR)


def test_a_seals_key_reads_back_and_no_other_keys_certificate_goes_with_it() -> None:
    assert SealKey.decode(KEY.encode()) == KEY
    assert "private" not in repr(KEY)
    other = issue_seal(BODY_SEED, BODY, new_private(seeded(8)), "x", START, START + YEAR)
    for wrong in (replace(KEY, certificate=other), replace(KEY, private=bytes(32)), replace(KEY, body=SEAL)):
        with pytest.raises(Malformed):
            SealKey.decode(wrong.encode())
