"""The examples on the pages of docs/spec are what the code makes, and what it reads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from crypto.blob import BlobOpener, BlobRef, BlobSealer
from crypto.card import EnrolmentCard, FrontDeskCard
from crypto.document import document_code, printed
from crypto.document_seal import SealKey, issue_seal, parse_seal
from crypto.evidence import ClearLeaf, Evidence, Exhibit
from crypto.log import (
    LeafKind,
    MerkleTree,
    clear_leaf,
    entry_leaf,
    entry_payload,
    leaf_bytes,
    open_checkpoint,
    other_leaf,
    salted,
    sign_checkpoint,
    verifier_key,
    verify_consistency,
    verify_inclusion,
)
from crypto.naming import NameKey
from crypto.naming import normalised as normalised_name
from crypto.pad import pad, unpad
from crypto.primitives import (
    LABEL_LOGIN,
    ed25519_public,
    hkdf,
    hpke_message_key,
    hpke_open,
    hpke_open_with_key,
    hpke_public,
    labelled,
    p256_sign,
    sha256,
    sign,
    verify,
)
from crypto.ring import KeyRing, certificate_hash
from crypto.trust import (
    BodyKind,
    Deployment,
    Directory,
    Statements,
    issue_body,
    issue_crl,
    issue_device,
    issue_root,
    make_deployment,
    parse_certificate,
)
from crypto.types import CircleId, EntryHash, Millis
from crypto.words import normalise, short_code
from crypto.work import check, find
from tests.crypto.toolbox import SPEC, example

SEED = bytes(range(32))
SALT = bytes(range(16))
CIRCLE = b"\xc1" * 32
PHRASE = "abacus zoom unicorn oxidant kept cactus"
START = 1_800_000_000_000
DAY = 86_400_000
ORIGIN = "log.qorgan.example"


def block(page: str, kind: str) -> str:
    """The first fenced block of that kind."""
    found = re.search(rf"^```{kind}\n(.*?)^```", (SPEC / f"{page}.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None, f"{page}.md has no block of kind {kind}"
    return found[1]


def sealed_on_the_page() -> bytes:
    return bytes.fromhex("".join(block("primitives", "seal").split()))


def primitives() -> dict[str, str]:
    return {
        "seed": SEED.hex(),
        "verify_key": ed25519_public(SEED).hex(),
        "message": b"nonce".hex(),
        "signed": labelled(LABEL_LOGIN, b"nonce").hex(),
        "signature": sign(SEED, LABEL_LOGIN, b"nonce").hex(),
        "sha256_of_reading_key": sha256(hpke_public(SEED)).hex(),
    }


def padding() -> dict[str, str]:
    return {
        "plaintext": b"abc".hex(),
        "sha256_of_padded": sha256(pad(b"abc")).hex(),
        "first_bytes_of_padded": pad(b"abc")[:8].hex(),
    }


def words() -> dict[str, str]:
    typed = "Abacus-ZOOM  unicorn\u2013oxidant\u00a0kерt cactus\r\n"
    assert normalise(typed) == PHRASE
    return {"typed": typed.encode().hex(), "normalised": PHRASE.encode().hex(), "short_code": short_code(b"a", b"b").encode().hex()}


def ring() -> dict[str, str]:
    made = KeyRing.from_passphrase(PHRASE, SALT)
    return {
        "words": PHRASE.encode().hex(),
        "salt": SALT.hex(),
        "signing_seed": made.signing_seed.hex(),
        "reading_seed": made.reading_seed.hex(),
        "verify_key": made.verify_key.hex(),
        "person_hash": made.person_hash.hex(),
        "reading_key_hash": made.reading_key_hash.hex(),
        "encoded": made.encode().hex(),
    }


def document_seal() -> dict[str, str]:
    root_seed, body_seed, own = (bytes([n]) * 32 for n in (1, 2, 7))
    root = issue_root(root_seed, "Root", START, START + 20 * 365 * DAY)
    body = issue_body(root_seed, root, ed25519_public(body_seed), "Court", BodyKind.DECIDING, START, START + 10 * 365 * DAY)
    seal = issue_seal(body_seed, body, own, "Documents", START, START + 365 * DAY)
    return {
        "seed": own.hex(),
        "point": parse_seal(seal).point.hex(),
        "certificate": seal.hex(),
        "signature_of_abc": p256_sign(own, b"abc").hex(),
        "first_bytes_of_key": SealKey(own, seal).encode()[:40].hex(),
    }


def evidence() -> dict[str, str]:
    exhibit = Exhibit(CircleId(CIRCLE), 3, 9, Millis(START), SALT, b"", (SEED,), SEED)
    leaf = ClearLeaf(LeafKind.CERTIFICATE, 4, b"certificate", (SEED,))
    made = Evidence(b"deployment", "checkpoint", b"{}", (leaf,), (exhibit,)).encode()
    assert Evidence.decode(made).exhibits == (exhibit,)
    key = hpke_message_key(SEED, sealed_on_the_page(), b"info")
    return {"circle": CIRCLE.hex(), "salt": SALT.hex(), "evidence": made.hex(), "key_of_the_seal": key.hex()}


def trust() -> dict[str, str]:
    root_seed, body_seed, device_seed = (bytes([n]) * 32 for n in (1, 2, 3))
    root = issue_root(root_seed, "Root", START, START + 20 * 365 * DAY)
    body = issue_body(root_seed, root, ed25519_public(body_seed), "Court", BodyKind.DECIDING, START, START + 10 * 365 * DAY)
    roles = ["officer", "duty"]
    device = issue_device(body_seed, body, ed25519_public(device_seed), "Desk 1", roles, START, START + 365 * DAY)
    crl = issue_crl(body_seed, body, 1, START, START + DAY, [(parse_certificate(device).serial, START)])
    deployment = make_deployment(root_seed, "Example", SALT, root, ORIGIN, ed25519_public(SEED))
    statement = Statements().next(device_seed, certificate_hash(device), hpke_public(SEED), START)
    return {
        "root_seed": root_seed.hex(),
        "body_seed": body_seed.hex(),
        "device_seed": device_seed.hex(),
        "root": root.hex(),
        "body": body.hex(),
        "device": device.hex(),
        "revocation": crl.hex(),
        "deployment": deployment.encode().hex(),
        "sha256_of_statement": sha256(statement.encode()).hex(),
        "hash_of_statement": statement.hash.hex(),
    }


def log() -> dict[str, str]:
    payload = entry_payload(CIRCLE, 3, SEED, START)
    leaves = [
        entry_leaf(SALT, CIRCLE, 3, SEED, START),
        clear_leaf(LeafKind.CERTIFICATE, b"abc"),
        other_leaf(LeafKind.ALARM, SALT, b"abc", START),
    ]
    tree = MerkleTree(leaves)
    return {
        "salt": SALT.hex(),
        "circle": CIRCLE.hex(),
        "entry_hash": SEED.hex(),
        "payload": payload.hex(),
        "leaf_0": leaf_bytes(LeafKind.ENTRY, salted(SALT, payload)).hex(),
        "leaf_1": leaf_bytes(LeafKind.CERTIFICATE, b"abc").hex(),
        "hash_0": leaves[0].hex(),
        "hash_1": leaves[1].hex(),
        "hash_2": leaves[2].hex(),
        "root": tree.root().hex(),
        "inclusion_of_2": b"".join(tree.inclusion_proof(2)).hex(),
        "consistency_from_2": b"".join(tree.consistency_proof(2)).hex(),
    }


def document() -> dict[str, str]:
    entry = EntryHash(b"\x01" * 32)
    values = {"form": b"order", "language": b"kk", "entry": entry, "text": "Тапсырма".encode()}
    code = document_code("order", "kk", entry, "Тапсырма")
    assert printed(code) in (SPEC / "document.md").read_text(encoding="utf-8")
    return {name: value.hex() for name, value in {**values, "code": code}.items()}


def tokens() -> dict[str, str]:
    one, other = "Құсайынов Ғалым", "Галым КУСАЙЫНОВ"
    key = NameKey(SEED)
    assert key.token(one) == key.token(other)
    values = {"name_key": SEED, "one": one.encode(), "other": other.encode(), "normalised": normalised_name(one).encode()}
    return {name: value.hex() for name, value in {**values, "token": key.token(one)}.items()}


def work() -> dict[str, str]:
    return {"challenge": b"challenge".hex(), "bits": "0c", "work": find(b"challenge", 12).hex()}


def blob() -> dict[str, str]:
    sealer = BlobSealer(CIRCLE, SEED, 3, sha256(b"abc"))
    (chunk,) = sealer.seal_all(b"abc")
    return {
        "file": b"abc".hex(),
        "header": chunk[:24].hex(),
        "chunk_size": len(chunk).to_bytes(2, "big").hex(),
        "sha256_of_chunk": sha256(chunk).hex(),
        "ref": sealer.ref("text/plain", "a.txt").encode().hex(),
    }


PAGES: dict[str, Callable[[], dict[str, str]]] = {
    "primitives": primitives,
    "pad": padding,
    "words": words,
    "ring": ring,
    "trust": trust,
    "log": log,
    "document": document,
    "document-seal": document_seal,
    "evidence": evidence,
    "tokens": tokens,
    "work": work,
    "blob": blob,
}


def cards() -> tuple[EnrolmentCard, FrontDeskCard]:
    fingerprint, url = sha256(b"root"), "https://qorgan.example"
    enrolment = EnrolmentCard(fingerprint, SALT, url, (CIRCLE,), 3, sha256(b"tree"), SEED, START)
    return enrolment, FrontDeskCard(fingerprint, SALT, url, (CIRCLE,), ("Court",))


@pytest.mark.parametrize("page", sorted(PAGES))
def test_the_example_of_a_page_is_what_the_code_makes(page: str) -> None:
    assert example(page) == PAGES[page]()


def test_the_cards_on_the_page_are_read_and_written_so() -> None:
    enrolment, desk = block("card", "enrolment"), block("card", "front-desk")
    made = cards()
    assert (EnrolmentCard.decode(enrolment), FrontDeskCard.decode(desk)) == made
    assert [text.replace("\n", "") for text in (enrolment, desk)] == [card.encode() for card in made]


def test_the_checkpoint_on_the_page_opens_with_the_key_on_the_page() -> None:
    values = example("log")
    note = block("log", "checkpoint")
    checkpoint = open_checkpoint(note, ORIGIN, ed25519_public(SEED))
    assert (checkpoint.size, checkpoint.root.hex()) == (3, values["root"])
    assert note == sign_checkpoint(SEED, ORIGIN, 3, bytes.fromhex(values["root"]))
    assert block("log", "vkey").strip() == verifier_key(ORIGIN, ed25519_public(SEED))


def test_the_proofs_on_the_page_hold() -> None:
    values = {name: bytes.fromhex(value) for name, value in example("log").items()}
    tree = MerkleTree([values["hash_0"], values["hash_1"]])
    proofs = {name: [v[i : i + 32] for i in range(0, len(v), 32)] for name, v in values.items() if len(v) % 32 == 0}
    verify_inclusion(values["hash_2"], 2, 3, proofs["inclusion_of_2"], values["root"])
    verify_consistency(2, 3, proofs["consistency_from_2"], tree.root(), values["root"])


def test_the_examples_are_read_too() -> None:
    """What the other side would do with the bytes on the pages."""
    values = {page: {name: bytes.fromhex(value) for name, value in example(page).items()} for page in PAGES}
    p, t, b = values["primitives"], values["trust"], values["blob"]
    verify(p["verify_key"], LABEL_LOGIN, p["message"], p["signature"])
    assert unpad(values["pad"]["first_bytes_of_padded"].ljust(1024, b"\0")) == values["pad"]["plaintext"]
    assert KeyRing.decode(values["ring"]["encoded"]).verify_key == values["ring"]["verify_key"]
    grown = (
        Directory.of(Deployment.decode(t["deployment"]), sha256(t["root"]))
        .with_certificate(t["body"], 0)
        .with_certificate(t["device"], 1)
    )
    assert grown.device(certificate_hash(t["device"]), 2, START).roles == {"officer", "duty"}
    assert grown.with_crl(t["revocation"], 2).is_revoked(certificate_hash(t["device"]))
    assert check(values["work"]["challenge"], values["work"]["bits"][0], values["work"]["work"])
    sealer = BlobSealer(CIRCLE, SEED, 3, sha256(b["file"]))
    assert BlobOpener(BlobRef.decode(b["ref"])).open_all(sealer.seal_all(b["file"])) == b["file"]


def test_the_seal_on_the_page_of_primitives_opens() -> None:
    """HPKE draws its own key, so the page gives one seal, and every reader of it must open it."""
    sealed = sealed_on_the_page()
    assert hpke_open_with_key(hpke_message_key(SEED, sealed, b"info"), sealed) == b"plaintext"
    assert hpke_open(SEED, sealed, b"info") == b"plaintext"
    assert hkdf(b"secret", b"info").hex() == block("primitives", "hkdf").strip()
