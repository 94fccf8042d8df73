"""What this device's leak guard looks for: the identities that its holder has lawfully seen, and words added by hand, file by file.

    {file (hex): {source: terms}}      source: SEALED, OPENED or HAND; terms: as ``client.guard.terms`` encodes them

Kept in the encrypted store alone: never sent, not in an archive, not given back by a rebuild (whoever opens the identity again has
them again). They are the identity in the clear: who opens the store reads them, after an opening has ended too; ``forget`` takes
those of a file out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from client.core.store import Store
    from client.guard.guard import Guard
    from client.guard.terms import Term

_KEY = "guard-terms"


class Guarded:
    """``guard`` is made when it is first asked for: a client that sends nothing does not pay for it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._guard: Guard | None = None

    def keep(self, file: str, source: str, terms: Iterable[Term]) -> int:
        """In the place of what the same source gave for the file, but for HAND, which adds; how many terms the file has now."""
        from client.guard.terms import decode, encode

        known = self._all()
        of_file = known.setdefault(file, {})
        before = decode(of_file.get(source, "[]").encode()) if source == "HAND" else ()
        of_file[source] = encode(dict.fromkeys((*before, *terms))).decode()
        self._put(known)
        return len(self.terms(file))

    def forget(self, file: str) -> int:
        """How many terms were taken out."""
        known, count = self._all(), len(self.terms(file))
        if known.pop(file, None) is not None:
            self._put(known)
        return count

    def terms(self, file: str | None = None) -> tuple[Term, ...]:
        """Those of a file, or all."""
        from client.guard.terms import decode

        found = [each for name, sources in self._all().items() if file in (None, name) for each in sources.values()]
        return tuple(dict.fromkeys(term for each in found for term in decode(each.encode())))

    def guard(self) -> Guard:
        """One that knows every file's terms: what gives away somebody of another file does so in any."""
        from client.guard.guard import Guard

        if self._guard is None:
            self._guard = Guard(self.terms())
        return self._guard

    def _all(self) -> dict[str, dict[str, str]]:
        data = self._store.get(_KEY)
        return {} if data is None else json.loads(data)

    def _put(self, known: dict[str, dict[str, str]]) -> None:
        self._store.put({_KEY: json.dumps(known, ensure_ascii=False).encode()})
        self._guard = None
