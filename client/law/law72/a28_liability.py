"""Art. 28: who answers for what was not done, and for what became known (A.11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.catalogue import TYPES
from client.law.file import File
from client.law.records.access import LeakIncident, Nondisclosure, Reveal
from client.law.records.files import Disclosed
from client.law.records.identity import (
    AccessWarned,
    IdentityApproval,
    IdentityClosed,
    IdentityCopied,
    IdentityOpened,
    IdentityRequest,
)
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.rule import Clock, Effect, norm, rule
from client.law.tables.access import OF_MODULE, OF_TYPE, ROLES, TABLE, Access
from client.law.words import BodyRole, Circle
from crypto.frozen import dataclass

# What was not done (28 pt1) ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answerable:
    """A duty that was kept late, or is not kept yet: ``owner`` in the codes of A.0.1; times in milliseconds."""

    clock: str
    key: str
    owner: str
    entry: str
    started_at: int
    due_at: int
    done_at: int | None


@norm("L72-28.1", "28 pt1")
def responsibility(file: File, now: int, clocks: Mapping[str, Clock]) -> tuple[Answerable, ...]:
    """Everything that was or is overdue, oldest first, with who had to act: it stays for good, also after the thing is done.
    ``clocks``: of the book."""
    late = (*file.clocks.missed, *(each for each in file.clocks.all_running() if each.late(now)))
    found = (
        Answerable(each.clock, each.key, clocks[each.clock].owner, each.entry, each.started_at, each.due_at, each.done_at)
        for each in late
        if each.clock in clocks
    )
    return tuple(sorted(found, key=lambda each: (each.due_at, each.clock, each.key)))


# Who may see what (28 pt2; A.11) -----------------------------------------------------------------------------------------


@norm("A.11", "9, 17, 28")
def may_see(role: str, what: str) -> Access:
    """The cell of A.11: ``role`` of ``ROLES`` or REP, ``what`` one of the table's objects."""
    return TABLE[what].cells[ROLES.index("PP" if role == "REP" else role)]


@norm("A.11", "9, 17, 28")
def object_of(name: str) -> str | None:
    """The object of A.11 that a type of record belongs to; None where it carries none: then it is for those in its circle."""
    if name in OF_TYPE:
        return OF_TYPE[name]
    return OF_MODULE.get(TYPES[name].form.__module__.rpartition(".")[2]) if name in TYPES else None


@rule("A.11", "28 pt2; 26(4)", IdentityRequest, IdentityApproval, IdentityOpened, Disclosed, effect=Effect.MARK, general=True)
def secrecy_first(file: File, act: Act[Any]) -> Answer:
    """A.11(h): the duty of secrecy is acknowledged before the first access to sealed data. Marks: the access has taken place."""
    if act.author.holder in file.access.secrecy:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("the coordination circle says who has acknowledged secrecy"))
    return not_met(
        say("whoever writes this has not acknowledged the duty of secrecy"), say("acknowledge it before the first access")
    )


@norm("A.11", "28 pt2; 26(4)")
def without_secrecy(file: File) -> tuple[str, ...]:
    """The keys (hex) that have written in this file and never acknowledged the duty of secrecy; the person's among them."""
    return tuple(sorted({ref.author.holder for ref in file.refs.values()} - set(file.access.secrecy)))


@rule("S-04", "28 pt2; S001 25(5)-(6)", Nondisclosure)
def acknowledged_by_oneself_or_on_paper(file: File, act: Act[Nondisclosure]) -> Answer:
    """Officials and people of organisations alike (S-04): in the channel each for themselves, else with the signed paper."""
    if act.value.way == "CHANNEL" and act.value.holder != act.author.holder:
        return not_met(
            say("somebody else acknowledges the duty of secrecy"), say("let each acknowledge it, or keep the signed paper")
        )
    if act.value.way == "PAPER" and not act.value.scan:
        return not_met(say("the signed paper is not there"), say("attach the sealed scan"))
    return MET


@norm("SYS-05", "6")
def read_by_supervision() -> tuple[str, ...]:
    """What the supervising prosecutor's key opens by itself; all else is masked, or shown as kind and status."""
    return tuple(what for what in TABLE if may_see("PRS", what) is Access.READ)


@norm("SYS-56", "12, 7(1)(6)")
def not_to_be_published(file: File) -> tuple[str, ...]:
    """The court's measures that keep a hearing or an examination from the public: a note to whoever publishes from the case."""
    return tuple(code for code in file.case.measures if code == "M1.5" or code.startswith("M1.6"))


# Opening the sealed identity ---------------------------------------------------------------------------------------------


@rule("L72-28.2", "28 pt2, 9", IdentityRequest, IdentityApproval, general=True)
def by_custodians(file: File, act: Act[Any]) -> Answer:
    if "custodian" in act.author.roles:
        return MET
    return not_met(say("only a custodian asks for the identity or releases a half"), say("let a custodian of the body do it"))


@rule("L72-28.2", "28 pt2, 9", IdentityApproval)
def approved_by_the_other_body(file: File, act: Act[IdentityApproval]) -> Answer:
    """Nobody opens it alone: the request is one body's, the approval the other's, within its time."""
    asked = file.access.openings.get(act.value.request)
    if asked is None:
        return not_met(say("no such request is known"), say("let the other body ask first, with a reason and an end"))
    if asked.body == act.author.body:
        return not_met(say("the same body asks and approves"), say("let the other body's custodian decide"))
    if act.at > asked.until:
        return not_met(say("the time of the request is over"), say("let the other body ask anew"))
    return MET


@rule("L72-28.2", "28 pt2", AccessWarned)
def warned_oneself(file: File, act: Act[AccessWarned]) -> Answer:
    asked = file.access.openings.get(act.value.request)
    if asked is not None and asked.by == act.author.holder:
        return MET
    return not_met(say("the warning is noted by somebody who did not ask"), say("let the one who asked take note of it"))


@rule("L72-28.2", "28 pt2, 9", IdentityOpened, effect=Effect.MARK)
def opened_only_when_approved(file: File, act: Act[IdentityOpened]) -> Answer:
    """Marks: what was opened stays in the access report, however it came about."""
    asked = file.access.openings.get(act.value.request)
    if asked is None or not asked.approved:
        return not_met(say("the identity is opened without the other body's approval"), say("wait for the approval"))
    if asked.by != act.author.holder:
        return not_met(say("the identity is opened by somebody who did not ask"), say("let the one who asked open it"))
    if act.at > asked.until:
        return not_met(say("the time of the request is over"), say("ask anew, with a reason and an end"))
    if asked.closed_at is not None:
        return not_met(say("this opening was closed"), say("ask anew, with a reason and an end"))
    if not asked.warned:
        return not_met(say("the access warning was not noted"), say("take note of the warning before opening"))
    return MET


@rule("A.11", "28 pt2; A.11 rule e", IdentityCopied, effect=Effect.MARK)
def copied_as_asked(file: File, act: Act[IdentityCopied]) -> Answer:
    """Who approves an opening knows whether a copy will leave it, and for whom. Marks: a copy that was made is out."""
    asked, value = file.access.openings.get(act.value.request), act.value
    if asked is None or asked.by != act.author.holder or asked.opened_at is None or asked.closed_at is not None:
        return not_met(say("a copy is made of what is not open"), say("ask anew, with a reason and an end"))
    if asked.copy_for != value.recipient:
        return not_met(say("the request did not ask for this copy"), say("ask anew, and say for whom the copy is"))
    return MET


@rule("A.11", "19, 28 pt2", IdentityRequest)
def new_data_to_officials(file: File, act: Act[IdentityRequest]) -> Answer:
    """The deciding body and the implementing body's officers do not see new data; its authorised officials do."""
    if act.value.scope == "OLD" or (act.author.body_role is BodyRole.IMPLEMENTING and "official" in act.author.roles):
        return MET
    return not_met(
        say("new data open to the authorised officials of the implementing body alone"), say("ask for the identity without them")
    )


@rule("L72-28.2", "28 pt2", IdentityClosed)
def closed_by_who_asked(file: File, act: Act[IdentityClosed]) -> Answer:
    """At any time: closing early harms nobody, and two clocks may differ about the end."""
    asked = file.access.openings.get(act.value.request)
    if asked is None or asked.by != act.author.holder:
        return not_met(say("the opening is closed by somebody who did not ask"), say("let the one who asked close it"))
    return MET


@dataclass(frozen=True, slots=True)
class ReportLine:
    """``what``: identity, disclosed, reveal; ``by``: key as hex; ``at``: in milliseconds."""

    at: int
    what: str
    of: str
    by: str
    reason: str


@norm("L72-28.2", "28 pt2")
def access_report(file: File) -> tuple[ReportLine, ...]:
    """For an inquiry: every opening of sealed data of this file, with who, when and why, oldest first."""
    lines = (ReportLine(each.at, each.what, each.of, each.by, each.reason) for each in file.access.accessed)
    return tuple(reversed(tuple(lines)))


@rule("L72-28.2", "28 pt2", LeakIncident)
def leak_with_steps(file: File, act: Act[LeakIncident]) -> Answer:
    """26-1(3)(1): a leak is a case that needs measures."""
    if act.value.steps.strip():
        return MET
    return not_met(say("a leak is recorded, and nothing is done about it"), say("write what is done to keep the person safe"))


# Reveals and use restrictions --------------------------------------------------------------------------------------------


@rule("S-16", "UNTOC 24(2), 25(3)", Reveal)
def revealed_by_a_court_act(file: File, act: Act[Reveal]) -> Answer:
    """A.11(f): the defence's rights are kept by the court, which weighs them; nobody else reveals."""
    if not (act.value.court.strip() and act.value.court_act.strip()):
        return not_met(say("nothing is revealed without an act of a court"), say("name the court and its act"))
    if not act.value.views.strip():
        return not_met(say("the person was not heard on it"), say("record the person's views, or why they could not be heard"))
    return MET


def _used(act: Act[Any]) -> tuple[str, ...]:
    value = act.value
    if isinstance(value, Reveal):
        return value.of
    return (value.entry if isinstance(value, Disclosed) else value.of,)


@rule("S-20", "UNTOC 18(5), 18(19)-(20)", Disclosed, Reveal, NoticeGiven, effect=Effect.MARK)
def origin_consents(file: File, act: Act[Any]) -> Answer:
    """A use restriction travels with its object: who discloses it has asked its origin first. Marks: it is disclosed already."""
    if all(file.access.may_disclose(entry) for entry in _used(act)):
        return MET
    return not_met(say("the object is under a use restriction, and its origin has not consented"), say("ask the origin first"))


# The threatener receives nothing -----------------------------------------------------------------------------------------

TO_THREATENER = ("NT-03", "NT-05")


@rule("L72-27.3b", "8, 10, 27(3)", NoticeGiven, PaperReceipt)
def threatener_receives_nothing(file: File, act: Act[NoticeGiven] | Act[PaperReceipt]) -> Answer:
    """AMB-20: who threatens gets the official warning and the copy of a preventive measure, on paper; the person "against whom" a
    ruling of 27(3) is made is the protected person."""
    value = act.value
    if value.to != "THREATENER":
        return MET
    told = file.information.told.get(value.of[:32])
    notice = value.notice if isinstance(value, NoticeGiven) else (told.notice if told is not None else "")
    paper = not isinstance(value, NoticeGiven) or value.way == "PAPER"
    named = file.refs.get(value.of)
    direct = named is not None and named.name in ("official-warning", "preventive-measure")
    if paper and (notice in TO_THREATENER or direct):
        return MET
    return not_met(
        say("who threatens can receive nothing but the warning and the copy of a preventive measure, on paper"),
        say("give it to the protected person or the representative"),
    )


RULES = (
    secrecy_first,
    acknowledged_by_oneself_or_on_paper,
    by_custodians,
    approved_by_the_other_body,
    warned_oneself,
    opened_only_when_approved,
    closed_by_who_asked,
    copied_as_asked,
    new_data_to_officials,
    leak_with_steps,
    revealed_by_a_court_act,
    origin_consents,
    threatener_receives_nothing,
)
