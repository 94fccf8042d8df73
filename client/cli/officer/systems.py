"""What neighbouring systems get: figures, papers, and who helps."""

from __future__ import annotations

from pathlib import Path

from client.cli.giving_out import TO
from client.cli.texts import LANGUAGES, N_
from client.cli.using import use
from client.cli.verb import Verb, arg
from client.cli.viewing import FILE, OFFLINE, SYNC

KINDS = "client.law.tables.referrals:SUBJECTS"


def pair(text: str) -> tuple[str, str]:
    """``name=value``."""
    name, _equals, value = text.partition("=")
    return name.strip(), value.strip()


FIGURES = Verb(
    "figures",
    N_("counts for commissions, the public, risks, offences, equal treatment, pace or expenses; two people release them"),
    'COMMISSION --quarter 2026-1 --second "B. Official"',
    use("client.app.systems.figures:make_figures"),
    (
        arg("kind", metavar="KIND", choices="client.app.systems.figures:KINDS", help=N_("what the figures are for")),
        arg("--quarter", required=True, metavar="YEAR-N", help=N_("quarter, as 2026-1")),
        arg("--second", required=True, metavar="DEVICE", help=N_("who releases the counts with you")),
        arg("--publisher", default="", metavar="BODY", help=N_("IA or SOC: the authorised bodies; STATE: another state body")),
        arg("--split", default="", metavar="BY", help=N_("citizenship or minor, for EQUAL")),
        arg("--clock", default="", metavar="ID", help=N_("one clock alone, for PACE")),
        arg("--level", default="country", metavar="LEVEL", help=N_("country or region, for PUBLIC (country)")),
        SYNC,
        OFFLINE,
        *TO,
    ),
)

VERBS = (
    FIGURES,
    Verb(
        "paper-outside",
        N_("a paper for a system outside: claims, petition, certificate, asylum, border, entitlement, referral"),
        'ENTITLEMENT --file Swallow --pseudonym Robin --to "Clinic 4" --purpose "treatment" --out entitlement.pdf',
        use("client.app.systems.outside:give_outside"),
        (
            arg("kind", metavar="KIND", choices="client.app.systems.outside:TITLES", help=N_("which paper")),
            FILE,
            arg("--pseudonym", default="", metavar="NAME", help=N_("how this addressee knows the person; not the file's own")),
            arg("--number", default="", metavar="DIGITS", help=N_("first digits of the harm or the referral")),
            arg("--fact", action="append", metavar="NAME=VALUE", type=pair, help=N_("a fact that the paper may carry")),
            arg("--to", required=True, metavar="WHOM", help=N_("who gets it")),
            arg("--purpose", required=True, metavar="WHY", help=N_("what for")),
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the document (kk)")),
            arg("--format", choices=("pdf", "html"), default="pdf", help=N_("pdf, or a page that can be read aloud (pdf)")),
            arg("--out", required=True, metavar="FILE", type=Path, help=N_("file to write")),
        ),
    ),
    Verb(
        "helpers",
        N_("who helps: searches a directory of organisations for those who fit the person, best first"),
        "--directory helpers.csv --kind NGO --region KZ-75 --language kk",
        use("client.app.systems.helpers:find_helpers"),
        (
            arg("--directory", required=True, metavar="FILE", type=Path, help=N_("file with the organisations")),
            arg(
                "--kind",
                required=True,
                metavar="KIND",
                choices="client.law.tables.referrals:SUBJECTS",
                help=N_("kind of organisation"),
            ),
            arg("--region", required=True, metavar="CODE", help=N_("code of the region")),
            arg("--language", default="kk", metavar="CODE", help=N_("language that the person speaks (kk)")),
            arg("--child", action="store_true", help=N_("the person is a child")),
            arg("--past", action="append", metavar="CODE", help=N_("code of an organisation that has declined")),
        ),
        client=False,
    ),
)
