"""Say that one has it, which ends the climb along the chain."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices.kept_out import kept_out
from lanyard.foundation.notices.models import Notification, Occasion
from lanyard.foundation.registry import api as registry


@transaction.atomic
def acknowledge(notification_id: UUID, *, by: audit.Actor) -> Notification:
    """Acknowledge one's own notification; a second time changes nothing.

    Of somebody who is kept out of the record by now it answers nothing: the chain climbs on.
    Raises Notification.DoesNotExist where it is not the actor's own.
    """
    own = Notification.objects.select_related("occasion").get(pk=notification_id, person_id=by.pk)
    if own.acknowledged_at is not None:
        return own
    own.acknowledged_at = timezone.now()
    own.seen_at = own.seen_at or own.acknowledged_at
    own.save(update_fields=["acknowledged_at", "seen_at"])
    answers = _answered(own, by.pk)
    audit.record(
        "notices.acknowledged", by=by, kind="notice", subject_id=own.occasion_id,
        circle=own.occasion.circle_id,
    )  # fmt: skip
    if answers:
        registry.announce(
            "notices.acknowledged", by=by, kind=own.occasion.kind,
            subject_kind=own.occasion.subject_kind, subject_id=own.occasion.subject_id,
        )  # fmt: skip
    return own


def _answered(own: Notification, person_id: UUID) -> bool:
    """Note the answer; return whether it is one (not of somebody kept out of the record)."""
    with system_duty("note an answer"):
        if person_id in kept_out(own.occasion):
            return False
        Occasion.objects.filter(pk=own.occasion_id, acknowledged_at__isnull=True).update(
            acknowledged_at=own.acknowledged_at, acknowledged_by=person_id, answer_by=None
        )
    return True


@transaction.atomic
def settle(subject_kind: str, subject_id: UUID, *, by: audit.Actor) -> int:
    """Answer, for everybody, all that awaits an answer about a record; return how many occasions.

    For the room whose record it is: the actor took it on, told of it or not.
    """
    own = Notification.objects.filter(
        person_id=by.pk, acknowledged_at=None, occasion__subject_kind=subject_kind,
        occasion__subject_id=subject_id,
    )  # fmt: skip
    for notification in list(own):
        acknowledge(notification.pk, by=by)
    with system_duty("note an answer"):
        return Occasion.objects.filter(
            subject_kind=subject_kind, subject_id=subject_id, needs_answer=True,
            acknowledged_at__isnull=True,
        ).update(acknowledged_at=timezone.now(), acknowledged_by=by.pk, answer_by=None)  # fmt: skip
