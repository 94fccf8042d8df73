"""T22, everything that is no entry, altered after signing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.crypto.test_mutations import mutants
from tests.security.documents import (
    Accept,
    Document,
    alarm,
    approval,
    certificate,
    checkpoint,
    disclosure,
    reader_seal,
    refuse_all,
    release,
    revocation,
    statement,
    vault,
)
from tests.security.mls_documents import key_package, mls_commit, welcome

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number")


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "certificate": certificate,
    "revocation list": revocation,
    "reading-key statement": statement,
    "alarm": alarm,
    "disclosure": disclosure,
    "reader seal": lambda: reader_seal()[0],
    "approval": lambda: approval()[0],
    "vault half": vault,
    "released half": release,
    "checkpoint": checkpoint,
    "key package": key_package,
    "MLS commit": lambda: mls_commit()[0],
    "welcome": welcome,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_not_altered_is_accepted(name: str) -> None:
    """The control: else everything here could be refused for nothing."""
    document = DOCUMENTS[name]()
    document.accept(document.data)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_thousand_documents_altered_after_signing_are_refused(name: str) -> None:
    document = DOCUMENTS[name]()
    refuse_all(mutants(document.data, document.donor, 43), document.accept, document.state)


@pytest.mark.parametrize("one", DOCUMENTS)
def test_a_document_of_one_type_is_none_of_another(one: str) -> None:
    others = [DOCUMENTS[name]().data for name in DOCUMENTS if name != one]
    accept: Accept = DOCUMENTS[one]().accept
    refuse_all(others, accept, DOCUMENTS[one]().state, len(DOCUMENTS) - 1)
