"""Randomness as an argument: the core never draws any itself (style rule 4).

``entropy(n)`` returns ``n`` fresh unpredictable bytes. Programs pass the operating system's generator at their composition
root; tests pass a seeded one. The one exception is the HPKE seal of pyca, which draws its own ephemeral key
(``crypto.primitives.hpke_seal``).
"""

from __future__ import annotations

from collections.abc import Callable

Entropy = Callable[[int], bytes]
