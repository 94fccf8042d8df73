"""Arts. 14, 16, 18-20, 21-1(4), 23(8), 25(2): no measure that asks for a yes is carried out without it (A.8).

What yes is wanted, and whether it is there, is ``client.law.consenting``; each article's rule holds back the start of its measures.
That a method was changed after the yes is the matter of 26-1(2)(1), and its rule's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.consenting import consent_wanted, consented
from client.law.due import HOUR
from client.law.file import File
from client.law.file.states import MeasureState
from client.law.records.consents import MeasureConsent, MinutedConsent
from client.law.records.measures import IntrusionStopped, MeasureStarted
from client.law.records.reports import ContractSignature
from client.law.rule import Clock, Effect, On, Rule, Started, rule
from client.law.tables.consents import PERSON, REPRESENTATIVE
from client.law.tables.measures import PERSONAL_MEASURES, ConsentForm
from client.law.titles import N_
from client.law.words import Writer

Spoken = Act[MeasureConsent] | Act[MinutedConsent]
"""A yes or no, in the client or minuted."""


def _starts_with_consent(id: str, article: str, *codes: str) -> Rule:
    """The rule that these measures start only once consent stands."""

    @rule(id, article, MeasureStarted)
    def yes_before_start(file: File, act: Act[MeasureStarted]) -> Answer:
        return consented(file, act.value.measure) if act.value.measure in codes else MET

    return yes_before_start


STARTS = (
    _starts_with_consent("L72-14.1", "14, 23(8)", "M2.1a", "M2.1b", "M2.1c", "M2.1e"),
    _starts_with_consent("L72-14.2", "14, 23(8)", "M2.1d"),
    _starts_with_consent("L72-16.1", "16, 23(8)", "M2.3"),
    _starts_with_consent("L72-18.1", "18, 23(8)", "M2.5a", "M2.5b", "M2.5c", "M2.5d"),
    _starts_with_consent("L72-19.1", "19, 23(8)", "M2.6"),
    _starts_with_consent("L72-20.1", "20, 23(8)", "M2.7"),
    _starts_with_consent("L72-21-1.4", "21-1(4)", "M3.1", "M3.3", "M3.4"),
)


def giver(act: Spoken) -> str:
    """Who speaks: the person or a representative, as the matrix names them."""
    if isinstance(act.value, MinutedConsent):
        return REPRESENTATIVE if act.value.giver == "REP" else PERSON
    return REPRESENTATIVE if act.author.writer is Writer.REPRESENTATIVE else PERSON


def _in_writing(id: str, article: str, *codes: str) -> Rule:
    @rule(id, article, MeasureConsent, MinutedConsent)
    def yes_in_writing(file: File, act: Spoken) -> Answer:
        """Of the giver whose yes decides, no tick and no spoken word is taken for a signed document. A no needs no form."""
        value, wanted = act.value, consent_wanted(file, act.value.measure)
        decides = value.measure in codes and value.given and wanted.giver == giver(act)
        if not decides or wanted.form is not ConsentForm.WRITTEN or value.written:
            return MET
        return not_met(
            say("the consent to {measure} is not in writing", measure=value.measure),
            say("ask for it in writing and record the signed document"),
        )

    return yes_in_writing


WRITTEN = (
    _in_writing("L72-20.1", "20, 23(8)", "M2.7"),
    _in_writing("L72-21-1.4", "21-1(4)", *(row.code for row in PERSONAL_MEASURES.values() if row.service)),
)


def _asks_the_child(id: str, article: str, *codes: str) -> Rule:
    @rule(id, article, MeasureConsent, MinutedConsent, effect=Effect.MARK)
    def child_is_heard(file: File, act: Spoken) -> Answer:
        """The child's own opinion stands beside the representative's yes, in these words or in words of the child. Marks: the yes
        holds, so that no child goes unprotected for it (L72-1-1)."""
        value = act.value
        if value.measure not in codes or not value.given or giver(act) != REPRESENTATIVE:
            return MET
        if not consent_wanted(file, value.measure).opinion:
            return MET
        if value.opinion.strip() or file.consents.of(value.measure, PERSON) is not None:
            return MET
        return not_met(
            say("nothing says what the child thinks of {measure}", measure=value.measure), say("ask the child, and record it")
        )

    return child_is_heard


HEARD = (
    _asks_the_child("L72-16.1", "16, 23(8); 110 21(1)", "M2.3"),
    _asks_the_child("A.8", "23(8); 110 21(1)", *(code for code in PERSONAL_MEASURES if code != "M2.3")),
)


@rule("A.8", "14, 16, 18-20, 23(8)", MeasureConsent, MinutedConsent)
def speaks_as_who_they_are(file: File, act: Spoken) -> Answer:
    """A person speaks for themselves, a representative as a parent or as another lawful representative."""
    if (act.value.capacity == "SELF") == (giver(act) == PERSON):
        return MET
    return not_met(say("the consent is not given in the giver's own capacity"), say("say for whom it is given"))


@rule("A.8", "18, 19, 20", MeasureConsent, MinutedConsent)
def applied_for(file: File, act: Spoken) -> Answer:
    """An application of one's own stands in for consent where the law says so, and nowhere else."""
    value = act.value
    if value.word != "APPLICATION" or PERSONAL_MEASURES[value.measure].application:
        return MET
    return not_met(
        say("an application does not stand in for consent to {measure}", measure=value.measure), say("ask for it and record it")
    )


# Withdrawn ----------------------------------------------------------------------------------------------------------------


@rule("A.8", "25(2), 27(2)", IntrusionStopped)
def stops_what_was_withdrawn(file: File, act: Act[IntrusionStopped]) -> Answer:
    """Without a withdrawal nothing of a measure is stopped but by a ruling."""
    known = file.measures.of(act.value.measure)
    if known is None or known.state is MeasureState.WITHDRAWN:
        return MET
    return not_met(
        say("the consent to {measure} was not withdrawn", measure=act.value.measure),
        say("go on with the measure; only a ruling ends it"),
    )


def withdrawn_by(file: File, act: Act[Any]) -> tuple[str, ...]:
    """Of the measures that the act says yes or no to."""
    value = act.value
    spoken = [each.measure for each in value.consents] if isinstance(value, ContractSignature) else [value.measure]
    found = (file.measures.of(code) for code in spoken)
    return tuple(each.code for each in found if each is not None and each.state is MeasureState.WITHDRAWN)


def _stop_at_once(file: File, act: Act[Any]) -> Iterator[Started]:
    for code in withdrawn_by(file, act):
        known = file.measures.of(code)
        if known is not None and known.started_at:
            yield Started(code)


def _given_again(file: File, act: Spoken) -> tuple[str, ...]:
    return (act.value.measure,) if act.value.given else ()


def _signed_again(file: File, act: Act[ContractSignature]) -> tuple[str, ...]:
    return tuple(each.measure for each in act.value.consents if each.given)


STOP = Clock(
    id="A.8",
    article="25(2)",
    start=N_("consent withdrawn"),
    end=N_("what intrudes stopped"),
    owner="IMP",
    limit_s=HOUR,
    starts=tuple(On(form, _stop_at_once) for form in (MeasureConsent, MinutedConsent, ContractSignature)),
    ends=(
        On(IntrusionStopped, lambda file, act: (act.value.measure,)),
        On(MeasureConsent, _given_again),
        On(MinutedConsent, _given_again),
        On(ContractSignature, _signed_again),
    ),
    tell=("IMH", "DEC"),
)

RULES: tuple[Any, ...] = (*STARTS, *WRITTEN, *HEARD, speaks_as_who_they_are, applied_for, stops_what_was_withdrawn)
CLOCKS = (STOP,)
