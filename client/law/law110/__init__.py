"""Law No. 110-VIII of 5 July 2024, for a protected person who is a victim of trafficking. ``MODULES`` names its modules."""

from types import ModuleType

from client.law.law110 import (
    a01_status,
    a05_confidentiality,
    a09_residence,
    a17_rights,
    a18_referrals,
    a20_return,
    a21_children,
)

MODULES: tuple[ModuleType, ...] = (
    a01_status,
    a05_confidentiality,
    a09_residence,
    a17_rights,
    a18_referrals,
    a20_return,
    a21_children,
)
