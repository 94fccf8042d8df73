"""PAdES (ETSI EN 319 142-1, baseline B-B): the body's seal on a PDF document, and whether a sealed PDF is whole.

pyHanko writes and reads the PDF; the signature in it is CMS (RFC 5652) in one exact form, ``_signed_data``, which is made again
from what was read and compared byte for byte. The seal certifies the document: no change is allowed after it (DocMDP 1), and a file
that goes on after what was signed is refused, whatever the change is. Bytes to bytes: no clock, no network, no randomness. See
docs/spec/document-seal.md.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.generic import ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from crypto.document_seal import SealCertificate, SealKey, parse_seal
from crypto.errors import Forged, Malformed, QorganError, Usage
from crypto.primitives import sha256
from crypto.types import Millis

FIELD = "Qorgan"
RESERVED = 8192
"""Hex digits for the CMS object, which has under 2,000 bytes."""
SHA256 = "sha256"


@dataclass(frozen=True)
class Sealed:
    """What a sealed file says of itself, once its signature holds: ``seal`` signed all of it; ``body`` is the certificate (DER)
    which came as that of its body; ``at`` as the signer said."""

    seal: SealCertificate
    body: bytes
    at: Millis


class _Writer(IncrementalPdfFileWriter):
    """Leaves the metadata as the document has them: pyHanko would put its name and this minute into them."""

    def _update_meta(self) -> None:
        return


def seal_pdf(data: bytes, key: SealKey, at: int, reason: str) -> bytes:
    """The PDF with the body's signature, as an update behind its own bytes. ``at``: milliseconds. Raises ``Usage`` where it is not
    a PDF that can be sealed."""
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=SHA256,
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = ExternalSigner(asn1.Certificate.load(key.certificate), None, signature_value=bytes(72))
    out = io.BytesIO()
    try:
        writer = _Writer(io.BytesIO(data))
        writer._document_id[1] = ByteStringObject(sha256(data)[:16])  # pyHanko would draw one: the same input, the same output
        session = PdfSigner(meta, signer, new_field_spec=SigFieldSpec(FIELD)).init_signing_session(writer)
        session.system_time = datetime.fromtimestamp(at // 1000, UTC)
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
        prepared, _same = document.digest_tbs_document(output=out)
        attributes = _signed_attributes(prepared.document_digest, key.certificate)
        prepared.fill_with_cms(out, _signed_data(attributes, key.certificate, key.body, key.sign(attributes.dump())))
    except (PdfError, ValueError) as error:
        raise Usage(f"this PDF cannot be sealed: {error}", "cannot-seal") from None
    return out.getvalue()


def open_sealed(data: bytes) -> Sealed:
    """Raises ``Malformed`` where it is no sealed PDF, ``Forged`` where anything was changed, cut or added. Whose seal it is:
    ``crypto.document_seal.body_of_seal``."""
    try:
        found = list(PdfFileReader(io.BytesIO(data)).embedded_signatures)
        if len(found) != 1:
            raise Malformed("the PDF has no seal, or more than one", "no-seal")
        return _checked(found[0], data)
    except QorganError:
        raise
    except Exception:  # whatever pyHanko and asn1crypto meet in a damaged file
        raise Forged("the sealed PDF is damaged", "bad-signature") from None


def _checked(found: EmbeddedPdfSignature, data: bytes) -> Sealed:
    """The signature is made anew around its number, and must be the same in every byte: so nothing hides in it, or behind it."""
    found.compute_integrity_info()  # type: ignore[no-untyped-call]
    if found.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise Forged("the PDF goes on after what was sealed", "altered")
    certificate, others = found.signer_cert.dump(), [each.dump() for each in found.other_embedded_certs]
    if len(others) != 1:
        raise Forged("the signature of the seal is not of the profile", "bad-signature")
    seal, signature = parse_seal(certificate), bytes(found.signer_info["signature"].native)
    attributes = _signed_attributes(found.compute_digest(), certificate)
    again = _signed_data(attributes, certificate, others[0], signature).dump().hex().upper().encode().ljust(RESERVED, b"0")
    start, end = int(found.byte_range[1]), int(found.byte_range[2])
    if data[start:end] != b"<" + again + b">":
        raise Forged("the PDF was changed after it was sealed", "altered")
    seal.holds(attributes.dump(), signature)
    return Sealed(seal, others[0], Millis(int(found.self_reported_timestamp.timestamp()) * 1000))


def _signed_attributes(digest: bytes, certificate: bytes) -> Any:
    """Of PAdES: content type, digest of the document, and which certificate is meant (RFC 5035). The signing time stands in the PDF
    (EN 319 142-1 section 5.3)."""
    meant = tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2({"cert_hash": sha256(certificate)})]})
    values = (("content_type", "data"), ("message_digest", digest), ("signing_certificate_v2", meant))
    return cms.CMSAttributes([{"type": name, "values": [value]} for name, value in values])


def _signed_data(attributes: Any, certificate: bytes, body: bytes, signature: bytes) -> Any:
    """The one form of the signature: RFC 5652 SignedData with one signer, the seal's certificate and its body's."""
    parsed = asn1.Certificate.load(certificate)
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier("issuer_and_serial_number", {"issuer": parsed.issuer, "serial_number": parsed.serial_number}),
        "digest_algorithm": {"algorithm": SHA256},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": signature,
    }
    content = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": SHA256}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [parsed, asn1.Certificate.load(body)],
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)})
