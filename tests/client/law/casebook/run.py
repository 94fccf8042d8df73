"""Runs a case: folds what has happened, asks about what is done, folds that too, and holds the answers against the case."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from client.app.casework.entries import shown_hashes
from client.law.act import Author, Entry
from client.law.answer import Answer, Met, NotMet, Undetermined
from client.law.book import BOOK, Book
from client.law.catalogue import TYPES, envelope, parse
from client.law.file import File, Sight, file_state
from client.law.fold import check, draft, findings, fold, fold_all
from client.law.words import Circle, Writer
from tests.client.law.casebook.cast import PLACES, T0, author, digest, millis, place
from tests.client.law.casebook.model import Case, Step
from tests.client.law.examples import BY_NAME

MINUTE_MS = 60_000


class Stage:
    """What has happened so far: the entries, by name."""

    def __init__(self, case: Case, book: Book = BOOK) -> None:
        names = PLACES if case.sight is None else case.sight
        self.book = book
        self.file = fold_all(Sight(frozenset(place(name) for name in names)), ())
        self._sight = {place(name) for name in names}
        self._hashes: dict[str, str] = {}
        self._count = 0
        self.now = T0

    def play(self, step: Step) -> None:
        """A step of the past. Raises ``AssertionError`` where it breaks the law and is not said to."""
        entry = self.entry(step)
        before = len(self.file.findings)
        self.take(entry)
        new = [
            each for each in list(self.file.findings)[: len(self.file.findings) - before] if each.kind in ("broken", "malformed")
        ]
        if bool(new) != step.void:
            raise AssertionError(
                f"{step.write} by {step.by}: {[f'{each.rule}: {each.because}' for each in new] or 'is lawful after all'}"
            )

    def take(self, entry: Entry) -> None:
        if entry.place in self._sight:
            self.file = fold(self.file, entry, self.book)

    def ask(self, step: Step, entry: Entry) -> Answer:
        value = parse(entry.name, entry.version, entry.payload)
        act = draft(
            self.file,
            value,
            entry.author,
            entry.circle,
            entry.place,
            entry.at,
            restricted=entry.restricted,
            shown_hashes=entry.shown_hashes,
        )
        return check(self.file, act, self.book)

    def entry(self, step: Step) -> Entry:
        self.now = millis(step.at) if step.at else self.now + MINUTE_MS
        self._count += 1
        who, where = author(step.by), step.place or self._place(step)
        hash = digest(f"{self._count} {step.write}")
        if step.name:
            self._hashes[step.name] = hash
        self._hashes[step.write] = hash
        name, version, payload = self.payload(step)
        shown = shown_hashes(name, version, payload)
        return Entry(self._count, self.now, hash, digest(where), place(where), who, name, version, payload, step.restricted, shown)

    def payload(self, step: Step) -> tuple[str, int, Any]:
        name, version, payload = envelope(BY_NAME[step.write])
        payload = json.loads(json.dumps(payload))
        for path, value in step.changes.items():
            _put(payload, path.split("."), self.resolve(value))
            if path == "renditions":
                payload["renditions"] = [_rendition(each, payload) for each in payload["renditions"]]
        if name == "contract" and "text_hash" not in step.changes:
            shown = shown_hashes(name, version, payload)
            payload["text_hash"] = self._hashes["text of the contract"] = shown[0]
            for rendition, text_hash in zip(payload["renditions"], shown[1:], strict=True):
                rendition["text_hash"] = self._hashes[f"text in {rendition['language']}"] = text_hash
        return name, version, payload

    def resolve(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if isinstance(value, dict):
            return {name: self.resolve(each) for name, each in value.items()}
        if not isinstance(value, str):
            return value
        if value.startswith("@"):
            name, _, size = value[1:].partition("/")
            return self._hashes[name][: 2 * int(size)] if size else self._hashes[name]
        kind, colon, rest = value.partition(":")
        if colon and kind == "at":
            return millis(rest)
        if colon and kind == "holder":
            return author(rest).holder
        if colon and kind == "body":
            return author(rest).body
        if colon and kind == "hash":
            return digest(rest)
        if colon and kind == "id":
            return digest(rest)[:32]
        return value

    def _place(self, step: Step) -> str:
        return default_place(author(step.by), step.write)


def default_place(who: Author, write: str) -> str:
    """The only place of the type, or the writer's own circle with the person."""
    kinds = TYPES[write].circles
    own = f"@{who.body_role}" if who.writer is Writer.OFFICER else "@implementing"
    options = [Circle.PERSON, Circle.COORDINATION, Circle.TASK, Circle.FRONT_DESK, Circle.COMPLAINT, Circle.SUPPORT]
    kind = next(each for each in options if each in kinds)
    if kind in (Circle.PERSON, Circle.FRONT_DESK):
        return f"{kind.value.replace('-', ' ')}{own}"
    return kind.value


def _rendition(named: dict[str, Any], payload: dict[str, Any]) -> dict[str, Any]:
    """The clauses of the contract once more, where the case names the language alone."""
    same = {field: json.loads(json.dumps(payload[field])) for field in ("clauses", "annexes", "text_hash")}
    return {**same, **named}


def _put(target: Any, path: list[str], value: Any) -> None:
    for key in path[:-1]:
        target = target[int(key)] if isinstance(target, list) else target[key]
    if isinstance(target, list):
        target[int(path[-1])] = value
    else:
        target[path[-1]] = value


def run(case: Case, book: Book = BOOK) -> None:
    """Raises ``AssertionError`` where the law answers otherwise than the case says."""
    stage = Stage(case, book)
    for step in case.past:
        stage.play(step)
    then = dict(case.then)
    if case.when is not None:
        _do(case, stage, then.pop("answer", None))
    _look(case, stage, then)


def _do(case: Case, stage: Stage, wanted: str | None) -> None:
    if case.when is None:
        return
    entry = stage.entry(case.when)
    answer = stage.ask(case.when, entry)
    before = stage.file
    if wanted is not None and said(answer, case.norm) != wanted:
        raise AssertionError(f"{wanted} was expected, the law says: {answer}")
    stage.take(entry)
    if wanted == "refused":
        found = [each for each in stage.file.findings if each.entry == entry.hash]
        if not any(each.rule == case.norm for each in found):
            raise AssertionError(f"made all the same, it is no finding of {case.norm}: {found}")
        if any(each.void for each in found):
            _changes_nothing(before, stage.file)


def _changes_nothing(before: File, after: File) -> None:
    kept = replace(after, index=before.index, at=before.at, refs=before.refs, findings=before.findings)
    if kept != before:
        raise AssertionError("a void record changed more than the list of findings")


def said(answer: Answer, norm: str) -> str:
    if isinstance(answer, Met):
        return "allowed"
    if isinstance(answer, Undetermined):
        return "undetermined"
    if isinstance(answer, NotMet):
        return "refused" if answer.rule == norm else f"refused by {answer.rule}"
    raise TypeError(answer)


def _look(case: Case, stage: Stage, then: dict[str, Any]) -> None:
    file, now = stage.file, stage.now
    if "at" in then:
        now = millis(str(then.pop("at")))
    found = {each.rule for each in findings(file, now, stage.book)}
    told = {
        "state": lambda wanted: (str(file_state(file)), wanted),
        "measures": lambda wanted: ({code: _measure(file, code, now) for code in wanted}, wanted),
        "clocks": lambda wanted: ({id: _clock(stage, id, how, now) for id, how in wanted.items()}, wanted),
        "notices": lambda wanted: ({id: _notice(file, id) for id in wanted}, wanted),
        "findings": lambda wanted: (sorted(set(wanted) & found), sorted(set(wanted))),
        "no findings": lambda wanted: (sorted(set(wanted) & found), []),
    }
    for name, wanted in then.items():
        got, expected = told[name](wanted)
        if got != expected:
            raise AssertionError(f"{name}: {expected} was expected, it is {got}")


def _measure(file: File, code: str, now: int) -> str:
    found = file.measures.of(code)
    return "none" if found is None else str(found.at(now))


def _clock(stage: Stage, id: str, how: Any, now: int) -> Any:
    running = stage.file.clocks.of(id)
    if isinstance(how, dict):
        return {"due": how["due"]} if any(each.due_at == millis(str(how["due"])) for each in running) else running
    missed = [each for each in stage.file.clocks.missed if each.clock == id]
    if missed or any(each.late(now) for each in running):
        return "missed"
    return "running" if running else "none"


def _notice(file: File, id: str) -> str:
    standing = file.notices.of(id)
    if not standing:
        return "proven" if file.notices.closed.get(id, 0) else "none"
    return "owed" if any(each.given_at is None for each in standing) else "given"
