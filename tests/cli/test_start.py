"""A command starts with what it needs: help and arguments need neither the database nor the network."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = "import sys; from client.cli.main import load; load(sys.argv[1]); print(*sys.modules)"


@pytest.mark.parametrize("party", ["authority", "officer", "person", "prosecutor"])
def test_the_verbs_of_a_party_are_listed_without_loading_database_or_network(party: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, party], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert f"client.cli.{party}" in loaded
    assert loaded & {"sqlalchemy", "aiohttp", "sqlcipher3"} == set()
