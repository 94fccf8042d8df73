"""Files that leave this client: cleaned of what they hold beside what they show, the original sealed beside them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.outcome import Outcome, outcome
from client.app.saying import Listed, Term, say
from client.formats.disk import nothing_there, read_file, write_new
from client.law.records.reports import HIDDEN, Attachment
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office
    from client.guard.cleaning import Cleaned, Reason
    from crypto.blob import BlobRef
    from crypto.types import CircleId


async def attach(office: Office, circle: CircleId, path: Path, *, as_it_is: bool) -> Attachment:
    """Send a file into a circle. Raises ``Usage`` where it cannot be cleaned and may not go as it is."""
    data = _passed(office, path, as_it_is=as_it_is)
    progress = office.listener.progress(say("sending {name}", name=path.name))
    if data is None:
        return _attachment(await office.channel.upload(circle, path, progress))
    cleaned = cleaned_or_refused(path, data, sent=True)
    reference = await office.channel.upload(circle, path, progress, cleaned.data)
    if cleaned.data == data:
        return _attachment(reference)
    original = await office.channel.upload(circle, path, progress, data)
    if cleaned.removed:
        taken = say("{name}: taken out before sending: {what}", name=path.name, what=hidden(cleaned.removed))
        office.listener.event("cleaned", (taken,), {"file": path.name, "removed": sorted(cleaned.removed)})
    return _attachment(reference, tuple(sorted(cleaned.removed)), original.encode().hex())


async def attach_scan(office: Office, circle: CircleId, path: Path, *, as_it_is: bool) -> str:
    """The blob of a paper that was signed by pen. Raises ``Usage`` for what shows no paper."""
    from client.guard.cleaning import shows_a_page

    if not shows_a_page(_read(path, sent=True)):
        raise Usage("{name}: a signed paper is a picture or a PDF", "no-scan", name=path.name)
    return (await attach(office, circle, path, as_it_is=as_it_is)).blob


def is_blob_of(blob: str, path: Path, *, as_it_is: bool) -> bool:
    """Whether a file that was sent is this one, as it would be sent now: sealed under the same key it gives the same bytes."""
    from crypto.blob import BlobRef, BlobSealer
    from crypto.primitives import sha256

    known, data = BlobRef.decode(bytes.fromhex(blob)), _read(path, sent=True)
    sent = data if as_it_is else cleaned_or_refused(path, data, sent=True).data
    if len(sent) != known.size:
        return False
    sealer = BlobSealer(known.blob, known.key, known.size, sha256(sent))
    sealer.seal_all(sent)
    return sealer.ref(known.media_type, known.name).sha256 == known.sha256


def sendable(path: Path, *, as_it_is: bool) -> None:
    """Before anything leaves: raises ``Usage`` as ``attach`` would for the file itself."""
    if as_it_is:
        _too_large(path)
    else:
        cleaned_or_refused(path, _read(path, sent=True), sent=True)


def _passed(office: Office, path: Path, *, as_it_is: bool) -> bytes | None:
    """What is to be cleaned, None for a file that goes as it is. The leak guard of an officer reads the words of either: the
    original is sealed beside the cleaned one. A film that goes as it is may be larger than what is read. Raises ``Refused``,
    ``Usage``."""
    officer = office.channel.device is not None
    data = None if as_it_is and (not officer or _too_large(path)) else _read(path, sent=True)
    if officer:
        _guarded(office, path.name, data)
    return None if as_it_is else data


def _guarded(office: Office, name: str, data: bytes | None) -> None:
    from client.app.door import FILE, FILE_NAME, read_by_guard
    from client.guard.reading import text_of

    text = None if data is None else text_of(data)
    if text is None:
        line = say("{name}: the leak guard cannot read it (a picture, a scan, a locked file): look yourself", name=name)
        office.listener.event("not-guarded", (line,), {"file": name})
    read_by_guard(office, ((FILE_NAME, name), (FILE, text or "")))


def _attachment(reference: BlobRef, removed: tuple[str, ...] = (), original: str = "") -> Attachment:
    return Attachment(reference.encode().hex(), reference.name, reference.media_type, reference.size, removed, original)


def _read(path: Path, *, sent: bool = False) -> bytes:
    from client.guard.cleaning import MAX_SIZE, Reason

    if _too_large(path):
        raise _refused(path, Reason.TOO_LARGE, sent=sent)
    return read_file(str(path), MAX_SIZE)


def _too_large(path: Path) -> bool:
    from client.guard.cleaning import MAX_SIZE

    try:
        return path.stat().st_size > MAX_SIZE
    except OSError as error:
        raise Usage("{path}: {reason}", "cannot-read", path=str(path), reason=error.strerror) from None


def cleaned_or_refused(path: Path, data: bytes, *, sent: bool = False) -> Cleaned:
    """Raises ``Usage``, which says why it cannot be cleaned and what to do."""
    from client.guard.cleaning import CannotClean, clean

    try:
        return clean(data)
    except CannotClean as error:
        raise _refused(path, error.reason, sent=sent) from None


def _refused(path: Path, reason: Reason, *, sent: bool) -> Usage:
    """``sent``: then it may go as it is, where its sender says so."""
    why = Term(reason.message)
    name = path.name
    if sent:
        return Usage(
            "{name}: {reason}. If it must go with all that is hidden in it, say --as-it-is", reason.code, name=name, reason=why
        )
    return Usage("{name}: {reason}", reason.code, name=name, reason=why)


def hidden(removed: Iterable[str]) -> Listed:
    """What was taken out, in words."""
    return Listed.of(Term(HIDDEN[each]) for each in sorted(removed))


@dataclass(frozen=True, slots=True)
class CleanFile:
    file: Path
    out: Path


def clean_file(wish: CleanFile) -> Outcome:
    """A cleaned copy beside the file; the file itself is not touched."""
    nothing_there(wish.out)
    cleaned = cleaned_or_refused(wish.file, _read(wish.file))
    write_new(wish.out, cleaned.data)
    found = hidden(cleaned.removed) if cleaned.removed else say("nothing hidden was found in it")
    line = say("{out}: {what}", out=str(wish.out), what=found)
    return outcome(line, removed=sorted(cleaned.removed), out=str(wish.out))
