"""An error as its reader is told it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from client.app.casework.casework import Unlawful
from client.app.saying import Code, say
from client.law.answer import NotMet
from client.law.payload import NotOfTheForm
from client.texts import N_, has_text
from client.words.saying import fill, tell
from crypto.errors import CannotOpen, Forged, Malformed, QorganError, Refused

NEWER = N_("what came is of a newer version of the program ({detail})")
DETAILS: Mapping[type[QorganError], str] = {
    Malformed: N_("what came is not of the format: it is damaged, or made by another program ({detail})"),
    Forged: N_("what came does not hold: it was damaged or changed on the way ({detail})"),
    CannotOpen: N_("no key that is here opens it ({detail})"),
}
"""Around a detail that only damaged or hostile bytes can cause: it stays in English, for whoever mends the program."""
PROTOCOL = N_("a rule of the protocol forbids it ({detail})")
_RULE_OF_MLS = re.compile(r"\[[A-Z]{1,2}\d+\] ")


def tell_error(error: Exception, lang: str) -> str:
    """In one line. What the law refuses names every rule that is broken, why, and what would mend it."""
    if isinstance(error, Unlawful):
        return "; ".join(_refusal(each, lang) for each in error.answers)
    if isinstance(error, QorganError):
        around = _around(error, lang)
        return fill(around, {"detail": Detail(str(error))}, lang) if around else fill(error.template, error.words, lang)
    if isinstance(error, NotOfTheForm):
        return fill(error.template, error.words, lang)
    return str(error)


class Detail(str):
    """A text that is shown as it is, although it may be one of the catalogues too."""

    __slots__ = ()


def _around(error: QorganError, lang: str) -> str:
    """The sentence that a detail stands in; empty for an error that speaks for itself."""
    if has_text(error.template, lang):
        return ""
    if isinstance(error, Malformed) and error.code == "unknown-version":
        return NEWER
    if isinstance(error, Refused) and _RULE_OF_MLS.match(error.template):
        return PROTOCOL
    return next((around for kind, around in DETAILS.items() if isinstance(error, kind)), "")


def _refusal(answer: NotMet, lang: str) -> str:
    return tell(
        say(
            "{rule}: {because}; what would mend it: {remedy}", rule=Code(answer.rule), because=answer.because, remedy=answer.remedy
        ),
        lang,
    )
