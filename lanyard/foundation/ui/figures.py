"""Figures that are drawn: bars with a table beside them, small numbers kept back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: Numbers from 1 to below this could point to somebody, and are not shown.
SMALL = 5
_BAR = 300


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its number (None where it is kept back) and its width."""

    label: Any
    number: int | None
    width: int


@dataclass(frozen=True)
class Figure:
    """A question of how much of each: a title, a sentence that says what to see, and the numbers.

    ``suppress`` keeps back numbers from 1 to 4; where that leaves exactly one to be worked out from
    the total, the next smallest is kept back too.
    """

    title: Any
    numbers: Sequence[tuple[Any, int]]
    sentence: Any = ""
    label: Any = ""
    counted: Any = ""
    suppress: bool = True

    @property
    def total(self) -> int:
        """The sum of all numbers."""
        return sum(number for _, number in self.numbers)

    def kept_back(self) -> frozenset[int]:
        """Return the places of the numbers that are not shown."""
        if not self.suppress:
            return frozenset()
        small = {place for place, (_, n) in enumerate(self.numbers) if 0 < n < SMALL}
        others = [
            (number, place) for place, (_, number) in enumerate(self.numbers) if number >= SMALL
        ]
        if len(small) == 1 and others:
            small.add(min(others)[1])
        return frozenset(small)

    @property
    def bars(self) -> list[Bar]:
        """The bars in the order given."""
        hidden = self.kept_back()
        shown = {place: n for place, (_, n) in enumerate(self.numbers) if place not in hidden}
        most = max(shown.values(), default=0)
        return [
            Bar(label, shown.get(place), _width(shown.get(place), most))
            for place, (label, _) in enumerate(self.numbers)
        ]

    @property
    def widest(self) -> int:
        """The width of the longest bar."""
        return _BAR


def _width(number: int | None, most: int) -> int:
    return max(round(_BAR * number / most), 2) if number and most else 0
