"""What "May I…?" does by itself."""

from __future__ import annotations

from uuid import UUID

from lanyard.engine.answers.actions import destroy_what_is_over
from lanyard.foundation.jobs.api import schedule


@schedule("50 3 * * *", "answers.sweep")
def sweep(organisation: UUID) -> None:
    """Destroy questions left unfinished and answers whose time is over."""
    destroy_what_is_over()
