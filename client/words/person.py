"""What a person reads, in words: decisions, contracts clause by clause, answers."""

from __future__ import annotations

from client.app.person.consent import ConsentWords, DutyWords
from client.app.person.reading import DisclosedRow, DisclosedView
from client.app.saying import Listed, Moment, say
from client.law.records.contract import Contract
from client.law.records.files import Acceptance
from client.law.records.rulings import Decision
from client.words.contracts import clauses
from client.words.records import title, words
from client.words.saying import tell, word
from client.words.views import tells


@tells(DisclosedView)
def disclosed_lines(view: DisclosedView, lang: str) -> list[str]:
    lines = [line for row in view.records for line in row_lines(row, lang)]
    return lines or [tell(say("nothing has been disclosed to you yet"), lang)]


def row_lines(row: DisclosedRow, lang: str) -> list[str]:
    lines = [f"--- {word(Moment(row.at), lang)} {row.author}", *_text(row, lang)]
    if row.unlawful:
        lines.append(tell(say("NOT AS THE LAW HAS IT: {rule}", rule=row.unlawful), lang))
    return lines


def _text(row: DisclosedRow, lang: str) -> list[str]:
    match row.payload:
        case Decision() as decision:
            head = say("Decision {number}: {outcome}", number=decision.number, outcome=decision.outcome)
            appeal = say("You may appeal: {routes}", routes=Listed(decision.appeal, "; "))
            return [tell(head, lang), decision.reasons, decision.rights, tell(appeal, lang)]
        case Contract() as contract:
            return [tell(say("Contract, version {version}", version=contract.version), lang), *clauses(contract, row.beside, lang)]
        case Acceptance() as acceptance:
            return [acceptance.text]
    return [title(row.payload, lang), *words(row.payload, lang)]


@tells(ConsentWords)
def consent_lines(view: ConsentWords, lang: str) -> list[str]:
    mark = tell(say("fingerprint of these words: {hash}", hash=view.text_hash[:16]), lang)
    return [*view.text.split("\n"), mark]


@tells(DutyWords)
def duty_lines(view: DutyWords, lang: str) -> list[str]:
    return [view.text]
