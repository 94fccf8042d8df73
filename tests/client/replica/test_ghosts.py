"""T25: twelve ways to put a ghost into a circle, each tried through a server that checks nothing and against every honest client.

Each route makes its attempt and returns the ghosts. Then no honest client has a ghost in its roster or its tree, no ghost opens
what is written after, and the honest go on among themselves, by refound where the attempt halted the circle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from client.core.replica import Authored, approve, late_seal
from client.core.replica.groups import credential_hash, credential_of
from crypto.commit import parse_commit_body
from crypto.errors import QorganError, Refused, Usage
from crypto.mls import Group, X509Credential, new_key_package
from crypto.types import BodyKind
from tests.client.replica.world import DAY, Chain, File, Party, protection_file

Route = Callable[[File, Chain, bool], Sequence[Party]]


def _post(file: File, chain: Chain, author: Party, authored: Authored, hide: bool) -> None:
    """Sends a hostile commit; with ``hide``, the roster in clear is the old one, so that the ghost is in the tree only."""
    if hide:
        body = parse_commit_body(authored.entry.body)
        authored = author.forge(authored, roster=chain.roster, policy=body.policy)
    chain.append(authored.entry, authored.welcome, lenient=True)


def _add_by_bolat(file: File, chain: Chain, ghost: Party, key_package: bytes, hide: bool) -> list[Party]:
    _post(file, chain, file.bolat, file.bolat.hostile_commit(chain, add=[key_package]), hide)
    return [ghost]


def replaced_key_package(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """The server answers a claim for erlan's key package with one of its own making: erlan's certificate, the server's key."""
    thief = file.world.device(file.executing, "thief", log=False)
    now = file.world.now // 1000
    span = (now - 60, now + 3600)
    victim = file.world.device(file.deciding, "victim")
    with pytest.raises(QorganError):
        new_key_package(file.world.suite, thief.identity.ring.signing_seed, _credential(victim), file.world.entropy, lifetime=span)
    with pytest.raises(QorganError):
        file.aliya.draft_commit(chain, add=[thief.key_package()])
    return _add_by_bolat(file, chain, thief, thief.key_package(), hide)


def external_commit(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """bolat gives an outsider what an external join takes; the outsider posts the commit, or bolat does."""
    ghost = file.world.device(file.deciding, "ghost")
    group = file.bolat.replica(chain).group
    assert group is not None
    device = ghost.identity.device
    assert device is not None
    _, message = Group.external_join(
        group.group_info(), ghost.identity.ring.signing_seed, credential_of(device), file.world.entropy, validate=None
    )
    draft = file.bolat.hostile_commit(chain)
    roster = (*chain.roster, ghost.hash)
    author = file.bolat if hide else ghost
    changes = {"author": author.holder}
    authored = author.forge(draft, changes, mls_commit=message, roster=chain.roster if hide else roster)
    chain.append(authored.entry, lenient=True)
    return [ghost]


def proposal_from_outside(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """An Add proposal in the place of a commit, and a commit that names it by reference."""
    ghost = file.world.device(file.deciding, "ghost")
    group = file.bolat.replica(chain).group
    assert group is not None
    proposed, proposal = group.propose_add(ghost.key_package(), file.world.entropy)
    replica = file.bolat.replica(chain)
    if hide:
        file.bolat.replicas[chain.circle] = replace(replica, group=proposed)
        _post(file, chain, file.bolat, file.bolat.hostile_commit(chain, cached=True), False)
    else:
        draft = file.bolat.hostile_commit(chain)
        chain.append(file.bolat.forge(draft, mls_commit=proposal).entry, lenient=True)
    return [ghost]


def expired_key_package(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    ghost = file.world.device(file.deciding, "ghost")
    now = file.world.now
    old = ghost.key_package(lifetime=((now - 90 * DAY) // 1000, (now - DAY) // 1000))
    with pytest.raises(Usage):
        file.aliya.draft_commit(chain, add=[old])
    return _add_by_bolat(file, chain, ghost, old, hide)


def second_welcome(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """A welcome into a group of bolat's own, with the ids of this circle, sent with a commit that adds the newcomer."""
    lured = file.world.device(file.deciding, "lured")
    trap = file.bolat.hostile_commit(chain, add=[lured.key_package()])
    good = file.bolat.hostile_commit(chain, add=[lured.key_package()])
    named = file.bolat.forge(good, welcome_hash=parse_commit_body(trap.entry.body).welcome_hash)
    file.bolat.pending[chain.circle] = named
    chain.append(named.entry if hide else good.entry, trap.welcome, lenient=True)
    lured.sync(chain)
    assert lured.replica(chain).group is None
    assert lured.codes(chain) == ["commitment" if hide else "welcome-hash"]
    for party in (file.aliya, file.dana):
        party.sync(chain)
    return []


def credential_swap(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """bolat's own leaf turns into that of another: with a certificate that is not in the log, or a colleague's."""
    ghost = file.world.device(file.deciding, "ghost", log=hide)
    swap = file.bolat.hostile_commit(chain, new_credential=_credential(ghost), new_signing_seed=ghost.identity.ring.signing_seed)
    _post(file, chain, file.bolat, swap, hide)
    return [ghost]


def revoked_officer(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    ghost = file.world.device(file.deciding, "ghost")
    package = ghost.key_package()
    file.world.revoke(file.deciding, ghost)
    with pytest.raises(Refused):
        file.aliya.draft_commit(chain, add=[package])
    return _add_by_bolat(file, chain, ghost, package, hide)


def add_by_another_body(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    ghost = file.world.device(file.implementing, "ghost")
    with pytest.raises(Refused):
        file.aliya.draft_commit(chain, add=[ghost.key_package()])
    return _add_by_bolat(file, chain, ghost, ghost.key_package(), hide)


def look_alike_name(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """A body of the same name, certified by the root, with an officer of the same name."""
    twin_body = file.world.body(file.deciding.name, BodyKind.DECIDING)
    twin = file.world.device(twin_body, "aliya")
    with pytest.raises(Refused):
        file.aliya.draft_commit(chain, add=[twin.key_package()])
    return _add_by_bolat(file, chain, twin, twin.key_package(), hide)


def reader_as_leaf(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """The prosecutor's own certificate as a member, with all approvals that two bodies can give."""
    reader = file.prosecutor
    package = reader.key_package()
    policy = file.aliya.replica(chain).history[-1].policy
    roster = (*chain.roster, reader.hash)
    approvals = [approve(p.replica(chain), p.identity, roster, policy) for p in (file.dana,)]
    _post(file, chain, file.bolat, file.bolat.hostile_commit(chain, add=[package], approvals=approvals), hide)
    return [reader]


def replayed_add(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """The commit that once added an officer who has been removed since: the entry again, or its MLS commit in a new entry."""
    ghost = file.world.device(file.deciding, "ghost")
    added = file.aliya.commit(chain, add=[ghost.key_package()])
    ghost.sync(chain)
    file.aliya.commit(chain, remove=[ghost.hash])
    for party in (file.bolat, file.dana, ghost):
        party.sync(chain)
    old = parse_commit_body(added.entry.body)
    draft = file.bolat.hostile_commit(chain)
    again = file.bolat.forge(draft, mls_commit=old.mls_commit, roster=chain.roster if hide else old.roster)
    chain.append(again.entry, chain.welcomes[added.position], lenient=True)
    return [ghost]


def unlogged_device_asks_for_the_past(file: File, chain: Chain, hide: bool) -> Sequence[Party]:
    """A device whose certificate is not in the log gets neither a seal of old keys nor a place."""
    ghost = file.world.device(file.supervising, "ghost", ["prosecutor"], log=False)
    key = ghost.identity.ring.reading_key
    with pytest.raises(Usage):
        late_seal(file.aliya.replica(chain), ghost.holder, key)
    officer = file.world.device(file.deciding, "officer", log=False)
    with pytest.raises(Refused):
        file.aliya.draft_commit(chain, add=[officer.key_package()])
    return [ghost, *_add_by_bolat(file, chain, officer, officer.key_package(), hide)]


ROUTES: list[Route] = [
    replaced_key_package,
    external_commit,
    proposal_from_outside,
    expired_key_package,
    second_welcome,
    credential_swap,
    revoked_officer,
    add_by_another_body,
    look_alike_name,
    reader_as_leaf,
    replayed_add,
    unlogged_device_asks_for_the_past,
]


def _credential(party: Party) -> X509Credential:
    device = party.identity.device
    assert device is not None
    return credential_of(device)


@pytest.mark.parametrize("hide", [False, True], ids=["shown", "hidden"])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_no_ghost_gets_in(route: Route, hide: bool) -> None:
    file = protection_file()
    chain = file.coordination(file.bolat)
    honest = (file.aliya, file.dana)
    for party in (*honest, file.bolat, file.prosecutor):
        party.sync(chain)
    ghosts = route(file, chain, hide)
    for party in (*honest, file.prosecutor):
        party.sync(chain)
    for party in honest:
        _assert_no_ghost(party, chain, ghosts)
    _go_on(file, chain)
    for ghost in ghosts:
        if ghost is not file.prosecutor:
            ghost.sync(chain)
            assert "among ourselves" not in ghost.texts(chain)
    for party in honest:
        _assert_no_ghost(party, chain, ghosts)
        assert party.texts(chain)[-1] == "among ourselves"


def _assert_no_ghost(party: Party, chain: Chain, ghosts: Sequence[Party]) -> None:
    replica = party.replica(chain)
    assert replica.group is not None
    leaves = {credential_hash(member.credential) for member in replica.group.members()}
    assert leaves == set(replica.history[-1].roster)
    for ghost in ghosts:
        assert ghost.hash not in leaves


def _go_on(file: File, chain: Chain) -> None:
    """Refound where the attempt halted the circle, then write."""
    replica = file.aliya.replica(chain)
    if replica.halt is not None:
        kept = [p for p in (file.dana, file.bolat) if p.hash in replica.history[-1].roster and p.holder != replica.halt.author]
        roster = [file.aliya.hash, *(party.hash for party in kept)]
        approval = approve(file.dana.replica(chain), file.dana.identity, roster, refound=True)
        draft = file.aliya.draft_refound(chain, [party.key_package() for party in kept], approvals=[approval])
        file.aliya.send(chain, draft)
    file.aliya.write(chain, {"text": "among ourselves"})
    for party in (file.aliya, file.dana):
        party.sync(chain)


def test_every_true_change_is_an_outcome() -> None:
    """What screens show: who came and who went, by the commit that did it."""
    file = protection_file()
    chain = file.coordination()
    file.aliya.commit(chain, add=[file.bolat.key_package()])
    file.aliya.commit(chain, remove=[file.bolat.hash])
    file.dana.sync(chain)
    from client.core.replica import Committed

    changes = [(o.added, o.removed) for o in file.dana.of(chain, Committed)]
    assert changes[1:] == [((file.bolat.hash,), ()), ((), (file.bolat.hash,))]
