"""An opened identity as parts with lines: one for each name, number, address, relative; kinds in words."""

from __future__ import annotations

from collections.abc import Iterator

from client.cli.texts import N_, _
from client.formats.identity import ATTACHED, Identity, Name, NewData, Reference, Relative

KINDS = {
    "OTHER": N_("other"),
    "FORMER": N_("former"),
    "MAIDEN": N_("before marriage"),
    "DIMINUTIVE": N_("short form"),
    "NICKNAME": N_("nickname"),
    "IIN": N_("individual identification number"),
    "PHONE": N_("telephone"),
    "PASSPORT": N_("passport"),
    "ID_CARD": N_("identity card"),
    "DRIVING": N_("driving licence"),
    "PLATE": N_("number plate"),
    "CARD": N_("bank card"),
    "ACCOUNT": N_("bank account"),
    "EMAIL": N_("e-mail"),
    "HOME": N_("home"),
    "REGISTERED": N_("registered"),
    "WORK": N_("work"),
    "SCHOOL": N_("school"),
    "SPOUSE": N_("spouse"),
    "CHILD": N_("child"),
    "PARENT": N_("father or mother"),
    "SIBLING": N_("brother or sister"),
    "GRANDPARENT": N_("grandfather or grandmother"),
    "GUARDIAN": N_("guardian"),
    "PARTNER": N_("life partner"),
    "PHOTOGRAPH": N_("photograph"),
    "FINGERPRINTS": N_("fingerprints"),
    "FACE": N_("face"),
    "IRIS": N_("iris"),
    "VOICE": N_("voice"),
    "DNA": N_("DNA"),
    "SIGNATURE": N_("signature"),
}

Row = tuple[str, str]
"""Label and value."""
Part = tuple[str, tuple[Row, ...]]
"""Heading (empty for the person's own) and rows."""


def identity_parts(identity: Identity) -> Iterator[Part]:
    own = (
        *_named(_("names"), identity.names),
        *_named(_("other names"), identity.other_names),
        *_common(identity),
        *_references(_("photographs"), identity.photographs),
        *_references(_("biometrics"), identity.biometrics),
    )
    yield "", own
    for relative in identity.relatives:
        yield f"{_('relatives')}: {_kind(relative.relation)}", (*_named(_("names"), relative.names), *_numbers(relative))
    for new in identity.new:
        notes = ((_("notes"), line) for line in new.notes.splitlines())
        yield f"{_('new')}: {new.set[:8]}", (*_named(_("names"), new.names), *_common(new), *notes)
    if identity.notes:
        yield "", tuple((_("notes"), line) for line in identity.notes.splitlines())


def identity_lines(identity: Identity) -> Iterator[str]:
    for heading, rows in identity_parts(identity):
        if heading:
            yield heading
        yield from (f"{'  ' if heading else ''}{label}: {value}" for label, value in rows)


def _kind(kind: str) -> str:
    return _(KINDS.get(kind, kind))


def _named(label: str, names: tuple[Name, ...]) -> Iterator[Row]:
    yield from ((label, name.full + ("" if name.kind == "OFFICIAL" else f" ({_kind(name.kind)})")) for name in names)


def _common(value: Identity | NewData) -> Iterator[Row]:
    birth = ", ".join(part for part in (value.birth.date, value.birth.place) if part)
    if birth:
        yield _("birth"), birth
    yield from _numbers(value)


def _numbers(value: Identity | NewData | Relative) -> Iterator[Row]:
    yield from ((_("numbers"), f"{each.value} ({_kind(each.kind)})") for each in value.numbers)
    yield from ((_("addresses"), f"{each.text} ({_kind(each.kind)})") for each in value.addresses)


def _references(label: str, references: tuple[Reference, ...]) -> Iterator[Row]:
    for each in references:
        where = _("sealed beside it") if each.where.startswith(ATTACHED) else each.where
        yield label, f"{where} ({_kind(each.kind)})"
