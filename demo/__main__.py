"""``python -m demo``: the story from the ceremony to the search for canaries. Exit code 0 only if every step is as told."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import time
import traceback
from pathlib import Path

from demo.keep import write_readme
from demo.parties import NotAsTold
from demo.story import Story, make_story

STEPS = ("ceremony", "statement", "protection", "tasks", "change", "supervision", "board", "search")
STOPPED = 130


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("story"), help="where the story is kept (story)")
    parser.add_argument("--until", choices=STEPS, help="stop after this step")
    options = parser.parse_args()
    try:
        return asyncio.run(run(options.folder.resolve(), options.until))
    except NotAsTold as error:
        print(f"\nNOT AS TOLD: {error}", file=sys.stderr)
        return 1
    except asyncio.CancelledError:
        print("\nstopped before the end", file=sys.stderr)
        return STOPPED


async def run(folder: Path, until: str | None) -> int:
    from importlib import import_module

    _stop_on_signals()
    started = time.monotonic()
    story = await make_story(folder)
    try:
        for name in STEPS:
            await import_module(f"demo.steps.{name}").run(story)
            if name == until:
                break
        finish(story, time.monotonic() - started)
    except NotAsTold:
        raise
    except Exception as error:
        traceback.print_exc()
        raise NotAsTold(f"{type(error).__name__}: {error}") from error
    finally:
        await story.stop()
    return 0


def _stop_on_signals() -> None:
    """Cancels the story, which then ends its processes. Also where the shell that started it ignores SIGINT."""
    task = asyncio.current_task()
    if task is not None:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def finish(story: Story, seconds: float) -> None:
    where = os.path.relpath(story.folder)
    write_readme(story)
    story.screen.title("The end")
    story.screen.line(
        f"{story.checks} checks, all as told, in {seconds:.0f} s. Kept in {where}/: README.md there says how to go on by hand."
    )


if __name__ == "__main__":
    sys.exit(main())
