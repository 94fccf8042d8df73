"""How a wheel is built: as setuptools does, after the texts of each language were compiled."""

from __future__ import annotations

import runpy

from setuptools.command.build_py import build_py


class WithTexts(build_py):
    """What is installed carries compiled texts: only whoever changes a catalogue needs Babel."""

    def run(self) -> None:
        runpy.run_path("client/texts.py", run_name="__main__")
        super().run()
