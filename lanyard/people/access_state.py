"""How accounts stand before what their holders must sign: a layer above says it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

#: "provisional" before a first signature that access waits for, "restricted" while one is late or
#: personal use is suspended, "ready" otherwise.
STATES = ("ready", "provisional", "restricted")


@dataclass(frozen=True)
class AccessState:
    """How one account stands, and the titles of the documents that it waits for."""

    state: str = STATES[0]
    waits_for: tuple[str, ...] = ()


READY = AccessState()
#: From a day and some people to those of them whom a signature decides.
States = Callable[[datetime.date, Collection[UUID]], Mapping[UUID, AccessState]]
_provided: list[States] = []


def provide_access_states(states: States) -> None:
    """Let a higher layer say how accounts stand; called once at start."""
    _provided[:] = [states]


def access_states(on: datetime.date, people: Collection[UUID]) -> Mapping[UUID, AccessState]:
    """Return how the accounts of some people stand; whoever is not named is ready."""
    return _provided[0](on, people) if _provided and people else {}
