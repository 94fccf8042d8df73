"""A deployment with two bodies and their document seals, and a sealed file."""

from __future__ import annotations

from functools import cache

from client.documents.document import Clause, Document, Paragraph
from client.documents.typesetting import pdf
from crypto.document_seal import SealKey, issue_seal
from crypto.pades import seal_pdf
from crypto.primitives import ed25519_public
from crypto.ring import certificate_hash
from crypto.trust import BodyKind, Directory, issue_body, issue_root, make_deployment

START = 1_800_000_000_000
DAY = 86_400_000
ROOT_SEED, BODY_SEED, OTHER_SEED, SEAL_SEED, OTHER_SEAL_SEED = (bytes([n]) * 32 for n in (1, 2, 4, 5, 6))
ROOT = issue_root(ROOT_SEED, "Root", START, START + 20 * 365 * DAY)
BODY = issue_body(ROOT_SEED, ROOT, ed25519_public(BODY_SEED), "Полиция", BodyKind.DECIDING, START, START + 3650 * DAY)
OTHER = issue_body(ROOT_SEED, ROOT, ed25519_public(OTHER_SEED), "Other", BodyKind.IMPLEMENTING, START, START + 3650 * DAY)
NAME = "Құжаттар мөрі"
SEAL = issue_seal(BODY_SEED, BODY, SEAL_SEED, NAME, START, START + 365 * DAY)
KEY = SealKey(SEAL_SEED, SEAL)
OTHER_SEAL = issue_seal(OTHER_SEED, OTHER, OTHER_SEAL_SEED, NAME, START, START + 365 * DAY)


def directory() -> Directory:
    deployment = make_deployment(ROOT_SEED, "Example", bytes(16), ROOT, "log.qorgan.example", ed25519_public(bytes(32)))
    grown = Directory.of(deployment).with_certificate(BODY, 0).with_certificate(OTHER, 1)
    assert certificate_hash(BODY) in {body.hash for body in grown.bodies()}
    return grown


@cache
def plain(text: str = "Мәтін") -> bytes:
    blocks = (Paragraph(text), Clause("1.", "Алматы қаласы"))
    return pdf(
        Document("order", "kk", "Тапсырма", "Орган", "1-77", "2027-01-15", "23-бап", blocks, (), "0123-4567", "Көшірме"), START
    )


@cache
def sealed_file() -> bytes:
    return seal_pdf(plain(), KEY, START)
