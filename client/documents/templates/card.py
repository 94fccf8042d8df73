"""Cards on paper: the enrolment card, a secret, and the public card of the front desks. Neither rests on a record.

The enrolment card says neither whose it is nor what it is for: found in a pocket, it must tell nothing.
"""

from __future__ import annotations

from client.documents.document import Block, Code, Document, Fields, Heading, Items, Paragraph
from client.documents.templates.leaflet import NOW
from client.documents.templates.spoken import notice
from client.documents.words import Words
from client.law.titles import N_

ENROLMENT, FRONT_DESK = N_("Enrolment card"), N_("How to report a threat without an account")
SECRET = (
    N_("Secret until it is used"),
    N_("Whoever has this card can enrol in your place. Show it to nobody and take no picture of it. It works once."),
)
STEPS = (
    N_("Be alone, or alone with the person who gave you the card. Use a device that is yours."),
    N_(
"Open the program and choose to enrol. Let it read the square below, or type the letters beside it: "
"capital or small, with hyphens or without."
),
    N_(
"The program shows a short code. Read it aloud to the person who gave you the card, face to face or by "
"telephone. They compare it. If it differs, stop and ask for a new card."
),
    N_(
"The program shows your passphrase, once. Learn it by heart. It is the only key there is: nobody can "
"give it back to you, and nobody will ever ask you for it."
),
    N_("Destroy this card."),
)  # fmt: skip
DESK_STEPS = (
    N_("Open the program on a device that is yours and choose to report. You need no account and no name."),
    N_("Let it read the square below, or type the letters beside it."),
    N_("Write what happened and who is in danger. Add pictures or files if you have any. Mark it urgent if it is."),
    N_(
"The program shows receipt words. Write them down where nobody else finds them: with them, and only with "
"them, you read the answer."
),
    N_("A decision comes within 24 hours, at once where it is urgent."),
)  # fmt: skip
NO_NOUGHT = N_("After QORGAN1 there is no nought and no one: O and I are letters.")
PUBLIC = N_("This card is public. It holds no secret and may be copied and hung up.")


def enrolment(w: Words, text: str, expires: int) -> Document:
    """``text``: the card's own; ``expires`` in milliseconds."""
    blocks: tuple[Block, ...] = (
        notice(w, SECRET),
        Fields(((w(N_("Valid until")), w.time(expires)),)),
        Heading(w(N_("What to do, step by step"))),
        Items(tuple(map(w, STEPS)), ordered=True),
        Code(text, _by_hand(text)),
        Paragraph(w(NO_NOUGHT)),
    )
    return Document("enrolment-card", w.language, w(ENROLMENT), "", "", "", "", blocks, legal=False)


def _by_hand(text: str) -> str:
    """Three groups a line, with spaces: who types it keeps the place. Reading forgives both."""
    groups = text.split("-")
    return "\n".join(" ".join(groups[at : at + 3]) for at in range(0, len(groups), 3))


def front_desk(w: Words, text: str, names: tuple[str, ...]) -> Document:
    """``names``: of the bodies whose desks it has."""
    blocks: tuple[Block, ...] = (
        notice(w, NOW),
        Paragraph(
            w(
                N_(
                    "Your report is sealed on your device. These bodies can open it, and the prosecutor who supervises them. "
                    "Nobody else can:"
                )
            )
        ),
        Items(names),
        Heading(w(N_("What to do, step by step"))),
        Items(tuple(map(w, DESK_STEPS)), ordered=True),
        Code(text, _by_hand(text)),
        Paragraph(w(NO_NOUGHT)),
        Paragraph(w(PUBLIC)),
    )
    return Document("front-desk-card", w.language, w(FRONT_DESK), ", ".join(names), "", "", "", blocks, legal=False)
