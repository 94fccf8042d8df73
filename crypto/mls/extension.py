"""Extensions (RFC 9420 sections 7.2, 13.4 and 17.3) and the bodies of those that the protocol itself reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls.credential import Credential, read_credential
from crypto.mls.rules import require
from crypto.mls.struct import Struct, get_u16, put, put_u16

RATCHET_TREE: Final = 0x0002
REQUIRED_CAPABILITIES: Final = 0x0003
EXTERNAL_PUB: Final = 0x0004
EXTERNAL_SENDERS: Final = 0x0005
LAST_RESORT: Final = 0x000A
POLICY: Final = 0xF0A1
"""Our own, of the private range: the circle's policy in the GroupContext."""

DEFAULT_EXTENSIONS: Final = frozenset(range(0x0001, 0x0006))
"""Section 7.2: supported by all, and never listed in capabilities."""

DEFAULT_PROPOSALS: Final = frozenset(range(0x0001, 0x0008))


@dataclass(frozen=True, slots=True)
class Extension(Struct):
    extension_type: int
    data: bytes

    def write(self, writer: Writer) -> None:
        writer.u16(self.extension_type).opaque(self.data)

    @classmethod
    def read(cls, reader: Reader) -> Extension:
        return cls(reader.u16(), reader.opaque())


@dataclass(frozen=True, slots=True)
class RequiredCapabilities(Struct):
    """Section 11.1."""

    extension_types: tuple[int, ...] = ()
    proposal_types: tuple[int, ...] = ()
    credential_types: tuple[int, ...] = ()

    def write(self, writer: Writer) -> None:
        writer.vector(self.extension_types, put_u16).vector(self.proposal_types, put_u16).vector(self.credential_types, put_u16)

    @classmethod
    def read(cls, reader: Reader) -> RequiredCapabilities:
        return cls(reader.vector(get_u16), reader.vector(get_u16), reader.vector(get_u16))


@dataclass(frozen=True, slots=True)
class ExternalSender(Struct):
    """Section 12.1.8.1."""

    signature_key: bytes
    credential: Credential

    def write(self, writer: Writer) -> None:
        writer.opaque(self.signature_key)
        self.credential.write(writer)

    @classmethod
    def read(cls, reader: Reader) -> ExternalSender:
        return cls(reader.opaque(), read_credential(reader))


def write_extensions(writer: Writer, extensions: Sequence[Extension]) -> None:
    writer.vector(extensions, put)


def read_extensions(reader: Reader) -> tuple[Extension, ...]:
    return reader.vector(Extension.read)


def check_unique(extensions: Sequence[Extension]) -> None:
    """Section 13.4: not more than one extension of any given type. Raises ``Malformed``."""
    types = [extension.extension_type for extension in extensions]
    require("L13", len(types) == len(set(types)), error=Malformed)


def find(extensions: Sequence[Extension], extension_type: int) -> bytes | None:
    for extension in extensions:
        if extension.extension_type == extension_type:
            return extension.data
    return None


def required_capabilities(extensions: Sequence[Extension]) -> RequiredCapabilities:
    """Empty where the group has no such extension. Raises ``Malformed``."""
    data = find(extensions, REQUIRED_CAPABILITIES)
    return RequiredCapabilities() if data is None else RequiredCapabilities.decode(data)


def external_senders(extensions: Sequence[Extension]) -> tuple[ExternalSender, ...]:
    """Raises ``Malformed``."""
    data = find(extensions, EXTERNAL_SENDERS)
    if data is None:
        return ()
    reader = Reader(data)
    senders = reader.vector(ExternalSender.read)
    reader.finish()
    return senders
