"""Well-formed records of ``client.law.records.contract`` and the person's answer to it. What they say of the file fits the
backgrounds of the cases: decision 12-1, order 12-2, ruling 7 that chooses M2.1a."""

from __future__ import annotations

import hashlib

from client.law.records.contract import (
    Breach,
    BreachExplained,
    BreachHeard,
    Clause,
    Contract,
    ContractClosed,
    ContractMinuted,
    Demand,
    RightsWeighed,
    RightWeighed,
    contract_text,
)
from client.law.records.reports import Consent, ContractSignature
from client.law.tables.clauses import CLAUSES, RIGHTS

ID = "0b" * 16
HASH = "a1" * 32
AT = 1_700_000_000_000
PLACES = {
    "pseudonym": "Қарлығаш",
    "decision": "12-1, 12-2",
    "ruling": "7",
    "measures": "M2.1a (two officers)",
    "consents": "M2.1a",
    "language": "kk",
}

OWN = dict.fromkeys(("inventory", "stay", "services", "moves", "documents", "appearance", "transfer", "family"), "—")

SAID = tuple(Clause(each.id, each.text.format(**PLACES, **OWN)) for each in CLAUSES.values())
"""All thirty, in their order: also those that this contract does not need. A case takes one away to see whether it is missed."""

ANNEXES = tuple(Clause(each.id, each.annex.format(**PLACES, **OWN)) for each in CLAUSES.values() if each.annex)
TEXT_HASH = hashlib.sha256(contract_text(SAID, ANNEXES).encode()).hexdigest()

EXAMPLES: tuple[object, ...] = (
    Contract(ID, 1, "kk", HASH, ("M2.1a",), SAID, TEXT_HASH, ANNEXES),
    ContractSignature(HASH, TEXT_HASH, "kk", True, "", (Consent(HASH, "M2.1a", True, TEXT_HASH),), "SELF", True),
    ContractClosed(HASH, HASH),
    ContractMinuted(
        HASH, TEXT_HASH, "kk", False, "қол қойғысы келмейді", "шараларды тоқтатуға негіз болуы мүмкін", "PP", "", "психолог", "", AT
    ),
    RightsWeighed(ID, "M2.1a", tuple(RightWeighed(each, False, "") for each in RIGHTS)),
    Demand(ID, "K08", "үйден жалғыз шықпаңыз", "kk"),
    Breach("0d" * 16, ID, "K08", "", "үйден жалғыз шықты", AT, "күзет офицерінің баянаты"),
    BreachExplained("0d" * 16, "дәрі керек болды", "kk"),
    BreachHeard("0d" * 16, "дәрі керек болды", "офицер үйде сұрады", AT, ""),
)
