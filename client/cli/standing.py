"""What a use case works with, as this terminal has it: an authority, a new home, a borrowed device, a person who comes back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from client.cli.texts import told

if TYPE_CHECKING:
    from client.app.account import NewHome
    from client.app.ceremony.place import Ceremony
    from client.app.person.coming import Borrowed
    from client.app.saying import Said
    from client.cli.context import Context


def ceremony(context: Context) -> Ceremony:
    from client.app.ceremony.place import Ceremony

    return Ceremony(
        context.folder,
        context.clock,
        context.entropy,
        lambda new: context.passphrase(new=new),
        lambda new: context.seal_passphrase(new=new),
        context.unlocked,
        _asked,
    )


def _asked(question: Said) -> str:
    """What somebody at this terminal answers; empty where there is none."""
    if not sys.stdin.isatty():
        return ""
    print(told(question), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def new_home(context: Context) -> NewHome:
    from client.app.account import NewHome

    return NewHome(context.folder(), context.clock, context.entropy, lambda: context.passphrase(new=True))


def borrowed(context: Context) -> Borrowed:
    from client.app.person.coming import Borrowed

    return Borrowed(context.clock, context.entropy, context.out)


@asynccontextmanager
async def returning(context: Context, args: argparse.Namespace) -> AsyncIterator[None]:
    """The person, from the passphrase and the public card; gone when the verb ends."""
    from client.app.person.coming import come_back
    from client.cli.values import desk_card

    card = desk_card(args.card)
    async with come_back(borrowed(context), card, context.passphrase(), receipt=args.receipt) as office:
        context.opened = office
        yield
        context.opened = None
