"""What people does by itself, each day."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.jobs.api import schedule
from lanyard.people.actions.sponsorship import close_ended_sponsorships
from lanyard.people.imports.scim.store import settle_groups
from lanyard.people.models import ImportRun


@schedule("15 2 * * *", "people.close-ended")
def close_ended(organisation: UUID) -> None:
    """Close what has ended: visitors past their last day, and all others (KMC-INT-01)."""
    close_ended_sponsorships(today=timezone.localdate())


@schedule("45 2 * * *", "people.forget-uploads")
def forget_uploads(organisation: UUID) -> None:
    """Empty uploaded sets that are a day old."""
    yesterday = timezone.now() - datetime.timedelta(days=1)
    ImportRun.objects.filter(uploaded_at__lt=yesterday).exclude(content=b"").update(content=b"")


@schedule("30 2 * * *", "people.settle-groups")
def settle(organisation: UUID) -> None:
    """Put into their groups whoever was kept out of them and has signed since (COM-SAF-02)."""
    with system_duty("settle groups"):
        settle_groups()
