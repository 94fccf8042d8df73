"""Texts for people in Kazakh, Russian and English, from the catalogues in ``client/locale``.

The message ids are the English texts. A text without a translation is shown in English, never left out. Each subject has a
catalogue of its own (``LC_MESSAGES/*.po``), which a jurist corrects without touching code. All catalogues of a language are
compiled into one file (``qorgan.mo``), which names the checksum of what it was compiled from: it is never shown when it is stale.
"""

from __future__ import annotations

import contextlib
import gettext
import os
import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

LOCALE = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("kk", "ru", "en")
TRANSLATED = ("kk", "ru")
"""Those that have catalogues: English is the message ids themselves."""
PROJECT = "qorgan"
COMPILED = f"{PROJECT}.mo"


def N_(text: str) -> str:
    """Marks ``text`` for the catalogues where it is defined; ``translated`` gives it where it is shown."""
    return text


def translated(text: str, lang: str) -> str:
    """``text`` in ``lang``, as for a document in the person's own language."""
    return catalogue(lang).gettext(text) if text else text  # the empty id is a catalogue's header


def has_text(text: str, lang: str) -> bool:
    """Whether ``text`` is of the catalogues. English has none: there each text speaks for itself."""
    return lang not in TRANSLATED or translated(text, lang) != text


@cache
def catalogue(lang: str, locale: Path = LOCALE) -> gettext.NullTranslations:
    """The texts of one language, compiled anew first where a catalogue was changed; none where there is no catalogue."""
    folder = locale / lang / "LC_MESSAGES"
    sources = {path.name: path.read_bytes() for path in sorted(folder.glob("*.po"))}
    if not sources:
        return gettext.NullTranslations()
    wanted, compiled = _checksum(sources), folder / COMPILED
    with contextlib.suppress(OSError, ValueError, struct.error):  # none yet, or half a file: it is made anew
        found = gettext.GNUTranslations(BytesIO(compiled.read_bytes()))
        if found.info().get("project-id-version") == f"{PROJECT} {wanted}":
            return found
    data = _compile(lang, sources, wanted)
    with contextlib.suppress(OSError):  # where nobody may write there, they are compiled at each start
        _keep(compiled, data)
    return gettext.GNUTranslations(BytesIO(data))


def _keep(path: Path, data: bytes) -> None:
    """Whole or not at all, also where another process does the same, and where the power fails."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _checksum(sources: dict[str, bytes]) -> str:
    """Of the names and bytes of catalogues: times of files say nothing after a copy or an unpacking. It guards against oversight
    only; whoever could forge it could as well change the texts."""
    whole = 0
    for name, data in sources.items():
        whole = zlib.crc32(data, zlib.crc32(name.encode(), whole))
    return f"{sum(map(len, sources.values()))}-{whole:08x}"


def _compile(lang: str, sources: dict[str, bytes], checksum: str) -> bytes:
    """One catalogue of a language for ``gettext``. Only whoever changes a catalogue needs Babel. Raises ``ValueError``."""
    from datetime import UTC, datetime

    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    whole = Catalog(locale=lang, project=PROJECT, version=checksum, charset="utf-8", creation_date=datetime.fromtimestamp(0, UTC))
    for name, data in sources.items():
        try:
            part = read_po(BytesIO(data), charset="utf-8", abort_invalid=True)
        except PoFileError as error:
            raise ValueError(f"{lang}/{name}: {error}") from error
        for message in part:
            if message.id and not message.fuzzy:
                whole.add(message.id, message.string)
    out = BytesIO()
    write_mo(out, whole)
    return out.getvalue()


if __name__ == "__main__":
    for each in TRANSLATED:
        catalogue(each)
