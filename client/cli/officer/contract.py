"""The contract of Art. 23(6): offered with the same text in other languages beside it, signed in the client or by pen, closed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_person_circle
from client.app.circle_parts import the_persons
from client.app.reading import Seen, last, of_type, seen
from client.cli.attaching import AS_IT_IS, attach_scan
from client.cli.context import Context
from client.cli.officer.desk import clocks_of
from client.cli.officer.file import FILE, LANGUAGE, open_clocks
from client.cli.officer.person import own_words
from client.cli.sending import send, sent
from client.cli.texts import LANGUAGES, N_, _, translated
from client.cli.verb import Answer, Verb, arg, day, past_ms
from client.law.contract.assemble import OWN_WORDS, Draft, Terms, assemble, render
from client.law.records.consents import MinutedConsent
from client.law.records.contract import (
    Beside,
    Clause,
    Contract,
    ContractClosed,
    ContractMinuted,
    FamilyMember,
    Rendition,
    consents_wanted,
    contract_text,
)
from client.law.records.reports import ContractSignature
from client.law.words import PERSONAL_MEASURES
from crypto.errors import Forged, Usage
from crypto.primitives import sha256
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office

Answered = ContractSignature | ContractMinuted
"""The person's answer: in the client, or on paper."""


async def offer(context: Context, args: argparse.Namespace) -> Answer:
    """Put together from the file as it stands, with the officer's own words where the law leaves them to the parties."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle = own_person_circle(office, file)
    beside = tuple(dict.fromkeys(each.strip() for each in (args.beside or "").split(",") if each.strip()))
    unknown = [each for each in beside if each not in LANGUAGES or each == args.language]
    if unknown:
        raise Usage(_("{name} is none of {names}").format(name=unknown[0], names=", ".join(set(LANGUAGES) - {args.language})))
    family = tuple(_member(each) for each in args.family or ())
    words = words_by_language(args.words or (), args.language, beside)
    value = contract_of(file, args.language, words, family=family, interpreter=args.interpreter)
    can_be_set(value)
    done = await send(office, circle, value, disclose_to=the_persons(office, circle))
    line = _("contract version {version} offered to the person ({count} clauses)")
    told = [line.format(version=value.version, count=len(value.clauses))]
    told += [_("beside it the same text in: {languages}").format(languages=", ".join(beside))] if beside else []
    return sent(done, "; ".join(told), beside=list(beside), text_hash=value.text_hash)


def can_be_set(value: Contract) -> None:
    """A contract that cannot become a paper is not offered. Raises ``CannotTypeset``."""
    from client.documents.document import Document, Paragraph
    from client.documents.typesetting import pdf

    texts: tuple[Contract | Rendition, ...] = (value, *value.renditions)
    for each in texts:
        blocks = tuple(Paragraph(part.text) for part in (*each.clauses, *each.annexes))
        pdf(Document("contract", each.language, "", "", "", "", "", blocks), 0)


def words_by_language(texts: Sequence[str], binding: str, beside: Sequence[str]) -> dict[str, dict[str, str]]:
    """``K16=...`` in the contract's language, ``ru:K16=...`` in that of a text beside it, where ``ru:M2.1a=...`` is the method of a
    measure: in the binding text it is the ruling's. Raises ``Usage``."""
    found: dict[str, dict[str, str]] = {each: {} for each in (binding, *beside)}
    for text in texts:
        name, words = own_words(text)
        language, colon, clause = name.rpartition(":")
        if colon and language not in found:
            raise Usage(_("the contract has no text in {language}: say --beside {language}").format(language=language))
        if clause not in OWN_WORDS and (clause not in PERSONAL_MEASURES or language in ("", binding)):
            raise Usage(_("{name} is none of {names}").format(name=clause, names=", ".join(OWN_WORDS)))
        found[language or binding][clause] = words
    return found


def _member(text: str) -> FamilyMember:
    """``Hawk``, ``Hawk=FILE`` of an adult with a file of their own. Raises ``Usage``."""
    pseudonym, adult, file = text.partition("=")
    return FamilyMember(pseudonym.strip(), bool(adult), file.strip())


def contract_of(
    file: CaseFile,
    language: str,
    words: Mapping[str, Mapping[str, str]],
    *,
    family: tuple[FamilyMember, ...] = (),
    interpreter: str = "",
) -> Contract:
    """The contract as it will be read, with a rendition for each further language in ``words``. Raises ``Usage`` where a clause
    waits for the officer's own words."""
    others = tuple(each for each in words if each != language)
    drafts = {
        each: assemble(file.case.file, language, Terms(own, family, rendition=each != language, beside=others))
        for each, own in words.items()
    }
    prefixes = {each: "" if each == language else f"{each}:" for each in drafts}
    missing = [f"{prefixes[each]}{clause} ({place})" for each, draft in drafts.items() for clause, place in draft.wants]
    if missing:
        raise Usage(
            _("say in your own words, with --words CLAUSE=TEXT: {clauses}").format(clauses=", ".join(missing)), "words-missing"
        )
    draft = drafts.pop(language)
    clauses, annexes = _rendered(draft, language)
    renditions = tuple(_rendition(other, each) for each, other in drafts.items())
    return Contract(
        file.id, draft.version, language, draft.selection, draft.measures, clauses, _hash(clauses, annexes), annexes, draft.amends,
        family, interpreter, renditions,
    )  # fmt: skip


def _rendered(draft: Draft, language: str) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    def told(text: str) -> str:
        return translated(text, language)

    return tuple(render(part, told, day) for part in draft.clauses), tuple(render(part, told, day) for part in draft.annexes)


def _rendition(draft: Draft, language: str) -> Rendition:
    clauses, annexes = _rendered(draft, language)
    return Rendition(language, clauses, annexes, _hash(clauses, annexes))


def _hash(clauses: Sequence[Clause], annexes: Sequence[Clause]) -> str:
    return sha256(contract_text(clauses, annexes).encode()).hex()


def answer_of(office: Office, circle: CircleId) -> tuple[Seen, Answered]:
    """The person's newest answer to a contract, in the client or on paper. Raises ``Usage`` where there is none."""
    items = seen(office, circle)
    found: list[tuple[Seen, Answered]] = [*of_type(items, ContractSignature), *of_type(items, ContractMinuted)]
    if not found:
        raise Usage(_("there is no {what} yet").format(what=_("signature of the person")), "nothing-there")
    return max(found, key=lambda each: each[0].entry.index)


async def close(context: Context, args: argparse.Namespace) -> Answer:
    """SIGNED_BOTH: the body's own signature is that of this record's entry. Settles DL-08."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle = own_person_circle(office, file)
    offered, contract = last(seen(office, circle), Contract, _("contract"))
    item, signature = answer_of(office, circle)
    if not signature.signed:
        raise Usage(_("the person refused to sign: {reasons}").format(reasons=signature.reasons), "contract-refused")
    if (signature.contract, signature.text_hash) != (offered.entry.hash.hex(), contract.text_hash):
        raise Forged(_("the person signed another text than the last one offered"), "other-text")
    value = ContractClosed(signature.contract, item.entry.hash.hex())
    settles = (*open_clocks(context, circle, "DL-08"), *clocks_of(context, item, "DL-16"))
    done = await send(office, circle, value, settles=settles, disclose_to=the_persons(office, circle))
    given = [each.measure for each in getattr(signature, "consents", ()) if each.given]
    return sent(done, _("contract signed by both"), consents=given)


async def paper(context: Context, args: argparse.Namespace) -> Answer:
    """Signed by pen: the scan goes sealed into the circle, and each measure that asks consent has its own answer from the paper."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle = own_person_circle(office, file)
    item, contract = last(seen(office, circle), Contract, _("contract"))
    wanted = consents_wanted(contract)
    given = wanted if args.consent == ["all"] else tuple(args.consent or ())
    unknown = [code for code in given if code not in wanted]
    if unknown:
        raise Usage(_("{code} is no measure of this contract that asks consent").format(code=unknown[0]))
    beside, at = shown_beside(contract, args.beside), past_ms(args.at, context.clock())
    entry, by = item.entry.hash.hex(), "REP" if args.representative else "PP"
    witnesses = tuple(args.witness or ())
    minute = ContractMinuted(
        entry, contract.text_hash, contract.language, True, "", args.explained, by, args.representative, args.present, "00", at,
        witnesses, beside,
    )  # fmt: skip
    office.casework.prepare(circle, minute)  # refused before a scan is sent
    scan = await attach_scan(context, office, circle, args.scan, as_it_is=args.as_it_is)
    capacity = args.capacity if args.representative else "SELF"
    for code in wanted:
        word = "CONSENT" if code in given else "REFUSAL"
        consent = MinutedConsent(
            file.id, code, word, by, args.representative, capacity, "PAPER", scan, contract.text_hash, contract.language, at,
            opinion=args.opinion,
        )  # fmt: skip
        await send(office, circle, consent)
    done = await send(office, circle, replace(minute, scan=scan), disclose_to=the_persons(office, circle))
    line = _("signed on paper; consent given for: {codes}; the body signs next: qorgan officer contract-close")
    return sent(done, line.format(codes=", ".join(given) or "-"), consents=list(given))


def shown_beside(contract: Contract, language: str | None) -> Beside | None:
    """What stood beside the binding text. Raises ``Usage`` where the contract has no text in that language."""
    if not language or language == contract.language:
        return None
    found = contract.rendition(language)
    if found is None:
        raise Usage(_("the contract has no text in {language}").format(language=language), "no-such-text")
    return Beside(found.language, found.text_hash)


async def refusal(context: Context, args: argparse.Namespace) -> Answer:
    """The minute of a refusal that was not said in the client: the reasons, and that what can follow was explained (27(1))."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle = own_person_circle(office, file)
    item, contract = last(seen(office, circle), Contract, _("contract"))
    by = "REP" if args.representative else "PP"
    at = past_ms(args.at, context.clock())
    value = ContractMinuted(
        item.entry.hash.hex(), contract.text_hash, contract.language, False, args.reasons, args.explained, by, args.representative,
        args.present, "", at, tuple(args.witness or ()), shown_beside(contract, args.beside),
    )  # fmt: skip
    done = await send(office, circle, value, disclose_to=the_persons(office, circle))
    return sent(done, _("refusal minuted; the measures go on"), contract=item.entry.hash)


_BESIDE = arg("--beside", choices=LANGUAGES, help=N_("language of the text that stood beside the contract on the paper"))
_ANSWERED = (
    FILE,
    _BESIDE,
    arg("--representative", default="", metavar="ID", help=N_("id of the lawful representative who answers (else the person)")),
    arg("--present", default="", metavar="NAMES", help=N_("who else was there")),
    arg("--witness", action="append", metavar="NAME", help=N_("a witness who signed the paper, and in which capacity")),
    arg("--at", metavar="TIME", help=N_("when it was, as 2026-01-31T09:30 (now)")),
)

VERBS = (
    Verb(
        "contract-offer",
        N_("write the contract in the person's language and disclose it to them"),
        '--file Swallow --language kk --beside ru --words "K18=the akimat helps" --words "ru:K18=..." --words "ru:M2.1a=..."',
        offer,
        (
            FILE,
            arg(
                "--words", action="append", metavar="CLAUSE=TEXT", help=N_("your own words of an annex, in the contract's language")
            ),
            arg(
                "--beside",
                metavar="LANGUAGES",
                help=N_(
                    "languages of the same text beside the one that binds, as ru,en; your own words in them, and the method of "
                    "each measure, as --words ru:K18=TEXT, ru:M2.1a=TEXT"
                ),
            ),
            arg("--interpreter", default="", metavar="NAME", help=N_("who interprets it to a person who speaks another language")),
            arg(
                "--family",
                action="append",
                metavar="PSEUDONYM[=FILE]",
                help=N_("a member of the family whom it names; with the id of their own file if they are of age"),
            ),
            LANGUAGE,
        ),
    ),
    Verb("contract-close", N_("add the body's signature to the person's"), "--file Swallow", close, (FILE,)),
    Verb(
        "contract-paper",
        N_("record that the contract was signed by pen: the scan is sealed, each consent stands by itself"),
        '--file Swallow --scan contract.pdf --consent M2.1a --consent M2.5a --witness "A. Nurse, ward 3"',
        paper,
        (
            *_ANSWERED,
            arg("--scan", required=True, metavar="FILE", help=N_("the signed paper, as a picture or PDF")),
            arg("--consent", action="append", metavar="CODE", help=N_("a measure that the paper agrees to, or all")),
            arg(
                "--capacity",
                choices=("PARENTAL", "REPRESENTATIVE"),
                default="REPRESENTATIVE",
                help=N_("in which capacity a representative signs"),
            ),
            arg(
                "--opinion",
                default="",
                metavar="TEXT",
                help=N_("what the child thinks, where a representative signs for one"),
            ),
            arg("--explained", default="", metavar="TEXT", help=N_("what was explained")),
            AS_IT_IS,
        ),
    ),
    Verb(
        "contract-refusal",
        N_("minute that the person refused to sign, with reasons, and that the consequences were explained; no measure ends"),
        '--file Swallow --reasons "wants to think" --explained "measures go on; a ruling may end them and can be appealed"',
        refusal,
        (
            *_ANSWERED,
            arg("--reasons", required=True, metavar="TEXT", help=N_("the person's reasons, in their words")),
            arg("--explained", required=True, metavar="TEXT", help=N_("which consequences were explained, and how (27(1))")),
        ),
    ),
)
