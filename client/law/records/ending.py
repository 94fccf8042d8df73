"""How measures end, and how they go on after the proceedings (L72 26-1(2)(4), 27; A.9).

A measure ends by ``Revocation`` and by nothing else: no date, refusal, breach or request does it (27(2)). Whether the law allows
the ruling is for the rules of ``law72.a27_ending``; here stands only what it is made of."""

from __future__ import annotations

from typing import Any

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.records.basis import Basis
from client.law.tables.grounds import EVIDENCE, GROUNDS, SIGNATORIES
from client.law.titles import N_
from client.law.words import LANGUAGES, MEASURES, PERSONAL_MEASURES, Circle
from crypto.frozen import dataclass

SCOPES = ("ALL", "LISTED")

WIND_DOWN = ("CLOSURES", "DOCUMENTS", "EQUIPMENT", "STAY", "DETENTION")
"""What a measure leaves behind: closed data (17), documents with other data (19), issued property (26(3)), a safe place (16),
instructions to a place of detention (21-2)."""

ENDINGS = ("TERMINATED", "SENTENCE", "ACQUITTAL", "OTHER")


def _wants_ruling(file: str, number: str, signatory: str, on_request: str, on_motion: str, language: str) -> None:
    wants_hex(file, 16, "file")
    wants_text(number, "number of the ruling", 80)
    wants_one_of(signatory, SIGNATORIES, "signatory")
    wants_hex(on_request, 16 if on_request else 0, "on_request")
    wants_hex(on_motion, 16 if on_motion else 0, "on_motion")
    wants_one_of(language, LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class Evidence:
    """``of``: entry hash of the record that shows it; empty for CONSENT_WITHDRAWN and OTHER, which ``note`` describes."""

    kind: str
    of: str
    note: str

    def __post_init__(self) -> None:
        wants_one_of(self.kind, EVIDENCE, "kind of evidence")
        wants_hex(self.of, 32 if self.of else 0, "of")


@dataclass(frozen=True, slots=True)
class GroundNamed:
    """``ground``: G1 to G4. ``proportion``: of G3, why ending is in proportion to the breach."""

    ground: str
    evidence: tuple[Evidence, ...]
    proportion: str = ""

    def __post_init__(self) -> None:
        wants_one_of(self.ground, GROUNDS, "ground of Art. 27")


@dataclass(frozen=True, slots=True)
class WindDown:
    """``wanted``: it is wound up, by ``until`` (milliseconds); else ``note`` says why it is left as it is."""

    what: str
    wanted: bool
    until: int
    note: str

    def __post_init__(self) -> None:
        wants_one_of(self.what, WIND_DOWN, "what is wound up")


def covered(scope: str, measures: tuple[str, ...], signatory: str, measure: str) -> bool:
    """Whether a ruling ends the measure. All that an official of the implementing body can end are the personal ones (27(4)):
    what the deciding body and the court imposed themselves goes on."""
    if scope != "ALL":
        return measure in measures
    return signatory != "OFFICIAL" or measure in PERSONAL_MEASURES


@dataclass(frozen=True, slots=True)
class Revocation:
    """The ruling, or the sentence, that ends measures. In the circle of the deciding body with the person it is issued; its copy in
    the coordination circle sends it to the implementing body; both have the same ``number``. ``issued_at``, ``effect_at`` in
    milliseconds. ``scope`` ALL, or LISTED: ``measures``. ``on_request``, ``on_motion``: ids of what it answers, empty where the
    body acts by itself. ``appeal``: the routes."""

    file: str
    number: str
    act: str
    signatory: str
    issued_at: int
    effect_at: int
    scope: str
    measures: tuple[str, ...]
    grounds: tuple[GroundNamed, ...]
    reasons: str
    bases: tuple[Basis, ...]
    on_request: str
    on_motion: str
    wind_down: tuple[WindDown, ...]
    appeal: tuple[str, ...]
    language: str

    def __post_init__(self) -> None:
        _wants_ruling(self.file, self.number, self.signatory, self.on_request, self.on_motion, self.language)
        wants_one_of(self.act, ("RULING", "SENTENCE"), "kind of act")
        wants_one_of(self.scope, SCOPES, "scope")
        for measure in self.measures:
            wants_one_of(measure, MEASURES, "measure")

    @property
    def grounds_named(self) -> tuple[str, ...]:
        return tuple(each.ground for each in self.grounds)

    def covers(self, measure: str) -> bool:
        return covered(self.scope, self.measures, self.signatory, measure)


@dataclass(frozen=True, slots=True)
class LiftRefused:
    """The ruling that leaves measures as they are, on a request of the person or a motion of the implementing body (27(3)-(4))."""

    file: str
    number: str
    signatory: str
    issued_at: int
    reasons: str
    bases: tuple[Basis, ...]
    on_request: str
    on_motion: str
    appeal: tuple[str, ...]
    language: str

    def __post_init__(self) -> None:
        _wants_ruling(self.file, self.number, self.signatory, self.on_request, self.on_motion, self.language)


@dataclass(frozen=True, slots=True)
class ProceedingsEnded:
    """L72 27(4): the criminal proceedings ended, on ``ended_at`` (milliseconds). It ends no measure: whether they go on is
    asked."""

    file: str
    how: str
    number: str
    ended_at: int
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.how, ENDINGS, "how the proceedings ended")
        wants_text(self.number, "number of the document", 80)


@dataclass(frozen=True, slots=True)
class Continuation:
    """L72 27(4): the ruling by which measures go on after the proceedings. That they do not is a ``Revocation``. ``successor``: who
    rules in the place of a deciding body that is gone (AMB-26), empty while it is there."""

    file: str
    number: str
    signatory: str
    reasons: str
    bases: tuple[Basis, ...]
    successor: str
    appeal: tuple[str, ...]
    language: str

    def __post_init__(self) -> None:
        _wants_ruling(self.file, self.number, self.signatory, "", "", self.language)


@dataclass(frozen=True, slots=True)
class Motion:
    """L72 26-1(2)(4): the implementing body moves that measures be applied or cancelled. ``measures``: empty for all."""

    motion: str
    file: str
    kind: str
    measures: tuple[str, ...]
    grounds: tuple[GroundNamed, ...]
    reasons: str
    urgent: bool

    def __post_init__(self) -> None:
        wants_hex(self.motion, 16, "motion")
        wants_hex(self.file, 16, "file")
        wants_one_of(self.kind, ("APPLY", "CANCEL"), "kind of motion")
        for measure in self.measures:
            wants_one_of(measure, MEASURES, "measure")


@dataclass(frozen=True, slots=True)
class WoundDown:
    """One item of the wind-down: DONE, or WAIVED for ``reasons``. ``revocation``: number of the ruling."""

    file: str
    revocation: str
    what: str
    state: str
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.revocation, "number of the ruling", 80)
        wants_one_of(self.what, WIND_DOWN, "what is wound up")
        wants_one_of(self.state, ("DONE", "WAIVED"), "state")


@dataclass(frozen=True, slots=True)
class ProtectionClosed:
    """The wind-down of an ended protection is finished; the person's access stays for a while, so that they can appeal (27(5)).
    ``ruling``: entry hash of the ruling that ended it, from which its paper is made; empty where version 1 did not say."""

    file: str
    access_until: int
    note: str
    ruling: str = ""

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.ruling, 32 if self.ruling else 0, "ruling")


def _closed_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "ruling": ""}


BOTH = (Circle.PERSON, Circle.COORDINATION)

TYPES = (
    record("revocation", Revocation, "L72-27.2", BOTH, DEC, IMP, title=N_("MEASURES REVOKED: ruling")),
    record("lift-refused", LiftRefused, "L72-27.3a", BOTH, DEC, IMP, title=N_("MEASURES NOT LIFTED: ruling")),
    record("proceedings-ended", ProceedingsEnded, "L72-27.4c", BOTH, DEC, title=N_("PROCEEDINGS ENDED")),
    record("continuation", Continuation, "L72-27.4c", BOTH, DEC, title=N_("MEASURES GO ON: ruling")),
    record("motion", Motion, "L72-26-1.2.4", (Circle.COORDINATION,), IMP, title=N_("MOTION to the deciding body")),
    record("wound-down", WoundDown, "L72-27.2", BOTH, IMP, DEC, title=N_("WIND-DOWN of a measure")),
    record(
        "protection-closed",
        ProtectionClosed,
        "L72-27.2",
        BOTH,
        IMP,
        roles=("official",),
        title=N_("PROTECTION CLOSED"),
        version=2,
        upgrades={1: _closed_v1},
    ),
)
