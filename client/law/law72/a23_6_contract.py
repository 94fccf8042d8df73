"""Art. 23(6): the contract on personal measures, its clauses (A.7), who signs it, and the rights that no measure may harm.

Measures do not wait for it: where it is urgent they start, the contract is offered at once, and the file is ACTIVE_UNCONTRACTED
until both have signed (AMB-16). Nothing here switches a measure off, and the person is pressed by no clock: DL-08 is the body's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, Met, not_met, say, undetermined
from client.law.contract.clauses import answer, renditions_agree, says_nothing_forbidden, texts, unless_unseen
from client.law.due import DAY
from client.law.file import File
from client.law.file.contracts import must_be_offered_again
from client.law.records.contract import Contract, ContractClosed, ContractMinuted, RightsWeighed
from client.law.records.persons import PersonFlagged
from client.law.records.reports import ContractSignature
from client.law.records.rulings import Selection
from client.law.rule import EVERY, Clock, Notice, On, Rule, Started, rule
from client.law.tables.clauses import CLAUSES, RIGHTS
from client.law.telling import key
from client.law.titles import N_
from client.law.words import PERSONAL_MEASURES, Circle, Writer

# The clauses: K01 to K30 ----------------------------------------------------------------------------------------------------


def _clause(id: str) -> Rule:
    """The rule of one row of A.7: the clause is there where it must be, and says what it must."""

    def check(file: File, act: Act[Any]) -> Answer:
        return answer(id, file, act.value)

    return rule(id, CLAUSES[id].article, Contract)(check)


CLAUSE_RULES = tuple(_clause(id) for id in CLAUSES)


@rule("K04", "14, 16, 18, 19, 20, 21-1(4)", ContractSignature)
def one_answer_a_measure(file: File, act: Act[ContractSignature]) -> Answer:
    """Who signs says yes or no to each measure that needs consent, to each by itself: yes to the contract is not yes to all."""
    value, giver = act.value, str(act.author.writer)
    said = [each.measure for each in value.consents]
    if len(set(said)) != len(said):
        return not_met(say("a measure is answered twice"), say("answer each measure once"))
    open = [code for code in file.contracts.on_table.wanted if code not in said and file.consents.of(code, giver) is None]
    if not value.signed or not open or file.contracts.offer != value.contract:
        return MET
    return not_met(say("nothing is said on {code}, which needs consent", code=open[0]), say("say yes or no to each measure"))


# Who signs for whom: K26 ----------------------------------------------------------------------------------------------------


@rule("K26", "23(8)", ContractSignature)
def signs_in_their_own_right(file: File, act: Act[ContractSignature]) -> Answer:
    """A representative signs for a person who needs one, if verified and in no conflict (A.13); the person may sign beside them."""
    if act.author.writer is not Writer.REPRESENTATIVE:
        return MET
    if not file.persons.represented:
        return _unless_unseen(
            file, not_met(say("the person can sign alone, and a representative signs"), say("let the person sign"))
        )
    holders = {each.holder for each in file.persons.representatives}
    if act.author.holder not in holders and "" not in holders:
        because = say("who signs is no verified representative, or is in conflict")
        return _unless_unseen(file, not_met(because, say("let a verified representative sign")))
    if act.value.capacity != "SELF":
        return MET
    return not_met(say("a representative signs as if they were the person"), say("say for whom the signature is"))


def _unless_unseen(file: File, broken: Answer) -> Answer:
    return broken if file.sees(Circle.COORDINATION) else undetermined(say("who represents the person"))


# The contract: L72-23.6a ----------------------------------------------------------------------------------------------------


@rule("L72-23.6a", "23(6)", Contract, general=True)
def for_personal_measures(file: File, act: Act[Contract]) -> Answer:
    """Needed with a personal measure, and only with one: those of Art. 7(1) need none."""
    if any(PERSONAL_MEASURES[each.code].contract for each in file.measures.chosen):
        return MET
    broken = not_met(say("no personal measure is chosen that needs a contract"), say("choose the measures by a ruling first"))
    return unless_unseen(file, broken)


@rule("L72-23.6a", "23(6)", Contract)
def hash_of_what_is_shown(file: File, act: Act[Contract]) -> Answer:
    """What the person signs is the text as it stands here; so is what they read beside it."""
    value = act.value
    if act.shown_hashes == (value.text_hash, *(each.text_hash for each in value.renditions)):
        return MET
    return not_met(say("the hash is not that of the contract's text"), say("make the hash of the text that is shown"))


@rule("L72-23.6a", "23(6), 26-1(3)(4)", Contract)
def says_the_same_beside(file: File, act: Act[Contract]) -> Answer:
    """Whoever reads the text in their own language reads the same clauses, numbers and dates as bind them."""
    return renditions_agree(act.value)


@rule("L72-23.6a", "23(6), 26-1(2)(1)", Contract)
def follows_what_stands(file: File, act: Act[Contract]) -> Answer:
    """A changed text names the contract that it changes and counts on: whoever reads one knows whether it is the last."""
    contracts, value = file.contracts, act.value
    standing = contracts.standing if contracts.in_force else ""
    if value.amends != standing:
        return not_met(
            say("a contract stands, and the new text does not say that it changes it") if standing
            else say("the text changes a contract that does not stand"),
            say("name the contract that both sides signed, or none where there is none"),
        )  # fmt: skip
    if value.version <= contracts.version:
        return not_met(say("there was a version {number} already", number=contracts.version), say("count the versions on"))
    return MET


@rule("L72-23.6a", "23(6)", ContractSignature, ContractMinuted, general=True)
def something_offered(file: File, act: Act[Any]) -> Answer:
    if file.contracts.offer and not file.contracts.ended:
        return MET
    broken = not_met(say("no contract is on offer"), say("wait for the offer"))
    return unless_unseen(file, broken)


@rule("L72-23.6a", "23(6)", ContractSignature, ContractMinuted)
def signs_what_was_shown(file: File, act: Act[Any]) -> Answer:
    """Nothing is signed or refused that was not shown: the newest text, by hash and language, and what stood beside it."""
    value, offer = act.value, file.contracts.on_table
    if not offer.entry:
        return MET  # ``something_offered`` speaks of it
    if (value.contract, value.text_hash, value.language) != (offer.entry, offer.text_hash, offer.language):
        return not_met(say("another text is answered than the last one offered"), say("read and answer the newest text"))
    if value.beside is None or (value.beside.language, value.beside.text_hash) in offer.beside:
        return MET
    because = say("what was read beside the contract is no text of that contract")
    return not_met(because, say("read the newest text in your language, and answer it"))


@rule("L72-23.6a", "23(6)", ContractClosed, general=True)
def by_the_official(file: File, act: Act[ContractClosed]) -> Answer:
    if "official" in act.author.roles:
        return MET
    return not_met(say("only an authorised official signs for the body"), say("let the authorised official sign"))


@rule("L72-23.6a", "23(6)", ContractClosed)
def over_the_persons_signature(file: File, act: Act[ContractClosed]) -> Answer:
    """The body signs after the person, over that very signature."""
    contracts, value = file.contracts, act.value
    if contracts.signature and (value.contract, value.signature_entry) == (contracts.offer, contracts.signature):
        return MET
    broken = not_met(say("the person has not signed this text"), say("wait for the signature under the newest text"))
    return unless_unseen(file, broken)


@rule("L72-23.6a", "23(6), 27(1)", ContractMinuted)
def refusal_explained(file: File, act: Act[ContractMinuted]) -> Answer:
    """Who refuses has been told that measures can end for it: else the refusal is no free one."""
    if act.value.signed or act.value.explained.strip():
        return MET
    return not_met(
        say("a refusal is minuted, and not that its consequences were explained"),
        say("explain them, and write down how; the measures go on meanwhile"),
    )


@rule("L72-23.6a", "23(6)", ContractSignature, ContractMinuted, ContractClosed)
def nothing_after_both_signed(file: File, act: Act[Any]) -> Answer:
    """What both signed is neither signed nor refused again: no later minute of an officer takes it back. A minor who is able to may
    still sign beside the representative (23(8))."""
    known = file.contracts
    if not known.standing or known.standing != known.offer:
        return MET
    beside = isinstance(act.value, ContractSignature) and act.value.signed and act.author.writer is Writer.PERSON
    if beside and not known.standing_by_person:
        return MET
    because = say("both have signed this contract already")
    return not_met(because, say("offer a changed contract; for one measure there is a consent or a refusal of its own"))


# No harm to rights: L72-23.6b; no gag: L72-26.4 -------------------------------------------------------------------------------


@rule("L72-23.6b", "23(6)", RightsWeighed)
def every_right_kept_whole(file: File, act: Act[RightsWeighed]) -> Answer:
    rights = [each.right for each in act.value.rights]
    if sorted(rights) != sorted(RIGHTS):
        return not_met(
            say("not each right is weighed once: {rights}", rights=", ".join(RIGHTS)), say("go through all of them, others' too")
        )
    harmed = [each.right for each in act.value.rights if each.touched and not each.mitigation.strip()]
    if not harmed:
        return MET
    return not_met(
        say("the measure touches {right}, and nothing keeps it whole", right=harmed[0]), say("write what is done about it")
    )


@rule("L72-23.6b", "23(6)", Contract)
def rights_weighed(file: File, act: Act[Contract]) -> Answer:
    """Each measure of the contract has been held against pension, housing, work and other rights before it is signed."""
    open = [code for code in act.value.measures if code not in file.contracts.rights]
    if not open:
        return MET
    broken = not_met(say("what {code} does to the person's rights is not weighed", code=open[0]), say("weigh them and record it"))
    return unless_unseen(file, broken)


@rule("L72-26.4", "26(4), 25(3)", Contract)
def secrecy_without_gag(file: File, act: Act[Contract]) -> Answer:
    """AMB-32: the person keeps the measures secret, and may tell a lawyer and who decides a complaint what that takes."""
    check = says_nothing_forbidden("L72-26.4")
    return next((found for each in texts(act.value) if not isinstance(found := check(file, each), Met)), MET)


RULES = (
    *CLAUSE_RULES,
    one_answer_a_measure,
    signs_in_their_own_right,
    for_personal_measures,
    hash_of_what_is_shown,
    says_the_same_beside,
    follows_what_stands,
    something_offered,
    signs_what_was_shown,
    by_the_official,
    over_the_persons_signature,
    refusal_explained,
    nothing_after_both_signed,
    every_right_kept_whole,
    rights_weighed,
    secrecy_without_gag,
)


# Clock and notice ---------------------------------------------------------------------------------------------------------


def _chosen(file: File, act: Act[Selection]) -> Iterable[Started]:
    if any(PERSONAL_MEASURES[each.code].contract for each in act.value.measures if each.code in PERSONAL_MEASURES):
        yield Started(act.hash)


def _of_age(file: File, act: Act[PersonFlagged]) -> Iterable[Started]:
    """A.13: at majority what the representative signed is offered to the person."""
    if must_be_offered_again(file):
        yield Started(act.hash)


def _refused(file: File, act: Act[Any]) -> Iterable[str]:
    return () if act.value.signed else (EVERY,)


CONTRACT = Clock(
    id="DL-08",
    article="23(6)",
    start=N_("measures chosen"),
    end=N_("contract signed or refused"),
    owner="IMP",
    limit_s=5 * DAY,
    starts=(On(Selection, _chosen), On(PersonFlagged, _of_age)),
    ends=(
        On(ContractClosed, lambda file, act: (EVERY,)),
        On(ContractSignature, _refused),
        On(ContractMinuted, _refused),
    ),
    tell=("IMH", "DEC"),
)
"""Policy: the law gives no time. Measures run meanwhile, and nobody presses the person."""


def _signed(file: File, act: Act[Any]) -> Iterable[str]:
    if act.value.signed and file.contracts.signature == act.hash:
        yield key(act.value.contract, "PP")


def _counterpart(file: File, act: Act[ContractClosed]) -> Iterable[str]:
    return (key(act.value.contract, "PP"),)


COUNTERPART = Notice(
    id="NT-19",
    article="23(6)",
    what=N_("the contract with the signature of the body"),
    sender="IMP",
    receivers=("PP", "REP"),
    proof=N_("both signatures"),
    owed=(On(ContractSignature, _signed), On(ContractMinuted, _signed)),
    given=(On(ContractClosed, _counterpart),),
    proven=(On(ContractClosed, _counterpart),),
)

CLOCKS = (CONTRACT,)
NOTICES = (COUNTERPART,)
