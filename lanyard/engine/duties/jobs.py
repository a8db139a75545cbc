"""What duties does by itself."""

from __future__ import annotations

from uuid import UUID

from lanyard.engine.duties.actions.chase import chase
from lanyard.engine.duties.recompute import recompute_all
from lanyard.foundation.jobs.api import schedule, task


@schedule("15 4 * * *", "duties.recompute")
def recompute_every_night(organisation: UUID) -> None:
    """Bring every duty into step: joiners, movers, leavers, birthdays, yearly starts."""
    recompute_all()


@schedule("30 7 * * *", "duties.chase")
def chase_every_morning(organisation: UUID) -> None:
    """Send the reminders that have fallen due."""
    chase()


@task("duties.recompute-all")
def recompute_now(organisation: UUID) -> None:
    """Bring every duty into step, after people were imported."""
    recompute_all()
