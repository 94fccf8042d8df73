"""Files that leave this client: cleaned of what they hold beside what they show, the original sealed beside them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.saying import say as said
from client.cli.context import Context
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.formats.disk import nothing_there, read_file, write_new
from client.law.records.reports import HIDDEN, Attachment
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.office import Office
    from client.guard.cleaning import Cleaned, Reason
    from crypto.blob import BlobRef
    from crypto.types import CircleId

AS_IT_IS = arg(
    "--as-it-is", action="store_true", help=N_("send files with all that is hidden in them: places, names, earlier versions")
)

_WAITS = N_("{name}: {reason}. If it must go with all that is hidden in it, say --as-it-is")
"""Only of what is sent: no other verb takes ``--as-it-is``."""


async def attach(context: Context, office: Office, circle: CircleId, path: str, *, as_it_is: bool) -> Attachment:
    """Send a file into a circle. Raises ``Usage`` where it cannot be cleaned and may not go as it is."""
    file, data = Path(path), _passed(context, office, path, as_it_is=as_it_is)
    progress = context.out.progress(said(N_("sending {name}"), name=file.name))
    if data is None:
        return _attachment(await office.channel.upload(circle, file, progress))
    cleaned = cleaned_or_refused(path, data, _WAITS)
    reference = await office.channel.upload(circle, file, progress, cleaned.data)
    if cleaned.data == data:
        return _attachment(reference)
    original = await office.channel.upload(circle, file, progress, data)
    if cleaned.removed:
        taken = _("{name}: taken out before sending: {what}").format(name=file.name, what=hidden(cleaned.removed))
        context.out.seen("cleaned", (taken,), file=file.name, removed=sorted(cleaned.removed))
    return _attachment(reference, tuple(sorted(cleaned.removed)), original.encode().hex())


async def attach_scan(context: Context, office: Office, circle: CircleId, path: str, *, as_it_is: bool) -> str:
    """The blob of a paper that was signed by pen. Raises ``Usage`` for what shows no paper."""
    from client.guard.cleaning import shows_a_page

    if not shows_a_page(_read(path, _WAITS)):
        raise Usage(_("{name}: a signed paper is a picture or a PDF").format(name=Path(path).name), "no-scan")
    return (await attach(context, office, circle, path, as_it_is=as_it_is)).blob


def _passed(context: Context, office: Office, path: str, *, as_it_is: bool) -> bytes | None:
    """What is to be cleaned, None for a file that goes as it is. The leak guard of an officer reads the words of either: the
    original
    is sealed beside the cleaned one. A film that goes as it is may be larger than what is read. Raises ``Refused``, ``Usage``."""
    officer = office.channel.device is not None
    data = None if as_it_is and (not officer or _too_large(path)) else _read(path, _WAITS)
    if officer:
        _guarded(context, office, Path(path).name, data)
    return None if as_it_is else data


def _guarded(context: Context, office: Office, name: str, data: bytes | None) -> None:
    from client.app.door import FILE, FILE_NAME, read_by_guard
    from client.guard.reading import text_of

    text = None if data is None else text_of(data)
    if text is None:
        line = _("{name}: the leak guard cannot read it (a picture, a scan, a locked file): look yourself").format(name=name)
        context.out.seen("not-guarded", (line,), file=name)
    read_by_guard(office, ((FILE_NAME, name), (FILE, text or "")))


def _attachment(reference: BlobRef, removed: tuple[str, ...] = (), original: str = "") -> Attachment:
    return Attachment(reference.encode().hex(), reference.name, reference.media_type, reference.size, removed, original)


def _read(path: str, more: str = "") -> bytes:
    from client.guard.cleaning import MAX_SIZE, Reason

    if _too_large(path):
        raise _refused(path, Reason.TOO_LARGE, more)
    return read_file(path, MAX_SIZE)


def _too_large(path: str) -> bool:
    from client.guard.cleaning import MAX_SIZE

    try:
        return Path(path).stat().st_size > MAX_SIZE
    except OSError as error:
        raise Usage(f"{path}: {error.strerror}", "cannot-read") from None


def cleaned_or_refused(path: str, data: bytes, more: str = "") -> Cleaned:
    """Raises ``Usage``, which says why it cannot be cleaned and what to do."""
    from client.guard.cleaning import CannotClean, clean

    try:
        return clean(data)
    except CannotClean as error:
        raise _refused(path, error.reason, more) from None


def _refused(path: str, reason: Reason, more: str) -> Usage:
    why = _(more) if more else "{name}: {reason}"
    return Usage(why.format(name=Path(path).name, reason=_(reason.message)), reason.code)


def hidden(removed: Iterable[str]) -> str:
    """What was taken out, in words."""
    return ", ".join(_(HIDDEN[each]) for each in sorted(removed))


def clean_file(_context: Context, args: argparse.Namespace) -> Answer:
    """A cleaned copy beside the file; the file itself is not touched."""
    out = Path(args.out)
    nothing_there(out)
    cleaned = cleaned_or_refused(args.file, _read(args.file))
    write_new(out, cleaned.data)
    found = hidden(cleaned.removed) or _("nothing hidden was found in it")
    return say(_("{out}: {what}").format(out=out, what=found), removed=sorted(cleaned.removed), out=str(out))


CLEAN = Verb(
    "clean",
    N_("a copy of a picture, PDF or office file without what is hidden in it: places, names, times, earlier versions"),
    "photo.jpg --out clean.jpg",
    clean_file,
    (
        arg("file", metavar="FILE", help=N_("the file")),
        arg("--out", required=True, metavar="FILE", help=N_("file to write")),
    ),
    client=False,
)
