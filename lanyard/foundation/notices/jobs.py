"""The background work of notices."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import delivery
from lanyard.foundation.notices.actions import tell
from lanyard.foundation.notices.models import Occasion


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
