"""What training does by itself."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.jobs.api import schedule
from lanyard.rooms.training.actions.starting import begin
from lanyard.rooms.training.leads import watch
from lanyard.rooms.training.models import TrainingRule
from lanyard.rooms.training.skills import assign_refreshers


@schedule("40 3 * * *", "training.keep-in-step")
def keep_in_step(organisation: UUID) -> None:
    """Bring rules and words into step with the profile and the holders of posts.

    Nothing happens before somebody has set training up.
    """
    if not TrainingRule.objects.exists():
        return
    try:
        profile_in_force()
    except NoProfile:
        return
    begin(by=None)
    assign_refreshers(on=timezone.localdate())


@schedule("20 7 * * *", "training.watch-leads")
def watch_leads(organisation: UUID) -> None:
    """Tell the head of leads whose training expired last night."""
    watch()
