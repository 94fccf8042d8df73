"""OpenDocument (ISO/IEC 26300): meta data, tracked changes, annotations, printers, previews."""

from __future__ import annotations

import re

from client.guard.cleaning.cleaned import CannotClean, Reason
from client.guard.cleaning.xml import Element, drop, dropped, local, parsed, without_attributes, written

MEDIA_TYPES = {
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
}

PARTS = (
    (re.compile(r"meta\.xml"), "AUTHOR"),
    (re.compile(r"Thumbnails/.*"), "PREVIEW"),
    (re.compile(r"layout-cache|manifest\.rdf"), "OTHER"),
    (re.compile(r"META-INF/(documentsignatures|macrosignatures)\.xml"), "SIGNATURE"),
    (re.compile(r"VersionList\.xml|Versions/.*"), "HISTORY"),
)
MACROS = re.compile(r"(Basic|Scripts)/.+")
EMBEDDED = re.compile(r"(Object|ObjectReplacements)[^/]*/.*")
EMPTY_LIBRARIES = re.compile(r"Basic/script-l[bc]\.xml|Basic/Standard/script-lb\.xml")

CHANGES = ("tracked-changes", "change", "change-start", "change-end")
SETTINGS = ("PrinterName", "PrinterSetup", "PrinterPaperFromSetup", "Rsid", "RsidRoot", "DocumentTitle", "RedlineProtectionKey")
SPREAD_CHANGES = ("table-change-track",)


def clean_parts(parts: dict[str, bytes], removed: set[str]) -> dict[str, bytes]:
    """``removed`` gains what was found. Raises ``CannotClean``."""
    for name in parts:
        if MACROS.fullmatch(name) and not EMPTY_LIBRARIES.fullmatch(name):
            raise CannotClean(Reason.MACROS)
        if EMBEDDED.fullmatch(name):
            raise CannotClean(Reason.EMBEDDED)
    gone = {name: word for name in parts for pattern, word in PARTS if pattern.fullmatch(name)}
    removed.update(gone.values())
    return {name: _part(name, content, frozenset(gone), removed) for name, content in parts.items() if name not in gone}


def _part(name: str, content: bytes, gone: frozenset[str], removed: set[str]) -> bytes:
    if not name.endswith(".xml"):
        return content
    root = parsed(content)
    if name == "META-INF/manifest.xml":
        _manifest(root, gone)
    else:
        _content(root, removed)
    return written(root)


def _manifest(root: Element, gone: frozenset[str]) -> None:
    if any(local(each) == "encryption-data" for each in root.iter()):
        raise CannotClean(Reason.ENCRYPTED)
    for entry in list(root):
        path = next((value for name, value in entry.attrib.items() if name.endswith("}full-path")), "")
        if path in gone or path == "Thumbnails/":
            drop(entry)


def _content(root: Element, removed: set[str]) -> None:
    if dropped(root, (*CHANGES, *SPREAD_CHANGES)):
        removed.add("HISTORY")
    if dropped(root, ("annotation", "annotation-end")):
        removed.add("COMMENTS")
    for item in [each for each in root.iter() if local(each) == "config-item"]:
        if any(name.endswith("}name") and value in SETTINGS for name, value in item.attrib.items()) and drop(item):
            removed.add("PATHS")
    if without_attributes(root, ("rsid", "paragraph-rsid")):
        removed.add("HISTORY")
    if dropped(root, ("creator", "initial-creator", "print-date", "printed-by")):
        removed.add("AUTHOR")
