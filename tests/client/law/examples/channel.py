"""One well-formed record of each type."""

from __future__ import annotations

from client.law.records.files import Acceptance, Acknowledgement, Admission, Disclosed, FileOpened, Invitation, Note
from client.law.records.identity import IdentityApproval, IdentityHalf, IdentityOpened, IdentityRequest, IdentitySealed
from client.law.records.policy import PolicyApproval, PolicyProposal
from client.law.records.reports import Attachment, Enrol, Receipt, Statement, Threat
from client.law.records.rulings import Considered, Decision, Order, Review, SelectedMeasure, Selection, notice_of
from client.law.records.tasks import Task, TaskOpened, TaskReport
from tests.client.law.casebook.cast import T0

ID = "0b" * 16
HASH = "a1" * 32
DAY_MS = 86_400_000
MEASURE = SelectedMeasure(
    "M2.1a", "екі офицер", "1-бөлім", T0, T0 + 30 * DAY_MS, (Considered("M2.2a", False, "жеткіліксіз"),),
    need="үй маңында бақылау бар", duration="TEMPORARY",
)  # fmt: skip
"""With the words that some other measures need, so that cases may change the code alone."""

SELECTION = Selection(ID, "7", HASH, (MEASURE,))

EXAMPLES: tuple[object, ...] = (
    Statement(
        ID, "Маған қоңырау шалып қорқытты", "kk", 1_700_000_000_000, False, ("ІІД",), (Attachment("00ff", "f.png", "image/png", 3),)
    ),
    Threat(ID, "Есік алдында тұр", "kk", 1_700_000_000_000, True),
    Enrol(HASH, HASH, "kk"),
    Receipt(HASH),
    Acceptance(ID, 1_700_000_000_000, "DL-01", "Өтініш қабылданды", "kk"),
    FileOpened(ID, "Қарлығаш", "person", "deciding", "WRITTEN", ("P12a",), ID, (HASH,)),
    Acknowledgement(ID, ""),
    Invitation(ID, HASH, HASH),
    Admission(ID, HASH, "123456 654321"),
    Disclosed(HASH, "сұрау"),
    Note("ескерту"),
    Decision(ID, "12-1", "APPLY", "негіз", ("statement",), "тексерілді", ("M1.8",), ("court", "prosecutor"), "құқықтар", "kk"),
    Order(ID, "12-2", HASH, "12-1"),
    SELECTION,
    notice_of(SELECTION),
    Review(ID, "M2.1a", "EXTENDED", "қауіп бар", T0 + 60 * DAY_MS),
    Task(ID, "M2.5a", "екі бөлмелі пәтер", "L72 18, 21, 24", 5_000),
    TaskReport(ID, "DONE", ""),
    TaskOpened(ID, ID, HASH, "M2.5a", "Әкімдік"),
    IdentitySealed(ID, "Қарлығаш", "00"),
    IdentityHalf(ID, HASH, "00"),
    PolicyProposal(ID, 1, 3, (HASH,), "00", "прокурор ауысты"),
    PolicyApproval(ID, HASH * 3),
    IdentityRequest(ID, ID, "куәні тану", 1_000, 2_000),
    IdentityApproval(ID, HASH, "00"),
    IdentityOpened(ID),
)
