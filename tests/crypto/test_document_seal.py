"""Document seals and sealed files: what is accepted is what was made, and nothing near it."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from crypto.certificate import parse_certificate
from crypto.document_seal import SealKey, _build, check_seal, issue_seal, parse_seal
from crypto.errors import Forged, Malformed, QorganError, Refused, Usage
from crypto.pades import _cms, _filled, _prepare, _signed_attributes, open_sealed, seal_pdf
from crypto.primitives import p256_key, p256_sign, p256_verify
from crypto.trust import issue_crl
from tests.crypto.sealed import (
    BODY,
    BODY_SEED,
    DAY,
    KEY,
    NAME,
    OTHER,
    OTHER_SEAL,
    OTHER_SEAL_SEED,
    OTHER_SEED,
    ROOT,
    ROOT_SEED,
    SEAL,
    SEAL_SEED,
    START,
    directory,
    plain,
    sealed_file,
)
from tests.crypto.toolbox import cuts, flips

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number")  # pyca says so before we refuse it


def code(data: bytes) -> str:
    with pytest.raises((Forged, Malformed)) as caught:
        open_sealed(data)
    return caught.value.code


# The certificate


def test_a_seal_is_that_of_the_body_that_stated_it() -> None:
    seal = parse_seal(SEAL)
    assert check_seal(seal, directory(), 2, START).name == "Полиция"
    assert issue_seal(BODY_SEED, BODY, SEAL_SEED, NAME, START, START + 365 * DAY) == SEAL
    assert seal.serial >> 120 == 2


def test_every_flip_and_cut_of_the_certificate_is_refused() -> None:
    grown = directory()
    for damaged in (*flips(SEAL), *cuts(SEAL), SEAL + b"\0"):
        with pytest.raises(QorganError):
            check_seal(parse_seal(damaged), grown, 2, START)


def test_the_statement_of_a_body_makes_no_seal_of_another_key() -> None:
    """Who takes the statement of a true certificate into one for a key of their own gets no seal: it signs the key."""
    true, key = parse_seal(SEAL), p256_key(OTHER_SEAL_SEED)
    parts = true.body, true.name, true.serial, true.not_before, true.not_after, true.statement
    forged = parse_seal(_build(key, key.public_key(), *parts))
    assert (forged.body, forged.statement, forged.serial) == (true.body, true.statement, true.serial)
    with pytest.raises(Forged):
        check_seal(forged, directory(), 2, START)


@pytest.mark.parametrize(("at", "why"), [(START - 1, "not-yet-valid"), (START + 366 * DAY, "expired")])
def test_a_seal_outside_its_dates_is_refused(at: int, why: str) -> None:
    with pytest.raises(Refused) as caught:
        check_seal(parse_seal(SEAL), directory(), 2, at)
    assert caught.value.code == why


def test_a_revoked_seal_is_refused_from_the_leaf_on_that_revoked_it() -> None:
    seal = parse_seal(SEAL)
    grown = directory().with_crl(issue_crl(BODY_SEED, BODY, 1, START, START + DAY, [(seal.serial, START)]), 5)
    assert check_seal(seal, grown, 5, START).name == "Полиция"
    with pytest.raises(Refused) as caught:
        check_seal(seal, grown, 6, START)
    assert caught.value.code == "revoked"


def test_another_bodys_list_revokes_no_seal() -> None:
    seal = parse_seal(SEAL)
    grown = directory().with_crl(issue_crl(OTHER_SEED, OTHER, 1, START, START + DAY, [(seal.serial, START)]), 5)
    assert check_seal(seal, grown, 6, START)


def test_a_body_that_is_not_in_the_log_before_has_no_seal() -> None:
    with pytest.raises(Refused) as caught:
        check_seal(parse_seal(OTHER_SEAL), directory(), 1, START)
    assert caught.value.code == "unknown-certificate"


def test_a_seal_is_not_longer_valid_than_its_body_and_only_a_bodys_key_makes_it() -> None:
    with pytest.raises(Usage):
        issue_seal(BODY_SEED, BODY, SEAL_SEED, NAME, START, START + 4000 * DAY)
    with pytest.raises(Usage):
        issue_seal(OTHER_SEED, BODY, SEAL_SEED, NAME, START, START + DAY)


def test_a_seals_key_reads_back_and_no_other_keys_certificate_goes_with_it() -> None:
    assert SealKey.decode(KEY.encode()) == KEY
    assert SEAL_SEED.hex() not in repr(KEY)
    assert repr(SEAL_SEED) not in repr(KEY)
    for wrong in (SealKey(SEAL_SEED, OTHER_SEAL), SealKey(OTHER_SEAL_SEED, SEAL), SealKey(SEAL_SEED, BODY)):
        with pytest.raises((Malformed, Forged)):
            SealKey.decode(wrong.encode())


def test_the_seal_of_a_revoked_body_is_refused() -> None:
    serial = parse_certificate(BODY).serial
    grown = directory().with_crl(issue_crl(ROOT_SEED, ROOT, 1, START, START + DAY, [(serial, START)]), 5)
    with pytest.raises(Refused, match="revoked"):
        check_seal(parse_seal(SEAL), grown, 6, START)


def test_a_device_and_a_body_are_no_seals() -> None:
    for other in (BODY, OTHER, bytes(3000)):
        with pytest.raises(Malformed):
            parse_seal(other)


def test_ecdsa_is_deterministic() -> None:
    signature = p256_sign(SEAL_SEED, b"abc")
    assert p256_sign(SEAL_SEED, b"abc") == signature
    p256_verify(parse_seal(SEAL).point, b"abc", signature)
    with pytest.raises(Forged):
        p256_verify(parse_seal(SEAL).point, b"abd", signature)


# Sealed files


def test_a_sealed_file_opens_and_the_same_file_seals_to_the_same_bytes() -> None:
    opened = open_sealed(sealed_file())
    assert (opened.seal.der, opened.at, opened.original) == (SEAL, START, plain())
    assert seal_pdf(plain(), KEY, START + 999) == sealed_file()


def test_the_sealed_file_is_still_of_its_standard() -> None:
    """ISO 19005-2: an end of line after each end (6.1.3), a widget without area needs no appearance (6.3.3), rights by a signature
    alone (6.1.12), and XMP as it was. A validator is not at hand; these are the clauses that an update can break."""
    with pikepdf.open(BytesIO(sealed_file())) as after, pikepdf.open(BytesIO(plain())) as before:
        widget = after.Root.AcroForm.Fields[0]
        assert [int(each) for each in widget.Rect] == [0, 0, 0, 0]
        assert int(widget.F) & 0b10_0111 == 0b100  # printed; neither invisible nor hidden nor kept from view
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        with after.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
        assert "/NeedAppearances" not in after.Root.AcroForm
        assert set(after.Root.Perms.keys()) == {"/DocMDP"}
        assert after.trailer["/ID"][0] == before.trailer["/ID"][0]
    assert sealed_file()[len(plain()) - 5 : len(plain()) + 1] == b"%%EOF\n"


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not here")
def test_a_common_reader_finds_the_signature_valid_and_the_whole_file_covered(tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed_file())
    told = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    path.write_bytes(sealed_file().replace(b"/MediaBox [ 0 0 595", b"/MediaBox [ 0 0 596"))
    assert "Signature is Valid" not in subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout


def ranges() -> list[tuple[int, int]]:
    """What a flip can hit: what was sealed, the update, the CMS, its padding, the end."""
    data, size = sealed_file(), len(plain())
    start = data.index(b"/Contents <", size) + len(b"/Contents <")
    return [(0, size), (size, start), (start, start + 2000), (start + 2000, start + 6000), (start + 6000, len(data))]


@pytest.mark.parametrize("place", range(5))
def test_a_flipped_byte_is_found_wherever_it_is(place: int) -> None:
    start, end = ranges()[place]
    step = max(1, (end - start) // 60)
    for at in range(start, end, step):
        data = bytearray(sealed_file())
        data[at] ^= 0x01
        assert code(bytes(data)) in {"altered-seal", "bad-signature", "no-seal"}, at


def test_a_truncated_file_is_found() -> None:
    data = sealed_file()
    for size in (*range(0, len(data), 997), len(data) - 1, len(data) - 7):
        assert code(data[:size]) in {"altered-seal", "no-seal"}


def updated(data: bytes) -> bytes:
    """A later revision that readers show in place of what was sealed: the title of the outline is another."""
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    writer.root["/Lang"] = writer.root["/Lang"].__class__("ru")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_updates_after_the_seal_are_refused_also_such_as_readers_do_not_show() -> None:
    shadow = updated(sealed_file())
    assert shadow.startswith(sealed_file())
    assert code(shadow) == "altered-seal"
    for tail in (b"\n", b" ", b"%%EOF\n", b"27 0 obj\n<<>>\nendobj\n%%EOF\n", sealed_file()[len(plain()) :], sealed_file()):
        assert code(sealed_file() + tail) == "altered-seal"


def test_an_update_prepared_before_the_seal_is_not_sealed() -> None:
    """Shadow attacks need a file with more than one revision."""
    with pytest.raises(Usage):
        seal_pdf(updated(plain()), KEY, START)
    with pytest.raises(Usage):
        seal_pdf(sealed_file(), KEY, START)
    with pytest.raises(Usage):
        seal_pdf(b"%PDF-1.7\nnothing", KEY, START)


def test_something_between_what_was_sealed_and_the_seal_is_found() -> None:
    data, size = sealed_file(), len(plain())
    assert code(data[: size + 1] + b"% more\n" + data[size + 1 :]) == "altered-seal"


def test_a_seal_from_another_file_is_found() -> None:
    other = seal_pdf(plain("Басқа"), KEY, START)
    size = len(plain())
    assert code(plain() + other[len(plain("Басқа")) :]) == "altered-seal"
    assert code(plain("Басқа") + sealed_file()[size:]) == "altered-seal"


def test_the_key_of_another_seal_does_not_seal_under_this_certificate() -> None:
    with pytest.raises(Usage) as caught:
        seal_pdf(plain(), SealKey(OTHER_SEAL_SEED, SEAL), START)
    assert caught.value.code == "other-key"


def test_a_signature_of_another_key_is_found() -> None:
    made, seal = _prepare(plain(), START), parse_seal(SEAL)
    signature = p256_sign(OTHER_SEAL_SEED, _signed_attributes(made.digest, seal).dump())
    assert code(_filled(made, _cms(made.digest, seal, signature))) == "bad-signature"


def test_a_file_without_a_seal_says_so() -> None:
    assert code(plain()) == "no-seal"
    assert code(b"") == "no-seal"
    assert code(b"hello /ByteRange [0 1]") == "no-seal"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 25_000))
def test_no_bytes_put_anywhere_into_a_sealed_file_pass_or_break_the_reader(more: bytes, at: int) -> None:
    data = sealed_file()
    hurt = data[:at] + more + data[at:]
    if hurt != data:
        assert code(hurt) in {"altered-seal", "bad-signature", "no-seal"}
