"""``qorgan PARTY VERB``: finds the verb, reads its arguments, opens the store where it needs one, runs it.

A party's module is imported only when it is asked for, and what a verb needs only when it runs, so that a command starts fast.
Whatever is wrong is said in one line, with the exit code of its kind (``client.cli.exits``); an unexpected error is a bug
(QORGAN_DEBUG=1 shows where).
"""

from __future__ import annotations

import argparse
import gc
import importlib
import inspect
import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from client.cli.context import Context, Output, ReaderGone
from client.cli.exits import MEANINGS, Exit, exit_of, exit_of_answer
from client.cli.parser import COMMON, HELP, HelpWanted, namespace, parse
from client.cli.texts import N_, _, told_error
from client.cli.verb import Answer, Verb
from client.cli.words_in import Terminal
from crypto.errors import QorganError, Usage

PARTIES = {
    "authority": N_("the offline ceremony: root, bodies, devices, revocation, deployment document, cards"),
    "server": N_("the server that orders, stores, delivers and reminds, and can read nothing"),
    "officer": N_("an officer of a deciding, implementing or executing body"),
    "person": N_("anyone: a statement without an account; the protected person with card or passphrase"),
    "prosecutor": N_("the supervising prosecutor: reads along, writes nothing"),
    "verify": N_("anyone: is this document genuine? Needs its evidence file, no account and no server"),
}
ALONE = "verify"
"""A party of one verb, which is called by its own name."""
SESSION = "session"
COMPLETION = "completion"
AT_TAB = "_QORGAN_COMPLETE"
"""The variable that a shell sets to have a word completed (``client.cli.completion``)."""


YOUNG = 50_000
"""Objects made before the collector of cycles looks: a command lives a second, and reading the law makes a hundred thousand."""


def main(argv: Sequence[str] | None = None) -> int:
    gc.set_threshold(YOUNG)
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _program(arguments)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except (ReaderGone, BrokenPipeError):
        # What is left in the buffer goes nowhere: the interpreter would complain of it as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.READER_GONE


def _program(words: list[str]) -> int:
    if wanted := os.environ.get(AT_TAB):
        from client.cli.completion import offers

        print(offers(wanted), flush=True)
        return Exit.DONE
    if not words or words[0] in (*HELP, "help"):
        print(overview(), flush=True)
        return Exit.DONE if words else Exit.USAGE
    if words[0] == "--version":
        print(f"qorgan {version()}", flush=True)
        return Exit.DONE
    if words[0] == "server":
        program = [sys.executable, "-m", "server", *words[1:]]
        os.execv(sys.executable, program)  # noqa: S606 - our own program takes over this process
    return _party(words[0], words[1:])


def version() -> str:
    """Of the installed program."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("qorgan")
    except PackageNotFoundError:  # run from its folder
        return "0"


def overview() -> str:
    """The parties, in 80 columns."""
    from client.cli.helping import parties

    codes = [(str(int(code)), _(text)) for code, text in MEANINGS.items()]
    return parties([(name, _(text)) for name, text in PARTIES.items()], codes)


def _party(party: str, rest: list[str]) -> int:
    out, verb = Output("--json" in rest, program=f"qorgan {party}"), None
    try:
        if party == COMPLETION:
            return _completion(rest)
        verbs = load(party)
        rest = [ALONE, *rest] if party == ALONE else rest
        if not rest or rest[0] in (*HELP, "help"):
            print(listing_of(party), flush=True)
            return Exit.DONE if rest else Exit.USAGE
        import asyncio

        if rest[0] == SESSION:
            return asyncio.run(_session(party, verbs, rest[1:]))
        verb, arguments = parse(party, verbs, rest, Terminal(as_json="--json" in rest))
        return asyncio.run(_run_once(verb, arguments))
    except HelpWanted as wanted:
        print(wanted.text, flush=True)
        return Exit.DONE
    except (ReaderGone, BrokenPipeError):
        raise
    except Exception as error:
        return _failed(out, error, verdict=verb is not None and verb.verdict)


def _completion(rest: list[str]) -> int:
    from client.cli.completion import script

    print(script(rest), flush=True)
    return Exit.DONE


def load(party: str) -> dict[str, Verb]:
    """The verbs of a party by name. Raises ``Usage``."""
    if party not in PARTIES:
        raise Usage(N_("unknown party {party}; one of {parties}"), party=party, parties=", ".join(PARTIES))
    module = importlib.import_module(f"client.cli.{party}")
    return {verb.name: verb for verb in module.VERBS}


def listing_of(party: str) -> str:
    """The help of a party."""
    from client.cli.helping import listing
    from client.cli.subjects import by_subject

    shown = {name: verb for name, verb in load(party).items() if not verb.hidden}
    subjects = [(_(heading), verbs) for heading, verbs in by_subject(party, shown)]
    return listing(party, _(PARTIES[party]), subjects, SESSION if party != ALONE else None)


def context_of(arguments: argparse.Namespace) -> Context:
    home = arguments.home or os.environ.get("QORGAN_HOME")
    return Context(home=Path(home) if home else None, out=Output(arguments.json))


async def _run_once(verb: Verb, arguments: argparse.Namespace) -> int:
    context = context_of(arguments)
    if not verb.client:
        answer = await run(verb, context, arguments)
    else:
        from client.cli.opening import opened

        async with opened(context):
            answer = await run(verb, context, arguments)
    context.out.answer(answer)
    return exit_of_answer(answer.data)


async def run(verb: Verb, context: Context, arguments: argparse.Namespace) -> Answer:
    if context.opened is not None:
        context = replace(context, opened=context.opened.acting(getattr(arguments, "leak_reason", None)))
    if getattr(arguments, "dry_run", False):
        from client.cli.rehearsing import rehearsed

        return await rehearsed(context, lambda dry: _ran(verb, dry, arguments))
    return await _ran(verb, context, arguments)


async def _ran(verb: Verb, context: Context, arguments: argparse.Namespace) -> Answer:
    result = verb.run(context, arguments)
    return await result if inspect.isawaitable(result) else result


async def _session(party: str, verbs: dict[str, Verb], rest: list[str]) -> int:
    """One process, the store opened once: each line of standard input is a verb with its arguments, as on the command line.

    Every verb is answered by JSON lines, the last of which has "done". Errors are answered too, and the session goes on.
    """
    context = context_of(namespace(f"qorgan {party} {SESSION}", COMMON, rest))
    context.out.as_json = True
    import asyncio

    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            words = shlex.split(line)
            if words:
                await _one(party, verbs, context, stack, words)
    return 0


async def _one(party: str, verbs: dict[str, Verb], context: Context, stack: AsyncExitStack, words: list[str]) -> None:
    verdict = words[0] in verbs and verbs[words[0]].verdict
    try:
        verb, arguments = parse(party, verbs, words)
        if verb.client and context.opened is None:
            from client.cli.opening import opened

            await stack.enter_async_context(opened(context))
        answer = await run(verb, context, arguments)
        context.out.answer(Answer(answer.lines, {"done": verb.name, **answer.data, "exit": exit_of_answer(answer.data)}))
    except HelpWanted as wanted:
        context.out.answer(Answer(tuple(wanted.text.splitlines()), {"done": words[0]}))
    except Exception as error:
        if exit_of(error) is Exit.BUG:
            raise
        code, message = code_of(error), told_error(error)
        data = {"done": words[0], "error": code, "message": message, "exit": exit_of(error, verdict=verdict)}
        context.out.answer(Answer((f"{message} ({code})",), data))


def _failed(out: Output, error: Exception, *, verdict: bool) -> int:
    found = exit_of(error, verdict=verdict)
    if found is Exit.BUG:
        return _bug(out, error)
    out.error(error, code_of(error), found)
    return found


def code_of(error: Exception) -> str:
    """A record that the law does not allow is the user's to mend."""
    return error.code if isinstance(error, QorganError) else "not-of-the-form"


def _bug(out: Output, error: Exception) -> int:
    if os.environ.get("QORGAN_DEBUG"):
        raise error
    out.error(
        Usage(N_("{kind}: a fault of the program; QORGAN_DEBUG=1 shows where"), kind=type(error).__name__), "internal", Exit.BUG
    )
    return Exit.BUG


if __name__ == "__main__":
    sys.exit(main())
