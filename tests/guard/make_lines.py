"""Make the labelled set of the leak guard: ``python -m tests.guard.make_lines``. The same set each time."""

from __future__ import annotations

import json
from pathlib import Path

from client.formats.identity import encode
from tests.guard.labelled import BETWEEN_SPANS, COLUMNS, written
from tests.guard.making.distractors import distractors
from tests.guard.making.leaks import leaks
from tests.guard.making.persons import PEOPLE, identity

HERE = Path(__file__).parent
TABLES = {
    "name": "names",
    "given": "names",
    "own": "names",
    "plural": "names",
    "other": "names",
    "hidden": "hidden",
    "latin": "latin",
}
TABLES |= {"number": "numbers", "address": "addresses", "relative": "relatives", "together": "together"}


def _table(group: str, label: str) -> str:
    if label != "-":
        return TABLES[group.split("-", maxsplit=1)[0]]
    first = group.split("-", maxsplit=1)[0]
    return {
        "near": "others-near",
        "same": "others-near",
        "other": "others-numbers",
        "street": "others-places",
        "common": "others-words",
    }.get(first, "others-ordinary")


def made() -> dict[str, str]:
    """Contents by file name."""
    header = "\t".join(COLUMNS)
    tables: dict[str, list[str]] = {}
    seen: set[tuple[str, str]] = set()
    for person in PEOPLE:
        counts: dict[str, int] = {}
        for make in (leaks, distractors):
            for group, language, label, spans, text in make(person):
                if (person.id, text) in seen:
                    continue
                seen.add((person.id, text))
                counts[group] = counts.get(group, 0) + 1
                span = BETWEEN_SPANS.join(written(each) for each in spans)
                row = "\t".join((f"{person.id}.{group}.{counts[group]}", person.id, language, label, span, written(text)))
                place = "others-places" if group == "other-address" else _table(group, label)
                tables.setdefault(place, [header]).append(row)
    files = {f"lines/{name}.tsv": "\n".join(rows) + "\n" for name, rows in sorted(tables.items())}
    people = {person.id: json.loads(encode(identity(person))) for person in PEOPLE}
    files["identities.json"] = json.dumps(people, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return files


if __name__ == "__main__":
    for name, text in made().items():
        (HERE / name).write_text(text, encoding="utf-8")
        print(name, text.count("\n") - 1)
