"""Papers that rest on no record, for the gallery and for the tests that hold of every paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from client.documents.document import Document
from client.documents.identity import paper
from client.documents.templates.card import enrolment, front_desk
from client.documents.templates.leaflet import leaflet
from client.documents.words import Words
from client.formats.identity import ATTACHED, Address, Birth, Identity, Name, Number, Reference, Relative
from client.law.records.identity import IdentityRequest
from crypto.card import EnrolmentCard, FrontDeskCard
from crypto.types import CircleId
from tests.documents.samples import AT, DAY, DECIDING, IMPLEMENTING

CIRCLES = (CircleId(bytes(range(32))), CircleId(bytes(range(32, 64))))
ROOT, SALT, URL = bytes(range(64, 96)), bytes(range(96, 112)), "https://qorgan.example"
CARD = EnrolmentCard(ROOT, SALT, URL, CIRCLES, 5, bytes(range(112, 144)), bytes(range(144, 176)), AT + 7 * DAY)
DESKS = FrontDeskCard(ROOT, SALT, URL, CIRCLES, (DECIDING, IMPLEMENTING))

REQUEST = IdentityRequest("5e" * 16, "6f" * 16, "сотқа шақыру", AT, AT + DAY, copy_for="Алатау аудандық соты")
OPENED = Identity(
    (Name("Ахметова", "Самал", "Бақытқызы"),),
    (Name("Сериккалиева", "Самал", kind="MAIDEN"),),
    Birth("1988-03-14", "Тараз"),
    (Number("IIN", "880314400012"), Number("PHONE", "+7 701 555 12 34")),
    (Address("HOME", "Алматы, Абай даңғылы 10, 5-пәтер"),),
    (Reference("PHOTOGRAPH", f"{ATTACHED}{'4f' * 32}"),),
    (Reference("FINGERPRINTS", "12-445"),),
    (Relative("CHILD", (Name("Ахметов", "Дәурен"),), (Number("PHONE", "87015550000"),)),),
    notes="көршісі: Гүлнар",
)
"""What a custodian opened: nobody's."""

HANDOUTS: Mapping[str, Callable[[str], Document]] = {
    "leaflet": lambda language: leaflet(Words(language)),
    "enrolment-card": lambda language: enrolment(Words(language), CARD.encode(), CARD.expires),
    "identity-copy": lambda language: paper(DECIDING, REQUEST, OPENED, "", Words(language)),
    "front-desk-card": lambda language: front_desk(Words(language), DESKS.encode(), DESKS.names),
}
"""By form; the same in every deployment but for the cards' own letters."""
