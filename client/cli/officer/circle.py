"""Who is in a circle: colleagues added and removed, a halted circle refounded, changes approved."""

from __future__ import annotations

from pathlib import Path

from client.cli.officer.file import FILE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

_CIRCLE = arg("--circle", metavar="NUMBER", help=N_("first digits of one circle (else those of --file, else all of yours)"))
_DEVICE = arg("device", help=N_("name of the device, as its certificate has it"))

VERBS = (
    Verb(
        "add-officer",
        N_("add a colleague of your body; the past opens to them, and a custodian gets the body's half of sealed identities"),
        '"D. Colleague"',
        use("client.app.circles.members:add_officer"),
        (_DEVICE, FILE, _CIRCLE),
    ),
    Verb(
        "remove-officer",
        N_("remove a colleague: nothing after it opens to them"),
        '"A. Officer"',
        use("client.app.circles.members:remove_officer"),
        (_DEVICE, FILE, _CIRCLE),
    ),
    Verb(
        "refound",
        N_("mend a halted circle: a new group in the same chain"),
        "--file Swallow",
        use("client.app.circles.refounding:refound_circles"),
        (FILE, _CIRCLE, arg("--approval", action="append", metavar="FILE", parse=Path, help=N_("the other body's approval"))),
    ),
    Verb(
        "approve",
        N_("approve that a colleague of the other body refounds a halted circle"),
        '--refound-by "B. Chief" --out approval.bin',
        use("client.app.circles.refounding:approve_refound"),
        (
            FILE,
            _CIRCLE,
            arg("--refound-by", required=True, metavar="DEVICE", help=N_("who will refound it")),
            arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write")),
        ),
    ),
)
