"""What somebody said about one measure on paper or aloud, minuted by an officer and bound to the words of the form (A.8)."""

from __future__ import annotations

from pathlib import Path

from client.cli.attaching import AS_IT_IS
from client.cli.texts import LANGUAGES, N_
from client.cli.using import use
from client.cli.verb import Verb, arg
from client.cli.viewing import FILE
from client.formats.times import time_ms

_WHO = N_("id of the lawful representative who answers (else the person)")
_REPRESENTATIVE = arg("--representative", default="", metavar="ID", help=_WHO)

VERBS = (
    Verb(
        "consent-minute",
        N_("minute what was said about one measure, aloud or on the form of consent"),
        "M2.3 --file Swallow --said yes --scan form.pdf --language ru",
        use("client.app.consents:minute_consent"),
        (
            arg(
                "measure",
                choices="client.documents.templates.consent:MEANS",
                metavar="MEASURE",
                help=N_("code of the measure, as M2.1d"),
            ),
            FILE,
            arg("--said", choices="client.app.consents:SAID", required=True, help=N_("what was said")),
            arg(
                "--scan", metavar="FILE", parse=Path, help=N_("the signed form, as a picture or PDF; without it it was said aloud")
            ),
            AS_IT_IS,
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the text (kk)")),
            arg("--at", metavar="TIME", parse=time_ms, help=N_("when it was, as 2026-01-31T09:30 (now)")),
            _REPRESENTATIVE,
            arg(
                "--capacity",
                choices="client.law.records.consents:CAPACITIES",
                default="SELF",
                help=N_("for yourself, as a parent or as a representative"),
            ),
            arg("--opinion", default="", help=N_("what the child thinks of it")),
            arg("--reasons", default="", help=N_("why, if you want to say it")),
            arg("--interpreter", default="", metavar="NAME", help=N_("who interpreted")),
        ),
    ),
)
