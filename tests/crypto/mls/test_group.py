"""The API of a group, end to end in all three suites."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crypto.errors import CannotOpen, QorganError, Refused, Stale, Usage
from crypto.mls import (
    POLICY,
    SUITE_X25519_AES,
    SUITE_X25519_CHACHA,
    SUITE_XWING,
    ApplicationMessage,
    BasicCredential,
    CommitProcessed,
    Credential,
    Extension,
    Group,
    KeyPackageBundle,
    ProposalCached,
    X509Credential,
    new_key_package,
    parse_key_package,
)
from crypto.mls.proposal import ReInit, Remove
from crypto.mls.secret_tree import RatchetKind
from crypto.mls.suite import signature_key
from tests.crypto.mls.vectors import flipped
from tests.crypto.mls.world import LIFETIME, certificate, deliver, device, external_join, founder, group_of, leaf, seeded, send

SUITES = (SUITE_XWING, SUITE_X25519_CHACHA, SUITE_X25519_AES)
HOUR_MS = 60 * 60 * 1000


def agreed(groups: list[Group]) -> bool:
    """Whether all are in one epoch with the same secrets and the same view of the tree."""
    views = {(group.epoch, group.epoch_authenticator, group.export("l", b"c", 32), group.tree_hash) for group in groups}
    return len(views) == 1


def opened(group: Group, message: bytes, **options: int) -> tuple[Group, bytes]:
    found = group.process(message, validate=None, **options)  # type: ignore[arg-type]
    assert isinstance(found, ApplicationMessage)
    return found.group, found.plaintext


@pytest.mark.parametrize("suite", SUITES)
def test_members_agree_after_each_commit_and_those_removed_learn_nothing_more(suite: int) -> None:
    groups = group_of(4, suite)
    assert agreed(groups)
    result = groups[2].commit(seeded(b"remove"), remove=[leaf(1)], extensions=[Extension(POLICY, b"new")])
    removed = groups[1].process(result.message, validate=None)
    assert isinstance(removed, CommitProcessed)
    assert removed.self_removed
    others = [result.group, *(_follow(groups[index], result.message) for index in (0, 3))]
    assert agreed(others)
    assert others[0].extensions == (Extension(POLICY, b"new"),)
    assert [member.leaf for member in others[0].members()] == [0, 2, 3]
    following = others[0].commit(seeded(b"next"))
    for group in (groups[1], removed.group):
        with pytest.raises(QorganError):
            group.process(following.message, validate=None)


def _follow(group: Group, message: bytes) -> Group:
    processed = group.process(message, validate=None)
    assert isinstance(processed, CommitProcessed)
    return processed.group


@pytest.mark.parametrize("suite", SUITES)
def test_a_stored_state_goes_on_as_the_one_that_was_never_stored(suite: int) -> None:
    groups = group_of(3, suite)
    sender, early = groups[0].encrypt(b"early", seeded(b"1"))
    sender, late = sender.encrypt(b"late", seeded(b"2"))
    receiver, plaintext = opened(groups[1], late)
    assert plaintext == b"late"
    stored = Group.decode(receiver.encode())
    assert stored.encode() == receiver.encode()
    assert stored == receiver
    assert opened(stored, early)[1] == b"early"
    proposer, proposal = groups[2].propose_update(seeded(b"u"))
    with_proposal = stored.process(proposal, validate=None).group
    again = Group.decode(with_proposal.encode())
    result = again.commit(seeded(b"c"), cached=True)
    assert agreed([result.group, _follow(Group.decode(proposer.encode()), result.message)])
    assert again == with_proposal


def test_a_state_of_another_version_or_cut_short_is_refused() -> None:
    data = group_of(2)[0].encode()
    for broken in (b"\x02" + data[1:], data[:-1], data + b"\0", b""):
        with pytest.raises(QorganError):
            Group.decode(broken)


def test_application_messages_open_out_of_order_once_each() -> None:
    sender, receiver = group_of(2)
    messages = []
    for number in range(6):
        sender, message = sender.encrypt(bytes([number]), seeded(bytes([number])), b"data")
        messages.append(message)
    for number in (4, 0, 5, 2, 1, 3):
        before = receiver
        receiver, plaintext = opened(receiver, messages[number])
        assert plaintext == bytes([number])
        assert opened(before, messages[number])[1] == bytes([number]), "the old state stays usable"
    for message in messages:
        with pytest.raises(Refused) as caught:
            receiver.process(message, validate=None)
        assert caught.value.code == "replayed"


def test_the_authenticated_data_and_the_sender_are_told() -> None:
    sender, receiver = group_of(2)
    _, message = sender.encrypt(b"text", seeded(b"e"), b"header", padding=100)
    found = receiver.process(message, validate=None)
    assert isinstance(found, ApplicationMessage)
    assert (found.sender, found.authenticated_data, found.epoch) == (0, b"header", sender.epoch)
    result = sender.commit(seeded(b"c"), authenticated_data=b"binding", padding=64)
    processed = receiver.process(result.message, validate=None)
    assert isinstance(processed, CommitProcessed)
    assert (processed.sender, processed.authenticated_data) == (0, b"binding")


def test_keys_are_deleted_when_used() -> None:
    sender, receiver = group_of(2)
    after, message = sender.encrypt(b"text", seeded(b"e"))
    assert _message_secrets(after).isdisjoint(_first_keys(sender))
    after_opening, _ = opened(receiver, message)
    assert _message_secrets(after_opening).isdisjoint(_first_keys(sender))
    # Section 9.2: the encryption secret at the root is consumed with the first key.
    (encryption_secret,) = sender.state.secret_tree.nodes.values()
    assert encryption_secret not in after.encode()
    assert encryption_secret not in after_opening.encode()


def _first_keys(sender: Group) -> set[bytes]:
    _, _, key = sender.state.secret_tree.next(sender.state.suite, sender.own_leaf, RatchetKind.APPLICATION)
    return {key.key, key.nonce}


def _message_secrets(group: Group) -> set[bytes]:
    tree = group.state.secret_tree
    skipped = {part for ratchet in tree.ratchets.values() for key in ratchet.skipped.values() for part in (key.key, key.nonce)}
    return {*tree.nodes.values(), *(ratchet.secret for ratchet in tree.ratchets.values()), *skipped}


def test_secrets_of_an_old_epoch_are_gone_after_a_commit() -> None:
    first, second = group_of(2)
    old = first.state
    result = first.commit(seeded(b"c"))
    for group in (result.group, _follow(second, result.message)):
        stored = group.encode()
        for secret in (old.secrets.init_secret, old.secrets.exporter_secret, old.secrets.membership_key, *old.private.values()):
            assert secret not in stored


def test_late_messages_open_for_two_epochs_and_twenty_four_hours() -> None:
    groups = group_of(2)
    _, message = groups[0].encrypt(b"late", seeded(b"e"))
    for number in range(2):
        groups = deliver(groups, 0, groups[0].commit(seeded(bytes([number]))))
        assert opened(groups[1], message)[1] == b"late"
    groups = deliver(groups, 0, groups[0].commit(seeded(b"third")))
    with pytest.raises(CannotOpen):
        groups[1].process(message, validate=None)


def test_late_messages_do_not_open_after_twenty_four_hours() -> None:
    sender, receiver = group_of(2)
    _, message = sender.encrypt(b"late", seeded(b"e"))
    processed = receiver.process(sender.commit(seeded(b"c")).message, validate=None, now_ms=1_000)
    assert opened(processed.group, message, now_ms=1_000 + 24 * HOUR_MS - 1)[1] == b"late"
    for now in (1_000 + 24 * HOUR_MS, 1_000 + 48 * HOUR_MS):
        with pytest.raises(CannotOpen):
            processed.group.process(message, validate=None, now_ms=now)
        with pytest.raises(CannotOpen):
            processed.group.forget_expired(now).process(message, validate=None)


def test_a_past_epoch_whose_end_was_not_told_counts_from_the_first_time_that_is() -> None:
    sender, receiver = group_of(2)
    _, message = sender.encrypt(b"late", seeded(b"e"))
    after = _follow(receiver, sender.commit(seeded(b"c")).message).forget_expired(5_000)
    assert opened(after.forget_expired(5_000 + 24 * HOUR_MS - 1), message)[1] == b"late"
    with pytest.raises(CannotOpen):
        after.forget_expired(5_000 + 24 * HOUR_MS).process(message, validate=None)


def test_a_message_of_an_epoch_to_come_is_stale() -> None:
    sender, receiver = group_of(2)
    _, message = sender.commit(seeded(b"c")).group.encrypt(b"early", seeded(b"e"))
    with pytest.raises(Stale):
        receiver.process(message, validate=None)


def test_who_loses_the_race_goes_on_from_the_state_before() -> None:
    groups = group_of(3)
    winner, loser = groups[0].commit(seeded(b"w")), groups[1].commit(seeded(b"l"))
    assert loser.before.epoch == groups[1].epoch
    after = _follow(loser.before, winner.message)
    assert agreed([winner.group, after, _follow(groups[2], winner.message)])
    with pytest.raises(Stale):
        after.process(loser.message, validate=None)


def test_a_commit_of_our_own_is_not_processed() -> None:
    group = group_of(2)[0]
    with pytest.raises(Refused):
        group.process(group.commit(seeded(b"c"), public=True).message, validate=None)


def test_a_renewal_brings_a_new_credential_and_key_in_one_commit() -> None:
    groups = group_of(3)
    seed = seeded(b"renewal")(32)
    result = groups[1].commit(seeded(b"c"), new_credential=BasicCredential(b"renewed"), new_signing_seed=seed)
    entered: list[tuple[Credential, bytes]] = []
    processed = groups[0].process(result.message, validate=lambda credential, key: entered.append((credential, key)))
    assert entered == [(BasicCredential(b"renewed"), signature_key(seed))]
    following = result.group.commit(seeded(b"d"))
    assert agreed([following.group, _follow(processed.group, following.message)])


def test_each_credential_that_enters_is_given_to_the_application_and_no_other() -> None:
    groups = group_of(2)
    new = device(b"new")
    result = groups[0].commit(seeded(b"c"), add=[new.bundle.key_package])
    entered: list[Credential] = []
    groups[1].process(result.message, validate=lambda credential, _: entered.append(credential))
    assert entered == [BasicCredential(b"new")]
    seen: list[Credential] = []
    assert result.welcome is not None
    Group.join(result.welcome, new.bundle, new.seed, validate=lambda credential, _: seen.append(credential))
    assert seen == [BasicCredential(b"0"), BasicCredential(b"\x01"), BasicCredential(b"new")]


def test_an_x509_leaf_with_a_look_alike_name_is_given_to_the_application_which_may_refuse_it() -> None:
    groups = group_of(2)
    seed = seeded(b"look-alike")(32)
    honest, look_alike = "Иванов", "Ивaнов"  # the second has a Latin a
    shown = certificate(look_alike, seed)
    new = device(b"x", credential=shown, seed=seed)
    result = groups[0].commit(seeded(b"c"), add=[new.bundle.key_package])

    def validate(credential: Credential, key: bytes) -> None:
        assert isinstance(credential, X509Credential)
        assert key == signature_key(seed)
        if credential != certificate(honest, seed):
            raise Refused("not whom the roster names")

    with pytest.raises(Refused, match="roster"):
        groups[1].process(result.message, validate=validate)
    assert new.join(result.welcome).members()[2].credential == shown


def test_an_external_commit_is_refused_unless_allowed() -> None:
    groups = group_of(2)
    outsider, message = external_join(groups[0].group_info())
    with pytest.raises(Refused):
        groups[1].process(message, validate=None)
    processed = groups[1].process(message, validate=None, allow_external=True)
    assert isinstance(processed, CommitProcessed)
    assert processed.external
    assert agreed([outsider, processed.group])


@pytest.mark.parametrize("suite", SUITES)
def test_a_member_who_lost_its_state_resyncs_by_an_external_commit(suite: int) -> None:
    groups = group_of(3, suite)
    old = groups[2].state
    back, message = Group.external_join(
        groups[0].group_info(), old.signing_seed, BasicCredential(b"\x02"), seeded(b"r"), validate=None, resync=leaf(2)
    )
    processed = [group.process(message, validate=None, allow_external=True).group for group in groups[:2]]
    assert agreed([back, *processed])
    assert len(back.members()) == 3


def test_proposals_of_others_are_committed_by_reference() -> None:
    groups = [group.with_psk(b"id", b"secret") for group in group_of(4)]
    new = device(b"new")
    cached = list(groups)
    steps: tuple[tuple[int, Callable[[Group], tuple[Group, bytes]]], ...] = (
        (0, lambda group: group.propose_add(new.bundle.key_package, seeded(b"a"))),
        (1, lambda group: group.propose_remove(leaf(3), seeded(b"r"), public=True)),
        (2, lambda group: group.propose_update(seeded(b"u"))),
        (0, lambda group: group.propose_psk(b"id", seeded(b"p"))),
    )
    for by, propose in steps:
        own, message = propose(cached[by])
        for index, group in enumerate(cached):
            if index == by:
                cached[index] = own
                continue
            processed = group.process(message, validate=None)
            assert isinstance(processed, ProposalCached)
            cached[index] = processed.group
    result = cached[1].commit(seeded(b"c"), cached=True)
    processed_by_0 = cached[0].process(result.message, validate=None)
    assert isinstance(processed_by_0, CommitProcessed)
    assert (processed_by_0.added, processed_by_0.removed, processed_by_0.updated) == ((3,), (3,), (2,))
    assert processed_by_0.by_reference
    with pytest.raises(Refused):
        new.join(result.welcome)  # without the pre-shared key
    assert result.welcome is not None
    joined = Group.join(result.welcome, new.bundle, new.seed, validate=None, psks={b"id": b"secret"})
    assert agreed([result.group, processed_by_0.group, _follow(cached[2], result.message), joined])


def test_of_proposals_that_exclude_each_other_the_committer_takes_those_the_rfc_prefers() -> None:
    """Section 12.2: a Remove before an Update, the latest Update before others, anything before a ReInit."""
    groups = group_of(4)
    sent = [send(groups[3], ReInit(b"next", 1, 3, ())), groups[1].propose_update(seeded(b"u"))[1]]
    newer, latest = groups[2].propose_update(seeded(b"v"))[0].propose_update(seeded(b"w"))
    sent += [groups[2].propose_update(seeded(b"v"))[1], latest, groups[3].propose_remove(leaf(1), seeded(b"r"))[1]]
    sent.append(send(groups[3], Remove(leaf(0))))
    committer, receiver = groups[0], newer
    for message in sent:
        committer = committer.process(message, validate=None).group
    for message in (sent[0], sent[1], sent[4]):
        receiver = receiver.process(message, validate=None).group
    assert len(committer.state.proposals) == 6
    result = committer.commit(seeded(b"c"), cached=True)
    assert agreed([result.group, _follow(receiver, result.message)])
    assert [member.leaf for member in result.group.members()] == [0, 2, 3]
    updated = result.group.state.tree.leaf(leaf(2))
    assert updated is not None
    assert updated.encryption_key == list(newer.state.update_keys)[-1]
    assert result.group.active


def test_a_member_may_come_back_as_a_new_leaf_while_its_old_one_is_removed_in_the_same_commit() -> None:
    groups = group_of(3)
    back = device(b"back", seed=groups[2].state.signing_seed)
    result = groups[0].commit(seeded(b"c"), remove=[leaf(2)], add=[back.bundle.key_package])
    assert agreed([result.group, _follow(groups[1], result.message), back.join(result.welcome)])


def test_exports_differ_by_label_context_and_epoch_and_have_the_length_asked_for() -> None:
    group = group_of(2)[0]
    exports = {group.export(label, context, 32) for label in ("a", "b") for context in (b"", b"c")}
    assert len(exports) == 4
    assert group.export(b"a", b"", 32) in exports
    assert group.commit(seeded(b"c")).group.export("a", b"", 32) not in exports
    assert [len(group.export("a", b"", size)) for size in (0, 1, 16, 100)] == [0, 1, 16, 100]
    for size in (-1, 1 << 16, 255 * 32 + 1):
        with pytest.raises(Usage):
            group.export("a", b"", size)


def test_a_key_package_bundle_is_stored_and_loaded() -> None:
    bundle = device(b"new").bundle
    assert KeyPackageBundle.decode(bundle.encode()) == bundle
    for broken in (bundle.encode()[:-1], b"\x07" + bundle.encode()[1:]):
        with pytest.raises(QorganError):
            KeyPackageBundle.decode(broken)


def test_a_key_package_says_what_it_is() -> None:
    seed = seeded(b"s")(32)
    bundle = new_key_package(84, seed, BasicCredential(b"me"), seeded(b"k"), lifetime=LIFETIME, last_resort=True)
    info = parse_key_package(bundle.key_package)
    assert (info.suite, info.credential, info.signature_key) == (84, BasicCredential(b"me"), signature_key(seed))
    assert (info.lifetime, info.last_resort, len(info.ref)) == (LIFETIME, True, 64)
    assert not parse_key_package(device(b"other").bundle.key_package).last_resort


def test_joining_with_keys_that_are_not_of_the_key_package_is_the_callers_fault() -> None:
    new, other = device(b"new"), device(b"other")
    welcome = founder().commit(seeded(b"c"), add=[new.bundle.key_package]).welcome
    assert welcome is not None
    mixed = KeyPackageBundle(new.bundle.key_package, other.bundle.init_private, new.bundle.leaf_private)
    for bundle, seed in ((mixed, new.seed), (new.bundle, other.seed), (new.bundle, b"short")):
        with pytest.raises(Usage):
            Group.join(welcome, bundle, seed, validate=None)


def test_no_secret_shows_in_a_repr() -> None:
    group = group_of(2)[0].with_psk(b"id", b"the pre-shared secret")
    state = group.propose_update(seeded(b"u"))[0].commit(seeded(b"c")).group.state
    bundle = device(b"new").bundle
    shown = repr(group) + repr(state) + repr(group.state) + repr(bundle)
    secrets = [state.signing_seed, *state.private.values(), *group.state.private.values(), b"the pre-shared secret"]
    secrets += [getattr(state.secrets, name) for name in type(state.secrets).__slots__]
    secrets += [*state.secret_tree.nodes.values(), *state.resumption.values(), bundle.init_private, bundle.leaf_private]
    for secret in secrets:
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown


def test_a_failed_call_leaves_the_state_as_it_was() -> None:
    groups = group_of(3)
    before = groups[0].encode()
    message = groups[1].commit(seeded(b"c")).message
    for broken in (flipped(message), flipped(message, 30), message[:-1], b""):
        with pytest.raises(QorganError):
            groups[0].process(broken, validate=None)
    with pytest.raises(QorganError):
        groups[0].commit(seeded(b"d"), remove=[leaf(0)])
    assert groups[0].encode() == before
    _follow(groups[0], message)
