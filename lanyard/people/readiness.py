"""Whose use of the network waits for something: a layer above says for whom, and people asks it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from uuid import UUID

#: From a day to those who do not use the network yet.
NotYet = Callable[[datetime.date], set[UUID]]
_provided: list[NotYet] = []


def provide_network_waits(waits: NotYet) -> None:
    """Let a higher layer say whose use of the network waits; called once at start."""
    if waits not in _provided:
        _provided.append(waits)


def network_waits(on: datetime.date) -> set[UUID]:
    """Return whose use of the network waits on a day."""
    return set().union(*(waits(on) for waits in _provided))
