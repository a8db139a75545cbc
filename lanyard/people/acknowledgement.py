"""Who has acknowledged the policy. The room that keeps that record says so; people only asks."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from uuid import UUID

Record = Callable[[datetime.date], set[UUID]]
_provided: list[Record] = []


def provide(record: Record) -> None:
    """Let a higher layer say whose acknowledgement is in force on a day; called once at start."""
    _provided[:] = [record]


def acknowledged(on: datetime.date) -> set[UUID] | None:
    """Return the ids of all whose acknowledgement is in force, None where no record is kept yet."""
    return _provided[0](on) if _provided else None
