"""What is not as the law has it, in words."""

from __future__ import annotations

from client.app.findings import FindingRow, FindingsView
from client.app.saying import Article, Moment, Said, say
from client.law.finding import Kind
from client.texts import N_
from client.words.saying import tell, word
from client.words.views import tells
from client.words.wrapping import wrapped

KINDS = {
    Kind.BROKEN: N_("BROKEN"),
    Kind.UNDETERMINED: N_("UNDETERMINED"),
    Kind.MALFORMED: N_("NO RECORD OF ITS TYPE"),
    Kind.LATE: N_("LATE"),
    Kind.OWED: N_("OWED"),
}


@tells(FindingsView)
def findings_lines(view: FindingsView, lang: str) -> list[str]:
    shown = [each for each in view.findings if view.all or each.kind is not Kind.UNDETERMINED]
    lines = [line for each in shown for line in finding_lines(each, lang)]
    hidden = len(view.findings) - len(shown)
    if hidden:
        lines.append(tell(say("{count} more could not be decided from the circles that you read", count=hidden), lang))
    return lines or [tell(say("everything is as the law has it"), lang)]


def finding_lines(finding: FindingRow, lang: str) -> list[str]:
    article = f", {word(Article(finding.article), lang)}" if finding.article else ""
    effect = " " + tell(say("(without effect)"), lang) if finding.void else ""
    kind = tell(Said(KINDS[finding.kind]), lang)
    lines = wrapped(f"{kind} {finding.rule}{article}{effect}: {tell(finding.because, lang)}", rest="  ")
    if str(finding.remedy):
        lines += wrapped(tell(say("what would mend it: {remedy}", remedy=finding.remedy), lang), "    ")
    since = say("since {time}; record {entry}", time=Moment(finding.since), entry=finding.entry[:8])
    return [*lines, f"    {tell(since, lang)}"]
