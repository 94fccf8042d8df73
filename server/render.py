"""The JSON of frames. Written by hand: an item is made once and sent to many, and joining texts is all that is left."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence

from crypto.log import LeafKind
from server.batch import Accepted

_WORDS = {
    LeafKind.CERTIFICATE: "certificate",
    LeafKind.REVOCATION: "revocation",
    LeafKind.STATEMENT: "statement",
    LeafKind.ALARM: "alarm",
}


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def hashes(values: Iterable[bytes]) -> str:
    return "[" + ",".join([f'"{b64(value)}"' for value in values]) + "]"


def entry(circle: bytes, position: int, accepted_at: int, index: int, salt: bytes, data: bytes, proof: Sequence[bytes]) -> str:
    return (
        f'{{"kind":"entry","circle":"{circle.hex()}","position":{position},"accepted_at":{accepted_at},"index":{index},'
        f'"salt":"{b64(salt)}","entry":"{b64(data)}","proof":{hashes(proof)}}}'
    )


def document(
    kind: int, index: int, circle: bytes | None, accepted_at: int, salt: bytes, data: bytes, proof: Sequence[bytes]
) -> str:
    secret = f'"salt":"{b64(salt)}","accepted_at":{accepted_at},' if salt else ""
    where = f'"circle":"{circle.hex()}",' if circle else ""
    word = _WORDS[LeafKind(kind)]
    return f'{{"kind":"{word}","index":{index},{secret}{where}"data":"{b64(data)}","proof":{hashes(proof)}}}'


def notice(seq: int, deadline: bytes, step: int, fired_at: int, circle: bytes | None) -> str:
    where = f'"{circle.hex()}"' if circle else "null"
    return f'{{"kind":"notice","seq":{seq},"deadline":"{deadline.hex()}","step":{step},"fired_at":{fired_at},"circle":{where}}}'


def consistency(start: int, proof: Sequence[bytes]) -> str:
    return f'{{"from":{start},"proof":{hashes(proof)}}}'


def frame(items: Iterable[str], cursor: str | None, checkpoint: str, proof: str, more: bool) -> str:
    """``checkpoint``: the note as a JSON string. ``proof``: of ``consistency``, or "null"."""
    place = "null" if cursor is None else f'"{cursor}"'
    tail = "true" if more else "false"
    return f'{{"items":[{",".join(items)}],"cursor":{place},"checkpoint":{checkpoint},"consistency":{proof},"more":{tail}}}'


def text(value: str) -> str:
    return json.dumps(value)


def accepted(answer: Accepted) -> str:
    """``size``: the log's up to and including this entry, the same at every retry."""
    return (
        f'{{"position":{answer.position},"accepted_at":{answer.accepted_at},"index":{answer.log_index},"salt":"{b64(answer.salt)}",'
        f'"chain":"{b64(answer.chain)}","size":{answer.log_index + 1}}}'
    )
