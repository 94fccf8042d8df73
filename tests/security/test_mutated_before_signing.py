"""T22, everything that is no entry, altered before signing: by whoever may sign it, so that only the check under test refuses it.

What a signer may freely say (another good key, another date, another text) makes another valid document and no damage, so each test
says what it leaves alone.
"""

from __future__ import annotations

import base64
import random
from dataclasses import replace

import pytest
from cryptography import x509

from crypto.codec import Reader, Writer
from crypto.commit import parse_commit_body
from crypto.disclosure import RecordKey, read_disclosure, seal_disclosure, write_disclosure
from crypto.entry import sign_entry
from crypto.errors import Malformed
from crypto.ledger import seal_for_reader
from crypto.mls import SUITE_X25519_CHACHA, CommitProcessed, Group, X509Credential
from crypto.mls.framing import SIGNATURE_LABEL, AuthData
from crypto.mls.key_package import KeyPackage, unwrap_key_package, wrap_key_package
from crypto.mls.leaf_node import LeafNode, Lifetime
from crypto.mls.message import unwrap, wrap
from crypto.mls.private_message import PrivateMessage
from crypto.mls.suite import suite_of
from crypto.note import key_id
from crypto.policy import sign_approval
from crypto.primitives import LABEL_ALARM, LABEL_STATEMENT, ed25519_public, hpke_seal, sha256, sign, sign_raw
from crypto.trust import ReadingKeyStatement, issue_crl, issue_device
from crypto.types import (
    ZERO32,
    CertificateHash,
    CircleId,
    EntryHash,
    Epoch,
    Generation,
    Holder,
)
from crypto.vault import (
    Side,
    parse_vault,
)
from tests.client.replica.world import DAY, START
from tests.crypto.test_mutations import mutants
from tests.security.documents import (
    CUSTODIANS,
    LOG_SEED,
    ORIGIN,
    alarm,
    approval,
    certificate,
    checkpoint,
    disclosure,
    flips,
    reader_seal,
    refuse_all,
    revocation,
    scene,
    seal_bytes,
    statement,
    vault,
)
from tests.security.mls_documents import joining, key_package, mls_commit
from tests.security.seat import COUNT

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number")


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = (
        bytes([size])
        if size < 128
        else bytes([0x80 + (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8, "big")
    )
    return bytes([tag]) + length + content


def _signed_der(tbs: bytes, seed: bytes) -> bytes:
    """Certificate and CertificateList alike (RFC 5280 sections 4.1 and 5.1): tbs, algorithm (RFC 8410), BIT STRING."""
    algorithm = bytes.fromhex("300506032b6570")
    return _der(0x30, tbs + algorithm + _der(0x03, b"\0" + sign_raw(seed, tbs)))


def test_a_thousand_certificates_altered_and_signed_by_their_body_are_refused() -> None:
    """Serial number, dates and name are left alone: with others it is another certificate, which the body may issue. All else is
    fixed by the profile, or by the key that the certificate is for."""
    file, _ = scene()
    document, randomness = certificate(), random.Random(30)
    tbs = x509.load_der_x509_certificate(document.data).tbs_certificate_bytes
    assert _signed_der(tbs, file.deciding.seed) == document.data
    serial, dates, name = tbs.index(b"\x02\x10") + 2, tbs.index(b"\x17\x0d"), tbs.index(b"\x0c\x02ne") + 2
    free = {*range(serial, serial + 16), *range(dates, dates + 30), name, name + 1}
    fixed = [at for at in range(len(tbs)) if at not in free]
    made = [_flipped_at(tbs, at, 1 << bit) for at in fixed for bit in range(8)]
    made += [tbs[: randomness.randrange(len(tbs))] for _ in range(100)]
    refuse_all((_signed_der(mutant, file.deciding.seed) for mutant in made), document.accept, document.state)


def _flipped_at(data: bytes, at: int, mask: int) -> bytes:
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


def test_a_thousand_certificates_that_another_may_not_issue_are_refused() -> None:
    """Well-formed, truly signed: by another body in the deciding body's name, by a device, for another body's key, too long, with
    roles that the body cannot give."""
    file, _ = scene()
    document, randomness = certificate(), random.Random(31)
    made = []
    for number in range(COUNT):
        key, name = ed25519_public(randomness.randbytes(32)), f"d{number}"
        body, seed, roles, end = file.deciding, file.deciding.seed, ["officer"], START + 900 * DAY
        if number % 4 == 0:
            key = randomness.choice([file.dana.identity.ring.verify_key, ed25519_public(file.implementing.seed)])
        elif number % 4 == 1:
            roles = ["prosecutor"]
        elif number % 4 == 2:
            end = START + (3000 + randomness.randrange(1, 1000)) * DAY
        der = issue_device(seed, body.der, key, name, roles, START, end)
        if number % 4 == 3:
            signer = randomness.choice([file.implementing.seed, file.bolat.identity.ring.signing_seed, randomness.randbytes(32)])
            der = _signed_der(x509.load_der_x509_certificate(der).tbs_certificate_bytes, signer)
        made.append(der)
    assert refuse_all(made, document.accept, document.state) == {"key-reuse", "role", "dates", "bad-signature"}


def test_a_thousand_revocation_lists_altered_and_signed_by_their_body_are_refused() -> None:
    """What a body may say itself (a greater number, dates, whom it revokes) is left alone; the form, the issuer and a number that
    is not greater are tried."""
    file, _ = scene()
    document, body, randomness = revocation(), file.deciding, random.Random(32)
    tbs = x509.load_der_x509_crl(document.data).tbs_certlist_bytes
    assert _signed_der(tbs, body.seed) == document.data
    issuer = tbs.index(bytes.fromhex("170d"))  # the first UTCTime: dates and what the body says follow
    made = []
    for number in range(COUNT):
        if number % 3 == 0:
            made.append(_signed_der(flips(tbs[:issuer], randomness) + tbs[issuer:], body.seed))
        elif number % 3 == 1:
            again = issue_crl(body.seed, body.der, randomness.randrange(1, 6), START + number * 1000, START + DAY * 90, [])
            made.append(again)
        else:
            made.append(_signed_der(tbs[: randomness.randrange(len(tbs))], body.seed))
    assert refuse_all(made, document.accept, document.state) == {"bad-revocation", "crl-number", "bad-issuer"}


def test_a_thousand_statements_altered_and_signed_by_their_holder_are_refused() -> None:
    """Another number, another one before, another's name, a key of another size or one that nobody can seal to. (When it begins to
    hold, and any good key, are the holder's to say.)"""
    file, _ = scene()
    document, randomness = statement(), random.Random(33)
    good, ring = ReadingKeyStatement.decode(document.data), file.bolat.identity.ring
    made = []
    for number in range(COUNT):
        seed, key = ring.signing_seed, good.verify_key
        changed = replace(good, number=randomness.choice([0, 1, 3, randomness.randrange(3, 1 << 32)]))
        if number % 5 == 1:
            changed = replace(
                good, previous=randomness.choice([ZERO32, randomness.randbytes(32), flips(good.previous, randomness)])
            )
        elif number % 5 == 2:
            changed = replace(
                good, holder=Holder(randomness.choice([file.dana.holder, file.person.holder, randomness.randbytes(32)]))
            )
        elif number % 5 == 3:
            cut = randomness.randrange(1216)
            beyond = b"\xff\xff\xff" + good.reading_key[3:]
            changed = replace(
                good, reading_key=randomness.choice([good.reading_key[:cut], beyond, good.reading_key[:1184] + bytes(32)])
            )
        elif number % 5 == 4:
            seed = randomness.randbytes(32)
            key = ed25519_public(seed)
            changed = good
        body = Writer().fixed(changed.holder, 32).u32(changed.number).opaque(changed.reading_key)
        unsigned = body.fixed(changed.previous, 32).u64(changed.not_before).fixed(key, 32).bytes()
        made.append(unsigned + sign(seed, LABEL_STATEMENT, unsigned))
    codes = refuse_all(made, document.accept, document.state)
    assert codes == {"number", "previous", "unknown-certificate", "not-the-holder", "bad-reading-key"}


def test_a_thousand_alarms_altered_and_signed_by_their_author_are_refused() -> None:
    file, _ = scene()
    document, seed = alarm(), file.dana.identity.ring.signing_seed
    altered = mutants(document.data[:-64], document.donor[:-64], 34)
    refuse_all((mutant + sign(seed, LABEL_ALARM, mutant) for mutant in altered), document.accept, document.state)


def test_a_thousand_disclosures_made_of_another_key_record_or_circle_are_refused() -> None:
    """Rightly sealed by a member: the record's commitment, or what the seal is bound to, refuses them."""
    file, chain = scene()
    document, randomness = disclosure(), random.Random(35)
    good = read_disclosure(Reader(document.data))
    reading_key = file.person.identity.ring.reading_key
    made = []
    for number in range(COUNT):
        wrong = RecordKey(randomness.randbytes(32))
        made_here = seal_disclosure(wrong, reading_key, chain.circle, good.entry_hash)
        if number % 3 == 1:
            made_here = replace(seal_disclosure(wrong, reading_key, CircleId(randomness.randbytes(32)), good.entry_hash))
        elif number % 3 == 2:
            made_here = replace(good, entry_hash=EntryHash(randomness.choice([ZERO32, randomness.randbytes(32)])))
        made.append(write_disclosure(Writer(), made_here).bytes())
    assert refuse_all(made, document.accept) == {"commitment", "bad-disclosure"}


def test_a_thousand_reader_seals_of_other_keys_are_refused_by_the_commitment() -> None:
    """A member's modified client seals other keys, or the right ones the other way round: the reader is not shown another file."""
    file, chain = scene()
    document, keys, _, reading_key = reader_seal()
    randomness = random.Random(36)
    made = []
    for number in range(COUNT):
        wrong = replace(keys, ledger=flips(keys.ledger, randomness))
        if number % 3 == 1:
            wrong = replace(keys, intake_seed=flips(keys.intake_seed, randomness))
        elif number % 3 == 2:
            wrong = replace(keys, ledger=keys.intake_seed, intake_seed=randomness.choice([keys.ledger, randomness.randbytes(32)]))
        made.append(seal_bytes(seal_for_reader(wrong, file.prosecutor.holder, reading_key, chain.circle)))
    assert refuse_all(made, document.accept) == {"blinded"}


def test_a_thousand_approvals_of_another_change_are_refused() -> None:
    """Truly signed by the approver: for another circle, generation, epoch, roster, or another policy before or after."""
    file, _ = scene()
    (document, change), randomness = approval(), random.Random(37)
    made = []
    for number in range(COUNT):
        other = [
            replace(change, circle=CircleId(randomness.randbytes(32))),
            replace(change, generation=Generation(randomness.randrange(2, 1 << 31))),
            replace(change, epoch=Epoch(change.epoch + randomness.randrange(1, 1 << 40))),
            replace(change, new_roster=(*change.new_roster, CertificateHash(randomness.randbytes(32)))),
            replace(change, new_roster=change.new_roster[::-1]),
            replace(change, old_policy=change.new_policy),
            replace(change, new_policy=change.old_policy),
            replace(change, new_policy=replace(change.new_policy, readers=())),
        ][number % 8]
        signed = sign_approval(file.aliya.identity.ring.signing_seed, file.aliya.hash, other)
        made.append(signed.approver + signed.signature)
    assert refuse_all(made, document.accept) == {"bad-signature"}


def test_a_thousand_vaults_with_a_half_that_is_not_theirs_are_refused() -> None:
    """Another half, rightly sealed to the custodian; the halves of another vault; the two halves changed about."""
    document, randomness = vault(), random.Random(38)
    good, other = parse_vault(document.data), parse_vault(document.donor)
    made = []
    for number in range(COUNT):
        first, second = good.halves
        key_hash, info = first.key_hash, b"Qorgan 1 vault half" + good.circle + good.id + bytes([1]) + first.holder + first.key_hash
        halves = (replace(first, sealed=hpke_seal(CUSTODIANS[Side.A][1], randomness.randbytes(32), info)), second)
        if number % 4 == 1:
            halves = (randomness.choice([other.halves[0], replace(first, sealed=other.halves[0].sealed)]), second)
        elif number % 4 == 2:
            halves = (replace(first, sealed=second.sealed, key_hash=key_hash), second)
        elif number % 4 == 3:
            halves = (replace(first, holder=Holder(randomness.randbytes(32))), second)
        made.append(replace(good, halves=halves).encode())
    assert refuse_all(made, document.accept) == {"vault-half"}


def test_a_thousand_checkpoints_altered_and_signed_by_the_log_are_refused() -> None:
    """The log's own key signs: what does not go on from the tree that was verified is refused, and named."""
    document = checkpoint()
    text, donor = (data.split(b"\n\n")[0] + b"\n" for data in (document.data, document.donor))
    root = text.split(b"\n")[2]
    # The proof from 12 to 20 leaves fits these sizes with the same root (RFC 9162 section 2.1.4.2 looks at the shape of the path
    # only), so a log that signs one of them is caught by the next proof and not by this one.
    same_shape = {f"{ORIGIN}\n{size}\n".encode() + root + b"\n" for size in range(17, 33)}
    altered = [mutant for seed in (39, 40) for mutant in mutants(text, donor, seed) if mutant.endswith(b"\n")]
    resized = [f"{ORIGIN}\n{size}\n".encode() + root + b"\n" for size in range(1, 900)]
    made = [_note(mutant) for mutant in (*altered, *resized) if mutant not in same_shape]
    codes = refuse_all(made, document.accept, document.state)
    assert {"rollback", "inconsistent-log", "other-log", "bad-checkpoint"} <= codes
    other = [_note(f"{ORIGIN}\n12\n".encode() + base64.b64encode(sha256(bytes([n]))) + b"\n") for n in range(100)]
    assert refuse_all(other, document.accept, document.state, 100) == {"fork"}


def _note(text: bytes) -> bytes:
    line = base64.b64encode(key_id(ORIGIN, ed25519_public(LOG_SEED)) + sign_raw(LOG_SEED, text))
    return text + b"\n\xe2\x80\x94 " + ORIGIN.encode() + b" " + line + b"\n"


def _resigned_package(package: KeyPackage, seed: bytes) -> bytes:
    suite = suite_of(SUITE_X25519_CHACHA)
    return wrap_key_package(replace(package, signature=suite.sign(seed, b"KeyPackageTBS", package.tbs())))


def test_a_thousand_key_packages_altered_and_signed_by_their_owner_are_refused() -> None:
    """The leaf altered and only the package signed anew; then both signed anew, with what the owner may not say: another's
    certificate, another chain, a lifetime that is over, too long or not begun, another suite, one key for two purposes."""
    file, _ = scene()
    document, randomness = key_package(), random.Random(40)
    good, donor = unwrap_key_package(document.data), unwrap_key_package(document.donor)
    seed, suite, now = file.erlan.identity.ring.signing_seed, suite_of(SUITE_X25519_CHACHA), file.world.now // 1000

    def leaf(**changes: object) -> KeyPackage:
        changed: LeafNode = replace(good.leaf_node, **changes)  # type: ignore[arg-type]
        return replace(good, leaf_node=changed.signed(suite, seed))

    def spoilt(number: int) -> bytes:
        start = now + randomness.randrange(3600, 1 << 24)
        credential = good.leaf_node.credential
        assert isinstance(credential, X509Credential)
        chain = credential.chain
        other = randomness.choice([file.dana, file.bolat, file.prosecutor]).key_package()
        changed = [
            lambda: replace(good, leaf_node=replace(good.leaf_node, encryption_key=randomness.randbytes(32))),
            lambda: replace(good, leaf_node=replace(donor.leaf_node, signature=good.leaf_node.signature)),
            lambda: replace(good, init_key=good.leaf_node.encryption_key),
            lambda: replace(good, cipher_suite=randomness.choice([1, 84, 0x0A0A, randomness.randrange(1 << 16) | 0x4000])),
            lambda: leaf(lifetime=Lifetime(start, start + 86400)),
            lambda: leaf(lifetime=Lifetime(now - (1 << 24), now - randomness.randrange(1, 3600))),
            lambda: leaf(lifetime=Lifetime(now, now + randomness.randrange(121, 4000) * 86400)),
            lambda: leaf(credential=replace(credential, chain=(flips(chain[0], randomness), chain[1]))),
            lambda: leaf(credential=replace(credential, chain=(chain[0], flips(chain[1], randomness)))),
            lambda: leaf(credential=unwrap_key_package(other).leaf_node.credential),
        ][number % 10]()
        return _resigned_package(changed, seed)

    codes = refuse_all((spoilt(number) for number in range(COUNT)), document.accept)
    assert {"bad-signature", "credential"} & codes


def test_a_thousand_mls_commits_altered_inside_and_signed_by_their_member_are_refused() -> None:
    """The committer's own key signs the altered content and its own ratchet key encrypts it: what is left to refuse it is the path,
    the tree and the confirmation tag."""
    document, giver, taker = mls_commit()
    state = giver.state
    message = unwrap(document.data)
    assert isinstance(message, PrivateMessage)
    processed = taker.process(document.data, validate=None)
    assert isinstance(processed, CommitProcessed)
    bodies = [_inner(taker, data) for data in (document.data, document.donor)]
    suite = state.suite
    prefix = Writer().u16(1).u16(2).opaque(message.group_id).u64(message.epoch).u8(1).u32(state.own_leaf)
    framing = prefix.opaque(message.authenticated_data).u8(3).bytes()
    (body, tag), (donor, _) = bodies

    def sealed(content: bytes) -> bytes:
        tbs = framing + content + state.context.encoded
        signature = suite.sign(state.signing_seed, SIGNATURE_LABEL, tbs)
        return _encrypted(giver, message, content + Writer().opaque(signature).opaque(tag).bytes())

    assert isinstance(taker.process(sealed(body), validate=None), CommitProcessed)
    refuse_all((sealed(content) for content in mutants(body, donor, 41)), document.accept, document.state)


def _inner(taker: Group, data: bytes) -> tuple[bytes, bytes]:
    """The commit and its confirmation tag, as a member decrypts them."""
    from crypto.mls.framing import write_body
    from crypto.mls.private_message import open_sender_data, unprotect_private

    message, state = unwrap(data), taker.state
    assert isinstance(message, PrivateMessage)
    sender = open_sender_data(state.suite, message, state.secrets.sender_data_secret)
    _, content = unprotect_private(state.suite, message, sender, state.secret_tree)
    writer = Writer()
    write_body(writer, content.content.body)
    assert isinstance(content.auth, AuthData)
    assert content.auth.confirmation_tag is not None
    return writer.bytes(), content.auth.confirmation_tag


def _encrypted(giver: Group, message: PrivateMessage, inner: bytes) -> bytes:
    """RFC 9420 section 6.3, with the committer's next handshake key."""
    from crypto.mls.private_message import SenderData, _guarded, sender_data_key
    from crypto.mls.secret_tree import RatchetKind

    state = giver.state
    suite = state.suite
    _, generation, key = state.secret_tree.next(suite, state.own_leaf, RatchetKind.HANDSHAKE)
    ciphertext = suite.encrypt(key.key, _guarded(key.nonce, bytes(4)), message.aad(), inner)
    outer = sender_data_key(suite, state.secrets.sender_data_secret, ciphertext)
    data = SenderData(state.own_leaf, generation, bytes(4)).encode()
    sender = suite.encrypt(outer.key, outer.nonce, message.sender_data_aad(), data)
    return wrap(replace(message, encrypted_sender_data=sender, ciphertext=ciphertext))


def test_a_thousand_welcomes_that_their_commit_names_are_refused() -> None:
    """The adding member's modified client spoils the welcome and names it so in the commit: only MLS is left to refuse it."""
    case = joining()
    good = parse_commit_body(case.received.entry.body)
    seed = case.author.identity.ring.signing_seed
    codes: set[str] = set()
    for mutant in mutants(case.welcome, case.donor, 42):
        entry = sign_entry(seed, case.received.entry.header, replace(good, welcome_hash=sha256(mutant)).encode())
        with pytest.raises(Malformed) as caught:
            case.state_after(mutant, replace(case.received, entry=entry))
        codes.add(caught.value.code)
    assert {"no-key-package", "cannot-open"} <= codes
