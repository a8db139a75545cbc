"""Who took note of the policy, as far as it is recorded by hand or by another system."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.people.actions.reconciliation import owners
from lanyard.people.models import Acknowledgement, Person


@dataclass(frozen=True, slots=True)
class SeenAcknowledgement:
    """A line of another system's list: a user name or e-mail address, and the day."""

    user: str
    on: datetime.date


@transaction.atomic
def record_acknowledgement(
    person: Person, *, by: Person | None, on: datetime.date, how: str
) -> Acknowledgement:
    """Record that a person took note of the policy on a day, and how (COM-SCO-02, LAN-SCO-01).

    A second record of the same day changes nothing. Raises ValueError without the how.
    """
    if not how.strip():
        raise ValueError("Say how it was given.")
    made, new = Acknowledgement.objects.get_or_create(
        person=person, on=on, defaults={"how": how, "recorded_by": by.pk if by else None}
    )
    if new:
        audit.record(
            "people.acknowledged", by=by, subject=str(person), kind="person",
            subject_id=person.pk, on=on.isoformat(),
        )  # fmt: skip
    return made


@transaction.atomic
def take_acknowledgements(
    system: str, seen: Sequence[SeenAcknowledgement], *, by: audit.Actor | None
) -> int:
    """Add what another system's list says, once for each person and day (LAN-SCO-01).

    Returns how many lines name nobody here.
    """
    whose = owners()
    recorder = by.pk if isinstance(by, Person) else None
    lines = {(whose.get(one.user.lower()), one.on) for one in seen}
    unknown = sum(1 for one in seen if one.user.lower() not in whose)
    Acknowledgement.objects.bulk_create(
        (
            Acknowledgement(person_id=pk, on=on, how=system, recorded_by=recorder)
            for pk, on in sorted(lines, key=str)
            if pk is not None
        ),
        ignore_conflicts=True,
    )
    audit.record(
        "people.acknowledgements-taken", by=by, subject=system, kind="acknowledgement-export",
        lines=len(lines), unknown=unknown,
    )  # fmt: skip
    return unknown
