"""What policies does by itself, each day."""

from __future__ import annotations

import functools
from uuid import UUID

from django.db import transaction

from lanyard.foundation.jobs.api import each, schedule, task
from lanyard.rooms.policies import links
from lanyard.rooms.policies.actions import telling
from lanyard.rooms.policies.actions.access import list_restrictions
from lanyard.rooms.policies.actions.copies import look
from lanyard.rooms.policies.actions.keeping import (
    ask_for_sources,
    mend_companions,
    open_law_reviews,
)
from lanyard.rooms.policies.actions.publishing import take_effect
from lanyard.rooms.policies.actions.reviews import open_reviews_coming
from lanyard.rooms.policies.models import Invitation, OutsideCopy


@schedule("10 3 * * *", "policies.open-reviews")
def open_reviews(organisation: UUID) -> None:
    """Open the reviews that a date or the law calls for; ask for companions and sources."""
    open_reviews_coming()
    open_law_reviews()
    mend_companions()
    ask_for_sources()


@schedule("2 * * * *", "policies.take-effect")
def put_in_force(organisation: UUID) -> None:
    """Put in force what was published for this day: soon after midnight, or after a pause."""
    take_effect()


@schedule("40 4 * * *", "policies.list-restrictions")
def list_who_waits(organisation: UUID) -> None:
    """List whose access is to be restricted or given back."""
    list_restrictions()


@schedule("30 5 * * *", "policies.look-at-copies", own_transactions=True)
def look_at_copies(organisation: UUID) -> None:
    """Look at where documents stand outside, each apart: one that hangs holds up none."""
    with transaction.atomic():
        standing = list(OutsideCopy.objects.filter(document__archived_on__isnull=True))
    each([functools.partial(look, copy) for copy in standing], lambda see: see())


@task("policies.send-link")
def send_link(organisation: UUID, invitation_id: UUID) -> None:
    """Send somebody the link by which they sign, unless they have signed since."""
    waiting = Invitation.objects.filter(
        pk=invitation_id, signature__isnull=True, withdrawn_on__isnull=True
    ).first()
    if waiting is not None:
        links.send(waiting)


@task("policies.mail-version")
def mail_version(organisation: UUID, mailing_id: UUID) -> None:
    """Write to one of the next of kin where a policy can be read."""
    telling.send(mailing_id)
