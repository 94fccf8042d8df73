"""An error as its reader is told it."""

from __future__ import annotations

from client.app.casework.casework import Unlawful
from client.app.saying import say
from client.law.answer import NotMet
from client.words.saying import fill, tell
from crypto.errors import QorganError


def tell_error(error: Exception, lang: str) -> str:
    """In one line. What the law refuses names every rule that is broken, why, and what would mend it."""
    if isinstance(error, Unlawful):
        return "; ".join(_refusal(each, lang) for each in error.answers)
    if isinstance(error, QorganError):
        return fill(error.template, error.words, lang)
    return str(error)


def _refusal(answer: NotMet, lang: str) -> str:
    return tell(
        say("{rule}: {because}; what would mend it: {remedy}", rule=answer.rule, because=answer.because, remedy=answer.remedy), lang
    )
