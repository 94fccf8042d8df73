"""Garbage raises our errors and nothing else: every byte flipped, every length cut, in each thing that comes from outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.errors import QorganError
from crypto.mls import Extension, Group, KeyPackageBundle, parse_key_package
from crypto.mls.extension import POLICY
from crypto.mls.message import unwrap, wrap
from tests.crypto.mls.vectors import flipped
from tests.crypto.mls.world import certificate, device, external_join, founder, group_of, leaf, seeded

Receive = Callable[[bytes], object]


def _things() -> dict[str, tuple[bytes, Receive]]:
    """Name -> (good bytes, who receives them)."""
    groups = group_of(3)
    receiver = groups[1].with_psk(b"id", b"secret")
    seed = seeded(b"cert")(32)
    new, certified = device(b"new"), device(b"x", credential=certificate("x", seed), seed=seed)
    add = founder().commit(seeded(b"c"), add=[new.bundle.key_package], extensions=[Extension(POLICY, b"p")])
    assert add.welcome is not None

    def process(data: bytes) -> object:
        return receiver.process(data, validate=None, allow_external=True)

    def public_commit() -> bytes:
        changes = groups[0].commit(seeded(b"c"), add=[new.bundle.key_package], remove=[leaf(2)], public=True)
        return changes.message

    return {
        "key package": (certified.bundle.key_package, parse_key_package),
        "welcome": (add.welcome, lambda data: Group.join(data, new.bundle, new.seed, validate=None)),
        "public commit": (public_commit(), process),
        "private commit": (groups[0].commit(seeded(b"c")).message, process),
        "proposal": (groups[0].propose_update(seeded(b"u"), public=True)[1], process),
        "application message": (groups[0].encrypt(b"text", seeded(b"e"))[1], process),
        "external commit": (external_join(groups[0].group_info())[1], process),
        "group info": (founder().group_info(), external_join),
    }


THINGS = _things()


@pytest.mark.parametrize("name", THINGS)
def test_a_flipped_bit_in_any_byte_is_refused(name: str) -> None:
    good, receive = THINGS[name]
    receive(good)
    for index in range(len(good)):
        with pytest.raises(QorganError):
            receive(flipped(good, index))


@pytest.mark.parametrize("name", THINGS)
def test_any_other_length_is_refused(name: str) -> None:
    good, receive = THINGS[name]
    for size in range(len(good)):
        with pytest.raises(QorganError):
            receive(good[:size])
    with pytest.raises(QorganError):
        receive(good + b"\0")


@pytest.mark.parametrize("suite", [3, 84])
def test_a_damaged_state_or_bundle_never_raises_anything_but_our_errors(suite: int) -> None:
    item = device(b"new", suite)
    group = group_of(2, suite)[0].propose_update(seeded(b"u"))[0]
    for good, decode in ((group.encode(), Group.decode), (item.bundle.encode(), KeyPackageBundle.decode)):
        step = max(1, len(good) // 500)
        for index in range(0, len(good), step):
            for broken in (flipped(good, index), good[:index]):
                try:
                    assert decode(broken).encode() == broken, "what decodes encodes to the same bytes"
                except QorganError:
                    continue


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(THINGS)), st.data())
def test_what_decodes_encodes_to_the_same_bytes(name: str, data: st.DataObject) -> None:
    good = bytearray(THINGS[name][0])
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        content = unwrap(bytes(good))
    except QorganError:
        return
    assert wrap(content) == bytes(good)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(1, 5))
def test_random_bytes_are_refused(data: bytes, wire_format: int) -> None:
    group = founder()
    for message in (data, b"\x00\x01" + wire_format.to_bytes(2, "big") + data):
        with pytest.raises(QorganError):
            group.process(message, validate=None, allow_external=True)
        with pytest.raises(QorganError):
            parse_key_package(message)
