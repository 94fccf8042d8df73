"""Devices that change: a certificate renewed in place, and all devices of a circle lost and replaced by the authorities."""

from __future__ import annotations

from dataclasses import replace

import pytest

from client.core.replica import Committed, Shown, change
from crypto.errors import Refused
from crypto.policy import Approval, CircleKind, sign_approval
from crypto.ring import certificate_hash
from crypto.trust import Device, issue_device
from crypto.types import Holder
from tests.client.replica.world import DAY, START, Authority, Chain, File, Party, protection_file


def _renewed(file: File, party: Party) -> Device:
    """The same device of the same body with the same key, by a new certificate in the log."""
    world, key = file.world, party.identity.ring.verify_key
    der = issue_device(file.deciding.seed, file.deciding.der, key, party.name, ["officer"], START, START + 2000 * DAY)
    world.directory = world.directory.with_certificate(der, world.leaf())
    device = world.directory.known(certificate_hash(der), world.size)
    assert device is not None
    return device


def test_a_device_renews_its_certificate_and_stays_in() -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.write(chain, {"text": "before"})
    old, device = file.aliya.hash, _renewed(file, file.aliya)
    file.aliya.commit(chain, renew=device)
    assert file.aliya.replica(chain).group is not None
    assert not file.aliya.replica(chain).left
    file.aliya.identity = replace(file.aliya.identity, holder=Holder(device.hash), device=device)
    file.aliya.write(chain, {"text": "after"})
    for party in (file.aliya, file.dana, file.prosecutor):
        party.sync(chain)
        assert party.texts(chain) == ["before", "after"]
        assert party.codes(chain) == []
        commit = party.of(chain, Committed)[-1]
        assert (commit.added, commit.removed) == ((device.hash,), (old,))
    file.dana.commit(chain)
    file.aliya.sync(chain)
    assert file.aliya.codes(chain) == []


def _approved(authority: Authority, party: Party, chain: Chain, roster: list[Party]) -> Approval:
    what = change(party.replica(chain), [member.hash for member in roster], refound=True)
    return sign_approval(authority.seed, authority.hash, what)


def test_the_loss_of_all_devices_loses_no_file() -> None:
    """The authorities of both bodies sign the new roster; a body's recovery key brings the past."""
    file = protection_file()
    recovery = file.world.device(file.deciding, "recovery", ["recovery"])
    policy = file.world.policy(CircleKind.COORDINATION, file.bodies, [file.prosecutor, recovery])
    chain = file.world.found(file.aliya, policy, [file.dana])
    file.aliya.write(chain, {"text": "the file"})
    file.aliya.write(chain, {"text": "an address"}, restricted=True)

    first, second = file.world.device(file.deciding, "new aliya"), file.world.device(file.implementing, "new dana")
    for party in (first, recovery):
        party.sync(chain)
    keys = recovery.replica(chain).current_keys
    roster = [first, second]
    packages = [second.key_package()]
    with pytest.raises(Refused) as caught:
        first.draft_refound(chain, packages, keys=keys, approvals=[_approved(file.deciding, first, chain, roster)])
    assert caught.value.code == "refound-approval"
    approvals = [_approved(authority, first, chain, roster) for authority in (file.deciding, file.implementing)]
    first.send(chain, first.draft_refound(chain, packages, keys=keys, approvals=approvals), lenient=True)
    second.write(chain, {"text": "we go on"})
    for party in (first, second, file.prosecutor):
        party.sync(chain)
        assert sorted(party.texts(chain)) == ["the file", "we go on"]
        assert party.codes(chain) == []
    lost = [shown for shown in second.of(chain, Shown) if shown.restricted]
    assert [shown.sealed_reason for shown in lost] == ["restricted"], "no recovery key has it"
    for party in (file.aliya, file.dana):
        party.sync(chain)
        assert party.replica(chain).left
        assert "we go on" not in party.texts(chain)
