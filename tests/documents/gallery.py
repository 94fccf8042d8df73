"""``make documents``: a sheet of each form in docs/documents, to be looked at: three languages across, short above long.

First pages only. The same sources make the same bytes, so what a change does to the look of a paper is seen in its diff.
"""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

from PIL import Image

from client.documents.document import Document
from client.documents.registry import templates
from client.documents.typesetting import png
from client.texts import LANGUAGES
from crypto.document import document_code, printed
from crypto.types import EntryHash
from tests.documents.handouts import HANDOUTS
from tests.documents.samples import AT, ENTRY, samples

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "documents"
PPI = 50
SHADES = 4
GAP = 8
SIZES = ("short", "long")
ALONE = (("contract", "long", "ru"), ("decision-applied", "short", "ru"))
"""Pages of their own, for the README."""


def page(form: str, size: str, language: str, ppi: float = PPI) -> Image.Image:
    """The first page, in grey."""
    document = HANDOUTS[form](language) if form in HANDOUTS else coded(samples()[form].document(size, language))
    return Image.open(io.BytesIO(png(document, AT, ppi)[0])).convert("L")


def coded(document: Document) -> Document:
    code = document_code(document.form, document.language, EntryHash(bytes.fromhex(ENTRY)), "\n".join(document.texts()))
    return replace(document, code=printed(code))


def sheet(form: str) -> Image.Image:
    """Pages of a form side by side, on grey."""
    rows = [[page(form, size, language) for language in LANGUAGES] for size in SIZES]
    if all(left.tobytes() == right.tobytes() for left, right in zip(*rows, strict=True)):
        rows = rows[:1]  # a form of fixed length: one row says all
    width, height = rows[0][0].size
    out = Image.new("L", ((width + GAP) * len(LANGUAGES) + GAP, (height + GAP) * len(rows) + GAP), 0x99)
    for down, row in enumerate(rows):
        for across, each in enumerate(row):
            out.paste(each, (GAP + across * (width + GAP), GAP + down * (height + GAP)))
    return out


def save(picture: Image.Image, path: Path, shades: int = SHADES) -> None:
    picture.quantize(shades, dither=Image.Dither.NONE).save(path, optimize=True)


def index() -> str:
    lines = [
        "# The documents",
        "",
        "Each form in Kazakh, Russian and English; above with the least that makes a paper, below long (where the form can be",
        "long). First pages only; all that is said in them is invented. `make documents` writes this folder anew.",
    ]
    for form in samples():
        template = templates()[form]
        lines += ["", f"## {template.title}", "", f"`{form}`, from `{template.record}`, Article {template.article}", ""]
        lines += [f"![{template.title}: first pages in Kazakh, Russian and English]({form}.png)"]
    lines += ["", "# Papers that rest on no record"]
    for form, make in HANDOUTS.items():
        title = make("en").title
        lines += ["", f"## {title}", "", f"![{title}: first pages in Kazakh, Russian and English]({form}.png)"]
    return "\n".join(lines) + "\n"


def main(forms: list[str]) -> None:
    """``forms``: only these; all where none is named."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form in forms or (*samples(), *HANDOUTS):
        save(sheet(form), FOLDER / f"{form}.png")
    if not forms:
        for form, size, language in ALONE:
            save(page(form, size, language, 80), FOLDER / f"page-{form}.png", 16)
        kept = {f"{form}.png" for form in (*samples(), *HANDOUTS)} | {f"page-{form}.png" for form, _, _ in ALONE} | {"index.md"}
        for path in FOLDER.iterdir():
            if path.name not in kept:
                path.unlink()
    (FOLDER / "index.md").write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
