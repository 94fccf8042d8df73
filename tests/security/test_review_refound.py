"""A refound takes back what was, so nobody makes one alone: attacks of one officer, and of a server in somebody's name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from client.core.replica import Committed, Halted, approve, authoring_commit
from crypto.entry import sign_entry
from crypto.errors import Refused
from crypto.policy import CircleKind
from crypto.types import ZERO32, BodyKind, Position
from tests.client.replica.world import Chain, File, Party, protection_file


def _unchecked_refound(monkeypatch: pytest.MonkeyPatch, chain: Chain, author: Party, others: list[Party], refused: int) -> None:
    """By a client that asks no rule before it sends, and nobody for approval."""
    with monkeypatch.context() as patch:
        patch.setattr(authoring_commit, "check_commit", lambda *_args, **_options: None)
        draft = author.draft_refound(chain, [party.key_package() for party in others], refused=Position(refused))
    chain.append(draft.entry, draft.welcome, lenient=True)


def _founded_alone(file: File) -> Chain:
    """aliya founds alone, takes dana in by the second commit, and both write."""
    policy = file.world.policy(CircleKind.COORDINATION, file.bodies, [file.prosecutor])
    chain = file.world.found(file.aliya, policy)
    file.aliya.commit(chain, add=[file.dana.key_package()])
    file.dana.write(chain, {"text": "a threat that aliya would rather not have in the file"})
    for party in (file.aliya, file.dana, file.prosecutor):
        party.sync(chain)
    return chain


def test_nobody_goes_back_alone_to_before_another_body_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    file = protection_file()
    chain = _founded_alone(file)
    with pytest.raises(Refused) as caught:
        file.aliya.draft_refound(chain, [], refused=Position(1))
    assert caught.value.code == "refound-approval"
    _unchecked_refound(monkeypatch, chain, file.aliya, [], refused=1)
    for party in (file.dana, file.prosecutor):
        [outcome] = party.sync(chain)
        assert isinstance(outcome, Halted)
        assert outcome.code == "refound-approval"
        view = party.replica(chain).view
        assert view is not None
        assert file.dana.hash in view.roster


def test_a_good_commit_of_the_other_body_is_no_way_to_put_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """dana renews the keys, as she should; aliya names that commit as refused, and its author as the culprit."""
    file = protection_file()
    chain = file.coordination()
    file.dana.commit(chain)
    for party in (file.aliya, file.dana, file.prosecutor):
        party.sync(chain)
    _unchecked_refound(monkeypatch, chain, file.aliya, [], refused=1)
    for party in (file.dana, file.prosecutor):
        [outcome] = party.sync(chain)
        assert isinstance(outcome, Halted)
        assert outcome.code == "refound-approval"


def test_the_only_device_of_a_body_that_its_body_revoked_has_no_veto(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left against a culprit whose body has no other device: that body's word."""
    file = protection_file()
    chain = file.coordination()
    file.dana.commit(chain)
    file.aliya.sync(chain)
    file.world.revoke(file.implementing, file.dana)
    _unchecked_refound(monkeypatch, chain, file.aliya, [], refused=1)
    [outcome] = file.prosecutor.sync(chain)[-1:]
    assert isinstance(outcome, Committed)


def test_one_officer_does_not_go_back_to_before_a_prosecutor_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a circle of one body nobody else need approve; the prosecutor who came in since does, as for a change of policy."""
    file = protection_file()
    world, office = file.world, file.world.body("Second office", BodyKind.SUPERVISING)
    second = world.device(office, "Second prosecutor", ["prosecutor"])
    chain = file.person_circle(file.bolat)
    bodies = [file.deciding, file.supervising, office]
    policy = world.policy(CircleKind.PERSON, bodies, [file.prosecutor, second], [file.person])
    file.aliya.commit(chain, policy=policy)
    file.aliya.commit(chain)
    for party in (file.bolat, file.prosecutor, second):
        party.sync(chain)
    with pytest.raises(Refused) as caught:
        file.aliya.draft_refound(chain, [file.bolat.key_package()], refused=Position(1))
    assert caught.value.code == "reader-consent"
    file.aliya.draft_refound(chain, [file.bolat.key_package()], refused=Position(2))
    roster = [file.aliya.hash, file.bolat.hash]
    consent = approve(second.replica(chain), second.identity, roster, refound=True, refused=Position(1))
    file.aliya.draft_refound(chain, [file.bolat.key_package()], refused=Position(1), approvals=[consent])
    _unchecked_refound(monkeypatch, chain, file.aliya, [file.bolat], refused=1)
    for party in (file.bolat, file.prosecutor, second):
        [outcome] = party.sync(chain)
        assert isinstance(outcome, Halted)
        assert outcome.code == "reader-consent"
        view = party.replica(chain).view
        assert view is not None
        assert second.holder in view.policy.readers


def test_a_refound_with_the_consent_of_whom_it_drops_goes_back() -> None:
    file = protection_file()
    world = file.world
    second = world.device(file.supervising, "Second prosecutor", ["prosecutor"])
    chain = file.person_circle(file.bolat)
    bodies = [file.deciding, file.supervising]
    file.aliya.commit(chain, policy=world.policy(CircleKind.PERSON, bodies, [file.prosecutor, second], [file.person]))
    for party in (file.bolat, file.prosecutor, second):
        party.sync(chain)
    roster = [file.aliya.hash, file.bolat.hash]
    consent = approve(second.replica(chain), second.identity, roster, refound=True, refused=Position(1))
    draft = file.aliya.draft_refound(chain, [file.bolat.key_package()], refused=Position(1), approvals=[consent])
    file.aliya.send(chain, draft)
    for party in (file.bolat, file.prosecutor, second):
        [outcome] = party.sync(chain)
        assert isinstance(outcome, Committed)
        assert second.holder not in outcome.view.policy.readers


def test_a_commit_that_halted_here_is_taken_back_without_asking_whom_it_brings_in() -> None:
    """What was never good brought nobody in: else whoever makes a bad commit would choose who must consent to mending it."""
    file = protection_file()
    second = file.world.device(file.supervising, "Second prosecutor", ["prosecutor"])
    chain = file.person_circle(file.bolat)
    file.bolat.sync(chain)
    bodies = [file.deciding, file.supervising]
    policy = file.world.policy(CircleKind.PERSON, bodies, [file.prosecutor, second], [file.person])
    hostile = file.bolat.hostile_commit(chain)
    chain.append(file.bolat.forge(hostile, policy=policy.encode()).entry, lenient=True)
    for party in (file.aliya, file.prosecutor):
        party.sync(chain)
        assert party.replica(chain).halt is not None
    file.aliya.send(chain, file.aliya.draft_refound(chain, []))
    [outcome] = file.prosecutor.sync(chain)
    assert isinstance(outcome, Committed)


def test_an_executing_body_is_not_put_out_without_its_consent() -> None:
    """Neither by going back to before it came in, nor as the author of a commit."""
    file = protection_file()
    bodies = [file.implementing, file.executing, file.supervising]
    chain = file.world.found(file.dana, file.world.policy(CircleKind.TASK, bodies, [file.prosecutor]), [file.erlan])
    file.erlan.commit(chain)
    file.dana.sync(chain)
    with pytest.raises(Refused) as caught:
        file.dana.draft_refound(chain, [], refused=Position(1))
    assert caught.value.code == "refound-approval"
    file.dana.draft_refound(chain, [file.erlan.key_package()], refused=Position(1))


def test_a_commit_that_the_server_makes_up_is_put_down_to_nobody() -> None:
    """Else a server would choose whom a refound may leave out."""
    file = protection_file()
    chain = file.coordination(file.bolat)
    for party in (file.aliya, file.bolat, file.dana):
        party.sync(chain)
    draft = file.bolat.draft_commit(chain)
    chain.append(sign_entry(bytes(32), draft.entry.header, draft.entry.body), lenient=True)
    for party in (file.aliya, file.dana):
        party.sync(chain)
        halt = party.replica(chain).halt
        assert halt is not None
        assert (halt.code, halt.author) == ("bad-signature", ZERO32)
    roster = [file.aliya.hash, file.dana.hash]
    approval = approve(file.dana.replica(chain), file.dana.identity, roster, refound=True)
    with pytest.raises(Refused) as caught:
        file.aliya.draft_refound(chain, [file.dana.key_package()], approvals=[approval])
    assert caught.value.code == "refound-roster"


def test_a_member_whom_a_commit_throws_out_of_the_group_alone_says_so() -> None:
    """bolat's client removes dana in MLS and leaves her in the roster: she gets no keys, and her client must tell."""
    file = protection_file()
    chain = file.coordination(file.bolat)
    file.bolat.sync(chain)
    file.dana.sync(chain)
    group = file.bolat.replica(chain).group
    assert group is not None
    leaf = next(m.leaf for m in group.members() if m.signature_key == file.dana.identity.ring.verify_key)
    hostile = file.bolat.hostile_commit(chain, remove=[leaf])
    forged = file.bolat.forge(hostile, roster=chain.roster)
    chain.append(forged.entry, lenient=True)
    file.dana.sync(chain)
    file.aliya.sync(chain)
    assert file.aliya.codes(chain) == ["roster-tree"]
    assert file.dana.codes(chain) == ["no-welcome"]


def test_a_foreign_welcome_does_not_reach_the_key_packages() -> None:
    """The server gives a newcomer another circle's welcome: its key package must stay for that circle."""
    file = protection_file()
    first, second = file.coordination(), file.person_circle()
    for chain in (first, second):
        file.aliya.commit(chain, add=[file.bolat.key_package()])
    asked: list[bytes] = []
    context = file.bolat.context(first, bundles=lambda welcome: asked.append(welcome))
    swapped = [replace(received, welcome=second.welcomes.get(received.position)) for received in first.received]
    step = file.bolat.replica(first).replay(swapped, context)
    assert [getattr(outcome, "code", "") for outcome in step.outcomes][-1] == "welcome-hash"
    assert asked == []


def test_a_member_cannot_cut_the_restricted_past_off_by_a_refound() -> None:
    """Only after the loss of all devices is there nobody who has it; newcomers would be left without, and nobody would notice."""
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    keys = file.aliya.replica(chain).current_keys
    assert keys is not None
    approval = approve(file.dana.replica(chain), file.dana.identity, [file.aliya.hash, file.dana.hash], refound=True)
    asked = {"approvals": [approval], "keys": replace(keys, restricted=None)}
    with pytest.raises(Refused) as caught:
        file.aliya.draft_refound(chain, [file.dana.key_package()], **asked)
    assert caught.value.code == "links"
