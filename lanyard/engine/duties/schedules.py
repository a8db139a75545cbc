"""Kinds of duty whose days a room computes itself (training counts several clocks at once)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from uuid import UUID

from lanyard.engine.duties.rules import Due

#: ``(definition's subject_id, people with since when they are of the audience, today)`` to what
#: should stand open for each of them.
Schedule = Callable[[str, Mapping[UUID, datetime.date], datetime.date], dict[UUID, Due | None]]
_schedules: dict[str, Schedule] = {}


def provide_schedule(kind: str, schedule: Schedule) -> None:
    """Let a room compute the days of a kind of duty; called once at start."""
    if _schedules.get(kind, schedule) is not schedule:
        raise ValueError(f"Two schedules are called {kind}.")
    _schedules[kind] = schedule


def schedule_of(kind: str) -> Schedule:
    """Return the schedule of a kind; raises LookupError where no room provides it."""
    try:
        return _schedules[kind]
    except KeyError:
        raise LookupError(f"No room provides the days of {kind}.") from None
