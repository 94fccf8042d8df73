"""What a newcomer finds valid in the past is what those who were there found valid, whatever a server put in between."""

from __future__ import annotations

from dataclasses import replace

from client.core.records import Record
from client.core.replica import author_report
from crypto.entry import Entry, sign_entry
from crypto.types import Uid
from tests.client.replica.world import Chain, File, Party, protection_file


def _report(file: File, chain: Chain, author: Party, kind: str, text: str) -> Entry:
    author.sync(chain)
    view = author.replica(chain).view
    assert view is not None
    plaintext, uid = Record(kind, 1, {"text": text}).encode(), Uid(file.world.entropy(16))
    return author_report(view, author.identity, plaintext, uid=uid, now=file.world.now, seen=file.world.seen)


def _newcomer_finds_the_same(file: File, chain: Chain, codes: list[str], texts: list[str]) -> None:
    file.aliya.sync(chain)
    assert (file.aliya.codes(chain), file.aliya.texts(chain)) == (codes, texts)
    file.aliya.commit(chain, add=[file.bolat.key_package()])
    file.bolat.sync(chain)
    assert (file.bolat.codes(chain), file.bolat.texts(chain)) == (codes, texts)
    aliya, bolat = file.aliya.replica(chain), file.bolat.replica(chain)
    assert (aliya.uids, aliya.invited) == (bolat.uids, bolat.invited)


def test_a_made_up_report_with_the_uid_of_a_real_one_hides_it_from_nobody() -> None:
    file = protection_file()
    chain = file.person_circle()
    real = _report(file, chain, file.person, "threat", "he is at the door")
    chain.append(sign_entry(bytes(32), real.header, real.body), lenient=True)
    chain.append(real, lenient=True)
    chain.append(real, lenient=True)
    _newcomer_finds_the_same(file, chain, ["bad-signature", "duplicate-uid"], ["he is at the door"])


def test_a_made_up_report_uses_up_no_invitation() -> None:
    file = protection_file()
    card = file.world.person("card")
    chain = file.person_circle(invitations=[card])
    real = _report(file, chain, card, "enrol", "it is me")
    other = replace(real.header, uid=Uid(bytes(16)))
    chain.append(sign_entry(bytes(32), other, real.body), lenient=True)
    chain.append(real, lenient=True)
    _newcomer_finds_the_same(file, chain, ["cannot-open"], ["it is me"])


def test_a_report_that_an_invitation_may_not_write_uses_it_up_for_nobody_and_a_second_enrolment_is_refused_by_all() -> None:
    file = protection_file()
    card = file.world.person("card")
    chain = file.person_circle(invitations=[card])
    for kind, text in (("threat", "no"), ("enrol", "it is me"), ("enrol", "and me")):
        chain.append(_report(file, chain, card, kind, text), lenient=True)
    _newcomer_finds_the_same(file, chain, ["invitation", "invitation-used"], ["it is me"])
