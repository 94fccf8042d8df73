"""PDF: written anew with nothing but its pages. Earlier versions, hidden files, programs, names and times do not come along."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from client.guard.cleaning.bombs import is_bomb
from client.guard.cleaning.cleaned import MAX_SIZE, CannotClean, Cleaned, Reason
from client.guard.cleaning.jpeg import without_tags

MAX_OBJECTS = 200_000
MAX_PAGES = 2_000
MEDIA_TYPE = "application/pdf"

ROOT_HIDDEN = {
    "/Metadata": "OTHER",
    "/PieceInfo": "HISTORY",
    "/AF": "FILES",
    "/Collection": "FILES",
    "/OpenAction": "SCRIPTS",
    "/AA": "SCRIPTS",
    "/URI": "PATHS",
    "/SpiderInfo": "OTHER",
    "/Perms": "SIGNATURE",
    "/DSS": "SIGNATURE",
    "/Legal": "OTHER",
    "/Threads": "OTHER",
}
NAMES_HIDDEN = {"/EmbeddedFiles": "FILES", "/JavaScript": "SCRIPTS"}
ANYWHERE_HIDDEN = {
    "/Metadata": "OTHER",
    "/PieceInfo": "HISTORY",
    "/LastModified": "TIME",
    "/AF": "FILES",
    "/AA": "SCRIPTS",
    "/Thumb": "PREVIEW",
    "/OPI": "PATHS",
    "/Measure": "PLACE",
}
NOTE_HIDDEN = {"/T": "AUTHOR", "/M": "TIME", "/CreationDate": "TIME", "/NM": "OTHER", "/Subj": "TITLE", "/RC": "COMMENTS"}
COMMENTS = {
    "/Text", "/FreeText", "/Popup", "/Caret", "/Ink", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Line",
    "/Square", "/Circle", "/Polygon", "/PolyLine", "/Redact",
}  # fmt: skip
DROPPED = {
    "/FileAttachment": "FILES",
    "/Sound": "FILES",
    "/Movie": "FILES",
    "/Screen": "FILES",
    "/RichMedia": "FILES",
    "/3D": "FILES",
}
INFO = {
    "/Author": "AUTHOR",
    "/Creator": "DEVICE",
    "/Producer": "DEVICE",
    "/Title": "TITLE",
    "/Subject": "TITLE",
    "/Keywords": "TITLE",
}


def is_pdf(data: bytes) -> bool:
    """Readers allow some bytes before the header."""
    return b"%PDF-" in data[:1024]


def clean_pdf(data: bytes) -> Cleaned:
    """Raises ``CannotClean``: locked, broken, or a bomb."""
    if is_bomb(data):
        raise CannotClean(Reason.BOMB)
    try:
        with Pdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if len(pdf.objects) > MAX_OBJECTS or len(pdf.pages) > MAX_PAGES:
                raise CannotClean(Reason.BOMB)
            removed = set(_strip(pdf))
            if data.count(b"startxref") > (2 if pdf.is_linearized else 1):
                removed.add("HISTORY")
            out = io.BytesIO()
            pdf.save(
                out, deterministic_id=True, encryption=False, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                fix_metadata_version=False,
            )  # fmt: skip
            return Cleaned(out.getvalue(), MEDIA_TYPE, frozenset(removed))
    except pikepdf.PasswordError:
        raise CannotClean(Reason.ENCRYPTED) from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, KeyError, RuntimeError, zlib.error):
        raise CannotClean(Reason.BROKEN) from None


def _strip(pdf: Pdf) -> Iterator[str]:
    yield from _info(pdf)
    if "/ID" in pdf.trailer:
        del pdf.trailer.ID  # its first half stays the same from version to version
    yield from _cut(pdf.Root, ROOT_HIDDEN)
    if "/Names" in pdf.Root:
        yield from _cut(pdf.Root.Names, NAMES_HIDDEN)
    yield from _form(pdf)
    for page in pdf.pages:
        yield from _notes(page.obj)
    for item in pdf.objects:
        if isinstance(item, Stream | Dictionary):
            yield from _object(item)


def _info(pdf: Pdf) -> Iterator[str]:
    """Who made it, with what, and when."""
    if "/Info" not in pdf.trailer:
        return
    for name in pdf.trailer.Info.keys():  # noqa: SIM118 - a PDF object is no mapping
        yield "TIME" if "Date" in name else INFO.get(name, "OTHER")
    del pdf.trailer.Info


def _form(pdf: Pdf) -> Iterator[str]:
    """A form's fields stay as they look; its programs and signatures, which a changed file cannot keep, go."""
    if "/AcroForm" not in pdf.Root:
        return
    form = pdf.Root.AcroForm
    yield from _cut(form, {"/XFA": "SCRIPTS"})
    if int(form.get("/SigFlags", 0)):
        del form.SigFlags
        yield "SIGNATURE"


def _notes(page: Object) -> Iterator[str]:
    """Comments and attachments of a page. Links and fields are seen, and stay, without their authors."""
    if "/Annots" not in page:
        return
    kept = Array()
    for note in page.Annots:
        kind = str(note.get("/Subtype", ""))
        if kind in DROPPED or kind in COMMENTS:
            yield DROPPED.get(kind, "COMMENTS")
            continue
        if str(note.get("/FT", "")) == "/Sig" and "/V" in note:
            del note.V
            yield "SIGNATURE"
        yield from _cut(note, {name: word for name, word in NOTE_HIDDEN.items() if not (kind == "/Widget" and name == "/T")})
        if "/A" in note and str(note.A.get("/S", "")) in {
            "/JavaScript",
            "/Launch",
            "/SubmitForm",
            "/ImportData",
            "/GoToR",
            "/GoToE",
        }:
            del note.A
            yield "SCRIPTS"
        kept.append(note)
    page.Annots = kept


def _object(item: Object) -> Iterator[str]:
    yield from _cut(item, ANYWHERE_HIDDEN)
    if isinstance(item, Stream) and item.get("/Subtype") == Name.Image:
        *outer, last = _filters(item) or ("",)
        if last != "/DCTDecode":
            return
        raw = item.read_raw_bytes()
        for each in outer:
            raw = _decoded(raw, each)
        bare = without_tags(raw)
        if bare != raw or outer:
            parameters = item.get("/DecodeParms")
            item.write(bare, filter=Name.DCTDecode, decode_parms=parameters if isinstance(parameters, Dictionary) else None)
        if bare != raw:
            yield "DEVICE"


def _filters(item: Stream) -> list[str]:
    found = item.get("/Filter")
    if found is None:
        return []
    return [str(each) for each in found] if isinstance(found, Array) else [str(found)]


def _decoded(raw: bytes, name: str) -> bytes:
    """What writers put around a photograph so that a file is text. Raises ``CannotClean``, ``ValueError``."""
    if name == "/ASCII85Decode":
        return base64.a85decode(raw.strip().removeprefix(b"<~").partition(b"~>")[0])
    if name == "/ASCIIHexDecode":
        return bytes.fromhex(raw.partition(b">")[0].decode("ascii"))
    if name == "/FlateDecode":
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(raw, MAX_SIZE)
        if unpacker.unconsumed_tail:
            raise CannotClean(Reason.BOMB)
        return data
    raise CannotClean(Reason.UNKNOWN_KIND)


def _cut(item: Object, hidden: dict[str, str]) -> Iterator[str]:
    for name, word in hidden.items():
        if name in item:
            del item[name]
            yield word
