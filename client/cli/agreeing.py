"""The person's yes or no to one measure, and their duty not to divulge: the words are shown, and what is signed is bound to them.

L72 14, 16, 18-20, 25(2), 26(4); A.8. A measure whose consent the law wants in writing is signed by pen, on the form that the
officer prints (``consent-form``).
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from client.cli.context import Context
from client.cli.texts import LANGUAGES, N_, _
from client.cli.verb import Answer, Argument, Verb, arg, say
from client.documents.templates.consent import MEANS, fingerprint, words_about
from client.documents.templates.secrecy import PERSONS_DUTY
from client.documents.words import Words
from client.law.records.access import NondisclosureSigned
from client.law.records.consents import CAPACITIES, MeasureConsent
from client.law.words import BodyRole
from crypto.errors import Refused
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office

SAID = {"yes": "CONSENT", "apply": "APPLICATION", "no": "REFUSAL", "withdraw": "WITHDRAWAL"}


async def consent(context: Context, args: argparse.Namespace) -> Answer:
    """Without --say the words are only shown. It goes to the implementing body, which asks for it."""
    from client.cli.person import returning

    w = Words(args.language)
    text, text_hash = words_about(w, args.measure), fingerprint(w, args.measure)
    mark = _("fingerprint of these words: {hash}").format(hash=text_hash[:16])
    if args.say is None:
        return say(*text.split("\n"), mark, _("to answer: --say yes, no, apply or withdraw"), text_hash=text_hash, said="")
    word = SAID[args.say]
    value = MeasureConsent(
        args.measure, word, "RECORDED", args.capacity, text_hash, args.language, args.opinion or "", args.reasons or ""
    )
    async with returning(context, args) as office:
        await _report(office, value, BodyRole.IMPLEMENTING)
    return say(
        *text.split("\n"), mark, _("your answer is in the file: {word}").format(word=args.say), text_hash=text_hash, said=word
    )


async def secrecy(context: Context, args: argparse.Namespace) -> Answer:
    """Shows the words; with --accept that they were taken note of goes to both bodies."""
    from client.cli.person import returning

    text = Words(args.language)(PERSONS_DUTY)
    if not args.accept:
        return say(text, _("to acknowledge it: --accept"), acknowledged=False)
    value = NondisclosureSigned(sha256(text.encode()).hex(), args.language)
    async with returning(context, args) as office:
        await _report(office, value, BodyRole.DECIDING, BodyRole.IMPLEMENTING)
    return say(text, _("acknowledged"), acknowledged=True)


async def _report(office: Office, value: object, *bodies: BodyRole) -> None:
    """Into each circle that the person has with these bodies. Raises ``Unlawful`` before anything is sealed, ``Refused``."""
    from client.cli.person import send_reports

    places = [(circle, place) for case in office.casework.cases() for circle, place in case.circles.items()]
    circles = [circle for circle, place in places if place.body in bodies]
    if not circles:
        raise Refused(_("no body has admitted this passphrase: use statement with the front desk card"), "not-enrolled")
    await send_reports(office, [(circle, value) for circle in circles])


_LANGUAGE = arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the text (kk)"))


def verbs(card: Argument, receipt: Argument) -> tuple[Verb, ...]:
    """``card``, ``receipt``: how the person comes in."""
    return (
        Verb(
            "consent",
            N_("read what one measure means for you, and say yes or no to it; a yes can be taken back"),
            "M2.1d --card desk.card --language ru --say yes",
            consent,
            (
                arg("measure", choices=tuple(MEANS), metavar="MEASURE", help=N_("code of the measure, as M2.1d")),
                card,
                receipt,
                _LANGUAGE,
                arg("--say", choices=tuple(SAID), help=N_("your answer; without it the words are only shown")),
                arg("--capacity", choices=CAPACITIES, default="SELF", help=N_("for yourself, as a parent or as a representative")),
                arg("--opinion", help=N_("what the child thinks of it")),
                arg("--reasons", help=N_("why, if you want to say it")),
            ),
            client=False,
        ),
        Verb(
            "secrecy",
            N_("read the duty not to divulge the measures, and acknowledge it"),
            "--card desk.card --accept",
            secrecy,
            (card, receipt, _LANGUAGE, arg("--accept", action="store_true", help=N_("acknowledge it"))),
            client=False,
        ),
    )
