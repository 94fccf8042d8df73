"""A document is checked from bytes alone, and what is found is told in the language of who asks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from client.app.checking import CheckDocument, check_document, fingerprint
from client.words.errors import tell_error
from client.words.views import tell_view
from crypto.errors import Malformed, QorganError, Usage
from crypto.evidence import Evidence
from tests.cli.office import Office, open_office
from tests.cli.seals import PASSPHRASE
from tests.cli.test_verify import TO, WEIGHED, decided, enrolled
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("QORGAN_SEAL_PASSPHRASE", PASSPHRASE)
    return await open_office(server, town, tmp_path)


def given(office: Office, root: str, name: str) -> CheckDocument:
    folder = office.folder
    return CheckDocument((folder / f"{name}.pdf").read_bytes(), (folder / f"{name}.evidence").read_bytes(), fingerprint(root))


async def decision(office: Office, server: Server) -> CheckDocument:
    return given(office, await decided(office, server), "decision")


def refusals(wish: CheckDocument) -> list[QorganError]:
    """What is said of the same with something wrong in it, each in another way."""
    evidence = Evidence.decode(wish.evidence)
    first = evidence.exhibits[0]
    wrong = (
        replace(wish, paper=wish.paper + b"x"),
        replace(wish, root=bytes(32)),
        replace(wish, evidence=wish.evidence[:-9]),
        *(
            replace(wish, evidence=each.encode())
            for each in (
                replace(evidence, exhibits=evidence.exhibits[:1]),
                replace(evidence, exhibits=(replace(first, position=first.position + 1), *evidence.exhibits[1:])),
                replace(evidence, exhibits=(replace(first, key=bytes(32)), *evidence.exhibits[1:])),
                replace(evidence, leaves=()),
                replace(evidence, context=b"[]"),
            )
        ),
    )
    found = []
    for each in wrong:
        with pytest.raises(QorganError) as caught:
            check_document(each)
        found.append(caught.value)
    return found


async def test_every_line_and_every_refusal_is_told_in_the_language_that_is_asked_for(office: Office, server: Server) -> None:
    wish = await decision(office, server)
    found, refused = check_document(wish), refusals(wish)
    assert found.compared
    english = tell_view(found, "en")
    for lang in ("kk", "ru"):
        assert [line for line in tell_view(found, lang) if line in english] == []
        assert [tell_error(each, lang) for each in refused if tell_error(each, lang) == str(each)] == []


async def test_a_contract_is_told_with_who_signed_it_in_each_language(office: Office, server: Server) -> None:
    person = await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do("contract-offer", "--words", "K18=әкімдік пәтер табады")
    await office.guard.do("document", "contract", *TO, "--out", office.path("offered.pdf"))
    await person.do("sign", "--card", office.path("desk.card"), "--consent", "all")
    await office.guard.do("contract-close")
    await office.guard.do("document", "contract", *TO, "--out", office.path("contract.pdf"))
    for name, bodies in (("offered", 0), ("contract", 1)):
        made = await office.guard.do("evidence", office.path(f"{name}.pdf"), *TO, "--out", office.path(f"{name}.evidence"))
        found = check_document(given(office, made.data["root"], name))
        assert found.contract is not None
        assert (found.contract.body is not None) is bool(bodies)
        english = tell_view(found, "en")
        assert [line for line in tell_view(found, "kk") if line in english] == []


async def test_a_zone_that_is_none_is_refused_and_no_fault(office: Office, server: Server) -> None:
    """Nobody signs the context: whoever hands evidence over writes what they like in it."""
    wish = await decision(office, server)
    for zone in (10**9, -1440, "east", 10**30):
        evidence = replace(Evidence.decode(wish.evidence), context=json.dumps({"zone_minutes": zone}).encode())
        with pytest.raises(Malformed) as caught:
            check_document(replace(wish, evidence=evidence.encode()))
        assert caught.value.code == "bad-context"


def test_a_fingerprint_is_64_digits() -> None:
    assert fingerprint("ab" * 32) == b"\xab" * 32
    for text in ("ab", "zz" * 32, ""):
        with pytest.raises(Usage, match="64 hex digits"):
            fingerprint(text)
