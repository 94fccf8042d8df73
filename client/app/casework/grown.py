"""A list that only grows, seen as far as it was at one moment: a frozen value that costs nothing to make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

T = TypeVar("T")


class Grown(Sequence[T]):
    """The first items of a list, ``size`` of them. Whoever has the list appends to it and does nothing else."""

    __slots__ = ("_items", "_size")

    def __init__(self, items: list[T], size: int | None = None) -> None:
        self._items = items
        self._size = len(items) if size is None else size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            start, stop, step = at.indices(self._size)
            return tuple(self._items[place] for place in range(start, stop, step))
        if not -self._size <= at < self._size:
            raise IndexError(at)
        return self._items[at % self._size if at < 0 else at]

    def __iter__(self) -> Iterator[T]:
        return islice(self._items, self._size)
