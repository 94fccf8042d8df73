"""docs/spec/device-request.md: its example is what the code makes."""

from __future__ import annotations

import re
from pathlib import Path

from client.cli.request import make_request, parse_request
from crypto.primitives import ed25519_public

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "spec" / "device-request.md").read_text(encoding="utf-8")


def test_the_pages_example_is_what_the_code_makes_and_reads() -> None:
    found = re.search(r"```request\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    example = bytes.fromhex("".join(found.group(1).split()))
    seed, name = re.findall(r"`([^`\n]+)`", PAGE)[:2]
    request = make_request(bytes.fromhex(seed), ed25519_public(bytes.fromhex(seed)), name)
    assert request.encode() == example
    assert parse_request(example) == request
    assert f"`{request.fingerprint}`" in PAGE
