"""The root, the bodies under it, the deployment document, and the card with which anyone finds the front desks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.app.ceremony.place import DAY_MS, NAMES, slug
from client.app.outcome import Outcome, outcome
from client.app.saying import Listed, Said, say
from client.formats.disk import nothing_there, read_file, read_text, write_new
from client.formats.key_file import seal_file
from crypto import naming, trust
from crypto.card import FrontDeskCard
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.primitives import ed25519_public, sha256
from crypto.ring import certificate_hash
from crypto.types import BodyKind, CircleId

if TYPE_CHECKING:
    from client.app.ceremony.place import Ceremony

KINDS = {kind.name.lower(): kind for kind in BodyKind}
NAMING = frozenset({BodyKind.DECIDING, BodyKind.IMPLEMENTING})
"""Bodies whose officers name persons."""
ROOT_YEARS, BODY_YEARS = 20, 10

BodyWish = tuple[str, str]
"""Name and kind (of ``KINDS``)."""


@dataclass(frozen=True, slots=True)
class Found:
    """Make the root ``name``; with it, where they are said, the bodies, and the deployment document ``deployment`` for the log key
    in the file ``log``, written to ``out``."""

    name: str
    body: tuple[BodyWish, ...] = ()
    deployment: str | None = None
    log: Path | None = None
    out: Path | None = None


async def found(ceremony: Ceremony, wish: Found) -> Outcome:
    """All is looked at before anything is made: a ceremony that broke off half way would have to begin anew."""
    home = ceremony.home()
    document = _document_wished(wish)
    _free(ceremony, wish.body)
    nothing_there(home / "root" / "key.json")
    seed = ceremony.entropy(32)
    der = trust.issue_root(seed, wish.name, ceremony.now - DAY_MS, ceremony.in_years(ROOT_YEARS))
    seal_file(home / "root" / "key.json", seed, ceremony.passphrase(True), ceremony.entropy)
    seal_file(home / "root" / NAMES, ceremony.entropy(naming.SIZE), ceremony.passphrase(False), ceremony.entropy)
    write_new(home / "root" / "certificate.der", der)
    fingerprint = sha256(der).hex()
    lines = [say("root made; every client pins this fingerprint: {fingerprint}", fingerprint=fingerprint)]
    bodies = [_certify(ceremony, each) for each in wish.body]
    lines += [line for line, _certificate in bodies]
    if document is not None:
        lines += (await make_deployment(ceremony, document)).done
    certificates = {name: certificate for (name, _kind), (_line, certificate) in zip(wish.body, bodies, strict=True)}
    return outcome(*lines, fingerprint=fingerprint, bodies=certificates)


def _document_wished(wish: Found) -> MakeDeployment | None:
    """Raises ``Usage`` where not all of it is said."""
    if wish.deployment is None and wish.log is None and wish.out is None:
        return None
    if wish.deployment is None or wish.log is None or wish.out is None:
        raise Usage("the deployment document needs its name, the server's log key and the file to write")
    nothing_there(wish.out)
    _log_key(read_text(str(wish.log)))
    return MakeDeployment(wish.deployment, wish.log, wish.out)


@dataclass(frozen=True, slots=True)
class CertifyBody:
    """Make a body's authority and certify it by the root."""

    name: str
    kind: str


async def certify_body(ceremony: Ceremony, wish: CertifyBody) -> Outcome:
    _free(ceremony, ((wish.name, wish.kind),))
    line, certificate = _certify(ceremony, (wish.name, wish.kind))
    return outcome(line, name=wish.name, kind=wish.kind, certificate=certificate)


def _free(ceremony: Ceremony, bodies: tuple[BodyWish, ...]) -> None:
    """Raises ``Usage`` for a kind that there is not, and where two bodies would share a folder."""
    for _name, kind in bodies:
        if kind not in KINDS:
            raise Usage("{kind} is no kind of body; there are {kinds}", kind=kind, kinds=Listed.of(sorted(KINDS)))
    slugs = [slug(name) for name, _kind in bodies]
    for (name, _kind), each in zip(bodies, slugs, strict=True):
        if slugs.count(each) > 1 or (ceremony.home() / "bodies" / each).exists():
            raise Usage("a body of the name {name} is there already", name=name)


def _certify(ceremony: Ceremony, wish: BodyWish) -> tuple[Said, bytes]:
    name, kind = wish
    root_seed, root_der = ceremony.root()
    folder, seed, key = ceremony.home() / "bodies" / slug(name), ceremony.entropy(32), KINDS[kind]
    until = ceremony.in_years(BODY_YEARS)
    der = trust.issue_body(root_seed, root_der, ed25519_public(seed), name, key, ceremony.now - DAY_MS, until)
    seal_file(folder / "key.json", seed, ceremony.passphrase(False), ceremony.entropy)
    write_new(folder / "certificate.der", der)
    write_new(folder / "root.der", root_der)
    if key in NAMING:
        seal_file(folder / NAMES, ceremony.name_key(), ceremony.passphrase(False), ceremony.entropy)
    return say("body {name} ({kind}) certified", name=name, kind=kind), certificate_hash(der)


@dataclass(frozen=True, slots=True)
class GiveNameKey:
    """For a body that was certified before there were name keys: its folder gets the deployment's."""

    body: str


async def give_name_key(ceremony: Ceremony, wish: GiveNameKey) -> Outcome:
    folder = ceremony.body_folder(wish.body)
    if trust.parse_certificate(read_file(str(folder / "certificate.der"))).kind not in NAMING:
        raise Usage("a body of this kind names no persons and gets no name key")
    if (folder / NAMES).exists():
        raise Usage("this body has the name key already")
    seal_file(folder / NAMES, ceremony.name_key(), ceremony.passphrase(False), ceremony.entropy)
    return outcome(say("{body} has the name key: officers' devices that it certifies from now on get it", body=wish.body))


@dataclass(frozen=True, slots=True)
class MakeDeployment:
    """Sign the deployment document. ``log``: what the server printed of its log key."""

    name: str
    log: Path
    out: Path


async def make_deployment(ceremony: Ceremony, wish: MakeDeployment) -> Outcome:
    root_seed, root_der = ceremony.root()
    origin, key = _log_key(read_text(str(wish.log)))
    document = trust.make_deployment(root_seed, wish.name, ceremony.entropy(16), root_der, origin, key)
    write_new(wish.out, document.encode())
    fingerprint = document.fingerprint.hex()
    line = say("deployment {name}: root {fingerprint}", name=wish.name, fingerprint=fingerprint)
    return outcome(line, fingerprint=fingerprint, out=str(wish.out))


def _log_key(text: str) -> tuple[str, bytes]:
    """What ``qorgan server log-key`` printed. Raises ``Usage``."""
    words = dict(line.split(" ", 1) for line in text.splitlines() if " " in line)
    try:
        return words["origin"], bytes.fromhex(words["key"])
    except (KeyError, ValueError):
        raise Usage("not what qorgan server log-key prints") from None


@dataclass(frozen=True, slots=True)
class MakeDeskCard:
    """The public card. ``desk``: circle (hex) and its body's name. ``pdf``: also as a paper, in ``language``."""

    deployment: Path
    url: str
    desk: tuple[tuple[str, str], ...]
    out: Path
    pdf: Path | None = None
    language: str = "kk"


async def make_desk_card(ceremony: Ceremony, wish: MakeDeskCard) -> Outcome:
    document = trust.Deployment.decode(read_file(str(wish.deployment)))
    circles, names = tuple(_circle(each) for each, _name in wish.desk), tuple(name for _each, name in wish.desk)
    if not all(names):
        raise Usage("a front desk is CIRCLE=NAME, with 64 hex digits")
    made = FrontDeskCard(document.fingerprint, document.salt, wish.url, circles, names)
    text = made.encode()
    write_new(wish.out, text.encode())
    if wish.pdf is not None:
        _paper(ceremony, wish.pdf, wish.language, made)
    return outcome(say("front desk card for {names}: {out}", names=Listed.of(names), out=wish.out), card=text)


def _circle(text: str) -> CircleId:
    try:
        found = CircleId(bytes.fromhex(text))
    except ValueError:
        found = CircleId(b"")
    if len(found) != 32:
        raise Usage("a front desk is CIRCLE=NAME, with 64 hex digits")
    return found


def _paper(ceremony: Ceremony, path: Path, language: str, card: FrontDeskCard) -> None:
    from client.documents.templates.card import front_desk
    from client.documents.typesetting import pdf
    from client.documents.words import Words

    write_new(path, pdf(front_desk(Words(language), card.encode(), card.names), ceremony.now))
