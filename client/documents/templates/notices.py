"""Notices to the person and the representative, and to the prosecutor after the proceedings (L72 10, 26-1(3)(3), 27(4); A.5).

What the person is told stands in the record, in the language in which it was told; the paper adds what it means and what to do.
It names kinds of measures and dates, and neither method nor place: paper lies about.
"""

from __future__ import annotations

from collections.abc import Callable

from client.documents.document import Block, Document, Fields, Heading, Items, Notice, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts, Related
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.pen import AS_ON_PAPER, receipt
from client.documents.templates.spoken import (
    ADDRESSEE,
    COMPLAIN,
    COMPLAIN_TITLE,
    KEEP_IT,
    MEASURE,
    REASONS,
    REPORT,
    REPORT_TITLE,
    RULING,
    SECRET,
    SECRET_TITLE,
    SIGNATORIES,
    SINCE,
    TO_IMPLEMENTING,
    TO_SUPERVISION,
    WHAT_FOLLOWS,
    bases,
    file_number,
    measures_table,
    notice,
    routes,
    type_title,
    word,
)  # fmt: skip
from client.documents.words import Words
from client.law.records.direct import PreventiveChanged, PreventiveMeasure
from client.law.records.ending import LiftRefused, Revocation
from client.law.records.information import NoticeGiven
from client.law.records.measures import MeasureStarted
from client.law.records.rulings import Review, Selection
from client.law.tables.grounds import GROUNDS
from client.law.titles import N_
from crypto.frozen import dataclass

PREVENTIVE, ALERT = N_("Notice of a preventive measure"), N_("Alert: preventive measure changed, or escape")
APPLIES, DANGER = N_("Notice of the measures that apply to you"), N_("Warning of danger")
OTHER = N_("Notice of a decision that concerns you")
RECEIVERS = {
    "PP": N_("the protected person"),
    "REP": N_("the lawful representative of the protected person"),
}
MAY_KNOW = N_("You may know all measures that apply to you, and ask for others, for fewer or for none (Article 25).")
CONSENTS = N_("Where a measure needs your consent, you may take the consent back at any time.")
NO_COST = N_("No measure costs you anything (Article 29).")
SECRECY = N_("Tell nobody about the measures, except a lawyer or who decides your complaint, as far as that needs it.")
BY_RULING = N_("A term that ends does not end the measure: only a reasoned ruling does, and you get a copy of it.")
DETAILS = N_("How and by whom a measure is carried out is not on this paper. Your contact officer tells you in person.")


@dataclass(frozen=True, slots=True)
class Kind:
    """``told``: what it is about, from the record that it tells of; ``means``: what follows for the reader."""

    form: str
    title: str
    article: str
    told: Callable[[Words, Facts[NoticeGiven]], tuple[Block, ...]]
    means: tuple[str, ...]
    urgent: bool = False


def _of(facts: Facts[NoticeGiven]) -> Related:
    """The record that the notice tells of. Raises ``MissingField`` where it is not read here."""
    found = [each for items in facts.related.values() for each in items if each.entry == facts.value.of]
    if not found:
        raise MissingField("the notice tells of a record that is not read here")
    return found[0]


def _measures(w: Words, facts: Facts[NoticeGiven]) -> tuple[Block, ...]:
    value = _of(facts).value
    match value:
        case Selection():
            table = measures_table(w, tuple((each.code, each.starts_at, each.review_at) for each in value.measures))
        case MeasureStarted():
            table = Table(tuple(map(w, (MEASURE, SINCE))), ((w.measure(value.measure), w.date(value.started_at)),))
        case Review():
            table = measures_table(w, ((value.measure, _of(facts).author.at, value.next_review_at),))
        case _:
            raise MissingField("the notice tells of a record that chooses, starts or reviews no measure")
    return (table, Paragraph(w(DETAILS)))


def _preventive(w: Words, facts: Facts[NoticeGiven]) -> tuple[Block, ...]:
    value = _of(facts).value
    if not isinstance(value, PreventiveMeasure):
        raise MissingField("the notice tells of no preventive measure")
    rows = (
        (w(N_("Preventive measure")), wanted(value.kind, "kind of preventive measure")),
        (w(N_("Whom it binds")), word(w, SUBJECTS, value.subject, "standing")),
        (w(N_("Decided")), w.date(value.decided_at)),
    )
    return (Fields(rows),)


def _decision(w: Words, facts: Facts[NoticeGiven]) -> tuple[Block, ...]:
    about = _of(facts)
    rows = ((w(N_("It is about")), type_title(w, about.value)), (w(N_("Time")), w.time(about.author.at)))
    return (Fields(rows),)


def _danger(w: Words, facts: Facts[NoticeGiven]) -> tuple[Block, ...]:
    return ()


SUBJECTS = {"SUSPECT": N_("a suspect"), "ACCUSED": N_("an accused person"), "OTHER": N_("another person in the case")}

DO_NOW = (
    N_("If you are being attacked or followed at this moment: go where there are people and light, and call 102 or 112."),
    N_("Then tell your contact officer, or report it in the program. A short message is enough."),
    N_("Do what the officer advised. Do not look for the person who threatens you, and do not speak with them."),
    N_("Warn those who live with you, as far as the officer says that you may."),
    N_("Confirm in the program that you have read this. Until you do, the body keeps trying to reach you."),
)

KINDS = {
    "NT-06": Kind(
        "notice-preventive", PREVENTIVE, "10", _preventive,
        (
            N_("The person whom it binds got a copy. It says nothing of where you are and names no measure for you."),
            N_("You are told at once if the measure is changed or lifted, or if that person escapes."),
            N_("If that person comes near you, calls you or sends somebody: report it at once."),
        ),
    ),
    "NT-11": Kind(
        "notice-measures", APPLIES, "25(1), 26-1(3)(3)", _measures,
        (MAY_KNOW, CONSENTS, BY_RULING, NO_COST, SECRECY),
    ),
    "NT-12": Kind("notice-danger", DANGER, "26-1(3)(3)", _danger, DO_NOW, urgent=True),
    "NT-13": Kind("notice-decision", OTHER, "26-1(3)(3)", _decision, (MAY_KNOW, SECRECY)),
}  # fmt: skip


def _told(id: str) -> Callable[[Facts[NoticeGiven]], Document]:
    kind = KINDS[id]

    def make(facts: Facts[NoticeGiven]) -> Document:
        value, w = facts.value, facts.words
        rows = [
            (w(ADDRESSEE), word(w, RECEIVERS, value.to, "receiver")),
            (w(N_("Pseudonym")), facts.file.case.pseudonym),
            (w(N_("Language of the notice")), w.language_name(value.language)),
        ]
        if value.interpreter.strip():
            rows.append((w(N_("Interpreter")), value.interpreter))
        title = N_("Danger") if kind.urgent else N_("What you are told")
        blocks: tuple[Block, ...] = (
            Notice(w(title), wanted(value.text, "text of the notice"), "" if value.language == w.language else value.language),
            Fields(tuple(rows)),
            *kind.told(w, facts),
            Heading(w(N_("What to do now") if kind.urgent else N_("What it means for you"))),
            Items(tuple(map(w, kind.means)), ordered=kind.urgent),
            *(() if kind.urgent else (notice(w, (REPORT_TITLE, REPORT)),)),
            notice(w, (COMPLAIN_TITLE, COMPLAIN)),
            notice(w, KEEP_IT),
            how_to_check(facts),
        )
        return Document(
            kind.form, w.language, w(kind.title), facts.author.body, "", w.time(facts.author.at), w.article(kind.article), blocks,
            signatures(facts), leaf=receipt(w, "", facts.entry[:8], name=AS_ON_PAPER) if value.way == "PAPER" else (),
        )  # fmt: skip

    return make


# A preventive measure changed, or an escape (NT-06a) --------------------------------------------------------------------------

WHAT = {
    "CHANGED": N_("The preventive measure was changed."),
    "LIFTED": N_("The preventive measure was lifted."),
    "ESCAPED": N_("The suspect or accused has escaped."),
}
BODY_DOES = (
    N_("Review every running measure of this person now, and record the review."),
    N_("If the person has not confirmed within minutes, reach them by telephone or visit, and record each attempt."),
    N_("Tell the body conducting the proceedings what was changed."),
)


def alert(facts: Facts[PreventiveChanged]) -> Document:
    """To the person and the representative. Its text is the record's own."""
    w = facts.words
    blocks = (
        *_alerted(facts),
        Heading(w(N_("What to do now"))),
        Items(tuple(map(w, DO_NOW)), ordered=True),
        notice(w, (COMPLAIN_TITLE, COMPLAIN)),
        notice(w, KEEP_IT),
    )
    return _alert(facts, "alert-person", w(RECEIVERS["PP"]), blocks)


def alert_body(facts: Facts[PreventiveChanged]) -> Document:
    """To the implementing body: its measures are to be looked at (A.3, L72-10.3)."""
    w = facts.words
    blocks = (
        *_alerted(facts),
        Heading(w(N_("What to do now"))),
        Items(tuple(map(w, BODY_DOES)), ordered=True),
        notice(w, (SECRET_TITLE, SECRET)),
    )
    return _alert(facts, "alert-body", w(TO_IMPLEMENTING), blocks)


def _alerted(facts: Facts[PreventiveChanged]) -> tuple[Block, ...]:
    value, w = facts.value, facts.words
    own = "" if value.language == w.language else value.language
    return (Notice(word(w, WHAT, value.what, "what happened"), wanted(value.text, "text of the alert"), own),)


def _alert(facts: Facts[PreventiveChanged], form: str, to: str, blocks: tuple[Block, ...]) -> Document:
    w = facts.words
    rows = (
        (w(ADDRESSEE), to),
        (w(N_("Pseudonym")), facts.file.case.pseudonym),
        (w(N_("Known since")), w.time(facts.value.known_at)),
    )
    return Document(
        form, w.language, w(ALERT), facts.author.body, facts.value.event[:8], w.time(facts.author.at), w.article("10"),
        (blocks[0], Fields(rows), *blocks[1:], how_to_check(facts)), signatures(facts),
    )  # fmt: skip


# To the prosecutor, after the proceedings (NT-16, NT-18) ------------------------------------------------------------------------

REVOKED = N_("Notice to the prosecutor: measures revoked after the proceedings")
APPLICATION = N_("Notice to the prosecutor: ruling on an application after the proceedings")
LIFTED, KEPT = N_("The measures are lifted."), N_("The measures are not lifted.")
SUPERVISION = (
    N_("The ruling itself and the records that it rests on are open to the supervising prosecutor in the program."),
    N_("The person has a copy and can complain of the ruling to a court or to the prosecutor's office (Articles 23 and 27(5))."),
    N_("To acknowledge this notice says that it arrived, and nothing more."),
)


def _ruling_rows(facts: Facts[Revocation] | Facts[LiftRefused]) -> list[tuple[str, str]]:
    value, w = facts.value, facts.words
    return [
        (w(ADDRESSEE), w(TO_SUPERVISION)),
        (w(N_("File")), file_number(facts)),
        (w(N_("Protected person")), facts.file.case.pseudonym),
        (w(RULING), w(N_("No. {number}"), number=value.number)),
        (w(N_("Issued")), w.time(value.issued_at)),
        (w(N_("Signed by")), word(w, SIGNATORIES, value.signatory, "signatory")),
        (w(N_("It rests on")), bases(w, value.bases)),
    ]


def _revoked(form: str, title: str) -> Callable[[Facts[Revocation]], Document]:
    def make(facts: Facts[Revocation]) -> Document:
        value, w = facts.value, facts.words
        covered = w(N_("all personal measures")) if value.scope == "ALL" else "; ".join(map(w.measure, value.measures))
        rows = (
            *_ruling_rows(facts),
            (w(N_("Measures that end")), wanted(covered, "measures that end")),
            (w(N_("In effect from")), w.time(value.effect_at)),
        )
        grounds = Items(tuple(_ground(w, each.ground) for each in value.grounds))
        if not grounds.texts:
            raise MissingField("the document needs a ground of Article 27, and the record does not say it")
        blocks = (Notice(w(N_("Decided")), w(LIFTED)), Fields(rows), Heading(w(N_("Grounds of Article 27"))), grounds)
        return _to_prosecutor(facts, form, title, blocks, value.reasons, value.appeal)

    return make


def _ground(w: Words, code: str) -> str:
    found = GROUNDS[code]
    return f"{w(found.title)} ({w.article(found.article)})"


def application_refused(facts: Facts[LiftRefused]) -> Document:
    value, w = facts.value, facts.words
    blocks = (Notice(w(N_("Decided")), w(KEPT)), Fields(tuple(_ruling_rows(facts))))
    return _to_prosecutor(facts, "notice-application-refused", APPLICATION, blocks, value.reasons, value.appeal)


def _to_prosecutor(
    facts: Facts[Revocation] | Facts[LiftRefused], form: str, title: str, blocks: tuple[Block, ...], reasons: str,
    appeal: tuple[str, ...],
) -> Document:  # fmt: skip
    w = facts.words
    return Document(
        form, w.language, w(title), facts.author.body, facts.value.number, w.time(facts.author.at), w.article("27(4)"),
        (
            *blocks,
            Heading(w(REASONS)),
            Paragraph(wanted(reasons, "reasons")),
            Heading(w(N_("Routes of appeal that the ruling names"))),
            routes(w, appeal),
            Heading(w(WHAT_FOLLOWS)),
            Items(tuple(map(w, SUPERVISION))),
            notice(w, (SECRET_TITLE, SECRET)),
            how_to_check(facts),
        ),
        signatures(facts),
    )  # fmt: skip


def _by_official(value: Revocation | LiftRefused) -> bool:
    return value.signatory == "OFFICIAL"


def _is(id: str) -> Callable[[NoticeGiven], bool]:
    return lambda value: value.notice == id


TEMPLATES = (
    *(
        Template(kind.form, "notice-given", kind.title, kind.article, _told(id), _is(id))
        for id, kind in KINDS.items()
    ),
    Template("alert-person", "preventive-changed", ALERT, "10", alert),
    Template("alert-body", "preventive-changed", ALERT, "10", alert_body),
    Template(
        "notice-revoked", "revocation", REVOKED, "27(4)", _revoked("notice-revoked", REVOKED),
        lambda value: _by_official(value) and not value.on_request,
    ),
    Template(
        "notice-application-granted", "revocation", APPLICATION, "27(4)", _revoked("notice-application-granted", APPLICATION),
        lambda value: _by_official(value) and bool(value.on_request),
    ),
    Template(
        "notice-application-refused", "lift-refused", APPLICATION, "27(4)", application_refused,
        lambda value: _by_official(value) and bool(value.on_request),
    ),
)  # fmt: skip
