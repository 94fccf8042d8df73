"""What follows from a contract: refused, signed by pen, a demand, a breach and what is said of it, its end (23(6), 26(1), 27).

None of these papers ends a measure, and each says so: only a reasoned ruling does.
"""

from __future__ import annotations

import re
from typing import Any

from client.documents.document import Blank, Block, Document, Fields, Heading, Items, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, related, signatures, wanted
from client.documents.templates.spoken import COMPLAIN, COMPLAIN_TITLE, KEEP_IT, REASONS, REPORT, REPORT_TITLE, WHAT_FOLLOWS, notice
from client.documents.words import Words
from client.law.records.contract import Breach, BreachExplained, BreachHeard, Contract, ContractMinuted, Demand
from client.law.records.ending import ProtectionClosed, Revocation
from client.law.records.reports import ContractSignature
from client.law.tables.clauses import CLAUSES
from client.law.titles import N_

REFUSAL, REFUSAL_MINUTE = N_("Refusal of the contract"), N_("Minute of the refusal to sign the contract")
BY_PEN = N_("Minute of the signing of the contract by pen")
DEMAND = N_("Demand to keep the conditions of the measures")
BREACH, HEARD = N_("Notice of a breach of the contract"), N_("Minute of the person's explanation of a breach")
EXPLAINED = N_("The person's explanation of a breach")
ENDED = N_("End of the contract")

WHO = {"PP": N_("the protected person"), "REP": N_("the lawful representative")}
PERSON, CONTRACT = N_("Protected person"), N_("Contract")
CONTRACT_OF = N_("version {version}, fingerprint {hash}")
PRESENT, WITNESSES, WHEN = N_("Present"), N_("Witnesses"), N_("When")
OFFICIAL_LINE = N_("Officer: name, signature, date")
PERSON_LINE = N_("Signature of the person, or a note that they would not sign")

REFUSAL_FOLLOWS = (
    N_("The measures go on. A refusal ends none of them by itself."),
    N_("The person may sign later, or ask that clauses be changed: the refusal is no last word."),
    N_(
        "The implementing body may propose that measures end because of it. Only a reasoned ruling can end them; it is told to "
        "the person, and they may complain of it (Article 27)."
    ),
)
SHOWN = N_("Before refusing, the person was shown what can follow from it (Article 27(1)).")
NOT_SHOWN = (
    N_("What can follow was not shown"),
    N_("The record does not say that the consequences of a refusal were shown. Such a refusal is no ground to end measures."),
)
PEN_FOLLOWS = (
    N_("The authorised official signs for the body; from then on the contract binds both."),
    N_("Each party keeps one copy. The scan of the paper lies sealed in the file."),
    N_("A consent may be withdrawn at any time, in the program or by telling an officer (Article 25(2))."),
)
DEMAND_FOLLOWS = (
    N_("Confirm in the program, or to an officer, that you have read this. It is no agreement and no admission."),
    N_("If you cannot keep it, or it puts you in danger, say so at once: it can be changed."),
    N_("If it is not kept, you are heard before anything follows, and only a reasoned ruling can end measures (Article 27)."),
)
BREACH_MEANS = (
    N_("This ends no measure"),
    N_("Your protection goes on. What is written here is what the body knows so far, and you have not been heard yet."),
)
BREACH_RIGHTS = (
    N_("You may explain: in the program, in writing, or in words to an officer, who writes it down."),
    N_("You may say nothing. Silence is no admission."),
    N_("You may name witnesses, show documents, and ask a lawyer before you answer."),
    N_(
        "Nothing is proposed on this ground before you were heard or asked. A ruling has to say why ending a measure would be in "
        "proportion to what happened (Article 27)."
    ),
)
HEARD_FOLLOWS = (
    N_("What the person said goes with the record of the breach wherever it goes."),
    N_("A breach ends no measure. Only a reasoned ruling does, which weighs this explanation (Article 27)."),
)
SILENT = N_("The person was asked and said nothing of it. Silence is no admission.")

ENDED_SAID = N_("The contract with {person} ended with the ruling {number}.")
ENDED_FOLLOWS = (
    N_("Issued property is given back, where that is not done yet (Article 26(3))."),
    N_("Both sides go on keeping the measures secret (Article 26(4))."),
    N_("Whoever received new documents keeps them until a competent body decides otherwise (Article 19)."),
    N_("Complaints that were made are decided. New ones can be made; the program stays open to you for them until the date above."),
    N_("If there is a new threat, state it at once: you are decided on anew within 24 hours (Articles 22 and 23)."),
)
WOUND = {
    "CLOSURES": N_("closed data in reference services (Article 17)"),
    "DOCUMENTS": N_("documents with other data (Article 19)"),
    "EQUIPMENT": N_("issued property (Article 26(3))"),
    "STAY": N_("stay in a safe place (Article 16)"),
    "DETENTION": N_("instructions to the place of detention (Article 21-2)"),
}
WOUND_UP = N_("wound up by {date}")


def _contract(facts: Facts[ContractSignature] | Facts[ContractMinuted]) -> tuple[str, str]:
    value = related(facts, "contract").value
    if not isinstance(value, Contract):
        raise MissingField("the document needs the contract that was answered")
    w = facts.words
    return w(CONTRACT), w(CONTRACT_OF, version=value.version, hash=facts.value.text_hash[:16])


def _person(facts: Facts[Any]) -> tuple[str, str]:
    w = facts.words
    return w(PERSON), wanted(facts.file.case.pseudonym, "pseudonym of the person")


def _list(w: Words, texts: tuple[str, ...]) -> tuple[Block, ...]:
    return Heading(w(WHAT_FOLLOWS)), Items(tuple(map(w, texts)))


def refusal(facts: Facts[ContractSignature]) -> Document:
    """As the person wrote it in the program."""
    value, w, at = facts.value, facts.words, facts.author.at
    rows = (
        _person(facts),
        _contract(facts),
        (w(N_("Read in")), w.language_name(value.language)),
        (w(WHEN), w.time(at)),
    )
    shown: Block = Paragraph(w(SHOWN)) if value.consequences else notice(w, NOT_SHOWN)
    blocks: list[Block] = [Fields(rows), Heading(w(REASONS)), Paragraph(wanted(value.reasons, "reasons of the refusal")), shown]
    if value.consents:
        said = {True: N_("yes"), False: N_("no")}
        cells = tuple((w.measure(each.measure), w(said[each.given])) for each in value.consents)
        blocks.append(Table((w(N_("Measure")), w(N_("Answer"))), cells))
    return Document(
        "contract-refusal", w.language, w(REFUSAL), facts.keeper, "", w.time(at), w.article("23(6), 27(1)"),
        (*blocks, *_list(w, REFUSAL_FOLLOWS), how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def _minute(facts: Facts[ContractMinuted]) -> Fields:
    value, w = facts.value, facts.words
    rows = [
        _person(facts),
        (w(N_("Who answered")), w(WHO[value.by])),
        _contract(facts),
        (w(N_("Read in")), w.language_name(value.language)),
        (w(WHEN), w.time(value.answered_at)),
        (w(N_("Minuted by")), wanted(facts.author.name, "who minuted it")),
    ]
    if value.beside is not None:
        rows.append((w(N_("Read beside it, before signing")), w.language_name(value.beside.language)))
    rows += [
        (w(label), said) for label, said in ((PRESENT, value.present), (WITNESSES, "; ".join(value.witnesses))) if said.strip()
    ]
    return Fields(tuple(rows))


def _minuted(facts: Facts[ContractMinuted], form: str, title: str, article: str, blocks: tuple[Block, ...]) -> Document:
    w, author = facts.words, facts.author
    return Document(
        form, w.language, w(title), author.body, "", w.time(facts.value.answered_at), w.article(article),
        (*blocks, how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def refusal_minute(facts: Facts[ContractMinuted]) -> Document:
    """Raises ``MissingField`` where reasons or what was explained are not said: it would be no free refusal."""
    value, w = facts.value, facts.words
    blocks = (
        _minute(facts),
        Heading(w(REASONS)),
        Paragraph(wanted(value.reasons, "reasons of the refusal")),
        Heading(w(N_("What was explained of the consequences"))),
        Paragraph(wanted(value.explained, "what consequences were explained")),
        *_list(w, REFUSAL_FOLLOWS),
        Heading(w(N_("Signatures"))),
        Blank(w(PERSON_LINE)),
        Blank(w(OFFICIAL_LINE)),
        *(Blank(w(N_("Witness {name}: signature"), name=each)) for each in value.witnesses),
    )
    return _minuted(facts, "contract-refusal-minute", REFUSAL_MINUTE, "23(6), 27(1)", blocks)


def pen_minute(facts: Facts[ContractMinuted]) -> Document:
    w = facts.words
    blocks: list[Block] = [_minute(facts), Paragraph(w(N_("The contract was signed by pen, on paper.")))]
    if facts.value.explained.strip():
        blocks += [Heading(w(N_("What was explained"))), Paragraph(facts.value.explained)]
    return _minuted(facts, "contract-pen-minute", BY_PEN, "23(6)", (*blocks, *_list(w, PEN_FOLLOWS)))


def demand(facts: Facts[Demand]) -> Document:
    value, w, at = facts.value, facts.words, facts.author.at
    rows = (_person(facts), (w(N_("It rests on")), _basis(w, value.basis)))
    blocks = (
        Fields(rows),
        Heading(w(N_("What is demanded"))),
        Paragraph(wanted(value.text, "what is demanded")),
        *_list(w, DEMAND_FOLLOWS),
        notice(w, (COMPLAIN_TITLE, COMPLAIN)),
        notice(w, KEEP_IT),
    )
    return Document(
        "demand", w.language, w(DEMAND), facts.author.body, "", w.time(at), w.article("26(1), 26-1(2)(3)"),
        (*blocks, how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def _basis(w: Words, basis: str) -> str:
    """A clause of the contract with its articles, or the words of the record."""
    row = CLAUSES.get(basis)
    if row is None:
        return wanted(basis, "what it rests on")
    articles = re.sub(r" pt\d", "", row.article)  # an unnumbered part: the article is enough to find it
    return w(N_("clause {id} of the contract ({articles})"), id=basis, articles=w.article(articles))


def breach(facts: Facts[Breach]) -> Document:
    """Goes to the person, who has not been heard yet: it asks, and accuses of nothing more than the record says."""
    value, w, at = facts.value, facts.words, facts.author.at
    blocks: list[Block] = [notice(w, BREACH_MEANS), Fields((_person(facts), *_of_breach(w, value)))]
    blocks += [Heading(w(N_("What is recorded"))), Paragraph(wanted(value.fact, "what happened"))]
    if value.demand:
        asked = related(facts, "demand").value
        blocks += [Heading(w(N_("What was demanded"))), Paragraph(wanted(getattr(asked, "text", ""), "what was demanded"))]
    blocks += [
        Heading(w(N_("What you can do now"))),
        Items(tuple(map(w, BREACH_RIGHTS))),
        notice(w, (REPORT_TITLE, REPORT)),
        notice(w, (COMPLAIN_TITLE, COMPLAIN)),
        notice(w, KEEP_IT),
    ]
    return Document(
        "breach-notice", w.language, w(BREACH), facts.author.body, value.breach[:8], w.time(at), w.article("26(1), 27(1)"),
        (*blocks, how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def _of_breach(w: Words, value: Breach) -> tuple[tuple[str, str], ...]:
    return (
        (w(N_("Condition")), _basis(w, value.clause)),
        (w(N_("When it happened")), w.time(value.happened_at)),
        (w(N_("How it is known")), wanted(value.source, "how it is known")),
    )


def _on(facts: Facts[BreachHeard] | Facts[BreachExplained]) -> tuple[Block, ...]:
    found, w = related(facts, "breach").value, facts.words
    if not isinstance(found, Breach):
        raise MissingField("the document needs the breach that is explained")
    fact = wanted(found.fact, "what happened")
    return Fields((_person(facts), *_of_breach(w, found))), Heading(w(N_("What is recorded"))), Paragraph(fact)


def heard(facts: Facts[BreachHeard]) -> Document:
    value, w = facts.value, facts.words
    asked = ((w(N_("Asked")), w.time(value.asked_at)), (w(N_("How")), wanted(value.asked, "how the person was asked")))
    rows = (*asked, *(((w(PRESENT), value.present),) if value.present.strip() else ()))
    blocks = (
        *_on(facts),
        Heading(w(N_("What the person said of it"))),
        Paragraph(value.said if value.said.strip() else w(SILENT)),
        Fields(rows),
        *_list(w, HEARD_FOLLOWS),
        Heading(w(N_("Signatures"))),
        Blank(w(PERSON_LINE)),
        Blank(w(OFFICIAL_LINE)),
    )
    return Document(
        "breach-heard", w.language, w(HEARD), facts.author.body, value.breach[:8], w.time(value.asked_at),
        w.article("26(1), 27(1)"), (*blocks, how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def explained(facts: Facts[BreachExplained]) -> Document:
    """The person's own words, in the language in which they were written."""
    value, w, at = facts.value, facts.words, facts.author.at
    blocks = (
        *_on(facts),
        Heading(w(N_("What the person says of it"))),
        Paragraph(wanted(value.text, "the explanation")),
        Fields(((w(N_("Language")), w.language_name(value.language)),)),
        *_list(w, HEARD_FOLLOWS),
    )
    return Document(
        "breach-explained", w.language, w(EXPLAINED), facts.keeper, value.breach[:8], w.time(at), w.article("26(1), 27(1)"),
        (*blocks, how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def ended(facts: Facts[ProtectionClosed]) -> Document:
    """Rests on the ruling that ended all measures. Raises ``MissingField`` where the record does not name it, or it is not read
    here."""
    value, w, at = facts.value, facts.words, facts.author.at
    ruling = related(facts, "revocation").value
    if not isinstance(ruling, Revocation):
        raise MissingField("the document needs the ruling that ended the measures")
    person = wanted(facts.file.case.pseudonym, "pseudonym of the person")
    rows = (
        (w(N_("In effect from")), w.time(ruling.effect_at)),
        (w(N_("The program stays open to you until")), w.date(value.access_until)),
    )
    blocks: list[Block] = [Paragraph(w(ENDED_SAID, person=person, number=ruling.number)), Fields(rows)]
    if ruling.wind_down:
        cells = tuple(
            (w(WOUND[each.what]), w(WOUND_UP, date=w.date(each.until)) if each.wanted else wanted(each.note, "why it is left"))
            for each in ruling.wind_down
        )
        blocks.append(Table((w(N_("What the measures left behind")), w(N_("What became of it"))), cells))
    if value.note.strip():
        blocks.append(Paragraph(value.note))
    blocks += [Heading(w(N_("What remains"))), Items(tuple(map(w, ENDED_FOLLOWS)))]
    blocks += [notice(w, (COMPLAIN_TITLE, COMPLAIN)), notice(w, KEEP_IT)]
    return Document(
        "contract-ended", w.language, w(ENDED), facts.author.body, ruling.number, w.time(at), w.article("23(6), 27"),
        (*blocks, how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def _signed(value: ContractMinuted | ContractSignature) -> bool:
    return value.signed


def _refused(value: ContractMinuted | ContractSignature) -> bool:
    return not value.signed


TEMPLATES = (
    Template("contract-refusal", "contract-signature", REFUSAL, "23(6), 27(1)", refusal, _refused),
    Template("contract-refusal-minute", "contract-minuted", REFUSAL_MINUTE, "23(6), 27(1)", refusal_minute, _refused),
    Template("contract-pen-minute", "contract-minuted", BY_PEN, "23(6)", pen_minute, _signed),
    Template("demand", "demand", DEMAND, "26-1(2)(3)", demand),
    Template("breach-notice", "breach", BREACH, "26(1)", breach),
    Template("breach-heard", "breach-heard", HEARD, "26(1)", heard),
    Template("breach-explained", "breach-explained", EXPLAINED, "26(1)", explained),
    Template("contract-ended", "protection-closed", ENDED, "27", ended),
)
