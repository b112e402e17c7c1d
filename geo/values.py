"""What value objects share: equality and representation by fields."""

from __future__ import annotations


class Value:
    """Base of frozen, slotted dataclasses that are made with `eq=False, repr=False`.

    A dataclass compiles both anew for each type, and every command waits for that while it imports some fifty of them.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
    ... class Band(Value):
    ...     south: float
    ...     north: float
    >>> Band(south=-80, north=-72), Band(south=1, north=2) == Band(south=1, north=2)
    (Band(south=-80, north=-72), True)
    """

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and type(other) is type(self) and self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash((type(self), self._fields()))

    def __repr__(self) -> str:
        parts = zip(self.__slots__, self._fields(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in parts)})"

    def _fields(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__slots__])
