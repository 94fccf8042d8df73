"""The person's yes or no to one measure, and their duty not to divulge: the words are shown, and what is signed is bound to them.

L72 14, 16, 18-20, 25(2), 26(4); A.8. A measure whose consent the law wants in writing is signed by pen, on the form that the
officer prints (``consent-form``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.consents import AS_SAID, SAID
from client.app.outcome import Outcome
from client.app.person.coming import circles_for
from client.app.person.sending import to_each
from client.app.saying import Term, say
from client.documents.templates.consent import fingerprint, words_about
from client.documents.templates.secrecy import PERSONS_DUTY
from client.documents.words import Words
from client.law.catalogue import type_of
from client.law.records.access import NondisclosureSigned
from client.law.records.consents import MeasureConsent
from client.law.words import BodyRole
from crypto.frozen import dataclass
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """What a measure means for the person. ``text_hash``: of the words, to which an answer is bound."""

    measure: str
    text: str
    text_hash: str
    said: str = ""


def consent_words(measure: str, language: str) -> ConsentWords:
    words = Words(language)
    return ConsentWords(measure, words_about(words, measure), fingerprint(words, measure))


@dataclass(frozen=True, slots=True)
class AnswerMeasure:
    """``say``: yes, apply, no or withdraw. ``capacity``: for whom; ``opinion``: what the child thinks of it."""

    measure: str
    say: str
    language: str
    capacity: str = "SELF"
    opinion: str = ""
    reasons: str = ""


async def answer_measure(office: Office, wish: AnswerMeasure) -> Outcome:
    """It goes to the implementing body, which asks for it."""
    known = consent_words(wish.measure, wish.language)
    word = SAID[wish.say]
    value = MeasureConsent(
        wish.measure, word, "RECORDED", wish.capacity, known.text_hash, wish.language, wish.opinion, wish.reasons
    )
    circles = circles_for(office, type_of(MeasureConsent).circles, (BodyRole.IMPLEMENTING,))
    sent = await to_each(office, [(circle, value) for circle in circles])
    return sent.outcome(
        say("your answer is in the file: {word}", word=Term(AS_SAID[wish.say])), text_hash=known.text_hash, said=word
    )


@dataclass(frozen=True, slots=True)
class DutyWords:
    """The duty not to divulge, in the person's language."""

    text: str
    acknowledged: bool = False


def duty_words(language: str) -> DutyWords:
    return DutyWords(Words(language)(PERSONS_DUTY))


@dataclass(frozen=True, slots=True)
class AcceptDuty:
    language: str


async def accept_duty(office: Office, wish: AcceptDuty) -> Outcome:
    """That the words were taken note of goes to both bodies."""
    value = NondisclosureSigned(sha256(duty_words(wish.language).text.encode()).hex(), wish.language)
    circles = circles_for(office, type_of(NondisclosureSigned).circles, (BodyRole.DECIDING, BodyRole.IMPLEMENTING))
    sent = await to_each(office, [(circle, value) for circle in circles])
    return sent.outcome(say("acknowledged"), acknowledged=True)
