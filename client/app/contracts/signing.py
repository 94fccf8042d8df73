"""The contract signed: by the body after the person, or by pen; and a refusal, which switches nothing off (L72 23(6), 27(1))."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from client.app.attaching import attach_scan, is_blob_of
from client.app.casefile import file_named, own_person_circle
from client.app.circle_parts import the_persons
from client.app.contracts.reading import shown_beside
from client.app.lacking import Wants
from client.app.outcome import Next, Outcome, outcome
from client.app.reading import Seen, last, of_type, seen
from client.app.reports import clocks_of, open_clocks
from client.app.saying import Code, Listed, Term, say
from client.app.series import Series
from client.app.times import been
from client.law.records.consents import MinutedConsent
from client.law.records.contract import Contract, ContractClosed, ContractMinuted, consents_wanted
from client.law.records.reports import ContractSignature
from client.texts import N_
from crypto.errors import Forged, Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.types import CircleId

CONTRACT, SIGNATURE = N_("contract"), N_("signature of the person")

Answered = ContractSignature | ContractMinuted
"""The person's answer: in the client, or on paper."""


@dataclass(frozen=True, slots=True)
class CloseContract:
    """Add the body's signature to the person's."""

    file: str | None = None


async def close_contract(office: Office, wish: CloseContract) -> Outcome:
    """SIGNED_BOTH: the body's own signature is that of this record's entry. Settles DL-08."""
    await office.sync()
    file, wants = file_named(office, wish.file), Wants()
    circle = own_person_circle(office, file)
    offered: tuple[Seen, Contract] | None = None
    answer: tuple[Seen, Answered] | None = None
    with wants.one(Next("offer_contract", (("file", file.pseudonym),))):
        offered = last(seen(office, circle), Contract, Term(CONTRACT))
    with wants.one():
        answer = _signed_answer(office, circle)
    wants.all()
    if offered is None or answer is None:
        raise Usage("there is nothing to sign", "nothing-there")
    (item, contract), (answered, signature) = offered, answer
    if (signature.contract, signature.text_hash) != (item.entry.hash.hex(), contract.text_hash):
        raise Forged("the person signed another text than the last one offered", "other-text")
    value = ContractClosed(signature.contract, answered.entry.hash.hex())
    settles = (*open_clocks(office, circle, "DL-08"), *clocks_of(office, answered, "DL-16"))
    done = await office.writing.record(circle, value, settles=settles, disclose_to=the_persons(office, circle))
    given = [each.measure for each in getattr(signature, "consents", ()) if each.given]
    return outcome(say("contract signed by both"), written=(done,), consents=given)


def _signed_answer(office: Office, circle: CircleId) -> tuple[Seen, Answered]:
    """Raises ``Usage`` where there is none, or it is a refusal."""
    item, signature = answer_of(office, circle)
    if not signature.signed:
        raise Usage("the person refused to sign: {reasons}", "contract-refused", reasons=signature.reasons)
    return item, signature


def answer_of(office: Office, circle: CircleId) -> tuple[Seen, Answered]:
    """The person's newest answer to a contract, in the client or on paper. Raises ``Usage`` where there is none."""
    items = seen(office, circle)
    found: list[tuple[Seen, Answered]] = [*of_type(items, ContractSignature), *of_type(items, ContractMinuted)]
    if not found:
        raise Usage("there is no {what} yet", "nothing-there", what=Term(SIGNATURE))
    return max(found, key=lambda each: each[0].entry.index)


@dataclass(frozen=True, slots=True)
class MinuteContract:
    """The contract was signed by pen. ``consent``: measures that the paper agrees to, or ``all``; ``representative``: id of who
    signs for the person; ``at``: when it was, in milliseconds, else now; ``beside``: language of what stood beside the text."""

    scan: Path
    file: str | None = None
    beside: str | None = None
    representative: str = ""
    present: str = ""
    witness: tuple[str, ...] = ()
    at: int | None = None
    consent: tuple[str, ...] = ()
    capacity: str = "REPRESENTATIVE"
    opinion: str = ""
    explained: str = ""
    as_it_is: bool = False


async def minute_contract(office: Office, wish: MinuteContract) -> Outcome:
    """The scan goes sealed into the circle, and each measure that asks consent has its own answer from the paper. Done again after
    it stopped halfway, it goes on with the same paper."""
    await office.sync()
    file = file_named(office, wish.file)
    circle = own_person_circle(office, file)
    item, contract = last(seen(office, circle), Contract, Term(CONTRACT))
    wanted = consents_wanted(contract)
    given = _given(wish, wanted)
    begun = _begun(office, circle, item, contract, wish)
    at = begun.given_at if begun is not None and wish.at is None else been(wish.at, office.clock())
    by = "REP" if wish.representative else "PP"
    minute = ContractMinuted(
        item.entry.hash.hex(), contract.text_hash, contract.language, True, "", wish.explained, by, wish.representative,
        wish.present, "00", at, wish.witness, shown_beside(contract, wish.beside),
    )  # fmt: skip
    office.casework.prepare(circle, minute)  # refused before a scan is sent
    persons = the_persons(office, circle)
    scan = await attach_scan(office, circle, wish.scan, as_it_is=wish.as_it_is) if begun is None else begun.scan
    series, capacity = Series(office), wish.capacity if wish.representative else "SELF"
    for code in wanted:
        word = "CONSENT" if code in given else "REFUSAL"
        consent = MinutedConsent(
            file.id, code, word, by, wish.representative, capacity, "PAPER", scan, contract.text_hash, contract.language, at,
            opinion=wish.opinion,
        )  # fmt: skip
        await series.put(circle, consent)
    main = len(series.written)
    await series.put(circle, replace(minute, scan=scan), disclose_to=persons)
    line = say("signed on paper; consent given for: {codes}", codes=Listed.of(map(Code, given)) if given else "-")
    step = Next("close_contract", (("file", file.pseudonym),), (), say("the body signs next"))
    data = MappingProxyType({"consents": list(given)})
    return Outcome((line,), series.written, (step,), data, series.left, min(main, len(series.written) - 1))


def _given(wish: MinuteContract, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The measures that the paper agrees to. Raises ``Usage`` for one that asks no consent."""
    given = wanted if wish.consent == ("all",) else wish.consent
    unknown = [code for code in given if code not in wanted]
    if unknown:
        codes = Listed.of(map(Code, unknown))
        raise Usage("{measure} is no measure of this contract that asks consent", "no-such-consent", measure=codes)
    return given


def _begun(office: Office, circle: CircleId, item: Seen, contract: Contract, wish: MinuteContract) -> MinutedConsent | None:
    """What stands already of this very paper, where the minute of the whole does not."""
    if any(value.contract == item.entry.hash.hex() for _item, value in of_type(seen(office, circle), ContractMinuted)):
        return None
    found = [
        value
        for each, value in of_type(seen(office, circle), MinutedConsent)
        if value.text_hash == contract.text_hash and value.way == "PAPER" and each.entry.index > item.entry.index
    ]
    return found[0] if found and is_blob_of(found[0].scan, wish.scan, as_it_is=wish.as_it_is) else None


@dataclass(frozen=True, slots=True)
class MinuteRefusal:
    """The person refused to sign, not in the client: ``reasons`` in their words, and which consequences were ``explained``."""

    reasons: str
    explained: str
    file: str | None = None
    beside: str | None = None
    representative: str = ""
    present: str = ""
    witness: tuple[str, ...] = ()
    at: int | None = None


async def minute_refusal(office: Office, wish: MinuteRefusal) -> Outcome:
    """The reasons, and that what can follow was explained (27(1)). No measure ends by it."""
    await office.sync()
    file = file_named(office, wish.file)
    circle = own_person_circle(office, file)
    item, contract = last(seen(office, circle), Contract, Term(CONTRACT))
    by = "REP" if wish.representative else "PP"
    at = been(wish.at, office.clock())
    value = ContractMinuted(
        item.entry.hash.hex(), contract.text_hash, contract.language, False, wish.reasons, wish.explained, by, wish.representative,
        wish.present, "", at, wish.witness, shown_beside(contract, wish.beside),
    )  # fmt: skip
    done = await office.writing.record(circle, value, disclose_to=the_persons(office, circle))
    return outcome(say("refusal minuted; the measures go on"), written=(done,), contract=item.entry.hash)
