"""What the bodies told the person and others, in which language, and what they kept back (L72 25(1), 26-1(3); A.5, S-29)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.information import DangerWithheld, KnowledgeWithheld, NoticeGiven, PersonSpeaks, RightsExplained
from client.law.records.reports import Enrol, Statement
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that was given: of which record, to whom."""

    notice: str
    of: str
    to: str


@dataclass(frozen=True, slots=True)
class Information:
    """``told``: what each ``notice-given`` or ``rights-explained`` told, by the first 16 bytes of its entry hash: so a receipt or
    an acknowledgement of it finds what it proves. ``language``: what the person understands, empty where unknown, and
    ``language_by`` how that is known; ``interpreter``, ``reads_little``: S-29. ``explained``: entry hash of the explanation of
    rights, by that of the decision. ``danger_withheld``: entry hash of the reasons, by that of what the body learned.
    ``knowledge_withheld``: the same, by linked pseudonym (25(1))."""

    told: HashTrieMap[str, Told] = field(default_factory=HashTrieMap)
    language: str = ""
    language_by: str = ""
    interpreter: bool = False
    reads_little: bool = False
    explained: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    danger_withheld: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    knowledge_withheld: HashTrieMap[str, str] = field(default_factory=HashTrieMap)


ASKED, ENROLMENT, STATEMENT = "ASKED", "ENROLMENT", "STATEMENT"
"""How the language is known, the surest first."""

EMPTY = Information()

EXPLAINED = "L72-26-1.3.4"
"""As the id of a notice: rights explained by reference to a decision."""


def _told(information: Information, act: Act[NoticeGiven], _: File) -> Information:
    value = act.value
    return replace(information, told=information.told.insert(act.hash[:32], Told(value.notice, value.of, value.to)))


def _explained(information: Information, act: Act[RightsExplained], _: File) -> Information:
    value = act.value
    told = information.told.insert(act.hash[:32], Told(EXPLAINED, value.of, value.to))
    return replace(information, told=told, explained=information.explained.insert(value.of, act.hash))


def _wrote(information: Information, act: Act[Statement | Enrol], _: File) -> Information:
    """Until somebody has asked, the person is taken to understand what they wrote in: what they chose when they enrolled, before
    what a statement was written in, which may be another's."""
    by = ENROLMENT if act.form is Enrol else STATEMENT
    known = (ASKED, ENROLMENT) if by is ENROLMENT else (ASKED, ENROLMENT, STATEMENT)
    return information if information.language_by in known else replace(information, language=act.value.language, language_by=by)


def _speaks(information: Information, act: Act[PersonSpeaks], _: File) -> Information:
    value = act.value
    return replace(
        information, language_by=ASKED, language=value.language, interpreter=value.interpreter, reads_little=value.reads_little
    )


def _danger(information: Information, act: Act[DangerWithheld], _: File) -> Information:
    return replace(information, danger_withheld=information.danger_withheld.insert(act.value.of, act.hash))


def _knowledge(information: Information, act: Act[KnowledgeWithheld], _: File) -> Information:
    known, linked = information.knowledge_withheld, act.value.linked
    known = known.insert(linked, act.hash) if act.value.withheld else known.discard(linked)
    return replace(information, knowledge_withheld=known)


ON: Mapping[type, Callable[[Information, Act[Any], File], Information]] = {
    NoticeGiven: _told,
    RightsExplained: _explained,
    Statement: _wrote,
    Enrol: _wrote,
    PersonSpeaks: _speaks,
    DangerWithheld: _danger,
    KnowledgeWithheld: _knowledge,
}
