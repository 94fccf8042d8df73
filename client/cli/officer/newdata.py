"""New personal data (L72 19), the authorised official's part: propose, take up the person's wish, seal what was signed."""

from __future__ import annotations

from client.cli.officer.file import FILE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.values import new_datum
from client.cli.verb import Verb, arg

_SET = arg("--set", action="append", required=True, metavar="NAME=VALUE", parse=new_datum, help=N_("one of the new data"))
_NOTE = arg("--note", help=N_("note"))

VERBS = (
    Verb(
        "newdata-open",
        N_("open the circle in which new data stand: authorised officials and the person"),
        "--file Swallow",
        use("client.app.identity.newdata:open_new_data"),
        (FILE,),
    ),
    Verb(
        "newdata-propose",
        N_("propose new personal data to the person"),
        '--file Swallow --set "surname=Жаңаева" --set "name=Айгүл"',
        use("client.app.identity.newdata:propose_new_data"),
        (FILE, _SET, _NOTE),
    ),
    Verb(
        "newdata-accept",
        N_("propose the person's own wish back, to be signed"),
        "--file Swallow",
        use("client.app.identity.newdata:accept_new_data"),
        (FILE, _NOTE),
    ),
    Verb(
        "newdata",
        N_("where the new data stand: proposed, countered, signed, linked"),
        "--file Swallow",
        use("client.app.identity.newdata:show_new_data"),
        (FILE,),
    ),
    Verb(
        "newdata-link",
        N_("seal the signed new data to the identity, under a half of each body"),
        "--file Swallow",
        use("client.app.identity.newdata:link_new_data"),
        (FILE,),
    ),
)
