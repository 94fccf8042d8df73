"""The person's yes or no to one measure, and their duty not to divulge (``client.app.person.consent``)."""

from __future__ import annotations

import argparse

from client.app.consents import SAID
from client.app.person.consent import AcceptDuty, AnswerMeasure, accept_duty, answer_measure, consent_words, duty_words
from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import LANGUAGES, N_, _, language
from client.cli.verb import Answer, Argument, Verb, arg
from client.documents.templates.consent import MEANS
from client.law.records.consents import CAPACITIES


async def consent(context: Context, args: argparse.Namespace) -> Answer:
    """Without --say the words are only shown."""
    from client.cli.person import returning

    lang = args.language or language()
    words = shown(consent_words(args.measure, lang))
    if args.say is None:
        return Answer((*words.lines, _("to answer: --say yes, no, apply or withdraw")), words.data)
    wish = AnswerMeasure(args.measure, args.say, lang, args.capacity, args.opinion or "", args.reasons or "")
    async with returning(context, args) as office:
        done = shown(await answer_measure(office, wish))
    return Answer((*words.lines, *done.lines), done.data)


async def secrecy(context: Context, args: argparse.Namespace) -> Answer:
    """Shows the words; with --accept that they were taken note of goes to both bodies."""
    from client.cli.person import returning

    lang = args.language or language()
    words = shown(duty_words(lang))
    if not args.accept:
        return Answer((*words.lines, _("to acknowledge it: --accept")), words.data)
    async with returning(context, args) as office:
        done = shown(await accept_duty(office, AcceptDuty(lang)))
    return Answer((*words.lines, *done.lines), done.data)


_LANGUAGE = arg("--language", choices=LANGUAGES, help=N_("language of the text (that of this terminal)"))


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
