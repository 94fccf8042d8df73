"""What is hidden in a file does not leave with it; what cannot be cleaned is refused with its reason."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import ExifTags, Image

from client.guard.cleaning import CannotClean, Reason, clean
from client.guard.cleaning.jpeg import without_tags
from client.law.records.reports import HIDDEN

CANARY = "CANARY-Ахметов"
BYTES = CANARY.encode()
GPS = {1: "N", 2: (43.0, 14.0, 18.0), 3: "E", 4: (76.0, 53.0, 24.0)}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def picture(kind: str, *, tagged: bool = True, size: tuple[int, int] = (40, 24)) -> bytes:
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (0, 0, 10, 10))
    out, options = io.BytesIO(), {}
    if tagged:
        tags = Image.Exif()
        tags[ExifTags.Base.Model], tags[ExifTags.Base.Artist], tags[ExifTags.Base.Orientation] = "Telephone 7", "CANARY", 6
        tags[ExifTags.IFD.GPSInfo] = GPS
        options = {"exif": tags.tobytes()}
    image.save(out, format=kind, **options)
    return out.getvalue()


def pdf(change: Callable[[Pdf], None] = lambda _pdf: None, **options: object) -> bytes:
    made = Pdf.new()
    made.add_blank_page(page_size=(200, 200))
    made.pages[0].Contents = Stream(made, b"BT /F1 12 Tf 20 100 Td (seen) Tj ET")
    change(made)
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def packed(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relation(target: str, more: str = "") -> str:
    return f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="t" Target="{target}" {more}/></Relationships>'


def docx(body: str = "<w:p><w:r><w:t>seen</w:t></w:r></w:p>", **more: bytes | str) -> bytes:
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/docProps/core.xml" ContentType="x"/></Types>',
        "_rels/.rels": relation("docProps/core.xml"),
        "docProps/core.xml": f"<core><creator>{CANARY}</creator></core>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    return packed(parts | {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in more.items()})


def odt(content: str = "<text:p>seen</text:p>", **more: bytes | str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = f'xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{content}</office:document-content>",
            "meta.xml": f"<meta {spaces}><dc:creator>{CANARY}</dc:creator></meta>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="meta.xml"/></m:manifest>',
            **more,
        }
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photograph_loses_its_place_and_its_camera_and_keeps_its_points(kind: str) -> None:
    data = picture(kind)
    cleaned = clean(data)
    assert {"PLACE", "DEVICE", "AUTHOR"} <= cleaned.removed
    assert b"CANARY" not in cleaned.data
    assert b"Telephone" not in cleaned.data
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert image.format == kind
        assert not image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert image.size == (24, 40)  # turned as the camera said, since the tag that said so is gone
        assert image.convert("RGB").getpixel((5, 38))[0] > 150


@pytest.mark.parametrize("data", [picture("JPEG"), pdf(), docx(), odt(), picture("PNG", tagged=False)])
def test_the_same_file_is_cleaned_to_the_same_bytes_and_has_nothing_hidden_afterwards(data: bytes) -> None:
    cleaned = clean(data)
    assert clean(data).data == cleaned.data
    assert not clean(cleaned.data).removed
    assert cleaned.removed <= set(HIDDEN)


def test_a_moving_picture_keeps_its_frames() -> None:
    frames = [Image.new("RGB", (8, 8), (60 * number, 0, 0)) for number in range(4)]
    out = io.BytesIO()
    frames[0].save(out, format="GIF", save_all=True, append_images=frames[1:], duration=70, loop=0, comment=BYTES)
    cleaned = clean(out.getvalue())
    assert BYTES not in cleaned.data
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert getattr(image, "n_frames", 1) == 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_file_behind_the_picture_does_not_come_along(kind: str) -> None:
    cleaned = clean(picture(kind, tagged=False) + BYTES)
    assert "FILES" in cleaned.removed
    assert BYTES not in cleaned.data


@pytest.mark.parametrize("side", [13_000, 60_000])
def test_an_image_bomb_is_refused_before_it_is_opened(side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1 << 20))) + chunk(b"IEND", b"")
    with pytest.raises(CannotClean) as refused:
        clean(bomb)
    assert refused.value.reason is Reason.BOMB


def test_tags_are_cut_out_of_a_jpeg_without_a_change_to_its_points() -> None:
    data = picture("JPEG")
    bare = without_tags(data)
    assert b"Telephone" not in bare
    with Image.open(io.BytesIO(data)) as one, Image.open(io.BytesIO(bare)) as other:
        assert one.tobytes() == other.tobytes()


def test_a_pdf_loses_names_times_hidden_files_programs_comments_and_earlier_versions() -> None:
    def change(made: Pdf) -> None:
        made.docinfo["/Author"] = CANARY
        made.docinfo["/CreationDate"] = "D:20260101"
        made.Root.Metadata = Stream(made, BYTES)
        made.attachments["secret.txt"] = BYTES
        made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=CANARY)
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=CANARY, T=CANARY)
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), NM=CANARY)
        made.pages[0].Annots = made.make_indirect(Array([note, link]))
        made.pages[0].PieceInfo = Dictionary(Word=Dictionary(Private=CANARY))

    cleaned = clean(pdf(change))
    assert {"AUTHOR", "TIME", "OTHER", "FILES", "SCRIPTS", "COMMENTS", "HISTORY"} <= cleaned.removed
    with Pdf.open(io.BytesIO(cleaned.data)) as opened:
        flat = io.BytesIO()
        opened.save(
            flat,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        assert len(opened.pages[0].Annots) == 1
        assert b"(seen) Tj" in flat.getvalue()
    for hidden in (BYTES, CANARY.encode("utf-16-be"), b"JavaScript"):
        assert hidden not in flat.getvalue()


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_photograph_inside_a_pdf_loses_its_tags_too(wrapped: bool) -> None:
    def change(made: Pdf) -> None:
        raw, filters = picture("JPEG"), Array([Name.DCTDecode])
        if wrapped:
            raw, filters = zlib.compress(raw), Array([Name.FlateDecode, Name.DCTDecode])
        image = Stream(made, raw)
        image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 40, 24
        image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, filters
        made.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=made.make_indirect(image)))

    cleaned = clean(pdf(change))
    assert "DEVICE" in cleaned.removed
    assert b"Telephone" not in cleaned.data
    with Pdf.open(io.BytesIO(cleaned.data)) as opened:
        kept = pikepdf.PdfImage(opened.pages[0].Resources.XObject.Im0)
        assert kept.as_pil_image().size == (40, 24)


def test_what_an_earlier_version_of_a_pdf_said_is_gone() -> None:
    first = pdf()
    offset = int(first.rpartition(b"startxref")[2].split()[0])
    secret = f"9 0 obj\n({CANARY})\nendobj\n".encode()
    with Pdf.open(io.BytesIO(first)) as opened:
        root = opened.Root.objgen[0]
    table = f"xref\n9 1\n{len(first):010} 00000 n \ntrailer\n<< /Size 10 /Root {root} 0 R /Prev {offset} >>\n".encode()
    changed = first + secret + table + f"startxref\n{len(first) + len(secret)}\n%%EOF\n".encode()
    cleaned = clean(changed)
    assert "HISTORY" in cleaned.removed
    assert BYTES not in cleaned.data


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_a_pdf_whose_streams_grow_beyond_bounds_is_refused_before_it_is_read(layers: int) -> None:
    packed = bytes(200 << 20)
    for _ in range(layers):
        packed = zlib.compress(packed)
    filters = b"/FlateDecode " * layers
    stream = b"4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter[%b]/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        filters,
        len(packed),
        packed,
    )
    with pytest.raises(CannotClean) as refused:
        clean(b"%PDF-1.5\n" + stream)
    assert refused.value.reason is Reason.BOMB


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(CannotClean) as refused:
        clean(pdf(encryption=pikepdf.Encryption(owner="a", user="b")))
    assert refused.value.reason is Reason.ENCRYPTED


def test_a_pdf_that_only_forbids_printing_is_cleaned() -> None:
    assert clean(pdf(encryption=pikepdf.Encryption(owner="a", user=""))).data.startswith(b"%PDF")


STRUCK = (
    f'<w:p><w:r><w:t>seen</w:t></w:r><w:del w:author="{CANARY}"><w:r><w:delText>{CANARY}</w:delText></w:r></w:del>'
    f'<w:ins w:author="{CANARY}"><w:r><w:t> added</w:t></w:r></w:ins>'
    '<w:commentRangeStart w:id="0"/><w:r w:rsidR="00AB12"><w:commentReference w:id="0"/></w:r></w:p>'
    f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>{CANARY}</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:p><w:r><w:t>row</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def test_a_word_file_loses_authors_comments_and_what_was_struck_out_and_keeps_what_was_added() -> None:
    cleaned = clean(docx(STRUCK, word__comments_xml=f"<c>{CANARY}</c>"))
    parts = unpacked(cleaned.data)
    assert {"AUTHOR", "HISTORY", "COMMENTS"} <= cleaned.removed
    assert not any(BYTES in content for content in parts.values())
    body = parts["word/document.xml"]
    assert all(word in body for word in (b"seen", b" added", b"row"))
    assert not any(word in body for word in (b"comment", b"rsid", b"w:ins", b"w:del"))
    assert b"core.xml" not in parts["_rels/.rels"] + parts["[Content_Types].xml"]


def test_a_photograph_in_a_word_file_loses_its_tags() -> None:
    parts = unpacked(docx()) | {"word/media/image1.jpeg": picture("JPEG")}
    cleaned = clean(packed(parts))
    assert "PLACE" in cleaned.removed
    assert b"Telephone" not in unpacked(cleaned.data)["word/media/image1.jpeg"]


def test_a_template_on_the_writers_computer_is_not_named() -> None:
    target = f"file:///C:/Users/{CANARY}/Normal.dotm"
    relations = relation(target, 'TargetMode="External"')
    cleaned = clean(packed(unpacked(docx()) | {"word/_rels/settings.xml.rels": relations.encode()}))
    assert "PATHS" in cleaned.removed
    assert not any(BYTES in content for content in unpacked(cleaned.data).values())


def test_an_open_document_loses_authors_annotations_and_tracked_changes() -> None:
    cleaned = clean(
        odt(
            f"<text:tracked-changes><text:p>{CANARY}</text:p></text:tracked-changes><text:p>seen<text:change-start/>"
            f"<office:annotation><dc:creator>{CANARY}</dc:creator></office:annotation> and more</text:p>"
        )
    )
    parts = unpacked(cleaned.data)
    assert {"AUTHOR", "HISTORY", "COMMENTS"} <= cleaned.removed
    assert not any(BYTES in content for content in parts.values())
    assert b"seen and more" in parts["content.xml"]
    assert next(iter(parts)) == "mimetype"
    assert b"meta.xml" not in parts["META-INF/manifest.xml"]


REFUSED = {
    "a macro": (docx(**{"word__vbaProject.bin": b"x"}), Reason.MACROS),
    "a file inside": (docx(**{"word__embeddings__a.xlsx": b"x"}), Reason.EMBEDDED),
    "an entity that grows": (docx(word__settings_xml='<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'), Reason.BOMB),
    "an archive that grows": (docx(**{"word__media__a.bin": bytes(65 << 20)}), Reason.BOMB),
    "an old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.OLD_OFFICE),
    "any archive": (packed({"a.txt": "x"}), Reason.UNKNOWN_KIND),
    "a broken archive": (docx()[:-40], Reason.BROKEN),
    "broken XML": (docx(word__settings_xml="<a>"), Reason.BROKEN),
    "a locked open document": (
        odt(**{"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}), Reason.ENCRYPTED,
    ),
    "a program in an open document": (odt(**{"Basic/Standard/Module1.xml": "<a/>"}), Reason.MACROS),
    "half a picture": (picture("JPEG")[:300], Reason.BROKEN),
    "half a PDF": (pdf()[:-200], Reason.BROKEN),
    "a film": (b"\0\0\0\x18ftypmp42" + bytes(99), Reason.UNKNOWN_KIND),
    "an iPhone's picture": (b"\0\0\0\x18ftypheic" + bytes(99), Reason.HEIF),
    "letters that are not seen": (b"a\x00b", Reason.UNKNOWN_KIND),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_cleaned_is_refused_with_its_reason(case: str) -> None:
    data, reason = REFUSED[case]
    with pytest.raises(CannotClean) as refused:
        clean(data)
    assert refused.value.reason is reason


def test_plain_text_goes_as_it_is() -> None:
    data = "Маған қоңырау шалып қорқытты\n".encode()
    assert clean(data).data == data


@given(st.sampled_from([picture("JPEG"), picture("PNG"), pdf(), docx(STRUCK), odt()]), st.data())
def test_a_damaged_file_is_cleaned_or_refused_and_never_anything_else(data: bytes, draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(data) - 1))
    changed = data[:place] + draw.draw(st.binary(max_size=9)) + data[place + draw.draw(st.integers(0, 9)) :]
    with contextlib.suppress(CannotClean):
        clean(changed)
