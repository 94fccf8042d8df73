"""The consent matrix: who must say yes to what, and in which form (A.8; L72 14, 16, 18-20, 21-1(4), 23(6), 23(8)).

One row for measures that the law treats alike; an adult, a minor and a person unable to act each have their column. What is wanted
beside the yes (a receipt, a signed stay agreement, the signed new data) has its own records and rules: ``also`` names it.
"""

from __future__ import annotations

from collections.abc import Mapping

from client.law.tables.measures import PERSONAL_MEASURES, ConsentForm
from client.law.titles import N_
from crypto.frozen import dataclass

NOBODY, PERSON, REPRESENTATIVE = "", "person", "representative"
"""Who gives it; the words of ``words.Writer``."""


@dataclass(frozen=True, slots=True)
class Yes:
    """``giver``: whose yes is wanted, in at least that ``form``. ``opinion``: the child's own opinion is recorded beside it (L72
    16, 23(8); T110 21(1)). ``application``: an application of the giver stands in for consent."""

    giver: str = NOBODY
    form: ConsentForm = ConsentForm.NONE
    opinion: bool = False
    application: bool = False

    @property
    def wanted(self) -> bool:
        return self.giver != NOBODY


@dataclass(frozen=True, slots=True)
class Row:
    codes: tuple[str, ...]
    adult: Yes
    minor: Yes
    unable: Yes
    basis: str
    also: str = ""


NONE = Yes()
_RECORDED, _WRITTEN = ConsentForm.RECORDED, ConsentForm.WRITTEN
_SELF = Yes(PERSON, _RECORDED)
_SELF_WRITTEN = Yes(PERSON, _WRITTEN)
_FOR_CHILD = Yes(REPRESENTATIVE, _RECORDED, opinion=True)
_FOR_UNABLE = Yes(REPRESENTATIVE, _RECORDED)
_ASKED = Yes(PERSON, _RECORDED, application=True)
_ASKED_FOR_CHILD = Yes(REPRESENTATIVE, _RECORDED, opinion=True, application=True)
_ASKED_FOR_UNABLE = Yes(REPRESENTATIVE, _RECORDED, application=True)

_ROWS = (
    Row(("M2.1a", "M2.1b", "M2.1c", "M2.1d", "M2.1e"), _SELF, _FOR_CHILD, _FOR_UNABLE, "14, 23(8)"),  # M2.1e: AMB-06
    Row(("M2.2a", "M2.2b", "M2.2c", "M2.2d", "M2.2e"), NONE, NONE, NONE, "15, 26(5)", N_("receipt, and training where wanted")),
    Row(("M2.3",), _SELF, _FOR_CHILD, _FOR_UNABLE, "16, 23(8)", N_("signed terms of the stay")),
    Row(("M2.4",), NONE, NONE, NONE, "17"),  # a decision; the person is informed: AMB-07
    Row(("M2.5a", "M2.5b", "M2.5c", "M2.5d"), _ASKED, _ASKED_FOR_CHILD, _ASKED_FOR_UNABLE, "18, 23(8)"),  # minors: AMB-08
    Row(("M2.6",), _ASKED, _ASKED_FOR_CHILD, _ASKED_FOR_UNABLE, "19, 23(8)", N_("new data signed by the person")),
    Row(
        ("M2.7",),
        _ASKED,
        Yes(REPRESENTATIVE, _WRITTEN, opinion=True),
        Yes(REPRESENTATIVE, _WRITTEN),  # the law asks writing for minors; of others by caution (A.8)
        "20, 23(8)",
    ),
    Row(("M3.1", "M3.3", "M3.4"), _SELF_WRITTEN, _SELF_WRITTEN, _SELF_WRITTEN, "21-1(4)"),
    Row(("M3.2", "M4.1", "M4.2", "M4.3"), NONE, NONE, NONE, "21-1(2)(2), 21-2"),  # AMB-10
)

CONTRACT = Row(
    ("contract",), _SELF_WRITTEN, Yes(REPRESENTATIVE, _WRITTEN, opinion=True), Yes(REPRESENTATIVE, _WRITTEN), "23(6), 23(8)"
)
"""The contract itself; a minor who is able to signs beside the representative."""

RETURN_FROM_AGE = 10
"""Years: from this age on a child's own consent to be brought home is wanted, in the presence of a parent, representative or the
guardianship authority, in writing (T110 23(1))."""

MATRIX: Mapping[str, Row] = {code: row for row in _ROWS for code in row.codes}

SEPARATE = frozenset({"M2.1d"})
"""L72 14: equipment in the home is a question of its own, beside the guard. Each consent of this program is for one measure."""

if set(MATRIX) != set(PERSONAL_MEASURES):
    raise ValueError("the consent matrix does not say yes or no of every personal measure")
