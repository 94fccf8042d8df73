"""The duty of secrecy: its words, and the paper that somebody has taken note of them (L72 26(4), 28 pt2; A.11 rule h)."""

from __future__ import annotations

from client.documents.document import Block, Document, Heading, Notice, Paragraph
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import rows
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.pen import DATE, NAME, SIGNATURE, lines
from client.documents.templates.spoken import KEEP_IT, notice
from client.documents.words import Words
from client.law.records.access import Nondisclosure, NondisclosureSigned
from client.law.titles import N_
from client.texts import LANGUAGES, translated
from crypto.primitives import sha256

DUTY = N_(
    "You take note of the duty of secrecy. Whatever you learn here about a protected person, their family, their new data, their "
    "place or the measures, you tell nobody who is not entitled to it, now or later. Each opening of sealed data is written down "
    "and seen by supervision. Disclosure by those who learned it through their duty is a crime."
)
PERSONS_DUTY = N_(
    "You take note that you tell nobody about the measures that protect you and your family: not what they are, nor where, nor "
    "who carries them out. A lawyer, and who decides a complaint of yours, may know what they need for it. If something became "
    "known, say so at once: you are not blamed for reporting it, and measures can still be changed in time."
)
TITLE, PERSONS_TITLE = N_("Acknowledgement of the duty of secrecy"), N_("Duty not to divulge the measures")
NOTED = N_("Taken note of")
WHAT_NOTED = N_("The words below were read, and taken note of, before the first access.")
WHAT_PERSON_NOTED = N_("The words below were read and taken note of.")
ROLES = {"officer": N_("Officer")}
ON_PAPER = N_("on paper, recorded by another officer")


def _read(w: Words, text: str, text_hash: str) -> str:
    """The words that were acknowledged, in the language in which they were. Raises ``MissingField`` for another language, and for
    words that are none of this program's."""
    known = [language for language in LANGUAGES if sha256(translated(text, language).encode()).hex() == text_hash]
    where = known[0] if known else "(unknown)"
    return wanted(w(text) if w.language in known else "", f"the words that were acknowledged; their language is {where}")


def acknowledged(facts: Facts[Nondisclosure]) -> Document:
    value, w = facts.value, facts.words
    on_paper = value.way == "PAPER"
    told = rows(
        (w(N_("Who")), wanted(facts.names.get(value.holder, ""), "name of the holder of that key")),
        (w(N_("In which role")), w(ROLES[value.role]) if value.role in ROLES else value.role),
        (w(N_("How")), w(ON_PAPER) if on_paper else w(N_("in the program"))),
        (w(N_("Fingerprint of the text")), value.text_hash[:16]),
    )
    pen = lines(w, NAME, DATE, SIGNATURE) if on_paper else ()
    return _paper(facts, "nondisclosure", TITLE, "28", (WHAT_NOTED, DUTY), (told, *pen))


def signed(facts: Facts[NondisclosureSigned]) -> Document:
    value, w = facts.value, facts.words
    told = rows(
        (w(N_("Pseudonym")), facts.file.case.pseudonym),
        (w(N_("Language")), w.language_name(value.language)),
        (w(N_("Fingerprint of the text")), value.text_hash[:16]),
    )
    return _paper(
        facts, "nondisclosure-person", PERSONS_TITLE, "26(4)", (WHAT_PERSON_NOTED, PERSONS_DUTY), (told, notice(w, KEEP_IT))
    )


def _paper(
    facts: Facts[Nondisclosure] | Facts[NondisclosureSigned], form: str, title: str, article: str, texts: tuple[str, str],
    told: tuple[Block, ...],
) -> Document:  # fmt: skip
    w = facts.words
    blocks = (
        Notice(w(NOTED), w(texts[0])),
        told[0],
        Heading(w(N_("The words"))),
        Paragraph(_read(w, texts[1], facts.value.text_hash)),
        how_to_check(facts),
        *told[1:],
    )
    return Document(
        form, w.language, w(title), facts.author.body or facts.keeper, "", w.time(facts.author.at), w.article(article), blocks,
        signatures(facts),
    )  # fmt: skip


TEMPLATES = (
    Template("nondisclosure", "nondisclosure", TITLE, "28", acknowledged),
    Template("nondisclosure-person", "nondisclosure-signed", PERSONS_TITLE, "26(4)", signed),
)
