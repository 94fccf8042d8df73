"""Our decorator of value classes makes what the standard library's makes, only sooner: pairs of classes are held side by side."""

from __future__ import annotations

import copy
import dataclasses
import inspect
from collections.abc import Callable, Iterator
from dataclasses import InitVar, field
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rpds import HashTrieMap

from crypto import frozen

ROOT = Path(__file__).resolve().parents[1]

Make = Callable[..., Callable[[type], Any]]
OURS: Make = frozen.dataclass
THEIRS: Make = dataclasses.dataclass

# Among them the names that the shapes, and the methods, use themselves.
NAMES = (
    "f0",
    "f1",
    "f2",
    "other",
    "put",
    "factory",
    "set0",
    "set1",
    "make0",
    "hash",
    "cls",
    "name",
    "value",
    "type",
    "each",
    "fields",
    "a",
)
PLAIN = st.one_of(st.integers(-3, 3), st.sampled_from(["", "x"]), st.just(float("nan")), st.tuples(st.integers(0, 1)), st.none())


@st.composite
def _fields(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Names with what stands behind them in the class: nothing, a default, or ``field(...)``; those with defaults at the end."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
    required = draw(st.integers(0, len(names)))
    made: list[tuple[str, Any]] = []
    for number, name in enumerate(names):
        options: dict[str, Any] = {"repr": draw(st.booleans()), "compare": draw(st.booleans())}
        if number < required:
            made.append((name, draw(st.sampled_from([dataclasses.MISSING, options]))))
        else:
            kind = draw(st.sampled_from(["bare", "default", "factory"]))
            value = draw(PLAIN)
            made.append(
                (
                    name,
                    value
                    if kind == "bare"
                    else {**options, "default": value}
                    if kind == "default"
                    else {**options, "default_factory": tuple},
                )
            )
    return made


def _pair(spec: list[tuple[str, Any]], **more: Any) -> tuple[Any, Any]:
    """The class of ``spec`` by our decorator and by theirs."""
    flags = {key: more.pop(key) for key in ("slots", "repr") if key in more}

    def made(decorator: Make) -> Any:
        body = {
            name: field(**value) if isinstance(value, dict) else value for name, value in spec if value is not dataclasses.MISSING
        }
        annotations = {name: "object" for name, _ in spec}
        return decorator(frozen=True, **flags)(
            type("Value", (), {**body, **more, "__annotations__": annotations, "__module__": __name__})
        )

    return made(OURS), made(THEIRS)


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[Any, Any, list[str]]:
    spec = draw(_fields())
    ours, theirs = _pair(spec, slots=draw(st.booleans()), repr=draw(st.booleans()))
    return ours, theirs, [name for name, _ in spec]


def _same_repr(ours: object, theirs: object) -> bool:
    """Where a class shows no fields, an object has the address of each in its words."""
    return repr(ours).partition(" object at ")[0] == repr(theirs).partition(" object at ")[0]


@given(_pairs(), st.data())
def test_values_are_made_shown_compared_hashed_and_replaced_alike(pair: tuple[Any, Any, list[str]], data: st.DataObject) -> None:
    ours, theirs, names = pair
    needed = [name for name in names if inspect.signature(theirs).parameters[name].default is inspect.Parameter.empty]
    given_ = {name: data.draw(PLAIN) for name in names if name in needed or data.draw(st.booleans())}
    others = {name: data.draw(st.one_of(st.just(given_.get(name, 0)), PLAIN)) for name in names}
    by_position = [given_[name] for name in needed]
    one, same, other = ours(**given_), ours(*by_position, **{n: v for n, v in given_.items() if n not in needed}), ours(**others)
    their_one, their_other = theirs(**given_), theirs(**others)
    assert [getattr(one, name) for name in names] == [getattr(same, name) for name in names]
    assert _same_repr(one, their_one)
    assert (one == same, one == other, one != other) == (True, their_one == their_other, their_one != their_other)
    assert hash(one) == hash(their_one)
    assert one.__eq__(their_one) is NotImplemented
    assert one != their_one
    assert _same_repr(dataclasses.replace(one, **others), dataclasses.replace(their_one, **others))
    assert dataclasses.asdict(one).keys() == dataclasses.asdict(their_one).keys()
    assert copy.copy(one) == one
    assert hash(copy.deepcopy(one)) == hash(copy.deepcopy(their_one))


@given(_pairs())
def test_classes_look_alike_from_outside(pair: tuple[Any, Any, list[str]]) -> None:
    ours, theirs, names = pair
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    assert ours.__init__.__annotations__ == theirs.__init__.__annotations__
    assert ours.__match_args__ == theirs.__match_args__
    assert repr(ours.__dataclass_params__).replace("repr=True", "repr=False") == repr(theirs.__dataclass_params__).replace(
        "repr=True", "repr=False"
    )
    assert dataclasses.is_dataclass(ours)
    assert [repr(each) for each in dataclasses.fields(ours)] == [repr(each) for each in dataclasses.fields(theirs)]
    assert hasattr(ours, "__slots__") == hasattr(theirs, "__slots__")
    if hasattr(ours, "__slots__"):
        assert ours.__slots__ == theirs.__slots__
    for name in ("__init__", "__eq__", "__hash__"):
        assert getattr(ours, name).__qualname__ == getattr(theirs, name).__qualname__
    assert names == [each.name for each in dataclasses.fields(ours)]


@given(_pairs(), st.sampled_from([*NAMES, "something_else"]))
def test_no_value_can_be_changed(pair: tuple[Any, Any, list[str]], name: str) -> None:
    """With slots, Python 3.11's own answers a ``TypeError`` where there is no such field."""
    ours, theirs, names = pair
    for made, refusal in ((ours, dataclasses.FrozenInstanceError), (theirs, (dataclasses.FrozenInstanceError, TypeError))):
        value = made(**dict.fromkeys(names, 1))
        with pytest.raises(refusal, match=f"^cannot assign to field '{name}'$" if made is ours else None):
            setattr(value, name, 2)
        with pytest.raises(refusal, match=f"^cannot delete field '{name}'$" if made is ours else None):
            delattr(value, name)
        assert all(getattr(value, each) == 1 for each in names)


@pytest.mark.parametrize("slots", [True, False])
def test_a_subclass_that_is_no_value_has_attributes_of_its_own(slots: bool) -> None:
    ours, theirs = _pair([("a", dataclasses.MISSING)], slots=slots)
    for made in (ours,) if slots else (ours, theirs):  # with slots, Python 3.11's own answers a TypeError
        value = type("Below", (made,), {})(1)
        value.b = 2
        assert (value.a, value.b) == (1, 2)
        del value.b
        assert not hasattr(value, "b")
        with pytest.raises(dataclasses.FrozenInstanceError):
            value.a = 2
        with pytest.raises(dataclasses.FrozenInstanceError):
            del value.a


@pytest.mark.parametrize("slots", [True, False])
def test_what_a_class_writes_itself_stays(slots: bool) -> None:
    methods: list[tuple[str, Callable[..., Any]]] = [
        ("__repr__", lambda self: "own"),
        ("__eq__", lambda self, other: True),
        ("__hash__", lambda self: 7),
    ]
    for number in range(1, 8):
        chosen = {name: method for bit, (name, method) in enumerate(methods) if number & 1 << bit}
        ours, theirs = _pair([("a", dataclasses.MISSING)], slots=slots, **chosen)
        assert repr(ours(1)) == repr(theirs(1))
        assert (ours(1) == ours(2)) is (theirs(1) == theirs(2))
        assert hash(ours(1)) == hash(theirs(1))


@pytest.mark.parametrize("slots", [True, False])
def test_a_value_is_looked_at_after_it_is_made(slots: bool) -> None:
    seen = []
    for made in _pair(
        [("a", dataclasses.MISSING), ("b", {"default_factory": list})], slots=slots, __post_init__=lambda self: seen.append(self.b)
    ):
        assert made(1).b is seen[-1]
        assert made(1).b is not made(1).b
        assert made(1, "x").b == seen[-1] == "x"
    assert len(seen) == 8


def test_a_value_that_holds_itself_is_shown() -> None:
    for made in _pair([("a", dataclasses.MISSING)]):
        loop: list[Any] = []
        loop.append(made(loop))
        assert repr(loop[0]) == "Value(a=[...])"


def test_values_that_hold_persistent_maps_are_compared_and_hashed() -> None:
    """A map that is not written in Python may import something while it is compared, by the globals of the method that compares."""
    ours, theirs = _pair([("a", dataclasses.MISSING)], slots=True)
    one, same = HashTrieMap({"x": (1,)}), HashTrieMap({"x": (1,)})
    assert ours(one) == ours(same)
    assert hash(ours(one)) == hash(theirs(same))
    assert {"__builtins__"} <= ours.__eq__.__globals__.keys() & ours.__hash__.__globals__.keys()


def test_a_secret_is_not_shown() -> None:
    made, _ = _pair([("key", {"repr": False}), ("size", dataclasses.MISSING)], slots=True)
    assert repr(made(b"secret", 6)) == "Value(size=6)"


def _refused() -> Iterator[tuple[str, Callable[[], object]]]:
    def keyword() -> object:
        @frozen.dataclass(frozen=True, slots=True)
        class Value:
            a: int = field(kw_only=True)

        return Value

    def passed() -> object:
        @frozen.dataclass(frozen=True, slots=True)
        class Value:
            a: InitVar[int]

        return Value

    def inherited() -> object:
        @frozen.dataclass(frozen=True, slots=True)
        class Base:
            a: int

        @frozen.dataclass(frozen=True, slots=True)
        class Value(Base):
            b: int

        return Value

    def guarded() -> object:
        @frozen.dataclass(frozen=True, slots=True)  # type: ignore[misc]
        class Value:
            a: int

            def __setattr__(self, name: str, value: object) -> None: ...

        return Value

    yield "keyword", keyword
    yield "passed", passed
    yield "inherited", inherited
    yield "guarded", guarded
    yield "changing", lambda: frozen.dataclass(frozen=False)
    yield "ordered", lambda: frozen.dataclass(frozen=True, order=True)
    yield "required after optional", lambda: _pair([("a", 1), ("b", dataclasses.MISSING)])
    yield "made late", lambda: _pair([("a", {"init": False, "default": 1})])
    yield "called self", lambda: _pair([("self", dataclasses.MISSING)])


@pytest.mark.parametrize(("what", "make"), list(_refused()))
def test_what_is_not_made_here_is_refused_and_never_made_otherwise(what: str, make: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        make()


def test_what_belongs_to_the_class_is_no_field() -> None:
    @frozen.dataclass(frozen=True, slots=True)
    class Value:
        a: int
        limit: ClassVar[int] = 3

    assert [each.name for each in dataclasses.fields(Value)] == ["a"]
    assert (Value(1).limit, Value(1)) == (3, Value(1))
