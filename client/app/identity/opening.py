"""Opening a sealed identity with both halves, closing it, and sealing it under new halves. Each is written before it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import file_named
from client.app.identity.asking import asked_for, request_named
from client.app.identity.copying import copy, copy_asked_for
from client.app.identity.vaults import closed_requests, custodians, own_half, released, vault_of
from client.app.outcome import Outcome, Standing, Written, outcome
from client.app.reading import Seen, of_type, own_device, seen
from client.app.saying import Term, say
from client.documents.words import Words
from client.formats.identity import encode, parse
from client.guard.terms import terms_of
from client.law.records.identity import AccessWarned, IdentityClosed, IdentityOpened, IdentityRequest, IdentitySealed
from client.law.words import Circle
from client.texts import N_, translated
from crypto.errors import Refused, Usage
from crypto.primitives import sha256
from crypto.types import CircleId
from crypto.vault import Vault, new_vault, open_vault

if TYPE_CHECKING:
    from client.app.office import Office

WARNING = N_(
    "You are about to see who the protected person is. The opening is written into the file, and supervision sees it. "
    "Tell nobody who is not entitled to know."
)
MARK = N_("for {name} alone, {time}, request {id}: do not copy")


@dataclass(frozen=True, slots=True)
class OpenIdentity:
    """Show the identity. ``understood``: the warning was read, which is told without it. ``copy``: a paper to write, with its
    pictures beside it. ``holder_language``: of the warning, the marks and the paper."""

    file: str | None = None
    request: str | None = None
    understood: bool = False
    copy: Path | None = None
    holder_language: str = "en"


@dataclass(frozen=True, slots=True)
class IdentityView:
    """``identity``: its form as text, or plain text where it was sealed before there was a form. ``watermark``: goes on every line
    that shows something of it. ``copies``: files written, for ``recipient``. ``until``: when it closes by itself."""

    identity: str
    watermark: str
    copies: tuple[str, ...]
    recipient: str
    until: int


async def open_identity(office: Office, wish: OpenIdentity) -> IdentityView:
    """Writes that it opens before it shows. Needs the own half and the other body's release for this very request."""
    await office.sync()
    file = file_named(office, wish.file)
    circle, vault = vault_of(office, file)
    item, request = _own_request(office, circle, wish.request)
    opened = [_opened_by(office, circle, each, item, request) for each in asked_for(office, circle, vault, request)]
    identity, *added = map(parse, opened)
    identity = replace(identity, new=(*identity.new, *(new for each in added for new in each.new)))
    if wish.copy is not None:
        copy_asked_for(request)
    if not wish.understood:
        raise Refused("{warning} To go on, say that you have understood it", "not-warned", warning=Term(WARNING))
    await _begin(office, circle, request, wish.holder_language)
    office.guarded.keep(file.id, "OPENED", terms_of(identity))
    words = Words(wish.holder_language)
    mark = words(MARK, name=own_device(office).name, time=words.time(int(office.clock())), id=request.request[:8])
    text = encode(identity).decode() if identity.names or identity.new else identity.notes
    made = () if wish.copy is None else await copy(office, circle, request, identity, wish.copy, wish.holder_language)
    return IdentityView(text, mark, tuple(map(str, made)), request.copy_for, request.until)


async def _begin(office: Office, circle: CircleId, request: IdentityRequest, language: str) -> None:
    """That it opens, in the chain before anything is shown. Raises ``Refused`` (``offline``)."""
    warned = sha256(translated(WARNING, language).encode()).hex()
    await office.writing.first(circle, AccessWarned(request.request, warned))
    office.openings.begin(circle, request.request, request.until)
    await office.writing.first(circle, IdentityOpened(request.request))


def _own_request(office: Office, circle: CircleId, name: str | None) -> tuple[Seen, IdentityRequest]:
    """The request by which this custodian may open now. Raises ``Refused`` where it is another's, over, or closed."""
    item, request = request_named(office, circle, name)
    if item.entry.author_hash != office.channel.identity.holder:
        raise Refused("another custodian asked for this opening", "other-request")
    if office.clock() >= request.until:
        raise Refused("the request's end time is over", "over")
    if request.request in closed_requests(office, circle):
        raise Refused("this opening was closed: ask anew", "closed")
    return item, request


def _opened_by(office: Office, circle: CircleId, vault: Vault, item: Seen, request: IdentityRequest) -> bytes:
    """The bytes in the vault, with the own half and the other body's release for this very request. Raises ``CannotOpen``."""
    return open_vault(vault, own_half(office, circle, vault), released(office, circle, vault, item, request))


@dataclass(frozen=True, slots=True)
class CloseIdentity:
    """Shut an opening before its end time; one that is over the client closes by itself."""

    file: str | None = None
    request: str | None = None


async def close_identity(office: Office, wish: CloseIdentity) -> Outcome:
    """Fine to do again."""
    await office.sync()
    circle = file_named(office, wish.file).circle(Circle.COORDINATION)
    request = _own_open(office, circle, wish.request)
    line = say("the opening {id} is closed", id=request.request[:8])
    if request.request in closed_requests(office, circle):
        return outcome(line, request=request.request)
    done = await office.writing.record(circle, IdentityClosed(request.request, "SHUT"))
    _over(office, request, done)
    return outcome(line, written=(done,), request=request.request)


def _over(office: Office, request: IdentityRequest, closed: Written) -> None:
    """The client need not close it by itself any more; one whose closing has no effect it still does."""
    if closed.standing is not Standing.VOID:
        office.openings.end(request.request)


def _own_open(office: Office, circle: CircleId, name: str | None) -> IdentityRequest:
    """This custodian's own request: the one named, else the newest that is not closed. Raises ``Usage``."""
    own = [
        value
        for item, value in of_type(seen(office, circle), IdentityRequest)
        if item.entry.author_hash == office.channel.identity.holder and value.request.startswith(name or "")
    ]
    closed = closed_requests(office, circle)
    found = [value for value in own if value.request not in closed] or own
    if not found:
        raise Usage("there is no such request", "no-such-request")
    return found[-1]


@dataclass(frozen=True, slots=True)
class RenewIdentity:
    """Seal the identity under new halves, after custodians left; takes an approved request."""

    file: str | None = None
    request: str | None = None
    holder_language: str = "en"


async def renew_identity(office: Office, wish: RenewIdentity) -> Outcome:
    """Seals the identity under new halves to the custodians of now: a half that a former custodian kept opens nothing of it. Takes
    an approved request, as an opening does; nothing is shown."""
    await office.sync()
    file = file_named(office, wish.file)
    circle, vault = vault_of(office, file)
    item, request = _own_request(office, circle, wish.request)
    data = _opened_by(office, circle, vault, item, request)
    sides = custodians(office, file)
    fresh = new_vault(data, sides[0], sides[1], circle, office.entropy)
    await _begin(office, circle, request, wish.holder_language)
    done = await office.writing.first(circle, IdentitySealed(file.id, file.pseudonym, fresh.encode().hex()))
    closed = await office.writing.record(circle, IdentityClosed(request.request, "SHUT"))
    _over(office, request, closed)
    line = say(
        "identity of {pseudonym} sealed under new halves to {a} + {b} custodians; the old halves do not open it",
        pseudonym=file.pseudonym,
        a=len(sides[0]),
        b=len(sides[1]),
    )
    return outcome(line, written=(done, closed))
