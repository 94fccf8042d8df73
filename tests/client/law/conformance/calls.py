"""Which functions of the client lead to which others, from the sources: who calls what, function by function.

A name leads where the module's own definitions and imports say. A method, whose object the sources do not tell, leads to every
method of that name. The lists by which the law registers its norms lead nowhere (``REGISTERS``): else every norm would be reached
from every act, whether anybody calls it or not; what they list is asked for by ``registered``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from tests.client.law.conformance.norms import ROOT

REGISTERS = frozenset({"RULES", "CLOCKS", "NOTICES", "TYPES", "MODULES", "BOOK"})
METHODS_OF = ("client.app", "client.core", "client.law", "client.words", "client.documents", "client.guard")
TOO_COMMON = frozenset(["get", "values", "keys", "append", "add", "pop", "encode", "decode", "begin", "end", "put"])


@dataclass
class Module:
    """``names``: what a name of the module stands for (``module`` or ``module:name``); ``bodies``: nodes of its own definitions."""

    name: str
    names: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, list[ast.AST]] = field(default_factory=dict)
    methods: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, list[ast.AST]] = field(default_factory=dict)


@cache
def modules() -> dict[str, Module]:
    found = {}
    for path in sorted((ROOT / "client").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = _module(name, ast.parse(path.read_text(encoding="utf-8")))
    return found


def _module(name: str, tree: ast.Module) -> Module:
    module = Module(name)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                module.names[alias.asname or alias.name] = f"{node.module}:{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.partition(".")[0]
                module.names[alias.asname or root] = alias.name if alias.asname else root
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(target := statement.targets[0], ast.Name) and target.id in REGISTERS:
            module.lists.setdefault(target.id, []).append(statement.value)
        for defined, bodies in _definitions(statement):
            module.bodies.setdefault(defined, []).extend(bodies)
        if isinstance(statement, ast.ClassDef):
            for each in statement.body:
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                    module.methods.setdefault(each.name, []).append(f"{statement.name}.{each.name}")
                    module.bodies.setdefault(f"{statement.name}.{each.name}", []).append(each)
    return module


def _definitions(statement: ast.stmt) -> Iterator[tuple[str, list[ast.AST]]]:
    """What a top-level statement defines, and the nodes that whoever uses it runs."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        yield statement.name, [*statement.body, *statement.args.defaults]
    elif isinstance(statement, ast.ClassDef):
        inits = [
            each for each in statement.body if isinstance(each, ast.FunctionDef) and each.name in ("__init__", "__post_init__")
        ]
        yield statement.name, [*inits, *(each for each in statement.body if isinstance(each, ast.Assign | ast.AnnAssign))]
    elif isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        for target in targets:
            if isinstance(target, ast.Name) and target.id not in REGISTERS:
                yield target.id, [statement.value]
    elif isinstance(statement, ast.If | ast.Try):
        for each in statement.body:
            yield from _definitions(each)


@cache
def _methods() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, module in modules().items():
        if name.startswith(METHODS_OF):
            for method, places in module.methods.items():
                found.setdefault(method, []).extend(f"{name}:{place}" for place in places)
    return {method: tuple(places) for method, places in found.items()}


def resolved(module: Module, name: str, depth: int = 8) -> str | None:
    """``module:name`` where a name is defined, through imports from packages; None for what is not the client's."""
    if name in module.bodies:
        return f"{module.name}:{name}"
    target = module.names.get(name)
    if target is None or not target.startswith("client") or depth == 0:
        return None
    where, colon, inner = target.partition(":")
    if f"{where}.{inner}" in modules():
        return f"{where}.{inner}"
    if not colon:
        return where if where in modules() else None
    other = modules().get(where)
    return None if other is None else resolved(other, inner, depth - 1)


@cache
def called(node: str) -> frozenset[str]:
    """What the body of ``module:name`` leads to."""
    where, _colon, name = node.partition(":")
    module = modules()[where]
    found: set[str] = set()
    for body in module.bodies.get(name, ()):
        for each in ast.walk(body):
            found.update(_targets(module, each))
    return frozenset(found)


def _targets(module: Module, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and node.id not in REGISTERS:
        target = resolved(module, node.id)
        if target is not None and ":" in target:
            yield target
    elif isinstance(node, ast.Attribute):
        base = resolved(module, node.value.id) if isinstance(node.value, ast.Name) else None
        if base is not None and ":" not in base:
            target = resolved(modules()[base], node.attr)
            if target is not None and ":" in target and node.attr not in REGISTERS:
                yield target
        elif base is not None:
            where, _colon, name = base.partition(":")
            if f"{name}.{node.attr}" in modules()[where].bodies:
                yield f"{where}:{name}.{node.attr}"
        if node.attr not in TOO_COMMON:
            yield from _methods().get(node.attr, ())
    elif (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("client.app.")
        and ":" in node.value
    ):
        where, _colon, name = node.value.partition(":")
        if where in modules() and name in modules()[where].bodies:
            yield f"{where}:{name}"


@cache
def named(node: str) -> frozenset[str]:
    """As ``called``, by names alone: what surely is meant."""
    where, _colon, name = node.partition(":")
    module = modules()[where]
    return frozenset(
        target
        for body in module.bodies.get(name, ())
        for each in ast.walk(body)
        if isinstance(each, ast.Name | ast.Constant)
        for target in _targets(module, each)
    )


@cache
def made(node: str) -> frozenset[str]:
    """Of which classes the body of ``module:name`` makes values."""
    where, _colon, name = node.partition(":")
    module = modules()[where]
    calls = (each for body in module.bodies.get(name, ()) for each in ast.walk(body) if isinstance(each, ast.Call))
    found = (resolved(module, each.func.id) for each in calls if isinstance(each.func, ast.Name))
    return frozenset(each for each in found if each is not None)


def reached_by_name(roots: Iterable[str]) -> frozenset[str]:
    """As ``reached``, by names alone."""
    return _all_from(roots, named)


def reached(roots: Iterable[str]) -> frozenset[str]:
    """All that these lead to, themselves too."""
    return _all_from(roots, called)


def _all_from(roots: Iterable[str], following: Callable[[str], frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(following(node) - found)
    return frozenset(found)


@cache
def registered() -> frozenset[str]:
    """All that the rules, clocks and notices of the law lead to: it runs with every record of their forms."""
    found: set[str] = set()
    for module in modules().values():
        for name in ("RULES", "CLOCKS", "NOTICES") if module.name.startswith("client.law.law") else ():
            for node in module.lists.get(name, ()):
                for each in ast.walk(node):
                    found.update(_targets(module, each))
    return reached(found)
