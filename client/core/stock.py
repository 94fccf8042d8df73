"""Key packages: made, kept, put at the server to be given out once each, and found again when a welcome comes.

A package of the stock is used for one joining and then its private keys go (RFC 9420 section 10: used only once). The
last resort may serve several (section 16.8): once it has served, another is put in its place at the server, and its own keys stay
until it expires, for welcomes that are under way.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from client.core import tables
from client.core.replica import Identity, credential_of, welcome_refs
from client.core.staging import Staged
from client.core.store import Store
from crypto.entropy import Entropy
from crypto.errors import Malformed
from crypto.mls import SUITE_XWING, KeyPackageBundle, new_key_package, parse_key_package
from crypto.types import Millis

STOCK: Final = 20
LOW: Final = 10
LIFETIME_SECONDS: Final = 84 * 24 * 3600
SERVED: Final = 2
"""In the column ``last_resort``: one that has been used."""
_BACKDATED_SECONDS: Final = 3600
"""RFC 9420 section 7.2 counts in seconds; an hour's allowance for the clocks of others."""


class Bundles:
    """Finds the bundle that a welcome is for, and remembers which it gave out."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._given: dict[bytes, bool] = {}

    def find(self, welcome: bytes) -> KeyPackageBundle | None:
        """A welcome names each new member by the hash reference of their key package (RFC 9420 section 12.4.3.1). One that does not
        parse is nobody's: its author must not be able to stop this client."""
        with self._store.begin() as connection:
            rows = connection.execute(select(tables.key_package)).all()
        try:
            refs = welcome_refs(welcome)
        except Malformed:
            return None
        for row in rows:
            if row.ref in refs:
                self._given[row.ref] = True
                return KeyPackageBundle.decode(row.bundle)
        return None

    def use_up(self, connection: Connection, staged: Staged) -> None:
        """What the bundles opened is part of the state now: their keys go."""
        if not self._given or all(staged.state.replicas[circle].group is None for circle in staged.touched):
            return
        columns = tables.key_package.c
        given = columns.ref.in_(tuple(self._given))
        connection.execute(delete(tables.key_package).where(given & (columns.last_resort == 0)))
        connection.execute(update(tables.key_package).where(given).values(last_resort=SERVED))


def forget_expired(store: Store, now: Millis) -> None:
    """Drop the keys of packages that nobody may use any more."""
    with store.begin() as connection:
        connection.execute(delete(tables.key_package).where(tables.key_package.c.made_at < now - 1000 * LIFETIME_SECONDS))


def make_stock(
    store: Store, identity: Identity, *, held: int, with_last_resort: bool, now: Millis, entropy: Entropy
) -> tuple[tuple[bytes, ...], bytes | None]:
    """Fresh packages (kept before they are given to anyone) to fill a stock of ``held``, and a last resort if asked for."""
    if identity.device is None:
        return (), None
    seconds = now // 1000
    lifetime = (seconds - _BACKDATED_SECONDS, seconds + LIFETIME_SECONDS)
    made: list[tuple[KeyPackageBundle, bool]] = []
    kinds = [False] * max(0, STOCK - held) + [True] * with_last_resort
    for last_resort in kinds:
        seed, credential = identity.ring.signing_seed, credential_of(identity.device)
        bundle = new_key_package(SUITE_XWING, seed, credential, entropy, lifetime=lifetime, last_resort=last_resort)
        made.append((bundle, last_resort))
    rows = [
        {
            "ref": parse_key_package(bundle.key_package).ref,
            "bundle": bundle.encode(),
            "last_resort": int(last_resort),
            "made_at": now,
        }
        for bundle, last_resort in made
    ]
    if rows:
        with store.begin() as connection:
            connection.execute(insert(tables.key_package), rows)
    packages = tuple(bundle.key_package for bundle, last_resort in made if not last_resort)
    return packages, next((bundle.key_package for bundle, last_resort in made if last_resort), None)


def kept(store: Store) -> tuple[int, int]:
    """How many unused packages and last resorts this client has the keys of."""
    with store.begin() as connection:
        query = select(tables.key_package.c.last_resort, func.count()).group_by(tables.key_package.c.last_resort)
        counts = {row[0]: row[1] for row in connection.execute(query)}
    return counts.get(0, 0), counts.get(1, 0)
