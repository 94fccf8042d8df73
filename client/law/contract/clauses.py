"""A contract held against A.7, clause by clause: whether it has those that it must have, and whether they say what they must.

Each check is (file, contract) -> answer. Together they are the rules K01 to K30 of ``law72.a23_6_contract``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from client.law.answer import MET, Answer, Met, Said, Undetermined, not_met, say, undetermined
from client.law.contract import wording
from client.law.file import File
from client.law.records.contract import Contract, consents_wanted
from client.law.tables.clauses import CLAUSES, Row
from client.law.words import BodyRole, Circle

Check = Callable[[File, Contract], Answer]


def unless_unseen(file: File, broken: Answer) -> Answer:
    """The person, to whom the contract alone was disclosed, cannot tell what the rulings say."""
    if file.sees(Circle.PERSON, BodyRole.IMPLEMENTING):
        return broken
    return undetermined(say("the ruling that chooses the measures"))


# In general ---------------------------------------------------------------------------------------------------------------


def _of(clause: str, sentence: str) -> Said:
    """A sentence of the tables, about a clause."""
    return Said(sentence, (("clause", clause),))


def present(row: Row) -> Check:
    """The clause is there where it is called for, with its annex."""

    def check(file: File, contract: Contract) -> Answer:
        wanted = _wanted(row, file, contract)
        if not isinstance(wanted, bool):
            return wanted
        if not wanted:
            return MET
        if not any(each.id == row.id for each in contract.clauses):
            return not_met(
                say("the contract lacks clause {clause} ({article})", clause=row.id, article=row.article),
                say("put the clause in"),
            )
        if row.annex and not any(each.id == row.id for each in contract.annexes):
            return not_met(say("clause {clause} has no annex", clause=row.id), say("add the annex"))
        return MET

    return check


def _wanted(row: Row, file: File, contract: Contract) -> bool | Answer:
    if row.where == "REPRESENTED":
        if not file.persons.represented and not file.sees(Circle.COORDINATION):
            return undetermined(say("whether the person needs a representative"))
        return file.persons.represented
    if row.where == "FAMILY":
        return bool(contract.family)
    return row.mandatory or bool(row.called_for(contract.measures))


def says_enough(clause: str) -> Check:
    """What it cannot do without, as far as words tell."""

    def check(file: File, contract: Contract) -> Answer:
        lacks = wording.missing(clause, contract.clause(clause))
        if not lacks:
            return MET
        return not_met(_of(clause, lacks), say("say it in the clause"))

    return check


def says_nothing_forbidden(norm: str) -> Check:
    """Anywhere in the contract: a waiver hides in any clause."""

    def check(file: File, contract: Contract) -> Answer:
        for each in (*contract.clauses, *contract.annexes):
            found = wording.forbidden(norm, each.text)
            if found is not None:
                return not_met(_of(each.id, found.says), say("take that out: the law does not allow it"))
        return MET

    return check


# One by one ---------------------------------------------------------------------------------------------------------------


def under_pseudonym(file: File, contract: Contract) -> Answer:
    """K01: parties under a pseudonym; nothing in the main text that identifies the person (9, 17)."""
    for each in contract.clauses:
        kind = wording.identifying(each.text)
        if kind:
            return not_met(_of(each.id, kind), say("leave it to the sealed identity"))
    pseudonym = file.case.pseudonym
    if pseudonym and pseudonym.casefold() not in contract.clause("K01").casefold():
        return not_met(say("the contract does not name the person by the file's pseudonym"), say("name it in clause K01"))
    return MET


def grounds_exist(file: File, contract: Contract) -> Answer:
    """K02: decision, order and ruling are those of this file."""
    if contract.selection != file.measures.selection:
        because = say("the contract rests on another ruling than the one in force")
        return unless_unseen(file, not_met(because, say("refer to the newest ruling on the measures")))
    text = contract.clause("K02")
    for number in sorted(set(file.contracts.numbers.values())):
        if not wording.names(text, number):
            return not_met(say("clause K02 does not name {number}", number=number), say("name decision, order and ruling"))
    return MET


def measures_as_ruled(file: File, contract: Contract) -> Answer:
    """K03: the measures are those of the ruling as it stands, no more and no fewer, each named with method and term."""
    chosen = {each.code for each in file.measures.chosen}
    if set(contract.measures) != chosen or len(contract.measures) != len(chosen):
        because = say("the measures of the contract are not those of the ruling: {codes}", codes=", ".join(sorted(chosen)))
        return unless_unseen(file, not_met(because, say("take the measures of the ruling")))
    return _each_named("K03", contract, contract.measures)


def consents_apart(file: File, contract: Contract) -> Answer:
    """K04: each measure that needs consent is named by itself."""
    return _each_named("K04", contract, consents_wanted(contract))


def _each_named(clause: str, contract: Contract, codes: tuple[str, ...]) -> Answer:
    text = contract.clause(clause)
    missing = [code for code in codes if not wording.names(text, code)]
    if not missing:
        return MET
    return not_met(say("clause {clause} does not name {code}", clause=clause, code=missing[0]), say("name each measure"))


def inventory_whole(file: File, contract: Contract) -> Answer:
    """K10: the annex lists what the person has been handed (15, 26(3))."""
    annex = contract.clause("K10")
    left_out = [each for each in file.property.held() if not wording.names(annex, each.serial)]
    if not left_out or not CLAUSES["K10"].called_for(contract.measures):
        return MET
    return not_met(
        say("the inventory leaves out {type} {serial}", type=left_out[0].type, serial=left_out[0].serial),
        say("list all that was issued"),
    )


def no_record_numbers(file: File, contract: Contract) -> Answer:
    """K17: which services, until when; never by which number the record is found (A.11 rule g)."""
    if not wording.numbered(contract.clause("K17")):
        return MET
    return not_met(say("clause K17 names the number of a record"), say("name the services and dates alone"))


def family_by_itself(file: File, contract: Contract) -> Answer:
    """K27: those covered are named; each adult has a contract, or joins one, in a file of their own."""
    text = contract.clause("K27").casefold()
    for each in contract.family:
        if each.pseudonym.casefold() not in text:
            return not_met(say("clause K27 does not name {pseudonym}", pseudonym=each.pseudonym), say("name each member"))
        if each.adult and (not each.file or each.file == contract.file):
            return not_met(
                say("{pseudonym} is of age and has no contract of their own", pseudonym=each.pseudonym),
                say("open a file for each adult and offer them a contract"),
            )
    return MET


def explained(file: File, contract: Contract) -> Answer:
    """K30: the language is named; who does not speak it has an interpreter (26-1(3)(4))."""
    if not wording.names(contract.clause("K30"), contract.language):
        return not_met(say("clause K30 does not name the language of the contract"), say("name the language"))
    spoken = file.information.language
    foreign = bool(spoken) and spoken not in (contract.language, *(each.language for each in contract.renditions))
    if (foreign or file.information.interpreter) and not contract.interpreter.strip():
        return not_met(
            say("the person speaks {language}, and nobody interprets the contract", language=spoken), say("name the interpreter")
        )
    return MET


MORE: Mapping[str, tuple[Check, ...]] = {
    "K01": (under_pseudonym,),
    "K02": (grounds_exist,),
    "K03": (measures_as_ruled,),
    "K04": (consents_apart,),
    "K06": (says_enough("K06"),),
    "K07": (says_enough("K07"), says_nothing_forbidden("K07")),
    "K09": (says_nothing_forbidden("K09"),),
    "K10": (inventory_whole,),
    "K14": (says_nothing_forbidden("K14"),),
    "K15": (says_nothing_forbidden("K15"),),
    "K17": (no_record_numbers,),
    "K21": (says_nothing_forbidden("K21"),),
    "K22": (says_nothing_forbidden("K22"),),
    "K23": (says_enough("K23"),),
    "K24": (says_enough("K24"), says_nothing_forbidden("K24")),
    "K27": (family_by_itself,),
    "K30": (explained,),
}

CHECKS: Mapping[str, tuple[Check, ...]] = {id: (present(row), *MORE.get(id, ())) for id, row in CLAUSES.items()}


def texts(contract: Contract) -> tuple[Contract, ...]:
    """The contract as it binds, then as who reads a rendition takes it to be."""
    return (contract, *(contract.read_as(each) for each in contract.renditions))


def renditions_agree(contract: Contract) -> Answer:
    """Each rendition has the clauses and annexes of the binding text in their order, with the same figures: numbers, dates, codes
    and terms are what words in another language can be held against."""
    for rendition in contract.renditions:
        for binding, beside in ((contract.clauses, rendition.clauses), (contract.annexes, rendition.annexes)):
            if [each.id for each in binding] != [each.id for each in beside]:
                return not_met(
                    say("the text in {language} does not have the clauses of the binding one", language=rendition.language),
                    say("put the same clauses in, in the same order"),
                )
            pairs = zip(binding, beside, strict=True)
            differ = next((left.id for left, right in pairs if wording.figures(left.text) != wording.figures(right.text)), "")
            if differ:
                return not_met(
                    say("clause {clause} has other figures in {language}", clause=differ, language=rendition.language),
                    say("write numbers and dates in figures, the same in each language"),
                )
    return MET


def answer(clause: str, file: File, contract: Contract) -> Answer:
    """The first of the clause's checks that is not simply met, in the binding text or in one beside it; a broken one before an
    undecided one."""
    answers = [check(file, each) for each in texts(contract) for check in CHECKS[clause]]
    open = [each for each in answers if not isinstance(each, Met)]
    return next((each for each in open if not isinstance(each, Undetermined)), next(iter(open), MET))


def problems(file: File, contract: Contract) -> tuple[tuple[str, Answer], ...]:
    """All that is wrong with a draft, by clause: for a screen that helps to write it."""
    found = ((clause, answer(clause, file, contract)) for clause in CHECKS)
    return tuple(each for each in found if not isinstance(each[1], Met))
