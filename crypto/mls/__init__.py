"""Messaging Layer Security (RFC 9420) in our own code; primitives are PyNaCl's and pyca's.

``Group`` is the API. Sans-IO: bytes in, bytes out, randomness and time as arguments.
"""

from crypto.mls.credential import BasicCredential, Credential, Validate, X509Credential
from crypto.mls.extension import LAST_RESORT, POLICY, Extension
from crypto.mls.group import (
    ApplicationMessage,
    CommitProcessed,
    CommitResult,
    Group,
    Member,
    Processed,
    ProposalCached,
)
from crypto.mls.key_package import KeyPackageBundle, KeyPackageInfo, new_key_package, parse_key_package
from crypto.mls.suite import SUITE_X25519_AES, SUITE_X25519_CHACHA, SUITE_XWING
from crypto.mls.treemath import LeafIndex

__all__ = [
    "LAST_RESORT",
    "POLICY",
    "SUITE_X25519_AES",
    "SUITE_X25519_CHACHA",
    "SUITE_XWING",
    "ApplicationMessage",
    "BasicCredential",
    "CommitProcessed",
    "CommitResult",
    "Credential",
    "Extension",
    "Group",
    "KeyPackageBundle",
    "KeyPackageInfo",
    "LeafIndex",
    "Member",
    "Processed",
    "ProposalCached",
    "Validate",
    "X509Credential",
    "new_key_package",
    "parse_key_package",
]
