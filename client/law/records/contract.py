"""The contract of L72 23(6) between the implementing body and the protected person, and how it is kept (26(1), 26-1(2)(3); A.7).

Which clauses a contract must have, and what they may not say, are rules on the file (``law72.a23_6_contract``), not part of its
form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import IMP, PERSONAL, record, report
from client.law.tables.clauses import MANDATORY, RIGHTS
from client.law.titles import N_
from client.law.words import LANGUAGES, PERSONAL_MEASURES, SPOKEN_LANGUAGES, Circle
from crypto.frozen import dataclass

__all__ = ["MANDATORY"]


@dataclass(frozen=True, slots=True)
class Clause:
    id: str
    text: str

    def __post_init__(self) -> None:
        wants_text(self.id, "id of the clause", 8)
        wants_text(self.text, f"clause {self.id}")


@dataclass(frozen=True, slots=True)
class Rendition:
    """The same clauses and annexes in another language, to be read beside the text that binds. ``text_hash``: SHA-256 (hex) over
    them as they are shown. It binds nobody, and no clause may say there what it may not say in the contract."""

    language: str
    clauses: tuple[Clause, ...]
    annexes: tuple[Clause, ...]
    text_hash: str

    def __post_init__(self) -> None:
        wants_one_of(self.language, LANGUAGES, "language of the rendition")
        wants_hex(self.text_hash, 32, "text_hash of the rendition")

    @property
    def text(self) -> str:
        """As it is read beside the contract."""
        return contract_text(self.clauses, self.annexes)


@dataclass(frozen=True, slots=True)
class Beside:
    """What was shown beside the text that is answered: a rendition of it, by language and hash."""

    language: str
    text_hash: str

    def __post_init__(self) -> None:
        wants_one_of(self.language, LANGUAGES, "language of what was shown beside")
        wants_hex(self.text_hash, 32, "text_hash of what was shown beside")


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A member of the family whom the contract names (K27). ``file``: theirs, where their own contract stands; empty where they
    have none."""

    pseudonym: str
    adult: bool
    file: str

    def __post_init__(self) -> None:
        wants_text(self.pseudonym, "pseudonym", 80)
        wants_hex(self.file, 16 if self.file else 0, "file")


@dataclass(frozen=True, slots=True)
class Contract:
    """``language``, ``text_hash``: of the text that binds; the hash is SHA-256 (hex) over its clauses and annexes as they are
    shown, in order: what the person signs and consents to. ``renditions``: the same in other languages, each once.
    ``annexes``: each has the id of the clause that calls for it (K10 the inventory, K16 the stay, and so on). ``amends``: entry
    hash of the contract that this one changes, empty for the first. ``interpreter``: who explains it, empty where nobody has
    to."""

    file: str
    version: int
    language: str
    selection: str
    measures: tuple[str, ...]
    clauses: tuple[Clause, ...]
    text_hash: str
    annexes: tuple[Clause, ...] = ()
    amends: str = ""
    family: tuple[FamilyMember, ...] = ()
    interpreter: str = ""
    renditions: tuple[Rendition, ...] = ()

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.selection, 32, "selection")
        wants_hex(self.text_hash, 32, "text_hash")
        wants_hex(self.amends, 32 if self.amends else 0, "amends")
        wants_one_of(self.language, LANGUAGES, "language")
        for measure in self.measures:
            wants_one_of(measure, PERSONAL_MEASURES, "measure")
        languages = (self.language, *(each.language for each in self.renditions))
        if len(set(languages)) != len(languages):
            raise NotOfTheForm("the contract has two texts in one language")

    @property
    def text(self) -> str:
        """The contract as it is read: one clause a paragraph, then the annexes."""
        return contract_text(self.clauses, self.annexes)

    def rendition(self, language: str) -> Rendition | None:
        """What is read beside the binding text in that language."""
        return next((each for each in self.renditions if each.language == language), None)

    def read_as(self, rendition: Rendition) -> Contract:
        """The contract as who reads the rendition takes it to be: its words, and all else as it is."""
        return replace(self, clauses=rendition.clauses, annexes=rendition.annexes)

    def clause(self, id: str) -> str:
        """The text of a clause with its annex; empty where there is none."""
        return "\n".join(each.text for each in (*self.clauses, *self.annexes) if each.id == id)


@dataclass(frozen=True, slots=True)
class ContractClosed:
    """The implementing body has the person's signature and adds its own: SIGNED_BOTH (A.7)."""

    contract: str
    signature_entry: str

    def __post_init__(self) -> None:
        wants_hex(self.contract, 32, "contract")
        wants_hex(self.signature_entry, 32, "signature_entry")


@dataclass(frozen=True, slots=True)
class ContractMinuted:
    """The person's answer without the client, put down by an officer: signed on paper (``scan``: encoded reference of the sealed
    scan, as hex), or refused, with ``reasons``. ``explained``: what consequences of a refusal were explained (27(1));
    ``present``: who else was there; ``witnesses``: who signed the paper to say that it was so, and in which capacity. ``by``: PP or
    REP; ``representative``: their id in this file, empty for the person. ``beside``: the text in another language that stood beside
    the contract on that paper."""

    contract: str
    text_hash: str
    language: str
    signed: bool
    reasons: str
    explained: str
    by: str
    representative: str
    present: str
    scan: str
    answered_at: int
    witnesses: tuple[str, ...] = ()
    beside: Beside | None = None

    def __post_init__(self) -> None:
        wants_hex(self.contract, 32, "contract")
        wants_hex(self.text_hash, 32, "text_hash")
        wants_one_of(self.language, LANGUAGES, "language")
        wants_one_of(self.by, ("PP", "REP"), "by")
        wants_hex(self.representative, 16 if self.by == "REP" else 0, "representative")
        wants_hex(self.scan, None, "scan")
        wants_text(
            self.scan if self.signed else self.reasons, "scan of the signed paper" if self.signed else "reasons of the refusal"
        )
        for each in self.witnesses:
            wants_text(each, "witness", 200)


@dataclass(frozen=True, slots=True)
class RightWeighed:
    """``right``: one of ``RIGHTS``; ``mitigation``: what keeps it whole where the measure touches it."""

    right: str
    touched: bool
    mitigation: str

    def __post_init__(self) -> None:
        wants_one_of(self.right, RIGHTS, "right")


@dataclass(frozen=True, slots=True)
class RightsWeighed:
    """L72 23(6) second sentence: what one measure does to pension, housing, work and other rights, the person's and others'."""

    file: str
    measure: str
    rights: tuple[RightWeighed, ...]

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")


@dataclass(frozen=True, slots=True)
class Demand:
    """L72 26-1(2)(3), 26(1): the implementing body demands that a condition be kept. ``basis``: the clause or the article that it
    rests on. The person's receipt of this record acknowledges it."""

    file: str
    basis: str
    text: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.text, "text of the demand")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class Breach:
    """L72 26(1), 27(1): something was not kept. ``clause``: of the contract; ``demand``: entry hash of the demand that was not
    kept, or empty; ``happened_at`` in milliseconds; ``source``: how it is known. It ends nothing and is no ground by itself."""

    breach: str
    file: str
    clause: str
    demand: str
    fact: str
    happened_at: int
    source: str

    def __post_init__(self) -> None:
        wants_hex(self.breach, 16, "breach")
        wants_hex(self.file, 16, "file")
        wants_hex(self.demand, 32 if self.demand else 0, "demand")


@dataclass(frozen=True, slots=True)
class BreachExplained:
    """The person's own words on it."""

    breach: str
    text: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.breach, 16, "breach")
        wants_text(self.text, "explanation")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class BreachHeard:
    """An officer puts down what the person said of it, or that they would not say (``said`` empty) and how and when they were
    asked."""

    breach: str
    said: str
    asked: str
    asked_at: int
    present: str

    def __post_init__(self) -> None:
        wants_hex(self.breach, 16, "breach")
        wants_text(self.asked, "how the person was asked", 2_000)


def contract_text(clauses: Sequence[Clause], annexes: Sequence[Clause] = ()) -> str:
    """Pure paragraphs; an annex is headed by the clause that it belongs to."""
    return "\n\n".join((*(f"{each.id}. {each.text}" for each in clauses), *(f"{each.id} +. {each.text}" for each in annexes)))


def consents_wanted(contract: Contract) -> tuple[str, ...]:
    """The measures of the contract that need the person's own yes (A.8), each separately (K04)."""
    return tuple(code for code in contract.measures if PERSONAL_MEASURES[code].consent)


def _with_annexes(payload: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had no annexes, no amendments and no family."""
    return {**payload, "annexes": [], "amends": "", "family": [], "interpreter": ""}


def _with_renditions(payload: dict[str, Any]) -> dict[str, Any]:
    """Versions 1 and 2 had the binding text alone."""
    return {**payload, "renditions": []}


def _with_witnesses(payload: dict[str, Any]) -> dict[str, Any]:
    """Version 1 of an answer on paper named no witnesses, and there was nothing to be shown beside a contract."""
    return {**payload, "witnesses": [], "beside": None}


HERE = (Circle.PERSON,)

TYPES = (
    record(
        "contract",
        Contract,
        "L72-23.6a",
        HERE,
        IMP,
        title=N_("CONTRACT offered"),
        version=3,
        upgrades={1: _with_annexes, 2: _with_renditions},
    ),
    record("contract-closed", ContractClosed, "L72-23.6a", HERE, IMP, title=N_("CONTRACT signed by both")),
    record(
        "contract-minuted",
        ContractMinuted,
        "L72-23.6a",
        HERE,
        IMP,
        title=N_("CONTRACT: answer of the person on paper"),
        version=2,
        upgrades={1: _with_witnesses},
    ),
    record("rights-weighed", RightsWeighed, "L72-23.6b", HERE, IMP, title=N_("RIGHTS weighed for a measure")),
    record("demand", Demand, "L72-26-1.2.3", HERE, IMP, title=N_("DEMAND to keep the conditions")),
    record("breach", Breach, "L72-26.1", HERE, IMP, title=N_("BREACH of the contract recorded")),
    report("breach-explained", BreachExplained, "L72-26.1", HERE, *PERSONAL, title=N_("BREACH: the person's explanation")),
    record("breach-heard", BreachHeard, "L72-26.1", HERE, IMP, title=N_("BREACH: the person was asked")),
)
