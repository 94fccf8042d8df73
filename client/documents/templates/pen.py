"""Lines to sign by pen: receipts to be torn off, and signatures of those who are not in the program."""

from __future__ import annotations

from client.documents.document import Blank, Block, Heading, Paragraph
from client.documents.templates.outside import rows
from client.documents.words import Words
from client.law.titles import N_

RECEIPT = N_("Receipt")
RECEIVED = N_("I have received and read the paper named above.")
NAME, DATE, SIGNATURE = N_("Surname and initials"), N_("Date and time"), N_("Signature")
REFUSED = N_("If the signature is refused: who handed it over, who witnessed it, and their signatures")


def receipt(w: Words, title: str, number: str, said: str = RECEIVED) -> tuple[Block, ...]:
    """A leaf that stays with the body. ``title``: what was handed over, in words already; ``said``: a message id."""
    return (
        Heading(w(RECEIPT)),
        rows((w(N_("What was handed over")), title), (w(N_("Number")), number)),
        Paragraph(w(said)),
        *lines(w, NAME, DATE, SIGNATURE, REFUSED),
    )


def lines(w: Words, *labels: str) -> tuple[Block, ...]:
    """``labels``: message ids."""
    return tuple(Blank(w(each)) for each in labels)
