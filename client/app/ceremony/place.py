"""What an act of an authority works with: its folder, the clock, randomness, and who answers for it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from client.formats.disk import read_file
from client.formats.key_file import seal_file
from crypto import naming
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Clock
    from client.app.saying import Said
    from crypto.entropy import Entropy

NAMES = "names.json"
DAY_MS = 86_400_000


@dataclass(frozen=True)
class Ceremony:
    """``home``: the folder; raises ``Usage`` where none is named. ``passphrase``: of its keys (``new``: one that is being chosen);
    ``seal_passphrase``: of a document seal, which is another. ``unlocked``: the secret of a key file under the passphrase, once.
    ``ask``: what somebody in front of the screen answers, empty where nobody can be asked."""

    home: Callable[[], Path]
    clock: Clock
    entropy: Entropy
    passphrase: Callable[[bool], str]
    seal_passphrase: Callable[[bool], str]
    unlocked: Callable[[Path], bytes]
    ask: Callable[[Said], str]

    @property
    def now(self) -> int:
        return int(self.clock())

    def in_years(self, years: int) -> int:
        """In milliseconds since 1970."""
        return int((datetime.fromtimestamp(self.now / 1000, UTC) + timedelta(days=365 * years)).timestamp() * 1000)

    def root(self) -> tuple[bytes, bytes]:
        """The root's seed and certificate. Raises ``Usage``."""
        folder = self.home() / "root"
        if not folder.is_dir():
            raise Usage("no root key in this home: qorgan authority init makes it")
        return self.unlocked(folder / "key.json"), read_file(str(folder / "certificate.der"))

    def name_key(self) -> bytes:
        """The deployment's; made where the root is of before there were any."""
        path = self.home() / "root" / NAMES
        if not (path.parent / "key.json").exists():
            raise Usage("no root key in this home: qorgan authority init makes it")
        if not path.exists():
            seal_file(path, self.entropy(naming.SIZE), self.passphrase(False), self.entropy)
        return self.unlocked(path)

    def body_folder(self, name: str) -> Path:
        """Raises ``Usage``."""
        folder = self.home() / "bodies" / slug(name)
        if not folder.is_dir():
            raise Usage("no body {name} in this home: the verb show lists what is here", name=name)
        return folder

    def body(self, name: str) -> tuple[Path, bytes, bytes]:
        """A body's folder, seed and certificate. Raises ``Usage``."""
        folder = self.body_folder(name)
        return folder, self.unlocked(folder / "key.json"), read_file(str(folder / "certificate.der"))

    def body_folders(self) -> tuple[Path, ...]:
        return tuple(sorted(path for path in (self.home() / "bodies").glob("*") if path.is_dir()))


def slug(name: str) -> str:
    """A folder name that keeps letters of every alphabet and is no path."""
    return re.sub(r"[^\w]+", "-", name, flags=re.UNICODE).strip("-")[:60] or "body"


def revoked_in(folder: Path) -> list[tuple[int, int]]:
    """Serial and time of what a body has revoked."""
    path = folder / "revoked.json"
    return [(int(serial), int(time)) for serial, time in json.loads(path.read_bytes())] if path.exists() else []
