"""Records and reports: whether they are valid by the chain before them, and what of them this holder can open."""

from __future__ import annotations

from dataclasses import replace

from client.core.records import parse as parse_record
from client.core.replica.letter import Letter, parse_letter
from client.core.replica.state import Replica
from client.core.replica.values import LIVE_TOLERANCE_MS, Context, Identity, Mode, Received, Shown
from crypto.disclosure import RecordKey, open_disclosure
from crypto.entry import Entry, parse_record_body, verify_entry
from crypto.errors import CannotOpen, Forged, QorganError, Refused
from crypto.frozen import dataclass
from crypto.ledger import open_record, open_record_with_key
from crypto.report import open_report
from crypto.ring import person_hash, reading_key_hash
from crypto.roster import CommitView, check_writer
from crypto.trust import Device
from crypto.types import EntryClass, EntryHash, KeyHash, Millis

ENROL_TYPE = "enrol"
"""The one type of record that an invitation may report."""


@dataclass(frozen=True)
class Case:
    """One entry before its judge. ``view``: who was in by the commits before it; ``replica``: for its keys only."""

    replica: Replica
    view: CommitView
    received: Received
    context: Context

    @property
    def entry(self) -> Entry:
        return self.received.entry


@dataclass(frozen=True)
class Judged:
    """``disclosed``: keys of other records that this one gave to this holder."""

    shown: Shown
    disclosed: tuple[tuple[EntryHash, RecordKey], ...] = ()


def judge(case: Case) -> Judged:
    """Raises ``QorganError`` with the code to quarantine under."""
    header = case.entry.header
    check_seen(case.received)
    return _judge_record(case) if header.entry_class is EntryClass.RECORD else _judge_report(case)


def check_seen(received: Received) -> None:
    """Nobody can have verified a checkpoint that covers his own entry."""
    if received.entry.header.seen_size > received.index:
        raise Forged("the author claims to have seen a log that was not there yet", "seen")


def check_signature(received: Received, context: Context) -> Device:
    """The author as a device whose certificate stood in the log before, unrevoked and in date. Raises ``Refused``, ``Forged``."""
    device = context.directory.device(received.entry.header.author, before=received.index, at=received.accepted_at)
    verify_entry(received.entry, device.verify_key)
    return device


def clock_flags(received: Received, now: Millis | None) -> tuple[str, ...]:
    return ("time",) if now is not None and abs(received.accepted_at - now) > LIVE_TOLERANCE_MS else ()


def _flags(case: Case) -> tuple[str, ...]:
    header, context = case.entry.header, case.context
    known = context.known_uid
    clone = known is not None and header.author == context.identity.holder and not known(header.uid)
    return clock_flags(case.received, context.now) + (("clone",) if clone else ())


def _judge_record(case: Case) -> Judged:
    received, header = case.received, case.entry.header
    device = check_signature(received, case.context)
    check_writer(case.view, header, case.context.directory, at=received.accepted_at, index=received.index)
    own, others, flags = _disclosures(case)
    plaintext, reason, via = _open(case, own)
    if plaintext is not None:
        parse_record(plaintext)
    shown = Shown(received, device, header.author, "member", plaintext, header.restricted, reason, _flags(case) + flags, via)
    return Judged(shown, others)


def _open(case: Case, own: tuple[RecordKey, ...]) -> tuple[bytes | None, str | None, str]:
    """Plaintext, or why not, and by what way. A key of the circle that fails is the author's fault, and raises."""
    header, replica = case.entry.header, case.replica
    keys = replica.keys.get((header.generation, header.epoch))
    if keys is not None and not (header.restricted and keys.restricted is None):
        return open_record(keys, case.entry), None, "circle"
    for key in (*own, *replica.disclosed.get(case.entry.hash, ())):
        try:
            return open_record_with_key(key, case.entry), None, "disclosure"
        except Forged:
            continue
    if replica.mode is Mode.REPORTER:
        return None, "not-disclosed", "circle"
    return None, "no-key" if keys is None else "restricted", "circle"


def _disclosures(case: Case) -> tuple[tuple[RecordKey, ...], tuple[tuple[EntryHash, RecordKey], ...], tuple[str, ...]]:
    """Keys for this very record, keys for others, and a flag where one that names this holder's key does not open."""
    identity = case.context.identity
    own: list[RecordKey] = []
    others: list[tuple[EntryHash, RecordKey]] = []
    flags: set[str] = set()
    found = parse_record_body(case.entry.body).disclosures
    seeds = reading_seeds_by_hash(identity) if found else {}
    for disclosure in found:
        seed = seeds.get(disclosure.key_hash)
        if seed is None:
            continue
        try:
            key = open_disclosure(disclosure, seed, case.replica.circle)
        except (CannotOpen, Forged):
            flags.add("bad-disclosure")
            continue
        if disclosure.is_own:
            own.append(key)
        else:
            others.append((disclosure.entry_hash, key))
    return tuple(own), tuple(others), tuple(sorted(flags))


def reading_seeds_by_hash(identity: Identity) -> dict[KeyHash, bytes]:
    """This holder's reading seeds, each by the hash of its public key."""
    former = {
        reading_key_hash(replace(identity.ring, reading_seed=seed).reading_key): seed for seed in identity.former_reading_seeds
    }
    return {**former, identity.ring.reading_key_hash: identity.ring.reading_seed}


def _judge_report(case: Case) -> Judged:
    received, header, context = case.received, case.entry.header, case.context
    role = check_writer(case.view, header, context.directory, at=received.accepted_at, index=received.index).role
    keys = case.replica.keys.get((header.generation, header.epoch))
    letter = None if keys is None else parse_letter(open_report(keys.intake_seed, case.entry))
    device, checked = _check_reporter(case, letter)
    flags = _flags(case) + (() if checked else ("unverified",))
    reason = None if letter is not None else ("own-report" if header.author == context.identity.holder else "no-key")
    if letter is not None:
        kind = parse_record(letter.record).type
        if role == "invitation" and kind != ENROL_TYPE:
            raise Refused("an invitation reports {kind}, and may only enrol", "invitation", kind=kind)
    plaintext, reading_key = (None, None) if letter is None else (letter.record, letter.reading_key)
    return Judged(Shown(received, device, header.author, role, plaintext, False, reason, flags, "circle", reading_key))


def _check_reporter(case: Case, letter: Letter | None) -> tuple[Device | None, bool]:
    """The author as a device, if it is one, and whether the signature could be checked: by the certificate, the letter, this
    holder's own ring or a reading-key statement. Raises ``Forged`` where it fails."""
    header, identity, received = case.entry.header, case.context.identity, case.received
    try:
        device = check_signature(received, case.context)
    except Refused as error:
        if error.code != "unknown-certificate":
            raise
        device = None
    key = device.verify_key if device is not None else None
    if key is None and header.author == identity.ring.person_hash:
        key = identity.ring.verify_key
    if letter is not None:
        if key is None and person_hash(letter.verify_key) == header.author:
            key = letter.verify_key
        if key != letter.verify_key:
            raise Forged("a letter brings another key than its author's", "letter-key")
    if key is None:
        try:
            key = case.context.statements.current(header.author, before=received.index).verify_key
        except QorganError:
            return None, False
    verify_entry(case.entry, key)
    return device, True
