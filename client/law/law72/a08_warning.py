"""Art. 8: the official warning to the person who threatens."""

from __future__ import annotations

import re
from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.records.direct import OfficialWarning
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.rule import Notice, On, rule
from client.law.telling import given, key, proven
from client.law.titles import N_
from client.law.words import BodyRole, Circle

CRIMINAL_CASE = re.compile(r"(?<!\d)115(?!\d|-\d)")
"""Criminal Code Art. 115 by its number, in whatever language the word for article stands beside it."""


@rule("L72-8.1", "8", OfficialWarning)
def on_evidence(file: File, act: Act[OfficialWarning]) -> Answer:
    """The standard is sufficient evidence, as for the decision (22): items of the file, or the statement."""
    cited = act.value.evidence
    if not cited:
        return not_met(say("the warning cites no evidence"), say("cite items of evidence of the file"))
    unknown = [each for each in cited if each != "statement" and each not in file.case.evidence]
    if not unknown:
        return MET
    if not file.sees(Circle.PERSON, BodyRole.DECIDING):
        return undetermined(say("the evidence that is cited"))
    return not_met(say("there is no item of evidence {number}", number=unknown[0]), say("cite items of evidence of the file"))


@rule("L72-8.2", "8; Criminal Code 115", OfficialWarning)
def not_for_article_115(file: File, act: Act[OfficialWarning]) -> Answer:
    """Where the threat itself is a crime under Art. 115, a warning is no answer to it."""
    if not CRIMINAL_CASE.search(act.value.classification):
        return MET
    return not_met(
        say("the conduct falls under Article 115 of the Criminal Code: no warning is given"),
        say("start criminal proceedings about the threat"),
    )


@rule("L72-8.3", "8, 9", OfficialWarning)
def gives_nothing_away(file: File, act: Act[OfficialWarning]) -> Answer:
    leak = act.value.leak
    if not leak.terms:
        return not_met(
            say("the text was not checked against the data of the person"), say("check the text for name, number, address, place")
        )
    if leak.found:
        return not_met(
            say("the text gives away: {kinds}", kinds=", ".join(leak.found)), say("take that out, and check the text again")
        )
    return MET


@rule("L72-8.3", "8", PaperReceipt)
def announced_against_receipt(file: File, act: Act[PaperReceipt]) -> Answer:
    """Announced is a warning with a date and a signature on paper, or a note that it was refused; the scan is kept sealed."""
    value = act.value
    warning = file.direct.imposed(warning_of(file, value), "M1.1")
    if warning is None or value.to != "THREATENER":
        return MET
    if value.on > act.at:
        return not_met(say("the receipt bears a date that is still to come"), say("give the date of the hand-over"))
    if value.signed and not value.scan:
        return not_met(say("the signed receipt itself is not kept"), say("attach the scan of the receipt, sealed"))
    return MET


def warning_of(file: File, receipt: PaperReceipt) -> str:
    """Entry hash of what was handed over: the receipt names it, or the notice that handed it over."""
    told = file.information.told.get(receipt.of[:32])
    return receipt.of if told is None else told.of


@rule("NT-03", "8; AMB-20", NoticeGiven)
def on_whom_it_warns(file: File, act: Act[NoticeGiven]) -> Answer:
    """The warning is served on whom it warns; that it is on paper is L72-27.3b."""
    if act.value.notice != "NT-03" or act.value.to == "THREATENER":
        return MET
    return not_met(say("the warning is for whom it warns"), say("serve it on paper, against receipt"))


def _owed(file: File, act: Act[OfficialWarning]) -> Iterable[str]:
    yield key(act.hash, "THREATENER")


WARNING = Notice(
    id="NT-03",
    article="8",
    what=N_("official warning"),
    sender="DEC",
    receivers=("THREATENER",),
    proof=N_("receipt on paper"),
    outside=True,
    owed=(On(OfficialWarning, _owed),),
    given=given("NT-03"),
    proven=proven("NT-03"),
)

RULES = (on_evidence, not_for_article_115, gives_nothing_away, announced_against_receipt, on_whom_it_warns)
NOTICES = (WARNING,)
