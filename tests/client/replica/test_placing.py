"""What a server that withholds, repeats, reorders or forks gets: a loud error, and a state that is as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from client.core.replica import Received
from crypto.errors import Forged
from crypto.types import CircleId, LogIndex, Millis, Position
from tests.client.replica.world import Chain, File, protection_file


def _four(file: File) -> Chain:
    chain = file.coordination()
    for text in ("one", "two", "three"):
        file.aliya.write(chain, {"text": text})
    file.dana.replicas.clear()
    return chain


def _withheld(chain: Chain) -> Received:
    return chain.received[3]


def _repeated(chain: Chain) -> Received:
    return chain.received[1]


def _moved(chain: Chain) -> Received:
    return replace(chain.received[3], position=Position(2))


def _renumbered(chain: Chain) -> Received:
    return replace(chain.received[2], index=LogIndex(0))


def _earlier(chain: Chain) -> Received:
    return replace(chain.received[2], accepted_at=Millis(1))


@pytest.mark.parametrize(
    ("what", "code"),
    [(_withheld, "gap"), (_repeated, "repeated"), (_moved, "fork"), (_renumbered, "reordered"), (_earlier, "reordered")],
)
def test_an_entry_out_of_place_stops_the_circle_and_changes_nothing(what: Callable[[Chain], Received], code: str) -> None:
    file = protection_file()
    chain = _four(file)
    dana = file.dana
    context = dana.context(chain)
    replica = dana.replica(chain).replay(chain.for_party(dana)[:2], context).replica
    before = replica.encode()
    with pytest.raises(Forged) as caught:
        replica.apply(what(chain), context)
    assert caught.value.code == code
    assert replica.encode() == before
    assert replica.apply(chain.received[2], context).replica.head_position == 2


def test_an_entry_that_follows_on_another_chain_is_a_fork() -> None:
    file = protection_file()
    chain = _four(file)
    forked = protection_file()
    other = _four(forked)
    assert chain.circle == other.circle
    other.received[2:] = []
    other.chain = file.aliya.replica(chain).head_chain or other.chain
    record = forked.aliya.record(other, {"text": "another two"})
    entry = file.aliya.record(chain, {"text": "four"})
    assert record.hash != entry.hash
    context = file.dana.context(chain)
    replica = file.dana.replica(chain).replay(chain.for_party(file.dana)[:3], context).replica
    shifted = replace(chain.received[3], entry=replace(record, header=replace(record.header, position=Position(3))))
    with pytest.raises(Forged) as caught:
        replica.apply(shifted, context)
    assert caught.value.code == "fork"


def test_an_entry_of_another_circle_is_refused() -> None:
    file = protection_file()
    chain = _four(file)
    replica = file.aliya.replica(chain)
    with pytest.raises(Forged) as caught:
        replace(replica, circle=CircleId(bytes(32))).apply(chain.received[3], file.aliya.context(chain))
    assert caught.value.code == "wrong-circle"


def test_a_reporter_notices_a_commit_that_is_withheld() -> None:
    file = protection_file()
    chain = file.person_circle()
    file.person.sync(chain)
    file.aliya.commit(chain)
    file.aliya.commit(chain)
    with pytest.raises(Forged) as caught:
        file.person.replica(chain).apply(chain.received[2], file.person.context(chain))
    assert caught.value.code == "gap"
    file.person.sync(chain)
    assert file.person.replica(chain).head_position == 2
