"""The contract of L72 23(6): its clauses are the record's own words. In the language that binds it stands alone; in another one
the two texts stand side by side.

Forms: the text as the file holds it, the copy of each party, the paper to be signed by pen, and what an amendment changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from client.documents.document import Beside, Blank, Block, Break, Clause, Document, Fields, Heading, Items, Notice, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.parts import related as the_related
from client.documents.templates.spoken import KEEP_IT, notice
from client.documents.words import Words
from client.law.records import contract as records
from client.law.records.contract import Contract, ContractMinuted, consents_wanted
from client.law.records.reports import ContractSignature
from client.law.titles import N_
from crypto.frozen import dataclass

TITLE = N_("Contract on the security of a protected person")
AMENDMENT = N_("Amendment of the contract on the security of a protected person")
PEN = N_("Contract on the security of a protected person: paper to be signed by pen")
COPY_BODY, COPY_PERSON = N_("Contract, copy of the implementing body"), N_("Contract, copy of the protected person")

UNSIGNED = (
    N_("Not signed by both"),
    N_("This is the text as it was offered. It binds nobody until the person and the body have signed it."),
)
WHICH_BINDS = (
    N_("Two languages"),
    N_(
        "The left column binds ({binding}). The right column says the same so that it can be read ({other}); "
        "if they differ, the left one counts."
    ),
)
FIRST = (N_("Copy 1 of 2"), N_("For the implementing body, which keeps it sealed in the file."))
SECOND = (N_("Copy 2 of 2"), N_("For the protected person, or the lawful representative."))
BEFORE_SIGNING = (
    N_("The contract is read aloud or given to read, and explained, before anybody signs. Questions are answered first."),
    N_("Sign with the pseudonym. The real name stands nowhere on this paper."),
    N_("Write yes or no to each measure that needs consent. Yes to the contract is not yes to all of them."),
    N_("Nobody has to sign today. Measures that are needed at once go on without the contract."),
    N_(
        "Refusing the contract can become a ground to end measures, but only by a reasoned ruling, "
        "of which one may complain (Article 27)."
    ),
    N_("An officer puts a scan of the signed paper into the file, sealed. Each party keeps one copy."),
)
PSEUDONYM, VERSION = N_("{pseudonym} (pseudonym)"), N_("Version")
AMENDED_SAME = N_("What is not named here stays as it was.")


@dataclass(frozen=True, slots=True)
class Texts:
    """The binding text, and what is read beside it; ``other`` is None where the document is in the language that binds."""

    value: Contract
    w: Words
    binding: Words
    other: records.Rendition | None

    def heading(self, text: str) -> Heading:
        """In both languages where there are two columns."""
        return Heading(self.w(text) if self.other is None else f"{self.binding(text)} / {self.w(text)}")

    def title(self, text: str) -> str:
        return self.heading(text).text

    def clauses(self) -> tuple[Block, ...]:
        return self._paired(self.value.clauses, () if self.other is None else self.other.clauses)

    def annexes(self) -> tuple[Block, ...]:
        return self._paired(self.value.annexes, () if self.other is None else self.other.annexes)

    def _paired(self, left: Sequence[records.Clause], right: Sequence[records.Clause]) -> tuple[Block, ...]:
        if self.other is None:
            return tuple(Clause(each.id, each.text) for each in left)
        if [each.id for each in left] != [each.id for each in right]:
            raise MissingField(
                "the contract needs the same clauses in {language}, and the record does not say them", language=self.other.language
            )
        pairs = zip(left, right, strict=True)
        return tuple(Beside(a.id, a.text, b.text, self.w.language, self.binding.language) for a, b in pairs)


def _texts(facts: Facts[Contract]) -> Texts:
    """Raises ``MissingField`` where the contract was not made in that language: nobody's translation is signed."""
    value, w = facts.value, facts.words
    if not value.clauses:
        raise MissingField("the contract has no clauses")
    if w.language == value.language:
        return Texts(value, w, w, None)
    other = value.rendition(w.language)
    if other is None:
        raise MissingField(
            "the contract was made in {made}: there is no text of it in {language}", made=value.language, language=w.language
        )
    return Texts(value, w, Words(value.language, w.zone_minutes), other)


def _signed_by_both(facts: Facts[Contract]) -> bool:
    by_body = [bool(each.body) for each in facts.signers]
    return any(by_body) and not all(by_body)


def _head(facts: Facts[Contract], texts: Texts) -> Iterator[Block]:
    value, w = facts.value, facts.words
    rows = [
        (w(N_("Implementing body")), wanted(facts.author.body, "implementing body")),
        (w(N_("File")), value.file[:8]),
        (w(N_("Protected person")), w(PSEUDONYM, pseudonym=facts.file.case.pseudonym)),
        (w(VERSION), str(value.version)),
        (w(N_("Language")), w.language_name(value.language)),
        (w(N_("Fingerprint of the text")), value.text_hash[:16]),
    ]
    if texts.other is not None:
        rows.append((w(N_("Fingerprint of the text beside it")), texts.other.text_hash[:16]))
    if value.interpreter.strip():
        rows.append((w(N_("Interpreter")), value.interpreter))
    yield Fields(tuple(rows))
    if texts.other is not None:
        title, text = WHICH_BINDS
        names = w.language_name(value.language), w.language_name(w.language)
        yield Notice(w(title), w(text, binding=names[0], other=names[1]))


def _body(texts: Texts) -> Iterator[Block]:
    yield texts.heading(N_("Clauses"))
    yield from texts.clauses()
    if texts.value.annexes:
        yield texts.heading(N_("Annexes"))
        yield from texts.annexes()


def _answers(facts: Facts[Contract]) -> Iterator[Block]:
    """What was said to each measure that needs consent, and which language was read beside the one that binds."""
    w = facts.words
    given = [each for found in facts.related.get("contract-signature", ()) for each in _consents(found.value)]
    if given:
        yield Heading(w(N_("Consent to measures")))
        said = {True: N_("yes"), False: N_("no")}
        yield Table((w(N_("Measure")), w(N_("Answer"))), tuple((w.measure(code), w(said[yes])) for code, yes in given))
    for found in (*facts.related.get("contract-signature", ()), *facts.related.get("contract-minuted", ())):
        answer = found.value
        if isinstance(answer, ContractSignature | ContractMinuted) and answer.beside is not None:
            beside = answer.beside
            rows = ((w(N_("Read beside it, before signing")), f"{w.language_name(beside.language)}, {beside.text_hash[:16]}"),)
            yield Fields(rows)
        if isinstance(answer, ContractMinuted) and answer.witnesses:
            yield Fields(((w(N_("Witnesses of the signature")), "; ".join(answer.witnesses)),))


def _consents(answer: object) -> tuple[tuple[str, bool], ...]:
    return tuple((each.measure, each.given) for each in answer.consents) if isinstance(answer, ContractSignature) else ()


def _document(facts: Facts[Contract], form: str, title: str, blocks: Sequence[Block], *, by_pen: bool = False) -> Document:
    value, w = facts.value, facts.words
    return Document(
        form, w.language, title, facts.author.body, f"{value.file[:8]}/{value.version}", w.date(facts.author.at),
        w.article("23(6)"), (*blocks, how_to_check(facts)), () if by_pen else signatures(facts),
    )  # fmt: skip


def contract(facts: Facts[Contract]) -> Document:
    texts = _texts(facts)
    unsigned = () if _signed_by_both(facts) else (notice(facts.words, UNSIGNED),)
    blocks = (*unsigned, *_head(facts, texts), *_body(texts), *_answers(facts), notice(facts.words, KEEP_IT))
    return _document(facts, "contract", texts.title(TITLE), blocks)


def _copy(facts: Facts[Contract], form: str, named: tuple[str, str]) -> Document:
    if not _signed_by_both(facts):
        raise MissingField("a copy for a party needs the signatures of both, and they are not there")
    texts, w = _texts(facts), facts.words
    keep = (notice(w, KEEP_IT),) if named is SECOND else ()
    blocks = (notice(w, named), *_head(facts, texts), *_body(texts), *_answers(facts), *keep)
    return _document(facts, form, texts.title(TITLE), blocks)


def copy_body(facts: Facts[Contract]) -> Document:
    return _copy(facts, "contract-copy-body", FIRST)


def copy_person(facts: Facts[Contract]) -> Document:
    return _copy(facts, "contract-copy-person", SECOND)


def pen(facts: Facts[Contract]) -> Document:
    """Both copies, one after the other, each with its own lines to sign on."""
    texts, w = _texts(facts), facts.words
    before = (Heading(w(N_("Before anybody signs"))), Items(tuple(map(w, BEFORE_SIGNING)), ordered=True))
    first, second = ((notice(w, named), *before, *_head(facts, texts), *_body(texts), *_lines(facts)) for named in (FIRST, SECOND))
    blocks = (*first, how_to_check(facts), Break(), *second, notice(w, KEEP_IT))
    return _document(facts, "contract-pen", texts.title(TITLE), blocks, by_pen=True)


def _lines(facts: Facts[Contract]) -> Iterator[Block]:
    value, w = facts.value, facts.words
    asked = consents_wanted(value)
    if asked:
        yield Heading(w(N_("Consent to measures")))
        for code in asked:
            yield Blank(w(N_("{measure}: yes or no, in one's own hand"), measure=w.measure(code)))
    yield Heading(w(N_("Signatures")))
    yield Blank(w(N_("{pseudonym}, protected person: signature with the pseudonym, date"), pseudonym=facts.file.case.pseudonym))
    yield Blank(w(N_("Lawful representative, where there must be one: for whom, signature, date")))
    yield Blank(w(N_("Authorised official of the implementing body: name, signature, date")))
    if value.interpreter.strip():
        yield Blank(w(N_("Interpreter {name}: signature, date"), name=value.interpreter))
    for number in (1, 2):
        yield Blank(w(N_("Witness {number}: name, capacity, signature"), number=number))


def amendment(facts: Facts[Contract]) -> Document:
    """Clause by clause what was and what is. Raises ``MissingField`` where the contract that it changes is not read here, or has
    no text in that language."""
    texts, w = _texts(facts), facts.words
    earlier = the_related(facts, "contract").value
    if not isinstance(earlier, Contract):
        raise MissingField("the document needs the contract that this one changes")
    value = facts.value
    rows = (*_changes(w, *_in(w, earlier), *_in(w, value)),)
    said = _measures_changed(w, earlier, value)
    if not rows and not said:
        raise MissingField("the document needs what the new text changes, and it changes nothing")
    unsigned = () if _signed_by_both(facts) else (notice(w, UNSIGNED),)
    blocks: list[Block] = [*unsigned, *_head(facts, texts), Fields(((w(N_("Changes version")), str(earlier.version)), *said))]
    if rows:
        blocks.append(Table(tuple(map(w, (N_("Clause"), N_("Until now"), N_("From now on")))), rows))
    blocks.append(Items((w(AMENDED_SAME),)))
    return _document(facts, "contract-amendment", texts.title(AMENDMENT), (*blocks, *_answers(facts), notice(w, KEEP_IT)))


def _in(w: Words, value: Contract) -> tuple[tuple[records.Clause, ...], tuple[records.Clause, ...]]:
    """Clauses and annexes in the language of the document."""
    if w.language == value.language:
        return value.clauses, value.annexes
    found = value.rendition(w.language)
    if found is None:
        raise MissingField("the contract that is changed has no text in {language}", language=w.language)
    return found.clauses, found.annexes


def _changes(
    w: Words,
    old: Sequence[records.Clause],
    old_annexes: Sequence[records.Clause],
    new: Sequence[records.Clause],
    new_annexes: Sequence[records.Clause],
) -> Iterator[tuple[str, str, str]]:
    nothing = w(N_("not there"))
    for mark, was, now in (("", old, new), (" +", old_annexes, new_annexes)):
        before, after = ({each.id: each.text for each in found} for found in (was, now))
        for id in sorted(before.keys() | after.keys()):
            if before.get(id) != after.get(id):
                yield f"{id}{mark}", before.get(id, nothing), after.get(id, nothing)


def _measures_changed(w: Words, old: Contract, new: Contract) -> tuple[tuple[str, str], ...]:
    added = [w.measure(code) for code in new.measures if code not in old.measures]
    gone = [w.measure(code) for code in old.measures if code not in new.measures]
    told = ((N_("Measures added"), added), (N_("Measures no longer in it"), gone))
    return tuple((w(label), "; ".join(codes)) for label, codes in told if codes)


TEMPLATES = (
    Template("contract", "contract", TITLE, "23(6)", contract),
    Template("contract-copy-body", "contract", COPY_BODY, "23(6)", copy_body),
    Template("contract-copy-person", "contract", COPY_PERSON, "23(6)", copy_person),
    Template("contract-pen", "contract", PEN, "23(6)", pen),
    Template("contract-amendment", "contract", AMENDMENT, "23(6), 26-1(2)(1)", amendment, lambda value: bool(value.amends)),
)
