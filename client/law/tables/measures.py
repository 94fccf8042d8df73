"""The personal security measures, one row each (L72 7(2), 14-20, 21-1, 21-2; A.2.2 to A.2.4).

All of them need an order for personal security (M1.8), a ruling with term and method (23(4)), information to the deciding body
(23(5)), a written contract (23(6)), and cost the person nothing (29(2)). What changes from one to another stands here: who must act
with the implementing body, who says yes in what form (the whole matrix of A.8 is ``tables.consents``), whether it is a last resort,
and whether it is open to somebody in detention.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from client.law.titles import N_
from crypto.frozen import dataclass


class ConsentForm(StrEnum):
    """How the person's yes must be given: not asked for; any that is recorded; a signed document (L72 20, 21-1(4))."""

    NONE = "NONE"
    RECORDED = "RECORDED"
    WRITTEN = "WRITTEN"


class Executor(StrEnum):
    """L72 21 pt1: who carries a measure out: the body in charge of the case, a court, the implementing body alone or jointly with
    the cooperating body of the row; 21-2: the place of detention."""

    DECIDING = "DEC"
    COURT = "CRT"
    IMPLEMENTING = "IMP"
    JOINT = "JOINT"
    DETENTION = "PEN"


@dataclass(frozen=True, slots=True)
class Measure:
    """``partner``: kind of the cooperating body whose task the measure cannot do without (21 pt1(4)-(6), 21-2), else empty.
    ``form``: of an adult's own consent; ``application``: an application of the person will do as well (18, 19, 20).
    ``exceptional``: only where no other measure secures the person (7(2) second part). ``in_custody``: open to a person in
    detention (21-2). ``contract``: needs the contract of 23(6)."""

    code: str
    title: str
    article: str
    executor: Executor = Executor.IMPLEMENTING
    partner: str = ""
    form: ConsentForm = ConsentForm.NONE
    application: bool = False
    exceptional: bool = False
    in_custody: bool = False
    contract: bool = True

    @property
    def consent(self) -> bool:
        """The person's own yes is needed before it can be in force."""
        return self.form is not ConsentForm.NONE

    @property
    def service(self) -> bool:
        """A transfer of service personnel (L72 21-1)."""
        return self.code.startswith("M3.")

    @property
    def custody(self) -> bool:
        """Only for somebody in detention (L72 21-2)."""
        return self.code.startswith("M4.")


_WITH_CONSENT = Measure("", "", "", form=ConsentForm.RECORDED)
_BY_APPLICATION = replace(_WITH_CONSENT, executor=Executor.JOINT, application=True)
_RELOCATION = replace(_BY_APPLICATION, partner="LEB")
_TRANSFER = replace(_WITH_CONSENT, form=ConsentForm.WRITTEN)
_DETENTION = Measure("", "", "", executor=Executor.DETENTION, partner="PEN", in_custody=True)


def _row(base: Measure, code: str, title: str, article: str) -> Measure:
    return replace(base, code=code, title=title, article=article)


_NO_CONSENT = Measure("", "", "")

_ROWS = (
    _row(_WITH_CONSENT, "M2.1a", N_("bodyguard"), "7(2)(1), 14"),
    _row(_WITH_CONSENT, "M2.1b", N_("guard of the home"), "7(2)(1), 14"),
    _row(_WITH_CONSENT, "M2.1c", N_("guard of other property"), "7(2)(1), 14"),
    _row(_WITH_CONSENT, "M2.1d", N_("alarm or technical surveillance at home"), "14"),
    _row(_WITH_CONSENT, "M2.1e", N_("change of telephone number or vehicle plate"), "14"),  # consent: AMB-06
    _row(_NO_CONSENT, "M2.2a", N_("personal protective equipment"), "7(2)(2), 15"),
    _row(_NO_CONSENT, "M2.2b", N_("means of self-defence"), "15"),
    _row(_NO_CONSENT, "M2.2c", N_("means of communication"), "15"),
    _row(_NO_CONSENT, "M2.2d", N_("technical means that record attacks or alert"), "15"),
    _row(_NO_CONSENT, "M2.2e", N_("weapon"), "15 pt2"),
    _row(replace(_WITH_CONSENT, in_custody=True), "M2.3", N_("temporary stay in a safe place"), "7(2)(3), 16"),
    _row(replace(_NO_CONSENT, in_custody=True), "M2.4", N_("closing of data in reference services"), "7(2)(4), 17"),  # AMB-07
    _row(replace(_RELOCATION, exceptional=True), "M2.5a", N_("relocation"), "7(2)(5), 18"),
    _row(_RELOCATION, "M2.5b", N_("change of work or service"), "18"),  # not exceptional: AMB-09
    _row(_RELOCATION, "M2.5c", N_("change of place of study"), "18"),
    _row(_RELOCATION, "M2.5d", N_("help to find work"), "18"),
    _row(replace(_BY_APPLICATION, partner="DOC", exceptional=True), "M2.6", N_("documents with new personal data"), "7(2)(6), 19"),
    _row(replace(_BY_APPLICATION, partner="HLT", exceptional=True), "M2.7", N_("change of appearance"), "7(2)(7), 20"),
    _row(_TRANSFER, "M3.1", N_("transfer of a serviceman to another unit"), "21-1(2)(1)"),
    _row(_NO_CONSENT, "M3.2", N_("transfer of the conscript who threatens"), "21-1(2)(2)"),  # his consent is not asked: AMB-10
    _row(_TRANSFER, "M3.3", N_("transfer of an officer of a special state body"), "21-1(2)(3)"),
    _row(_TRANSFER, "M3.4", N_("transfer of a law-enforcement officer"), "21-1(2)(4)"),
    _row(_DETENTION, "M4.1", N_("transfer to another place of detention"), "21-2 pt2(1)"),
    _row(_DETENTION, "M4.2", N_("separation of the person from who threatens"), "21-2 pt2(2)"),
    _row(_DETENTION, "M4.3", N_("other measure of the penal-enforcement law"), "21-2 pt1"),
)

PERSONAL_MEASURES: Mapping[str, Measure] = {row.code: row for row in _ROWS}

ROUTES: Mapping[str, Executor] = {
    **dict.fromkeys(("M1.1", "M1.2", "M1.3", "M1.7"), Executor.DECIDING),  # 21 pt1(1)
    **dict.fromkeys(("M1.4", "M1.5", "M1.6a", "M1.6b", "M1.6c", "M1.6d"), Executor.COURT),  # 21 pt1(2)
    "M1.8": Executor.IMPLEMENTING,  # no executor is named: AMB-01
    **{row.code: row.executor for row in _ROWS},  # 21 pt1(3)-(6), 21-1, 21-2
}
"""L72 21 pt1: who carries out which measure of Art. 7."""


class ServiceBody(StrEnum):
    """Kinds of body that service personnel serve in (L72 21-1)."""

    MILITARY = "MILITARY"
    SPECIAL_STATE = "SPECIAL_STATE"
    LAW_ENFORCEMENT = "LAW_ENFORCEMENT"


@dataclass(frozen=True, slots=True)
class Transfer:
    """L72 21-1(2): whence and whither. ``protected``: it is the protected person who moves: then the post must be equal or higher
    (21-1(3)) and the consent written (21-1(4)); else it is who threatens (AMB-10)."""

    source: ServiceBody
    targets: frozenset[ServiceBody]
    protected: bool = True


_MILITARY = frozenset({ServiceBody.MILITARY})

TRANSFERS: Mapping[str, Transfer] = {
    "M3.1": Transfer(ServiceBody.MILITARY, _MILITARY),
    "M3.2": Transfer(ServiceBody.MILITARY, _MILITARY, protected=False),
    "M3.3": Transfer(ServiceBody.SPECIAL_STATE, frozenset({ServiceBody.SPECIAL_STATE})),
    "M3.4": Transfer(ServiceBody.LAW_ENFORCEMENT, frozenset({ServiceBody.LAW_ENFORCEMENT, ServiceBody.MILITARY})),
}
