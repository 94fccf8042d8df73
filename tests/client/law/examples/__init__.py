"""One well-formed record of each type: by subject, as the records are. The cases start from these and say what they change."""

from __future__ import annotations

from client.law.catalogue import envelope
from tests.client.law.examples import (
    access,
    bodies,
    channel,
    children,
    closures,
    complaints,
    consents,
    contract,
    decisions,
    direct,
    ending,
    information,
    instructions,
    measures,
    money,
    newdata,
    papers,
    partners,
    persons,
    places,
    property,
    referrals,
    requests,
    residence,
    returns,
    support,
    threats,
    trafficking,
    transfers,
)
from tests.client.law.examples.channel import DAY_MS, HASH, ID, SELECTION

__all__ = ["BY_NAME", "DAY_MS", "EXAMPLES", "HASH", "ID", "SELECTION"]

MODULES = (
    channel,
    access,
    bodies,
    children,
    closures,
    complaints,
    consents,
    contract,
    decisions,
    direct,
    ending,
    information,
    instructions,
    measures,
    money,
    newdata,
    papers,
    partners,
    persons,
    places,
    property,
    referrals,
    requests,
    residence,
    returns,
    support,
    threats,
    trafficking,
    transfers,
)

EXAMPLES: tuple[object, ...] = tuple(each for module in MODULES for each in module.EXAMPLES)

BY_NAME = {envelope(each)[0]: each for each in EXAMPLES}
