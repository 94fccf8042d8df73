"""``python -m tests.client.law.conformance [removal]``: write the page; or take every norm away and count which are guarded."""

from __future__ import annotations

import sys

from tests.client.law.conformance import page, types_page
from tests.client.law.conformance.norms import norms
from tests.client.law.conformance.removal import remove


def removal() -> int:
    """Norms whose place is outside ``client/law`` (a signature, a policy check) have their controls in ``controls.toml``."""
    inside = [each for each in norms().values() if any(":" in place and "/" not in place for place in each.places)]
    guarded = 0
    for norm in inside:
        outcome = remove(norm)
        guarded += outcome.guarded
        if not outcome.guarded:
            print(f"GREEN  {norm.wanted.id}: {'; '.join(outcome.green) or 'no refusing case'}", flush=True)
    print(f"{guarded} of {len(inside)} norms of the law are guarded by a case")
    return 0 if guarded == len(inside) else 1


def main() -> int:
    if sys.argv[1:] == ["removal"]:
        return removal()
    page.write()
    types_page.write()
    lacking = {id: norm.missing() for id, norm in norms().items() if norm.missing()}
    for id, missing in lacking.items():
        print(f"{id}: lacks {', '.join(missing)}", file=sys.stderr)
    print(f"{len(norms()) - len(lacking)} of {len(norms())} norms have a place, a lawful and a refused case")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
