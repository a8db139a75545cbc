"""Who has acknowledged the policy.

People keeps what is recorded by hand or by another system's list, and what visitors accepted. A
room that keeps acknowledgements of its own adds them here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from uuid import UUID

from lanyard.people.models import Acknowledgement, Sponsorship, spans

Record = Callable[[datetime.date], set[UUID] | None]
_provided: list[Record] = []


def provide(record: Record) -> None:
    """Let a part say whose acknowledgement is in force on a day, None while it keeps no record."""
    if record not in _provided:
        _provided.append(record)


def acknowledged(on: datetime.date) -> set[UUID] | None:
    """Return the ids of all whose acknowledgement is in force, None where no record is kept yet."""
    kept = [people for record in _provided if (people := record(on)) is not None]
    if not kept and not Acknowledgement.objects.exists():
        return None
    return recorded_here(on).union(*kept)


def recorded_here(on: datetime.date) -> set[UUID]:
    """Return who took note by a day, by hand or by a list, and visitors who accepted."""
    noted = Acknowledgement.objects.filter(on__lte=on).values_list("person_id", flat=True)
    visiting = Sponsorship.objects.filter(spans(on), acknowledged_on__lte=on)
    return set(noted.union(visiting.values_list("person_id", flat=True)))
