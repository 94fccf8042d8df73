"""What scripts may rely on stays: verbs, arguments, choices and defaults as recorded. (Keys of answers: ``tests.cli.office``.)"""

from __future__ import annotations

from typing import Any

import pytest

from client.cli.main import load
from tests.cli.golden import VERBS, missing_keys

RECORDED = [(party, name) for party, verbs in VERBS.items() for name in verbs]


def now(party: str, name: str) -> dict[str, dict[str, Any]]:
    """The arguments of a verb as the recording has them."""
    found: dict[str, dict[str, Any]] = {}
    for argument in load(party)[name].arguments:
        found[argument.flags[0]] = {
            "required": argument.required,
            "repeated": argument.many,
            "switch": argument.switch,
            "choices": [str(each) for each in argument.allowed()],
            "default": str(argument.default or ""),
        }
    return found


@pytest.mark.parametrize(("party", "name"), RECORDED, ids=[f"{party}-{name}" for party, name in RECORDED])
def test_an_argument_is_still_taken_as_it_was(party: str, name: str) -> None:
    found = now(party, name)
    for flag, was in VERBS[party][name]["arguments"].items():
        assert flag in found
        assert found[flag]["required"] <= was.get("required", False)
        assert (found[flag]["repeated"], found[flag]["switch"]) == (was.get("repeated", False), was.get("switch", False))
        assert set(was.get("choices", ())) <= set(found[flag]["choices"]) or not found[flag]["choices"]
        assert found[flag]["default"] == was.get("default", "")


@pytest.mark.parametrize(("party", "name"), RECORDED, ids=[f"{party}-{name}" for party, name in RECORDED])
def test_nothing_more_must_be_said_than_before(party: str, name: str) -> None:
    needed = {flag for flag, options in now(party, name).items() if options["required"]}
    assert needed <= {flag for flag, was in VERBS[party][name]["arguments"].items() if was.get("required")}


def test_a_key_that_an_answer_lost_is_seen() -> None:
    assert missing_keys(
        "officer", "documents", {"documents": [{"due": 1, "entry": "", "issued": [], "lacks": [], "type": ""}]}
    ) == ["documents[].form"]
    assert missing_keys("officer", "documents", {}) != []
    assert missing_keys("officer", "documents", {"documents": []}) == []
