"""MLSMessage (RFC 9420 section 6): the outermost envelope of everything that travels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.mls.framing import WIRE_PRIVATE_MESSAGE, WIRE_PUBLIC_MESSAGE, PublicMessage
from crypto.mls.key_package import WIRE_KEY_PACKAGE, KeyPackage
from crypto.mls.leaf_node import MLS10
from crypto.mls.private_message import PrivateMessage
from crypto.mls.rules import require
from crypto.mls.struct import Struct
from crypto.mls.welcome import GroupInfo, Welcome

WIRE_WELCOME: Final = 3
WIRE_GROUP_INFO: Final = 4

Content = PublicMessage | PrivateMessage | Welcome | GroupInfo | KeyPackage

_FORMATS: Final[Mapping[int, type[Content]]] = {
    WIRE_PUBLIC_MESSAGE: PublicMessage,
    WIRE_PRIVATE_MESSAGE: PrivateMessage,
    WIRE_WELCOME: Welcome,
    WIRE_GROUP_INFO: GroupInfo,
    WIRE_KEY_PACKAGE: KeyPackage,
}


def wrap(content: Content) -> bytes:
    number = next(number for number, kind in _FORMATS.items() if isinstance(content, kind))
    body: Struct = content
    return Writer().u16(MLS10).u16(number).raw(body.encode()).bytes()


def unwrap(data: bytes) -> Content:
    """Raises ``Malformed``."""
    reader = Reader(data)
    if reader.u16() != MLS10:
        raise Malformed("not a message of MLS 1.0")
    kind = _FORMATS.get(reader.u16())
    if kind is None:
        raise Malformed("a message of an unknown wire format")
    content = kind.read(reader)
    reader.finish()
    if isinstance(content, KeyPackage):
        require("K4", content.version == MLS10, error=Malformed)
    return content
