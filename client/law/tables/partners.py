"""Who else must act: kinds of cooperating bodies, the tasks that each may be given, and the least that each task carries.

L72 2(2), 18, 19, 20, 21, 21-2, 24; A.2.2 to A.2.4; C.2. What a task may carry is the need to know of A.11: no row holds the old and
the new data together, save that of the authority that issues the documents (L72 19).
"""

from __future__ import annotations

from client.law.titles import N_
from client.law.words import PERSONAL_MEASURES
from crypto.frozen import dataclass

PARTNERS = {
    "LEB": N_("local executive body"),
    "DOC": N_("authority that issues documents"),
    "HLT": N_("health authority or organisation"),
    "REF": N_("reference service"),
    "EMP": N_("employer or state organisation"),
    "EDU": N_("place of education"),
    "PEN": N_("place of detention"),
    "UNIT": N_("military unit or service body"),
    "GUARDIANSHIP": N_("guardianship authority"),
    "SOCIAL": N_("social service"),
    "MFA": N_("foreign-policy body"),
    "IA": N_("internal affairs body"),
    "MIGRATION": N_("migration body"),
    "FINANCE": N_("finance office"),
    "TRAFFIC": N_("road-traffic authority"),
    "OPERATOR": N_("telephone operator"),
    "WEAPONS": N_("body that licenses weapons"),
    "NGO": N_("non-governmental organisation"),
}
"""Kinds of addressee (COOP-x of A.0.1) and what people call them."""

TASK_MEASURES = ("", *PERSONAL_MEASURES)
"""What a task may serve; empty where it serves no measure (a representative for a child, a payment)."""

REQUIRED = {code: each.partner for code, each in PERSONAL_MEASURES.items() if each.partner}
"""L72 21 pt1(4)-(6), 21-2: whose task a measure cannot do without."""

PLACE_TELLING = frozenset({"M2.3", "M2.5a", "M2.5b", "M2.5c", "M2.5d", "M2.6", "M2.7", "M4.1"})
"""Measures where the name of the partner tells where the person is, or who treats or renames them: the deciding body is not told it
(AMB-15)."""


SEALED_FACTS = frozenset(
    {"name", "old identity", "new identity", "new name", "picture", "medical", "district", "old number", "old plate", "alias"}
)
"""What a task tells of identity, place or body: masked for supervision unless it asks with a reason (A.11)."""


@dataclass(frozen=True, slots=True)
class TaskKind:
    """``addressees``: to whom it may be given; ``measures``: what it may serve; ``carries``: names of facts that it may hold."""

    code: str
    title: str
    article: str
    addressees: tuple[str, ...]
    measures: tuple[str, ...]
    carries: tuple[str, ...]


_PERSON = ("pseudonym", "contact")
_HOME = ("household", "needs", "district", "from", "temporary")

TASK_KINDS = {
    kind.code: kind
    for kind in (
        TaskKind("HOUSING", N_("find a home"), "18, 21 pt1(4)", ("LEB",), ("M2.5a",), (*_PERSON, *_HOME)),
        TaskKind("WORK", N_("find work or a post"), "18", ("LEB", "EMP"), ("M2.5b", "M2.5d"), (*_PERSON, "trade", "from", "needs")),
        TaskKind(
            "STUDY",
            N_("find a place of study"),
            "18",
            ("LEB", "EMP", "EDU"),
            ("M2.5c",),
            (*_PERSON, "grade", "from", "needs", "new name"),
        ),
        TaskKind(
            "DOCUMENTS",
            N_("issue documents with the new data"),
            "19, 21 pt1(5)",
            ("DOC",),
            ("M2.6",),
            ("old identity", "new identity", "documents", "picture", "by"),
        ),
        TaskKind(
            "VERIFICATION", N_("let the new documents answer as valid"), "19", ("DOC",), ("M2.6",), ("new identity", "documents")
        ),
        TaskKind("BRIDGING", N_("bridge the days without documents"), "19", ("DOC", "LEB", "IA"), ("M2.6",), (*_PERSON, "until")),
        TaskKind(
            "TREATMENT", N_("change the appearance"), "20, 21 pt1(6)", ("HLT",), ("M2.7",), (*_PERSON, "medical", "from", "needs")
        ),
        TaskKind("HEALTH_CARE", N_("treat the person"), "23(6)", ("HLT",), (), (*_PERSON, "medical", "needs")),
        TaskKind("NUMBER", N_("change a telephone number"), "14", ("OPERATOR",), ("M2.1e",), ("old number", "contact")),
        TaskKind("PLATE", N_("change a vehicle's plate"), "14", ("TRAFFIC",), ("M2.1e",), ("old plate", "contact")),
        TaskKind("LICENCE", N_("license a weapon"), "15 pt2", ("WEAPONS",), ("M2.2e",), ("name", "post", "weapon")),
        TaskKind("CLOSURE", N_("close data"), "17, 24", ("REF", "PEN", "EDU", "HLT", "DOC"), ("M2.4",), ("record", "until")),
        TaskKind("MASK", N_("mask the record of a prisoner"), "17, 21-2", ("PEN",), ("M2.4", "M4.1"), ("record", "alias", "until")),
        TaskKind(
            "MOVE",
            N_("move to another place of detention"),
            "21-2 pt2(1)",
            ("PEN",),
            ("M4.1",),
            ("who moves", "record", "not to", "by"),
        ),
        TaskKind("SEPARATE", N_("keep two persons apart"), "21-2 pt2(2)", ("PEN",), ("M4.2",), ("record", "other record")),
        TaskKind("PENAL", N_("measure of the penal-enforcement law"), "21-2 pt1", ("PEN",), ("M4.3",), ("record", "provision")),
        TaskKind(
            "TRANSFER",
            N_("transfer to another unit or post"),
            "21-1",
            ("UNIT", "EMP"),
            ("M3.1", "M3.2", "M3.3", "M3.4"),
            ("name", "old grade", "new grade", "from"),
        ),
        TaskKind("SAFE_STAY", N_("keep a safe place"), "16", ("LEB", "SOCIAL", "NGO"), ("M2.3",), (*_PERSON, *_HOME)),
        TaskKind(
            "REPRESENT",
            N_("represent a child or a person unable to act"),
            "23(8)",
            ("GUARDIANSHIP",),
            (),
            (*_PERSON, "age", "needs"),
        ),
        TaskKind("TRACE_PARENTS", N_("find the parents"), "110 23(1)", ("GUARDIANSHIP",), (), (*_PERSON, "name", "age", "origin")),
        TaskKind("PLACE_CHILD", N_("place a child"), "110 23(1)", ("GUARDIANSHIP", "SOCIAL"), (), (*_PERSON, "age", "needs")),
        TaskKind(
            "RETURN",
            N_("bring a person home"),
            "110 19, 20",
            ("MFA", "IA", "NGO", "MIGRATION"),
            (),
            (*_PERSON, "name on the certificate", "needs", "by"),
        ),
        TaskKind("SERVICE", N_("give a social service"), "110 18", ("SOCIAL", "NGO", "LEB"), (), (*_PERSON, "needs", "language")),
        TaskKind("PAYMENT", N_("pay from the budget"), "29(2)", ("FINANCE",), (), ("payee", "amount", "expense", "by")),
        TaskKind(
            "OTHER",
            N_("other help within competence"),
            "21 pt3, 24",
            tuple(PARTNERS),
            TASK_MEASURES,
            (*_PERSON, "from", "by", "needs"),
        ),
    )
}
"""A kind whose ``measures`` are none serves no measure. OTHER is what tasks of version 1 become."""

REFUSALS = {
    "": N_("no reason of the list"),
    "NOT_COMPETENT": N_("another body is competent"),
    "NO_MEANS": N_("no means to do it"),
    "UNLAWFUL": N_("it would break the law"),
    "NOT_FOUND": N_("the record or person is not found"),
    "OTHER": N_("other reasons"),
}
"""S-12: who says that another body is competent names it."""


def required(measure: str) -> str:
    """L72 21 pt1(4)-(6): the kind of partner whose task the measure needs, empty where it needs none."""
    return REQUIRED.get(measure, "")
