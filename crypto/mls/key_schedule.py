"""The key schedule (RFC 9420 section 8) and the transcript hashes (section 8.2)."""

from __future__ import annotations

from dataclasses import field

from crypto.codec import Writer
from crypto.frozen import dataclass
from crypto.mls.framing import AuthenticatedContent
from crypto.mls.group_context import GroupContext
from crypto.mls.suite import Suite

EXTERNAL_INIT_LABEL = b"MLS 1.0 external init secret"


@dataclass(frozen=True, slots=True)
class EpochSecrets:
    """What a member keeps of an epoch. The encryption secret is not here: the secret tree consumes it."""

    init_secret: bytes = field(repr=False)
    sender_data_secret: bytes = field(repr=False)
    exporter_secret: bytes = field(repr=False)
    external_secret: bytes = field(repr=False)
    confirmation_key: bytes = field(repr=False)
    membership_key: bytes = field(repr=False)
    resumption_psk: bytes = field(repr=False)
    epoch_authenticator: bytes = field(repr=False)

    @classmethod
    def none(cls) -> EpochSecrets:
        """Of a group that is over for us."""
        return cls(*(b"",) * 8)


def joiner_secret(suite: Suite, init_secret: bytes, commit_secret: bytes, context: bytes) -> bytes:
    return suite.expand_with_label(suite.extract(init_secret, commit_secret), b"joiner", context, suite.nh)


def welcome_secret(suite: Suite, joiner: bytes, psk: bytes) -> bytes:
    return suite.derive_secret(suite.extract(joiner, psk), b"welcome")


def epoch_secret(suite: Suite, joiner: bytes, psk: bytes, context: bytes) -> bytes:
    return suite.expand_with_label(suite.extract(joiner, psk), b"epoch", context, suite.nh)


def epoch_secrets(suite: Suite, secret: bytes) -> tuple[EpochSecrets, bytes]:
    """(what is kept, encryption_secret) of an ``epoch_secret``."""
    labels = (b"init", b"sender data", b"exporter", b"external", b"confirm", b"membership", b"resumption", b"authentication")
    return EpochSecrets(*(suite.derive_secret(secret, label) for label in labels)), suite.derive_secret(secret, b"encryption")


def export(suite: Suite, exporter_secret: bytes, label: bytes, context: bytes, length: int) -> bytes:
    """MLS-Exporter (section 8.5). Raises ``Usage`` for a length that cannot be."""
    return suite.expand_with_label(suite.derive_secret(exporter_secret, label), b"exported", suite.hash(context), length)


def confirmation_tag(suite: Suite, secrets: EpochSecrets, confirmed_transcript_hash: bytes) -> bytes:
    """Section 6.1."""
    return suite.mac(secrets.confirmation_key, confirmed_transcript_hash)


def confirmed_transcript_hash(suite: Suite, interim: bytes, commit: AuthenticatedContent) -> bytes:
    """Section 8.2: over the interim hash of the epoch before and the commit up to its signature."""
    writer = Writer().raw(interim).u16(commit.wire_format)
    commit.content.write(writer)
    return suite.hash(writer.opaque(commit.auth.signature).bytes())


def interim_transcript_hash(suite: Suite, confirmed: bytes, tag: bytes) -> bytes:
    return suite.hash(Writer().raw(confirmed).opaque(tag).bytes())


def welcome_key(suite: Suite, secret: bytes) -> tuple[bytes, bytes]:
    """(key, nonce) of the GroupInfo in a Welcome (section 12.4.3.1)."""
    return suite.expand_with_label(secret, b"key", b"", suite.nk), suite.expand_with_label(secret, b"nonce", b"", suite.nn)


def external_key_pair(suite: Suite, secrets: EpochSecrets) -> tuple[bytes, bytes]:
    """(private, public), section 8."""
    return suite.derive_key_pair(secrets.external_secret)


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """The outcome of the key schedule of one Commit."""

    context: GroupContext
    joiner: bytes = field(repr=False)
    welcome: bytes = field(repr=False)
    secrets: EpochSecrets = field(repr=False)
    encryption_secret: bytes = field(repr=False)


def advance(suite: Suite, init_secret: bytes, commit_secret: bytes, psk: bytes, context: GroupContext) -> NewEpoch:
    """From the init secret of the epoch before to the secrets of the epoch of ``context``."""
    joiner = joiner_secret(suite, init_secret, commit_secret, context.encoded)
    secrets, encryption = epoch_secrets(suite, epoch_secret(suite, joiner, psk, context.encoded))
    return NewEpoch(context, joiner, welcome_secret(suite, joiner, psk), secrets, encryption)
