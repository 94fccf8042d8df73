"""Art. 2: one body decides, another implements; who may implement; jointly with whom; what a court's order brings."""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act, Place
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.record_type import DEC
from client.law.records.bodies import BodyIsBoth, BodyProfile, BodyRegistered
from client.law.records.files import FileOpened
from client.law.records.instructions import Instruction
from client.law.records.rulings import Decision, Order, Selection
from client.law.records.tasks import Task
from client.law.records.transfers import TransferNotice
from client.law.rule import Effect, norm, rule
from client.law.tables.bodies import CLASSES, IMPLEMENTERS
from client.law.words import Circle

# 2(1): two bodies, two officers ---------------------------------------------------------------------------------------------


@rule("L72-2.1", "2(1)", Selection)
def two_officers(file: File, act: Act[Selection]) -> Answer:
    """Who ordered that personal security be ensured does not choose the measures, unless their body legally is both."""
    if act.author.holder != file.case.order_author or file.case.body in file.bodies.both:
        return MET
    return not_met(
        say("the same officer signed the order and the choice of measures"), say("let another officer choose the measures")
    )


@rule("L72-2.1", "2(1)", BodyIsBoth)
def both_by_law(file: File, act: Act[BodyIsBoth]) -> Answer:
    value = act.value
    if value.act.strip() and value.reasons.strip() and value.approver.strip():
        return MET
    return not_met(
        say("that a body is both needs an act, reasons and a name"), say("name the act, the reasons and who approved it")
    )


@rule("L72-2.1", "2(1)", Decision, Order, Instruction, TransferNotice, BodyIsBoth, general=True)
def deciding_body(file: File, act: Act[object]) -> Answer:
    """A file has one deciding body. For citizens who assist, the operational body may decide beside it (4(2))."""
    if not file.case.body or act.author.body_role is not DEC or act.author.body == file.case.body:
        return MET
    if act.form in (Decision, Order) and "P06-1" in file.persons.codes:
        return MET
    return not_met(say("another body decides in this file"), say("hand it to the body in charge, or have the case transferred"))


@rule("L72-2.1", "2(1)", FileOpened)
def one_beginning(file: File, act: Act[FileOpened]) -> Answer:
    if act.author.body_role is not DEC or act.author.body == file.case.body or not file.case.body:
        return MET
    return not_met(say("another body decides in this file"), say("have the case transferred"))


# 2(2): who implements, and with whom ----------------------------------------------------------------------------------------


@rule("L72-2.2a", "2(2)", BodyRegistered)
def may_implement(file: File, act: Act[BodyRegistered]) -> Answer:
    """Five kinds of body, those of 2(3), commanders of 21 pt2. Which agency is of which kind is the register's to say (AMB-35)."""
    if not act.value.implements or act.value.kind in IMPLEMENTERS:
        return MET
    return not_met(
        say("a body of this kind does not carry out measures of protection"),
        say("name it as a body that helps, or register it as of one of the kinds of Art. 2"),
    )


@rule("L72-2.2a", "2(2)", BodyRegistered)
def register_version(file: File, act: Act[BodyRegistered]) -> Answer:
    known = file.bodies.register.get(act.value.body)
    if known is None or known.version < act.value.version:
        return MET
    return not_met(
        say("version {version} of this body's entry is there already", version=known.version),
        say("give the change a higher version"),
    )


@rule("SYS-41", "2(2); S-12", BodyRegistered)
def keys_go_along(file: File, act: Act[BodyRegistered]) -> Answer:
    """A reorganised body's functions pass to a successor together with the keys; otherwise its files could be read by nobody."""
    value = act.value
    if not value.successor or value.handed_over:
        return MET
    return not_met(say("the successor has not been given the keys"), say("hand the keys over, then record the successor"))


@rule("L72-2.2a", "2(2); SYS-41", Order, effect=Effect.MARK)
def implementer_exists(file: File, act: Act[Order]) -> Answer:
    """An order goes to a body that exists and may implement. It is not void: its successor has it (S-12)."""
    for each in _implementers(act.value):
        found = file.bodies.register.get(each)
        if found is None:
            continue
        if found.successor:
            return not_met(
                say("{name} has been reorganised", name=found.name),
                say("name the body that took over its functions as implementer"),
            )
        if not found.implements:
            return not_met(
                say("{name} does not carry out measures of protection", name=found.name),
                say("name a body of Art. 2 as implementer"),
            )
    return MET


def _implementers(order: Order) -> Iterable[str]:
    named = () if order.implementer is None else (order.implementer,)
    return (each.body for each in (*named, *order.others))


@norm("S-12", "2(2)")
def accountable(file: File, body: str) -> str:
    """Hex of the body that answers today for what was asked of ``body``: nobody can say that it is not theirs since a merger."""
    return file.bodies.today(body)


@rule("L72-2.2c", "2(2)", BodyProfile)
def terms_by_joint_act(file: File, act: Act[BodyProfile]) -> Answer:
    """How soon partners reply is in the joint rules of the first heads, agreed with the Prosecutor General (SYS-04): a term without
    its act is nobody's rule."""
    for each in act.value.partners:
        if not each.act.strip():
            return not_met(
                say("a reply time for {kind} names no joint act", kind=each.partner), say("give the number of the joint act")
            )
    return MET


@norm("SYS-04", "2(2)")
def reply_s(file: File, partner: str, default_s: int) -> int:
    """Seconds in which a partner of this kind replies by the joint rules; ``default_s`` where they say nothing."""
    return file.case.targets.get(f"L72-21.9 {partner}", default_s)


@rule("SYS-53", "2(2); S-04", Task)
def memorandum(file: File, act: Act[Task]) -> Answer:
    """A non-governmental organisation is told something only under a memorandum."""
    value = act.value
    if value.partner != "NGO":
        return MET
    found = file.bodies.register.get(value.body)
    if found is not None and found.memorandum.strip():
        return MET
    return not_met(
        say("there is no memorandum with this organisation"), say("register the organisation with the reference of its memorandum")
    )


@norm("S-11", "9, 28")
def classed(place: Place, restricted: bool) -> str:
    """The class of a record (``tables.bodies.CLASSES``), from where it stands: one that somebody chose could be too low."""
    if restricted or place.kind in (Circle.TASK, Circle.SUPPORT, Circle.COMPLAINT):
        return "SEALED"
    return "RESTRICTED" if place.kind in (Circle.PERSON, Circle.FRONT_DESK) else "INTERNAL"


@norm("SYS-39", "9, 28")
def secrecy_of(file: File, body: str, of: str) -> str:
    """What the papers of that body call a class of ours; empty where the register does not say."""
    found = file.bodies.register.get(body)
    return found.secrecy[CLASSES.index(of)] if found is not None and found.secrecy else ""


@norm("SYS-40", "1(3), 2(2)")
def lacking(file: File, body: str) -> tuple[str, ...]:
    """What a monitoring of a body would ask for and not find: its unit, named officers, its act, a budget line."""
    profile = file.bodies.profiles.get(body)
    if profile is None:
        return ("act", "budget line", "officers", "unit")
    there = {
        "act": bool(profile.act.strip()),
        "budget line": profile.budget_line,
        "officers": bool(profile.officers),
        "unit": bool(profile.unit.strip()),
    }
    return tuple(sorted(name for name, given in there.items() if not given))


# 2(3): a court decides ------------------------------------------------------------------------------------------------------


@rule("L72-2.3", "2(3)", Order, effect=Effect.MARK)
def court_names(file: File, act: Act[Order]) -> Answer:
    """AMB-37: one body leads, that which investigated or a prosecuting body that the judge names; places of detention and bailiffs
    do their parts. Where the order names nobody who may lead, the body that investigated does: the order has its effect."""
    if not file.case.by_court:
        return MET
    named = act.value.implementer
    if named is None:
        return not_met(
            say("an order of a court names who implements it; until then it is the body that investigated"),
            say("name the body that investigated, or another prosecuting body"),
        )
    if not IMPLEMENTERS[named.kind].by_court or not IMPLEMENTERS[named.kind].lead:
        return not_met(
            say("a body of this kind cannot lead on a court's order"),
            say("name the body that investigated, or another prosecuting body; the others do their parts"),
        )
    if named.kind == "PRETRIAL" and not file.case.pretrial:
        return undetermined(say("which body investigated"))
    if named.kind == "PRETRIAL" and named.body != file.case.pretrial:
        return not_met(say("this is not the body that investigated"), say("name it as a prosecuting body chosen by the judge"))
    return MET


@rule("L72-2.3", "2(3)", Order, effect=Effect.MARK)
def court_others(file: File, act: Act[Order]) -> Answer:
    for each in act.value.others if file.case.by_court else ():
        if not IMPLEMENTERS[each.kind].by_court:
            return not_met(
                say("a court's order leaves parts to places of detention and bailiffs"),
                say("leave the other bodies out of the order"),
            )
    return MET


RULES = (
    two_officers,
    both_by_law,
    deciding_body,
    one_beginning,
    may_implement,
    register_version,
    keys_go_along,
    implementer_exists,
    terms_by_joint_act,
    memorandum,
    court_names,
    court_others,
)
