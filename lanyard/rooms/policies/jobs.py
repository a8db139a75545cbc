"""What policies does by itself, each day."""

from __future__ import annotations

from uuid import UUID

from lanyard.foundation.jobs.api import schedule, task
from lanyard.rooms.policies import links
from lanyard.rooms.policies.actions.reviews import open_reviews_coming
from lanyard.rooms.policies.models import Invitation


@schedule("10 3 * * *", "policies.open-reviews")
def open_reviews(organisation: UUID) -> None:
    """Open the review of each document whose date comes near, or has passed."""
    open_reviews_coming()


@task("policies.send-link")
def send_link(organisation: UUID, invitation_id: UUID) -> None:
    """Send somebody the link by which they sign, unless they have signed since."""
    waiting = Invitation.objects.filter(
        pk=invitation_id, signature__isnull=True, withdrawn_on__isnull=True
    ).first()
    if waiting is not None:
        links.send(waiting)
