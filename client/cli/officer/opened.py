"""An opened identity as lines: one for each name, number, address, relative; the kind of each as its form has it."""

from __future__ import annotations

from collections.abc import Iterator

from client.cli.texts import _
from client.core.identity import ATTACHED, Identity, Name, NewData, Reference, Relative


def identity_lines(identity: Identity) -> Iterator[str]:
    yield from _named(_("names"), identity.names)
    yield from _named(_("other names"), identity.other_names)
    yield from _common(identity)
    yield from _references(_("photographs"), identity.photographs)
    yield from _references(_("biometrics"), identity.biometrics)
    for relative in identity.relatives:
        yield f"{_('relatives')}: {relative.relation}"
        yield from (f"  {line}" for line in (*_named(_("names"), relative.names), *_numbers(relative)))
    for new in identity.new:
        yield f"{_('new')}: {new.set[:8]}"
        yield from (f"  {line}" for line in (*_named(_("names"), new.names), *_common(new)))
        yield from (f"  {_('notes')}: {line}" for line in new.notes.splitlines())
    yield from (f"{_('notes')}: {line}" for line in identity.notes.splitlines())


def _named(label: str, names: tuple[Name, ...]) -> Iterator[str]:
    yield from (f"{label}: {name.full}" + ("" if name.kind == "OFFICIAL" else f" ({name.kind})") for name in names)


def _common(value: Identity | NewData) -> Iterator[str]:
    birth = ", ".join(part for part in (value.birth.date, value.birth.place) if part)
    if birth:
        yield f"{_('birth')}: {birth}"
    yield from _numbers(value)


def _numbers(value: Identity | NewData | Relative) -> Iterator[str]:
    yield from (f"{_('numbers')}: {each.value} ({each.kind})" for each in value.numbers)
    yield from (f"{_('addresses')}: {each.text} ({each.kind})" for each in value.addresses)


def _references(label: str, references: tuple[Reference, ...]) -> Iterator[str]:
    for each in references:
        where = _("sealed beside it") if each.where.startswith(ATTACHED) else each.where
        yield f"{label}: {where} ({each.kind})"
