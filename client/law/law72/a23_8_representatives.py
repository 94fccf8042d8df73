"""Art. 23(8): minors and persons who cannot exercise their rights themselves have lawful representatives (A.13)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.catalogue import TYPES
from client.law.due import DAY
from client.law.file import File
from client.law.records.access import NondisclosureSigned
from client.law.records.complaints import Complaint
from client.law.records.contract import Contract, ContractClosed
from client.law.records.persons import PersonFlagged, Representative, RepresentativeSought
from client.law.records.reports import ContractSignature, Receipt, Threat
from client.law.records.rulings import Selection
from client.law.rule import EVERY, Clock, Effect, Notice, On, Started, norm, rule
from client.law.titles import N_
from client.law.words import Circle, Flag, Writer

PROTECTING_FLAGS = (Flag.MINOR, Flag.MINOR_PRESUMED, Flag.INCAPABLE)

ALWAYS_HEARD = frozenset({Threat, Complaint, Receipt, NondisclosureSigned})
"""What also a representative who is cut off may write: a danger, a complaint, that something was read, a promise of secrecy."""

# Nothing binding without a representative --------------------------------------------------------------------------------


@rule("L72-23.8a", "23(8)", Contract, ContractSignature, general=True)
def representative_first(file: File, act: Act[Any]) -> Answer:
    """No contract before at least one representative is verified and not in conflict."""
    if not file.persons.represented:
        return MET
    if file.persons.representative_ready:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("the coordination circle says who represents the person"))
    return not_met(
        say("the person needs a lawful representative, and none is verified"),
        say("verify a representative, or ask the guardianship authority for one"),
    )


@rule("L72-23.8a", "23(8)", ContractClosed)
def closed_on_the_representatives_signature(file: File, act: Act[ContractClosed]) -> Answer:
    """A child's own signature may stand beside the representative's, and not in its stead (A.8)."""
    if not file.persons.represented:
        return MET
    signature = file.ref(act.value.signature_entry)
    if signature is None:
        return undetermined(say("the signature is in a circle that is not read here"))
    on_paper = signature.name == "contract-minuted" and file.contracts.signature == act.value.signature_entry
    if signature.author.writer is Writer.REPRESENTATIVE or on_paper:
        return MET
    return not_met(
        say("the contract of a person who needs a lawful representative is closed on the person's own signature"),
        say("close it on the representative's signature"),
    )


@rule("L72-23.8a", "23(8)", Selection, effect=Effect.MARK)
def selected_with_the_representative(file: File, act: Act[Selection]) -> Answer:
    """Urgent protection may start before there is one; that it is sought is recorded (A.13). Marks: a child is not left unprotected
    for want of a paper (L72-1-1)."""
    persons = file.persons
    if not persons.represented or persons.representative_ready or (file.case.urgent and persons.sought):
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("the coordination circle says who represents the person"))
    return not_met(
        say("measures for a person who needs a lawful representative are chosen without one"),
        say("involve a verified representative; in urgent cases record that the guardianship authority was asked"),
    )


# The representative has the same rights, for that person only ------------------------------------------------------------


def _acts_of_representatives() -> tuple[type, ...]:
    return tuple(kind.form for kind in TYPES.values() if Writer.REPRESENTATIVE in kind.writers and kind.form not in ALWAYS_HEARD)


@rule("L72-23.8b", "23(8)", *_acts_of_representatives(), general=True)
def only_a_standing_representative(file: File, act: Act[Any]) -> Answer:
    """Who was never verified, is in conflict (AMB-28), or represents somebody who has come of age, does not act for the person."""
    if act.author.writer is not Writer.REPRESENTATIVE:
        return MET
    known = [each for each in file.persons.representatives_by_id.values() if each.holder == act.author.holder]
    if any(each.state == "VERIFIED" for each in known) and file.persons.represented:
        return MET
    if not known and not file.sees(Circle.COORDINATION):
        return undetermined(say("the coordination circle says who represents the person"))
    return not_met(
        say("whoever writes this is no standing representative of the person"),
        say("let the person, or a verified representative without a conflict, do it"),
    )


# Conflict, majority, presumption -----------------------------------------------------------------------------------------


@rule("A.13", "23(8)", Representative)
def reasons_for_cutting_off(file: File, act: Act[Representative]) -> Answer:
    """AMB-28: a conflict is recorded with its reasons, which the prosecutor reads; so is an end."""
    if act.value.state == "VERIFIED" or act.value.reason.strip():
        return MET
    return not_met(say("a representative is cut off without reasons"), say("write the reasons"))


@rule("A.13", "23(8)", Representative)
def verified_by_a_document(file: File, act: Act[Representative]) -> Answer:
    if act.value.state != "VERIFIED" or act.value.document.strip():
        return MET
    return not_met(say("a representative is verified by no document"), say("name the document that shows the right to represent"))


@rule("A.13", "23(8); T110 21(2)", PersonFlagged)
def flag_lifted_by_a_document(file: File, act: Act[PersonFlagged]) -> Answer:
    """Whoever is taken for a minor stays one until the age is established; so with who cannot act alone (T110 21(2))."""
    if act.value.on or act.value.flag not in PROTECTING_FLAGS or act.value.document.strip():
        return MET
    return not_met(
        say("the flag {flag} is taken away without a document", flag=act.value.flag),
        say("name the document by which the age or the ability to act is established"),
    )


@norm("A.13", "23(8), 16, 19, 20")
def offered_anew(file: File) -> tuple[str, ...]:
    """Who has come of age decides alone: measures whose only consent is the representative's, and the contract, are offered to the
    person. Nothing is switched off meanwhile."""
    if not file.persons.of_age or file.persons.represented:
        return ()
    by_other = sorted({code for code, giver in file.consents.by_measure if giver == Writer.REPRESENTATIVE})
    wanted = [code for code in by_other if not _newer_own_word(file, code)]
    return (*wanted, "contract") if wanted or file.contracts.offer else ()


def _newer_own_word(file: File, code: str) -> bool:
    own, since = file.consents.of(code, str(Writer.PERSON)), file.refs.get(file.persons.of_age)
    return own is not None and since is not None and own.at >= since.at


@norm("L72-23.8b", "23(8)")
def receivers(file: File) -> tuple[str, ...]:
    """Whom everything that is for the person is for."""
    return ("PP", "REP") if file.persons.representative_ready else ("PP",)


# Somebody is sought ------------------------------------------------------------------------------------------------------


def _wanting(file: File, act: Act[Any]) -> Iterator[Started]:
    if file.persons.represented and not file.persons.representative_ready:
        yield Started()


def _found(file: File, act: Act[Any]) -> tuple[str, ...]:
    return (EVERY,) if file.persons.representative_ready or not file.persons.represented else ()


SEEK = Clock(
    id="A.13",
    article="23(8)",
    start=N_("no representative for a person who needs one"),
    end=N_("a representative verified, or the guardianship authority asked"),
    owner="IMP",
    limit_s=DAY,
    starts=(On(PersonFlagged, _wanting), On(Representative, _wanting)),
    ends=(On(PersonFlagged, _found), On(Representative, _found), On(RepresentativeSought, lambda file, act: (EVERY,))),
    tell=("IMH", "PRS"),
)

OWN_SECRECY = Notice(
    id="A.13",
    article="23(8), 26(4), 28 pt2",
    what=N_("acknowledgement of non-disclosure by the representative"),
    sender="IMP",
    receivers=("REP",),
    proof="signature",
    owed=(On(Representative, lambda file, act: (act.value.holder,) if act.value.state == "VERIFIED" and act.value.holder else ()),),
    given=(On(NondisclosureSigned, lambda file, act: (act.author.holder,)),),
    proven=(
        On(NondisclosureSigned, lambda file, act: (act.author.holder,)),
        On(Representative, lambda file, act: (act.value.holder,) if act.value.state != "VERIFIED" else ()),
    ),
)

RULES = (
    representative_first,
    closed_on_the_representatives_signature,
    selected_with_the_representative,
    only_a_standing_representative,
    reasons_for_cutting_off,
    verified_by_a_document,
    flag_lifted_by_a_document,
)

CLOCKS = (SEEK,)
NOTICES = (OWN_SECRECY,)
