"""Step 3, on paper: the signed contract as a sealed PDF in three languages, as pictures, and checked by who has no account."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pypdfium2

from demo import texts
from demo.parties import Json, visit
from demo.story import IMPLEMENTING, Story

PICTURE_PPI = 110


async def run(story: Story) -> None:
    folder = Path(story.path("papers"))
    folder.mkdir()
    seal, guard = story.path("cards", "seal.json"), story.party("guard")
    made = await story.parties["authority"].do("document-seal", "--body", IMPLEMENTING, "Documents", "--out", seal)
    answers = [made]
    for language, recipient in texts.RECIPIENT.items():
        to = ("--to", recipient, "--purpose", "copy of the contract")
        paper, proof = (str(folder / f"contract-{language}.{end}") for end in ("pdf", "evidence"))
        given = await guard.do("document", "contract", "--language", language, "--seal", seal, *to, "--out", paper)
        answers += [given, await guard.do("evidence", paper, *to, "--out", proof)]
        (folder / f"contract-{language}.png").write_bytes(picture(Path(paper)))
    story.tell(guard.name, *answers[:2])
    checked = await asyncio.gather(*(_verify(story, folder, f"contract-{language}.pdf", language) for language in texts.RECIPIENT))
    story.tell("Anyone", checked[-1])
    signed = all("signed by the person" in " ".join(each["lines"]) for each in checked)
    story.check(signed, "the contract is a sealed PDF in three languages, found genuine and signed by both, offline")
    data = (folder / "contract-ru.pdf").read_bytes()
    middle = len(data) // 2
    (folder / "forged.pdf").write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    forged = await _verify(story, folder, "forged.pdf", "ru")
    story.check(forged.get("error") == "unknown-document", "a copy with one changed bit is refused")
    (folder / "forged.pdf").unlink()


async def _verify(story: Story, folder: Path, paper: str, language: str) -> Json:
    """With nothing but the files and the root's fingerprint: no home, no passphrase, no server."""
    proof = str(folder / f"contract-{language}.evidence")
    return await visit("verify", str(folder / paper), "--evidence", proof, "--root", story.facts["fingerprint"])


def picture(paper: Path) -> bytes:
    """The first page as PNG."""
    with pypdfium2.PdfDocument(paper) as opened:
        out = io.BytesIO()
        opened[0].render(scale=PICTURE_PPI / 72).to_pil().save(out, format="PNG")
        return out.getvalue()
