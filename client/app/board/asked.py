"""What others ask of this holder and wait for: identities to be opened, consents, the contract, new data, an explanation; and what
of their own writing stands without effect."""

from __future__ import annotations

from collections.abc import Iterator

from client.app.board.holder import Holder
from client.app.board.items import Item, Kind, Urgency
from client.app.board.settles import next_of, settled
from client.app.casework.casework import Case
from client.app.outcome import Next
from client.app.saying import NOTHING, Code, Moment, Said, Term, say
from client.law.catalogue import TYPES
from client.law.consenting import consent_wanted
from client.law.finding import Finding
from client.law.words import BodyRole

IMP = BodyRole.IMPLEMENTING
_CARD = ("card",)


def _item(
    case: Case,
    key: str,
    kind: Kind,
    what: Said,
    since: int,
    next: Next | None,
    why_not: Said = NOTHING,
    *,
    article: str = "",
    urgency: Urgency = Urgency.SOON,
    due_at: int | None = None,
) -> Item:
    return Item(f"{key} {case.id}", kind, urgency, what, since, case.id, case.pseudonym, "", article, due_at, next, why_not)


def identities(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """9: one custodian asks, another of the other body approves; whoever asked opens, and closes."""
    for each in case.file.access.openings.values():
        if each.closed_at is not None or now >= each.until or holder.is_person:
            continue
        about, key = (("request", each.request), ("file", case.id)), f"identity {each.request}"
        mine = each.by == holder.author.holder
        until = Moment(each.until)
        if each.opened_at is not None:
            if mine:
                what = say("an identity is open, until {time}: close it as soon as you can", time=until)
                yield _item(
                    case, key, Kind.IDENTITY, what, each.opened_at, Next("identity_close", about), article="9", due_at=each.until
                )
        elif each.approved:
            if mine:
                what = say("your request for an identity is approved: open it, until {time}", time=until)
                yield _item(
                    case, key, Kind.IDENTITY, what, each.asked_at, Next("identity_open", about), article="9", due_at=each.until
                )
        elif not mine and each.body != holder.author.body and "custodian" in holder.author.roles:
            what = say("asked of you: open an identity ({reason})", reason=each.reason)
            yield _item(
                case, key, Kind.IDENTITY, what, each.asked_at, Next("approve_identity", about), article="9", due_at=each.until
            )
        elif holder.supervises:
            what = say("an identity is to be opened: {reason}", reason=each.reason)
            why = say("the custodian of the other body approves it; supervision sees it before")
            yield _item(
                case, key, Kind.IDENTITY, what, each.asked_at, None, why, article="9", urgency=Urgency.WATCH, due_at=each.until
            )


def contract(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """23(6): the person signs what is offered, the body closes what is signed."""
    known = case.file.contracts
    since = _at(case, known.offer)
    if holder.is_person and known.state == "OFFERED":
        what = say("a contract is offered to you: read it, and sign or refuse")
        yield _item(
            case, f"offer {known.offer}", Kind.CONTRACT, what, since, Next("sign", (), ("card", "fingerprint")), article="23(6)"
        )
    if holder.role is IMP and known.state == "SIGNED_PP":
        way = settled(("contract-closed",), case, holder)
        what = say("the person has signed the contract: close it for the body")
        yield _item(case, f"close {known.offer}", Kind.CONTRACT, what, since, way.next, way.why_not, article="23(6)")
    for breach in known.breaches.values():
        if breach.heard:
            continue
        if holder.is_person:
            what = say("a breach of the contract is put to you: say how it was")
            yield _item(
                case,
                f"breach {breach.id}",
                Kind.CONTRACT,
                what,
                breach.at,
                Next("explain", (("breach", breach.id),), ("card", "text")),
                article="26(1)",
            )
        elif holder.role is IMP:
            what = say("a breach is recorded and the person has not been heard: {clause}", clause=breach.clause)
            next = Next("hear_on_breach", (("breach", breach.id), ("file", case.id)), ("asked",))
            yield _item(case, f"breach {breach.id}", Kind.CONTRACT, what, breach.at, next, article="26(1)", urgency=Urgency.OPEN)


def new_data(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """20: what is proposed waits for the person; what they wish instead, for the officials."""
    known = case.file.newdata
    if not known.proposal or known.agreed:
        return
    since = _at(case, known.proposal)
    if holder.is_person and not known.countered:
        what = say("new data are proposed to you: agree, refuse, or say what you wish instead")
        why = say("if you have answered already, nothing more is wanted: your own answers cannot be read again from here")
        step = Next("newdata_sign", (("proposal", known.proposal),), _CARD, why)
        yield _item(case, "new-data", Kind.CONSENT, what, since, step, article="20")
    if holder.role is IMP and known.countered:
        what = say("the person wishes other new data than those proposed")
        yield _item(case, "new-data", Kind.CONSENT, what, since, Next("newdata_accept", (("file", case.id),)), article="20")


def consents(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """14, 16, 18 to 20: a measure that cannot begin before somebody's yes."""
    if not holder.is_person and holder.role is not IMP:
        return
    for measure in case.file.measures.all():
        if str(measure.state) != "CONSENT_PENDING":
            continue
        wanted = consent_wanted(case.file, measure.code)
        if holder.is_person:
            what = say("the measure {measure} waits for your yes or no", measure=Code(measure.code))
            next = Next("consent", (("measure", measure.code),), (*_CARD, "say"))
        else:
            what = say("the measure {measure} waits for the consent of the person", measure=Code(measure.code))
            next = Next("consent_minute", (("measure", measure.code), ("file", case.id)), ("said",))
        if wanted.wanted:
            yield _item(case, f"consent {measure.code}", Kind.CONSENT, what, case.file.at, next, article="14, 16, 18-20")


def findings(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """Records that broke a rule: their writer mends them, once for all that a later record has not mended; supervision sees those
    without effect."""
    wrong = [each for each in case.file.findings if each.kind in ("broken", "malformed")]
    if not holder.supervises:
        wrong = [each for each in wrong if _author(case, each) == holder.author.holder]
    latest = _latest(case) if wrong else {}
    for each in wrong:
        ref = case.file.refs.get(each.entry)
        mended = ref is not None and latest.get((ref.name, ref.author.holder), 0) > each.since
        if not mended:
            mine = _author(case, each) == holder.author.holder
            yield _finding(case, holder, each, "" if ref is None else ref.name, mine=mine)


def _author(case: Case, found: Finding) -> str:
    ref = case.file.refs.get(found.entry)
    return "" if ref is None else ref.author.holder


def _latest(case: Case) -> dict[tuple[str, str], int]:
    """When each author last wrote a record of a type that counts."""
    found: dict[tuple[str, str], int] = {}
    for ref in case.file.refs.values():
        if ref.counts:
            key = (ref.name, ref.author.holder)
            found[key] = max(found.get(key, 0), ref.at)
    return found


def _finding(case: Case, holder: Holder, found: Finding, type: str, *, mine: bool) -> Item:
    title = Term(TYPES[type].title) if type in TYPES else type
    what = (
        say("without effect: {record}: {because}", record=title, because=found.because)
        if found.void
        else say("marked: {record}: {because}", record=title, because=found.because)
    )
    next = next_of(type, case.id, person=holder.is_person) if mine and type in TYPES else None
    why = NOTHING if next is not None else say("whoever wrote it writes it anew; supervision writes no record of it")
    return _item(
        case,
        f"finding {found.entry} {found.rule}",
        Kind.FINDING,
        what,
        found.since,
        None if next is None else Next(next.act, next.prefilled, next.lacks, found.remedy),
        why,
        article=found.article,
        urgency=Urgency.OPEN if mine else Urgency.WATCH,
    )


def _at(case: Case, entry: str) -> int:
    ref = case.file.refs.get(entry)
    return case.file.at if ref is None else ref.at


ASKED = (identities, contract, new_data, consents, findings)
