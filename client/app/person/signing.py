"""The person signs the newest contract as it was read, or refuses it; consent is given for each measure (L72 23(6))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.contracts.reading import shown
from client.app.outcome import Outcome
from client.app.person.sending import to_each
from client.app.reading import disclosed, last
from client.app.saying import Listed, Term, say
from client.law.records.contract import Contract, consents_wanted
from client.law.records.reports import Consent, ContractSignature
from client.law.words import Writer
from client.texts import N_
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office

CONSEQUENCES = N_(
    "You need not sign, and nobody may press you. The measures go on for now. A refusal can lead the deciding body to end "
    "them, but only by a ruling with reasons, which you may appeal."
)


@dataclass(frozen=True, slots=True)
class SignContract:
    """``consent``: codes of measures, or ``all``. ``refuse``: reasons, where it is not signed; then ``understood``: what a refusal
    can lead to was read. ``capacity``: for whom. ``language``: of the text read beside it, else ``holder_language``.
    ``fingerprint``: of what was read, where it was noted."""

    consent: tuple[str, ...] = ()
    refuse: str | None = None
    understood: bool = False
    capacity: str = "SELF"
    fingerprint: str | None = None
    language: str | None = None
    holder_language: str = "en"


async def sign_contract(office: Office, wish: SignContract) -> Outcome:
    """The hash of the text is made here anew."""
    refused = wish.refuse is not None
    if wish.refuse is not None and not wish.refuse.strip():
        raise Usage("say why you refuse, if only that you do not want to: nothing was signed")
    item, contract = last(disclosed(office), Contract, Term("contract"))
    read_beside, digest = shown(contract, wish.language, wish.fingerprint, wish.holder_language), contract.text_hash
    if (office.casework.author(item.circle).writer is Writer.REPRESENTATIVE) != (wish.capacity != "SELF"):
        raise Usage("say for whom you sign: --capacity SELF for yourself, another as a lawful representative", "capacity")
    wanted = consents_wanted(contract)
    given = wanted if wish.consent == ("all",) else wish.consent
    unknown = [code for code in given if code not in wanted]
    if unknown:
        raise Usage("{measure} is no measure of this contract that asks consent", measure=unknown[0])
    if refused and not wish.understood:
        raise Refused("{consequences} To refuse all the same: --understood", "not-explained", consequences=Term(CONSEQUENCES))
    entry = item.entry.hash.hex()
    value = ContractSignature(
        entry,
        digest,
        contract.language,
        not refused,
        wish.refuse or "",
        tuple(Consent(entry, code, code in given, digest) for code in wanted),
        wish.capacity,
        consequences=refused,
        beside=read_beside,
    )
    sent = await to_each(office, [(item.circle, value)])
    if refused:
        line = say("refused; the measures go on")
    else:
        line = say("signed; consent given for: {codes}", codes=Listed(tuple(given)) if given else "-")
    other = "" if read_beside is None else read_beside.language
    return sent.outcome(line, contract=entry, consents=list(given), beside=other)
