"""``python -m crypto.mls.peer``: members of groups driven over stdin and stdout, to set another implementation against this one.

One JSON object a line in, exactly one a line out, in order; bytes are lower-case hex; ``client`` picks an independent member.
A failed command answers ``{"error": ...}`` and leaves that client as it was. This is a program for tests: it is the one file
of this package that reads, prints and draws randomness, and it validates no credential.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crypto.errors import QorganError, Usage
from crypto.mls.credential import BasicCredential
from crypto.mls.group import ApplicationMessage, CommitResult, Group, ProposalCached
from crypto.mls.key_package import KeyPackageBundle, new_key_package, parse_key_package
from crypto.mls.message import unwrap
from crypto.mls.suite import SIGNING_SEED_SIZE, SUITE_X25519_CHACHA, SUITES
from crypto.mls.treemath import LeafIndex
from crypto.mls.welcome import Welcome

Request = Mapping[str, Any]
Answer = dict[str, Any]

_LIFETIME: Final = (0, (1 << 63) - 1)


@dataclass(slots=True)
class Client:
    """One member: the keys of its key packages by their reference, and its group once it has one."""

    bundles: dict[bytes, tuple[KeyPackageBundle, bytes]] = field(default_factory=dict, repr=False)
    group: Group | None = None

    def in_group(self) -> Group:
        if self.group is None:
            raise Usage("this client has no group")
        return self.group


def _bytes(request: Request, name: str, default: str | None = None) -> bytes:
    return _unhex(request.get(name, default), name)


def _unhex(value: object, name: str) -> bytes:
    if not isinstance(value, str):
        raise Usage(f"{name} is wanted as hex")
    try:
        return bytes.fromhex(value)
    except ValueError as error:
        raise Usage(f"{name} is not hex") from error


def _number(request: Request, name: str, default: int | None = None) -> int:
    return _natural(request.get(name, default), name)


def _natural(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 32:
        raise Usage(f"{name} is wanted as a number")
    return value


def _leaf(value: object) -> LeafIndex:
    return LeafIndex(_natural(value, "leaf"))


def _list(request: Request, name: str) -> list[Any]:
    value = request.get(name) or []
    if not isinstance(value, list):
        raise Usage(f"{name} is wanted as a list")
    return value


def _standing(group: Group) -> Answer:
    return {"epoch": group.epoch, "epoch_authenticator": group.epoch_authenticator.hex()}


class Peer:
    """All clients of the process, and the external pre-shared keys that they have in common."""

    def __init__(self) -> None:
        self._clients: dict[str, Client] = {}
        self._psks: dict[bytes, bytes] = {}
        self._commands: Mapping[str, Callable[[Client, Request], Answer]] = {
            "hello": self._hello,
            "new_key_package": self._new_key_package,
            "create_group": self._create_group,
            "join": self._join,
            "commit": self._commit,
            "add": self._add,
            "remove": self._remove,
            "update": self._update,
            "propose": self._propose,
            "process": self._process,
            "encrypt": self._encrypt,
            "export": self._export,
            "epoch_authenticator": self._epoch_authenticator,
            "state": self._state,
            "store_psk": self._store_psk,
            "group_info": self._group_info,
            "external_join": self._external_join,
            "drop": self._drop,
        }

    def answer(self, line: str) -> str:
        """One line in, one line out; never raises."""
        try:
            request = json.loads(line)
            if not isinstance(request, dict):
                raise Usage("a JSON object is wanted")
            command = self._commands.get(str(request.get("cmd")))
            if command is None:
                raise Usage("unknown command")
            client = self._clients.setdefault(str(request.get("client", "0")), Client())
            return json.dumps(command(client, request))
        except QorganError as error:
            return json.dumps({"error": f"{error.code}: {error}"})
        except Exception as error:
            # The protocol promises one answer for each request, whatever happens; a bug shows its kind, not its values.
            return json.dumps({"error": f"internal: {type(error).__name__}"})

    def _hello(self, _client: Client, _request: Request) -> Answer:
        return {"peer": "qorgan", "suites": list(SUITES)}

    def _new_key_package(self, client: Client, request: Request) -> Answer:
        seed = os.urandom(SIGNING_SEED_SIZE)
        credential = BasicCredential(_bytes(request, "identity"))
        suite = _number(request, "suite", SUITE_X25519_CHACHA)
        bundle = new_key_package(suite, seed, credential, os.urandom, lifetime=_LIFETIME)
        client.bundles[parse_key_package(bundle.key_package).ref] = (bundle, seed)
        return {"key_package": bundle.key_package.hex()}

    def _create_group(self, client: Client, request: Request) -> Answer:
        credential, seed = BasicCredential(_bytes(request, "identity")), os.urandom(SIGNING_SEED_SIZE)
        suite = _number(request, "suite", SUITE_X25519_CHACHA)
        group = Group.create(_bytes(request, "group_id"), suite, seed, credential, os.urandom, lifetime=_LIFETIME)
        client.group = group
        return {"leaf": group.own_leaf, **_standing(group)}

    def _join(self, client: Client, request: Request) -> Answer:
        data = _bytes(request, "welcome")
        welcome = unwrap(data)
        refs = [entry.new_member for entry in welcome.secrets] if isinstance(welcome, Welcome) else []
        ref = next((ref for ref in refs if ref in client.bundles), None)
        if ref is None:
            raise Usage("no key package of this client is welcomed")
        bundle, seed = client.bundles[ref]
        group = Group.join(data, bundle, seed, validate=None, psks=self._psks)
        client.group = group
        del client.bundles[ref]  # used once (section 10)
        return {"group_id": group.group_id.hex(), "leaf": group.own_leaf, **_standing(group)}

    def _committed(self, client: Client, request: Request, **changes: Any) -> Answer:
        public = request.get("public") is True
        result: CommitResult = self._keyed(client).commit(os.urandom, public=public, cached=True, **changes)
        client.group = result.group
        welcome = None if result.welcome is None else result.welcome.hex()
        return {"commit": result.message.hex(), "welcome": welcome, **_standing(result.group)}

    def _keyed(self, client: Client) -> Group:
        group = client.in_group()
        for psk_id, secret in self._psks.items():
            group = group.with_psk(psk_id, secret)
        return group

    def _commit(self, client: Client, request: Request) -> Answer:
        return self._committed(
            client,
            request,
            add=[_unhex(item, "add") for item in _list(request, "add")],
            remove=[_leaf(item) for item in _list(request, "remove")],
            psks=[_unhex(item, "psks") for item in _list(request, "psks")],
        )

    def _add(self, client: Client, request: Request) -> Answer:
        return self._committed(client, request, add=[_unhex(item, "key_packages") for item in _list(request, "key_packages")])

    def _remove(self, client: Client, request: Request) -> Answer:
        return self._committed(client, request, remove=[_leaf(request.get("leaf"))])

    def _update(self, client: Client, request: Request) -> Answer:
        return self._committed(client, request)

    def _propose(self, client: Client, request: Request) -> Answer:
        group, public, kind = self._keyed(client), request.get("public") is True, request.get("type")
        if kind == "add":
            group, message = group.propose_add(_bytes(request, "key_package"), os.urandom, public=public)
        elif kind == "remove":
            group, message = group.propose_remove(_leaf(request.get("leaf")), os.urandom, public=public)
        elif kind == "psk":
            group, message = group.propose_psk(_bytes(request, "id"), os.urandom, public=public)
        elif kind == "update":
            group, message = group.propose_update(os.urandom, public=public)
        else:
            raise Usage("a proposal of an unknown type")
        client.group = group
        return {"proposal": message.hex()}

    def _process(self, client: Client, request: Request) -> Answer:
        processed = self._keyed(client).process(_bytes(request, "message"), validate=None, allow_external=True)
        client.group = processed.group
        if isinstance(processed, ProposalCached):
            return {"kind": "proposal"}
        if isinstance(processed, ApplicationMessage):
            return {"kind": "application", "plaintext": processed.plaintext.hex()}
        if processed.self_removed:
            return {"kind": "commit", "removed": True}
        return {"kind": "commit", "removed": False, **_standing(processed.group)}

    def _encrypt(self, client: Client, request: Request) -> Answer:
        group, message = client.in_group().encrypt(_bytes(request, "plaintext"), os.urandom, _bytes(request, "aad", ""))
        client.group = group
        return {"message": message.hex()}

    def _export(self, client: Client, request: Request) -> Answer:
        label, context = str(request.get("label", "")), _bytes(request, "context", "")
        return {"secret": client.in_group().export(label, context, _number(request, "length")).hex()}

    def _epoch_authenticator(self, client: Client, _request: Request) -> Answer:
        return _standing(client.in_group())

    def _state(self, client: Client, _request: Request) -> Answer:
        group = client.in_group()
        members = [
            {"leaf": member.leaf, "identity": member.credential.identity.hex()}
            for member in group.members()
            if isinstance(member.credential, BasicCredential)
        ]
        tree = {"tree_hash": group.tree_hash.hex(), "members": members}
        return {"group_id": group.group_id.hex(), "leaf": group.own_leaf, **_standing(group), **tree}

    def _store_psk(self, _client: Client, request: Request) -> Answer:
        self._psks[_bytes(request, "id")] = _bytes(request, "secret")
        return {}

    def _group_info(self, client: Client, _request: Request) -> Answer:
        return {"group_info": client.in_group().group_info().hex()}

    def _external_join(self, client: Client, request: Request) -> Answer:
        credential = BasicCredential(_bytes(request, "identity"))
        seed = os.urandom(SIGNING_SEED_SIZE)
        group, commit = Group.external_join(_bytes(request, "group_info"), seed, credential, os.urandom, validate=None)
        client.group = group
        return {"commit": commit.hex(), "leaf": group.own_leaf, **_standing(group)}

    def _drop(self, client: Client, _request: Request) -> Answer:
        client.group = None
        return {}


def main() -> None:
    peer = Peer()
    for line in sys.stdin:
        if line.strip():
            print(peer.answer(line), flush=True)


if __name__ == "__main__":
    main()
