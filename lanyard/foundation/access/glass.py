"""Break the glass: read one record for a while without the role for it, for a reason, seen by all.

The page that offers it stands behind ``step_up``. Everything is announced in the transaction:
identity writes it into the trail, and rooms listen to "access.glass-broken" to tell the
safeguarding lead at once.
"""

from __future__ import annotations

import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.access.models import Exclusion, Grant
from lanyard.foundation.database.identity import current_identity, system_duty
from lanyard.foundation.registry import api as registry

LONGEST = 240
#: A reason shorter than this says nothing.
SHORTEST_REASON = 10


class Reader(Protocol):
    """Somebody who breaks the glass: a person with an id and a name."""

    @property
    def pk(self) -> UUID:
        """Return the person's id."""
        ...

    def __str__(self) -> str: ...


class Excluded(PermissionError):
    """The person is kept out of the record whatever their need; show them what absence shows."""


class NoReason(ValueError):
    """A reason of at least ten letters must be given."""


def break_glass(
    record_kind: str,
    record_id: UUID,
    *,
    by: Reader,
    reason: str,
    minutes: int = 60,
    subject: str = "",
    circle: UUID | None = None,
) -> Grant:
    """Let the actor read one record for some minutes (1 to 240), audited and announced.

    ``subject`` names the record without telling of it (its number); ``circle`` confines the entry
    in the trail to the record's readers, and the reason stands in the trail only where it is given.
    Raises NoReason, ValueError for the minutes, and Excluded for the subject of the record or
    somebody with a conflict of interest; the attempt is then in the trail all the same.
    """
    told = reason.strip()
    if len(told) < SHORTEST_REASON:
        raise NoReason
    if not 1 <= minutes <= LONGEST:
        raise ValueError(f"The glass is broken for 1 to {LONGEST} minutes.")
    if _is_excluded(record_kind, record_id, by.pk):
        registry.announce(
            "access.glass-refused", by=by, record_kind=record_kind, record_id=record_id,
            circle=circle,
        )  # fmt: skip
        raise Excluded
    with transaction.atomic():
        return _broken(record_kind, record_id, by, told, minutes, subject, circle)


def _broken(
    kind: str,
    record: UUID,
    by: Reader,
    reason: str,
    minutes: int,
    subject: str,
    circle: UUID | None,
) -> Grant:
    until = timezone.now() + datetime.timedelta(minutes=minutes)
    with system_duty("break the glass"):
        made = Grant.objects.create(
            record_kind=kind, record_id=record, person_id=by.pk, because=reason, until=until,
            break_glass=True, granted_by=current_identity().person,
        )  # fmt: skip
    registry.announce(
        "access.glass-broken", by=by, subject=subject or kind, circle=circle, reason=reason,
        grant_id=made.pk, record_kind=kind, record_id=record, person_id=by.pk, until=until,
    )  # fmt: skip
    return made


def close_glass(record_kind: str, record_id: UUID, *, by: Reader) -> int:
    """End the actor's broken glass on a record before its time; return how many grants ended."""
    now = timezone.now()
    with transaction.atomic(), system_duty("close the glass"):
        ended = Grant.objects.filter(
            record_kind=record_kind, record_id=record_id, person_id=by.pk, break_glass=True,
            until__gt=now,
        ).update(until=now)  # fmt: skip
        if ended:
            registry.announce(
                "access.glass-closed", by=by, record_kind=record_kind, record_id=record_id
            )
    return ended


def _is_excluded(kind: str, record: UUID, person: UUID) -> bool:
    with system_duty("look for a conflict of interest"):
        return Exclusion.objects.filter(
            record_kind=kind, record_id=record, person_id=person
        ).exists()
