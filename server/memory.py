"""What the server keeps in memory: the heads of all circles, the directory, the statements and the log's tree.

Only the appender changes it, on the event loop, after a transaction has committed; it is built from the database at the start.
It takes about 3 KiB a circle and 70 bytes a log leaf. One process owns a database (``server.__main__`` locks the folder).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from crypto.commit import parse_commit_body
from crypto.entry import parse_entry
from crypto.errors import QorganError, Usage
from crypto.log import LeafKind, MerkleTree, open_checkpoint, sign_checkpoint
from crypto.trust import Deployment, Directory, ReadingKeyStatement, Statements
from crypto.types import ChainHash, Epoch, Generation, LogIndex, Millis, Position
from server import rules
from server.access import Circle
from server.key import LogKey
from server.storage import start


@dataclass(frozen=True)
class Published:
    """The newest checkpoint whose leaves are durable: nothing beyond it is ever shown."""

    size: int
    note: str


@dataclass
class Memory:
    """See the module. ``tree`` may hold leaves that are not published yet; whoever reads it names the published size."""

    deployment: Deployment
    deployment_bytes: bytes
    directory: Directory
    statements: Statements
    circles: dict[bytes, Circle]
    tree: MerkleTree
    published: Published
    accepted_at: Millis
    notice: int


def load(connection: Connection, key: LogKey) -> Memory:
    """Everything from the database. Raises ``Usage`` where it is not installed for this key, or where the log is not the one that
    its last checkpoint signed."""
    document = start.deployment(connection)
    if document is None:
        raise Usage("no deployment is installed: run `python -m server init` first")
    deployment = Deployment.decode(document)
    if (deployment.log_origin, deployment.log_key) != (key.origin, key.public):
        raise Usage("the log key in this folder is not the deployment's")
    directory, statements = _directory(connection, Directory.of(deployment))
    tree = _tree(connection)
    return Memory(
        deployment=deployment,
        deployment_bytes=document,
        directory=directory,
        statements=statements,
        circles=_circles(connection),
        tree=tree,
        published=_published(connection, tree, key),
        accepted_at=Millis(start.last_accepted_at(connection)),
        notice=start.last_notice(connection),
    )


def _tree(connection: Connection) -> MerkleTree:
    tree = MerkleTree()
    for index, hashed in start.leaf_hashes(connection):
        if index != tree.size:
            raise Usage(f"the log has a gap at leaf {tree.size}: restore a backup", "log-gap")
        tree.append(hashed)
    return tree


def _published(connection: Connection, tree: MerkleTree, key: LogKey) -> Published:
    stored = start.checkpoint(connection)
    if stored is None:
        if tree.size:
            raise Usage("the log has leaves and no checkpoint: restore a backup", "log-checkpoint")
        return Published(0, sign_checkpoint(key.seed, key.origin, 0, tree.root()))
    size, note = stored
    try:
        checkpoint = open_checkpoint(note, key.origin, key.public)
    except QorganError:
        raise Usage("the stored checkpoint is not signed by this log's key", "log-checkpoint") from None
    if checkpoint.size != size or size != tree.size or checkpoint.root != tree.root():
        raise Usage("the log is not the one that its last checkpoint signed: restore a backup", "log-checkpoint")
    return Published(size, note)


def _directory(connection: Connection, directory: Directory) -> tuple[Directory, Statements]:
    statements = Statements()
    for leaf in start.directory_leaves(connection):
        if leaf.kind == LeafKind.CERTIFICATE:
            directory = directory.with_certificate(leaf.data, leaf.log_index)
        elif leaf.kind == LeafKind.REVOCATION:
            directory = directory.with_crl(leaf.data, leaf.log_index)
        else:
            statements = statements.with_statement(ReadingKeyStatement.decode(leaf.data), leaf.log_index, directory)
    return directory, statements


def _circles(connection: Connection) -> dict[bytes, Circle]:
    circles: dict[bytes, Circle] = {}
    for head in start.heads(connection):
        commit = parse_entry(head.commit)
        body = parse_commit_body(commit.body)
        circle = rules.after_commit(commit, body, Position(0), ChainHash(head.chain), LogIndex(head.commit_index))
        circles[head.id] = circle.moved(Position(head.position), ChainHash(head.chain))
        if (circle.generation, circle.epoch) != (Generation(head.generation), Epoch(head.epoch)):
            raise Usage("a circle's head is not its newest commit's: restore a backup", "circle-head")
    return circles
