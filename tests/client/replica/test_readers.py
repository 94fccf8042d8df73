"""Readers: what is sealed to them, what they notice, what they do not get; and disclosures to them and to persons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from client.core.replica import Blinded, Halted, Shown, disclose, late_seal
from crypto.commit import ReaderSeal, parse_commit_body
from crypto.errors import CannotOpen, Refused
from crypto.ledger import seal_for_reader
from crypto.policy import CircleKind
from tests.client.replica.world import Chain, File, Party, protection_file


def _blind(file: File, chain: Chain) -> None:
    """dana's modified client seals rubbish to the prosecutor; all else is right."""
    file.dana.sync(chain)
    draft = file.dana.draft_commit(chain)
    [seal] = parse_commit_body(draft.entry.body).seals
    sealed = seal.sealed[:-1] + bytes([seal.sealed[-1] ^ 1])
    file.dana.send(chain, file.dana.forge(draft, seals=(ReaderSeal(seal.holder, seal.key_hash, sealed),)))


def test_a_blinded_reader_says_so_and_reads_on_from_the_next_commit() -> None:
    file = protection_file()
    chain = file.coordination()
    file.prosecutor.sync(chain)
    _blind(file, chain)
    file.aliya.write(chain, {"text": "unseen"})
    file.prosecutor.sync(chain)
    [blinded] = file.prosecutor.of(chain, Blinded)
    assert blinded.code == "blinded"
    assert file.prosecutor.texts(chain) == []
    assert [shown.sealed_reason for shown in file.prosecutor.of(chain, Shown)] == ["no-key"]
    file.aliya.commit(chain)
    file.prosecutor.sync(chain)
    assert file.prosecutor.texts(chain) == ["unseen"]


def test_a_member_answers_a_blinded_reader_with_the_seal_in_a_record() -> None:
    file = protection_file()
    chain = file.coordination()
    file.prosecutor.sync(chain)
    _blind(file, chain)
    file.aliya.write(chain, {"text": "unseen"})
    file.prosecutor.sync(chain)
    key = file.prosecutor.identity.ring.reading_key
    plaintext = late_seal(file.aliya.replica(chain), file.prosecutor.holder, key)
    _send_plain(file.aliya, chain, plaintext, key)
    file.prosecutor.sync(chain)
    assert "unseen" in file.prosecutor.texts(chain)
    assert (1, 2) in file.prosecutor.replica(chain).keys


def _send_plain(party: Party, chain: Chain, plaintext: bytes, disclose_to: bytes) -> None:
    from client.core.records import parse

    record = parse(plaintext)
    party.write(chain, dict(record.payload), kind=record.type, disclose_to=[disclose_to])


def test_a_late_seal_of_other_keys_gives_nothing() -> None:
    file = protection_file()
    chain = file.coordination()
    file.prosecutor.sync(chain)
    _blind(file, chain)
    file.aliya.sync(chain)
    key = file.prosecutor.identity.ring.reading_key
    keys = file.aliya.replica(chain).current_keys
    assert keys is not None
    from client.core.replica.late import reader_seal_record

    false = reader_seal_record(replace(keys, ledger=bytes(32)), file.prosecutor.holder, key, chain.circle)
    file.aliya.write(chain, dict(false.payload), kind=false.type, disclose_to=[key])
    file.prosecutor.sync(chain)
    assert (1, 2) not in file.prosecutor.replica(chain).keys


def test_a_late_seal_goes_to_readers_only() -> None:
    file = protection_file()
    chain = file.coordination()
    from crypto.errors import Usage

    with pytest.raises(Usage):
        late_seal(file.aliya.replica(chain), file.erlan.holder, file.erlan.identity.ring.reading_key)


def test_members_refuse_a_commit_with_a_seal_for_a_key_that_its_reader_never_stated() -> None:
    """So a thief's key, or the author's own, cannot take the reader's place unseen."""
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    draft = file.dana.draft_commit(chain)
    keys = file.dana.replica(chain).current_keys
    assert keys is not None
    seal = seal_for_reader(keys, file.prosecutor.holder, file.erlan.identity.ring.reading_key, chain.circle)
    file.dana.send(chain, file.dana.forge(draft, seals=(seal,)), lenient=True)
    [outcome] = file.aliya.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "reader-key"


def test_members_refuse_a_commit_that_leaves_a_reader_out() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    draft = file.dana.draft_commit(chain)
    file.dana.send(chain, file.dana.forge(draft, seals=()))
    [outcome] = file.aliya.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "reader-seals"


def test_a_reader_changes_the_reading_key_and_reads_old_and_new() -> None:
    file = protection_file()
    chain = file.coordination()
    file.aliya.write(chain, {"text": "old key"})
    file.world.rotate_reading_key(file.prosecutor)
    file.aliya.commit(chain)
    file.aliya.write(chain, {"text": "new key"})
    file.prosecutor.sync(chain)
    assert file.prosecutor.texts(chain) == ["old key", "new key"]
    assert file.prosecutor.codes(chain) == []
    seals = [parse_commit_body(chain.received[n].entry.body).seals[0].key_hash for n in (0, 2)]
    assert seals[0] != seals[1]


def test_a_key_that_was_replaced_before_the_author_looked_is_refused() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    stale = file.world.statements
    file.world.rotate_reading_key(file.prosecutor)
    now, file.world.statements = file.world.statements, stale
    draft = file.dana.draft_commit(chain)
    file.world.statements = now
    file.dana.send(chain, draft)
    [outcome] = file.aliya.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "reader-key"


def test_no_commit_is_made_for_a_reader_who_stated_no_key() -> None:
    file = protection_file()
    silent = file.world.device(file.supervising, "silent", ["prosecutor"], state_key=False)
    policy = file.world.policy(CircleKind.COORDINATION, file.bodies, [silent])
    with pytest.raises(Refused) as caught:
        file.world.found(file.aliya, policy)
    assert caught.value.code == "no-reading-key"


def test_readers_get_no_restricted_record_until_it_is_disclosed() -> None:
    file = protection_file()
    chain = file.coordination()
    received = file.aliya.write(chain, {"text": "the address"}, restricted=True)
    file.prosecutor.sync(chain)
    [shown] = file.prosecutor.of(chain, Shown)
    assert (shown.plaintext, shown.sealed_reason, shown.restricted) == (None, "restricted", True)
    with pytest.raises(CannotOpen):
        disclose(file.prosecutor.replica(chain), received.entry, file.erlan.identity.ring.reading_key)
    file.dana.sync(chain)
    assert file.dana.texts(chain) == ["the address"]
    disclosure = disclose(file.dana.replica(chain), received.entry, file.prosecutor.identity.ring.reading_key)
    file.dana.write(chain, {"text": "as you asked"}, disclosures=[disclosure])
    file.prosecutor.sync(chain)
    assert file.prosecutor.texts(chain) == ["the address", "as you asked"]
    [first] = [o for o in file.prosecutor.of(chain, Shown) if o.received.position == received.position]
    assert first.via == "disclosure"


def test_a_wrong_key_disclosed_first_does_not_keep_the_right_one_out() -> None:
    file = protection_file()
    chain = file.coordination()
    received = file.aliya.write(chain, {"text": "the address"}, restricted=True)
    other = file.aliya.write(chain, {"text": "another"}, restricted=True)
    file.prosecutor.sync(chain)
    reading_key = file.prosecutor.identity.ring.reading_key
    file.dana.sync(chain)
    from client.core.replica import key_of
    from crypto.disclosure import seal_disclosure

    wrong = seal_disclosure(key_of(file.dana.replica(chain), other.entry), reading_key, chain.circle, received.entry.hash)
    file.dana.write(chain, {"text": "wrong"}, disclosures=[wrong])
    file.prosecutor.sync(chain)
    assert "the address" not in file.prosecutor.texts(chain)
    right = disclose(file.aliya.replica(chain), received.entry, reading_key)
    file.aliya.write(chain, {"text": "right"}, disclosures=[right])
    file.prosecutor.sync(chain)
    assert "the address" in file.prosecutor.texts(chain)


def test_a_person_gets_an_old_record_by_a_later_disclosure() -> None:
    file = protection_file()
    chain = file.person_circle()
    file.person.sync(chain)
    secret = file.aliya.write(chain, {"text": "the decision"})
    file.aliya.write(chain, {"text": "never for you"})
    key = file.person.identity.ring.reading_key
    file.aliya.write(chain, {"text": "here it is"}, disclosures=[disclose(file.aliya.replica(chain), secret.entry, key)])
    file.person.sync(chain)
    assert file.person.texts(chain) == ["the decision"]
    reasons = {shown.received.position: shown.sealed_reason for shown in file.person.of(chain, Shown)}
    assert reasons == {1: None, 3: "not-disclosed"}


def test_a_disclosure_that_does_not_open_is_flagged_and_the_record_stands() -> None:
    file = protection_file()
    chain = file.coordination()
    received = file.aliya.write(chain, {"text": "one"})
    good = disclose(file.aliya.replica(chain), received.entry, file.prosecutor.identity.ring.reading_key)
    bad = replace(good, sealed=good.sealed[:-1] + bytes([good.sealed[-1] ^ 1]))
    file.aliya.write(chain, {"text": "two"}, disclosures=[bad])
    file.prosecutor.sync(chain)
    assert file.prosecutor.texts(chain) == ["one", "two"]
    assert [shown.flags for shown in file.prosecutor.of(chain, Shown)] == [(), ("bad-disclosure",)]
