"""The numbered table of what RFC 9420 obliges a receiver (or an author) to check, and the one way to refuse by it.

Each rule is enforced at a call of ``refuse`` (or ``require``) that names its id, and has a negative test that names it too;
a test of the table itself compares the three. What decoding alone checks (lengths, presence bytes, trailing bytes) is the
codec's and not listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NoReturn

from crypto.errors import QorganError, Refused

RULES: Final[Mapping[str, str]] = {
    # Leaf nodes, section 7.3
    "L1": "7.3: the signature of a leaf node is valid by its own signature key",
    "L2": "7.3: a leaf node lists every capability that the group requires",
    "L3": "7.3: every member supports every credential type in use",
    "L4": "7.3: the time is within the lifetime of a leaf node (where the caller gives the time)",
    "L5": "7.3: the extensions of a leaf node are listed in its capabilities",
    "L6": "7.3: the source of a leaf node is what its place demands",
    "L7": "7.3: an Update or a Commit brings a new encryption key for the leaf",
    "L8": "7.3: signature keys are unique among the members",
    "L9": "7.3: encryption keys are unique among the members",
    "L10": "7.2: the credential type of a leaf is in its own capabilities",
    "L11": "5.3: the key of an X.509 end-entity certificate is the signature key of the leaf",
    "L12": "13.4: a leaf node supports the version, the suite and the extensions of the group",
    "L13": "13.4: no list of extensions has two of one type",
    "L14": "7.2: the total lifetime of a leaf node is at most the application's maximum",
    "L15": "5.1.1: keys are in the format of the suite",
    # Key packages, section 10.1
    "K1": "10.1: the suite and version of a key package are the group's",
    "K2": "10.1: the signature of a key package is valid",
    "K3": "10.1: the init key differs from the encryption key of the leaf",
    "K4": "10: the version of a key package is that of the message around it",
    # Framing, section 6
    "F1": "6.1: the signature of a message is valid by its sender's key",
    "F2": "6.2: the membership tag of a public message is valid",
    "F3": "6: an application message is never sent in public",
    "F4": "6.1: who is no member sends only what their kind of sender may",
    "F5": "6.3.1: the padding is all zero",
    "F6": "6.3.2: the sender data name a leaf that is not blank",
    "F7": "12.1, 12.4.2: a handshake is of the current epoch",
    "F8": "6: the group id is the group's",
    "F9": "9.2, 15.3: a generation opens once, and at most a bounded number of steps ahead",
    "F10": "12.1.8: only the listed proposal types come from an external sender",
    # Proposal lists, section 12.2
    "P1": "12.2: no Update of the committer's own",
    "P2": "12.2: no Remove of the committer",
    "P3": "12.2: at most one Update or Remove for a leaf",
    "P4": "12.2: no two Adds of one client",
    "P5": "12.2: no Add of a client who is a member, unless removed in the same list",
    "P6": "12.2: no pre-shared key twice",
    "P7": "12.2: at most one GroupContextExtensions",
    "P8": "12.2: a ReInit stands alone",
    "P9": "12.2: no ExternalInit in a regular Commit",
    "P10": "12.1.3: a Remove names a leaf that is not blank",
    "P11": "12.1.4: a resumption PSK of usage reinit or branch is not proposed",
    "P12": "12.1.4: a PSK nonce has Nh bytes",
    "P13": "12.1.5: a ReInit does not lower the version",
    "P14": "12.1.7: new required capabilities are supported by every member",
    "P15": "12.4: a reference names a proposal received in this epoch",
    "P16": "12.2: an external Commit has exactly one ExternalInit, at most one Remove, PSKs, and nothing else",
    "P17": "12.4.3.2: an external Commit holds no proposal by reference",
    "P18": "12.4.2: every PSK is available",
    "P19": "12.1.2: an Update comes from the member whose leaf it replaces",
    # Commits, section 12.4
    "C1": "12.4: a path is there unless only add, psk and reinit proposals are",
    "C2": "12.4.2: no key of the path stands in the tree already",
    "C3": "7.9.2: the parent hash of the committer's leaf is that of the tree",
    "C4": "7.5: the path has a node for each node of the filtered direct path",
    "C5": "7.6: a node of the path has one ciphertext for each node of the resolution",
    "C6": "7.5: the keys derived from the path secret are those in the path",
    "C7": "6.1, 12.4.2: the confirmation tag is valid",
    "C8": "12.1.5, 12.4.2: a group after ReInit, or after our removal, sends and takes nothing",
    "C9": "12.4.3.2: an external Commit has a path",
    "C10": "12.4: application data waits while proposals of the epoch are not committed",
    # Joining, section 12.4.3.1
    "W1": "12.4.3.1: a Welcome has secrets for the key package",
    "W2": "12.4.3.1: the suite of the Welcome, the GroupInfo and the key package is one",
    "W3": "12.4.3.1: the signature of the GroupInfo is valid by the signer's leaf",
    "W4": "12.4.3.1: the tree hash is that of the GroupInfo",
    "W5": "7.9.2: every parent node is parent-hash valid",
    "W6": "12.4.3.1: an unmerged leaf is a member under the node",
    "W7": "12.4.3.1: nodes between an unmerged leaf and a node that lists it list it too",
    "W8": "12.4.3.1: the encryption key of a parent stands in no other node",
    "W9": "12.4.3.1: the leaf of the key package is in the tree",
    "W10": "12.4.3.1: the path secret gives the keys in the tree",
    "W11": "12.4.3.1: the confirmation tag of the GroupInfo is valid",
    "W12": "12.4.3.3: the tree ends in a node that is not blank, and has leaves at even places only",
    "W13": "7.1: unmerged leaves are in increasing order",
    "W14": "12.4.3.1: the PSKs of the Welcome are available (we hold none of usage reinit or branch)",
    "W15": "13.4: the joiner supports the extensions of the group",
    "W16": "12.4.3.2: an external Commit needs the external public key and the tree",
}


def refuse(rule: str, detail: str = "", error: type[QorganError] = Refused) -> NoReturn:
    """Raises ``error`` with the rule's id and words. ``detail`` must hold no secret. An id not in the table is a bug."""
    text = f"[{rule}] not so: {RULES[rule]}"
    raise error(f"{text} ({detail})" if detail else text)


def require(rule: str, holds: bool, detail: str = "", error: type[QorganError] = Refused) -> None:
    if not holds:
        refuse(rule, detail, error)
