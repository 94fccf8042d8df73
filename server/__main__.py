"""``python -m server``: log-key, init, serve, backup. Errors are one line, with exit code 2."""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crypto.errors import QorganError, Usage
from server import key

if TYPE_CHECKING:
    from server.app import Settings

SWITCH_SECONDS: Final = 0.0002
"""How long one thread may keep the interpreter lock from another: beside a busy event loop, a thread of the database waits so
long after each of its statements. Python's own 5 ms are too long for that."""


def main(arguments: Sequence[str] | None = None) -> int:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    options = _parser().parse_args(arguments)
    verb: Callable[[argparse.Namespace], None] = options.run
    try:
        verb(options)
    except (QorganError, OSError) as error:
        if options.json:
            code = error.code if isinstance(error, QorganError) else "file"
            _tell(options, "", error=code, message=_line(error), exit=2)
        else:
            print(f"server: {_line(error)}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


JSON_VERSION: Final = 1
"""Of the lines that ``--json`` gives, as in the command's (docs/json.md)."""


def _tell(options: argparse.Namespace, text: str, **data: object) -> None:
    """For people the text, for scripts one JSON object on a line."""
    print(json.dumps({"v": JSON_VERSION, **data}, ensure_ascii=False) if options.json else text, flush=True)  # noqa: T201


def _version() -> str:
    """Of the installed program."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("qorgan")
    except PackageNotFoundError:  # run from its folder
        return "0"


class _Version(argparse.Action):
    """Asked for only where it is wanted: the start of the server need not look the package up."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"qorgan server {_version()}", flush=True)  # noqa: T201
        parser.exit()


def _line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qorgan server",
        description="The server: it orders, stores, delivers and reminds, and can read nothing.",
        epilog="First: log-key, then the authority makes the deployment document that names the key, then init, then serve.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="the installed version")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    made = verbs.add_parser("log-key", help="make the log's signing key; prints its origin and public key")
    made.add_argument("--origin", default="qorgan.example/log", help="the log's name, e.g. protection.example.kz/log")
    made.set_defaults(run=_log_key)
    init = verbs.add_parser("init", help="install the signed deployment document")
    init.add_argument("--deployment", type=Path, required=True, help="the file that `qorgan authority deployment` wrote")
    init.set_defaults(run=_init)
    serve = verbs.add_parser("serve", help="serve, until interrupted")
    serve.add_argument("--port", type=int, default=8443)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--log-file", type=Path, help="append logs here (JSON lines) instead of standard error")
    serve.set_defaults(run=_serve)
    copy = verbs.add_parser("backup", help="copy the database while the server runs (the log key is not in it)")
    copy.add_argument("--to", type=Path, required=True)
    copy.set_defaults(run=_backup)
    for verb in (made, init, serve, copy):
        verb.add_argument("--data", type=Path, required=True, help="the server's folder")
        verb.add_argument("--json", action="store_true", help="one JSON object a line in place of text (docs/json.md)")
    return parser


def _log_key(options: argparse.Namespace) -> None:
    from crypto.log import verifier_key

    options.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = key.create(options.data, options.origin, os.urandom)
    verifier = verifier_key(made.origin, made.public)
    text = f"origin {made.origin}\nkey {made.public.hex()}\nverifier {verifier}"
    _tell(options, text, origin=made.origin, key=made.public.hex(), verifier=verifier)


def _init(options: argparse.Namespace) -> None:
    from crypto.deployment import Deployment
    from server import migrate
    from server.storage.database import DATABASE

    document = options.deployment.read_bytes()
    deployment = Deployment.decode(document)
    deployment.verify()
    log_key = key.read(options.data)
    if (deployment.log_origin, deployment.log_key) != (log_key.origin, log_key.public):
        raise Usage("the deployment document names another log key than this folder's")
    with _locked(options.data):
        migrate.upgrade(options.data / DATABASE)
        os.chmod(options.data / DATABASE, 0o600)
        asyncio.run(_install(options.data / DATABASE, document))
    fingerprint = deployment.fingerprint.hex()
    _tell(options, f"installed {deployment.name}, root fingerprint {fingerprint}", name=deployment.name, fingerprint=fingerprint)


async def _install(path: Path, document: bytes) -> None:
    from server.app import now
    from server.storage import writing
    from server.storage.database import Database

    database = Database(path)
    try:
        await database.write(lambda connection: writing.install(connection, document, now()))
    except ValueError as error:
        raise Usage(str(error)) from None
    finally:
        await database.close()


def _serve(options: argparse.Namespace) -> None:
    import uvloop

    from server import logs, migrate
    from server.app import Settings
    from server.storage.database import DATABASE

    key.read(options.data)
    if not (options.data / DATABASE).exists():
        raise Usage("no deployment is installed: run `python -m server init` first")
    with _locked(options.data):
        migrate.upgrade(options.data / DATABASE)
        log = logs.logger(options.log_file)
        logs.quiet(log)
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.freeze()  # What the start has loaded stays: the collector need not walk over it again and again.
        gc.set_threshold(10_000, 20, 20)
        reached = partial(_reached, options)
        uvloop.run(run(Settings(options.data, log), options.host, options.port, reached))


def _reached(options: argparse.Namespace, url: str) -> None:
    _tell(options, f"listening on {url}", listening=url)


async def run(settings: Settings, host: str, port: int, reached: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM. ``reached`` is told the address once it can be reached: ``port`` 0 takes a free one."""
    from aiohttp import web

    from server.app import build_app, connection_settings

    runner = web.AppRunner(
        build_app(settings),
        shutdown_timeout=5,
        **connection_settings(settings.limits),
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port, backlog=1024)
        await site.start()
        bound = runner.addresses[0][1]
        settings.log.info("listening", port=bound)
        reached(f"http://{host}:{bound}")
        stopped = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
        await stopped.wait()
    finally:
        await runner.cleanup()


def _backup(options: argparse.Namespace) -> None:
    from server.storage import backup
    from server.storage.database import DATABASE

    if not (options.data / DATABASE).exists():
        raise Usage(f"{options.data} has no database")
    size = backup.copy(options.data / DATABASE, options.to)
    _tell(options, f"{options.to}: {size} bytes; keep {key.NAME} and checkpoint apart from it", copy=str(options.to), size=size)


class _locked:
    """One process owns a folder: what it keeps in memory is the truth about the heads."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"

    def __enter__(self) -> None:
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._descriptor)
            raise Usage("another server process uses this folder") from None

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)


if __name__ == "__main__":
    sys.exit(main())
