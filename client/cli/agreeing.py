"""The person's yes or no to one measure, and their duty not to divulge (``client.app.person.consent``)."""

from __future__ import annotations

import argparse

from client.cli.context import Context
from client.cli.texts import LANGUAGES, N_, _
from client.cli.using import use, use_returning
from client.cli.verb import Answer, Argument, Verb, arg

SHOW_MEASURE = use("client.app.person.consent:consent_words")
ANSWER_MEASURE = use_returning("client.app.person.consent:answer_measure")
SHOW_DUTY, ACCEPT_DUTY = use("client.app.person.consent:duty_words"), use_returning("client.app.person.consent:accept_duty")


async def consent(context: Context, args: argparse.Namespace) -> Answer:
    """Without --say the words are only shown."""
    words = await SHOW_MEASURE(context, args)
    if args.say is None:
        return Answer((*words.lines, _("to answer: --say yes, no, apply or withdraw")), words.data)
    done = await ANSWER_MEASURE(context, args)
    return Answer((*words.lines, *done.lines), done.data)


async def secrecy(context: Context, args: argparse.Namespace) -> Answer:
    """Shows the words; with --accept that they were taken note of goes to both bodies."""
    words = await SHOW_DUTY(context, args)
    if not args.accept:
        return Answer((*words.lines, _("to acknowledge it: --accept")), words.data)
    done = await ACCEPT_DUTY(context, args)
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
                arg(
                    "measure",
                    choices="client.documents.templates.consent:MEANS",
                    metavar="MEASURE",
                    help=N_("code of the measure, as M2.1d"),
                ),
                card,
                receipt,
                _LANGUAGE,
                arg("--say", choices="client.app.consents:SAID", help=N_("your answer; without it the words are only shown")),
                arg(
                    "--capacity",
                    choices="client.law.records.consents:CAPACITIES",
                    default="SELF",
                    help=N_("for yourself, as a parent or as a representative"),
                ),
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
