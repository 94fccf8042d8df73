"""Art. 18: change of home, work and study, as far as others must help. Consent to it stands with the personal measures."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.records.tasks import TaskReport
from client.law.rule import rule

HELP = frozenset({"HOUSING", "WORK", "STUDY"})


@rule("L72-18.2", "18 pt2, 24(1)", TaskReport)
def refusal_of_help(file: File, act: Act[TaskReport]) -> Answer:
    """State bodies and organisations must help: a refusal says which of the known reasons it has, so that it can be examined. The
    official and the supervising prosecutor see it among ``a21_partners.refusals``."""
    found = file.partners.of(act.value.task)
    if act.value.state != "REFUSED" or found is None or found.kind not in HELP or act.value.reason:
        return MET
    return not_met(
        say("help with a home, work or study is refused without saying for which kind of reason"),
        say("name the reason: not competent, no means, against the law, or another"),
    )


RULES = (refusal_of_help,)
