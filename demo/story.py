"""What the steps of the story share: the folder, the server, the parties, the screen, and how a step is told and checked."""

from __future__ import annotations

import asyncio
import compileall
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from demo.blind import BlindView
from demo.parties import Json, NotAsTold, Party, Server, free_port, server_command
from demo.screen import Screen

MARK = ".qorgan-story"
ROOT = Path(__file__).resolve().parents[1]

DECIDING, IMPLEMENTING = "Алматы полиция департаменті", "Қорғау басқармасы"
AKIMAT, DOCUMENTS, PROSECUTION = "Қонаев қаласының әкімдігі", "Құжат қызметі", "Алматы прокуратурасы"


@dataclass(frozen=True)
class Role:
    """A device of the story: ``key`` names its home."""

    key: str
    name: str
    body: str
    roles: str
    party: str = "officer"


CAST = {
    role.key: role
    for role in (
        Role("investigator", "Айгерім, тергеуші", DECIDING, "officer,custodian,duty"),
        Role("chief", "Болат, бөлім басшысы", DECIDING, "officer,custodian,duty"),
        Role("successor", "Гүлнар, жаңа тергеуші", DECIDING, "officer,custodian,duty"),
        Role("guard", "Дәурен, қорғау офицері", IMPLEMENTING, "officer,official,custodian,duty"),
        Role("head", "Ерлан, қорғау басшысы", IMPLEMENTING, "officer,official,custodian,duty"),
        Role("akimat", "Жанар, әкімдік", AKIMAT, "officer"),
        Role("documents", "Зарина, құжат қызметі", DOCUMENTS, "officer"),
        Role("prosecutor", "Ислам, прокурор", PROSECUTION, "prosecutor", party="prosecutor"),
    )
}
KINDS = {
    DECIDING: "deciding",
    IMPLEMENTING: "implementing",
    AKIMAT: "executing",
    DOCUMENTS: "executing",
    PROSECUTION: "supervising",
}


@dataclass
class Story:
    """``facts``: what later steps need of earlier ones (numbers, words, file names)."""

    folder: Path
    server: Server
    screen: Screen
    blind: BlindView
    parties: dict[str, Party] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    checks: int = 0

    def path(self, *names: str) -> str:
        return str(self.folder.joinpath(*names))

    def party(self, key: str) -> Party:
        if key not in self.parties:
            role = CAST[key]
            self.parties[key] = Party(role.name.partition(",")[0], role.party, self.folder / "homes" / key, passphrase_of(key))
        return self.parties[key]

    def tell(self, who: str, *answers: Json, most: int = 14) -> None:
        """What a party sees, beside what the server has seen since the last time."""
        lines = [line for answer in answers for event in answer.get("events", ()) for line in event.get("lines", ())]
        lines += [line for answer in answers for line in answer["lines"]]
        if len(lines) > most:
            lines = [*lines[: most - 1], f"... ({len(lines) - most + 1} more lines)"]
        named = [f"{who}: {line}" if number == 0 else f"  {line}" for number, line in enumerate(lines)]
        self.screen.row(named, self.blind.news())

    def check(self, condition: bool, rule: str) -> None:
        """Raises ``NotAsTold`` unless the condition holds."""
        if not condition:
            raise NotAsTold(rule)
        self.checks += 1
        self.screen.row([f"  [ok] {rule}"])

    async def at_once(self, keys: Iterable[str], *words: str) -> dict[str, Json]:
        """The same verb by several parties at the same time."""
        wanted = list(keys)
        answers = await asyncio.gather(*(self.party(key).do(*words) for key in wanted))
        return dict(zip(wanted, answers, strict=True))

    async def stop(self) -> None:
        await asyncio.gather(*(party.stop() for party in self.parties.values()), return_exceptions=True)
        await self.server.stop()


def passphrase_of(key: str) -> str:
    """Only of the story: real ones are chosen by the officers."""
    return f"story-of-the-{key}"


def make_folder(folder: Path) -> None:
    """An empty folder for a new story. Raises ``NotAsTold`` where something else is in the way."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise NotAsTold(f"{folder} is not a folder of the story: name another with --folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).touch()


def compile_once() -> None:
    """Else the processes that start together would each compile the whole program, on the first run. What is compiled is left."""
    for name in ("crypto", "client", "server", "demo"):
        compileall.compile_dir(ROOT / name, quiet=2, workers=2)


async def make_story(folder: Path) -> Story:
    """The folder, and a server that has its log key; the deployment document follows in the ceremony."""
    make_folder(folder)
    compile_once()
    data = folder / "server" / "data"
    (folder / "log-key.txt").write_text(
        await server_command("log-key", "--data", str(data), "--origin", "story.qorgan.example/log")
    )
    server = Server(data, folder / "server" / "server.log", free_port())
    return Story(folder, server, Screen(folder / "transcript.txt"), BlindView(data / "server.db"))
