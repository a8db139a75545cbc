"""What guidance does by itself."""

from __future__ import annotations

from uuid import UUID

from lanyard.foundation.jobs.api import schedule
from lanyard.rooms.guidance.links import look_at_all


@schedule("25 5 * * 1", "guidance.look-at-links", own_transactions=True)
def look_at_links(organisation: UUID) -> None:
    """Look each week at what guidance leads to outside; the asking holds no transaction open."""
    look_at_all()
