"""The server's fixtures, for altered input over HTTP."""

from tests.server.conftest import server, start

__all__ = ["server", "start"]
