"""The person reports a new threat, and explains a breach that was recorded against them (L72 26(1)-(2))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.outcome import Outcome
from client.app.person.coming import main_circles, not_enrolled
from client.app.person.sending import to_each
from client.app.reading import disclosed, of_type
from client.app.saying import say
from client.law.records.contract import Breach, BreachExplained
from client.law.records.reports import Threat
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class ReportThreat:
    text: str
    language: str
    urgent: bool = False


async def report_threat(office: Office, wish: ReportThreat) -> Outcome:
    """One report to each body that protects the person, with the same number."""
    if not wish.text.strip():
        raise Usage("say what happened")
    value = Threat(office.entropy(16).hex(), wish.text, wish.language, int(office.clock()), wish.urgent)
    circles = main_circles(office)
    if not circles:
        raise not_enrolled()
    sent = await to_each(office, [(circle, value) for circle in circles])
    line = say("threat {id} reported to {count} bodies", id=value.payload_id[:8], count=len(sent.has))
    return sent.outcome(line, payload_id=value.payload_id, bodies=len(sent.has))


@dataclass(frozen=True, slots=True)
class ExplainBreach:
    """``breach``: first digits of its number; the newest where nothing is said."""

    text: str
    language: str
    breach: str = ""


async def explain_breach(office: Office, wish: ExplainBreach) -> Outcome:
    """The person's own words, before anything rests on the breach."""
    found = [(item, value) for item, value in of_type(disclosed(office), Breach) if value.breach.startswith(wish.breach)]
    if not found:
        raise Usage("no breach is recorded against you that you could explain", "nothing-there")
    item, breach = found[-1]
    sent = await to_each(office, [(item.circle, BreachExplained(breach.breach, wish.text, wish.language))])
    return sent.outcome(say("your explanation of {id} is in the file", id=breach.breach[:8]), breach=breach.breach)
