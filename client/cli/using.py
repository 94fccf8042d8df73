"""A verb whose act or view is a use case: the arguments become the wish, the outcome becomes the answer."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from client.cli.texts import language
from client.cli.verb import Answer

if TYPE_CHECKING:
    from client.cli.context import Context

HOLDER_LANGUAGE = "holder_language"
"""A field of a wish that is no argument: the language of who sits at this terminal."""


class Using:
    """``where``: ``module:function`` of ``client.app``; imported when the verb runs, so that listing verbs stays fast. ``before``
    changes the arguments first."""

    def __init__(self, where: str, before: Callable[[argparse.Namespace], None] | None = None) -> None:
        self.where, self._before = where, before
        self._module, _colon, self.act = where.partition(":")

    def __call__(self, context: Context, args: argparse.Namespace) -> Awaitable[Answer]:
        return self._run(context, args)

    async def _run(self, context: Context, args: argparse.Namespace) -> Answer:
        from client.cli.showing import shown

        if self._before is not None:
            self._before(args)
        module = importlib.import_module(self._module)
        function = getattr(module, self.act)
        wish = wish_of(vars(module)[str(function.__annotations__["wish"])], vars(args))
        with_office = "office" in inspect.signature(function).parameters
        result = function(context.office, wish) if with_office else function(wish)
        return shown(await result if inspect.isawaitable(result) else result)


def use(where: str, before: Callable[[argparse.Namespace], None] | None = None) -> Using:
    return Using(where, before)


def wish_of(form: type, arguments: dict[str, Any]) -> object:
    """What was said goes into the fields of the same names; what was not said stays as the wish has it."""
    said: dict[str, Any] = {}
    for field in dataclasses.fields(form):
        value = language() if field.name == HOLDER_LANGUAGE else arguments.get(field.name)
        if value is not None:
            said[field.name] = tuple(value) if isinstance(value, list) else value
    return form(**said)
