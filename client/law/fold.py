"""``fold``: what a record makes of a file. ``check``: whether it may be made. ``findings`` and ``permitted``: what follows.

All of it is pure and total: a record of a modified client, of a type that this client does not know, or of a form that is none
never fails a fold. A record that breaks a voiding rule stays known (``refs``) and is a finding, and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rpds import List

from client.law.act import Act, Author, Entry, Place
from client.law.answer import MET, Answer, Met, NotMet, Undetermined, say
from client.law.book import BOOK, Book
from client.law.catalogue import TYPES, is_known, may_write, type_of, typed
from client.law.due import due_at
from client.law.file import EMPTY_FILE, File, Ref, Sight
from client.law.file.clocks import Clocks, Running
from client.law.file.file import ASPECTS
from client.law.file.notices import Notices, Standing
from client.law.finding import Finding, Kind
from client.law.payload import NotOfTheForm
from client.law.rule import Effect, Rule
from crypto.frozen import dataclass

NOTHING = say("")


def fold(file: File, entry: Entry, book: Book = BOOK) -> File:
    """The file after ``entry``, which must come after all that were folded (by log index). Raises ``ValueError`` otherwise: then
    the caller folds anew, with ``fold_all``."""
    value = None if entry.payload is None else typed(entry.name, entry.version, entry.payload)
    return fold_typed(file, entry, value, book)


def fold_typed(file: File, entry: Entry, value: object, book: Book = BOOK) -> File:
    """As ``fold``, for who has decoded the entry already (``catalogue.typed``)."""
    if entry.index <= file.index:
        raise ValueError(f"entry {entry.index} of the log does not come after {file.index}")
    file = replace(file, index=entry.index, at=max(file.at, entry.at))
    if entry.payload is None:
        return replace(file, sealed=file.sealed.insert(entry.place, file.sealed.get(entry.place, 0) + 1))
    if not is_known(entry.name, entry.version):
        return replace(file, unknown=file.unknown.push_front((entry.hash, entry.name, entry.version)))
    if isinstance(value, NotOfTheForm):
        return _found(file, _malformed(entry, value))
    return _folded(file, act_of(entry, value), book)


def fold_all(sight: Sight, entries: Iterable[Entry], book: Book = BOOK) -> File:
    """From nothing, in the order of the log, whatever the order in which the entries came."""
    file = replace(EMPTY_FILE, sight=sight)
    for entry in sorted(entries, key=lambda each: each.index):
        file = fold(file, entry, book)
    return file


def act_of(entry: Entry, value: object) -> Act[Any]:
    form: type[Any] = type(value)
    return Act(
        form,
        value,
        entry.author,
        entry.at,
        entry.circle,
        entry.place,
        entry.index,
        entry.hash,
        entry.restricted,
        entry.shown_hashes,
    )


def draft(
    file: File,
    value: object,
    author: Author,
    circle: str,
    place: Place,
    now: int,
    *,
    restricted: bool = False,
    shown_hashes: tuple[str, ...] = (),
) -> Act[Any]:
    """The act that a record will be, before it is sealed."""
    form: type[Any] = type(value)
    return Act(form, value, author, now, circle, place, file.index + 1, "", restricted, shown_hashes)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule answers about an act. ``rule`` is None for the catalogue's own answer: who may write the type at all."""

    rule: Rule | None
    answer: Answer

    @property
    def void(self) -> bool:
        return isinstance(self.answer, NotMet) and (self.rule is None or self.rule.effect is Effect.VOID)


def verdicts(file: File, act: Act[Any], book: Book = BOOK) -> tuple[Verdict, ...]:
    """What every rule on this form answers that is not simply met."""
    allowed = may_write(type_of(act.form).name, act.place, act.author)
    if not isinstance(allowed, Met):
        return (Verdict(None, allowed),)
    found = (Verdict(rule, rule(file, act)) for rule in book.rules_on.get(act.form, ()))
    return tuple(each for each in found if not isinstance(each.answer, Met))


def check(file: File, act: Act[Any], book: Book = BOOK) -> Answer:
    """Before a record is sealed: met, or the first broken rule, or what is missing to decide. Also a rule that only marks is not
    kept by whoever could keep it."""
    found = [each.answer for each in verdicts(file, act, book)]
    broken = [each for each in found if isinstance(each, NotMet)]
    return (*broken, *found, MET)[0]


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether an actor may now make a record of this type in such a circle, and why not."""

    name: str
    place: Place
    answer: Answer


def permitted(file: File, actor: Author, now: int, book: Book = BOOK) -> tuple[Permission, ...]:
    """All that is an actor's to do in this file, each with the answer of the rules that can be asked before there is a record."""
    found = []
    for kind in TYPES.values():
        for place in sorted(file.sight.places, key=lambda each: (each.kind, each.body or "")):
            if isinstance(may_write(kind.name, place, actor), Met):
                act: Act[Any] = Act(kind.form, None, actor, now, "", place, file.index + 1)
                rules = (rule for rule in book.rules_on.get(kind.form, ()) if rule.general)
                answers = [answer for answer in (rule(file, act) for rule in rules) if not isinstance(answer, Met)]
                found.append(Permission(kind.name, place, (*answers, MET)[0]))
    return tuple(found)


def findings(file: File, now: int, book: Book = BOOK) -> tuple[Finding, ...]:
    """All that is not as the law has it at ``now``: the records first found to break a rule, the clocks that were missed or are
    late, the notices owed. In the order of the log."""
    running = [each for each in file.clocks.all_running() if each.late(now)]
    late = [_late(each, book) for each in (*file.clocks.missed, *running)]
    owed = [_owed(each, book) for each in file.notices.all_open() if each.given_at is None]
    return tuple(sorted((*file.findings, *late, *owed), key=lambda each: (each.index, each.rule, each.key, each.kind)))


# What one record does -----------------------------------------------------------------------------------------------------


def _folded(file: File, act: Act[Any], book: Book) -> File:
    found = verdicts(file, act, book)
    void = any(each.void for each in found)
    file = _found(file, *(_finding(act, each) for each in found))
    ref = Ref(type_of(act.form).name, act.author, act.place, act.at, not void)
    file = replace(file, refs=file.refs.insert(act.hash, ref))
    return file if void else apply(file, act, book)


def apply(file: File, act: Act[Any], book: Book = BOOK) -> File:
    """The file with a lawful act in it: first its aspects, then the clocks and notices that follow."""
    changed: dict[str, Any] = {}
    for aspect, handlers in ASPECTS.items():
        handler = handlers.get(act.form)
        if handler is not None:
            changed[aspect] = handler(getattr(file, aspect), act, file)
    after = replace(file, **changed)
    return replace(after, clocks=_clocks(after, act, book), notices=_notices(after, act, book))


@dataclass(frozen=True, slots=True)
class Moved:
    """What an act does to the clocks: for the deadlines that its entry opens and settles on the server."""

    started: tuple[Running, ...]
    ended: tuple[Running, ...]


def moved(file: File, act: Act[Any], book: Book = BOOK) -> Moved:
    """Of an act that is still to be written."""
    after = apply(file, act, book)
    before = {(each.clock, each.key): each for each in file.clocks.all_running()}
    now = {(each.clock, each.key): each for each in after.clocks.all_running()}
    started = tuple(each for key, each in sorted(now.items()) if before.get(key) != each)
    ended = tuple(each for key, each in sorted(before.items()) if now.get(key) != each)
    return Moved(started, ended)


def _clocks(file: File, act: Act[Any], book: Book) -> Clocks:
    clocks = file.clocks
    for clock, on in book.ends.get(act.form, ()):
        for key in on.what(file, act):
            clocks = clocks.ended(clock.id, key, act.at)
    for clock, on in book.starts.get(act.form, ()):
        for each in on.what(file, act):
            at = act.at if each.at is None else each.at
            due = due_at(file, clock, each, at)
            clocks = clocks.started(Running(clock.id, each.key, at, due, act.hash, act.index, act.circle))
    return clocks


def _notices(file: File, act: Act[Any], book: Book) -> Notices:
    notices = file.notices
    for notice, on in book.owed.get(act.form, ()):
        for key in on.what(file, act):
            notices = notices.owed(Standing(notice.id, key, act.at, act.hash, act.index))
    for notice, on in book.given.get(act.form, ()):
        for key in on.what(file, act):
            notices = notices.given(notice.id, key, act.at)
    for notice, on in book.proven.get(act.form, ()):
        for key in on.what(file, act):
            notices = notices.proven(notice.id, key)
    return notices


# Findings -----------------------------------------------------------------------------------------------------------------


def _found(file: File, *new: Finding) -> File:
    found: List[Finding] = file.findings
    for each in new:
        found = found.push_front(each)
    return replace(file, findings=found) if new else file


def _finding(act: Act[Any], verdict: Verdict) -> Finding:
    answer = verdict.answer
    if isinstance(answer, NotMet):
        rule, kind, because, remedy = answer.rule, Kind.BROKEN, answer.because, answer.remedy
    elif isinstance(answer, Undetermined):
        rule, kind, because, remedy = answer.rule, Kind.UNDETERMINED, answer.missing, NOTHING
    else:
        raise TypeError("a rule that is met finds nothing")
    article = verdict.rule.article if verdict.rule is not None else ""
    return Finding(act.index, rule, kind, article, act.hash, act.at, because, remedy, verdict.void)


def _malformed(entry: Entry, error: NotOfTheForm) -> Finding:
    because = say("not a record of type {type}: {error}", type=entry.name, error=error)
    return Finding(entry.index, "architecture 4", Kind.MALFORMED, "", entry.hash, entry.at, because, NOTHING, True)


def _late(running: Running, book: Book) -> Finding:
    clock = book.clock[running.clock]
    because = say("missed: {start} -> {end}", start=clock.start, end=clock.end)
    remedy = say("do it now; nothing is granted, refused or ended by the delay")
    return Finding(
        running.index, clock.id, Kind.LATE, clock.article, running.entry, running.due_at, because, remedy, key=running.key
    )


def _owed(standing: Standing, book: Book) -> Finding:
    notice = book.notice[standing.notice]
    because = say("owed to {receivers}: {what}", receivers=", ".join(notice.receivers), what=notice.what)
    remedy = say("give it, and keep the proof")
    return Finding(
        standing.index, notice.id, Kind.OWED, notice.article, standing.entry, standing.owed_at, because, remedy, key=standing.key
    )


def in_order(file: File) -> Iterator[Finding]:
    """The findings on records, oldest first."""
    yield from reversed(tuple(file.findings))
