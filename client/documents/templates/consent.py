"""Consent to measures, each for itself (L72 14, 16, 18-20, 21-1(4), 25(2); A.8): the form to sign by pen, and what was said."""

from __future__ import annotations

from client.documents.document import Block, Break, Document, Heading, Items, Notice, Paragraph
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import capital, rows
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.pen import SIGN_DATE, lines
from client.documents.templates.spoken import KEEP_IT, notice, word
from client.documents.words import Words
from client.law.consenting import consent_wanted
from client.law.records.consents import MeasureConsent, MinutedConsent
from client.law.records.rulings import Selection
from client.law.tables.consents import MATRIX, REPRESENTATIVE
from client.law.titles import N_
from crypto.primitives import sha256

FORM = N_("Consent to measures")
MINUTE = N_("Minute of what was said about a measure")
TITLES = {
    "CONSENT": N_("Consent to a measure"),
    "APPLICATION": N_("Application for a measure"),
    "REFUSAL": N_("Refusal of a measure"),
    "WITHDRAWAL": N_("Withdrawal of a consent"),
}
SAID = {
    "CONSENT": N_("The person agrees to this measure."),
    "APPLICATION": N_("The person applies for this measure."),
    "REFUSAL": N_("The person does not agree to this measure."),
    "WITHDRAWAL": N_("The person takes the consent to this measure back."),
}
MEANS = {
    "M2.1a": N_("An officer guards you in person, stays near you and sees whom you meet and where you go."),
    "M2.1b": N_("Your home is guarded. Officers stay in it or near it and see who comes and goes."),
    "M2.1c": N_("Other property of yours is guarded, as agreed: land, a house, a vehicle."),
    "M2.1d": N_(
        "A fire or burglar alarm, cameras or sensors are put up at your home. They may record who lives there. This is a question "
        "of its own: you may want the guard and not the device."
    ),
    "M2.1e": N_("Your telephone number or the plate of your vehicle is changed. The old one works no more."),
    "M2.3": N_("You live for a time in a place that few know, by rules that you are told before. You can meet fewer people."),
    "M2.5a": N_("You move to another home, for a time or for good. Few people know where."),
    "M2.5b": N_("You change your work or service, for a time or for good."),
    "M2.5c": N_("You, or your child, go to another place of study."),
    "M2.5d": N_("You are helped to find work. The one who employs you is not told why."),
    "M2.6": N_(
        "You get documents with other personal data, which you choose together with the officer and sign apart. Papers and ties "
        "under the earlier data have to be left behind."
    ),
    "M2.7": N_(
        "A health organisation changes your appearance. It has risks, and some of it cannot be undone. A doctor explains it."
    ),
    "M3.1": N_("You are transferred to another unit. The post is equal or higher."),
    "M3.3": N_("You are transferred to another post or body. The post is equal or higher."),
    "M3.4": N_("You are transferred to another post or body. The post is equal or higher."),
}
"""By measure, in words that the person is asked about. Those that need no yes are not here."""

FREELY = (
    N_("You may say no. To say no to this measure ends no other one."),
    N_("You may take a yes back at any time. What intrudes on you is then stopped at once, and a ruling follows (Article 25(2))."),
    N_("It costs you nothing (Article 29). Nobody may press you, and you may take time to think."),
)
DETAILS = N_("How and by whom a measure is carried out is not on this paper. Your contact officer tells you in person.")
ANSWER = N_("Yes or no, in your own words")
PERSON_SIGNS, REPRESENTATIVE_SIGNS = N_("Signature of the person"), N_("Signature of a parent or lawful representative")
OPINION, EXPLAINED = N_("What the child thinks of it, in its own words"), N_("Officer who explained it, and signature")
INTERPRETER = N_("Signature of the interpreter")
CAPACITIES = {
    "SELF": N_("for themselves"),
    "PARENTAL": N_("as a parent"),
    "REPRESENTATIVE": N_("as another lawful representative"),
}
FORMS = {"WRITTEN": N_("in writing"), "RECORDED": N_("in the program"), "PAPER": N_("in writing, on paper"), "ORAL": N_("aloud")}


def words_about(w: Words, measure: str) -> str:
    """What somebody reads before they say yes or no: what ``text_hash`` of a consent is the hash of, where it was given on the form
    below. Raises ``MissingField`` for a measure that nobody is asked about."""
    if measure not in MEANS:
        raise MissingField("nobody is asked for a consent to {measure}", measure=measure)
    return "\n".join((w.measure(measure), w(MEANS[measure]), *map(w, FREELY)))


def fingerprint(w: Words, measure: str) -> str:
    """Hex."""
    return sha256(words_about(w, measure).encode()).hex()


def form(facts: Facts[Selection]) -> Document:
    """A page for each measure that wants a yes, with lines for pen; kinds of measures alone, neither method nor place."""
    value, w = facts.value, facts.words
    asked = [each.code for each in value.measures if consent_wanted(facts.file, each.code).wanted]
    if not asked:
        raise MissingField("the document needs a measure that wants consent, and the ruling has none")
    blocks: list[Block] = [
        rows(
            (w(N_("Protected person")), wanted(facts.file.case.pseudonym, "pseudonym")),
            (w(N_("Ruling")), w(N_("No. {number}"), number=value.number)),
        ),
        Paragraph(w(N_("Each measure is a question of its own. Answer each as you like."))),
        Paragraph(w(DETAILS)),
    ]
    for at, code in enumerate(asked):
        blocks += [*((Break(),) if at else ()), *_question(facts, code)]
    return Document(
        "consent-form", w.language, w(FORM), wanted(facts.author.body, "body"), value.number, w.date(facts.author.at),
        w.article("14, 16, 18-20"), (*blocks, notice(w, KEEP_IT), how_to_check(facts)),
    )  # fmt: skip


def _question(facts: Facts[Selection], code: str) -> tuple[Block, ...]:
    w, yes = facts.words, consent_wanted(facts.file, code)
    if code not in MEANS:
        raise MissingField("the document has no words for consent to {measure}", measure=code)
    signs = REPRESENTATIVE_SIGNS if yes.giver == REPRESENTATIVE else PERSON_SIGNS
    return (
        Heading(capital(w.measure(code))),
        Paragraph(w(MEANS[code])),
        Items(tuple(map(w, FREELY))),
        rows((w(N_("Fingerprint of the text")), fingerprint(w, code)[:16])),
        *lines(w, ANSWER, *((OPINION,) if yes.opinion else ()), signs, SIGN_DATE, EXPLAINED, INTERPRETER),
    )


# What was said -------------------------------------------------------------------------------------------------------------------


def given(facts: Facts[MeasureConsent]) -> Document:
    value = facts.value
    return _said(facts, "consent", TITLES[value.word], FORMS[value.form], facts.author.at, ())


def minuted(facts: Facts[MinutedConsent]) -> Document:
    value, w = facts.value, facts.words
    more = ((w(N_("Interpreter")), value.interpreter), (w(N_("Minuted by")), wanted(facts.author.name, "who minuted it")))
    return _said(facts, "consent-minuted", MINUTE, FORMS[value.way], value.given_at, more)


def _said(
    facts: Facts[MeasureConsent] | Facts[MinutedConsent],
    form: str,
    title: str,
    way: str,
    at: int,
    more: tuple[tuple[str, str], ...],
) -> Document:
    value, w = facts.value, facts.words
    told = rows(
        (w(N_("Protected person")), wanted(facts.file.case.pseudonym, "pseudonym")),
        (w(N_("Measure")), w.measure(value.measure)),
        (w(N_("Who said it")), word(w, CAPACITIES, value.capacity, "capacity")),
        (w(N_("When")), w.time(at)),
        (w(N_("How")), w(way)),
        (w(N_("Language")), w.language_name(value.language)),
        (w(N_("What the child thinks of it")), value.opinion),
        (w(N_("Why")), value.reasons),
        (w(N_("Fingerprint of the text")), value.text_hash[:16]),
        *more,
    )
    blocks: list[Block] = [Notice(w(TITLES[value.word]), w(SAID[value.word])), told]
    if value.measure in MEANS and value.language == w.language and fingerprint(w, value.measure) == value.text_hash:
        blocks += [Heading(w(N_("The words that were read"))), Paragraph(words_about(w, value.measure))]
    blocks += [Heading(w(N_("What it means for you"))), Items(tuple(map(w, FREELY))), notice(w, KEEP_IT), how_to_check(facts)]
    return Document(
        form, w.language, w(title), facts.author.body or facts.keeper, "", w.time(facts.author.at),
        w.article(MATRIX[value.measure].basis), tuple(blocks), signatures(facts),
    )  # fmt: skip


def _asks(value: Selection) -> bool:
    return any(MATRIX[each.code].adult.wanted for each in value.measures if each.code in MATRIX)


TEMPLATES = (
    Template("consent-form", "selection", FORM, "14, 16, 18-20", form, _asks),
    Template("consent", "consent", TITLES["CONSENT"], "25(2)", given),
    Template("consent-minuted", "consent-minuted", MINUTE, "25(2)", minuted),
)
