"""New personal data (L72 19), the person's part: read the proposal, propose otherwise, sign the final set or refuse it."""

from __future__ import annotations

from client.cli.texts import N_
from client.cli.using import use_returning
from client.cli.values import new_datum
from client.cli.verb import Argument, Verb, arg

_PROPOSAL = arg("--proposal", required=True, metavar="NUMBER", help=N_("number of the proposal that you have read"))


def verbs(card: Argument, receipt: Argument) -> tuple[Verb, ...]:
    """``card``, ``receipt``: how the person comes in."""
    return (
        Verb(
            "newdata",
            N_("read the new personal data that are proposed to you"),
            "--card desk.card",
            use_returning("client.app.identity.newdata_person:read_new_data"),
            (card, receipt),
            client=False,
        ),
        Verb(
            "newdata-counter",
            N_("propose other new personal data instead"),
            '--card desk.card --proposal 51ab --set "surname=Жаңаева" --set "birth place=Қостанай"',
            use_returning("client.app.identity.newdata_person:counter_new_data"),
            (
                card,
                receipt,
                _PROPOSAL,
                arg("--set", action="append", required=True, metavar="NAME=VALUE", parse=new_datum, help=N_("one of the new data")),
                arg("--note", help=N_("note")),
            ),
            client=False,
        ),
        Verb(
            "newdata-sign",
            N_("sign the new personal data that you have read, or refuse them"),
            "--card desk.card --proposal 51ab",
            use_returning("client.app.identity.newdata_person:sign_new_data"),
            (card, receipt, _PROPOSAL, arg("--refuse", metavar="REASONS", help=N_("do not sign, for these reasons"))),
            client=False,
        ),
    )
