"""Lines to sign by pen: receipts to be torn off, and signatures of those who are not in the program."""

from __future__ import annotations

from typing import Any

from client.documents.document import Blank, Block, Heading, Notice, Paragraph
from client.documents.facts import Facts
from client.documents.templates.outside import rows
from client.documents.words import Words
from client.law.titles import N_

RECEIPT = N_("Receipt")
RECEIVED = N_("I have received and read the paper named above.")
AS_ON_PAPER = N_("Name, as it stands on the paper that was handed over")
"""Of who is protected: a surname on a receipt would tell whose pseudonym it is."""

NAME, DATE, SIGNATURE = N_("Surname and initials"), N_("Date and time"), N_("Signature")
REFUSED = N_("If the signature is refused: who handed it over, who else was there, and their signatures")
PERSON_SIGNS = N_("Signature of the protected person or of the lawful representative")
SIGN_DATE = N_("Date")
UNSIGNED = N_("Not signed by both")
UNSIGNED_MEANS = N_("This is the text as it was offered. It binds nobody until the person and the body have signed it.")


def unsigned(facts: Facts[Any]) -> tuple[Block, ...]:
    """That one of the two has not signed, where that is so."""
    w = facts.words
    return () if len(facts.signers) > 1 else (Notice(w(UNSIGNED), w(UNSIGNED_MEANS)),)


def receipt(w: Words, title: str, number: str, said: str = RECEIVED, name: str = NAME) -> tuple[Block, ...]:
    """A leaf that stays with the body. ``title``: what was handed over, in words already, empty where its number is enough;
    ``said``, ``name``: message ids."""
    return (
        Heading(w(RECEIPT)),
        rows((w(N_("What was handed over")), title), (w(N_("Number")), number)),
        Paragraph(w(said)),
        *lines(w, name, DATE, SIGNATURE, REFUSED),
    )


def lines(w: Words, *labels: str) -> tuple[Block, ...]:
    """``labels``: message ids."""
    return tuple(Blank(w(each)) for each in labels)
