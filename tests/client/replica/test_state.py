"""The state as a value: whatever fails leaves it as it was, whatever passes can be stored, and all members agree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.core.replica import Mode, Received, Replica, parse_authored
from client.core.replica.uids import UidSet, read_uids, uid_mark
from crypto.codec import Reader, Writer
from crypto.entry import Entry, parse_entry
from crypto.errors import Forged, Malformed, QorganError
from crypto.types import CircleId, Holder, LogIndex, Millis, Position, Uid
from tests.client.replica.world import Chain, File, protection_file

calm = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])

steps = st.lists(
    st.sampled_from(["aliya", "dana", "report", "add", "remove", "renew", "restricted", "race"]), min_size=1, max_size=9
)


def _take(file: File, chain: Chain, step: str) -> None:
    inside = file.bolat.hash in chain.roster
    if step in ("aliya", "dana"):
        getattr(file, step).write(chain, {"text": step})
    elif step == "restricted":
        file.aliya.write(chain, {"text": step}, restricted=True)
    elif step == "report":
        file.person.report(chain, {"text": step})
    elif step == "renew":
        file.dana.commit(chain)
    elif step == "add" and not inside:
        file.aliya.commit(chain, add=[file.bolat.key_package()])
    elif step == "remove" and inside:
        file.aliya.commit(chain, remove=[file.bolat.hash])
    elif step == "race":
        file.aliya.sync(chain)
        lost = file.aliya.draft_commit(chain)
        file.aliya.replicas[chain.circle] = file.aliya.replica(chain).spent(lost)
        file.aliya.pending[chain.circle] = lost
        file.dana.commit(chain)
        file.aliya.sync(chain)


def _circle(file: File) -> Chain:
    from crypto.policy import CircleKind

    policy = file.world.policy(CircleKind.PERSON, file.bodies, [file.prosecutor], [file.person])
    return file.world.found(file.aliya, policy, [file.dana])


@calm
@given(steps)
def test_all_members_agree_after_any_life(life: list[str]) -> None:
    file = protection_file()
    chain = _circle(file)
    for step in life:
        _take(file, chain, step)
    members = [p for p in (file.aliya, file.dana, file.bolat) if p.hash in chain.roster]
    for party in (*members, file.prosecutor):
        party.sync(chain)
        assert party.codes(chain) == []
        assert party.replica(chain).head_chain == chain.chain
    replicas = [party.replica(chain) for party in members]
    assert len({replica.head for replica in replicas}) == 1
    assert all(replica.keys == replicas[0].keys for replica in replicas)
    assert len({replica.group.epoch_authenticator for replica in replicas if replica.group}) == 1
    assert all(sorted(p.texts(chain)) == sorted(members[0].texts(chain)) for p in members)
    ours = replicas[0].keys
    for epoch, keys in file.prosecutor.replica(chain).keys.items():
        assert (keys.ledger, keys.intake_seed, keys.restricted) == (ours[epoch].ledger, ours[epoch].intake_seed, None)


@calm
@given(steps, st.data())
def test_a_failed_apply_leaves_the_state_equal(life: list[str], data: st.DataObject) -> None:
    """Also one that passes: the old state is as it was, and stands for another try."""
    file = protection_file()
    chain = _circle(file)
    for step in life:
        _take(file, chain, step)
    party = data.draw(st.sampled_from([file.dana, file.prosecutor, file.person]))
    entries = chain.for_party(party)
    at = data.draw(st.integers(0, len(entries) - 1))
    context = party.context(chain)
    party.replicas.clear()
    state = party.replica(chain).replay(entries[:at], context).replica
    before = state.encode()
    bent = _bend(entries[at], data)
    try:
        step_after = state.apply(bent, context)
    except Forged:
        step_after = None
    assert state.encode() == before
    if step_after is not None and bent != entries[at]:
        after = step_after.replica
        assert (after.view, after.keys, after.group, after.history) == (state.view, state.keys, state.group, state.history)
    true = state.apply(entries[at], context)
    assert state.encode() == before
    assert Replica.decode(true.replica.encode()).encode() == true.replica.encode()


def _bend(received: Received, data: st.DataObject) -> Received:
    """Another place, another time, or one bit of the entry: what a server can do without any key. A welcome goes with it."""
    what = data.draw(st.sampled_from(["position", "index", "time", "bit", "cut"]))
    if what == "position":
        return replace(received, position=Position(received.position + data.draw(st.integers(1, 3))))
    if what == "index":
        return replace(received, index=LogIndex(0)) if received.position else received
    if what == "time":
        return replace(received, accepted_at=Millis(1)) if received.position else received
    spelt = received.entry.encode()
    at = data.draw(st.integers(0, len(spelt) * 8 - 1))
    changed = bytearray(spelt)
    changed[at // 8] ^= 1 << at % 8
    entry = _parsed(bytes(changed) if what == "bit" else spelt[: at // 8])
    return received if entry is None else replace(received, entry=entry)


def _parsed(data: bytes) -> Entry | None:
    try:
        return parse_entry(data)
    except Malformed:
        return None


def test_an_encoded_replica_cut_anywhere_is_malformed() -> None:
    file = protection_file()
    chain = _circle(file)
    file.aliya.write(chain, {"text": "one"})
    file.aliya.sync(chain)
    spelt = file.aliya.replica(chain).encode()
    for at in range(0, len(spelt), 7):
        with pytest.raises(Malformed):
            Replica.decode(spelt[:at])
    for wrong in (b"\xff" + spelt[1:], spelt + b"\0"):
        with pytest.raises(Malformed):
            Replica.decode(wrong)


def test_a_damaged_replica_never_raises_anything_but_malformed() -> None:
    file = protection_file()
    chain = _circle(file)
    spelt = file.aliya.replica(chain).encode()
    for at in range(0, len(spelt), 11):
        bent = spelt[:at] + bytes([spelt[at] ^ 0x41]) + spelt[at + 1 :]
        try:
            Replica.decode(bent)
        except QorganError:
            continue


def test_a_pending_commit_is_kept_and_found_again() -> None:
    file = protection_file()
    chain = _circle(file)
    draft = file.aliya.draft_commit(chain, add=[file.bolat.key_package()])
    kept = parse_authored(draft.encode())
    assert kept == draft
    file.aliya.send(chain, kept)
    file.bolat.write(chain, {"text": "in"})
    file.aliya.sync(chain)
    assert file.aliya.texts(chain) == ["in"]
    for cut in (0, 1, 100, len(draft.encode()) - 1):
        with pytest.raises(Malformed):
            parse_authored(draft.encode()[:cut])


def test_no_secret_is_printed() -> None:
    file = protection_file()
    chain = _circle(file)
    file.aliya.write(chain, {"text": "CANARY"})
    draft = file.aliya.draft_commit(chain)
    step = file.dana.replica(chain).replay(chain.for_party(file.dana), file.dana.context(chain))
    printed = "".join(repr(value) for value in (step, step.replica, draft, file.aliya.context(chain), file.aliya.identity))
    keys = file.aliya.replica(chain).current_keys
    assert keys is not None
    secrets = [keys.ledger, keys.intake_seed, keys.restricted or b"", file.aliya.identity.ring.signing_seed]
    assert "CANARY" not in printed
    assert not any(secret.hex() in printed or repr(secret)[2:-1] in printed for secret in secrets)


@given(st.lists(st.binary(min_size=16, max_size=16), unique=True, max_size=40))
def test_a_set_of_uids_reads_back_as_it_was_written(uids: list[bytes]) -> None:
    marks = [uid_mark(Holder(bytes(32)), Uid(uid)) for uid in uids]
    found = UidSet()
    for mark in marks:
        assert mark not in found
        found = found.with_mark(mark)
    assert all(mark in found for mark in marks)
    assert len(found) == len(marks)
    reader = Reader(found.write(Writer()).bytes())
    assert read_uids(reader) == found


def test_the_same_uid_of_another_author_is_another_mark() -> None:
    uid = Uid(bytes(16))
    assert uid_mark(Holder(bytes(32)), uid) != uid_mark(Holder(bytes(31) + b"\1"), uid)


def test_a_replica_starts_empty() -> None:
    replica = Replica.empty(CircleId(bytes(32)), Mode.READER)
    assert (replica.view, replica.head_position, replica.head_chain, replica.current_keys) == (None, -1, None, None)
    assert Replica.decode(replica.encode()) == replica
