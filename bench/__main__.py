"""``python -m bench [section ...]``: measure, and print one table with the targets beside the figures. About three minutes."""

from __future__ import annotations

import argparse
import sys
import time

from bench import table
from bench.sections import SECTIONS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("section", nargs="*", help=f"one or more of: {', '.join(SECTIONS)} (all by default)")
    parser.add_argument(
        "--write", action="store_true", help="put the table, the date, the commit and the machine into docs/figures.md"
    )
    options = parser.parse_args()
    unknown = set(options.section) - set(SECTIONS)
    if unknown:
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    if options.write and options.section:
        parser.error("--write needs all sections")
    where, busy = table.circumstances(), table.Others()
    rows: list[table.Row] = []
    for name in options.section or SECTIONS:
        began = time.perf_counter()
        print(f"{name} ...", end="", file=sys.stderr, flush=True)
        rows += SECTIONS[name]()
        print(f" {time.perf_counter() - began:.0f} s", file=sys.stderr)
    where = f"{where}; other programs took {busy.cores():.1f} of the cores meanwhile"
    print(f"{where}\n\n{table.text(rows)}")
    if options.write:
        table.write(rows, where)
    return 0


if __name__ == "__main__":
    sys.exit(main())
