"""What duties does when something about a person changes."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from lanyard.engine.duties.recompute import recompute_people
from lanyard.engine.duties.running import keep_errands_of
from lanyard.foundation.jobs import api as jobs

#: Of more people at once the nightly computation is brought forward instead.
_MOST_AT_ONCE = 500


def people_changed(*, person_id: UUID, **_facts: object) -> None:
    """Bring the person's duties into step, in the transaction of the change."""
    recompute_people([person_id])
    keep_errands_of(person_id)


def people_imported(**_facts: object) -> None:
    """Bring everybody's duties into step once the import is kept."""
    jobs.defer("duties.recompute-all")


def sign_ins_changed(*, people: Collection[UUID], **_facts: object) -> None:
    """Bring the duties of those who gained or lost a sign-in into step, at once."""
    if len(people) > _MOST_AT_ONCE:
        jobs.defer("duties.recompute-all")
    else:
        recompute_people(people)
