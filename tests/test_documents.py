"""The documents say what is so: every command, file and test they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")])
TARGET = re.compile(r"`make ([a-z]+)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
PATH = re.compile(r"`((?:crypto|server|client|frozen|tests|docs|bench|demo|migrations)/[\w/.\-]+)`")


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_every_make_target_that_a_document_names_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(TARGET.findall(document.read_text(encoding="utf-8"))) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    missing += [path for path in PATH.findall(text) if not (ROOT / path.rstrip("/.")).exists()]
    assert missing == []


@pytest.mark.parametrize("name", ["requirements.txt"])
def test_the_lock_file_has_a_hash_for_each_package_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    packages = re.split(r"\n(?=\S)", text.strip())
    assert packages
    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_every_module_of_a_format_has_its_page() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "spec").glob("*.md")}
    formats = {
        "entry",
        "commit",
        "policy",
        "ledger",
        "report",
        "disclosure",
        "alarm",
        "refound",
        "vault",
        "blob",
        "log",
        "trust",
        "ring",
    }
    assert formats <= pages
