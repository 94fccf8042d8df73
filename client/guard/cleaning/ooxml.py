"""Word, Excel and PowerPoint (ECMA-376): properties, comments, tracked changes, marks of who typed what, names of folders."""

from __future__ import annotations

import posixpath
import re

from client.guard.cleaning.cleaned import CannotClean, Reason
from client.guard.cleaning.xml import Element, drop, dropped, local, parsed, unwrapped, without_attributes, written

MEDIA_TYPES = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

PARTS = (
    (re.compile(r"docProps/(core|app)\.xml"), "AUTHOR"),
    (re.compile(r"docProps/custom\.xml"), "OTHER"),
    (re.compile(r"docProps/thumbnail\..*"), "PREVIEW"),
    (re.compile(r"(word|xl|ppt)/(.*/)?(comments|threadedComments?|persons?|commentAuthors|authors)[^/]*(/.*)?\.xml"), "COMMENTS"),
    (re.compile(r"word/people\.xml"), "AUTHOR"),
    (re.compile(r"xl/revisions/.*"), "HISTORY"),
    (re.compile(r".*/printerSettings/.*"), "PATHS"),
    (re.compile(r"customXml/.*"), "OTHER"),
    (re.compile(r"_xmlsignatures/.*"), "SIGNATURE"),
    (re.compile(r".*/(vmlDrawing|commentsDrawing)\d*\.vml"), "COMMENTS"),
    (re.compile(r"docMetadata/.*"), "OTHER"),
)
"""Parts that only hold hidden things, by name; relations to them, and their content types, go with them."""

MACROS = re.compile(r".*(vbaProject|vbaData)[^/]*")
EMBEDDED = re.compile(r".*(/embeddings/|/activeX/|/externalLinks/).*")
OUTSIDE = re.compile(r"(?i)file:|[a-z]:[\\/]|\\\\|/|attachedTemplate")

STRUCK = ("del", "moveFrom", "cellDel")
ADDED = ("ins", "moveTo")
CHANGES = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange", "tblGridChange",
    "numberingChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "cellIns", "cellMerge",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
)  # fmt: skip
COMMENTED = ("commentRangeStart", "commentRangeEnd", "commentReference", "legacyDrawing")
MARKS = ("rsidR", "rsidRDefault", "rsidP", "rsidRPr", "rsidSect", "rsidTr", "rsidDel", "paraId", "textId")
SETTINGS = ("rsids", "attachedTemplate", "docVars")
FOLDERS = ("absPath", "fileSharing", "fileRecoveryPr", "webPublishing")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def clean_parts(parts: dict[str, bytes], removed: set[str]) -> dict[str, bytes]:
    """``removed`` gains what was found. Raises ``CannotClean``."""
    for name in parts:
        if MACROS.fullmatch(name):
            raise CannotClean(Reason.MACROS)
        if EMBEDDED.fullmatch(name):
            raise CannotClean(Reason.EMBEDDED)
    gone = {name: word for name in parts for pattern, word in PARTS if pattern.fullmatch(name)}
    removed.update(gone.values())
    kept = {name: content for name, content in parts.items() if name not in gone and not _belongs_to(name, gone)}
    return {name: _part(name, content, frozenset(gone), removed) for name, content in kept.items()}


def _belongs_to(name: str, gone: dict[str, str]) -> bool:
    folder, _slash, file = name.rpartition("/_rels/")
    return bool(folder) and f"{folder}/{file.removesuffix('.rels')}" in gone


def _part(name: str, content: bytes, gone: frozenset[str], removed: set[str]) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return content
    root = parsed(content)
    if name.endswith(".rels"):
        _relations(name, root, gone, removed)
    elif name == "[Content_Types].xml":
        _types(root, gone)
    else:
        _content(root, removed)
    return written(root)


def _relations(name: str, root: Element, gone: frozenset[str], removed: set[str]) -> None:
    """Relations to what is gone; those that name a folder of the writer's computer lead nowhere."""
    base = posixpath.dirname(posixpath.dirname(name))
    for each in list(root):
        target = each.get("Target", "")
        if each.get("TargetMode") == "External":
            if OUTSIDE.match(target) or each.get("Type", "").endswith("/attachedTemplate"):
                each.set("Target", "about:blank")
                removed.add("PATHS")
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        if path in gone:
            drop(each)


def _types(root: Element, gone: frozenset[str]) -> None:
    for each in list(root):
        if each.get("PartName", "").lstrip("/") in gone:
            drop(each)


def _content(root: Element, removed: set[str]) -> None:
    if root.tag.startswith(f"{{{WORD}}}"):
        _struck_rows(root, removed)
        _merged_marks(root)
        if any((dropped(root, STRUCK), unwrapped(root, ADDED), dropped(root, CHANGES))):
            removed.add("HISTORY")
        if dropped(root, SETTINGS):
            removed.add("PATHS")
    if dropped(root, COMMENTED):
        removed.add("COMMENTS")
    if without_attributes(root, MARKS):
        removed.add("HISTORY")
    if dropped(root, FOLDERS):
        removed.add("PATHS")
    _printers(root)
    if without_attributes(root, ("author", "lastModifiedBy", "userName")):
        removed.add("AUTHOR")


def _struck_rows(root: Element, removed: set[str]) -> None:
    """A row that was struck out says so in its properties: it goes whole."""
    for row in [each for each in root.iter() if local(each) == "tr"]:
        if any(local(mark) == "del" for properties in row if local(properties) == "trPr" for mark in properties):
            drop(row)
            removed.add("HISTORY")


def _merged_marks(root: Element) -> None:
    """``w:ins`` in the properties of a paragraph mark or a row is a flag and holds nothing."""
    for properties in [each for each in root.iter() if local(each) in {"rPr", "trPr"}]:
        for flag in [each for each in properties if local(each) in {"ins", "moveTo"}]:
            drop(flag)


def _printers(root: Element) -> None:
    """The settings of the printer are gone: nothing may point to them."""
    for setup in [each for each in root.iter() if local(each) == "pageSetup"]:
        for name in [each for each in setup.attrib if each.endswith("}id")]:
            del setup.attrib[name]
