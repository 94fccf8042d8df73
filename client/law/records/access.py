"""Who may know what, and what became known: non-disclosure, leaks, use restrictions, reveals (L72 28; A.11, S-16, S-20)."""

from __future__ import annotations

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EVERYWHERE, EXE, IMP, PERSONAL, record, report
from client.law.titles import N_
from client.law.words import SPOKEN_LANGUAGES, Circle
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Nondisclosure:
    """A.11(h): an officer, or somebody of an organisation that helps (S-04), has taken note of the duty of secrecy, before the
    first access. ``holder``: their key; on PAPER somebody else records it, with the sealed ``scan`` (hex)."""

    holder: str
    role: str
    text_hash: str
    way: str
    scan: str

    def __post_init__(self) -> None:
        wants_hex(self.holder, 32, "holder")
        wants_text(self.role, "role", 40)
        wants_hex(self.text_hash, 32, "text_hash")
        wants_one_of(self.way, ("CHANNEL", "PAPER"), "way")
        wants_hex(self.scan, None, "scan")


@dataclass(frozen=True, slots=True)
class NondisclosureSigned:
    """L72 26(4): the person or the representative has taken note of the duty not to divulge the measures."""

    text_hash: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.text_hash, 32, "text_hash")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class LeakIncident:
    """L72 28: something is known to those who should not know it. ``objects``: entry hashes of what leaked, as far as known;
    ``suspected``: keys of those through whom; ``steps``: what is done about it."""

    incident: str
    what: str
    source: str
    found_at: int
    objects: tuple[str, ...]
    suspected: tuple[str, ...]
    steps: str

    def __post_init__(self) -> None:
        wants_hex(self.incident, 16, "incident")
        wants_text(self.what, "what leaked")
        wants_text(self.source, "how it became known", 2_000)
        for each in (*self.objects, *self.suspected):
            wants_hex(each, 32, "objects and suspected")


@dataclass(frozen=True, slots=True)
class UseRestriction:
    """S-20 (UNTOC 18(5), 18(19)-(20)): a tag that travels with an object. ``of``: its entry hash; ``origin``: who gave it."""

    of: str
    origin: str
    restriction: str

    def __post_init__(self) -> None:
        wants_hex(self.of, 32, "of")
        wants_text(self.origin, "origin", 200)
        wants_text(self.restriction, "restriction", 2_000)


@dataclass(frozen=True, slots=True)
class OriginAsked:
    """S-20: the origin of a restricted object was asked before it is disclosed, and what it answered."""

    of: str
    answer: str
    purpose: str

    def __post_init__(self) -> None:
        wants_hex(self.of, 32, "of")
        wants_one_of(self.answer, ("CONSENTS", "OBJECTS", "NO_ANSWER"), "answer")
        wants_text(self.purpose, "purpose", 2_000)


@dataclass(frozen=True, slots=True)
class Reveal:
    """A.11(f), S-16: sealed data are revealed to a court or to the defence. ``court_act``: the act that orders it; ``scope``: what
    exactly; ``views``: what the person said of it, or why they could not be heard (UNTOC 25(3))."""

    file: str
    to: str
    court: str
    court_act: str
    scope: str
    of: tuple[str, ...]
    views: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.to, ("COURT", "DEFENCE"), "to")
        wants_text(self.scope, "scope", 2_000)
        for each in self.of:
            wants_hex(each, 32, "of")


LEAK_KINDS = (
    "NAME", "RELATIVE", "BIRTH", "ADDRESS", "IIN", "PHONE", "ID_CARD", "PASSPORT", "DRIVING", "PLATE", "CARD", "ACCOUNT",
    "EMAIL", "OTHER",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeakPlace:
    """A place in what was sent: ``where`` is the field of the record, the attachment or the document, ``start`` and ``end`` its
    letters, counted from 1. ``known``: it gives away somebody whom the sender's device knows; else it has the form of a number."""

    kind: str
    where: str
    start: int
    end: int
    known: bool

    def __post_init__(self) -> None:
        wants_one_of(self.kind, LEAK_KINDS, "kind")
        wants_text(self.where, "where", 300)
        if not 0 < self.start <= self.end:
            raise NotOfTheForm("a place ends after it starts")


@dataclass(frozen=True, slots=True)
class LeakResolved:
    """A.11: the leak guard stopped what was to be sent, and it was sent all the same, for this ``reason``. ``uid``: of the entry,
    ``type``: of its record. The places, never the words."""

    uid: str
    type: str
    places: tuple[LeakPlace, ...]
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.uid, 16, "uid")
        wants_text(self.type, "type", 80)
        wants_text(self.reason, "reason", 2_000)
        if not self.places:
            raise NotOfTheForm("nothing was stopped")


TYPES = (
    record("nondisclosure", Nondisclosure, "A.11", EVERYWHERE, DEC, IMP, EXE, title=N_("NON-DISCLOSURE acknowledged")),
    report(
        "nondisclosure-signed", NondisclosureSigned, "L72-26.4", (Circle.PERSON,), *PERSONAL,
        title=N_("NON-DISCLOSURE acknowledged by the person"),
    ),
    record("leak-incident", LeakIncident, "L72-28.2", (Circle.COORDINATION,), DEC, IMP, title=N_("LEAK")),
    record("use-restriction", UseRestriction, "S-20", EVERYWHERE, DEC, IMP, EXE, title=N_("USE RESTRICTED")),
    record("origin-asked", OriginAsked, "S-20", EVERYWHERE, DEC, IMP, EXE, title=N_("ORIGIN ASKED")),
    record("leak-resolved", LeakResolved, "A.11", EVERYWHERE, DEC, IMP, EXE, title=N_("SENT although the leak guard stopped it")),
    record("reveal", Reveal, "S-16", (Circle.COORDINATION,), DEC, IMP, title=N_("REVEALED by order of a court")),
)  # fmt: skip
