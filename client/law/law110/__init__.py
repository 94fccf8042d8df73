"""Law No. 110-VIII of 5 July 2024, for a protected person who is a victim of trafficking. ``MODULES`` names its modules."""

from types import ModuleType

MODULES: tuple[ModuleType, ...] = ()
