"""Late seals: how a reader who was blinded, or has a new reading key, gets the keys of an epoch after its commit.

A member's client answers a reader's alarm with a record of type ``reader-seal``, disclosed to that reader (who cannot open it
otherwise): {"epoch", "generation", "holder", "key_hash", "sealed"}. The reader checks the keys inside against what the epoch's own
commit announced, so an answer can give nothing but those very keys.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from client.core.records import Json, Record
from client.core.records import parse as parse_record
from client.core.replica.holders import unlock
from client.core.replica.judging import reading_seeds_by_hash
from client.core.replica.past import EpochId, find
from client.core.replica.state import Replica
from client.core.replica.values import Identity, Mode, Shown
from crypto.commit import ReaderSeal
from crypto.errors import CannotOpen, Forged, Malformed
from crypto.ledger import EpochKeys, open_reader_seal, seal_for_reader
from crypto.types import CircleId, Epoch, Generation, Holder, KeyHash

TYPE = "reader-seal"
VERSION = 1
_MEMBERS = {"epoch", "generation", "holder", "key_hash", "sealed"}


def reader_seal_record(keys: EpochKeys, holder: Holder, reading_key: bytes, circle: CircleId) -> Record:
    """What a member writes, disclosed to ``reading_key``, so that its reader gets the keys of this epoch."""
    seal = seal_for_reader(keys, holder, reading_key, circle)
    payload: dict[str, Json] = {
        "epoch": keys.epoch,
        "generation": keys.generation,
        "holder": seal.holder.hex(),
        "key_hash": seal.key_hash.hex(),
        "sealed": base64.b64encode(seal.sealed).decode(),
    }
    return Record(TYPE, VERSION, payload)


def late_keys(replica: Replica, shown: Shown, identity: Identity) -> Mapping[EpochId, EpochKeys]:
    """The replica's keys, with those that ``shown`` brings if it is a late seal for this reader."""
    if replica.mode is not Mode.READER or shown.plaintext is None:
        return replica.keys
    record = parse_record(shown.plaintext)
    if (record.type, record.version) != (TYPE, VERSION):
        return replica.keys
    try:
        epoch, seal = _parse(record)
        past, seed = find(replica.history, epoch), reading_seeds_by_hash(identity).get(seal.key_hash)
        if past is None or seed is None or epoch in replica.keys:
            return replica.keys
        generation, number = epoch
        keys = open_reader_seal(seal, seed, past.commitments, circle=replica.circle, generation=generation, epoch=number)
    except (Malformed, CannotOpen, Forged):
        return replica.keys
    return unlock({**replica.keys, epoch: keys}, replica.history)[0]


def _parse(record: Record) -> tuple[EpochId, ReaderSeal]:
    payload = record.payload
    if payload.keys() != _MEMBERS:
        raise Malformed("a late seal has other members")
    generation, epoch = payload["generation"], payload["epoch"]
    if not isinstance(generation, int) or not isinstance(epoch, int):
        raise Malformed("a late seal names no epoch")
    holder, key_hash, sealed = (_text(payload[name]) for name in ("holder", "key_hash", "sealed"))
    try:
        seal = ReaderSeal(Holder(bytes.fromhex(holder)), KeyHash(bytes.fromhex(key_hash)), base64.b64decode(sealed, validate=True))
    except (ValueError, binascii.Error):
        raise Malformed("a late seal is not spelt as one") from None
    return (Generation(generation), Epoch(epoch)), seal


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise Malformed("a late seal is not spelt as one")
    return value
