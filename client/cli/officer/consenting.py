"""What somebody said about one measure on paper or aloud, minuted by an officer and bound to the words of the form (A.8)."""

from __future__ import annotations

import argparse

from client.app.casefile import file_named, own_person_circle
from client.cli.agreeing import SAID
from client.cli.attaching import AS_IT_IS, attach_scan
from client.cli.context import Context
from client.cli.sending import send, sent
from client.cli.texts import LANGUAGES, N_, _
from client.cli.verb import Answer, Verb, arg, past_ms
from client.cli.viewing import FILE
from client.documents.templates.consent import MEANS, fingerprint, words_about
from client.documents.words import Words
from client.law.records.consents import CAPACITIES, MinutedConsent
from crypto.errors import Usage


async def minute(context: Context, args: argparse.Namespace) -> Answer:
    """With a scan it was signed by pen, on the form that ``document selection --form consent-form`` prints; else it was said aloud.
    Everything that can be refused is refused before the scan is sent."""
    if args.capacity == "SELF" and args.representative:
        raise Usage(_("a representative speaks as a parent or as a representative: --capacity"))
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle, w = own_person_circle(office, file), Words(args.language)

    def put(scan: str) -> MinutedConsent:
        return MinutedConsent(
            file.id, args.measure, SAID[args.said], "REP" if args.representative else "PP", args.representative, args.capacity,
            "PAPER" if args.scan else "ORAL", scan, fingerprint(w, args.measure), args.language, at, args.opinion, args.reasons,
            args.interpreter,
        )  # fmt: skip

    at = past_ms(args.at, context.clock())
    office.casework.prepare(circle, put("00" if args.scan else ""))
    scan = await attach_scan(context, office, circle, args.scan, as_it_is=args.as_it_is) if args.scan else ""
    done = await send(office, circle, put(scan))
    line = _("minuted: {word} to {measure}").format(word=args.said, measure=args.measure)
    return sent(done, line, text_hash=fingerprint(w, args.measure), words=words_about(w, args.measure))


_WHO = N_("id of the lawful representative who answers (else the person)")
_REPRESENTATIVE = arg("--representative", default="", metavar="ID", help=_WHO)

VERBS = (
    Verb(
        "consent-minute",
        N_("minute what was said about one measure, aloud or on the form of consent"),
        "M2.3 --file Swallow --said yes --scan form.pdf --language ru",
        minute,
        (
            arg("measure", choices=tuple(MEANS), metavar="MEASURE", help=N_("code of the measure, as M2.1d")),
            FILE,
            arg("--said", choices=tuple(SAID), required=True, help=N_("what was said")),
            arg("--scan", metavar="FILE", help=N_("the signed form, as a picture or PDF; without it it was said aloud")),
            AS_IT_IS,
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the text (kk)")),
            arg("--at", metavar="TIME", help=N_("when it was, as 2026-01-31T09:30 (now)")),
            _REPRESENTATIVE,
            arg("--capacity", choices=CAPACITIES, default="SELF", help=N_("for yourself, as a parent or as a representative")),
            arg("--opinion", default="", help=N_("what the child thinks of it")),
            arg("--reasons", default="", help=N_("why, if you want to say it")),
            arg("--interpreter", default="", metavar="NAME", help=N_("who interpreted")),
        ),
    ),
)
