"""What may be issued: kinds of items by measure (L72 15; A.2.2). A policy list: types and procedure are the Government's (15 pt4),
whose act each entry of a register names."""

from __future__ import annotations

from client.law.titles import N_
from crypto.frozen import dataclass

EQUIPMENT_MEASURES = ("M2.2a", "M2.2b", "M2.2c", "M2.2d", "M2.2e")

WEAPON = "M2.2e"
WEAPON_CODES = frozenset({"P01", "P03", "P04", "P05", "P06"})
"""L72 15 pt2: the persons of subparagraphs 1), 3), 4), 5) and 6) of Art. 3. None passes it on to a relative (A.1 check 3)."""

TRAINED = frozenset({"M2.2b", "M2.2e"})
"""L72 26(5): what is handed over only after training, where the body's policy says so. Policy, not law: by default it does."""

CLIENT_DEVICE = "CLIENT"
"""The telephone on which the person reports is itself issued property (L72-15.1)."""


@dataclass(frozen=True, slots=True)
class ItemType:
    code: str
    title: str
    measures: tuple[str, ...]


ITEM_TYPES = {
    each.code: each
    for each in (
        ItemType("VEST", N_("body armour"), ("M2.2a",)),
        ItemType("PROTECTION", N_("other protective equipment"), ("M2.2a",)),
        ItemType("SPRAY", N_("spray"), ("M2.2b",)),
        ItemType("DEFENCE", N_("other means of self-defence"), ("M2.2b",)),
        ItemType(CLIENT_DEVICE, N_("device with this program"), ("M2.2c",)),
        ItemType("PHONE", N_("telephone"), ("M2.2c",)),
        ItemType("RADIO", N_("radio"), ("M2.2c",)),
        ItemType("RECORDER", N_("recorder of attacks"), ("M2.2d",)),
        ItemType("ALARM", N_("alarm"), ("M2.2d",)),
        ItemType("SERVICE_WEAPON", N_("service weapon"), (WEAPON,)),
        ItemType("COMBAT_WEAPON", N_("combat weapon"), (WEAPON,)),
        ItemType("DEFENCE_WEAPON", N_("weapon of self-defence"), (WEAPON,)),
    )
}
