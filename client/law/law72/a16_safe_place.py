"""Art. 16 pt2: the stay in a safe place is agreed between the person and the protecting body. Consent to the measure itself (pt1)
stands with the personal measures.

A stay never depends on testimony (S-05): no record here has a field for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY, DAY_MS
from client.law.file import File
from client.law.file.places import Stay
from client.law.law72.chosen import agreed_to, chosen, sees_person
from client.law.records.places import StayAgreement, StayEnded, StaySigned, StayStarted
from client.law.rule import Clock, Effect, On, Started, rule
from client.law.titles import N_
from client.law.words import Writer

CODE = re.compile(r"[\w-]{1,16}")
"""A place's code is one short word; what has spaces, commas or is longer may be an address."""

FIRST_STAY_MS = 30 * DAY_MS
"""S-06: policy, not law: ten days were found too short elsewhere."""


@rule("L72-23.4", "23(4)", StayAgreement, general=True)
def placed_by_ruling(file: File, act: Act[StayAgreement]) -> Answer:
    return chosen(file, "M2.3")


@rule("L72-16.2", "16 pt2", StayAgreement)
def place_by_code(file: File, act: Act[StayAgreement]) -> Answer:
    if CODE.fullmatch(act.value.place):
        return MET
    return not_met(say("the place looks like an address"), say("write the code of the place"))


@rule("SYS-26", "16; 23(8)", StayAgreement)
def children_apart(file: File, act: Act[StayAgreement]) -> Answer:
    """A child lives apart from adults who are strangers (S-07)."""
    if act.value.separate or not file.persons.minor:
        return MET
    return not_met(say("the place keeps children and adults together"), say("choose a place that keeps children apart"))


@rule("S-05", "16 pt2", StayAgreement)
def longer_for_a_reason(file: File, act: Act[StayAgreement]) -> Answer:
    known = file.places.of(act.value.stay)
    if known is None or known.agreed is None or (act.value.asked_by and act.value.reason.strip()):
        return MET
    return not_met(say("a stay is prolonged without saying who asked for it and why"), say("name who asked, and the reason"))


@rule("S-06", "16 pt2", StayAgreement, effect=Effect.MARK)
def first_stay(file: File, act: Act[StayAgreement]) -> Answer:
    """Policy: a first stay of less than thirty days says why. Agreed terms hold all the same."""
    value = act.value
    short = value.until - value.starts_at < 1000 * file.case.targets.get("S-06", FIRST_STAY_MS // 1000)
    if file.places.of(value.stay) is not None or not short or value.reason.strip():
        return MET
    return not_met(say("the first stay is shorter than the policy has it"), say("agree on a longer stay, or give the reason"))


def _stay(file: File, stay: Stay | None) -> Answer | Stay:
    if stay is not None:
        return stay
    if not sees_person(file):
        return undetermined(say("the terms of the stay"))
    return not_met(say("no terms of such a stay were offered"), say("offer the terms of the stay first"))


@rule("L72-16.2", "16 pt2", StaySigned)
def signs_the_newest_terms(file: File, act: Act[StaySigned]) -> Answer:
    stay = _stay(file, file.places.of_agreement(act.value.agreement))
    if not isinstance(stay, Stay):
        return stay
    if stay.offered.entry != act.value.agreement:
        return not_met(say("other terms were offered since"), say("read and sign the newest terms"))
    return MET


@rule("L72-16.2", "16, 23(8)", StaySigned)
def signed_by_whom_it_binds(file: File, act: Act[StaySigned]) -> Answer:
    """For a minor or a person unable to act the representative signs; for others nobody but themselves."""
    theirs = Writer.REPRESENTATIVE if file.persons.represented else Writer.PERSON
    if act.author.writer is theirs or not act.value.signed:
        return MET
    if theirs is Writer.REPRESENTATIVE:
        return not_met(say("the person needs a lawful representative"), say("let the representative sign the terms"))
    return not_met(say("the person acts for themselves"), say("let the person sign the terms"))


@rule("L72-16.2", "16 pt2", StayStarted, effect=Effect.MARK)
def agreed_before_it_begins(file: File, act: Act[StayStarted]) -> Answer:
    """Where it could not wait, the reason is recorded and the terms follow at once (AMB-16). Without either the person is in the
    place all the same, and protected."""
    stay = _stay(file, file.places.of(act.value.stay))
    if not isinstance(stay, Stay):
        return stay
    if stay.agreed is not None or act.value.urgent.strip():
        return MET
    return not_met(
        say("the stay begins before both sides agreed on it"), say("have the terms signed, or record why it could not wait")
    )


@rule("L72-16.1", "16 pt1", StayStarted, effect=Effect.MARK)
def with_consent(file: File, act: Act[StayStarted]) -> Answer:
    """Whoever is in the place is protected there; that nobody asked them is found."""
    return agreed_to(file, "M2.3")


@rule("L72-16.2", "16 pt2, 27(2)", StayEnded)
def way_out(file: File, act: Act[StayEnded]) -> Answer:
    """Nobody is put out: a stay ends by the person's own will, by a move, or by a reasoned ruling."""
    stay = _stay(file, file.places.of(act.value.stay))
    if not isinstance(stay, Stay):
        return stay
    if act.value.way == "MOVED" and not CODE.fullmatch(act.value.place):
        return not_met(say("the person moves, and no code says where"), say("write the code of the new place"))
    if act.value.way == "RULING" and file.ref(act.value.ruling) is None:
        return not_met(say("no such ruling is in the file"), say("name the ruling that ends the measure"))
    return MET


def _begun(file: File, act: Act[StayStarted]) -> Iterable[Started]:
    stay = file.places.of(act.value.stay)
    if stay is not None:
        yield Started(stay.stay, due=stay.until)


def _prolonged(file: File, act: Act[StaySigned]) -> Iterable[Started]:
    stay = file.places.of_agreement(act.value.agreement)
    if stay is not None and act.value.signed and stay.running:
        yield Started(stay.stay, due=stay.until)


def _new_terms(file: File, act: Act[StaySigned]) -> Iterable[str]:
    stay = file.places.of_agreement(act.value.agreement)
    if stay is not None and act.value.signed:
        yield stay.stay


def _moved(file: File, act: Act[StayStarted]) -> Iterable[str]:
    """Who comes to another place has left the one before."""
    for each in file.clocks.of("DL-20"):
        stay = file.places.of(each.key)
        if stay is not None and not stay.running:
            yield each.key


def _left(file: File, act: Act[StayEnded]) -> Iterable[str]:
    yield act.value.stay


CLOCKS = (
    Clock(
        id="DL-20",
        article="16",
        start=N_("stay in the safe place begins"),
        end=N_("new terms or a move"),
        owner="IMP",
        before_s=(7 * DAY, DAY),
        starts=(On(StayStarted, _begun), On(StaySigned, _prolonged)),
        ends=(On(StaySigned, _new_terms), On(StayStarted, _moved), On(StayEnded, _left)),
        tell=("IMH",),
    ),
)

RULES = (
    placed_by_ruling,
    place_by_code,
    children_apart,
    longer_for_a_reason,
    first_stay,
    signs_the_newest_terms,
    signed_by_whom_it_binds,
    agreed_before_it_begins,
    with_consent,
    way_out,
)
