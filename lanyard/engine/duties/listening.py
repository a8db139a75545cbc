"""What duties does when something about a person changes."""

from __future__ import annotations

from uuid import UUID

from lanyard.engine.duties.recompute import recompute_people
from lanyard.foundation.jobs import api as jobs


def people_changed(*, person_id: UUID, **_facts: object) -> None:
    """Bring the person's duties into step, in the transaction of the change."""
    recompute_people([person_id])


def people_imported(**_facts: object) -> None:
    """Bring everybody's duties into step once the import is kept."""
    jobs.defer("duties.recompute-all")
