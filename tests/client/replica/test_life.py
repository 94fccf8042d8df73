"""The life of a circle, seen by everyone in it: real cryptography, with the circle's own suite and with the faster one."""

from __future__ import annotations

import pytest

from client.core.replica import Committed, Mode, Shown, predicted_roster
from crypto.mls import SUITE_X25519_CHACHA, SUITE_XWING
from tests.client.replica.world import protection_file


@pytest.mark.parametrize("suite", [SUITE_X25519_CHACHA, SUITE_XWING])
def test_the_life_of_a_circle(suite: int) -> None:
    file = protection_file(suite=suite)
    aliya, bolat, dana, prosecutor = file.aliya, file.bolat, file.dana, file.prosecutor
    chain = file.coordination()
    aliya.write(chain, {"text": "a threat was made"})
    dana.write(chain, {"text": "guard is ordered"})
    everyone = [aliya, dana, prosecutor]
    for party in everyone:
        party.sync(chain)
        assert party.texts(chain) == ["a threat was made", "guard is ordered"]
        assert party.codes(chain) == []
    assert prosecutor.mode(chain) is Mode.READER

    aliya.commit(chain, add=[bolat.key_package()])
    bolat.sync(chain)
    assert bolat.texts(chain) == ["a threat was made", "guard is ordered"]
    bolat.write(chain, {"text": "I have read the past"})
    aliya.commit(chain, remove=[bolat.hash])
    dana.write(chain, {"text": "without him"})
    for party in (*everyone, bolat):
        party.sync(chain)
        assert party.codes(chain) == []
    for party in everyone:
        assert party.texts(chain)[2:] == ["I have read the past", "without him"]
    assert bolat.texts(chain)[2:] == ["I have read the past"]
    assert bolat.replica(chain).left
    assert bolat.replica(chain).group is None
    assert {party.replica(chain).head_chain for party in (*everyone, bolat)} == {chain.chain}


def test_the_person_reports_and_reads_by_disclosure_only() -> None:
    file = protection_file()
    chain = file.person_circle(file.bolat)
    file.person.report(chain, {"text": "they came to my house"})
    file.aliya.write(chain, {"text": "for officers"})
    [shown] = [o for o in file.aliya.of(chain, Shown) if o.role == "person"]
    assert shown.reading_key == file.person.identity.ring.reading_key
    file.aliya.write(chain, {"text": "we come at once"}, disclose_to=[shown.reading_key])
    file.person.sync(chain)
    assert file.person.texts(chain) == ["we come at once"]
    own = [o for o in file.person.of(chain, Shown) if o.sealed_reason == "own-report"]
    assert len(own) == 1
    for party in (file.aliya, file.bolat, file.prosecutor):
        party.sync(chain)
        assert party.texts(chain) == ["they came to my house", "for officers", "we come at once"]
        assert party.codes(chain) == []


def test_a_roster_is_foretold_for_those_who_approve_it() -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    foretold = predicted_roster(file.aliya.replica(chain), remove=[file.bolat.hash])
    file.aliya.commit(chain, remove=[file.bolat.hash])
    assert file.aliya.replica(chain).history[-1].roster == foretold
    newcomer = file.world.device(file.deciding, "newcomer")
    foretold = predicted_roster(file.aliya.replica(chain), add=[newcomer.hash])
    file.aliya.commit(chain, add=[newcomer.key_package()])
    assert file.aliya.replica(chain).history[-1].roster == foretold
    [genesis, *_] = file.aliya.of(chain, Committed)
    assert genesis.before is None
