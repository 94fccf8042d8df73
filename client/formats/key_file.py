"""Keys that rest on disk outside the client's store: an authority's, and a device's before it has its certificate.

    {"version": 1, "kdf": "argon2id", "salt": hex 16, "nonce": hex 24, "sealed": hex}

XChaCha20-Poly1305 under Argon2id of the passphrase at the floor that ``crypto.primitives`` fixes. A file alone opens nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

from client.formats.disk import read_file, write_new
from crypto.entropy import Entropy
from crypto.errors import Forged, Usage
from crypto.primitives import ARGON2_MIN_BYTES, ARGON2_MIN_OPS, argon2id, xchacha_open, xchacha_seal

_AAD = b"Qorgan 1 key file"


def seal_file(path: Path, secret: bytes, passphrase: str, entropy: Entropy) -> None:
    """Write ``secret`` sealed. Raises ``Usage`` where the file is there already."""
    salt, nonce = entropy(16), entropy(24)
    sealed = xchacha_seal(_key(passphrase, salt), nonce, secret, _AAD)
    value = {"version": 1, "kdf": "argon2id", "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}
    write_new(path, json.dumps(value).encode(), secret=True)


def open_file(path: Path, passphrase: str) -> bytes:
    """The secret. Raises ``Usage`` for a wrong passphrase or a damaged file."""
    try:
        value = json.loads(read_file(str(path)))
        salt, nonce, sealed = (bytes.fromhex(value[name]) for name in ("salt", "nonce", "sealed"))
        if value["version"] != 1 or len(salt) != 16 or len(nonce) != 24:
            raise ValueError("another version")
    except (ValueError, KeyError, TypeError):
        raise Usage("{path}: not a key file of this program", path=path) from None
    try:
        return xchacha_open(_key(passphrase, salt), nonce, sealed, _AAD)
    except Forged:
        raise Usage("{path}: wrong passphrase", "wrong-passphrase", path=path) from None


def _key(passphrase: str, salt: bytes) -> bytes:
    return argon2id(passphrase.encode(), salt, ops=ARGON2_MIN_OPS, mem_bytes=ARGON2_MIN_BYTES)
