"""A control over time, drawn: a bar for each day, its height and pattern by state."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lanyard.engine.clauses import words
from lanyard.engine.clauses.standing import Found, Stand

DAYS = 90
_WIDTH, _TALL = 6, 48
#: State to the height of its bar: what stands better stands taller.
_HEIGHTS = {
    Stand.IN_FORCE: _TALL, Stand.AT_RISK: 34, Stand.NOT_IN_FORCE: 18, Stand.NOT_SET_UP: 6,
}  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """One day's bar."""

    x: int
    y: int
    height: int
    stand: str


@dataclass(frozen=True)
class Change:
    """A day on which the state or the figure was another than before."""

    on: datetime.date
    word: Any
    kind: str
    figure: Any


@dataclass(frozen=True)
class Chart:
    """The bars of a control, and beside them the table of its changes, newest first."""

    bars: Sequence[Bar]
    changes: Sequence[Change]
    since: datetime.date
    until: datetime.date

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return DAYS * _WIDTH

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return _TALL


def since(on: datetime.date) -> datetime.date:
    """Return the first day that a chart shows."""
    return on - datetime.timedelta(days=DAYS - 1)


def drawn(history: Sequence[Found], *, on: datetime.date, exact: bool) -> Chart:
    """Draw what was found, oldest first, up to a day; figures in words as ``exact`` allows."""
    first = since(on)
    bars, changes = [], []
    before: Found | None = None
    for found in history:
        stand = Stand(found.state.value)
        height = _HEIGHTS[stand]
        place = (found.on - first).days
        bars.append(Bar(place * _WIDTH, _TALL - height, height, stand.value))
        if before is None or (before.state, before.figure) != (found.state, found.figure):
            word, kind = words.STANDS[stand]
            changes.append(Change(found.on, word, kind, _told(found, exact=exact)))
        before = found
    return Chart(bars, changes[::-1], first, on)


def _told(found: Found, *, exact: bool) -> Any:
    return words.told(found.figure, exact=exact) if found.figure else ""
