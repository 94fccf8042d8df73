"""A verb whose act or view is a use case: the arguments become the wish, the outcome becomes the answer.

What else a use case works with is known by the names of its parameters: ``office`` (the opened store, or the person who comes
back), ``ceremony`` (an authority), ``home`` (a device that begins), ``device`` (a borrowed one), ``now``; any other is an argument.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import inspect
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from client.cli.texts import language
from client.cli.verb import OFFICER, Answer

if TYPE_CHECKING:
    from client.cli.context import Context

HOLDER_LANGUAGE = "holder_language"
"""A field of a wish that is no argument: the language of who sits at this terminal."""
LANGUAGE = "language"
"""One that a wish must have: that of who sits here, where no other is said."""
Before = Callable[["Context", argparse.Namespace], None]


class Using:
    """``where``: ``module:function`` of ``client.app``; imported when the verb runs, so that listing verbs stays fast. ``before``
    changes the arguments first; ``given`` are fields that this verb always says. ``returning``: a person comes back for it."""

    def __init__(self, where: str, before: Before | None, given: Mapping[str, Any], *, returning: bool = False) -> None:
        self.where, self._before, self._given, self._returning = where, before, given, returning
        self._module, _colon, self.act = where.partition(":")

    def __call__(self, context: Context, args: argparse.Namespace) -> Awaitable[Answer]:
        return self._run(context, args)

    async def _run(self, context: Context, args: argparse.Namespace) -> Answer:
        from client.cli.showing import shown

        if self._before is not None:
            self._before(context, args)
        function = getattr(importlib.import_module(self._module), self.act)
        said = {**vars(args), **self._given}
        wishes = {name: self._wish(function, name, said) for name in inspect.signature(function).parameters if name not in _WORKS}
        async with AsyncExitStack() as stack:
            if self._returning:
                from client.cli.standing import returning

                await stack.enter_async_context(returning(context, args))
            works = {name: _works(name, context) for name in inspect.signature(function).parameters if name in _WORKS}
            result = function(**works, **wishes)
            return shown(await result if inspect.isawaitable(result) else result, getattr(args, "program", OFFICER))

    def _wish(self, function: Callable[..., object], name: str, said: Mapping[str, Any]) -> object:
        if name != "wish":
            return said[name] or (language() if name == LANGUAGE else None)
        return wish_of(vars(importlib.import_module(self._module))[str(function.__annotations__["wish"])], said)


def use(where: str, before: Before | None = None, **given: Any) -> Using:
    return Using(where, before, given)


def use_returning(where: str, before: Before | None = None, **given: Any) -> Using:
    """By a person who comes back with card and passphrase."""
    return Using(where, before, given, returning=True)


_WORKS = frozenset({"office", "ceremony", "home", "device", "now"})


def _works(name: str, context: Context) -> object:
    from client.cli import standing

    match name:
        case "office":
            return context.office
        case "ceremony":
            return standing.ceremony(context)
        case "home":
            return standing.new_home(context)
        case "device":
            return standing.borrowed(context)
    return context.clock()


def wish_of(form: type, arguments: Mapping[str, Any]) -> object:
    """What was said goes into the fields of the same names; what was not said stays as the wish has it."""
    said: dict[str, Any] = {}
    for field in dataclasses.fields(form):
        value = language() if field.name == HOLDER_LANGUAGE else arguments.get(field.name)
        if value is None and field.name == LANGUAGE and field.default is dataclasses.MISSING:
            value = language()
        if value is not None:
            said[field.name] = tuple(value) if isinstance(value, list) else value
    return form(**said)
