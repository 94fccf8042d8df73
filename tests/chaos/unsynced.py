"""The negative control of T02: the same server, but with SQLite told not to sync. The product has no way to be started so."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from server import logs
from server.__main__ import run
from server.app import Settings

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--port", type=int)
    parser.add_argument("--log-file", type=Path)
    options = parser.parse_args()
    settings = Settings(options.data, logs.logger(options.log_file), synchronous="OFF")
    asyncio.run(run(settings, "127.0.0.1", options.port, lambda url: print(f"listening on {url}", flush=True)))
