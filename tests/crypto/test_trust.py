"""Certificates, revocation lists, the deployment and the directory: what is accepted, and each thing that is not."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.errors import Forged, Malformed, QorganError, Refused, Usage
from crypto.primitives import ed25519_public
from crypto.ring import certificate_hash
from crypto.trust import (
    ROLES,
    BodyKind,
    Deployment,
    Directory,
    issue_body,
    issue_crl,
    issue_device,
    issue_root,
    make_deployment,
    parse_certificate,
    parse_crl,
)

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number")  # pyca says so before we refuse it

START = 1_800_000_000_000
DAY = 86_400_000
YEAR = 365 * DAY
ROOT_SEED, COURT_SEED, POLICE_SEED, PROSECUTOR_SEED, DEVICE_SEED, OTHER_SEED, LOG_SEED = (bytes([i]) * 32 for i in range(1, 8))
DEVICE_KEY = ed25519_public(DEVICE_SEED)

ROOT = issue_root(ROOT_SEED, "Qorgan test root", START, START + 20 * YEAR)


def body(seed: bytes, name: str, kind: BodyKind, until: int = 10 * YEAR) -> bytes:
    return issue_body(ROOT_SEED, ROOT, ed25519_public(seed), name, kind, START, START + until)


COURT = body(COURT_SEED, "Қалалық сот", BodyKind.DECIDING)
POLICE = body(POLICE_SEED, "Полиция", BodyKind.IMPLEMENTING)
PROSECUTORS = body(PROSECUTOR_SEED, "Прокуратура", BodyKind.SUPERVISING)
DEVICE = issue_device(COURT_SEED, COURT, DEVICE_KEY, "Сот 1", ["officer", "duty"], START + DAY, START + YEAR)
DEPLOYMENT = make_deployment(ROOT_SEED, "Test", bytes(16), ROOT, "log.example/test", ed25519_public(LOG_SEED))
HASH = certificate_hash(DEVICE)


def directory() -> Directory:
    grown = Directory.of(DEPLOYMENT, DEPLOYMENT.fingerprint)
    for index, der in enumerate((COURT, POLICE, PROSECUTORS, DEVICE)):
        grown = grown.with_certificate(der, index)
    return grown


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(QorganError) as caught:
        call()
    assert caught.value.code == code


def test_a_device_is_found_with_its_body_roles_and_dates() -> None:
    device = directory().device(HASH, before=4, at=START + DAY)
    assert (device.name, device.roles, device.verify_key) == ("Сот 1", frozenset({"officer", "duty"}), DEVICE_KEY)
    assert (device.body.name, device.body.kind, device.body.hash) == ("Қалалық сот", BodyKind.DECIDING, certificate_hash(COURT))
    assert (device.not_before, device.not_after, device.der) == (START + DAY, START + YEAR, DEVICE)
    assert directory().devices() == (device,)
    assert [b.kind for b in directory().bodies()] == [BodyKind.DECIDING, BodyKind.IMPLEMENTING, BodyKind.SUPERVISING]


def test_a_device_counts_only_after_its_leaf_and_within_its_dates() -> None:
    grown = directory()
    refused("unknown-certificate", lambda: grown.device(HASH, 3, START + DAY))
    refused("unknown-certificate", lambda: grown.device(bytes(32), 9, START + DAY))
    refused("unknown-certificate", lambda: grown.device(certificate_hash(COURT), 9, START + DAY))
    refused("unknown-certificate", lambda: grown.body(HASH))
    refused("not-yet-valid", lambda: grown.device(HASH, 4, START + DAY - 1))
    refused("expired", lambda: grown.device(HASH, 4, START + YEAR + 1))
    assert grown.device(HASH, 4, START + YEAR).hash == HASH
    assert grown.index_of(HASH) == 3
    assert grown.index_of(bytes(32)) is None


def test_a_revocation_counts_from_its_leaf_on_and_for_ever() -> None:
    serial = parse_certificate(DEVICE).serial
    first = issue_crl(COURT_SEED, COURT, 1, START, START + DAY, [(serial, START)])
    second = issue_crl(COURT_SEED, COURT, 2, START + DAY, START + 2 * DAY, [])
    grown = directory().with_crl(first, 10).with_crl(second, 11)
    assert not grown.is_revoked(HASH, 10)
    assert grown.device(HASH, 10, START + DAY).hash == HASH
    assert grown.is_revoked(HASH, 11)
    assert grown.is_revoked(HASH)
    refused("revoked", lambda: grown.device(HASH, 12, START + DAY))
    newest = grown.newest_crl(ed25519_public(COURT_SEED))
    assert newest is not None
    assert (newest.number, newest.next_update) == (2, START + 2 * DAY)


def test_revoking_a_body_revokes_its_devices() -> None:
    crl = issue_crl(ROOT_SEED, ROOT, 1, START, START + DAY, [(parse_certificate(COURT).serial, START)])
    grown = directory().with_crl(crl, 10)
    assert grown.is_revoked(certificate_hash(COURT), 11)
    assert not grown.is_revoked(certificate_hash(POLICE), 11)
    refused("revoked", lambda: grown.device(HASH, 11, START + DAY))


def test_a_body_revokes_no_serial_of_another_body() -> None:
    crl = issue_crl(POLICE_SEED, POLICE, 1, START, START + DAY, [(parse_certificate(DEVICE).serial, START)])
    assert not directory().with_crl(crl, 10).is_revoked(HASH)


def test_a_certificate_that_comes_after_its_revocation_is_revoked() -> None:
    crl = issue_crl(COURT_SEED, COURT, 1, START, START + DAY, [(parse_certificate(DEVICE).serial, START)])
    grown = Directory.of(DEPLOYMENT).with_certificate(COURT, 0).with_crl(crl, 1).with_certificate(DEVICE, 2)
    refused("revoked", lambda: grown.device(HASH, 3, START + DAY))


def test_a_revocation_list_needs_a_greater_number_than_the_last() -> None:
    lists = [issue_crl(COURT_SEED, COURT, n, START, START + DAY, []) for n in (4, 5)]
    other = issue_crl(COURT_SEED, COURT, 5, START, START + 2 * DAY, [])
    grown = directory().with_crl(lists[1], 10)
    refused("crl-number", lambda: grown.with_crl(lists[0], 11))
    refused("crl-number", lambda: grown.with_crl(other, 11))
    assert grown.with_crl(lists[1], 11) is grown


def test_a_revocation_list_of_an_unknown_or_false_issuer_is_refused() -> None:
    crl = issue_crl(COURT_SEED, COURT, 1, START, START + DAY, [])
    refused("unknown-issuer", lambda: Directory.of(DEPLOYMENT).with_crl(crl, 0))
    refused("bad-signature", lambda: directory().with_crl(crl[:-64] + bytes(64), 5))
    with pytest.raises(Usage):
        issue_crl(POLICE_SEED, COURT, 1, START, START + DAY, [])
    with pytest.raises(Usage):
        issue_crl(DEVICE_SEED, DEVICE, 1, START, START + DAY, [])
    with pytest.raises(Usage):
        issue_crl(COURT_SEED, COURT, 1, START, START, [])
    with pytest.raises(Usage):
        issue_crl(COURT_SEED, COURT, 1, START, START + DAY, [(5, START), (5, START)])


def test_a_leaf_read_twice_changes_nothing() -> None:
    grown = directory()
    assert grown.with_certificate(DEVICE, 9) is grown
    assert grown.with_certificate(COURT, 9) is grown
    assert grown.with_certificate(ROOT, 9) is grown


def test_a_device_whose_body_is_not_in_the_log_is_refused() -> None:
    refused("unknown-issuer", lambda: Directory.of(DEPLOYMENT).with_certificate(DEVICE, 0))


def test_a_certificate_with_a_false_signature_is_refused() -> None:
    refused("bad-signature", lambda: Directory.of(DEPLOYMENT).with_certificate(COURT[:-64] + bytes(64), 0))


def test_a_body_of_another_root_is_refused() -> None:
    """An impostor's root with the same name and dates: the key identifier and the signature differ."""
    theirs = issue_root(OTHER_SEED, "Qorgan test root", START, START + 20 * YEAR)
    forged = issue_body(OTHER_SEED, theirs, DEVICE_KEY, "Сот", BodyKind.DECIDING, START, START + YEAR)
    refused("bad-issuer", lambda: directory().with_certificate(forged, 4))
    refused("second-root", lambda: directory().with_certificate(theirs, 4))


def test_a_look_alike_body_with_the_same_name_certifies_no_device_of_the_true_one() -> None:
    twin = issue_body(ROOT_SEED, ROOT, ed25519_public(OTHER_SEED), "Қалалық сот", BodyKind.DECIDING, START, START + YEAR)
    ghost = issue_device(OTHER_SEED, twin, DEVICE_KEY[::-1], "Сот 2", ["officer"], START, START + YEAR)
    grown = directory().with_certificate(twin, 4).with_certificate(ghost, 5)
    assert grown.device(certificate_hash(ghost), 6, START).body.hash == certificate_hash(twin) != certificate_hash(COURT)


def test_a_certificate_that_outlives_its_issuer_is_refused() -> None:
    long = issue_device(COURT_SEED, COURT, DEVICE_KEY, "x", ["officer"], START, START + 11 * YEAR)
    refused("dates", lambda: directory().with_certificate(long, 4))
    early = issue_device(COURT_SEED, COURT, DEVICE_KEY, "x", ["officer"], START - DAY, START + YEAR)
    refused("dates", lambda: directory().with_certificate(early, 4))
    refused("dates", lambda: directory().with_certificate(body(OTHER_SEED, "x", BodyKind.EXECUTING, 21 * YEAR), 4))


def test_only_a_supervising_body_has_prosecutors() -> None:
    false = issue_device(POLICE_SEED, POLICE, ed25519_public(OTHER_SEED), "x", ["prosecutor"], START, START + YEAR)
    refused("role", lambda: directory().with_certificate(false, 4))
    true = issue_device(PROSECUTOR_SEED, PROSECUTORS, ed25519_public(OTHER_SEED), "x", ["prosecutor"], START, START + YEAR)
    assert directory().with_certificate(true, 4).device(certificate_hash(true), 5, START).roles == {"prosecutor"}


def test_a_key_is_certified_for_one_body_only() -> None:
    theirs = issue_device(POLICE_SEED, POLICE, DEVICE_KEY, "Сот 1", ["officer"], START, START + YEAR)
    refused("key-reuse", lambda: directory().with_certificate(theirs, 4))
    second = issue_body(ROOT_SEED, ROOT, ed25519_public(COURT_SEED), "Сот", BodyKind.EXECUTING, START, START + YEAR)
    refused("key-reuse", lambda: directory().with_certificate(second, 4))
    as_body = issue_body(ROOT_SEED, ROOT, DEVICE_KEY, "Сот", BodyKind.EXECUTING, START, START + YEAR)
    refused("key-reuse", lambda: directory().with_certificate(as_body, 4))
    as_device = issue_device(COURT_SEED, COURT, ed25519_public(COURT_SEED), "x", ["officer"], START, START + YEAR)
    refused("key-reuse", lambda: directory().with_certificate(as_device, 4))
    root_again = issue_body(ROOT_SEED, ROOT, ed25519_public(ROOT_SEED), "x", BodyKind.EXECUTING, START, START + YEAR)
    refused("key-reuse", lambda: directory().with_certificate(root_again, 4))


def test_a_renewal_by_the_same_body_keeps_the_key() -> None:
    renewed = issue_device(COURT_SEED, COURT, DEVICE_KEY, "Сот 1", ["officer"], START + YEAR, START + 2 * YEAR)
    grown = directory().with_certificate(renewed, 4)
    assert grown.device(certificate_hash(renewed), 5, START + YEAR).verify_key == DEVICE_KEY


def test_adding_to_a_directory_leaves_the_old_one_as_it_was() -> None:
    before = Directory.of(DEPLOYMENT)
    before.with_certificate(COURT, 0)
    assert before.bodies() == ()


def test_issuing_twice_gives_the_same_bytes_and_another_content_another_serial() -> None:
    again = issue_device(COURT_SEED, COURT, DEVICE_KEY, "Сот 1", ["duty", "officer"], START + DAY, START + YEAR)
    assert again == DEVICE
    other = issue_device(COURT_SEED, COURT, DEVICE_KEY, "Сот 1", ["duty"], START + DAY, START + YEAR)
    assert parse_certificate(other).serial != parse_certificate(DEVICE).serial


def test_what_no_certificate_can_state_is_a_usage_error() -> None:
    def device(name: str = "x", roles: tuple[str, ...] = ("officer",), start: int = START, end: int = START + YEAR) -> bytes:
        return issue_device(COURT_SEED, COURT, DEVICE_KEY, name, roles, start, end)

    for call in (
        lambda: device(roles=()),
        lambda: device(roles=("king",)),
        lambda: device(name=""),
        lambda: device(name="x" * 65),
        lambda: device(name=" x"),
        lambda: device(name="a\u202eb"),
        lambda: device(name="a\nb"),
        lambda: device(name="e\u0301"),
        lambda: device(start=START + 1, end=START - 1000),
        lambda: device(start=-1),
        lambda: device(end=10**18),
        lambda: issue_device(COURT_SEED, ROOT, DEVICE_KEY, "x", ["officer"], START, START + YEAR),
        lambda: issue_device(POLICE_SEED, COURT, DEVICE_KEY, "x", ["officer"], START, START + YEAR),
        lambda: issue_device(DEVICE_SEED, DEVICE, DEVICE_KEY, "x", ["officer"], START, START + YEAR),
        lambda: issue_body(COURT_SEED, COURT, DEVICE_KEY, "x", BodyKind.DECIDING, START, START + YEAR),
    ):
        with pytest.raises(Usage):
            call()


@pytest.mark.parametrize("der", [ROOT, COURT, DEVICE], ids=["root", "body", "device"])
def test_every_flipped_byte_of_a_certificate_is_refused(der: bytes) -> None:
    issuers = {ROOT: ROOT, COURT: ROOT, DEVICE: COURT}
    issuer = parse_certificate(issuers[der])
    for place in range(len(der)):
        altered = der[:place] + bytes([der[place] ^ (1 << place % 8)]) + der[place + 1 :]
        with pytest.raises((Malformed, Forged)):
            parse_certificate(altered).verify(issuer)


def test_a_certificate_or_list_cut_or_lengthened_is_refused() -> None:
    crl = issue_crl(COURT_SEED, COURT, 1, START, START + DAY, [(7, START), (9, START)])
    for der, parse in ((DEVICE, parse_certificate), (crl, parse_crl)):
        for end in range(len(der)):
            with pytest.raises(Malformed):
                parse(der[:end])
        with pytest.raises(Malformed):
            parse(der + b"\0")


def test_every_flipped_byte_of_a_revocation_list_is_refused() -> None:
    crl = issue_crl(COURT_SEED, COURT, 1, START, START + DAY, [(7, START), (9, START)])
    for place in range(len(crl)):
        altered = crl[:place] + bytes([crl[place] ^ (1 << place % 8)]) + crl[place + 1 :]
        with pytest.raises((Malformed, Forged, Refused)):
            directory().with_crl(altered, 5)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600))
def test_garbage_is_malformed(data: bytes) -> None:
    for parse in (parse_certificate, parse_crl, Deployment.decode):
        with pytest.raises(Malformed):
            parse(data)


def _foreign(**changes: object) -> bytes:
    """A device certificate that another X.509 tool of the body might write: truly signed, outside the profile."""
    device = x509.load_der_x509_certificate(DEVICE)
    extensions = list(device.extensions)
    if "without" in changes:
        extensions = [e for e in extensions if not isinstance(e.value, changes["without"])]  # type: ignore[arg-type]
    builder = x509.CertificateBuilder(
        x509.load_der_x509_certificate(COURT).subject,
        changes.get("subject", device.subject),  # type: ignore[arg-type]
        changes.get("key", device.public_key()),  # type: ignore[arg-type]
        device.serial_number,
        device.not_valid_before_utc,
        device.not_valid_after_utc,
    )
    for extension in extensions:
        builder = builder.add_extension(extension.value, changes.get("critical", extension.critical))  # type: ignore[arg-type]
    if "extra" in changes:
        builder = builder.add_extension(changes["extra"], False)  # type: ignore[arg-type]
    return builder.sign(Ed25519PrivateKey.from_private_bytes(COURT_SEED), None).public_bytes(Encoding.DER)


def test_a_truly_signed_certificate_outside_the_profile_is_refused() -> None:
    assert _foreign()[:-64] == DEVICE[:-64]
    common = x509.NameAttribute(NameOID.COMMON_NAME, "Сот 1")
    for changes in (
        {"subject": x509.Name([common, x509.NameAttribute(NameOID.ORGANIZATION_NAME, "x")])},
        {"subject": x509.Name([])},
        {"key": generate_private_key(SECP256R1()).public_key()},
        {"without": x509.SubjectKeyIdentifier},
        {"without": x509.AuthorityKeyIdentifier},
        {"without": x509.BasicConstraints},
        {"critical": False},
        {"extra": x509.SubjectAlternativeName([x509.DNSName("x.example")])},
    ):
        with pytest.raises(Malformed):
            parse_certificate(_foreign(**changes))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_verifies_the_chain_and_the_revocation(tmp_path: Path) -> None:
    """A reader from outside: the profile is plain X.509."""
    crls = [
        issue_crl(ROOT_SEED, ROOT, 1, START, START + YEAR, []),
        issue_crl(COURT_SEED, COURT, 1, START, START + YEAR, []),
        issue_crl(COURT_SEED, COURT, 2, START, START + YEAR, [(parse_certificate(DEVICE).serial, START)]),
    ]
    for name, der in (("root", ROOT), ("court", COURT), ("device", DEVICE)):
        (tmp_path / name).write_bytes(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM))
    for number, der in enumerate(crls):
        (tmp_path / f"crl{number}").write_bytes(x509.load_der_x509_crl(der).public_bytes(Encoding.PEM))
    at = str((START + 2 * DAY) // 1000)

    def run(crl: str) -> subprocess.CompletedProcess[str]:
        command = f"openssl verify -crl_check_all -attime {at} -CAfile root -untrusted court -CRLfile crl0 -CRLfile {crl} device"
        return subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run("crl1").returncode == 0, run("crl1").stderr
    assert "revoked" in run("crl2").stderr


def test_dates_after_2049_are_written_as_rfc_5280_says() -> None:
    """RFC 5280 section 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050 on."""
    far = int(datetime.datetime(2051, 1, 1, tzinfo=datetime.UTC).timestamp()) * 1000
    assert parse_certificate(issue_root(ROOT_SEED, "x", START, far)).not_after == far


def test_a_deployment_reads_as_it_was_written_and_pins_its_root() -> None:
    assert Deployment.decode(DEPLOYMENT.encode()) == DEPLOYMENT
    refused("other-root", lambda: Directory.of(DEPLOYMENT, bytes(32)))


def test_every_flipped_or_missing_byte_of_a_deployment_is_refused() -> None:
    data = DEPLOYMENT.encode()
    for place in range(len(data)):
        altered = data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :]
        with pytest.raises((Malformed, Forged)):
            Directory.of(Deployment.decode(altered), DEPLOYMENT.fingerprint)
        with pytest.raises(Malformed):
            Deployment.decode(data[:place])


def test_a_deployment_under_a_body_or_with_an_impossible_log_is_not_made() -> None:
    for call in (
        lambda: make_deployment(COURT_SEED, "x", bytes(16), COURT, "log", bytes(32)),
        lambda: make_deployment(OTHER_SEED, "x", bytes(16), ROOT, "log", bytes(32)),
        lambda: make_deployment(ROOT_SEED, "x", bytes(16), ROOT, "a log", bytes(32)),
        lambda: make_deployment(ROOT_SEED, "x", bytes(15), ROOT, "log", bytes(32)),
        lambda: make_deployment(ROOT_SEED, "", bytes(16), ROOT, "log", bytes(32)),
    ):
        with pytest.raises(Usage):
            call()


@given(st.sets(st.sampled_from(sorted(ROLES)), min_size=1), st.integers(0, 9), st.integers(0, 9))
@settings(max_examples=30, deadline=None)
def test_a_device_certificate_says_what_it_was_issued_for(roles: set[str], start: int, days: int) -> None:
    der = issue_device(COURT_SEED, COURT, DEVICE_KEY, "x", roles, START + start * DAY, START + (start + days) * DAY)
    parsed = parse_certificate(der)
    assert (set(parsed.roles), int(parsed.not_before), int(parsed.not_after)) == (
        roles,
        START + start * DAY,
        START + (start + days) * DAY,
    )
