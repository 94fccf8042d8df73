"""Methods of value classes, compiled once for each shape: how many fields there are, and which of them a factory makes.

In the code of a shape the fields are called f0, f1 ...; a class gets a copy of the code with its own names in their place. That
is a copy of a tuple or two, where compiling takes a thousand times as long, and it runs like code that was compiled for the class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import CellType, CodeType, FunctionType
from typing import Any, Final

_NONE: Final[Mapping[str, Any]] = {}


@cache
def init_code(count: int, made: tuple[int, ...], slots: bool, post: bool) -> CodeType:
    """``made``: the numbers of the fields that have a factory. Free are ``put`` or ``set0`` ..., and ``factory``, ``make0`` ..."""
    lines = [f"if f{number} is factory: f{number} = make{number}()" for number in made]
    lines += [f"set{number}(self, f{number})" if slots else f"put(self, 'f{number}', f{number})" for number in range(count)]
    lines += ["self.__post_init__()"] if post else []
    free = ["put", "factory", *(f"{kind}{number}" for kind in ("set", "make") for number in range(count))]
    return _compiled(f"__init__(self, {_row('f{}', count)})", lines or ["pass"], free)


@cache
def eq_code(count: int) -> CodeType:
    same = f"({_row('self.f{}', count)}) == ({_row('other.f{}', count)})"
    return _compiled("__eq__(self, other)", [f"return {same} if other.__class__ is self.__class__ else NotImplemented"])


@cache
def hash_code(count: int) -> CodeType:
    return _compiled("__hash__(self)", [f"return hash(({_row('self.f{}', count)}))"])


def method(code: CodeType, names: Sequence[str], cls: type, free: Mapping[str, Any] = _NONE) -> FunctionType:
    """The method of ``cls`` whose fields are ``names``. ``free``: its free variables. Its globals are those of this file, where
    ``hash`` is what it is, whatever the module of the class calls so."""
    new = {f"f{number}": name for number, name in enumerate(names)}
    code = code.replace(
        co_varnames=tuple(new.get(name, name) for name in code.co_varnames),
        co_names=tuple(new.get(name, name) for name in code.co_names),
        co_consts=tuple(new.get(value, value) if isinstance(value, str) else value for value in code.co_consts),
        co_qualname=f"{cls.__qualname__}.{code.co_name}",
    )
    return FunctionType(code, globals(), code.co_name, None, tuple(CellType(free[name]) for name in code.co_freevars))


def _row(form: str, count: int) -> str:
    return "".join(f"{form.format(number)}, " for number in range(count))


def _compiled(head: str, lines: Sequence[str], free: Sequence[str] = ()) -> CodeType:
    """The code of a function inside one whose parameters are its free variables."""
    text = "\n".join([f"def outer({', '.join(free)}):", f" def {head}:", *(f"  {line}" for line in lines)])
    return _inside(_inside(compile(text, "<a shape of a value class>", "exec")))


def _inside(code: CodeType) -> CodeType:
    return next(each for each in code.co_consts if isinstance(each, CodeType))
