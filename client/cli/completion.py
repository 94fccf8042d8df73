"""Completion in bash, zsh and fish: ``qorgan completion SHELL`` prints what the shell loads; at Tab it asks this program.

Parties, verbs, flags and choices come from the argument tables. Names of files and devices come from the home of QORGAN_HOME, only
where QORGAN_PASSPHRASE opens it: nothing is asked at Tab, nothing goes to the server, and what fails offers nothing.
"""

from __future__ import annotations

import contextlib
import os
import shlex
from pathlib import Path

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from client.cli.main import ALONE, AT_TAB, COMPLETION, PARTIES, SESSION, load
from client.cli.parser import Completing, arguments_of, command_of, program_of
from client.cli.texts import N_, _
from client.cli.verb import Argument
from crypto.errors import Usage

_SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
SHELLS = tuple(_SHELLS)
PROGRAM = "qorgan"


def script(words: list[str]) -> str:
    """What a shell loads. Raises ``Usage``."""
    if len(words) != 1 or words[0] not in SHELLS:
        raise Usage(N_("say for which shell: qorgan completion {shells}"), shells="|".join(SHELLS))
    shell = _SHELLS[words[0]](Parties(), {}, PROGRAM, AT_TAB)
    return shell.source_template % shell.source_vars()


def offers(instruction: str) -> str:
    """What the shell shows: ``instruction`` is ``bash_complete`` and so on. Empty where something is wrong: a person is typing."""
    with contextlib.suppress(Exception):
        name = instruction.partition("_")[0]
        return _SHELLS[name](Parties(name), {}, PROGRAM, AT_TAB).complete()
    return ""


class Parties(click.Group):
    """``qorgan``."""

    def __init__(self, shell: str = "") -> None:
        super().__init__(PROGRAM, add_help_option=False)
        self._shell = shell

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*PARTIES, COMPLETION]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == COMPLETION:
            return click.Command(COMPLETION, params=[click.Argument(["shell"], type=click.Choice(SHELLS))], add_help_option=False)
        if cmd_name == ALONE:
            return _command(ALONE, ALONE, self._shell)
        if cmd_name == "server" or cmd_name not in PARTIES:
            return None
        return Verbs(cmd_name, self._shell)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        rows = {name: _(text) for name, text in PARTIES.items()}
        return [CompletionItem(each, help=rows.get(each)) for each in self.list_commands(ctx) if each.startswith(incomplete)]


class Verbs(click.Group):
    """``qorgan PARTY``."""

    def __init__(self, party: str, shell: str) -> None:
        super().__init__(party, add_help_option=False)
        self._party, self._shell = party, shell

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(self._party, cmd_name, self._shell) if cmd_name in load(self._party) else None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        rows = [(verb.name, _(verb.summary)) for verb in load(self._party).values() if not verb.hidden] + [(SESSION, None)]
        return [CompletionItem(name, help=summary) for name, summary in rows if name.startswith(incomplete)]


def _command(party: str, name: str, shell: str) -> click.Command:
    verb = load(party)[name]
    return command_of(program_of(party, name), arguments_of(party, verb), lambda each: _completing(each, shell))


def _completing(argument: Argument, shell: str) -> Completing:
    def values(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        if argument.metavar in ("FILE", "CARD") or argument.parse is Path:
            return [CompletionItem(incomplete, type="file")]
        if argument.metavar == "FOLDER":
            return [CompletionItem(incomplete, type="dir")]
        found = map(str, argument.allowed()) if argument.choices else _names(argument)
        return [CompletionItem(_quoted(each, shell)) for each in found if each.startswith(incomplete)]

    return values


def _quoted(name: str, shell: str) -> str:
    """bash puts what it is given into the line as it is; the others quote it themselves."""
    return shlex.quote(name) if shell == "bash" else name


def _names(argument: Argument) -> list[str]:
    """Pseudonyms of files, or names of devices."""
    home, passphrase = os.environ.get("QORGAN_HOME"), os.environ.get("QORGAN_PASSPHRASE")
    if not home or not passphrase or (argument.name != "--file" and argument.metavar != "DEVICE"):
        return []
    import asyncio

    return asyncio.run(_of_home(Path(home), passphrase, devices=argument.metavar == "DEVICE"))


async def _of_home(home: Path, passphrase: str, *, devices: bool) -> list[str]:
    from client.app.casefile import files
    from client.app.devices import ListDevices, list_devices
    from client.app.opening import open_office
    from client.cli.context import clock_ms

    async with open_office(home, passphrase, entropy=os.urandom, clock=clock_ms) as office:
        if devices:
            return [each.name for each in (await list_devices(office, ListDevices())).devices if not each.revoked]
        return [each.pseudonym for each in files(office)]
