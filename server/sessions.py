"""Sessions, in memory: who is logged in, with which key, and what they may read.

A restart ends all sessions; clients log in again. The table is keyed by a hash of the token, so that finding a token takes no
comparison whose time tells anything. Nonces are stateless (a keyed tag over expiry and randomness) until they are used once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

from crypto.entropy import Entropy
from crypto.primitives import equal, hkdf, sha256
from crypto.trust import Device
from crypto.types import Holder, Millis
from server.access import Grant
from server.limits import Limits
from server.problems import Problem, login_needed


@dataclass(eq=False, slots=True)
class Session:
    """One login. ``device`` is None for a person's key. ``grants`` is kept up by the appender, batch by batch."""

    holder: Holder
    verify_key: bytes
    device: Device | None
    expires_at: Millis
    key: bytes = field(repr=False)
    reading_keys: set[bytes] = field(default_factory=set)
    grants: dict[bytes, Grant] = field(default_factory=dict)
    sockets: int = 0
    closed: bool = False


class Challenges:
    """Login nonces: u64 expiry || 16 random bytes || 16 bytes of tag. Each is good once, for a minute."""

    def __init__(self, secret: bytes, entropy: Entropy, seconds: int) -> None:
        self._secret = secret
        self._entropy = entropy
        self._millis = seconds * 1000
        self._used: OrderedDict[bytes, Millis] = OrderedDict()

    def new(self, now: Millis) -> tuple[bytes, Millis]:
        """A nonce of 40 bytes and when it expires."""
        expires = Millis(now + self._millis)
        body = expires.to_bytes(8, "big") + self._entropy(16)
        return body + self._tag(body), expires

    def use(self, nonce: bytes, now: Millis) -> None:
        """Raises a 401 problem unless the nonce is ours, in time, and used for the first time."""
        while self._used and next(iter(self._used.values())) < now:
            self._used.popitem(last=False)
        fresh = len(nonce) == 40 and equal(self._tag(nonce[:24]), nonce[24:]) and int.from_bytes(nonce[:8], "big") >= now
        if not fresh or nonce in self._used:
            raise refused()
        self._used[nonce] = Millis(int.from_bytes(nonce[:8], "big"))

    def _tag(self, body: bytes) -> bytes:
        return hkdf(self._secret, b"login challenge" + body)[:16]


def refused() -> Problem:
    """One answer for an unknown certificate, a wrong signature and an old nonce."""
    return Problem(401, "login", "The login was refused", headers={"WWW-Authenticate": "Bearer"})


class Sessions:
    """All live sessions, at most ``limits.sessions``; the oldest of a holder ends where they have too many."""

    def __init__(self, entropy: Entropy, limits: Limits) -> None:
        self._entropy = entropy
        self._limits = limits
        self._by_key: dict[bytes, Session] = {}
        self._by_holder: dict[bytes, list[Session]] = {}

    def __len__(self) -> int:
        return len(self._by_key)

    def open(self, holder: Holder, verify_key: bytes, device: Device | None, now: Millis) -> tuple[str, Session]:
        """A token and its session."""
        if len(self._by_key) >= self._limits.sessions:
            self._sweep(now)
            if len(self._by_key) >= self._limits.sessions:
                raise Problem(503, "unavailable", "Too many are logged in", headers={"Retry-After": "60"})
        token = self._entropy(32).hex()
        session = Session(holder, verify_key, device, Millis(now + self._limits.session_seconds * 1000), sha256(token.encode()))
        mine = self._by_holder.setdefault(holder, [])
        if len(mine) >= self._limits.sessions_holder:
            idle = next((other for other in mine if not other.sockets), mine[0])
            self.close(idle)
            mine = self._by_holder.setdefault(holder, [])
        mine.append(session)
        self._by_key[session.key] = session
        return token, session

    def find(self, token: str, now: Millis) -> Session:
        """Raises a 401 problem."""
        session = self._by_key.get(sha256(token.encode()))
        if session is None:
            raise login_needed()
        if session.expires_at < now:
            self.close(session)
            raise login_needed()
        return session

    def of(self, holder: bytes) -> list[Session]:
        return self._by_holder.get(holder, [])

    def all(self) -> Iterator[Session]:
        yield from list(self._by_key.values())

    def close(self, session: Session) -> None:
        session.closed = True
        self._by_key.pop(session.key, None)
        mine = self._by_holder.get(session.holder, [])
        if session in mine:
            mine.remove(session)
        if not mine:
            self._by_holder.pop(session.holder, None)

    def _sweep(self, now: Millis) -> None:
        for session in self.all():
            if session.expires_at < now:
                self.close(session)
