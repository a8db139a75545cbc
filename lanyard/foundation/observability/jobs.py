"""The background work of observability."""

from __future__ import annotations

from uuid import UUID

from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.observability import heads


@jobs.schedule("20 5 * * *", "observability.send-heads")
def send_heads(organisation: UUID) -> None:
    """Send the head of the audit chain outside, each day."""
    heads.send_head()
