"""Which record types there are, in which circle each stands, and who may write it.

This is the law's side of the matter and comes after the channel's own checks (signature, roster, policy): a record that the
channel accepts but that its author may not write is shown with the broken rule, never silently.
"""

from __future__ import annotations

from typing import Any

from client.law.act import Author, Place
from client.law.answer import Answer, Met, NotMet, say
from client.law.payload import NotOfTheForm, from_payload, to_payload
from client.law.record_type import RecordType
from client.law.records import (
    access,
    bodies,
    children,
    closures,
    complaints,
    consents,
    contract,
    decisions,
    direct,
    ending,
    files,
    identity,
    information,
    instructions,
    measures,
    money,
    newdata,
    papers,
    persons,
    places,
    policy,
    property,
    referrals,
    reports,
    requests,
    residence,
    returns,
    rulings,
    support,
    tasks,
    threats,
    trafficking,
    transfers,
)
from client.law.words import Writer

MODULES = (
    access,
    bodies,
    children,
    closures,
    complaints,
    consents,
    contract,
    decisions,
    direct,
    ending,
    files,
    identity,
    information,
    instructions,
    measures,
    money,
    newdata,
    papers,
    persons,
    places,
    policy,
    property,
    referrals,
    reports,
    requests,
    residence,
    returns,
    rulings,
    support,
    tasks,
    threats,
    trafficking,
    transfers,
)

TYPES: dict[str, RecordType] = {each.name: each for module in MODULES for each in module.TYPES}
_BY_FORM = {each.form: each for each in TYPES.values()}


def type_of(form: type) -> RecordType:
    return _BY_FORM[form]


def envelope(value: object) -> tuple[str, int, dict[str, Any]]:
    """Name, version and payload of a record, for the channel to carry."""
    kind = _BY_FORM[type(value)]
    return kind.name, kind.version, to_payload(value)


def parse(name: str, version: int, payload: object) -> object:
    """The typed record; one of an older version becomes one of today's. Raises ``NotOfTheForm`` for an unknown type or version
    (``is_known`` tells these apart), or a payload that is not of its form."""
    kind = TYPES.get(name)
    if kind is None:
        raise NotOfTheForm("unknown type of record: {name}", name=name)
    if not is_known(name, version):
        raise NotOfTheForm("{name}: version {version} is not known", name=name, version=version)
    for past in range(version, kind.version):
        if not isinstance(payload, dict):
            raise NotOfTheForm("{what}: an object is wanted", what=name)
        payload = _upgraded(kind, past, payload)
    return from_payload(kind.form, payload)


def typed(name: str, version: int, payload: object) -> object:
    """As ``parse``, with the error in the place of what is not of its form: for who decodes once and keeps what came of it."""
    try:
        return parse(name, version, payload)
    except NotOfTheForm as error:
        return error.with_traceback(None)


def _upgraded(kind: RecordType, version: int, payload: dict[str, Any]) -> dict[str, Any]:
    """An upgrade may lean on fields that a malformed payload lacks: that is the writer's fault and no fault of this program."""
    try:
        return kind.upgrades[version](payload)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise NotOfTheForm("{name}: the payload is not of version {version}", name=kind.name, version=version) from None


def is_known(name: str, version: int) -> bool:
    """Whether this client understands that version of that type; what it does not is kept, and folded once it does."""
    kind = TYPES.get(name)
    return kind is not None and (version == kind.version or (version < kind.version and version in kind.upgrades))


def may_write(name: str, place: Place, author: Author) -> Answer:
    """Whether this author, an officer or a reporter, may write this type in such a circle."""
    kind = TYPES.get(name)
    if kind is None:
        return NotMet("architecture 4", say("{type} is no known type of record", type=name), say("update this client"))
    if place.kind not in kind.circles:
        return NotMet(
            kind.rule,
            say("{type} has no place in a circle of kind {kind}", type=name, kind=place.kind),
            say("write it in a circle of kind {kinds}", kinds=", ".join(sorted(kind.circles))),
        )
    if author.writer is not Writer.OFFICER:
        return Met() if author.writer in kind.writers else _not_theirs(kind, str(author.writer))
    if author.body_role not in kind.bodies:
        return _not_theirs(kind, f"{author.body_role}")
    if kind.roles and not kind.roles & author.roles:
        return NotMet(
            kind.rule,
            say("{type} is signed by an officer with the role {roles}", type=name, roles=", ".join(sorted(kind.roles))),
            say("let an officer with this role write it"),
        )
    return Met()


def _not_theirs(kind: RecordType, who: str) -> NotMet:
    writers = ", ".join(sorted((*kind.bodies, *kind.writers)))
    return NotMet(
        kind.rule,
        say("{type} is not for {who} to write", type=kind.name, who=who),
        say("it is for: {writers}", writers=writers or "nobody"),
    )
