"""A document as an accessible page: headings, tables with heads, the language named, no script, no outside reference.

It says the same as the PDF, from the same values, and reads well aloud.
"""

from __future__ import annotations

from html import escape

from client.documents.document import (
    Beside,
    Blank,
    Block,
    Break,
    Clause,
    Code,
    Document,
    Fields,
    Heading,
    Items,
    Notice,
    Paragraph,
    Signature,
    Table,
)
from client.documents.typesetting import qr

STYLE = """
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.55 Georgia,serif;color:#111;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem;margin-top:1.6em}
.soft{color:#4d4d4d}.notice{border:2px solid #111;padding:.6em 1em}.mark{color:#4d4d4d;border-bottom:1px solid #999}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.35em .6em;text-align:left;vertical-align:top}
dt{color:#4d4d4d}dd{margin:0 0 .5em 0}.beside{display:grid;grid-template-columns:1fr 1fr;gap:1.2em}svg{width:9rem;height:9rem}
.line{border-top:1px solid #111;margin-top:3em;max-width:20rem}
@media(max-width:36rem){.beside{grid-template-columns:1fr}}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html(document: Document) -> str:
    """One self-contained page."""
    head = [escape(part) for part in (document.place_and_date, f"№ {document.number}" if document.number else "") if part]
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(document.language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.title)}</title><style>{STYLE}</style></head><body><main>",
        f'<p class="soft">{escape(document.issuer)}</p>' if document.issuer else "",
        f'<p class="mark">{escape(document.watermark)}</p>' if document.watermark else "",
        f"<h1>{escape(document.title)}</h1>",
        f"<p>{' · '.join(head)}</p>" if head else "",
        f'<p class="soft">{escape(document.basis)}</p>' if document.basis else "",
        *(_block(block) for block in document.blocks),
        *(_signature(each) for each in document.signatures),
        *(("<hr>", *(_block(block) for block in document.leaf)) if document.leaf else ()),
        f'<p class="soft">{escape(document.code)}</p>' if document.code else "",
        "</main></body></html>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Paragraph(text, language):
            return _paragraphs(text, language)
        case Clause(number, text):
            return f"<p><strong>{escape(number)}</strong> {_broken(text)}</p>"
        case Items(texts, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_broken(each)}</li>" for each in texts) + f"</{tag}>"
        case Fields(rows):
            return "<dl>" + "".join(f"<dt>{escape(label)}</dt><dd>{_broken(value)}</dd>" for label, value in rows) + "</dl>"
        case Table(columns, rows):
            return _table(columns, rows)
        case _:
            return _rarer(block)


def _rarer(block: Block) -> str:
    match block:
        case Notice(title, text, language):
            return f'<div class="notice" role="note"><strong>{escape(title)}</strong>{_paragraphs(text, language)}</div>'
        case Beside(number, left, right, language, left_language):
            of_left = f' lang="{escape(left_language)}"' if left_language else ""
            sides = f"<p{of_left}><strong>{escape(number)}</strong> {_broken(left)}</p>"
            return f'<div class="beside">{sides}<p lang="{escape(language)}">{_broken(right)}</p></div>'
        case Code(payload, text):
            return f'<figure role="img" aria-label="{escape(text)}">{qr(payload)}<figcaption>{_broken(text)}</figcaption></figure>'
        case Blank(label):
            return f'<p class="line soft">{escape(label)}</p>'
        case Break():
            return "<hr>"
    return ""


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in columns)
    body = "".join("<tr>" + "".join(f"<td>{_broken(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _signature(signature: Signature) -> str:
    note = f'<br><span class="soft">{escape(signature.note)}</span>'
    return f"<p>{escape(signature.capacity)}: <strong>{escape(signature.name)}</strong>{note}</p>"


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _paragraphs(text: str, language: str) -> str:
    mark = f' lang="{escape(language)}"' if language else ""
    return "".join(f"<p{mark}>{_broken(each)}</p>" for each in text.split("\n\n"))
