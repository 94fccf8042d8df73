"""What was attached to reports, saved on this device; that it was stands in the chain first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.exports import OWN_USE, mark, own_name, record_export, written_in
from client.app.outcome import Outcome, Written, outcome
from client.app.reading import Seen
from client.app.reports import reports
from client.app.saying import Said, say
from client.formats.disk import make_folder
from client.law.records.papers import ExportMade
from client.law.records.reports import Statement
from client.texts import translated
from crypto.blob import BlobRef
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class SaveAttachments:
    """``originals``: as they were before they were cleaned, with all that was hidden in them: place and time of a photograph."""

    photo_to: Path
    originals: bool = False
    holder_language: str = "kk"


async def save_attachments(office: Office, wish: SaveAttachments) -> Outcome:
    """Of every report that came in. What is saved already is not saved again. Raises ``Refused`` (``offline``, ``void``): no
    file is there whose record does not stand."""
    told: list[Said] = []
    written: tuple[Written, ...] = ()
    own_use = translated(OWN_USE, wish.holder_language)
    for item, name, target, blob in _wanted(office, wish):
        make_folder(target.parent)
        reference = BlobRef.decode(bytes.fromhex(blob))
        circle, words = written_in(office, (item.circle,)), mark(office, "", wish.holder_language)
        value = ExportMade("ATTACHMENT", name, reference.sha256.hex(), own_name(office), own_use, words)
        written += record_export(office, None, value) if circle is None else (await office.writing.first(circle, value),)
        await office.channel.download(reference, target)
        told.append(say("attachment saved: {path} ({size} bytes)", path=str(target), size=target.stat().st_size))
    return outcome(*told, written=written)


def _wanted(office: Office, wish: SaveAttachments) -> Iterator[tuple[Seen, str, Path, str]]:
    """The record, how the attachment is called in it, where it goes, and its blob."""
    for item, report in reports(office):
        for number, attachment in enumerate(report.attachments if isinstance(report, Statement) else ()):
            prefix, blob = ("original-", attachment.original) if wish.originals else ("", attachment.blob)
            name = f"{report.payload_id[:8]}-{number}"
            target = wish.photo_to / f"{name}-{prefix}{Path(attachment.name).name}"
            if blob and not target.exists():
                yield item, name, target, blob
