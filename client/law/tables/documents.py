"""New personal data and documents (L72 19; S-03, S-26, S-31): what may be changed, which documents, and how long they take.

What may be changed follows an analogous law (S-03): Art. 19 itself says no more than changed personal data.
"""

from __future__ import annotations

from client.law.titles import N_

CHANGEABLE = {
    "surname": N_("surname"),
    "name": N_("name"),
    "patronymic": N_("patronymic"),
    "birth date": N_("date of birth"),
    "birth place": N_("place of birth"),
    "document numbers": N_("numbers of documents"),
}

DOCUMENTS = {
    "IDENTITY_CARD": N_("identity card"),
    "PASSPORT": N_("passport"),
    "BIRTH": N_("birth certificate"),
    "DRIVING": N_("driving licence"),
    "EDUCATION": N_("certificate of education"),
    "WORK": N_("record of employment"),
    "PENSION": N_("pension and insurance records"),
    "MARRIAGE": N_("marriage certificate"),
    "RESIDENCE": N_("residence permit"),
    "OTHER": N_("other document"),
}

STATES = ("REQUESTED", "PREPARED", "ISSUED", "HANDED_OVER", "OLD_SURRENDERED")
"""L72-19.1, in this order."""

BUSINESS_DAYS, BUSINESS_DAYS_EXPEDITED = 17, 7
"""S-31: policy, not law: what the document service was said to take at most; for planning."""
