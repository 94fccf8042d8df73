"""Which act ends a clock, gives a notice, mends a finding: derived from the norms themselves, prefilled with what is known.

    clock.ends, notice.given, notice.proven   -> forms of records -> types that this holder may write
    a type                                     -> the use case that writes it (``VERBS``), else ``act TYPE`` with the known fields

A record has one way to be written. Where a norm is ended by several, ``FIRST`` says which is offered before the others.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence

from client.app.board.holder import Holder, Settled
from client.app.casework.casework import Case
from client.app.outcome import Next
from client.app.saying import NOTHING, Listed, Said, Term, say
from client.law.book import BOOK, Book
from client.law.catalogue import TYPES, type_of
from client.law.rule import Clock, Notice, On
from client.law.titles import N_
from client.law.words import BodyRole, Writer
from crypto.frozen import dataclass

ACT = "act"
"""The use case that writes any record by its form."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a record is written. ``key``: the field that says what the clock or notice runs for; ``lacks``: what only a person can
    say; ``file``: whether the file is named (a person has one)."""

    act: str
    key: str = ""
    lacks: tuple[str, ...] = ()
    file: bool = True


VERBS: Mapping[str, Way] = {
    "acceptance": Way("accept_statement", "report", file=False),
    "complaint-outcome": Way("decide_complaint", "complaint", ("outcome", "number", "reasons", "further"), file=False),
    "consent": Way("consent", "measure", ("say",), file=False),
    "consent-minuted": Way("consent_minute", "measure", ("said",)),
    "contract": Way("offer_contract"),
    "contract-closed": Way("close_contract"),
    "contract-minuted": Way("contract_paper", "", ("scan",)),
    "contract-signature": Way("sign", file=False),
    "decision": Way("decide", "", ("outcome", "number", "evidence", "verification")),
    "file-opened": Way("open_file", "statement", ("partner",), file=False),
    "handover": Way("transfer_hand_over", "transfer"),
    "measure-started": Way("start_measures", "measure"),
    "order": Way("order_security", "", ("number",)),
    "receipt": Way("read", file=False),
    "review": Way("review_measure", "measure", ("note",)),
    "revocation": Way("measures_end", "", ("number", "reasons")),
    "selection": Way("select_measures", "", ("number", "measure")),
    "task": Way("task_open", "measure", ("to",)),
    "task-report": Way("report_task", "task", ("state",), file=False),
    "threat": Way("threat", "", ("text",), file=False),
}
"""Types that a use case of their own writes."""

KEYS: Mapping[str, str] = {
    "acknowledgement": "of",
    "alert-attempt": "event",
    "claim-answered": "claim",
    "closure-sent": "decision",
    "complaint-taken": "complaint",
    "danger-withheld": "of",
    "instruction-report": "number",
    "intrusion-stopped": "measure",
    "lift-refused": "on_request",
    "notice-given": "of",
    "outcome-received": "complaint",
    "paper-receipt": "of",
    "referral-answer": "referral",
    "referral-closed": "referral",
    "request-answered": "request",
    "residence-closed": "petition",
    "residence-extended": "petition",
    "residence-granted": "petition",
    "residence-step": "petition",
    "return-step": "back",
    "rights-explained": "of",
    "selection-notice": "of",
    "stay-ended": "stay",
    "stay-started": "stay",
    "stay-signed": "agreement",
    "task-recalled": "task",
    "threat-investigation": "report",
    "transfer-accepted": "transfer",
    "transfer-ended": "transfer",
    "urgency": "of",
    "vot-leaflet": "of",
}
"""Of a type without a use case of its own: the field that says what the clock or notice runs for."""

BY_ENTRY = frozenset({"notice-given", "paper-receipt", "rights-explained", "acknowledgement", "selection-notice", "vot-leaflet"})
"""Types that name what they are about by the hash of its record, where the key of the norm is something else."""

_SIZES = {"acknowledgement": (32, 64)}
"""How long, in hex, what such a type may name; else the hash of a record."""

FIRST: Mapping[str, tuple[str, ...]] = {
    "DL-06": ("selection",),
    "DL-08": ("contract", "contract-closed", "contract-minuted"),
    "DL-10": ("revocation", "lift-refused"),
    "DL-16": ("acceptance", "acknowledgement"),
    "DL-18": ("review",),
    "DL-24": ("continuation", "revocation"),
    "S-07": ("task",),
    "S-12": ("task",),
    "T110-21.3": ("task",),
    "T110-23.3": ("child-placed", "task"),
    "NT-19": ("contract-closed",),
}
"""Types before the others that end the same norm; a type that is none of its ends prepares one (an offer, which is signed)."""


WRITERS: Mapping[str, str] = {
    BodyRole.DECIDING: N_("the deciding body"),
    BodyRole.IMPLEMENTING: N_("the implementing body"),
    BodyRole.EXECUTING: N_("the body that has the task"),
    BodyRole.SUPERVISING: N_("the prosecutor's office"),
    Writer.PERSON: N_("the person"),
    Writer.REPRESENTATIVE: N_("the representative"),
    Writer.ANYONE: N_("anyone"),
    Writer.INVITATION: N_("who was invited"),
}


OWNER_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("DEC", "CRT", "ORD", "HEAD_DEC"), WRITERS[BodyRole.DECIDING]),
    **dict.fromkeys(("IMP", "IMH", "UNI", "HEAD_IMP"), WRITERS[BodyRole.IMPLEMENTING]),
    **dict.fromkeys(("PRC", "PRS"), WRITERS[BodyRole.SUPERVISING]),
    "COOP": WRITERS[BodyRole.EXECUTING],
    "PP": WRITERS[Writer.PERSON],
    "REP": WRITERS[Writer.REPRESENTATIVE],
}
"""Who answers for a duty, by the codes of A.0.1."""


def about_of(key: str) -> str:
    """What a clock or notice runs for, without the body or receiver that its key names too."""
    return key.partition(" ")[0].partition(":")[0]


def to_of(key: str) -> str:
    """To whom a notice goes, where its key names one (``client.law.telling``)."""
    return key.partition(":")[2]


def types_of(hooks: Iterable[On]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(type_of(each.form).name for each in hooks))


def ends(clock: Clock) -> tuple[str, ...]:
    """The types of records that end a clock, what is offered first in front."""
    return tuple(dict.fromkeys((*FIRST.get(clock.id, ()), *types_of(clock.ends))))


def gives(notice: Notice) -> tuple[str, ...]:
    """The types of records that give a notice."""
    return tuple(dict.fromkeys((*FIRST.get(notice.id, ()), *types_of(notice.given))))


def proves(notice: Notice) -> tuple[str, ...]:
    """The types of records that prove that it was received."""
    return types_of(notice.proven)


def way_to(type: str) -> Way:
    """How a type of record is written."""
    return VERBS.get(type) or Way(ACT, KEYS.get(type, ""))


def next_of(type: str, file: str, key: str = "", *, person: bool = False, **known: str) -> Next:
    """The act that writes a record of this type. ``key``: what it is about; ``known``: further fields of the record."""
    way = way_to(type)
    filled: list[tuple[str, str]] = []
    if way.act == ACT:
        has = {field.name for field in dataclasses.fields(TYPES[type].form)}
        own = {way.key: _spelt(type, key)} if way.key and key else {}
        fields = {**own, **{name: word for name, word in known.items() if word}}
        filled = [("type", type), *(("set", f"{field}={value}") for field, value in fields.items() if field in has)]
    elif way.key and key:
        filled = [(way.key, key)]
    if file and way.file and not person:
        filled.append(("file", file))
    lacks = (*(() if key or not way.key or way.act == ACT else (way.key,)), *way.lacks)
    return Next(way.act, tuple(filled), lacks)


def _spelt(type: str, key: str) -> str:
    """As the field has it: an id of 16 bytes where that is what it takes, a list where it is one."""
    if type == "acknowledgement":
        return key[:32]
    return json.dumps([key]) if type == "selection-notice" else key


def settled(types: Sequence[str], case: Case, holder: Holder, key: str = "", entry: str = "", **known: str) -> Settled:
    """The first of these types that the holder may write in this file; else who writes them. ``entry``: of the record by which the
    clock runs or the notice is owed."""
    word = about_of(key)
    for type in types:
        if type in BY_ENTRY and entry:
            word = word if len(word) in _SIZES.get(type, (64,)) else entry
        if holder.places_for(case, type):
            return Settled(next_of(type, "" if holder.is_person else case.id, word, person=holder.is_person, **known), NOTHING)
    return Settled(None, written_by(types))


def written_by(types: Sequence[str]) -> Said:
    """Whose it is: the bodies and roles of those who write the first of these types."""
    if not types:
        return say("no record ends it: it is watched until its time is over")
    kind = TYPES[types[0]]
    who = Listed.of(Term(WRITERS[each]) for each in sorted((*kind.bodies, *kind.writers)))
    if kind.roles:
        roles = Listed.of(sorted(kind.roles))
        return say("{record}: written by {who}, with the role {roles}", record=Term(kind.title), who=who, roles=roles)
    return say("{record}: written by {who}", record=Term(kind.title), who=who)


def norms(book: Book = BOOK) -> Mapping[str, tuple[str, ...]]:
    """Of every clock and notice: the types that settle it."""
    return {
        **{each.id: ends(each) for each in book.clocks},
        **{each.id: (*gives(each), *proves(each)) for each in book.notices},
    }
