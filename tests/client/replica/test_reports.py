"""Reports: from persons, from anyone at a front desk, from an invitation; and what is refused of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from client.core.records import Record
from client.core.replica import Identity, Quarantined, Shown, author_report
from client.core.replica.letter import Letter
from client.core.replica.pen import header_for
from crypto.entry import Entry, sign_entry
from crypto.errors import Malformed
from crypto.policy import CircleKind, Reporter, ReporterRole
from crypto.report import seal_report
from crypto.ring import KeyRing
from crypto.types import EntryClass, Uid
from tests.client.replica.world import Chain, File, Party, protection_file


def _front_desk(file: File) -> Chain:
    policy = file.world.policy(CircleKind.FRONT_DESK, [file.deciding, file.supervising], [file.prosecutor])
    return file.world.found(file.aliya, policy, [file.bolat])


def _written_by_hand(file: File, chain: Chain, party: Party, letter: bytes) -> Entry:
    """A report whose inside a modified client made."""
    view = party.replica(chain).view or file.aliya.replica(chain).view
    assert view is not None
    world = file.world
    epoch = (view.generation, view.epoch)
    header = header_for(chain.circle, epoch, EntryClass.REPORT, Uid(world.entropy(16)), party.identity, world.now, world.seen, None)
    return sign_entry(party.identity.ring.signing_seed, header, seal_report(view.intake_key, header, letter))


def _last(party: Party, chain: Chain) -> Quarantined:
    outcome = party.sync(chain)[-1]
    assert isinstance(outcome, Quarantined)
    return outcome


def test_anyone_reports_at_a_front_desk_and_reads_the_answer() -> None:
    file = protection_file()
    chain = _front_desk(file)
    witness = file.world.person("witness")
    witness.report(chain, {"text": "Мені өлтіремін деп қорқытты"}, kind="statement")
    for party in (file.aliya, file.bolat, file.prosecutor):
        party.sync(chain)
        [shown] = party.of(chain, Shown)
        assert (shown.role, shown.author, shown.author_hash) == ("anyone", None, witness.holder)
        assert party.texts(chain) == ["Мені өлтіремін деп қорқытты"]
    file.aliya.write(chain, {"text": "your receipt"}, disclose_to=[shown.reading_key])
    witness.sync(chain)
    assert witness.texts(chain) == ["your receipt"]


def test_an_officer_reports_with_a_certificate() -> None:
    file = protection_file()
    chain = _front_desk(file)
    file.erlan.report(chain, {"text": "from another body"})
    file.aliya.sync(chain)
    [shown] = file.aliya.of(chain, Shown)
    assert shown.author is not None
    assert shown.author.name == "erlan"


def test_a_report_of_a_stranger_is_refused_outside_the_front_desk() -> None:
    file = protection_file()
    chain = file.person_circle()
    stranger = file.world.person("stranger")
    stranger.modes[chain.circle] = stranger.mode(chain)
    stranger.sync(chain)
    view = stranger.replica(chain).view
    assert view is not None
    entry = author_report(
        view, stranger.identity, Record("threat", 1, {}).encode(), uid=Uid(bytes(16)), now=file.world.now, seen=file.world.seen
    )
    chain.append(entry, lenient=True)
    assert _last(file.aliya, chain).code == "reporter"


def test_a_report_placed_twice_by_the_server_is_shown_once() -> None:
    """A report has no position and no prev: only its uid tells."""
    file = protection_file()
    chain = file.person_circle()
    received = file.person.report(chain, {"text": "once"})
    chain.append(received.entry, lenient=True)
    assert _last(file.aliya, chain).code == "duplicate-uid"
    assert file.aliya.texts(chain) == ["once"]


def test_a_report_moved_to_another_epoch_is_refused() -> None:
    file = protection_file()
    chain = file.person_circle()
    received = file.person.report(chain, {"text": "old"})
    chain.received.pop()
    chain.chain = file.aliya.replica(chain).head_chain or chain.chain
    file.aliya.commit(chain)
    chain.append(received.entry, lenient=True)
    assert _last(file.aliya, chain).code == "epoch"


def test_a_letter_with_another_key_than_its_author_is_refused() -> None:
    file = protection_file()
    chain = file.person_circle()
    ring = KeyRing.random(file.world.entropy)
    letter = Letter(ring.verify_key, ring.reading_key, Record("threat", 1, {}).encode())
    chain.append(_written_by_hand(file, chain, file.person, letter.encode()), lenient=True)
    assert _last(file.aliya, chain).code == "letter-key"


def test_a_report_signed_by_another_key_is_refused() -> None:
    """By someone who knows the person's verify key, and so can write the right letter."""
    file = protection_file()
    chain = file.person_circle()
    ring = file.person.identity.ring
    letter = Letter(ring.verify_key, ring.reading_key, Record("threat", 1, {}).encode())
    entry = _written_by_hand(file, chain, file.person, letter.encode())
    forged = sign_entry(file.world.entropy(32), entry.header, entry.body)
    chain.append(forged, lenient=True)
    assert _last(file.aliya, chain).code == "bad-signature"


@pytest.mark.parametrize("record", [b"", b"{}", b'{"payload":{},"type":"threat","version":1} '])
def test_a_report_that_is_no_record_is_quarantined_and_the_rest_goes_on(record: bytes) -> None:
    file = protection_file()
    chain = file.person_circle()
    ring = file.person.identity.ring
    letter = Letter(ring.verify_key, ring.reading_key, record).encode()
    chain.append(_written_by_hand(file, chain, file.person, letter), key=ring.verify_key)
    chain.append(_written_by_hand(file, chain, file.person, b"\x01no letter"), key=ring.verify_key)
    file.person.report(chain, {"text": "well made"})
    file.aliya.sync(chain)
    assert file.aliya.codes(chain) == ["malformed-record", "malformed"]
    assert file.aliya.texts(chain) == ["well made"]


def test_no_client_makes_a_report_that_is_no_record() -> None:
    file = protection_file()
    chain = file.person_circle()
    view = file.aliya.replica(chain).view
    assert view is not None
    with pytest.raises(Malformed):
        author_report(view, file.person.identity, b"hello", uid=Uid(bytes(16)), now=file.world.now, seen=file.world.seen)


def test_the_server_cannot_open_nor_the_reporter_reread_a_report() -> None:
    file = protection_file()
    chain = file.person_circle()
    received = file.person.report(chain, {"text": "CANARY"})
    assert b"CANARY" not in received.entry.encode()
    file.person.sync(chain)
    [shown] = file.person.of(chain, Shown)
    assert (shown.plaintext, shown.sealed_reason) == (None, "own-report")


def test_a_person_enrols_by_an_invitation_that_works_once() -> None:
    file = protection_file()
    invitation = file.world.person("invitation")
    chain = file.person_circle(file.bolat, invitations=[invitation])
    newcomer = file.world.person("newcomer")
    # the card's signing key with the reading key of the person's own new passphrase
    card = Identity(KeyRing(invitation.identity.ring.signing_seed, newcomer.identity.ring.reading_seed), invitation.holder)
    key = newcomer.identity.ring.verify_key.hex()
    invitation.report(chain, {"verify_key": key}, kind="enrol", identity=card)
    file.aliya.sync(chain)
    [shown] = file.aliya.of(chain, Shown)
    assert shown.role == "invitation"
    assert shown.reading_key == newcomer.identity.ring.reading_key
    invitation.report(chain, {"verify_key": key}, kind="enrol", identity=card)
    assert _last(file.aliya, chain).code == "invitation-used"

    policy = file.aliya.replica(chain).history[-1].policy
    kept = tuple(reporter for reporter in policy.reporters if reporter.role is not ReporterRole.INVITATION)
    enrolled = replace(policy, reporters=(*kept, Reporter(newcomer.holder, ReporterRole.PERSON)))
    file.aliya.commit(chain, policy=enrolled)
    newcomer.report(chain, {"text": "it is me"})
    file.bolat.sync(chain)
    assert file.bolat.texts(chain)[-1] == "it is me"
    assert file.bolat.codes(chain) == ["invitation-used"]


def test_an_invitation_reports_nothing_but_its_enrolment() -> None:
    file = protection_file()
    invitation = file.world.person("invitation")
    chain = file.person_circle(invitations=[invitation])
    invitation.report(chain, {"text": "a threat"})
    assert _last(file.aliya, chain).code == "invitation"
    invitation.report(chain, {"verify_key": ""}, kind="enrol")
    file.aliya.sync(chain)
    assert [shown.role for shown in file.aliya.of(chain, Shown)] == ["invitation"]


def test_who_cannot_open_a_report_sees_that_it_is_unverified() -> None:
    """A newcomer to a circle without history, for a report from before."""
    file = protection_file()
    chain = file.person_circle(history=False)
    file.person.report(chain, {"text": "before"})
    file.aliya.commit(chain, add=[file.bolat.key_package()])
    file.bolat.sync(chain)
    [shown] = file.bolat.of(chain, Shown)
    assert (shown.plaintext, shown.sealed_reason, shown.flags) == (None, "no-key", ("unverified",))
    file.world.state_key(file.person)
    file.person.report(chain, {"text": "after"})
    file.bolat.sync(chain)
    assert file.bolat.texts(chain) == ["after"]
