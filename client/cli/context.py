"""What a verb works with: the home, the passphrase, the clock, randomness, and where its words go."""

from __future__ import annotations

import getpass
import json
import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from client.cli.texts import _, told, told_error
from client.cli.verb import OFFICER, Answer, plain
from crypto.errors import Usage
from crypto.types import Millis

if TYPE_CHECKING:
    from client.app.office import Office
    from client.app.saying import Said
    from crypto.entropy import Entropy


def clock_ms() -> Millis:
    return Millis(time.time_ns() // 1_000_000)


class ReaderGone(Exception):
    """Whoever read the output went away (``qorgan ... | head``): that is no fault, and nobody is there to be told."""


JSON_VERSION = 1
"""Of what scripts may rely on (docs/json.md): raised when a field is taken away or comes to mean something else."""


@dataclass
class Output:
    """Answers to ``stream``: text for people, or one JSON object a line. Progress goes to standard error, text mode only."""

    as_json: bool
    stream: IO[str] = field(default_factory=lambda: sys.stdout)
    program: str = OFFICER

    def answer(self, answer: Answer) -> None:
        if self.as_json:
            self._line({**plain(answer.data), "lines": list(answer.lines)})
        else:
            for line in answer.lines:
                self._print(shown(line))

    def event(self, name: str, said: tuple[Said, ...], data: Mapping[str, object]) -> None:
        """Something that an act tells while it still runs."""
        self.seen(name, tuple(map(told, said)), **data)

    def seen(self, name: str, lines: tuple[str, ...], **data: Any) -> None:
        """Something seen while a verb still runs."""
        if self.as_json:
            self._line({"event": name, **plain(data), "lines": list(lines)})
        else:
            for line in lines:
                self._print(shown(line))

    def error(self, error: Exception, code: str, exit_code: int) -> None:
        message, mends = told_error(error), mends_of(error, self.program)
        if self.as_json:
            lines = [f"{message} ({code})", *mends]
            self._line({"error": code, "message": message, "exit": int(exit_code), "lines": lines})
        else:
            for line in (f"qorgan: {message} ({code})", *mends):
                print(shown(line), file=sys.stderr, flush=True)

    def progress(self, what: Said) -> Callable[[int, int], None]:
        """A callback (done, of) that shows how far it is, in one line of a terminal; elsewhere nothing."""
        text = told(what)
        shown_quarter = -1

        def show(done: int, total: int) -> None:
            nonlocal shown_quarter
            quarter = 4 * done // max(total, 1)
            if self.as_json or quarter == shown_quarter or not sys.stderr.isatty():
                return
            shown_quarter = quarter
            end = "\n" if done >= total else ""
            print(f"\r{shown(text)} {25 * quarter}%", end=end, file=sys.stderr, flush=True)

        return show

    def _line(self, value: dict[str, Any]) -> None:
        self._print(json.dumps({"v": JSON_VERSION, **value}, ensure_ascii=False))

    def _print(self, line: str) -> None:
        try:
            print(line, file=self.stream, flush=True)
        except BrokenPipeError:
            raise ReaderGone from None


_COMMANDS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")


def shown(text: str) -> str:
    """As a terminal may have it: what others wrote must not command it, hide a line or turn its direction."""
    return _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)


def mends_of(error: Exception, program: str = OFFICER) -> list[str]:
    """The commands that mend what an act still wants, where the error knows them."""
    if not getattr(error, "next", ()):
        return []
    from client.cli.showing import next_lines

    return next_lines(error.next, program)  # type: ignore[attr-defined]


@dataclass
class Context:
    """``client`` is set while a verb that works on the store runs."""

    home: Path | None
    out: Output
    clock: Callable[[], Millis] = clock_ms
    opened: Office | None = None
    _passphrase: str | None = field(default=None, repr=False)
    _unlocked: dict[Path, bytes] = field(default_factory=dict, repr=False)

    @property
    def entropy(self) -> Entropy:
        return os.urandom

    @property
    def office(self) -> Office:
        if self.opened is None:
            raise RuntimeError("this verb needs the store open")
        return self.opened

    def folder(self) -> Path:
        """The home folder. Raises ``Usage`` where none is named."""
        if self.home is None:
            raise Usage(_("say which home folder: --home FOLDER, or set QORGAN_HOME"))
        return self.home

    def passphrase(self, *, new: bool = False) -> str:
        """From QORGAN_PASSPHRASE, else asked for (twice for a new one). Never shown."""
        if self._passphrase is None:
            self._passphrase = os.environ.get("QORGAN_PASSPHRASE") or _ask(new)
        return self._passphrase

    def seal_passphrase(self, *, new: bool = False) -> str:
        """That of a document seal, which is another than that of this home: from QORGAN_SEAL_PASSPHRASE, else asked for."""
        return os.environ.get("QORGAN_SEAL_PASSPHRASE") or _ask(new, _("Passphrase of the seal: "), "QORGAN_SEAL_PASSPHRASE")

    def unlocked(self, path: Path) -> bytes:
        """The secret of a key file, unlocked once for as long as this process runs."""
        if path not in self._unlocked:
            from client.formats.key_file import open_file

            self._unlocked[path] = open_file(path, self.passphrase())
        return self._unlocked[path]


def _ask(new: bool, prompt: str = "", variable: str = "QORGAN_PASSPHRASE") -> str:
    if not sys.stdin.isatty():
        raise Usage(_("set {variable}, or run this where it can be asked for").format(variable=variable))
    first = getpass.getpass(prompt or _("Passphrase: "))
    if new and getpass.getpass(_("Once more: ")) != first:
        raise Usage(_("the two are not the same"))
    if not first:
        raise Usage(_("the passphrase is empty"))
    return first
