"""A sealed PDF: PAdES baseline B-B (ETSI EN 319 142-1) by a document seal, for common PDF readers: docs/spec/document-seal.md.

Bytes to bytes, and always the same: the file gets one incremental update, whose only content is a certification signature that
allows no later change (DocMDP 1). ECDSA is deterministic and the time is given.

A sealed file is accepted only if it is, byte for byte, what ``seal_pdf`` writes for the file that it starts with, the time and the
certificate that it names. So nothing was added after the seal, nothing stands beside it in the update (a second object for a number
that is there already, another page tree), and the CMS has no spelling of its own. What was sealed is the caller's to judge:
``SealedPdf.original``.
"""

from __future__ import annotations

import binascii
import io
import re
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import IO, Any, Final

from asn1crypto import algos, cms, core, tsp, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefStream, write_xref_table
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from crypto.document_seal import SealCertificate, SealKey, parse_seal
from crypto.errors import Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.primitives import p256_sign, p256_verify, sha256
from crypto.types import Millis

FIELD: Final = "Seal"
RESERVED: Final = 6000
"""Hex digits for the CMS: our largest has 2,500."""
MAX_PDF: Final = 16 << 20

_GENERIC: Any = generic  # pyHanko's types of PDF objects are not annotated
_END = b"%%EOF"
_CONTENTS = re.compile(rb"/Contents <([0-9A-Fa-f]{%d})>" % RESERVED)
_TIME = re.compile(rb"/M \(D\\072(\d{14})Z\)")
_SEALED = re.compile(rb"/ByteRange\s*\[")


@dataclass(frozen=True)
class SealedPdf:
    """A file whose seal holds. ``original``: the bytes sealed, less a line feed at the end; ``at``: the time that the seal
    states, which is the sealer's word: the log's stamp says when it was given out."""

    seal: SealCertificate
    at: Millis
    original: bytes = field(repr=False)


@dataclass(frozen=True)
class _Prepared:
    """The file with room for the CMS between ``start`` and ``end`` (at its angle brackets), and the digest of all else."""

    data: bytes
    digest: bytes
    start: int
    end: int


def seal_pdf(pdf: bytes, key: SealKey, at: int) -> bytes:
    """The sealed file. ``at``: milliseconds, cut to seconds. Raises ``Usage`` where the file is no PDF that can be sealed, is
    sealed already, or the key is not that of its certificate."""
    seal = parse_seal(key.certificate)
    try:
        made = _prepare(pdf, at)
    except Malformed as error:
        raise Usage(error.template, error.code, **error.words) from None
    attributes = _signed_attributes(made.digest, seal).dump()
    signature = p256_sign(key.seed, attributes)
    try:
        p256_verify(seal.point, attributes, signature)
    except Forged:
        raise Usage("the seal's key is not that of its certificate", "other-key") from None
    return _filled(made, _cms(made.digest, seal, signature))


def is_sealed(data: bytes) -> bool:
    """Whether the file says that it carries a signature; whether that holds is ``open_sealed``'s to say."""
    return _SEALED.search(data) is not None


def open_sealed(data: bytes) -> SealedPdf:
    """See the module. Whose certificate it is: ``crypto.document_seal.check_seal``. Raises ``Malformed`` ("no-seal"), ``Forged``
    ("altered-seal": not what the seal wrote; "bad-signature")."""
    if len(data) > MAX_PDF or not data.startswith(b"%PDF-") or not is_sealed(data):
        raise Malformed("the file carries no seal", "no-seal")
    altered = Forged("the file was changed after it was sealed", "altered-seal")
    start = _end_of_original(data)
    found, time = _CONTENTS.search(data, start), _TIME.search(data, start)
    if found is None or time is None:
        raise altered
    original, at = data[:start], _millis(time[1].decode())
    try:
        made = _prepare(original, at)
        container = cms.ContentInfo.load(binascii.unhexlify(found[1]))
        seal = parse_seal(container["content"]["certificates"][0].chosen.dump())
        signature = container["content"]["signer_infos"][0]["signature"].native
        same = _filled(made, _cms(made.digest, seal, signature)) == data
    except (ValueError, TypeError, LookupError, AttributeError, Malformed):
        raise altered from None
    if not same:
        raise altered
    p256_verify(seal.point, _signed_attributes(made.digest, seal).dump(), signature)
    return SealedPdf(seal, at, original)


def _end_of_original(data: bytes) -> int:
    """The sealed file has two ends, of what was sealed and its own, and stops at the second."""
    last = data.rfind(_END)
    before = data.rfind(_END, 0, max(last, 0))
    if before < 0 or data[last:] != _END + b"\n":
        raise Forged("the file was changed after it was sealed", "altered-seal")
    return before + len(_END)


def _prepare(pdf: bytes, at: int) -> _Prepared:
    """The file with its seal still empty. Raises ``Malformed`` where it is no PDF of one revision without a signature."""
    if len(pdf) > MAX_PDF or is_sealed(pdf):
        raise Malformed("the file is too large, or sealed already", "bad-pdf")
    whole = pdf.removesuffix(b"\n") + b"\n"
    date = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at // 1000)
    try:
        reader = PdfFileReader(io.BytesIO(whole), strict=True)
        if reader.xrefs.total_revisions != 1 or reader.encrypted:
            raise ValueError("not a file of one revision")
        writer = _Update(io.BytesIO(whole), reader, sha256(b"Qorgan 1 sealed pdf", whole)[:16])
        steps = PdfCMSEmbedder(SigFieldSpec(FIELD)).write_cms(FIELD, writer)
        next(steps)
        holder = SignatureObject(date, SigSeedSubFilter.PADES, bytes_reserved=RESERVED)
        rules = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
        steps.send(SigObjSetup(holder, rules))
        ready, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    except Exception as error:  # a parser of another's, at bytes of anybody's
        raise Malformed("the file is no PDF that can be sealed ({error})", "bad-pdf", error=type(error).__name__) from None
    return _Prepared(output.getvalue(), ready.document_digest, ready.reserved_region_start, ready.reserved_region_end)


def _filled(made: _Prepared, container: bytes) -> bytes:
    digits = binascii.hexlify(container).upper()
    return made.data[: made.start + 1] + digits.ljust(RESERVED, b"0") + made.data[made.end - 1 :]


def _signed_attributes(digest: bytes, seal: SealCertificate) -> cms.CMSAttributes:
    """What the signature covers: that it is of data, the digest of the file, and the certificate (RFC 5035), in DER order."""
    named = tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2({"cert_hash": seal.hash})]})
    attributes = {"content_type": "data", "message_digest": digest, "signing_certificate_v2": named}
    made = [cms.CMSAttribute({"type": name, "values": [value]}) for name, value in attributes.items()]
    return cms.CMSAttributes(sorted(made, key=lambda each: each.dump()))


def _cms(digest: bytes, seal: SealCertificate, signature: bytes) -> bytes:
    """CMS SignedData (RFC 5652): one signer, one certificate, nothing inside, nothing unsigned."""
    certificate = x509.Certificate.load(seal.der)
    sha = algos.DigestAlgorithm({"algorithm": "sha256"})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number}),
            ),
            "digest_algorithm": sha,
            "signed_attrs": _signed_attributes(digest, seal),
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": core.OctetString(signature),
        }
    )
    signed = {
        "version": "v1",
        "digest_algorithms": [sha],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [signer],
    }
    encoded: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    return encoded


def _millis(digits: str) -> Millis:
    try:
        date = datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise Forged("the file was changed after it was sealed", "altered-seal") from None
    return Millis(int(date.timestamp()) * 1000)


class _Update(IncrementalPdfFileWriter):
    """pyHanko's update without what differs from time to time or place to place: dates of now, random numbers, a compressor."""

    def __init__(self, stream: IO[bytes], reader: Any, number: bytes) -> None:
        super().__init__(stream, prev=reader)
        own = _GENERIC.ByteStringObject(number)
        first = reader.trailer["/ID"][0] if "/ID" in reader.trailer else own
        self._document_id = _GENERIC.ArrayObject([first, own])

    def _update_meta(self) -> None:
        """The document's own metadata stay as they were sealed."""

    def _write(self, stream: IO[bytes], skip_header: bool = False) -> None:
        """As pyHanko's, but for the compressor, whose output depends on the library that compresses."""
        me: Any = self
        positions: Any = {}
        trailer: Any = XRefStream(positions) if me.stream_xrefs else _GENERIC.DictionaryObject()
        if not skip_header:
            me._write_header(stream)
        me._populate_trailer(trailer)
        me._write_objects(stream, positions)
        number = me._lastobj_id + 1
        if me.stream_xrefs:
            place = stream.tell()
            positions[(0, number)] = place
            trailer["/Size"] = _GENERIC.NumberObject(number + 1)
            stream.write(f"{number} 0 obj\n".encode())
            trailer.write_to_stream(stream, None)
            stream.write(b"\nendobj\n")
        else:
            place = write_xref_table(stream, positions)
            trailer["/Size"] = _GENERIC.NumberObject(number)
            stream.write(b"trailer\n")
            trailer.write_to_stream(stream, None)
        stream.write(f"\nstartxref\n{place}\n".encode() + _END + b"\n")
