"""Task sheets for bodies that help, and the referral card: the package and nothing else (L72 18-21, 24; T110 18; NT-21)."""

from __future__ import annotations

from collections.abc import Callable

from client.documents.document import Block, Document, Fields, Heading, Notice, Paragraph
from client.documents.errors import MissingField, SaysTooMuch
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import (
    ANSWER_AT,
    ASKED,
    DO_BY,
    GROUND,
    HOW,
    KNOWN,
    package,
    paper,
    rows,
    steps,
    unlabelled,
)  # fmt: skip
from client.documents.templates.parts import wanted
from client.law.exports.papers import TellsTooMuch, printable
from client.law.records.referrals import ReferralCard
from client.law.records.tasks import Fact, Task
from client.law.tables.partners import TASK_KINDS
from client.law.tables.referrals import KINDS, SUBJECTS
from client.law.titles import N_
from crypto.frozen import dataclass

BINDS_TITLE, BINDS = (
    N_("This task binds"),
    N_("It has to be carried out, and nobody may hinder it. Why it is given is told to nobody."),
)
ASKS_TITLE, ASKS = N_("Request for help"), N_("You are asked to help, as far as it lies within your competence.")
ACCEPT = N_("Acknowledge the task at once. When it is done, say so under its number, and no more than that.")
REFUSE = N_("If you cannot do it, say why at once. If another body is competent, name it.")
NOT_MORE = N_("Ask neither the sender nor the person for more than stands here, and keep no more than the work needs.")
FREE = N_("Take no money from the person for it.")


@dataclass(frozen=True, slots=True)
class Partner:
    """``codes``: kinds of partner; ``how``: what such a body has to mind, message ids."""

    form: str
    title: str
    codes: tuple[str, ...]
    how: tuple[str, ...]


EARLIER, NEW = frozenset({"old identity"}), frozenset({"new identity", "new name"})
NAME_TO_USE = N_("Use the name that stands here, in every paper and register. Look for no other.")
FEW = N_("Name one employee who does it. Let nobody else open what is written about it.")

PARTNERS = (
    Partner(
        "task-leb", N_("Task to a local executive body"), ("LEB",),
        (
            N_("Put the person on no waiting list and in no register that is published or that others search."),
            N_("Send no letters to the old address, and ask no other office about the person."),
            NAME_TO_USE, FEW,
        ),
    ),
    Partner(
        "task-doc", N_("Task to the authority that issues documents"), ("DOC",),
        (
            N_("Earlier data are not on this paper: the officer shows them apart. Write old and new together in no register."),
            N_("The documents must answer as valid wherever they are checked, without a word of earlier data."),
            N_("Leave in no system a link, note or history that leads from the new data to the old."),
            N_("Hand the documents to the officer of the sender and to nobody else. Return this paper with them."),
            FEW,
        ),
    ),
    Partner(
        "task-hlt", N_("Task to a health organisation"), ("HLT",),
        (
            N_("Treat the person under the name that stands here. Write nothing in the record about why they came."),
            N_("Explain the treatment and its risks to the person, and have their consent before you begin."),
            N_("Give no certificate, extract or answer to anybody without the sender, relatives included."),
            FEW,
        ),
    ),
    Partner(
        "task-emp", N_("Task to an employer or organisation"), ("EMP", "UNIT"),
        (
            N_("Tell colleagues nothing of how or why the person came. To them it is an ordinary appointment."),
            N_("Publish neither name nor picture of the person, also not on a list, a board or a site."),
            N_("The post may be no lower and the terms no worse than what stands here."),
            NAME_TO_USE, FEW,
        ),
    ),
    Partner(
        "task-edu", N_("Task to a place of education"), ("EDU",),
        (
            N_("Enrol the learner as any other, with the data that stand here and with no mark that tells of it."),
            N_("Ask the former place of education for nothing, and answer no question that comes from it."),
            N_("Publish neither name nor picture of the learner. Hand them over to nobody but those whom the sender names."),
            FEW,
        ),
    ),
    Partner(
        "task-pen", N_("Task to a place of detention"), ("PEN",),
        (
            N_("Carry it out so that neither other prisoners nor staff who take no part learn the reason."),
            N_("Give no reason for the move or separation. Let the new place be seen in no open register."),
            N_("Until it is done, keep the persons named apart, also in transport, at walks and in court."),
            N_("Report every attempt to find out where a person was taken: when, who, how."),
            FEW,
        ),
    ),
    Partner(
        "task-guardianship", N_("Task to the guardianship authority"), ("GUARDIANSHIP",),
        (
            N_("The interests of the child, or of the person unable to act, come first. Hear what they think, and write it down."),
            N_("Tell parents and relatives nothing of place or circumstances unless the sender allows it in writing."),
            N_("Say at once if a representative has other interests than the one whom they represent."),
            NAME_TO_USE, FEW,
        ),
    ),
    Partner(
        "task-other", N_("Task to a body that helps"),
        ("REF", "SOCIAL", "MFA", "IA", "MIGRATION", "FINANCE", "TRAFFIC", "OPERATOR", "WEAPONS", "NGO"),
        (N_("Leave in no register a note of why it was done."), FEW),
    ),
)  # fmt: skip


def _made(partner: Partner) -> Callable[[Facts[Task]], Document]:
    def make(facts: Facts[Task]) -> Document:
        value, w = facts.value, facts.words
        kind = TASK_KINDS[value.kind]
        if kind.code in ("CLOSURE", "MASK"):
            unlabelled(value.instruction, value.basis, *(each.value for each in value.package))
        known = package(w, _apart(value.package), kind.carries)
        if not value.due_at:
            raise MissingField("the document needs the date by which it is to be done, and the record does not say it")
        titles = (BINDS_TITLE, BINDS) if value.binding else (ASKS_TITLE, ASKS)
        blocks: tuple[Block, ...] = (
            Notice(*map(w, titles)),
            rows(
                (w(N_("To")), facts.names.get(value.body, "")),
                (w(N_("Task")), w(kind.title)),
                (w(DO_BY), w.time(value.due_at)),
                (w(ANSWER_AT), w.time(value.answer_by) if value.answer_by else ""),
                (w(GROUND), wanted(value.basis, "legal ground")),
            ),
            Heading(w(ASKED)),
            Paragraph(wanted(value.instruction, "instruction")),
            *((Heading(w(KNOWN)), Fields(known)) if known else ()),
            *steps(w, HOW, (*partner.how, ACCEPT, REFUSE, NOT_MORE, FREE)),
        )
        return paper(facts, partner.form, w(partner.title), value.task[:8], blocks)

    return make


def _apart(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Without earlier data where new ones stand: the two are together in the vault and on no paper."""
    named = {each.name for each in facts}
    return tuple(each for each in facts if each.name not in EARLIER or not named & NEW)


def _for(partner: Partner) -> Callable[[Task], bool]:
    return lambda value: value.partner in partner.codes


# A referral (Law 110) -----------------------------------------------------------------------------------------------------------

CARD = N_("Referral card")
CARD_HOW = (
    N_("Contact the person only in the way that stands here. Say to nobody else from where or why you call."),
    N_("Help does not depend on whether the person cooperates with the police."),
    N_("Answer the sender under the number of this card: accepted, done, or declined and why."),
    NOT_MORE,
)


def card(facts: Facts[ReferralCard]) -> Document:
    """Says nothing of what happened to the person; its heading is the neutral one of the record (T110 5(8), SYS-21)."""
    value, w = facts.value, facts.words
    try:
        printable(value)
    except TellsTooMuch as error:
        raise SaysTooMuch(str(error)) from None
    kind = KINDS[value.kind]
    known = package(w, value.facts, kind.carries)
    blocks = (
        rows(
            (w(N_("To")), w(SUBJECTS[value.to].title)),
            (w(N_("Help asked for")), w(kind.title)),
            (w(N_("Language of the person")), w.language_name(value.language)),
            (w(ANSWER_AT), w.time(value.answer_by) if value.answer_by else ""),
        ),
        Heading(w(KNOWN)),
        Fields(known) if known else Paragraph(w(N_("Nothing more is needed to begin."))),
        Notice(w(N_("How to contact, and what not to say")), wanted(value.safety, "safety instructions")),
        *steps(w, HOW, CARD_HOW),
    )
    return paper(facts, "referral-card", wanted(value.seen.subject, "neutral subject"), value.referral[:8], blocks)


TEMPLATES = (
    *(Template(each.form, "task", each.title, "24", _made(each), _for(each)) for each in PARTNERS),
    Template("referral-card", "referral-card", CARD, "110 18", card),
)
