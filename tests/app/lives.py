"""Files with a long life, to be read and looked at."""

from __future__ import annotations

from client.core.values import ShownEntry
from client.law.records.files import Acknowledgement, FileOpened, Note
from client.law.records.reports import Receipt, Statement, Threat
from client.law.records.rulings import Decision, Order, SelectedMeasure, Selection
from crypto.policy import CircleKind
from crypto.types import BodyKind
from tests.app.held import INVESTIGATOR, OFFICIAL, START, FakeChannel, digest

DAY = 86_400_000
DECIDING, IMPLEMENTING = BodyKind.DECIDING, BodyKind.IMPLEMENTING


def id_of(text: str) -> str:
    return digest(text).hex()[:32]


def measure(code: str) -> SelectedMeasure:
    return SelectedMeasure(code, "phone", "unit", START, START + 30 * DAY, ())


class Life:
    """A file in four circles, and records of every kind to put into them."""

    def __init__(self, channel: FakeChannel, name: str = "a") -> None:
        self.channel, self.name, self.file, self.statement = channel, name, id_of(f"file {name}"), id_of(f"statement {name}")
        self.desk = channel.found("desk", CircleKind.FRONT_DESK, DECIDING) if not channel.held else next(iter(channel.held))
        self.coordination = channel.found(f"{name} coordination", CircleKind.COORDINATION, DECIDING, IMPLEMENTING)
        self.person = channel.found(f"{name} person", CircleKind.PERSON, IMPLEMENTING)
        self.number = 0

    def opened(self, kind: str) -> FileOpened:
        return FileOpened(self.file, f"Swallow {self.name}", kind, "deciding", "WRITTEN", ("P12a",), self.statement, ())

    def begin(self) -> None:
        put = self.channel.put
        put(self.desk, Statement(self.statement, "x", "kk", START, False, ("D",), ()), "anyone")
        put(self.coordination, self.opened("coordination"), INVESTIGATOR)
        put(self.person, self.opened("person"), OFFICIAL)
        words = ("r", ("statement",), "v", ("M1.8",), ("court",), "rights", "kk")
        decision = put(self.coordination, Decision(self.file, "1", "APPLY", *words), INVESTIGATOR)
        order = put(self.coordination, Order(self.file, "2", decision.hash.hex(), "1"), INVESTIGATOR)
        put(self.person, Selection(self.file, "7", order.hash.hex(), (measure("M2.2c"),)), OFFICIAL)
        put(self.person, Selection(self.file, "8", digest("no order").hex(), (measure("M2.3"),)), OFFICIAL)

    def more(self) -> ShownEntry:
        """One record of a long life."""
        self.number += 1
        report, put = id_of(f"threat {self.name} {self.number // 4}"), self.channel.put
        match self.number % 4:
            case 0:
                return put(self.person, Threat(report, "a call in the night", "kk", START, True), "person")
            case 1:
                return put(self.person, Acknowledgement(report, "patrol sent"), OFFICIAL)
            case 2:
                return put(self.person, Receipt(digest("5").hex()), "person")
        return put(self.person, Note("checked"), OFFICIAL)
