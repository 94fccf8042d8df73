"""A.9, 27(5): what ended measures leave behind is wound up or consciously left, before the protection closes; then the person still
reaches us for a while, to complain and to report."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.law72.a23_2_appeals import access_until
from client.law.records.ending import ProtectionClosed, Revocation, WoundDown
from client.law.rule import norm, rule

LEAVES = {
    "CLOSURES": ("M2.4",),
    "DOCUMENTS": ("M2.6",),
    "EQUIPMENT": ("M2.2",),
    "STAY": ("M2.3",),
    "DETENTION": ("M4.",),
}
"""Which measures leave what behind (17, 19, 26(3), 16, 21-2), as beginnings of their codes."""


@norm("A.9", "27(1); 16, 17, 19, 26(3)")
def checklist(file: File, value: Revocation) -> tuple[str, ...]:
    """What a ruling has to say a word about: whether it is wound up and by when, or why not."""
    covered = [each.code for each in file.measures.all() if not each.ended and value.covers(each.code)]
    return tuple(what for what, codes in LEAVES.items() if any(code.startswith(codes) for code in covered))


@rule("A.9", "27(1); 16, 17, 19, 26(3)", Revocation)
def says_what_is_wound_up(file: File, act: Act[Revocation]) -> Answer:
    value = act.value
    if value.number in file.ending.rulings:  # the copy of a ruling whose measures have ended by it
        return MET
    said = {each.what: each for each in value.wind_down}
    open = [what for what in checklist(file, value) if what not in said]
    if open:
        return not_met(
            say("the ruling does not say what becomes of: {what}", what=open[0]),
            say("say by when it is wound up, or why it is left"),
        )
    vague = [each.what for each in value.wind_down if not (each.until > value.issued_at if each.wanted else each.note.strip())]
    if not vague:
        return MET
    return not_met(
        say("neither a time nor a reason is given for: {what}", what=vague[0]), say("say by when it is wound up, or why it is left")
    )


@rule("A.9", "27(1); 16, 17, 19, 26(3)", WoundDown)
def wound_up_in_fact(file: File, act: Act[WoundDown]) -> Answer:
    """DONE is what the registers show; what is left undone is waived with reasons."""
    value, ruled = act.value, file.ending.rulings.get(act.value.revocation)
    if ruled is None or value.what not in ruled.wind_down:
        return not_met(say("no ruling asks to wind this up"), say("name the ruling and what it asks for"))
    if value.state == "WAIVED":
        waived = value.reasons.strip()
        return MET if waived else not_met(say("the wind-down is waived without reasons"), say("write why it is left as it is"))
    left = _left(file, value.what)
    if not left:
        return MET
    return not_met(say("it is not wound up: {left}", left=left), say("wind it up first, or waive it with reasons"))


def _left(file: File, what: str) -> str:
    if what == "EQUIPMENT":
        return ", ".join(f"{each.type} {each.serial}" for each in file.property.held())
    if what == "CLOSURES":
        return ", ".join(each.service for each in file.closures.all() if (each.kind, each.state) != ("LIFT", "DONE"))
    if what == "STAY":
        return file.places.current
    return ""


@rule("A.9", "27(2)", ProtectionClosed, general=True)
def everything_wound_up(file: File, act: Act[ProtectionClosed]) -> Answer:
    if not file.ending.revoked:
        return not_met(say("the protection has not ended by a ruling or a sentence"), say("leave the file open"))
    open = file.ending.to_wind_up()
    if not open:
        return MET
    return not_met(say("not wound up yet: {what}", what=open[0][1]), say("finish it, or waive it with reasons"))


@rule("L72-27.5", "27(5)", ProtectionClosed)
def access_stays(file: File, act: Act[ProtectionClosed]) -> Answer:
    """The person can complain of the revocation: their access stays, and as long as a complaint is pending."""
    ruled = file.ending.revocation
    until = None if ruled is None else access_until(file, ruled.effect_at)
    if ruled is None or (until is not None and act.value.access_until >= until):
        return MET
    return not_met(
        say("the person's access ends before they can have complained"),
        say("keep it for the body's period, and until each complaint is decided"),
    )


RULES = (says_what_is_wound_up, wound_up_in_fact, everything_wound_up, access_stays)
