"""Record that a duty was done, or that it is waived for a while."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties.models import Definition, Occurrence
from lanyard.engine.duties.recompute import recompute_people
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty

#: How long a duty may be set aside at most (Lanyard's default): what has no end is no waiver.
LONGEST = datetime.timedelta(days=366)


class NotByHand(ValueError):
    """The duty is done in its own place; a word is not enough."""


@transaction.atomic
def complete(
    kind: str,
    subject: tuple[str, UUID | str],
    person_id: UUID,
    *,
    by: audit.Actor | None,
    evidence: str,
    record: tuple[str, UUID | str] = ("", ""),
    on: datetime.date | None = None,
) -> int:
    """Record, for the room whose record shows it, that a person did what was asked of them.

    Return how many open occurrences that closed: none where nothing was asked (the room's record
    stands all the same). What comes again is opened in the same transaction.
    """
    day = on or timezone.localdate()
    with system_duty("record a duty done"):
        found = Occurrence.objects.select_for_update().filter(
            definition__in=Definition.objects.filter(
                kind=kind, subject_kind=subject[0], subject_id=str(subject[1])
            ),
            person_id=person_id, done_on=None, withdrawn_on=None,
        )  # fmt: skip
        done = [
            _finish(one, by=by, evidence=evidence, record=record, on=day) for one in list(found)
        ]
    if done:
        recompute_people([person_id], today=timezone.localdate())
    return len(done)


@transaction.atomic
def complete_by_hand(occurrence: Occurrence, *, by: audit.Actor, evidence: str) -> Occurrence:
    """Record one's own duty as done, in one's own words; raises NotByHand where that won't do."""
    if not occurrence.definition.by_hand:
        raise NotByHand(occurrence.definition.title)
    if not evidence.strip():
        raise ValueError("What was done needs to be said.")
    with system_duty("record a duty done"):
        locked = Occurrence.objects.select_for_update().get(pk=occurrence.pk)
        if locked.done_on is None and locked.withdrawn_on is None:
            _finish(locked, by=by, evidence=evidence, record=("", ""), on=timezone.localdate())
    recompute_people([occurrence.person_id])
    return locked


def _finish(
    one: Occurrence,
    *,
    by: audit.Actor | None,
    evidence: str,
    record: tuple[str, UUID | str],
    on: datetime.date,
) -> Occurrence:
    one.done_on, one.evidence = on, evidence.strip()[:300]
    one.evidence_kind, one.evidence_id = record[0], str(record[1])
    one.done_by_name = str(by) if by else "Lanyard"
    one.save(update_fields=["done_on", "evidence", "evidence_kind", "evidence_id", "done_by_name"])
    audit.record(
        "duties.done", by=by, subject=one.definition.title, kind="duty-occurrence",
        subject_id=one.pk, person=str(one.person_id),
    )  # fmt: skip
    return one


@transaction.atomic
def waive(
    occurrence: Occurrence, *, by: audit.Actor, because: str, until: datetime.date
) -> Occurrence:
    """Set a duty aside for one person until a day, with a reason; then it stands again.

    Raises ValueError without a reason, for a day that is over, and for one more than a year ahead.
    """
    if not because.strip():
        raise ValueError("A waiver needs a reason.")
    if until <= timezone.localdate():
        raise ValueError("A waiver ends on a day to come.")
    if until > timezone.localdate() + LONGEST:
        raise ValueError("A waiver ends within a year.")
    with system_duty("waive a duty"):
        locked = Occurrence.objects.select_for_update().get(pk=occurrence.pk)
        locked.waived_until, locked.waiver_reason = until, because.strip()
        locked.waived_by_name = str(by)
        locked.waiver_ended_on, locked.waiver_ended_because = None, ""
        locked.waiver_ended_by_name = ""
        locked.save(
            update_fields=[
                "waived_until", "waiver_reason", "waived_by_name", "waiver_ended_on",
                "waiver_ended_because", "waiver_ended_by_name",
            ]
        )  # fmt: skip
    audit.record(
        "duties.waived", by=by, subject=locked.definition.title, kind="duty-occurrence",
        subject_id=locked.pk, because=because, person=str(locked.person_id),
        until=until.isoformat(),
    )  # fmt: skip
    return locked


@transaction.atomic
def end_waiver(occurrence: Occurrence, *, by: audit.Actor, because: str) -> Occurrence:
    """End a waiver before its day, with a reason; from today on the duty is due as it was.

    Raises ValueError without a reason, and where the duty is not set aside today.
    """
    if not because.strip():
        raise ValueError("Ending a waiver needs a reason.")
    today = timezone.localdate()
    with system_duty("end a waiver"):
        locked = Occurrence.objects.select_for_update().get(pk=occurrence.pk)
        if locked.state_on(today) != "waived":
            raise ValueError("It is not set aside.")
        locked.waived_until = today - datetime.timedelta(days=1)
        locked.waiver_ended_on, locked.waiver_ended_because = today, because.strip()
        locked.waiver_ended_by_name = str(by)
        locked.save(
            update_fields=[
                "waived_until", "waiver_ended_on", "waiver_ended_because", "waiver_ended_by_name",
            ]
        )  # fmt: skip
    audit.record(
        "duties.waiver-ended", by=by, subject=locked.definition.title, kind="duty-occurrence",
        subject_id=locked.pk, because=because, person=str(locked.person_id),
    )  # fmt: skip
    return locked
