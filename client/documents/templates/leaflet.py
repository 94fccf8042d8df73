"""The leaflet of rights and duties (L72 25, 26, 26-1(3)(4)): it rests on no record and decides nothing.

It says nothing of signs that are agreed upon for use under force: whoever forces the reader may read the leaflet too.
"""

from __future__ import annotations

from client.documents.document import Block, Document, Heading, Items, Paragraph, Table
from client.documents.templates.spoken import KEEP_IT, notice
from client.documents.words import Words
from client.law.law72.a26_1_informing import leaflet_contacts
from client.law.tables.threats import for_leaflet
from client.law.titles import N_

TITLE = N_("Your rights and duties under state protection")
NOW = (N_("In danger this minute?"), N_("Call 102 or 112. Then tell your contact officer, or report it in the program."))
FOR_WHOM = N_(
    "This leaflet is for you if you asked for protection, or if security measures apply to you under Law No. "
    "72. Whoever lawfully represents a child, or a person who cannot act alone, has the same rights for them "
    "(Article 23(8))."
)

REPORTING = (
    N_("Open the program, enter your passphrase and write what happened. One sentence is enough: when, where, who, what."),
    N_(
"It goes sealed to both bodies together, to the one that decides and to the one that protects you. The "
"program shows that it arrived, and when a human has taken it in hand."
),
    N_("No connection? Telephone your contact officer, and do not wait for one."),
    N_(
"If you cannot use the program, tell your contact officer or any duty officer of the two bodies, by "
"telephone or in person."
),
    N_("Report also what seems small, and what happened long ago. A late report is taken like any other."),
)  # fmt: skip
RIGHTS = (
    N_("To get a decision within 24 hours of your statement, at once where it is urgent, and a copy with reasons (Article 23(1))."),
    N_("To know which measures apply to you, to your family and to your close relatives (Article 25(1))."),
    N_(
"To ask for particular measures, to decline particular ones, or to ask that one or all be lifted. A "
"ruling answers a request to lift within three days (Articles 25(2) and 27(3))."
),
    N_("To ask for more measures. If there is a new threat, this is a new statement, and the 24 hours run again (Article 25(4))."),
    N_(
"To say yes or no, measure by measure, where the law wants your consent: guards, devices at home, a safe "
"place, moving, new documents, a changed appearance. You may take a consent back at any time (Articles "
"14, 16 and 18 to 20)."
),
    N_(
"To have a written contract in a language that you understand. It may take away none of your rights to "
"pension, housing and work (Article 23(6))."
),
    N_(
"To be told without delay of threats, of measures and of decisions, and to have your rights and duties "
"explained (Article 26-1(3))."
),
    N_("To have a psychologist, if you want one (Article 23(7))."),
    N_("To pay nothing: the state bears the cost of all measures (Article 29)."),
    N_("To have measures go on until a reasoned ruling ends them. A date alone ends nothing (Article 27)."),
    N_("To be compensated as the law says, if you are harmed because you take part in the case (Article 30)."),
)  # fmt: skip
DUTIES = (
    N_("To keep the conditions of the measures and the lawful demands of those who protect you (Article 26(1))."),
    N_("To report every threat and unlawful act against you at once (Article 26(2))."),
    N_(
"To look after what is issued to you, and to give it back. Who sells it, gives it away or damages it on "
"purpose answers for it (Article 26(3))."
),
    N_(
"To tell nobody about the measures. A lawyer and who decides your complaint may know what they need for "
"it (Article 26(4))."
),
    N_("To learn to use what is issued to you, where you are asked to (Article 26(5))."),
)  # fmt: skip
HEARD = N_(
    "If it is said that you broke the contract, you are heard before anything follows from it, and only a ruling can end measures."
)
COMPLAINTS = (
    (
        N_("Measures were refused or ended by an investigator, an inquiry officer or another official"),
        N_("to a court or to the prosecutor's office"),
        N_("without delay (Article 23(2))"),
    ),
    (
        N_("They were refused or ended by a prosecutor or a judge"),
        N_("to the higher prosecutor or to the higher court"),
        N_("immediately (Article 23(3))"),
    ),
    (
        N_("Any other decision or act, or that nothing is done"),
        N_("as you choose: to the higher authority, to the prosecutor's office or to a court"),
        N_("the law names no time (Article 25(3))"),
    ),
)
HOW_TO = N_(
    "You write the complaint in the program, sealed so that the official complained of cannot read it, or "
    "you have it printed. It is free, needs no lawyer and ends no measure. You choose what to show with it."
)
ALSO = N_("These hear complaints too. They open no sealed data, and you need not tell them where you are:")
OFFICIAL = N_("If an official asks for money, tells others about you or threatens you: tell the prosecutor's office.")
NOT_OFFICIAL = N_("This leaflet explains the law in plain words. What binds is the law itself and the decision in your case.")


def leaflet(w: Words, issuer: str = "") -> Document:
    """``issuer``: the body that hands it out, empty where nobody does."""
    heads = tuple(map(w, (N_("What was done"), N_("Where to complain"), N_("How soon it is decided"))))
    blocks: tuple[Block, ...] = (
        notice(w, NOW),
        Paragraph(w(FOR_WHOM)),
        Heading(w(N_("How to report a threat"))),
        Items(tuple(map(w, REPORTING)), ordered=True),
        Heading(w(N_("You have the right"))),
        Items(tuple(map(w, RIGHTS))),
        Heading(w(N_("You have the duty"))),
        Items(tuple(map(w, DUTIES))),
        Paragraph(w(HEARD)),
        Heading(w(N_("How to complain"))),
        Table(heads, tuple(tuple(map(w, row)) for row in COMPLAINTS)),
        Paragraph(w(HOW_TO)),
        Paragraph(w(OFFICIAL)),
        Heading(w(N_("Who else hears you"))),
        Paragraph(w(ALSO)),
        Items(_contacts(w)),
        notice(w, KEEP_IT),
        Paragraph(w(NOT_OFFICIAL)),
    )
    return Document("leaflet", w.language, w(TITLE), issuer, "", "", w.article("25, 26, 26-1(3)(4)"), blocks, legal=False)


def _contacts(w: Words) -> tuple[str, ...]:
    lines = tuple(f"{w(each.title)}: {each.number}" for each in for_leaflet() if not each.foreign)
    return (*(w(each) for each in leaflet_contacts()), *lines)
