"""The daily look at every control."""

from __future__ import annotations

from uuid import UUID

from lanyard.engine.clauses.actions import gather_as_system
from lanyard.foundation.jobs.api import schedule


@schedule("30 3 * * *", "clauses.gather")
def gather(organisation: UUID) -> None:
    """Keep how every control stands today, and tell the owners of those that fell."""
    gather_as_system()
