"""The background work of notices."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone

from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import delivery
from lanyard.foundation.notices.actions import tell
from lanyard.foundation.notices.models import Delivery, Occasion

#: What should have been done this long ago is queued again.
_LATE = datetime.timedelta(minutes=15)


@jobs.task("notices.deliver", own_transactions=True)
def deliver(organisation: UUID, delivery_id: UUID) -> None:
    """Try one delivery."""
    delivery.deliver(delivery_id)


@jobs.task("notices.escalate")
def escalate(organisation: UUID, occasion_id: UUID) -> None:
    """Tell the next of the chain if the present step has ended without an answer."""
    occasion = Occasion.objects.select_for_update().filter(pk=occasion_id).first()
    if occasion and occasion.answer_by and occasion.answer_by <= timezone.now():
        tell.escalate(occasion)


@jobs.schedule("*/10 * * * *", "notices.queue-what-was-left")
def queue_what_was_left(organisation: UUID) -> None:
    """Queue again what is overdue, such as after its job was given up; done ones take no harm."""
    late = timezone.now() - _LATE
    untold = Delivery.objects.filter(state=Delivery.State.QUEUED, created__lt=late)
    for left in untold.exclude(next_try__gt=late).order_by("created")[:500]:
        jobs.defer("notices.deliver", delivery_id=left.pk, lock=f"delivery:{left.pk}")
    unanswered = Occasion.objects.filter(answer_by__lt=late, acknowledged_at__isnull=True)
    for occasion in unanswered.order_by("answer_by")[:500]:
        jobs.defer("notices.escalate", occasion_id=occasion.pk)
