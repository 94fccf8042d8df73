"""Leaves, signed notes and checkpoints: C2SP's own examples, then garbage."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Forged, Malformed
from crypto.log import (
    EMPTY_ROOT,
    Checkpoint,
    LeafKind,
    clear_leaf,
    entry_leaf,
    leaf_bytes,
    leaf_hash,
    open_checkpoint,
    other_leaf,
    salted,
    sign_checkpoint,
    verifier_key,
)
from crypto.note import open_note, parse_note, sign_note
from crypto.primitives import ed25519_public, sha256

# C2SP signed-note.md, "Example".
C2SP_KEY = base64.b64decode("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")[1:]
C2SP_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_NOTE = (
    "This is an example message.\n\n"
    "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# C2SP signed-note.md, the note at its top: several lines, an empty one among them, letters beyond ASCII. Its key is not given.
C2SP_POEM = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "\u2014 quasimodo.example/salvatore "
    "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)
# C2SP tlog-checkpoint.md. Its key is not given either.
C2SP_CHECKPOINT = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "\u2014 example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)

SEED = bytes(range(32))
KEY = ed25519_public(SEED)
ORIGIN = "qorgan.example/log"
ROOT = sha256(b"root")


def test_the_example_note_of_c2sp_opens_with_its_key() -> None:
    assert open_note(C2SP_NOTE, "example.com/foo", C2SP_KEY) == "This is an example message.\n"
    assert verifier_key("example.com/foo", C2SP_KEY) == C2SP_VKEY


def test_the_poem_of_c2sp_parses_with_its_empty_line() -> None:
    text, signatures = parse_note(C2SP_POEM)
    assert text.endswith("sole:\n\ned è subito sera.\n")
    assert [(name, len(signature)) for name, _, signature in signatures] == [("quasimodo.example/salvatore", 64)]


def test_the_example_checkpoint_of_c2sp_is_written_as_we_write_it() -> None:
    text, _ = parse_note(C2SP_CHECKPOINT)
    root = base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    assert Checkpoint("example.com/behind-the-sofa", 20852163, root).text() == text


def test_every_flipped_byte_of_the_example_note_is_refused() -> None:
    raw = C2SP_NOTE.encode()
    for place in range(len(raw)):
        for bit in (0x01, 0x20, 0x80):
            altered = raw[:place] + bytes([raw[place] ^ bit]) + raw[place + 1 :]
            with pytest.raises((Forged, Malformed)):
                open_note(altered.decode("utf-8", "surrogateescape"), "example.com/foo", C2SP_KEY)


@given(st.integers(1, 2**62), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_opens_as_it_was_signed(size: int, root: bytes) -> None:
    note = sign_checkpoint(SEED, ORIGIN, size, root)
    assert open_checkpoint(note, ORIGIN, KEY) == Checkpoint(ORIGIN, size, root)


def test_a_checkpoint_cut_anywhere_is_refused() -> None:
    note = sign_checkpoint(SEED, ORIGIN, 7, ROOT)
    for end in range(len(note)):
        with pytest.raises((Forged, Malformed)):
            open_checkpoint(note[:end], ORIGIN, KEY)


def test_a_checkpoint_of_another_key_or_name_is_refused() -> None:
    note = sign_checkpoint(SEED, ORIGIN, 7, ROOT)
    with pytest.raises(Forged):
        open_checkpoint(note, ORIGIN, ed25519_public(bytes(32)))
    with pytest.raises(Forged):
        open_checkpoint(note, "other.example/log", KEY)


def test_a_checkpoint_whose_text_names_another_log_is_refused() -> None:
    note = sign_note(SEED, ORIGIN, Checkpoint("other.example/log", 7, ROOT).text())
    with pytest.raises(Forged, match="another log"):
        open_checkpoint(note, ORIGIN, KEY)


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n07\n{base64.b64encode(ROOT).decode()}\n",
        f"{ORIGIN}\n-7\n{base64.b64encode(ROOT).decode()}\n",
        f"{ORIGIN}\n٧\n{base64.b64encode(ROOT).decode()}\n",
        f"{ORIGIN}\n0\n{base64.b64encode(ROOT).decode()}\n",
        f"{ORIGIN}\n{10**19}\n{base64.b64encode(ROOT).decode()}\n",
        f"{ORIGIN}\n7\n{base64.b64encode(ROOT[:31]).decode()}\n",
        f"{ORIGIN}\n7\n{base64.b64encode(ROOT).decode().rstrip('=')}\n",
        f"{ORIGIN}\n7\n{base64.b64encode(ROOT).decode()}\nextension\n",
        f"{ORIGIN}\n7\n",
        f"\n7\n{base64.b64encode(ROOT).decode()}\n",
    ],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        open_checkpoint(sign_note(SEED, ORIGIN, text), ORIGIN, KEY)


def test_the_signature_of_an_unknown_key_is_ignored() -> None:
    """C2SP signed-note: verifiers MUST ignore signatures from unknown keys, even if they share a name with a known key."""
    text = Checkpoint(ORIGIN, 7, ROOT).text()
    ours = sign_note(SEED, ORIGIN, text)
    theirs = sign_note(bytes(32), ORIGIN, text).removeprefix(text + "\n")
    assert open_checkpoint(ours + theirs, ORIGIN, KEY).size == 7


def test_a_note_with_one_good_and_one_bad_signature_of_the_known_key_is_refused() -> None:
    text = Checkpoint(ORIGIN, 7, ROOT).text()
    good = sign_note(SEED, ORIGIN, text)
    bad = sign_note(SEED, ORIGIN, Checkpoint(ORIGIN, 8, ROOT).text()).rpartition("\n\n")[2]
    with pytest.raises(Forged):
        open_checkpoint(good + bad, ORIGIN, KEY)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "a\u0085b", "a\ud800"])
def test_a_key_name_with_a_space_or_plus_is_refused(name: str) -> None:
    with pytest.raises(Malformed):
        sign_note(SEED, name, "text\n")


def test_an_origin_or_root_that_no_checkpoint_can_have_is_not_signed() -> None:
    for origin, size, root in (("a b", 1, ROOT), (ORIGIN, 1, ROOT[:5]), (ORIGIN, -1, ROOT), (ORIGIN, 0, ROOT)):
        with pytest.raises(Malformed):
            sign_checkpoint(SEED, origin, size, root)
    assert open_checkpoint(sign_checkpoint(SEED, ORIGIN, 0, EMPTY_ROOT), ORIGIN, KEY).size == 0


def test_a_leaf_binds_every_part_of_what_it_is_about() -> None:
    salt, circle, entry = bytes(16), bytes(32), sha256(b"entry")
    leaves = {
        entry_leaf(salt, circle, 3, entry, 1000),
        entry_leaf(b"\x01" * 16, circle, 3, entry, 1000),
        entry_leaf(salt, b"\x01" * 32, 3, entry, 1000),
        entry_leaf(salt, circle, 4, entry, 1000),
        entry_leaf(salt, circle, 3, circle, 1000),
        entry_leaf(salt, circle, 3, entry, 1001),
        other_leaf(LeafKind.STATEMENT, salt, b"x", 1000),
        other_leaf(LeafKind.ALARM, salt, b"x", 1000),
        other_leaf(LeafKind.ALARM, salt, b"x", 1001),
        other_leaf(LeafKind.ALARM, salt, b"y", 1000),
        clear_leaf(LeafKind.CERTIFICATE, b"x"),
        clear_leaf(LeafKind.REVOCATION, b"x"),
    }
    assert len(leaves) == 12


def test_a_leaf_is_hashed_with_its_kind_and_length() -> None:
    assert leaf_bytes(LeafKind.CERTIFICATE, b"abc") == b"\x02\x03abc"
    assert clear_leaf(LeafKind.CERTIFICATE, b"abc") == leaf_hash(b"\x02\x03abc")


def test_a_salt_of_another_size_is_refused() -> None:
    with pytest.raises(Malformed):
        salted(bytes(15), b"payload")
