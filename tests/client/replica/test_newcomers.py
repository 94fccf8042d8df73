"""T30: a new officer reads the whole past over several generations, verified as it was; tampered links give nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from client.core.replica import Blinded, Halted, Received, Replica, Shown, approve
from crypto.commit import Links, parse_commit_body
from crypto.entry import sign_entry
from crypto.types import EntryClass
from tests.client.replica.world import Chain, File, Party, protection_file


def _refound(file: File, chain: Chain) -> None:
    for party in (file.aliya, file.dana):
        party.sync(chain)
    approval = approve(file.dana.replica(chain), file.dana.identity, [file.aliya.hash, file.dana.hash], refound=True)
    file.aliya.send(chain, file.aliya.draft_refound(chain, [file.dana.key_package()], approvals=[approval]))


def _long_past(file: File, generations: int) -> tuple[Chain, list[str]]:
    chain = file.coordination()
    written: list[str] = []
    for generation in range(1, generations + 1):
        for epoch in range(3):
            for author in (file.aliya, file.dana):
                text = f"{author.name} {generation}.{epoch}"
                author.write(chain, {"text": text}, restricted=epoch == 1)
                written.append(text)
            file.dana.commit(chain)
        if generation < generations:
            _refound(file, chain)
    return chain, written


@pytest.mark.parametrize("generations", [1, 3, 6])
def test_a_new_officer_reads_the_past_of_all_generations(generations: int) -> None:
    file = protection_file()
    chain, written = _long_past(file, generations)
    file.aliya.commit(chain, add=[file.bolat.key_package()])
    file.bolat.sync(chain)
    assert file.bolat.texts(chain) == written
    assert file.bolat.codes(chain) == []
    shown = file.bolat.of(chain, Shown)
    assert [s.author.name for s in shown] == [text.split()[0] for text in written]
    assert len(file.bolat.replica(chain).keys) == 4 * generations + 1
    file.prosecutor.sync(chain)
    assert file.prosecutor.texts(chain) == [text for text in written if ".1" not in text]


def test_a_new_prosecutor_reads_the_past_too() -> None:
    file = protection_file()
    chain, written = _long_past(file, 2)
    second = file.world.device(file.supervising, "second", ["prosecutor"])
    policy = file.aliya.replica(chain).history[-1].policy
    wider = replace(policy, readers=(*policy.readers, second.holder))
    for party in (file.aliya, file.dana):
        party.sync(chain)
    approval = approve(file.dana.replica(chain), file.dana.identity, chain.roster, wider)
    file.aliya.commit(chain, policy=wider, approvals=[approval])
    second.sync(chain)
    assert second.texts(chain) == [text for text in written if ".1" not in text]


def test_only_a_members_act_shares_the_past() -> None:
    """An officer of the body, certified and in the log, with all entries from the server, and no commit that adds them."""
    file = protection_file()
    chain, written = _long_past(file, 2)
    file.bolat.sync(chain)
    assert file.bolat.texts(chain) == []
    assert len([s for s in file.bolat.of(chain, Shown) if s.sealed_reason == "no-key"]) == len(written)


def _bent(links: Links, which: str, bit: int) -> Links:
    value = bytearray(getattr(links, which))
    value[bit // 8 % len(value)] ^= 1 << bit % 8
    return replace(links, **{which: bytes(value)})


@pytest.mark.parametrize("which", ["ledger", "intake", "restricted"])
def test_members_refuse_a_commit_whose_links_lead_elsewhere(which: str) -> None:
    file = protection_file()
    chain = file.coordination()
    file.dana.sync(chain)
    draft = file.aliya.draft_commit(chain)
    links = parse_commit_body(draft.entry.body).links
    assert links is not None
    file.aliya.send(chain, file.aliya.forge(draft, links=_bent(links, which, 77)))
    [outcome] = file.dana.sync(chain)
    assert isinstance(outcome, Halted)
    assert outcome.code == "bad-link"


def test_a_new_officer_accepts_none_of_two_hundred_tampered_links() -> None:
    """Bent by the server alone a commit's signature fails; bent and signed again by its author, the links do not open."""
    file = protection_file()
    chain, _ = _long_past(file, 1)
    file.aliya.commit(chain, add=[file.bolat.key_package()])
    commits = [r for r in chain.received[1:] if r.entry.header.entry_class is EntryClass.COMMIT]
    accepted = 0
    for number in range(200):
        target = commits[number % len(commits)]
        entry = _tampered(file, target, ("ledger", "intake", "restricted")[number % 3], number * 13, signed=number % 2 == 0)
        accepted += _reads_past_through(file.bolat, chain, target, entry)
    assert accepted == 0
    file.bolat.replicas.clear()
    file.bolat.sync(chain)
    assert len(file.bolat.texts(chain)) == 6


def _tampered(file: File, target: Received, which: str, bit: int, *, signed: bool) -> Received:
    body = parse_commit_body(target.entry.body)
    assert body.links is not None
    bent = replace(body, links=_bent(body.links, which, bit)).encode()
    author = next(p for p in (file.aliya, file.dana) if p.holder == target.entry.header.author)
    seed = author.identity.ring.signing_seed if signed else bytes(32)
    return replace(target, entry=sign_entry(seed, target.entry.header, bent))


def _reads_past_through(newcomer: Party, chain: Chain, target: Received, tampered: Received) -> bool:
    """Whether the newcomer, given the tampered commit in place of the true one, gets keys from before it. The entries after it
    would be on a fork, so its own keys are taken from the true chain and the walk back is what is tried."""
    true = newcomer.replica(chain)
    if true.head is None:
        true = Replica.empty(chain.circle, newcomer.mode(chain)).replay(chain.for_party(newcomer), newcomer.context(chain)).replica
    before = [r for r in chain.for_party(newcomer) if r.position < target.position]
    state = Replica.empty(chain.circle, newcomer.mode(chain)).replay(before, newcomer.context(chain)).replica
    step = state.apply(replace(tampered, welcome=None), newcomer.context(chain))
    if any(isinstance(outcome, Halted | Blinded) for outcome in step.outcomes):
        return False
    from client.core.replica.holders import unlock

    epoch = (target.entry.header.generation, target.entry.header.epoch)
    keys, bad = unlock({epoch: true.keys[epoch]}, step.replica.history)
    earlier = [known for known in keys if known < epoch]
    return bad is None and bool(earlier)
