"""What ties a chain to its MLS groups: docs/spec/circle.md; and the refusals that need an MLS commit of a special make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from client.core.records import parse
from client.core.replica import Blinded, Halted, late_seal, welcome_refs
from client.core.replica.groups import commit_data, credential_hash, credential_of, group_id, validator
from crypto.commit import parse_commit_body
from crypto.entry import Header
from crypto.errors import Malformed, Refused
from crypto.mls import BasicCredential, Group, X509Credential, member, parse_key_package
from crypto.mls.proposal import ReInit
from crypto.types import ZERO32, CircleId, EntryClass, Epoch, Generation, Holder, LogIndex, Millis, Position, Uid
from tests.client.replica.world import Chain, File, protection_file

PAGE = Path(__file__).parents[3] / "docs" / "spec" / "circle.md"


def test_the_examples_of_the_page_are_what_the_code_makes() -> None:
    found = re.search(r"```hex\ngroup_id +(.*?)\nauthenticated_data +(.*?)\n```", PAGE.read_text(), re.S)
    assert found is not None
    spelt = [part.replace("11..11", "11" * 32).replace("22..22", "22" * 16) for part in found.groups()]
    circle, place = CircleId(b"\x11" * 32), {"position": Position(1), "prev": ZERO32}
    numbers = (Generation(1), Epoch(2), EntryClass.COMMIT, Uid(b"\x22" * 16), Holder(ZERO32), Millis(0), 0, ZERO32)
    header = Header(circle, *numbers, **place)  # type: ignore[arg-type]
    assert group_id(circle, Generation(1)) == bytes.fromhex(spelt[0])
    assert commit_data(header) == bytes.fromhex(spelt[1])


def test_a_late_seal_has_the_members_of_the_page() -> None:
    file = protection_file()
    chain = file.coordination()
    record = parse(late_seal(file.aliya.replica(chain), file.prosecutor.holder, file.prosecutor.identity.ring.reading_key))
    found = re.search(r"```json\n(.*?)\n```", PAGE.read_text(), re.S)
    assert found is not None
    page = parse(found.group(1).encode())
    assert (record.type, record.version, set(record.payload)) == (page.type, page.version, set(page.payload))


def _halted_by(file: File, chain: Chain) -> str:
    outcome = file.dana.sync(chain)[-1]
    assert isinstance(outcome, Halted)
    return outcome.code


def _circle(file: File) -> Chain:
    chain = file.coordination(file.bolat)
    for party in (file.bolat, file.dana):
        party.sync(chain)
    return chain


def test_another_members_commit_in_ones_own_entry_is_refused() -> None:
    file = protection_file()
    chain = _circle(file)
    theirs = parse_commit_body(file.aliya.draft_commit(chain).entry.body).mls_commit
    chain.append(file.bolat.forge(file.bolat.hostile_commit(chain), mls_commit=theirs).entry)
    assert _halted_by(file, chain) == "mls-sender"


def test_a_commit_made_for_another_entry_is_refused() -> None:
    file = protection_file()
    chain = _circle(file)
    chain.append(file.bolat.hostile_commit(chain, authenticated_data=b"another").entry)
    assert _halted_by(file, chain) == "mls-data"


def test_a_commit_of_proposals_by_reference_is_refused() -> None:
    """Where a member has the proposal cached; others cannot process it at all."""
    from dataclasses import replace

    file = protection_file()
    chain = _circle(file)
    group = file.bolat.replica(chain).group
    dana = file.dana.replica(chain)
    assert group is not None
    assert dana.group is not None
    proposed, message = group.propose_psk(b"shared", file.world.entropy)
    known = dana.group.with_psk(b"shared", bytes(32)).process(message, validate=None).group
    file.bolat.replicas[chain.circle] = replace(file.bolat.replica(chain), group=proposed.with_psk(b"shared", bytes(32)))
    file.dana.replicas[chain.circle] = replace(dana, group=known)
    chain.append(file.bolat.hostile_commit(chain, cached=True).entry)
    assert _halted_by(file, chain) == "by-reference"


@pytest.mark.parametrize("kind", ["proposal", "public proposal", "application message"])
def test_a_message_that_is_no_commit_is_refused_and_leaves_nothing_in_the_group(kind: str) -> None:
    """A proposal that stands alone would wait in the group for whoever commits next; Qorgan's commits carry theirs by value."""
    file = protection_file()
    chain = _circle(file)
    group = file.bolat.replica(chain).group
    before = file.dana.replica(chain).group
    assert group is not None
    assert before is not None
    if kind == "application message":
        _, message = group.encrypt(b"text", file.world.entropy)
    else:
        _, message = group.propose_remove(group.members()[0].leaf, file.world.entropy, public=kind == "public proposal")
    chain.append(file.bolat.forge(file.bolat.hostile_commit(chain), mls_commit=message).entry)
    assert _halted_by(file, chain) == "mls-message"
    after = file.dana.replica(chain).group
    assert after is not None
    assert after.state.proposals == {}
    assert after.encode() == before.encode()


def test_extensions_beside_the_policy_are_refused() -> None:
    from client.core.replica.groups import policy_extension
    from crypto.mls import Extension

    file = protection_file()
    chain = _circle(file)
    policy = file.bolat.replica(chain).history[-1].policy
    extensions = (policy_extension(policy), Extension(0x0005, b"\0"))
    chain.append(file.bolat.hostile_commit(chain, extensions=extensions).entry)
    assert _halted_by(file, chain) == "policy-extension"


@pytest.mark.parametrize("hidden", ["generation", "circle"])
def test_a_welcome_into_another_circles_group_leads_nowhere(hidden: str) -> None:
    """The founder's modified client makes the MLS group under other ids than the chain's."""
    file = protection_file()
    world = file.world
    from client.core.replica import author_genesis
    from client.core.replica.authoring_commit import Draft, finish
    from client.core.replica.groups import policy_extension
    from crypto.policy import CircleKind

    policy = world.policy(CircleKind.FRONT_DESK, [file.deciding])
    options = {"directory": world.directory, "statements": world.statements, "entropy": world.entropy, "now": world.now}
    good = author_genesis(file.aliya.identity, policy, [], seen=world.seen, suite=world.suite, **options)  # type: ignore[arg-type]
    device = file.aliya.identity.device
    assert device is not None
    wrong = group_id(good.circle, Generation(2)) if hidden == "generation" else group_id(CircleId(ZERO32), Generation(1))
    life = (world.now // 1000 - 60, world.now // 1000 + 60)
    seed = file.aliya.identity.ring.signing_seed
    group = Group.create(
        wrong, world.suite, seed, credential_of(device), world.entropy, lifetime=life, extensions=(policy_extension(policy),)
    )
    result = group.commit(world.entropy, add=[file.bolat.key_package()], authenticated_data=commit_data(good.entry.header))
    nonce = parse_commit_body(good.entry.body).nonce
    bad = finish(file.aliya.identity, Draft(good.entry.header, result, policy, None, nonce), world.statements)
    chain = Chain(world, good.circle)
    chain.append(bad.entry, bad.welcome)
    file.bolat.sync(chain)
    [blinded] = file.bolat.of(chain, Blinded)
    assert blinded.code == "group-id"
    assert file.bolat.replica(chain).keys == {}


def test_a_group_in_another_epoch_than_the_chain_is_refused() -> None:
    """bolat commits twice in MLS and posts the second only, under the chain's next epoch."""
    from dataclasses import replace

    file = protection_file()
    chain = _circle(file)
    group = file.bolat.replica(chain).group
    assert group is not None
    ahead = group.commit(file.world.entropy).group
    file.bolat.replicas[chain.circle] = replace(file.bolat.replica(chain), group=ahead)
    newcomer = file.world.device(file.deciding, "newcomer")
    draft = file.bolat.hostile_commit(chain, add=[newcomer.key_package()])
    chain.append(draft.entry, draft.welcome)
    newcomer.sync(chain)
    [blinded] = newcomer.of(chain, Blinded)
    assert blinded.code == "mls-epoch"
    assert _halted_by(file, chain) == "stale"


def test_a_leaf_without_a_certificate_has_no_name() -> None:
    with pytest.raises(Refused):
        credential_hash(BasicCredential(b"aliya"))


def test_a_welcome_names_the_key_packages_that_it_is_for() -> None:
    file = protection_file()
    chain = file.coordination()
    package = file.bolat.key_package()
    draft = file.aliya.draft_commit(chain, add=[package])
    assert draft.welcome is not None
    assert welcome_refs(draft.welcome) == {parse_key_package(package).ref}
    for garbage in (b"", package, draft.welcome[:-1]):
        with pytest.raises(Malformed):
            welcome_refs(garbage)


def test_a_commit_that_closes_the_group_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ReInit (RFC 9420 section 12.1.5) is valid MLS; the circle could not go on after it. Our own client cannot author one."""
    file = protection_file()
    chain = _circle(file)
    reinit = ReInit(b"another", 1, file.world.suite, ())
    with monkeypatch.context() as modified:
        modified.setattr(member, "_by_value", lambda *_: [reinit])
        draft = file.bolat.hostile_commit(chain)
    chain.append(draft.entry)
    assert _halted_by(file, chain) == "mls-closed"


def test_a_leaf_is_a_logged_devices_own_chain_and_key() -> None:
    """What MLS asks of each credential that enters the tree (RFC 9420 section 5.3.1)."""
    file = protection_file()
    unlogged = file.world.device(file.deciding, "unlogged", log=False)
    device, stranger = file.aliya.identity.device, unlogged.identity.device
    assert device is not None
    assert stranger is not None
    validate = validator(file.world.directory, LogIndex(file.world.size))
    validate(credential_of(device), device.verify_key)
    other_body = X509Credential((device.der, file.implementing.der))
    refusals = [
        (credential_of(stranger), stranger.verify_key, "unknown-certificate"),
        (other_body, device.verify_key, "credential"),
        (X509Credential((device.der,)), device.verify_key, "credential"),
        (credential_of(device), stranger.verify_key, "credential"),
    ]
    for credential, key, code in refusals:
        with pytest.raises(Refused) as caught:
            validate(credential, key)
        assert caught.value.code == code
    too_early = validator(file.world.directory, LogIndex(file.world.directory.index_of(device.hash) or 0))
    with pytest.raises(Refused):
        too_early(credential_of(device), device.verify_key)
