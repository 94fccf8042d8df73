"""A device's name key, and taking a pseudonym so that nobody else in the deployment has it (docs/spec/tokens.md).

The key rests in the encrypted store, as a named value. What the server is told of a name is its token: 32 bytes that mean nothing
without the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.core.errors import Problem
from crypto.errors import Refused, Usage
from crypto.naming import NameKey, open_name_key
from crypto.trust import parse_certificate

if TYPE_CHECKING:
    from client.core.core import Core

_VALUE = "name-key"


def install_name_key(core: Core, sealed: bytes) -> None:
    """What came with the certificate. Raises ``Forged`` where it is not of this device's authority, ``Usage`` where this device has
    another key already: two keys would let one name be taken twice."""
    account = core.account
    if len(account.chain) < 2:
        raise Usage("this device has no certificate yet: install it first", "no-certificate")
    authority = parse_certificate(account.chain[1]).verify_key
    key = open_name_key(sealed, authority, account.ring.verify_key, account.ring.reading_seed)
    known = name_key(core)
    if known is not None and known != key:
        raise Usage("this device has another name key already", "other-name-key")
    core.store.put({_VALUE: key.secret})


def name_key(core: Core) -> NameKey | None:
    """None for a device that was enrolled without."""
    found = core.store.get(_VALUE)
    return None if found is None else NameKey(found)


async def take_name(core: Core, name: str) -> None:
    """Take ``name`` for good. Again is fine: so a verb that broke off is simply done again.

    Raises ``Refused`` (``name-taken``) where another device has it, ``Usage`` (``no-name-key``), ``Offline``, ``Busy``."""
    key = name_key(core)
    if key is None:
        raise Usage("this device has no name key: have your authority certify it anew", "no-name-key")
    try:
        await core.transport.take_token(key.token(name))
    except Problem as problem:
        if problem.code == "taken":
            raise Refused("this name stands for somebody already, or did", "name-taken") from None
        raise


class Naming:
    """What a device does with its name key; the one way from a use case to it."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def install(self, sealed: bytes) -> None:
        """As ``install_name_key``."""
        install_name_key(self._core, sealed)

    @property
    def has_key(self) -> bool:
        return name_key(self._core) is not None

    async def take(self, name: str) -> None:
        """As ``take_name``."""
        await take_name(self._core, name)
