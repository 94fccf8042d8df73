"""One history of the server's tables, run by ``server.migrate``."""
