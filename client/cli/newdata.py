"""New personal data (L72 19), the person's part: read the proposal, propose otherwise, sign the final set or refuse it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from client.app.reading import Seen, of_type
from client.cli.context import Context
from client.cli.texts import N_, _
from client.cli.verb import Answer, Argument, Verb, arg, refusing, say
from client.law.records.newdata import DataCounter, DataProposal, DataSigned, NewField
from client.law.tables.documents import CHANGEABLE
from crypto.errors import Refused, Usage

if TYPE_CHECKING:
    from client.app.office import Office


def fields_of(words: list[str]) -> tuple[NewField, ...]:
    """``surname=...``. Raises ``Usage`` for what cannot be changed."""
    found = []
    for each in words:
        name, equals, value = (part.strip() for part in each.partition("="))
        if not equals or name not in CHANGEABLE:
            raise Usage(_("say NAME=VALUE, where the name is one of: {names}").format(names=", ".join(CHANGEABLE)), "bad-field")
        found.append(NewField(name, value))
    return tuple(found)


def field_lines(fields: tuple[NewField, ...]) -> list[str]:
    return [f"{_(CHANGEABLE.get(each.name, each.name))}: {each.value}" for each in fields]


def _newest(office: Office, number: str | None) -> tuple[Seen, DataProposal]:
    """The proposal on the table. With its number: raises ``Refused`` where it is not the newest, so that nothing is answered that
    was not read."""
    from client.cli.person import readable

    found = list(of_type(tuple(readable(office)), DataProposal))
    if not found:
        raise Usage(_("no new data have been proposed to you"), "nothing-there")
    item, value = found[-1]
    if number is not None and not (number and item.entry.hash.hex().startswith(number)):
        raise Refused(_("this is not the newest proposal: read it first, with newdata"), "not-the-newest")
    return item, value


async def show(context: Context, args: argparse.Namespace) -> Answer:
    from client.cli.person import returning

    async with returning(context, args) as office:
        item, value = _newest(office, None)
    number = item.entry.hash.hex()[:8]
    lines = [_("new data proposed to you, number {number}:").format(number=number), *field_lines(value.fields)]
    lines += [value.note] if value.note else []
    lines.append(_("you may propose otherwise (newdata-counter), sign (newdata-sign) or refuse; nothing is sent before you sign"))
    return say(*lines, number=number, set=value.set, fields={each.name: each.value for each in value.fields})


async def counter(context: Context, args: argparse.Namespace) -> Answer:
    from client.cli.person import returning, send_reports

    fields = fields_of(args.set)
    async with returning(context, args) as office:
        item, _value = _newest(office, args.proposal)
        await send_reports(office, [(item.circle, DataCounter(item.entry.hash.hex(), fields, args.note or ""))])
    return say(_("your own proposal is sent; the official proposes it back to be signed"), *field_lines(fields))


async def sign(context: Context, args: argparse.Namespace) -> Answer:
    """Over the entry of the proposal: exactly the set that was read, as the official signed it."""
    from client.cli.person import returning, send_reports

    refused = refusing(args.refuse)
    async with returning(context, args) as office:
        item, value = _newest(office, args.proposal)
        await send_reports(office, [(item.circle, DataSigned(item.entry.hash.hex(), not refused, args.refuse or ""))])
    head = _("refused; your data stay as they are") if refused else _("signed:")
    return say(head, *([] if refused else field_lines(value.fields)), signed=not refused, set=value.set)


_PROPOSAL = arg("--proposal", required=True, metavar="NUMBER", help=N_("number of the proposal that you have read"))


def verbs(card: Argument, receipt: Argument) -> tuple[Verb, ...]:
    """``card``, ``receipt``: how the person comes in."""
    return (
        Verb(
            "newdata",
            N_("read the new personal data that are proposed to you"),
            "--card desk.card",
            show,
            (card, receipt),
            client=False,
        ),
        Verb(
            "newdata-counter",
            N_("propose other new personal data instead"),
            '--card desk.card --proposal 51ab --set "surname=Жаңаева" --set "birth place=Қостанай"',
            counter,
            (
                card,
                receipt,
                _PROPOSAL,
                arg("--set", action="append", required=True, metavar="NAME=VALUE", help=N_("one of the new data")),
                arg("--note", help=N_("note")),
            ),
            client=False,
        ),
        Verb(
            "newdata-sign",
            N_("sign the new personal data that you have read, or refuse them"),
            "--card desk.card --proposal 51ab",
            sign,
            (card, receipt, _PROPOSAL, arg("--refuse", metavar="REASONS", help=N_("do not sign, for these reasons"))),
            client=False,
        ),
    )
