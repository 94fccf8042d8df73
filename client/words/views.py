"""What a view says, in lines: each subject's module registers how its views are told."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V")
Teller = Callable[[Any, str], list[str]]

_TELLERS: dict[type, Teller] = {}


def tells(view: type[V]) -> Callable[[Callable[[V, str], list[str]]], Callable[[V, str], list[str]]]:
    """Marks the function that tells such a view in a language."""

    def register(tell: Callable[[V, str], list[str]]) -> Callable[[V, str], list[str]]:
        _TELLERS[view] = tell
        return tell

    return register


def tell_view(view: object, lang: str) -> list[str]:
    """The lines of a view. Its teller stands in ``client/words`` under the name of the app's module or package."""
    if type(view) not in _TELLERS:
        importlib.import_module(f"client.words.{type(view).__module__.split('.')[2]}")
    return _TELLERS[type(view)](view, lang)
