"""New personal data (L72 19), the person's part: read the proposal, propose otherwise, sign the final set or refuse it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Argument, Verb, arg


def fields_of(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """``surname=...``: name and value."""
    parted = (each.partition("=") for each in words)
    return tuple((name.strip() if equals else "", value.strip()) for name, equals, value in parted)


async def show(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import newdata_person
    from client.cli.person import returning

    async with returning(context, args) as office:
        return shown(await newdata_person.read_new_data(office, newdata_person.ReadNewData()))


async def counter(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import newdata_person
    from client.cli.person import returning

    wish = newdata_person.CounterNewData(args.proposal, fields_of(args.set), args.note or "")
    async with returning(context, args) as office:
        return shown(await newdata_person.counter_new_data(office, wish))


async def sign(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import newdata_person
    from client.cli.person import returning

    wish = newdata_person.SignNewData(args.proposal, args.refuse)
    async with returning(context, args) as office:
        return shown(await newdata_person.sign_new_data(office, wish))


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
