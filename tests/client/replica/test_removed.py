"""T26: an officer who was removed, with all that the device ever held and everything that the server stores."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from client.core.replica import Blinded, Committed, Replica, Shown
from crypto.commit import parse_commit_body
from crypto.deadline import DeadlineMode, DeadlineOpen
from crypto.disclosure import open_disclosure
from crypto.entry import Entry, parse_record_body
from crypto.errors import QorganError
from crypto.ledger import open_deadline, open_links, open_reader_seal, open_record
from crypto.report import open_report
from crypto.types import EntryClass, Epoch
from crypto.vault import new_vault, open_half
from tests.client.replica.world import Chain, File, protection_file

LATER = 50


def _written_later(file: File, chain: Chain) -> None:
    """At least fifty objects of every kind after the removal."""
    deadline = DeadlineOpen(bytes(16), DeadlineMode.AFTER, 60, (), (), b"")
    bolat = file.bolat
    for number in range(LATER // 5):
        opened = replace(deadline, id=number.to_bytes(16, "big"))
        file.aliya.write(chain, {"text": f"later {number}"}, opens=[(opened, b"remind")])
        file.aliya.write(chain, {"text": f"restricted {number}"}, restricted=True)
        key = file.person.identity.ring.reading_key
        file.aliya.write(chain, {"text": f"disclosed {number}"}, disclose_to=[key])
        file.person.report(chain, {"text": f"report {number}"})
        file.aliya.commit(chain)
    assert bolat.hash not in chain.roster


def test_a_removed_officer_opens_nothing_that_comes_after() -> None:
    file = protection_file()
    chain = file.person_circle(file.bolat)
    file.aliya.write(chain, {"text": "before"})
    file.bolat.sync(chain)
    stolen, seed = file.bolat.replica(chain), file.bolat.identity.ring.reading_seed
    removal = file.aliya.commit(chain, remove=[file.bolat.hash])
    _written_later(file, chain)
    file.bolat.sync(chain)
    assert file.bolat.texts(chain) == ["before"]
    assert file.bolat.replica(chain).left

    entries = [received.entry for received in chain.received[removal.position :]]
    assert len(entries) > LATER
    tries, opened = _opened(_attempts(stolen, file.bolat.replica(chain), entries, seed))
    assert tries >= 5 * LATER
    assert opened == 0


def _attempts(stolen: Replica, after: Replica, entries: Iterable[Entry], seed: bytes) -> Iterable[Callable[[], object]]:
    """Every object against every key of the old state, as it is and as if it were of the object's own epoch."""
    every = [*stolen.keys.values(), *after.keys.values()]
    assert every
    for entry in entries:
        header, kind = entry.header, entry.header.entry_class
        epoch: dict[str, Any] = {"generation": header.generation, "epoch": header.epoch}
        for keys in (*every, *(replace(own, **epoch) for own in every)):
            if kind is EntryClass.RECORD:
                yield partial(open_record, keys, entry)
                yield from (partial(open_deadline, keys.ledger, header.circle, deadline) for deadline in header.opens)
            elif kind is EntryClass.REPORT:
                yield partial(open_report, keys.intake_seed, entry)
        if kind is EntryClass.RECORD:
            disclosures = parse_record_body(entry.body).disclosures
            yield from (partial(open_disclosure, disclosure, seed, header.circle) for disclosure in disclosures)
        if kind is EntryClass.COMMIT:
            yield from _commit_attempts(stolen, entry, epoch, seed)


def _opened(attempts: Iterable[Callable[[], object]]) -> tuple[int, int]:
    """How many were tried, and how many gave anything."""
    tries, opened = 0, 0
    for attempt in attempts:
        tries += 1
        with suppress(QorganError):
            attempt()
            opened += 1
    return tries, opened


def _commit_attempts(stolen: Replica, entry: Entry, epoch: dict[str, Any], seed: bytes) -> Iterable[Callable[[], object]]:
    body, group = parse_commit_body(entry.body), stolen.group
    assert group is not None

    def next_epoch() -> bytes:
        """The MLS commit itself: processing the removal closes the group, later ones are of another epoch."""
        processed = group.process(body.mls_commit, validate=None)
        return processed.group.export(b"qorgan ledger", b"", 32)

    yield next_epoch
    for seal in body.seals:
        for key in (seed, bytes(32)):
            yield partial(open_reader_seal, seal, key, body.commitments, circle=entry.header.circle, **epoch)
    for keys in stolen.keys.values():
        if body.links is not None:
            yield partial(open_links, replace(keys, **epoch), body.links, *stolen.history[-1].epoch, body.commitments)


def test_the_attempts_would_open_what_came_before() -> None:
    """The control: the same attempts open what the officer was entitled to."""
    file = protection_file()
    chain = file.person_circle(file.bolat)
    deadline = DeadlineOpen(bytes(16), DeadlineMode.AFTER, 60, (), (), b"")
    key = file.bolat.identity.ring.reading_key
    file.aliya.write(chain, {"text": "before"}, opens=[(deadline, b"remind")], restricted=True)
    file.aliya.write(chain, {"text": "disclosed"}, disclose_to=[key])
    file.person.report(chain, {"text": "report"})
    file.bolat.sync(chain)
    held = file.bolat.replica(chain)
    entries = [received.entry for received in chain.received[1:]]
    # two records and the report with both spellings of the keys, the deadline with all four, one disclosure
    assert _opened(_attempts(held, held, entries, file.bolat.identity.ring.reading_seed))[1] >= 5


def test_a_removed_officer_opens_no_vault_sealed_after() -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.aliya.commit(chain, remove=[file.bolat.hash])
    first = (file.aliya.holder, file.aliya.identity.ring.reading_key)
    second = (file.dana.holder, file.dana.identity.ring.reading_key)
    vault = new_vault(b"a real name", [first], [second], chain.circle, file.world.entropy)
    for half in vault.halves:
        with pytest.raises(QorganError):
            open_half(vault, half, file.bolat.identity.ring.reading_seed)


def test_removed_is_shown_only_once_the_epoch_has_changed() -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.dana.sync(chain)
    draft = file.aliya.draft_commit(chain, remove=[file.bolat.hash])
    file.aliya.pending[chain.circle] = draft
    for party in (file.aliya, file.dana):
        assert file.bolat.hash in party.replica(chain).history[-1].roster
        assert all(file.bolat.hash not in o.removed for o in party.of(chain, Committed))
    file.aliya.send(chain, draft)
    file.dana.sync(chain)
    for party in (file.aliya, file.dana):
        assert party.of(chain, Committed)[-1].removed == (file.bolat.hash,)
        assert party.replica(chain).history[-1].epoch == (1, 2)


def test_a_removed_officers_device_neither_writes_nor_is_believed() -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.bolat.sync(chain)
    file.aliya.commit(chain, remove=[file.bolat.hash])
    entry = file.bolat.record(chain, {"text": "still here"})
    file.dana.sync(chain)
    shifted = replace(entry.header, position=chain.next, prev=chain.chain, epoch=Epoch(chain.epoch[1]))
    from crypto.entry import sign_entry

    chain.append(sign_entry(file.bolat.identity.ring.signing_seed, shifted, entry.body), lenient=True)
    file.dana.sync(chain)
    assert file.dana.codes(chain) == ["roster"]
    assert file.dana.of(chain, Shown, Blinded) == []
